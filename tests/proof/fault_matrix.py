#!/usr/bin/env python3
"""Every fault of the emulator, in every step of every kind of job: what became of the money and of the work?

One job a cell. In each cell the service made the thing at most once; a job that succeeded was made exactly once and has
whole files; one that failed before its create was taken cost nothing, and says why; one that failed later is brought to
its end by a restore, without being paid again. Which status each fault of a create has to give is in the table below.

usage: fault_matrix.py CONCH EMULATOR [--quick] [--threads 3]        with bindings/python in PYTHONPATH, CONCH_LIBRARY set
"""

import argparse
import collections
import itertools
import json
import os
import struct
import subprocess
import sys
import tempfile
import threading
import zlib
from pathlib import Path

import conch
from emulator import Emulator

TOKEN = "proof-token-7b1e"


class Fault:
    def __init__(self, name, action, expected, expected_unmarked=None, where="create follow upload download"):
        self.name = name
        self.action = action
        self.expected = expected.split()
        self.expected_unmarked = (expected_unmarked or expected).split()
        self.where = where.split()


def refusal(status, text="refused"):
    return {"status": status, "body": {"error": text}}


# What a create has to end as, for kinds that carry a mark and for those that do not.
FAULTS = [
    Fault("none", None, "OK"),
    Fault("400", refusal(400), "E_BAD_REQUEST"),
    Fault("401", refusal(401), "E_UNAUTHORIZED"),
    Fault("404", refusal(404), "E_REMOTE_NOT_FOUND"),
    Fault("410", refusal(410), "E_GONE"),
    Fault("412", refusal(412), "E_INSUFFICIENT_CREDITS"),
    Fault("418", refusal(418), "E_UNEXPECTED"),
    Fault("422", refusal(422), "E_REJECTED"),
    Fault("429 ours", {"status": 429, "body": {"error": "busy", "runningVideos": {"1": []}}}, "OK"),
    Fault("429 theirs", refusal(429, "YOU CAN QUEUE 3 JOBS AT ONCE"), "OK"),
    Fault("429 Retry-After", {**refusal(429), "headers": {"Retry-After": "0"}}, "OK"),
    Fault("500", refusal(500), "E_SERVICE"),
    Fault("502", refusal(502), "E_AMBIGUOUS"),
    Fault("502, queued", {**refusal(502), "after_commit": True}, "OK", "E_AMBIGUOUS"),
    Fault("503", refusal(503), "E_SERVICE"),
    Fault("504", refusal(504), "E_AMBIGUOUS"),
    Fault("504, queued", {**refusal(504), "after_commit": True}, "OK", "E_AMBIGUOUS"),
    Fault("596", refusal(596), "E_ACCOUNT_ON_HOLD"),
    Fault("redirect", {"status": 307, "headers": {"Location": "/v1/minimax/videos/create"}}, "E_REDIRECT"),
    Fault("reset before", {"connection": "reset_before"}, "E_AMBIGUOUS"),
    Fault("close before", {"connection": "close_before"}, "E_AMBIGUOUS"),
    Fault("drop after", {"connection": "drop_after_commit"}, "OK", "E_AMBIGUOUS"),
    Fault("reset after", {"connection": "reset_after_commit"}, "OK", "E_AMBIGUOUS"),
    Fault("cut short", {"truncate_at": 5}, "OK", "E_AMBIGUOUS"),
    Fault("wrong length", {"content_length_offset": 100}, "OK", "E_AMBIGUOUS"),
    Fault("garbage", {"garbage": True}, "OK E_AMBIGUOUS"),
    Fault("HTML", {"html": True}, "OK E_AMBIGUOUS"),
    Fault("TLS alert", {"tls": True}, "OK E_AMBIGUOUS"),
    Fault("dribble", {"dribble": {"bytes": 40, "interval_ms": 2}}, "OK"),
    Fault("delay", {"delay_ms": 300}, "OK"),
    Fault("upload broken off", {"connection": "close_during_upload", "after_bytes": 10}, "", where="upload"),
]


# What every test run tries.
QUICK = ["none", "422", "429 ours", "502, queued", "close before", "drop after", "cut short", "garbage"]


class Kind:
    def __init__(self, name, number, params, create, follow, made, marked=True, picture=None):
        self.name = name
        self.number = number
        self.params = params
        self.create = create    # what to match the create's request with
        self.follow = follow    # and the looks at the job
        self.made = made        # how many things the service has made
        self.marked = marked
        self.picture = picture  # a parameter that takes a local file


def listed(path, key=None, count=None):
    def made(emulator):
        answer = emulator.get(path)
        if count is not None:
            return answer[count]
        return len(answer if key is None else answer[key])
    return made


def agents(emulator):
    return sum(job["kind"] == "agent" for job in emulator.control("jobs"))


def kinds(emulator):
    template = emulator.get("/videos/agent-templates?limit=100")["videoList"]
    simple = next((t["id"] for t in template if not emulator.get(
        f"/videos/agent-templates?templateId={t['id']}").get("requireImage")), None)
    voice = emulator.get("/audio/voices?page_size=1&is_system=true")["voice_list"][0]["voice_id"]
    style = emulator.get("/music/styles")[0]["styles"][0]["styleId"]
    post = lambda path: {"method": "POST", "path": path}  # noqa: E731
    get = lambda path: {"method": "GET", "path": path}  # noqa: E731
    videos = listed("/videos?limit=100")
    return [
        Kind("video", 1, {"prompt": "P"}, post("/videos/create"), get("/videos/*"), videos, picture="fileID"),
        Kind("template", 7, {"prompt": "P", "templateId": simple}, post("/videos/agent-create"), get("/videos/*"), videos),
        Kind("image", 2, {"prompt": "P"}, post("/images/create"), get("/images/*"),
             listed("/images?limit=100", count="total"), picture="characterFileId"),
        Kind("agent", 3, {"prompt": "P", "models": ["nano-banana"]}, post("/agent"), get("/agent/p*"), agents),
        Kind("speech", 4, {"text": "P", "voice_id": voice}, post("/audio/create-mp3"), None,
             listed("/audio?page_size=100", count="total"), marked=False),
        Kind("music", 5, {"prompt": "P", "styleId": style}, get("/music/create"), None, listed("/music?limit=100"), marked=False),
        Kind("chat", 6, {"prompt": "P"}, post("/llm"), None, listed("/llm?limit=100", key="items"), marked=False),
    ]


class Cell:
    def __init__(self, kind, step, fault, outcome, made, restored, problem):
        self.kind, self.step, self.fault, self.outcome = kind, step, fault, outcome
        self.made, self.restored, self.problem = made, restored, problem


class Bench:
    """One emulator and one journal, on which cells are tried one after the other."""

    def __init__(self, program, arguments, folder):
        self.program = program
        self.emulator = Emulator(arguments.emulator, "--speed", "1000", "--seed", "3")
        self.emulator.control("accounts", {"maxJobs": 10, "processedAtOnce": 100, "queue": 1000, "credits": 100_000_000})
        self.kinds = {kind.name: kind for kind in kinds(self.emulator)}
        self.folder = folder
        self.number = 0
        self.picture = folder / "picture.png"
        self.picture.write_bytes(png())

    def client(self):
        options = conch.ClientOptions(poll_interval_ms=30, state_directory=str(self.folder / "state"))
        return conch.Client(TOKEN, base_url=self.emulator.base_url, download_directory=self.folder / "files", options=options)

    def restore(self):
        """The last line of conch jobs restore for what is unfinished or unsure: its status."""
        listing = self.command("jobs", "list", "--limit", "1")
        job = json.loads(listing.splitlines()[-1])["json"]["jobs"][0]
        if job["state"] == "ended" and job["status"] != "CONCH_E_AMBIGUOUS":
            return job, None
        last = json.loads(self.command("jobs", "restore", job["job"]).splitlines()[-1])
        return job, last["status"].removeprefix("CONCH_")

    def command(self, *words):
        return subprocess.run(
            [self.program, *words, "--json", "--base-url", self.emulator.base_url, "--poll-interval", "0.03",
             "--state-directory", str(self.folder / "state")],
            env={**os.environ, "CONCH_API_TOKEN": TOKEN}, capture_output=True, text=True, timeout=300, check=False).stdout

    def try_cell(self, kind, step, fault):
        self.number += 1
        params = {name: f"a shell, number {self.number}" if value == "P" else value for name, value in kind.params.items()}
        match = {"create": kind.create, "follow": kind.follow, "upload": {"method": "POST", "path": "/files"},
                 "download": {"path": "/media/*"}}[step]
        if step == "upload":
            params[kind.picture] = {"path": str(self.picture)}
            if kind.name == "video":
                params["model"] = "I2V-2.3"
        before = kind.made(self.emulator)
        if fault.action is not None:
            self.emulator.control("faults", {"match": {**match, "count": 1}, "action": fault.action})
        files = []
        with self.client() as client:
            try:
                result = client.generate(params, kind.number, download=step == "download").result(120)
                outcome, files = "OK", result.files
            except conch.ConchError as error:
                outcome, words = error.status.name.removeprefix("CONCH_"), str(error)
        self.emulator.control("faults", method="DELETE")
        made = kind.made(self.emulator) - before
        is_settled = outcome == "OK" or (step in ("create", "upload") and outcome != "E_AMBIGUOUS")
        job, restored = ({}, None) if is_settled else self.restore()
        problem = self.judge(kind, step, fault, outcome, made, restored, files, job)
        if outcome != "OK" and not words:
            problem = "an error without a word"
        after = kind.made(self.emulator) - before
        if after != made and not (restored == "OK" and made == 0):
            problem = f"the restore paid again: {after} instead of {made}"
        return Cell(kind.name, step, fault.name, outcome, made, restored, problem)

    @staticmethod
    def judge(kind, step, fault, outcome, made, restored, files, job):
        if made > 1:
            return f"paid {made} times"
        if outcome == "OK" and made != 1:
            return "success without anything made"
        if outcome not in ("OK", "E_AMBIGUOUS") and step in ("create", "upload") and made != 0:
            return "paid, and told as if it were not"
        if step == "create":
            expected = fault.expected if kind.marked else fault.expected_unmarked
            # An agent's job that has finished is in no list by which it could be found, a template's clip in none by its
            # prompt.
            if kind.name in ("agent", "template") and "OK" in expected:
                expected = [*expected, "E_AMBIGUOUS"]
            # An answer that comes in pieces says itself when it is whole, whatever its length was told to be.
            if kind.name == "chat" and fault.name == "wrong length":
                expected = [*expected, "OK"]
            if outcome not in expected:
                return f"{outcome} where {' or '.join(expected)} was due"
        if step in ("follow", "download") and made == 1 and outcome != "OK" and restored != "OK":
            return f"what was made did not come back: {restored}; {job.get('message')}"
        if step == "download" and outcome == "OK" and not all(Path(f).stat().st_size > 100 for f in files):
            return "a broken file"
        return None


def png():
    """A red square, large enough to be a picture for every kind."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = (b"\0" + b"\xff\0\0" * 512) * 512
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 512, 512, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def cells(bench, quick):
    for kind in bench.kinds.values():
        for fault in FAULTS:
            for step in ("create", "follow", "upload", "download"):
                if step not in fault.where or (step == "follow" and kind.follow is None):
                    continue
                if step == "upload" and kind.picture is None or (step == "download" and kind.name == "chat"):
                    continue
                if quick and (fault.name not in QUICK or (step != "create" and kind.name != "video")):
                    continue
                yield kind.name, step, fault


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conch")
    parser.add_argument("emulator")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--threads", type=int, default=3)
    parser.add_argument("--kind", default=None)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()

    results, lock = [], threading.Lock()
    with tempfile.TemporaryDirectory(prefix="conch-faults-") as temporary:
        benches = []
        for i in range(arguments.threads):
            folder = Path(temporary) / str(i)
            (folder / "files").mkdir(parents=True)
            benches.append(Bench(arguments.conch, arguments, folder))
        waiting = [c for c in cells(benches[0], arguments.quick) if arguments.kind in (None, c[0])]
        todo = iter(waiting)

        def work(bench):
            while True:
                with lock:
                    cell = next(todo, None)
                if cell is None:
                    return
                name, step, fault = cell
                try:
                    done = bench.try_cell(bench.kinds[name], step, fault)
                except Exception as error:  # the cell has failed, the others go on
                    done = Cell(name, step, fault.name, "-", 0, None, f"{type(error).__name__}: {error}")
                    bench.emulator.control("faults", method="DELETE")
                with lock:
                    results.append(done)
                    if arguments.verbose:
                        print(f"{len(results)}/{len(waiting)} {name}, {step}, {fault.name}: {done.outcome} {done.problem or ''}", flush=True)

        threads = [threading.Thread(target=work, args=(bench,)) for bench in benches]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for bench in benches:
            bench.emulator.stop()

    order = {fault.name: i for i, fault in enumerate(FAULTS)}
    results.sort(key=lambda c: (c.kind, c.step, order[c.fault]))
    for (kind, step), group in itertools.groupby(results, key=lambda c: (c.kind, c.step)):
        print(f"{kind}, {step}:")
        for cell in group:
            after = f", restored: {cell.restored}" if cell.restored else ""
            print(f"  {cell.fault:18} {cell.outcome:24} made {cell.made}{after}{'   <== ' + cell.problem if cell.problem else ''}")
    problems = sum(1 for cell in results if cell.problem)
    outcomes = collections.Counter(cell.outcome for cell in results)
    print(f"{len(results)} cells, {problems} problems; " + ", ".join(f"{n} {o}" for o, n in outcomes.most_common()))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
