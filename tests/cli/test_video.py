"""`conch video create` against the emulator: from a prompt and a picture to a file, and every way out on the way."""

import contextlib
import json
import os
import re
import shlex
import signal
import struct
import subprocess
import unittest
import zlib

from support import CONCH, TIME_LIMIT, Terminal, environment, events, run, temporary_directory

EMULATOR = os.environ["CONCH_EMULATOR_PROGRAM"]
PROMPT = "[Pan left] a 海螺 shell on the beach 🐚, it's \"slow\""
FAST = ["--emulator", "--emulator-speed", "100", "--emulator-seed", "7"]


def png(width=640, height=360):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((x * 255 // width, y * 255 // height, 128)[c] for x in range(width) for c in range(3))
                    for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Case(unittest.TestCase):
    def setUp(self):
        directory = temporary_directory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def path(self, *names):
        return os.path.join(self.directory, *names)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content)
        return self.path(name)

    def is_mp4(self, path):
        with open(path, "rb") as file:
            self.assertEqual(file.read(12)[4:8], b"ftyp")


class Create(Case):
    def create(self, *arguments, code=0, **options):
        process = run("video", "create", *FAST, *arguments, cwd=self.directory, **options)
        self.assertEqual(process.returncode, code, process.stderr.decode())
        return process

    def test_prompt_and_picture_become_the_named_file(self):
        picture = self.write("Muschel 🐚.png", png())
        process = self.create("--prompt", PROMPT, "--image", picture, "--model", "I2V-2.3", "--out", "Film 🐚.mp4")
        self.assertEqual(process.stderr, b"", "nothing but errors where there is no terminal")
        self.assertEqual(os.path.realpath(self.path(process.stdout.decode().rstrip("\n"))), self.path("Film 🐚.mp4"))
        self.is_mp4(self.path("Film 🐚.mp4"))
        self.assertEqual(sorted(os.listdir(self.directory)), ["Film 🐚.mp4", "Muschel 🐚.png"])

    def test_without_out_it_lands_in_the_current_directory(self):
        (name,) = self.create("--prompt", PROMPT).stdout.decode().splitlines()
        self.assertEqual(os.listdir(self.directory), [os.path.basename(name)])
        self.is_mp4(self.path(name))

    def test_out_may_be_a_directory(self):
        self.create("--prompt", PROMPT, "--out", "new place/")
        (name,) = os.listdir(self.path("new place"))
        self.is_mp4(self.path("new place", name))

    def test_a_file_of_the_same_name_is_kept_unless_told_otherwise(self):
        self.write("a.mp4", b"mine")
        (name,) = self.create("--prompt", PROMPT, "--out", "a.mp4").stdout.decode().splitlines()
        self.assertNotEqual(os.path.basename(name), "a.mp4")
        self.is_mp4(self.path(name))
        with open(self.path("a.mp4"), "rb") as file:
            self.assertEqual(file.read(), b"mine")
        self.create("--prompt", PROMPT, "--out", "a.mp4", "--overwrite")
        self.is_mp4(self.path("a.mp4"))

    def test_json_is_pure_and_tells_the_whole_story(self):
        picture = self.write("a.png", png())
        process = self.create("--json", "--prompt", PROMPT, "--image", picture, "--model", "I2V-2.3")
        story = events(process)
        self.assertEqual(process.stderr, b"")
        self.assertEqual({event["event"] for event in story} - {"log"}, {"progress", "done"})
        phases = [event["phase"] for event in story if event["event"] == "progress"]
        # A newer progress replaces one that was not taken yet, so none is sure to be seen; but never out of order.
        order = ["checking", "uploading", "creating", "waiting", "queued", "working", "downloading"]
        self.assertTrue(phases)
        self.assertEqual(phases, sorted(phases, key=order.index))
        last = story[-1]
        self.assertEqual((last["event"], last["status"], last["exit_code"]), ("done", "CONCH_OK", 0))
        self.assertEqual(last["json"]["desc"], PROMPT)
        self.assertTrue(last["remote_id"])
        self.is_mp4(self.path(last["files"][0]))

    def test_no_download_prints_the_item(self):
        item = json.loads(self.create("--prompt", PROMPT, "--no-download").stdout)
        self.assertTrue(item["statusFinal"])
        self.assertEqual(os.listdir(self.directory), [])

    def test_parameters_that_have_no_option(self):
        process = self.create("--json", "--prompt", PROMPT, "--param", "maxJobs:=99", code=3)
        error = events(process)[-1]["error"]
        self.assertIn("maxJobs", error["message"])

    def test_refused_before_it_costs(self):
        for arguments, word in ((["--prompt", "x", "--model", "No-Such"], "model"),
                                (["--prompt", "x", "--model", "T2V-01", "--options", "768p-6sec"], "options"),
                                (["--prompt", ""], "prompt"),
                                ([], "prompt")):
            with self.subTest(arguments=arguments):
                process = self.create(*arguments, code=3)
                self.assertIn(word, process.stderr.decode())
                self.assertEqual(process.stdout, b"")
        self.assertEqual(os.listdir(self.directory), [])

    def test_pictures_that_are_none(self):
        text = self.write("text.png", b"not a picture")
        empty = self.write("empty.png", b"")
        for picture in (self.path("missing 🐚.png"), text, empty, self.directory):
            with self.subTest(picture=picture):
                process = self.create("--prompt", "x", "--image", picture, "--model", "I2V-2.3", code=9)
                self.assertIn(os.path.basename(picture), process.stderr.decode())

    def test_a_place_that_cannot_be_written(self):
        self.write("file", b"")
        process = self.create("--prompt", PROMPT, "--out", "file/below/a.mp4", code=9)
        self.assertIn("file", process.stderr.decode())


@contextlib.contextmanager
def emulator(speed):
    process = subprocess.Popen([EMULATOR, "--port", "0", "--speed", str(speed), "--seed", "7"], stdout=subprocess.PIPE,
                               env=environment())
    try:
        line = process.stdout.readline().decode()
        yield re.fullmatch(r"conch-emulator listening on (\S+)\n", line).group(1)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


class Cancel(Case):
    """Ctrl-C: says what remains, leaves nothing half done, and the commands that it offers work."""

    def setUp(self):
        super().setUp()
        server = emulator(speed=2)
        self.url = server.__enter__()
        self.addCleanup(server.__exit__, None, None, None)
        self.env = {"CONCH_API_TOKEN": "any"}

    def offered(self, text, word):
        command = re.search(rf"{word}: +conch (.*?)\r?\n", text).group(1)
        return run(*shlex.split(command), env=self.env)

    def test_ctrl_c_leaves_the_remote_video_alone_and_says_so(self):
        terminal = Terminal("video", "create", "--base-url", self.url, "--prompt", PROMPT, env=self.env,
                            cwd=self.directory, columns=200)
        terminal.read_until("working")
        terminal.type("\x03")
        self.assertEqual(terminal.finish(), 130, terminal.text())
        text = terminal.text()
        self.assertIn("goes on at the service", text)
        look = self.offered(text, "look")
        self.assertEqual(look.returncode, 0, look.stderr)
        self.assertFalse(json.loads(look.stdout)["statusFinal"])
        cancel = self.offered(text, "cancel")
        self.assertEqual(cancel.returncode, 0, cancel.stderr)
        self.assertEqual(os.listdir(self.directory), [])

    def test_cancel_everywhere_asks_the_service_to_stop(self):
        terminal = Terminal("video", "create", "--base-url", self.url, "--prompt", PROMPT, "--cancel-everywhere",
                            env=self.env, cwd=self.directory, columns=200)
        terminal.read_until("working")
        terminal.type("\x03")
        self.assertEqual(terminal.finish(), 130, terminal.text())
        self.assertIn("was asked to stop", terminal.text())
        look = self.offered(terminal.text(), "look")
        self.assertTrue(json.loads(look.stdout)["statusFinal"], look.stdout)

    def start(self, **options):
        return subprocess.Popen([CONCH, "--json", "video", "create", "--base-url", self.url, "--prompt", PROMPT],
                                env=environment(**self.env), cwd=self.directory, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **options)

    def wait_for_phase(self, process, phase):
        for line in process.stdout:
            if json.loads(line).get("phase") == phase:
                return
        self.fail(f"{phase} never came")

    def wait_for_event(self, process, name):
        for line in process.stdout:
            if json.loads(line)["event"] == name:
                return
        self.fail(f"{name} never came")

    def test_sigterm_is_the_same_wish(self):
        process = self.start()
        self.wait_for_phase(process, "working")
        process.send_signal(signal.SIGTERM)
        output, remarks = process.communicate(timeout=TIME_LIMIT)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(json.loads(output.splitlines()[-1])["status"], "CONCH_E_CANCELLED")
        self.assertIn(b"goes on at the service", remarks)

    def test_an_ignored_sigint_stays_ignored(self):
        process = self.start(preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        self.wait_for_phase(process, "working")
        process.send_signal(signal.SIGINT)
        self.wait_for_event(process, "progress")
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=TIME_LIMIT)
        # Had SIGINT counted, SIGTERM would have been the second wish and ended it without a word.
        self.assertEqual(json.loads(output.splitlines()[-1])["event"], "done")

    def test_deadline_gives_up_here_only(self):
        for deadline in ("0.5", "2", "8", "32"):  # until there is time enough for the service to have taken the job
            process = run("video", "create", "--base-url", self.url, "--prompt", "conch:stuck", "--deadline", deadline,
                          env=self.env, cwd=self.directory)
            self.assertEqual(process.returncode, 11, process.stderr)
            if b"goes on at the service" in process.stderr:
                return
        self.fail(process.stderr)


if __name__ == "__main__":
    unittest.main()
