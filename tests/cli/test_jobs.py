"""conch jobs: what was made, going on after the end of a run, forgetting."""

import os
import signal
import subprocess
import time
import unittest

from support import CONCH, TOKEN, Answer, Service, environment, run, temporary_directory

ID = "user:1-minimax:2-video:3"


def service(state):
    """Takes a video, and has it ready when state["ready"] is set."""
    def answer(method, path, _body):
        if method == "POST":
            state["creates"] = state.get("creates", 0) + 1
            return Answer(200, {"videoId": ID})
        if "/media/" in path:
            return Answer(200, b"\0\0\0\x18ftypisom" + b"x" * 500, {"Content-Type": "video/mp4", "ETag": '"a"'})
        if path.endswith("/videos/" + ID) or "%3A" in path:
            ready = state.get("ready", False)
            item = {"videoId": ID, "status": 2 if ready else 1, "statusFinal": ready, "desc": "a shell"}
            return Answer(200, {**item, "downloadURL": state["url"].replace("/v1/minimax", "/media/a.mp4")})
        return Answer(200, [])
    return answer


class Jobs(unittest.TestCase):
    def setUp(self):
        self.folder = temporary_directory()
        self.addCleanup(self.folder.cleanup)
        self.state = {}
        self.service = Service(service(self.state))
        self.addCleanup(self.service.__exit__)
        self.state["url"] = self.service.url
        self.env = {"CONCH_BASE_URL": self.service.url, "CONCH_API_TOKEN": TOKEN, "XDG_STATE_HOME": self.folder.name}

    def conch(self, *arguments):
        done = run(*arguments, env=self.env, cwd=self.folder.name)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return done

    def killed_while_running(self):
        process = subprocess.Popen([CONCH, "video", "create", "--prompt", "a shell", "--poll-interval", "0.05"],
                                   env=environment(**self.env), cwd=self.folder.name, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        while not any(path == "GET" and ID.split(":")[-1] in target for path, target, *_ in self.service.requests):
            time.sleep(0.01)
        return process

    def test_a_killed_run_is_brought_back_with_its_file(self):
        process = self.killed_while_running()
        process.kill()
        process.wait()
        listed = self.conch("jobs", "list")
        self.assertIn("running", listed.stdout)
        self.assertIn('"a shell"', listed.stdout)
        self.state["ready"] = True
        restored = self.conch("jobs", "restore", "--poll-interval", "0.05")
        self.assertEqual(0, restored.returncode, restored.stderr)
        path = restored.stdout.strip()
        self.assertTrue(os.path.isfile(os.path.join(self.folder.name, path)), restored.stdout)
        self.assertEqual(1, self.state["creates"])
        self.assertIn("ended", self.conch("jobs", "list", "--ended").stdout)
        self.assertEqual("", self.conch("jobs", "list", "--unfinished").stdout)
        again = self.conch("jobs", "restore")
        self.assertEqual((0, ""), (again.returncode, again.stdout))

    def test_ctrl_c_leaves_the_job_in_the_journal(self):
        process = self.killed_while_running()
        process.send_signal(signal.SIGINT)
        self.assertNotEqual(0, process.wait(30))
        self.assertIn("running", self.conch("jobs", "list", "--unfinished").stdout)

    def test_a_forgotten_job_is_gone(self):
        self.state["ready"] = True
        self.assertEqual(0, self.conch("video", "create", "--prompt", "a shell", "--poll-interval", "0.05").returncode)
        job = self.conch("jobs", "list").stdout.split()[0]
        self.assertEqual(0, self.conch("jobs", "forget", job).returncode)
        self.assertEqual("", self.conch("jobs", "list").stdout)
        self.assertNotEqual(0, self.conch("jobs", "forget", job).returncode)

    def test_without_a_journal_it_says_so(self):
        off = self.conch("jobs", "list", "--state-directory=")
        self.assertNotEqual(0, off.returncode)
        self.assertIn("no journal", off.stderr)

    def test_listing_needs_no_token(self):
        del self.env["CONCH_API_TOKEN"]
        self.assertEqual(0, self.conch("jobs", "list").returncode)


if __name__ == "__main__":
    unittest.main(verbosity=2)
