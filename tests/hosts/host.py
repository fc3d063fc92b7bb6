"""For tests of plugins in their hosts: checks as tests/hosts/run.py reads them, emulators, X displays, waiting."""

import json
import os
import re
import struct
import subprocess
import sys
import time
import urllib.request
import zlib
from pathlib import Path

FOLDER = Path(os.environ["CONCH_TEST_FOLDER"])
IMAGES = Path(os.environ["CONCH_TEST_IMAGES"])
_failed = 0


def check(what, holds, why=""):
    """One line of the report; goes on when it does not hold."""
    global _failed
    if holds:
        print(f"ok {what}", flush=True)
    else:
        _failed += 1
        print(f"not ok {what}: {why or 'it is not so'}", flush=True)
    return bool(holds)


def skip(what, why):
    print(f"skip {what}: {why}", flush=True)


def figure(what, value):
    print(f"figure {what}: {value}", flush=True)


def end():
    print("end", flush=True)
    sys.exit(1 if _failed else 0)


def until(holds, seconds=30.0, step=None):
    """Waits until `holds()` is true, calling `step()` meanwhile; its last value."""
    limit = time.monotonic() + seconds
    while True:
        value = holds()
        if value or time.monotonic() > limit:
            return value
        if step:
            step()
        time.sleep(0.02)


class Emulator:
    """An emulator that lives as long as this test, longer than the host: jobs can be found again after a restart."""

    def __init__(self, speed=60, accounts=4, *arguments):
        self.process = subprocess.Popen(
            [os.environ["CONCH_EMULATOR"], "--port", "0", "--exit-with-parent", "--speed", str(speed), "--accounts",
             str(accounts), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        found = re.fullmatch(r"conch-emulator listening on ((http://[^/]+)/\S+)", line)
        if not found:
            raise SystemExit(f"the emulator did not start: {line!r}")
        self.url, self.origin = found[1], found[2]

    def control(self, method, what, body=None):
        request = urllib.request.Request(f"{self.origin}/_conch/{what}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def freeze(self, frozen=True):
        """Stops its time: nothing gets ready until it goes on."""
        self.control("POST", "clock", {"frozen": frozen})

    def call(self, method, path, body=None):
        request = urllib.request.Request(f"{self.url}/{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json", "Authorization": "Bearer test-token"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


class Display:
    """An X server of its own."""

    def __init__(self, width=1280, height=800):
        reader, writer = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", "-nolisten",
                                         "tcp", "-noreset"], pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as number:
            text = number.readline().strip()
        if not text:
            raise SystemExit("Xvfb did not start")
        self.name = f":{text}"

    def screenshot(self, name, crop=None):
        """Writes CONCH_TEST_IMAGES/name.png; `crop` as in ImageMagick, e.g. 640x480+10+20."""
        path = IMAGES / f"{name}.png"
        command = ["import-im6.q16", "-display", self.name, "-window", "root"]
        subprocess.run([*command, *(["-crop", crop, "+repage"] if crop else []), str(path)], check=True)
        return path

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)


def play_from_inside(command, values, emulator):
    """A game that plays itself and prints its checks, which go into the report. With "freeze" and "thaw" it stops the
    emulator's time; "quitting" is its last word."""
    process = subprocess.Popen(command, env=values, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    quitting = None
    for line in process.stdout:
        print(line, end="", flush=True)
        if line == "quitting\n":
            quitting = time.monotonic()
        elif line in ("freeze\n", "thaw\n"):
            emulator.freeze(line == "freeze\n")
    code = process.wait(timeout=240)
    check("it ends by itself", code == 0 and quitting, f"it ended with {code}")
    check("it ends within 5 seconds", quitting and time.monotonic() - quitting < 5)


def write_picture(path, width=1280, height=720, colour=(0x40, 0x80, 0xC0)):
    """A PNG of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = zlib.compress((b"\0" + bytes(colour) * width) * height)
    Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                           + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    return Path(path)


def longest_calls(text):
    """{name: milliseconds} of the lines "longest call NAME 0.123 ms" that a plugin writes into its host's log."""
    return {name: float(value) for name, value in re.findall(r"longest call (\S+) ([\d.]+) ms", text)}
