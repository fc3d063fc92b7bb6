"""Where the API token comes from, and that it never comes out again."""

import base64
import os
import unittest
import urllib.parse

from support import TOKEN, Answer, Service, run, temporary_directory

OK = Answer(200, [])


class Source(unittest.TestCase):
    def setUp(self):
        directory = temporary_directory()
        self.addCleanup(directory.cleanup)
        self.path = os.path.join(directory.name, "token 🐚")

    def write(self, content, mode=0o600):
        with open(self.path, "wb") as file:
            file.write(content)
        os.chmod(self.path, mode)

    def sent_token(self, *arguments, env):
        with Service(OK) as service:
            process = run("--base-url", service.url, *arguments, "call", "videos.list", env=env)
            self.assertEqual(process.returncode, 0, process.stderr)
            (request,) = service.requests
            return request[2]["Authorization"], process.stderr.decode()

    def test_none_says_how_to_set_one_and_that_the_emulator_needs_none(self):
        for arguments in (["call", "videos.list"], ["video", "create", "--prompt", "x"]):
            process = run(*arguments)
            message = process.stderr.decode()
            self.assertEqual(process.returncode, 4)
            self.assertEqual(process.stdout, b"")
            for word in ("CONCH_API_TOKEN", "--token-file", "--emulator"):
                self.assertIn(word, message)

    def test_environment(self):
        self.assertEqual(self.sent_token(env={"CONCH_API_TOKEN": TOKEN})[0], f"Bearer {TOKEN}")

    def test_file_wins_over_environment_and_loses_its_line_end(self):
        for end in (b"", b"\n", b"\r\n"):
            self.write(TOKEN.encode() + end)
            token, remarks = self.sent_token("--token-file", self.path, env={"CONCH_API_TOKEN": "another"})
            self.assertEqual(token, f"Bearer {TOKEN}")
            self.assertEqual(remarks, "")

    def test_file_that_others_can_read_is_warned_about(self):
        self.write(TOKEN.encode(), 0o644)
        _, remarks = self.sent_token("--token-file", self.path, env={})
        self.assertIn("other users can read", remarks)
        _, remarks = self.sent_token("--quiet", "--token-file", self.path, env={})
        self.assertEqual(remarks, "")

    def test_files_without_a_usable_token(self):
        for content in (b"", b"\n", b"a\0b", b"two\nlines", b"x" * 70000):
            self.write(content)
            process = run("--token-file", self.path, "call", "videos.list")
            self.assertIn(process.returncode, (2, 4), content[:20])
            self.assertEqual(process.stdout, b"")
            self.assertNotIn(b"lines", process.stderr)
        process = run("--token-file", self.path + "-missing", "call", "videos.list")
        self.assertEqual(process.returncode, 4)
        self.assertIn(b"No such file", process.stderr)


class Secrecy(unittest.TestCase):
    """A service that echoes the token in its answers, and every way to make the command talkative."""

    FORMS = (TOKEN, urllib.parse.quote(TOKEN, safe=""), base64.b64encode(TOKEN.encode()).decode().rstrip("="))

    def check(self, process):
        for form in self.FORMS:
            self.assertNotIn(form.encode(), process.stdout + process.stderr)

    def test_token_is_in_no_output(self):
        echo = {"error": f"Bearer {TOKEN} is not accepted", "code": 401}
        for status in (400, 401, 412, 429, 500, 596):
            with Service(Answer(status, echo)) as service:
                for options in (["-vv"], ["-vv", "--json"], []):
                    self.check(service.call(*options, "call", "videos.list"))
        with Service(Answer(200, "<html>" + TOKEN)) as service:
            self.check(service.call("-vv", "--json", "call", "videos.list"))
        with Service(lambda *_: None) as service:
            self.check(service.call("-vv", "--json", "call", "videos.create", '{"prompt":"a shell on the beach"}'))
        self.check(run("-vv", "--base-url", "http://127.0.0.1:1", "call", "videos.list", env={"CONCH_API_TOKEN": TOKEN}))
        self.check(run("--help", env={"CONCH_API_TOKEN": TOKEN}))


if __name__ == "__main__":
    unittest.main()
