#!/usr/bin/env python3
"""How long the emulator takes to start and to make each kind of media.

usage: tests/bench/emulator_media.py [--build build/release] [--repeats 3]

Prints Markdown tables.
"""
import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time


def start_milliseconds(program, repeats):
    wall, cpu = [], []
    for _ in range(repeats):
        before = os.times()
        began = time.monotonic()
        process = subprocess.Popen([program, "--exit-with-parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdout.readline()
        wall.append((time.monotonic() - began) * 1000)
        process.stdin.close()
        process.wait()
        after = os.times()
        cpu.append((after.children_user + after.children_system - before.children_user - before.children_system) * 1000)
    return statistics.median(wall), statistics.median(cpu)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()

    print("## Emulator: start and media\n")
    wall, cpu = start_milliseconds(os.path.join(options.build, "bin", "conch-emulator"), 11)
    print("| start of conch-emulator, until it listens | |\n|---|---:|")
    print(f"| ms | {wall:.0f} |\n| ms of processor time, with its end | {cpu:.0f} |\n")

    program = os.path.join(options.build, "bin", "emulator_media_bench")
    if not os.path.exists(program):
        sys.exit(f"SKIPPED emulator_media: {program} is not built")
    print("Each kind of media, made by one thread; medians. The last column is processor time divided by how long it plays.\n")
    print("| media | ms | ms of processor time | KB | of real time |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen([program, folder, str(options.repeats)],
                                                                   stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            name, used, wall, size = re.match(r"(.*?)\s+([\d.]+) ms CPU\s+([\d.]+) ms wall\s+(\d+) bytes", line).groups()
            plays = re.search(r"(\d+) s\b", name)
            ratio = f"{float(used) / 1000 / int(plays.group(1)):.2f}" if plays else ""
            print(f"| {name} | {float(wall):,.0f} | {float(used):,.0f} | {int(size) / 1024:,.0f} | {ratio} |", flush=True)
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()
