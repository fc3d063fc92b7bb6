"""conch-emulator as a program: options, environment, where it listens, what it leaves behind."""
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from emulator import PROGRAM, Emulator


def run(*arguments, environment=None):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
                          env={**os.environ, **(environment or {})}, check=False)


class Options(unittest.TestCase):
    def refused(self, *arguments, words, environment=None):
        answer = run(*arguments, environment=environment)
        self.assertEqual((answer.returncode, answer.stdout), (2, ""), arguments)
        for word in words:
            self.assertIn(word, answer.stderr)

    def test_help_names_every_option_and_its_variable(self):
        answer = run("--help")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        options = re.findall(r"^\s+(--[a-z-]+)", answer.stdout, re.MULTILINE)
        for expected in ("--port", "--bind", "--public", "--url", "--accounts", "--token", "--speed", "--seed",
                         "--render-threads", "--header-timeout", "--exit-with-parent"):
            self.assertIn(expected, options)
        for option in options:
            if option not in ("--help", "--version"):
                self.assertIn(f"CONCH_EMULATOR_{option[2:].upper().replace('-', '_')}", answer.stdout)
        self.assertIn("/_conch/", answer.stdout)
        self.assertNotIn("Env:", run("--version").stdout)

    def test_what_is_wrong_is_said_with_what_is_allowed(self):
        self.refused("--prot", "1", words=("--prot", "--help"))
        self.refused("more", words=("more",))
        self.refused("--port", "65536", words=("--port", "0 to 65535", "65536"))
        self.refused("--port", "x", words=("--port", "whole number", "x"))
        self.refused("--port", words=("--port",))
        self.refused("--speed", "0", words=("--speed", "0.001", "1"))
        self.refused("--speed", "nan", words=("--speed",))
        self.refused("--accounts", "-1", words=("--accounts",))
        self.refused("--seed", "1.5", words=("--seed", "whole", "1.5"))
        self.refused("--render-threads", "0", words=("--render-threads", "1 to 64"))
        self.refused("--bind", "nowhere", words=("--bind", "nowhere", "IP address"))
        self.refused("--url", "example.org", words=("--url", "http://"))

    def test_wrong_variable_is_named(self):
        self.refused(environment={"CONCH_EMULATOR_SPEED": "fast"}, words=("CONCH_EMULATOR_SPEED", "fast"))
        self.refused(environment={"CONCH_EMULATOR_PUBLIC": "perhaps"}, words=("CONCH_EMULATOR_PUBLIC", "perhaps"))

    def test_only_loopback_unless_told_otherwise(self):
        for address in ("0.0.0.0", "::", "192.0.2.1"):
            self.refused("--bind", address, words=(address, "--public"))
            self.refused(environment={"CONCH_EMULATOR_BIND": address}, words=(address, "--public"))

    def test_port_in_use_is_said(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            answer = run("--port", str(taken.getsockname()[1]))
            self.assertEqual(answer.returncode, 1)
            self.assertIn(str(taken.getsockname()[1]), answer.stderr)

    def test_environment_counts_and_the_command_line_wins(self):
        wanted = {"CONCH_EMULATOR_ACCOUNTS": "3", "CONCH_EMULATOR_TOKEN": "secret", "CONCH_EMULATOR_SPEED": "7"}
        os.environ.update(wanted)
        try:
            emulator = Emulator("--speed", "5")
        finally:
            for name in wanted:
                del os.environ[name]
        with emulator:
            self.assertEqual(emulator.get("/accounts").status, 401)
            self.assertEqual(len(emulator.get("/accounts", token="secret").json), 3)
            self.assertEqual(emulator.control("GET", "clock")["speed"], 5)

    def test_where_it_listens_and_what_links_begin_with(self):
        with Emulator("--bind", "localhost") as emulator:
            self.assertEqual(emulator.host, "127.0.0.1")
            self.assertEqual(self.listening(emulator.process.pid), {f"127.0.0.1:{emulator.port}"})
        with Emulator("--bind", "0.0.0.0", "--public", "--url", "http://127.0.0.1:1/", frozen=False) as emulator:
            self.assertEqual(emulator.base, "http://127.0.0.1:1/v1/minimax")

    @staticmethod
    def listening(pid):
        """What a process listens on, from /proc."""
        own = set()
        for descriptor in os.listdir(f"/proc/{pid}/fd"):
            try:
                own.add(os.readlink(f"/proc/{pid}/fd/{descriptor}"))
            except OSError:
                pass
        found = set()
        for table in ("tcp", "tcp6"):
            with open(f"/proc/{pid}/net/{table}", encoding="ascii") as lines:
                for line in list(lines)[1:]:
                    fields = line.split()
                    if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                        address, port = fields[1].split(":")
                        dotted = ".".join(str(int(address[i:i + 2], 16)) for i in (6, 4, 2, 0)) if table == "tcp" else address
                        found.add(f"{dotted}:{int(port, 16)}")
        return found


class Leftovers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self):
        process = subprocess.Popen([PROGRAM, "--exit-with-parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                   env={**os.environ, "TMPDIR": self.folder})
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stdin.close)
        line = process.stdout.readline()
        self.assertIn("listening", line)
        process.port = int(re.search(r":(\d+)/", line).group(1))
        return process

    def left(self):
        return sorted(os.listdir(self.folder))

    def test_every_orderly_end_leaves_nothing(self):
        for end in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, None):
            process = self.start()
            self.assertEqual(len(self.left()), 1)
            if end is None:
                process.stdin.close()
            else:
                process.send_signal(end)
            self.assertEqual(process.wait(timeout=30), 0, end)
            self.assertEqual(self.left(), [], end)

    def test_an_end_amid_much_work_is_quick_and_leaves_nothing(self):
        """Whoever started it kills it after two seconds."""
        process = self.start()
        Emulator.raw(_At(process.port), "POST", "/_conch/clock", b'{"transitions":"immediate"}')
        for _ in range(3):
            made = Emulator.raw(_At(process.port), "POST", "/v1/minimax/videos/create",
                                b'{"prompt":"long","model":"02","options":"768p-10sec"}',
                                {"Authorization": "Bearer x", "Content-Type": "application/json"})
            self.assertEqual(made.status, 200, made)
        time.sleep(0.05)
        began = time.monotonic()
        process.stdin.close()
        self.assertEqual(process.wait(timeout=30), 0)
        print(f"ended after {time.monotonic() - began:.2f} s")
        self.assertEqual(self.left(), [])

    def test_next_start_removes_what_a_killed_one_left_and_nothing_else(self):
        alive = self.start()
        killed = self.start()
        of_both = self.left()
        killed.kill()
        killed.wait()
        self.assertEqual(self.left(), of_both)
        other = os.path.join(self.folder, "conch-emulator-notes")
        os.mkdir(other)
        with open(os.path.join(other, "mine"), "w", encoding="ascii"):
            pass
        target = os.path.join(self.folder, "target")
        os.mkdir(target)
        with open(os.path.join(target, "lock"), "w", encoding="ascii"):
            pass
        os.symlink(target, os.path.join(self.folder, "conch-emulator-link"))

        third = self.start()
        left = self.left()
        self.assertEqual(len([each for each in left if each in of_both]), 1)
        for each in ("conch-emulator-notes", "conch-emulator-link", "target"):
            self.assertIn(each, left)
        self.assertTrue(os.path.exists(os.path.join(target, "lock")))
        for process in (third, alive):
            process.stdin.close()
            self.assertEqual(process.wait(timeout=30), 0)
        self.assertEqual(self.left(), ["conch-emulator-link", "conch-emulator-notes", "target"])

    def test_many_starts_at_once_do_not_disturb_each_other(self):
        for _ in range(2):
            running = [self.start() for _ in range(6)]
            self.assertEqual(len(self.left()), 6)
            for process in running[:3]:
                process.kill()
                process.wait()
            for process in running[3:]:
                process.terminate()
                self.assertEqual(process.wait(timeout=30), 0)
            together = [subprocess.Popen([PROGRAM, "--exit-with-parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         env={**os.environ, "TMPDIR": self.folder}) for _ in range(6)]
            for process in together:
                self.assertIn(b"listening", process.stdout.readline())
            self.assertEqual(len(self.left()), 6)
            for process in together:
                process.communicate()
                self.assertEqual(process.returncode, 0)
            self.assertEqual(self.left(), [])

    def test_no_place_for_temporary_files_is_said(self):
        answer = run(environment={"TMPDIR": os.path.join(self.folder, "missing")})
        self.assertEqual(answer.returncode, 1)
        self.assertIn("temporary", answer.stderr)


class _At:
    """What Emulator.raw needs to know."""

    def __init__(self, port):
        self.host, self.port = "127.0.0.1", port


if __name__ == "__main__":
    unittest.main()
