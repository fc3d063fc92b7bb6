#!/usr/bin/python3 -B
"""The library's figures beside those of the alternatives, measured in the same run, as Markdown.

usage: library.py --build DIR [--quick] [--only PART]...

Each figure is the median of several runs, each a process of its own; the two sides of a ratio are measured in turn.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FAILED = []


class Bench:
    def __init__(self, build, quick):
        self.build = Path(build)
        self.quick = quick
        self.repeats = 1 if quick else 3
        self.service = subprocess.Popen([self.build / "bin" / "bench_service"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.root = f"http://127.0.0.1:{self.service.stdout.readline().strip()}"

    def close(self):
        self.service.stdin.close()
        self.service.wait()

    def once(self, *arguments):
        words = [str(self.build / "bin" / "library_bench"), *map(str, arguments)]
        # A journal of its own: neither the user's, nor what earlier runs have left.
        with tempfile.TemporaryDirectory(prefix="conch-bench-state-") as state:
            done = subprocess.run(words, stdout=subprocess.PIPE, text=True, timeout=900, check=False,
                                  env={**os.environ, "XDG_STATE_HOME": state})
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(words)} failed with {done.returncode}")
        return {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines())}

    def medians(self, *commands):
        """Runs the commands in turn; for each the medians of what it prints."""
        runs = [[] for _ in commands]
        for _ in range(self.repeats):
            for run, command in zip(runs, commands):
                run.append(self.once(*command))
        return [{name: statistics.median(one[name] for one in run) for name in run[0]} for run in runs]


def table(head, rows):
    widths = "|".join("---" if i == 0 else "---:" for i in range(len(head)))
    lines = ["| " + " | ".join(head) + " |", "|" + widths + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    print("\n".join(lines) + "\n")


def verdict(held, what):
    if not held:
        FAILED.append(what)
    return "met" if held else "**missed**"


def calls(bench):
    print("### CPU time per call\n")
    print("`videos.get` of a video that is being made (800 bytes of JSON) on the loopback, HTTP/1.1. The library parses the"
          " answer and delivers an event; libcurl alone keeps the text. Both use handles and connections again; both hand"
          " libcurl 8 requests at a time, and the last column all of them at once.\n")
    rows = []
    for at_a_time, everything in ((100, 20000), (5000, 20000)):
        if bench.quick:
            everything //= 4
        ours, bare, flood = bench.medians(
            ("calls", bench.root + "/one", at_a_time, everything),
            ("bare", bench.root + "/one", at_a_time, everything, 8),
            ("bare", bench.root + "/one", at_a_time, everything, at_a_time))
        ratio = ours["cpu_us"] / bare["cpu_us"]
        rows.append([f"{at_a_time:,} calls open", f"{ours['cpu_us']:.1f} µs", f"{bare['cpu_us']:.1f} µs",
                     f"**{ratio:.2f}×**", verdict(ratio <= 1.25, f"CPU per call at {at_a_time}"),
                     f"{flood['cpu_us']:.1f} µs"])
    table(["", "libconch", "libcurl loop", "ratio", "aim ≤ 1.25×", "libcurl, all at once"], rows)


def hold(bench):
    print("### Time that the host's thread is held\n")
    held, spun, woke = bench.medians(("hold", bench.root + "/one"), ("dispatch", bench.root + "/one"),
                                     ("wakeup", bench.root + "/one"))
    rows = []
    for name, title in (("call", "`conch_call`"), ("generate", "`conch_generate`")):
        rows.append([title, f"{held[name + '_p50_ns'] / 1e3:.1f} µs", f"{held[name + '_p99_ns'] / 1e3:.1f} µs",
                     "p99 ≤ 20 µs", verdict(held[name + "_p99_ns"] <= 20000, f"p99 of {title}")])
    idle = spun["idle_ns"]
    rows.append(["`conch_client_dispatch`, nothing to do", f"{idle:.0f} ns", "", "≤ 100 ns",
                 verdict(idle <= 100, "dispatch with nothing to do")])
    rows.append(["`conch_client_dispatch`, one event", f"{spun['event_p50_ns'] / 1e3:.2f} µs",
                 f"{spun['event_p99_ns'] / 1e3:.2f} µs", "", ""])
    rows.append(["wakeup to callback, host thread asleep on a semaphore", f"{woke['wakeup_p50_ns'] / 1e3:.1f} µs",
                 f"{woke['wakeup_p99_ns'] / 1e3:.1f} µs", "", ""])
    rows.append(["the same semaphore between two bare threads", f"{woke['semaphore_p50_ns'] / 1e3:.1f} µs",
                 f"{woke['semaphore_p99_ns'] / 1e3:.1f} µs", "", ""])
    table(["", "median", "99th percentile", "aim", ""], rows)
    print(f"Wakeup to callback is {woke['wakeup_p50_ns'] / woke['semaphore_p50_ns']:.2f}× of what the semaphore itself"
          " needs. Calls are timed in bursts of 500, while the worker thread already sends the first of them.\n")


def download_to(bench, parent, title):
    """A row for each side."""
    size = 1 << 30
    if shutil.disk_usage(parent).free < 2 * size:
        return [[title, "no room", "", "", "", ""]], True
    folder = tempfile.mkdtemp(prefix="conch-bench-", dir=parent)
    ours, theirs = [], []
    try:
        for _ in range(bench.repeats):
            ours.append(bench.once("download", bench.root + "/done", folder))
            for file in Path(folder).iterdir():
                file.unlink()
            target = Path(folder) / "curl"
            began = time.monotonic()
            process = subprocess.Popen(["curl", "-s", "-o", target, bench.root + "/file"])
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = status
            took = time.monotonic() - began
            if status != 0 or target.stat().st_size != size:
                raise SystemExit("curl failed")
            theirs.append({"s": took, "cpu_s": used.ru_utime + used.ru_stime, "peak_kb": used.ru_maxrss})
            target.unlink()
    finally:
        shutil.rmtree(folder)

    def middle(runs, name):
        return statistics.median(run[name] for run in runs)

    mb = size / 1e6
    received, done, curl_s = middle(ours, "received_s"), middle(ours, "done_s"), middle(theirs, "s")
    return [
        [f"{title}: libconch, all bytes in the file", f"{received:.2f} s", f"{mb / received:,.0f} MB/s", "", "",
         f"**{curl_s / received:.2f}×**"],
        [f"{title}: libconch, with fsync and its name", f"{done:.2f} s", f"{mb / done:,.0f} MB/s",
         f"{middle(ours, 'cpu_s'):.2f} s", f"{middle(ours, 'peak_kb') / 1024:.1f} MB", f"{curl_s / done:.2f}×"],
        [f"{title}: `curl -o`, which does not fsync", f"{curl_s:.2f} s", f"{mb / curl_s:,.0f} MB/s",
         f"{middle(theirs, 'cpu_s'):.2f} s", f"{middle(theirs, 'peak_kb') / 1024:.1f} MB", "1×"]], received < curl_s


def download(bench):
    print("### Download of 1 GiB\n")
    rows, faster = download_to(bench, os.environ.get("CONCH_BENCH_DIR", "/var/tmp"), "disk")
    more, faster_in_memory = download_to(bench, "/dev/shm", "memory")
    table(["", "time", "rate", "CPU", "peak memory of the process", "speed"], rows + more)
    print(f"Aim: faster than `curl -o`: {verdict(faster and faster_in_memory, 'download rate')}.\n")


def size(bench):
    print("### Size\n")
    library = (bench.build / "lib" / "libconch.so").resolve()
    with tempfile.TemporaryDirectory() as folder:
        stripped = Path(folder) / "stripped.so"
        subprocess.run(["strip", "--strip-unneeded", "-o", stripped, library], check=True)
        bytes_ = stripped.stat().st_size
    sections = subprocess.run(["size", "-A", library], stdout=subprocess.PIPE, text=True, check=True).stdout
    parts = {}
    for line in sections.splitlines():
        words = line.split()
        if len(words) == 3 and words[1].isdigit():
            parts[words[0]] = int(words[1])
    rows = [["stripped library", f"{bytes_ / 1000:,.0f} kB", "≤ 900 kB", verdict(bytes_ <= 900000, "size")]]
    rows += [[f"of it `{name}`", f"{parts.get(name, 0) / 1000:,.0f} kB", "", ""]
             for name in (".text", ".rodata", ".eh_frame", ".gcc_except_table", ".data.rel.ro")]
    table(["", "", "aim", ""], rows)


def memory(bench):
    print("### Threads and memory at rest\n")
    jobs = 2000 if bench.quick else 10000
    still, waiting = bench.medians(("idle", bench.root + "/one"), ("waiting", bench.root + "/one", jobs))
    rows = [
        ["the first client", f"{still['first_client_kb']:,.0f} KiB", "", ""],
        ["every further client", f"{still['further_client_kb']:,.0f} KiB", "", ""],
        [f"every waiting job ({jobs:,} of them)", f"{waiting['job_bytes']:,.0f} B", "≤ 2,048 B",
         verdict(waiting["job_bytes"] <= 2048, "memory per waiting job")],
        ["threads of a client", f"{still['threads_after_a_call']:.0f}", "", ""],
        ["CPU time of 11 idle clients", f"{still['idle_cpu_us_per_s']:.0f} µs/s", "", ""]]
    table(["resident memory", "", "aim", ""], rows)


def follow(bench):
    print("### Following many jobs\n")
    print("Requests and CPU time of the whole process per running job and minute, with the default poll interval, once the"
          " waits have grown to what they are for a job that does not move. The alternative looks at each job by itself:"
          " it is the same library, with jobs that are each of another account.\n")
    warm, measured = (3, 6) if bench.quick else (12, 16)
    rows = []
    for jobs in (1, 10, 100, 1000, 10000):
        one = bench.once("follow", bench.root + "/one", jobs, warm, measured)
        many = bench.once("follow", bench.root + "/many", jobs, warm, measured)
        rows.append([f"{jobs:,}", f"{one['requests']:.3g}", f"{many['requests']:.3g}",
                     f"**{one['requests'] / max(many['requests'], 1e-9):.3f}×**", f"{one['cpu_us']:,.0f} µs",
                     f"{many['cpu_us']:,.0f} µs", f"**{one['cpu_us'] / max(many['cpu_us'], 1e-9):.2f}×**"])
    table(["running jobs", "requests", "one GET a job", "ratio", "CPU", "one GET a job", "ratio"], rows)


PARTS = {"calls": calls, "hold": hold, "download": download, "size": size, "memory": memory, "follow": follow}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", required=True, help="the build tree, e.g. build/release")
    parser.add_argument("--quick", action="store_true", help="one short run of each: to see that it works")
    parser.add_argument("--only", action="append", choices=sorted(PARTS), help="only this part; repeatable")
    options = parser.parse_args()
    print("## The library\n")
    bench = Bench(options.build, options.quick)
    try:
        for name, part in PARTS.items():
            if not options.only or name in options.only:
                part(bench)
                sys.stdout.flush()
    finally:
        bench.close()
    print("Aims missed in this run: " + (", ".join(FAILED) if FAILED else "none") + ".\n")


if __name__ == "__main__":
    main()
