"""Lets an emulator do many jobs at high speed and watches its memory: it has to stay flat.

    CONCH_EMULATOR=build/dev/bin/conch-emulator python3 tests/emulator/soak.py [--jobs 100000] [--state]

Not part of the quick tests: 100,000 jobs take some minutes. The prompts repeat, so that their media is made once; all the
rest (queue, percents, credits, lists, links, journal, webhook lines) happens for each job. Ends with 1 when the memory has
grown by more than a tenth between the time when all limits were reached and the end.
"""
import argparse
import http.client
import json
import os
import sys
import tempfile
import time

from emulator import TOKEN, Emulator

PROMPTS = [f"boat number {n}" for n in range(20)]
AT_ONCE = 45  # requests before time passes: 5 for four images each, the rest for a video each
KEPT = 10_000  # what the emulator remembers of a kind
CREDITS = 1_000_000_000


def memory_kb(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


class Caller:
    """One connection that is kept."""

    def __init__(self, emulator):
        self.emulator = emulator
        self.connection = http.client.HTTPConnection(emulator.host, emulator.port, timeout=120)

    def __call__(self, method, path, fields=None):
        body = None if fields is None else json.dumps(fields)
        target = path if path.startswith("/_conch") else self.emulator.path + path
        self.connection.request(method, target, body,
                                {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return json.loads(text) if text else None


def soak(emulator, jobs):
    call = Caller(emulator)
    account = next(iter(call("GET", "/accounts")))
    call("POST", "/_conch/accounts", {"account": account, "credits": CREDITS, "processedAtOnce": AT_ONCE,
                                      "queue": 10 * AT_ONCE, "maxJobs": 10 * AT_ONCE})
    done, samples, began = 0, [], time.monotonic()
    while done < jobs:
        made = []
        for n in range(AT_ONCE):
            prompt = PROMPTS[(done + n) % len(PROMPTS)]
            fields = {"prompt": prompt, "replyRef": f"job {done + n}"}
            # Five requests of four pictures are the most that an account may have waiting.
            if n < 5:
                made += [f"/images/{id_}" for id_ in call("POST", "/images/create", {**fields, "quantity": 4})["imageIds"]]
            else:
                made.append(f"/videos/{call('POST', '/videos/create', fields)['videoId']}")
        call("POST", "/_conch/clock", {"advance_ms": 150_000})
        for path in made[::20]:
            item = call("GET", path)
            assert item["status"] == 2 and item["videoURL"], item
        done += len(made)
        call("POST", "/_conch/accounts", {"account": account, "credits": CREDITS})
        memory = memory_kb(emulator.process.pid)
        samples.append((done, memory))
        if len(samples) % 100 == 0:
            print(f"{done:7} jobs, {time.monotonic() - began:6.1f} s, {memory / 1024:6.1f} MB", flush=True)
    assert call("GET", "/scheduler") == []
    return samples, time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=100_000)
    parser.add_argument("--state", action="store_true", help="with a state directory")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        arguments = ["--state", directory] if options.state else []
        with Emulator(*arguments) as emulator:
            samples, seconds = soak(emulator, options.jobs)
            if options.state:
                size = os.path.getsize(os.path.join(directory, "state.sqlite"))
                print(f"the state takes {size / 1e6:.1f} MB")
    # Every third job is an image; from here on each new one makes an old one go, in both families.
    settled = [memory for done, memory in samples if done >= 3.5 * KEPT]
    last = samples[-1][1]
    print(f"{samples[-1][0]} jobs in {seconds:.0f} s ({samples[-1][0] / seconds:.0f} a second), memory at the end "
          f"{last / 1024:.1f} MB")
    if not settled:
        return 0
    growth = last / settled[0] - 1
    print(f"since {KEPT * 7 // 2} jobs it has grown by {growth * 100:.1f} %")
    return 1 if growth > 0.1 else 0


if __name__ == "__main__":
    sys.exit(main())
