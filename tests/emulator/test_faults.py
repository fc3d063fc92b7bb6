"""Each way in which the service can be told to fail, seen from a client."""
import http.client
import socket
import unittest

from emulator import TOKEN, Emulator

CREATE = {"method": "POST", "path": "/videos/create"}


class Faults(unittest.TestCase):
    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.close)

    def fault(self, action, **match):
        return self.emulator.control("POST", "faults", {"match": match, "action": action})["id"]

    def create(self, **fields):
        return self.emulator.post("/videos/create", {"prompt": "a boat", **fields})

    def running(self):
        return self.emulator.get("/scheduler").json

    def raw_bytes(self, path, method="GET"):
        """All that the server sends, unread by any HTTP library."""
        with socket.create_connection((self.emulator.host, self.emulator.port), timeout=30) as connection:
            connection.sendall(f"{method} {self.emulator.path}{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                               f"Authorization: Bearer {TOKEN}\r\n\r\n".encode())
            received = b""
            while piece := connection.recv(65536):
                received += piece
            return received

    def test_status_with_body_and_headers_instead_of_processing(self):
        self.fault({"status": 503, "body": {"error": "down"}, "headers": {"Retry-After": "7"}}, **CREATE)
        answer = self.create()
        self.assertEqual((answer.status, answer.json), (503, {"error": "down"}))
        self.assertEqual(answer.headers["Retry-After"], "7")
        self.assertEqual(self.running(), [])

    def test_what_was_made_is_in_the_list_of_all_jobs_and_what_was_refused_is_not(self):
        self.fault({"status": 503}, count=1, **CREATE)
        self.create(prompt="refused")
        self.create(prompt="a boat")
        self.emulator.post("/agent", {"prompt": "a ship", "models": ["nano-banana"], "async": True})
        jobs = self.emulator.control("GET", "jobs")
        self.assertEqual(sorted((job["kind"], job["prompt"]) for job in jobs), [("agent", "a ship"), ("video", "a boat")])

    def test_status_after_commit_leaves_the_job_behind(self):
        self.fault({"status": 502, "after_commit": True}, **CREATE)
        self.assertEqual(self.create(replyRef="lost").status, 502)
        self.assertEqual([job["replyRef"] for job in self.running()], ["lost"])

    def test_lost_answer_leaves_the_job_behind(self):
        self.fault({"connection": "drop_after_commit"}, count=1, **CREATE)
        with self.assertRaises(http.client.RemoteDisconnected):
            self.create(replyRef="lost")
        self.assertEqual([job["replyRef"] for job in self.running()], ["lost"])
        self.assertEqual(self.create().status, 200)

    def test_reset_after_commit_leaves_the_job_behind(self):
        self.fault({"connection": "reset_after_commit"}, **CREATE)
        with self.assertRaises(ConnectionResetError):
            self.create(replyRef="lost")
        self.assertEqual([job["replyRef"] for job in self.running()], ["lost"])

    def test_reset_and_close_before_leave_nothing_behind(self):
        for how, seen in (("reset_before", ConnectionResetError), ("close_before", http.client.RemoteDisconnected)):
            fault = self.fault({"connection": how}, **CREATE)
            with self.assertRaises(seen):
                self.create()
            self.emulator.control("DELETE", f"faults/{fault}")
        self.assertEqual(self.running(), [])

    def test_close_during_upload(self):
        self.fault({"connection": "close_during_upload", "after_bytes": 100_000}, path="/files")
        with self.assertRaises((ConnectionResetError, BrokenPipeError)):
            self.emulator.call("POST", "/files", body=b"x" * 30_000_000, headers={"Content-Type": "image/png"})
        self.assertEqual(self.emulator.get("/accounts").status, 200)

    def test_truncated_answer(self):
        self.fault({"truncate_at": 10}, path="/accounts")
        with self.assertRaises(http.client.IncompleteRead) as seen:
            self.emulator.get("/accounts")
        self.assertEqual(len(seen.exception.partial), 10)

    def test_dribbled_answer_is_whole(self):
        self.fault({"dribble": {"bytes": 50, "interval_ms": 1}}, path="/accounts")
        self.assertEqual(len(self.emulator.get("/accounts").json), 1)

    def test_wrong_lengths(self):
        fault = self.fault({"content_length_offset": 5}, path="/accounts")
        with self.assertRaises(http.client.IncompleteRead):
            self.emulator.get("/accounts")
        self.emulator.control("DELETE", f"faults/{fault}")
        self.fault({"content_length_offset": -5}, path="/accounts")
        with self.assertRaises(ValueError):
            self.emulator.get("/accounts").json

    def test_garbage_page_and_tls(self):
        self.fault({"garbage": True}, path="/accounts")
        answer = self.emulator.get("/accounts")
        self.assertEqual(answer.status, 200)
        with self.assertRaises(ValueError):
            answer.json
        self.fault({"html": True}, path="/scheduler")
        answer = self.emulator.get("/scheduler")
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (502, "text/html"))
        self.assertIn(b"<html>", answer.body)
        self.fault({"tls": True}, path="/videos")
        self.assertEqual(self.raw_bytes("/videos")[:3], b"\x15\x03\x01")

    def test_nth_count_and_account(self):
        self.fault({"status": 500}, nth=2, path="/scheduler")
        self.assertEqual([self.emulator.get("/scheduler").status for _ in range(4)], [200, 500, 200, 200])
        self.fault({"status": 500}, count=2, path="/accounts")
        self.assertEqual([self.emulator.get("/accounts").status for _ in range(4)], [500, 500, 200, 200])
        self.fault({"status": 500}, account=self.emulator.account, path="/videos*")
        self.assertEqual(self.emulator.get("/videos").status, 200)
        self.assertEqual(self.emulator.get(f"/videos?account={self.emulator.account}").status, 500)
        self.assertEqual(self.emulator.get(f"/videos/user:1234-minimax:{self.emulator.account}-video:1").status, 500)

    def test_probability_is_seeded(self):
        def run():
            with Emulator("--seed", "3") as emulator:
                emulator.control("POST", "faults", {"match": {"probability": 0.5}, "action": {"status": 500}})
                return [emulator.get("/scheduler").status for _ in range(40)]

        first = run()
        self.assertEqual(first, run())
        self.assertEqual(set(first), {200, 500})

    def test_media_can_fail_too(self):
        self.emulator.control("POST", "clock", {"transitions": "immediate"})
        created = self.create().json
        self.emulator.advance(1)
        url = self.emulator.get(f"/videos/{created['videoId']}").json["downloadURL"]
        self.fault({"truncate_at": 1000}, path="/media/*", count=1)
        with self.assertRaises(http.client.IncompleteRead):
            self.emulator.fetch(url)
        self.assertEqual(self.emulator.fetch(url).status, 200)

    def test_wrong_faults_are_refused_with_field_and_rule(self):
        for wish, words in (({"action": {"stauts": 500}}, ("action.stauts", "status")),
                            ({"action": {"status": "x"}}, ("action.status", "200")),
                            ({"match": {"probability": 2}, "action": {}}, ("match.probability", "0 to 1", "2")),
                            ({"action": {"connection": "cut"}}, ("action.connection", "reset_before", "cut")),
                            ({"action": {"headers": {"A": "b\r\nC: d"}}}, ("action.headers",)),
                            ({"match": {}}, ("action",))):
            answer = self.emulator.raw("POST", "/_conch/faults", __import__("json").dumps(wish).encode())
            self.assertEqual(answer.status, 400, wish)
            for word in words:
                self.assertIn(word, answer.json["error"])

    def test_journal_tells_what_happened_and_no_token(self):
        account = self.emulator.account
        before = self.emulator.control("GET", "requests")[-1]["number"]
        self.fault({"connection": "drop_after_commit"}, **CREATE)
        with self.assertRaises(http.client.RemoteDisconnected):
            self.create(replyRef="r")
        self.emulator.post("/accounts", {"url": "https://hailuoai.video/?a=b", "token": "very.secret.thing", "maxJobs": 1})
        self.emulator.raw("GET", f"{self.emulator.path}/audio/wss?token=very-secret")
        self.emulator.get("/accounts", token="invalid-secret")
        records = self.emulator.control("GET", f"requests?after={before}")
        self.assertEqual([(each["method"], each["path"], each["status"]) for each in records[:2]],
                         [("POST", "/v1/minimax/videos/create", 0), ("POST", "/v1/minimax/accounts", 400)])
        self.assertEqual(records[0]["account"], account)
        self.assertEqual(records[0]["fields"], {"prompt": "a boat", "replyRef": "r"})
        self.assertEqual(records[0]["operation"], "videos.create")
        self.assertNotIn("secret", str(records))
        self.assertEqual(self.emulator.control("GET", f"requests?after={records[-1]['number']}"), [])


if __name__ == "__main__":
    unittest.main()
