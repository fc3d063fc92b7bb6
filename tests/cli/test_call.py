"""`conch call`: exactly one request, the answer on standard output, an exit code for every way it can end."""

import json
import os
import unittest

from support import TOKEN, Answer, Service, events, run, temporary_directory

BUSY = {"error": "Account is busy executing videos", "runningVideos": {"1": []}}


class Requests(unittest.TestCase):
    def test_answer_comes_out_as_it_came_in(self):
        body = '{"n":923847293472394000,\n  "new":"für 海螺 🐚", "deep":[[{}]]}'
        with Service(Answer(200, body)) as service:
            process = service.call("call", "videos.list", '{"account":"987","limit":5}')
            self.assertEqual(process.returncode, 0, process.stderr)
            self.assertEqual(process.stdout.decode().rstrip("\n"), body)
            self.assertEqual(process.stderr, b"")
            (request,) = service.requests
            method, path, headers, _ = request
            self.assertEqual(method, "GET")
            self.assertIn("account=987", path)
            self.assertIn("limit=5", path)
            self.assertEqual(headers["Authorization"], f"Bearer {TOKEN}")
            self.assertIn("conch-cli/", headers["User-Agent"])

    def test_json_events_are_one_a_line_and_keep_big_numbers(self):
        with Service(Answer(200, '{"userID":\n923847293472394000}')) as service:
            process = service.call("--json", "call", "videos.list", '{"account":"1"}')
        self.assertEqual(process.returncode, 0, process.stderr)
        last = events(process)[-1]
        self.assertEqual(last["event"], "done")
        self.assertEqual(last["status"], "CONCH_OK")
        self.assertEqual(last["exit_code"], 0)
        self.assertEqual(last["json"], {"userID": 923847293472394000})
        self.assertIn(b"923847293472394000", process.stdout)

    def test_parameters_from_standard_input(self):
        with Service(Answer(200, {})) as service:
            process = service.call("call", "videos.cancel", "-", text_in='{"videoId":\n"user:1-minimax:2-video:3"}\n')
            self.assertEqual(process.returncode, 0, process.stderr)
            (request,) = service.requests
            self.assertEqual(json.loads(request[3]), {"videoId": "user:1-minimax:2-video:3"})

    def test_parameters_that_are_no_object(self):
        with Service(Answer(200, {})) as service:
            for text in ("[1]", "{", "null", '"text"', "\0"):
                process = service.call("call", "videos.list", "-", text_in=text)
                self.assertIn(process.returncode, (2, 3), text)
                self.assertEqual(process.stdout, b"")
            self.assertEqual(service.requests, [])

    def test_account_fills_in_what_the_parameters_leave_out(self):
        with Service(Answer(200, [])) as service:
            service.call("--account", "42", "call", "videos.list")
            service.call("--account", "42", "call", "videos.list", '{"account":"7"}')
            self.assertIn("account=42", service.requests[0][1])
            self.assertIn("account=7", service.requests[1][1])

    def test_upload_sends_the_file_as_it_is(self):
        picture = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x02\xd0\x08\x02\0\0\0" + b"\0" * 4 + b"conch" * 1000)
        with temporary_directory() as directory, Service(Answer(200, {"fileID": "f", "ossPath": "o"})) as service:
            path = os.path.join(directory, "Muschel 🐚.png")
            with open(path, "wb") as file:
                file.write(picture)
            process = service.call("call", "files.upload", '{"account":"1"}', "--file", path)
            self.assertEqual(process.returncode, 0, process.stderr)
            (request,) = service.requests
            self.assertEqual(request[3], picture)
            self.assertEqual(request[2]["Content-Type"], "image/png")

    def test_missing_file(self):
        with Service(Answer(200, {})) as service:
            process = service.call("call", "files.upload", '{"account":"1"}', "--file", "/nowhere/🐚.png")
            self.assertEqual(process.returncode, 9, process.stderr)
            self.assertIn("/nowhere/🐚.png", process.stderr.decode())
            self.assertEqual(service.requests, [])


class ExitCodes(unittest.TestCase):
    def ends(self, answer, code, operation="videos.list", params='{"account":"1"}'):
        with Service(answer) as service:
            process = service.call("call", operation, params)
            self.assertEqual(process.returncode, code, process.stderr)
            self.assertEqual(process.stdout, b"")
            self.assertTrue(process.stderr.startswith(b"conch: "))
            self.assertEqual(len(service.requests), 1, "a call is one request")
            machine = service.call("--json", "call", operation, params)
            self.assertEqual(machine.returncode, code)
            last = events(machine)[-1]
            self.assertEqual((last["event"], last["exit_code"]), ("done", code))
            self.assertTrue(last["error"]["message"])
            return last

    def test_every_status_of_the_service(self):
        for status, code in ((400, 1), (401, 4), (404, 1), (410, 1), (412, 5), (418, 1), (422, 7), (429, 6), (500, 1),
                             (502, 1), (596, 6)):
            with self.subTest(status=status):
                last = self.ends(Answer(status, {"error": "words of the service", "code": status}), code)
                self.assertEqual(last["http_code"], status)
                self.assertIn("words of the service", last["error"]["message"])

    def test_the_two_kinds_of_busy_are_told_apart(self):
        create = ("videos.create", '{"prompt":"a shell on the beach"}')
        ours = self.ends(Answer(429, BUSY), 6, *create)
        theirs = self.ends(Answer(429, {"error": "YOU CAN QUEUE 3 JOBS AT ONCE"}), 6, *create)
        self.assertEqual(ours["status"], "CONCH_E_ACCOUNT_BUSY")
        self.assertEqual(theirs["status"], "CONCH_E_RATE_LIMITED")

    def test_answers_that_make_no_sense(self):
        for body in ("<html>Bad gateway</html>", '{"half":', "[" * 100000, b'"\xed\xb0\x80"'):
            with self.subTest(body=body[:20]):
                self.ends(Answer(200, body), 8)

    def test_redirect_is_not_followed(self):
        with Service(Answer(200, [])) as other:
            self.ends(Answer(302, "", {"Location": other.url + "/videos"}), 8)
            self.assertEqual(other.requests, [])

    def test_refused_before_sending(self):
        with Service(Answer(200, {})) as service:
            process = service.call("call", "videos.create", '{"prompt":"x","model":"No-Such-Model"}')
            self.assertEqual(process.returncode, 3, process.stderr)
            self.assertIn(b"No-Such-Model", process.stderr)
            self.assertEqual(service.requests, [])

    def test_a_create_without_an_answer_is_not_sent_again(self):
        with Service(lambda *_: None) as service:
            process = service.call("call", "videos.create", '{"prompt":"a shell on the beach"}')
            self.assertEqual(process.returncode, 10, process.stderr)
            self.assertEqual(len(service.requests), 1)

    def test_nobody_listens(self):
        process = run("--base-url", "http://127.0.0.1:1/v1/minimax", "call", "videos.list",
                      env={"CONCH_API_TOKEN": TOKEN})
        self.assertEqual(process.returncode, 8, process.stderr)

    def test_base_urls_that_are_none(self):
        for url in ("127.0.0.1:80", "ftp://127.0.0.1", "http://127.0.0.1:99999", "http://example.com/v1/minimax"):
            process = run("--base-url", url, "call", "videos.list", env={"CONCH_API_TOKEN": TOKEN})
            self.assertEqual(process.returncode, 2, url)
            self.assertEqual(process.stdout, b"")


class AnswerFile(unittest.TestCase):
    def setUp(self):
        directory = temporary_directory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.path = os.path.join(self.directory, "answer 🐚.json")

    def read(self):
        with open(self.path, encoding="utf-8") as file:
            return file.read()

    def test_out_keeps_the_answer_and_prints_nothing(self):
        with Service(Answer(200, {"a": 1})) as service:
            process = service.call("call", "videos.list", "{}", "--out", self.path)
            self.assertEqual((process.returncode, process.stdout), (0, b""), process.stderr)
        self.assertEqual(json.loads(self.read()), {"a": 1})
        self.assertEqual(os.listdir(self.directory), ["answer 🐚.json"])

    def test_a_file_that_exists_is_replaced_only_when_told_so(self):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("mine")
        with Service(Answer(200, {"a": 1})) as service:
            process = service.call("call", "videos.list", "{}", "--out", self.path)
            self.assertEqual(process.returncode, 2)
            self.assertEqual(service.requests, [])
            self.assertEqual(self.read(), "mine")
            process = service.call("call", "videos.list", "{}", "--out", self.path, "--overwrite")
            self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(json.loads(self.read()), {"a": 1})

    def test_a_failure_leaves_nothing_behind(self):
        with Service(Answer(412, {"error": "no"})) as service:
            self.assertEqual(service.call("call", "videos.list", "{}", "--out", self.path).returncode, 5)
        self.assertEqual(os.listdir(self.directory), [])

    def test_a_place_that_cannot_be_written_is_known_before_anything_is_sent(self):
        with Service(Answer(200, {})) as service:
            process = service.call("call", "videos.list", "{}", "--out", os.path.join(self.directory, "no", "a.json"))
            self.assertEqual(process.returncode, 9)
            self.assertEqual(service.requests, [])

    def test_full_disk(self):
        with Service(Answer(200, {"a": 1})) as service:
            process = service.call("call", "videos.list", "{}", "--out", "/dev/full")
            self.assertEqual(process.returncode, 9)
            self.assertIn(b'{"a": 1}', process.stderr)


if __name__ == "__main__":
    unittest.main()
