#!/usr/bin/env python3
"""Kills a host program at random instants, again and again, and counts what was lost, paid twice, or left broken.

A host (host.c) makes videos against an emulator. SIGKILL hits it at random instants over whole job lives, most of them
around the create; the next one restores what it left. In the end the service's own lists, the journal and the files are
compared: every job that the service made has one record, one file, and was paid once.

usage: kill_test.py HOST EMULATOR CONCH [--kills 500] [--seed N] [--directory DIR]
"""

import argparse
import collections
import json
import os
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from emulator import Emulator

TOKEN = "proof-token-7b1e"
CREATING, DOWNLOADING = 3, 7
MOST_UNFINISHED = 12


class Host:
    """One life of the host program."""

    def __init__(self, program, emulator, folder, first, count):
        self.process = subprocess.Popen(
            [program, emulator.base_url, TOKEN, str(folder / "state"), str(folder / "files"), str(first), str(count)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.lines = []
        self.rest = b""
        self.ended = False

    def read(self, seconds):
        """What comes within that time, at least one line if there is one; False when nothing did."""
        ready, _, _ = select.select([self.process.stdout], [], [], max(0, seconds))
        if not ready:
            return False
        block = self.process.stdout.read()
        if not block:
            self.ended = True
            return False
        *whole, self.rest = (self.rest + block).split(b"\n")
        self.lines += [line.decode() for line in whole]
        return True

    def wait_for(self, pattern, seconds):
        """Until a line matches, the time is over, or the host has ended."""
        seen, until = 0, time.monotonic() + seconds
        while not self.ended:
            while seen < len(self.lines):
                if re.match(pattern, self.lines[seen]):
                    return True
                seen += 1
            if time.monotonic() >= until:
                return False
            self.read(until - time.monotonic())
        return False

    def kill(self):
        """False when it had come to its end by itself."""
        self.process.send_signal(signal.SIGKILL)
        code = self.process.wait()
        while self.read(0.2):
            pass
        self.process.stdout.close()
        trouble = self.process.stderr.read().decode()
        self.process.stderr.close()
        if code not in (0, -signal.SIGKILL):
            raise AssertionError(f"the host ended with {code}: {trouble}")
        return code != 0


def choose_instant(host, chance):
    """Waits for the instant to kill at."""
    what = chance.random()
    if what < 0.55:
        if host.wait_for(rf"phase \d+ {CREATING}$", 4):
            time.sleep(min(chance.expovariate(200), 0.05))
    elif what < 0.65:
        host.wait_for("submitted ", 4)
        time.sleep(chance.uniform(0, 0.02))
    elif what < 0.80:
        host.wait_for(rf"phase \d+ {DOWNLOADING}$", 4)
        time.sleep(chance.uniform(0, 0.05))
    else:
        host.wait_for("idle", chance.uniform(0, 2.0))


def made_by(emulator):
    """Number of a job → what the service made for it: a list of creates, each the list of its items."""
    found = collections.defaultdict(dict)
    for path, key, cursor in (("/videos", "videoId", "lastVideoId"), ("/images", "imageId", "lastImageId")):
        last = ""
        while True:
            page = emulator.get(f"{path}?limit=100" + (f"&{cursor}={last}" if last else ""))
            page = page if isinstance(page, list) else page["images"]
            for item in page:
                number = re.search(r"#(\d+)#", item["desc"])
                if number:
                    found[int(number[1])].setdefault(item.get("batchID") or item[key], []).append(item)
            if len(page) < 100:
                break
            last = page[-1][key]
    return {number: list(creates.values()) for number, creates in found.items()}


def journal_of(conch, emulator, folder):
    """Number of a job → its record."""
    text = subprocess.run([conch, "jobs", "list", "--json", "--base-url", emulator.base_url, "--state-directory",
                           str(folder / "state")], capture_output=True, text=True, check=True).stdout
    records = {}
    ending = json.loads(text.splitlines()[-1])
    answer = ending["json"] if isinstance(ending["json"], dict) else json.loads(ending["json"])
    assert not answer["damaged"], answer["damaged"]
    for job in answer["jobs"]:
        number = int(re.search(r"#(\d+)#", job["prompt"])[1])
        assert number not in records, f"job {number} is in the journal twice"
        records[number] = job
    return records


def length_of(link):
    with urllib.request.urlopen(urllib.request.Request(link, method="HEAD"), timeout=60) as answer:
        return int(answer.headers["Content-Length"])


def link_of(item):
    return item.get("downloadURL") or item["videoURL"]


def looks_whole(file):
    return file.read_bytes()[4:8] == b"ftyp" or file.read_bytes()[:4] == b"\x89PNG" or file.read_bytes()[:2] == b"\xff\xd8"


def judge(emulator, conch, folder, recorded):
    made = made_by(emulator)
    journal = journal_of(conch, emulator, folder)
    lost, twice, broken = [], [], []
    ambiguous = [n for n, job in journal.items() if job["status"] == "CONCH_E_AMBIGUOUS"]
    for number, creates in made.items():
        if len(creates) > 1:
            twice.append(f"job {number} was created {len(creates)} times")
        items = creates[0]
        job = journal.get(number)
        if job is None:
            lost.append(f"job {number} is at the service and not in the journal")
        elif job["status"] != "CONCH_OK" or job["state"] != "ended" or len(job["files"]) != len(items):
            lost.append(f"job {number} is at the service, and here {job['state']}, {job['status']}: {job['message']}")
        else:
            files = [Path(file) for file in job["files"]]
            whole = all(file.is_file() and looks_whole(file) for file in files)
            if not whole or sorted(f.stat().st_size for f in files) != sorted(length_of(link_of(i)) for i in items):
                broken.append(f"{', '.join(map(str, files))} of job {number} are not what the service has")
    for number in recorded - set(journal):
        lost.append(f"job {number} was recorded, and is in the journal no more")
    for number, job in journal.items():
        if number not in made and number not in ambiguous:
            lost.append(f"job {number} was never made: {job['state']}, {job['status']}: {job['message']}")
    known = {Path(file).name for job in journal.values() for file in job["files"]}
    for file in (folder / "files").iterdir():
        if file.name not in known:
            broken.append(f"{file.name} belongs to no job")
    return made, journal, ambiguous, lost, twice, broken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("host")
    parser.add_argument("emulator")
    parser.add_argument("conch")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--directory", type=Path, default=None)
    arguments = parser.parse_args()
    seed = random.SystemRandom().randrange(1 << 32) if arguments.seed is None else arguments.seed
    chance = random.Random(seed)
    print(f"seed {seed}", flush=True)

    with tempfile.TemporaryDirectory(prefix="conch-kill-") as temporary:
        folder = arguments.directory or Path(temporary)
        (folder / "files").mkdir(parents=True, exist_ok=True)
        emulator = Emulator(arguments.emulator, "--speed", "400", "--seed", "7")
        emulator.control("accounts", {"maxJobs": 10, "processedAtOnce": 50, "queue": 100, "credits": 1_000_000})

        kills = lives = submitted = ended = 0
        recorded, at_create = set(), 0
        while kills < arguments.kills:
            count = chance.randint(1, 3) if submitted - ended < MOST_UNFINISHED else 0
            host = Host(arguments.host, emulator, folder, submitted + 1, count)
            submitted += count
            if count == 0:
                host.wait_for("idle", chance.uniform(1, 6))
            else:
                choose_instant(host, chance)
            killed = host.kill()
            # One that had nothing left to do is no kill, and whatever was lost of what it said is known now.
            is_idle = any(line.startswith("idle") for line in host.lines)
            kills += killed and not is_idle
            lives += 1
            phases = {}
            ended -= any(line.startswith("done restored") for line in host.lines)  # the restore's own end
            for line in host.lines:
                word, *rest = line.split()
                if word == "recorded":
                    recorded.add(int(rest[0]))
                elif word == "done":
                    ended += 1
                elif word == "phase":
                    phases[rest[0]] = int(rest[1])
            if is_idle:
                ended = submitted
            at_create += killed and CREATING in phases.values()
            if lives % 50 == 0:
                print(f"{kills} kills, {submitted} jobs submitted, {ended} ended", flush=True)

        # What the last one left, and whatever that leaves.
        for _ in range(5):
            last = Host(arguments.host, emulator, folder, submitted + 1, 0)
            if not last.wait_for("idle", 600):
                raise AssertionError(f"the last host does not come to an end: {last.lines[-5:]}")
            last.process.wait(20)
            last.kill()
            if len([line for line in last.lines if line.startswith("done restored")]) <= 1:
                break
        made, journal, ambiguous, lost, twice, broken = judge(emulator, arguments.conch, folder, recorded)
        emulator.stop()

    print(f"kills {kills} (while a create was on its way: {at_create}) in {lives} lives; jobs submitted {submitted}, "
          f"recorded {len(recorded)}, in the journal {len(journal)}, made by the service {len(made)}, "
          f"told as ambiguous and never made {len(ambiguous)}")
    print(f"jobs lost {len(lost)}, jobs created twice {len(twice)}, broken files {len(broken)}")
    for problem in lost + twice + broken:
        print("  " + problem)
    return 1 if lost or twice or broken else 0


if __name__ == "__main__":
    sys.exit(main())
