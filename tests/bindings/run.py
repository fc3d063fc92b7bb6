"""Runs the shared list of behaviours in one binding: an emulator, a folder, the runner, and one line with the verdict.

The runner finds in its environment: CONCH_LIBRARY, CONCH_TEST_URL (the emulator), CONCH_TEST_FOLDER (to write to; has
start.png), CONCH_TEST_BEHAVIOURS and CONCH_TEST_MODEL (behaviours.json, model.json), CONCH_TEST_EMULATOR (the
program).

usage: run.py NAME --library FILE --emulator FILE [--preload FILE] [--needs PROGRAM] [--prepare COMMAND] -- COMMAND…
Ends with 0 (passed), 77 (cannot run here) or 1 (failed).
"""

import argparse
import json
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TIMEOUT = 570  # on a busy machine
ACCOUNTS = 100  # jobs that never end keep their places


def start_emulator(program):
    process = subprocess.Popen([program, "--port", "0", "--exit-with-parent", "--speed", "600", "--accounts", str(ACCOUNTS)],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline().strip()
    found = re.fullmatch(r"conch-emulator listening on (http://\S+)", line)
    if not found:
        raise SystemExit(f"the emulator did not start: {line!r}")
    return process, found[1]


def write_picture(path, width=1280, height=720):
    """A PNG of one colour, for the checks that upload one."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = zlib.compress((b"\0" + b"\x40\x80\xc0" * width) * height)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                     + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def environment(arguments, url, folder):
    # The binding's runtime is no place for what this program was started with.
    values = {key: value for key, value in os.environ.items() if not key.startswith(("CONCH_", "LD_", "PYTHON"))}
    values.update(CONCH_LIBRARY=arguments.library, CONCH_TEST_URL=url, CONCH_TEST_FOLDER=folder, CONCH_TEST_EMULATOR=arguments.emulator,
                  CONCH_TEST_BEHAVIOURS=str(HERE / "behaviours.json"),
                  CONCH_TEST_MODEL=str(ROOT / "bindings" / "generate" / "model.json"), LC_ALL="C.UTF-8",
                  XDG_STATE_HOME=str(Path(folder, "state")))
    if arguments.preload:
        values.update(LD_PRELOAD=arguments.preload, ASAN_OPTIONS="detect_leaks=0", UBSAN_OPTIONS="print_stacktrace=1")
    return values


def verdict(output, code):
    """(passed, failed, skipped ids, complaints)"""
    ids = [b["id"] for b in json.loads((HERE / "behaviours.json").read_text())["behaviours"]]
    said = re.findall(r"^(ok|not ok|skip) ([\w-]+)(?:: (.*))?$", output, re.M)
    passed = [name for how, name, _ in said if how == "ok"]
    skipped = [f"{name} ({why})" for how, name, why in said if how == "skip"]
    complaints = [f"{name}: {why}" for how, name, why in said if how == "not ok"]
    complaints += [f"{name}: the runner has no such check" for name in ids if name not in {n for _, n, _ in said}]
    if code != 0 and not complaints:
        complaints.append(f"the runner ended with {code}")
    return len(passed), skipped, complaints


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--library", required=True)
    parser.add_argument("--emulator", required=True)
    parser.add_argument("--preload", default="")
    parser.add_argument("--needs", action="append", default=[])
    parser.add_argument("--prepare", default="", help="a command to run before; 77 means that the binding cannot run here")
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    label = f"BINDING {arguments.name}{' (sanitizer)' if arguments.preload else ''}"
    for program in arguments.needs:
        if not shutil.which(program):
            print(f"{label}: SKIPPED {program} is not installed")
            return 77
    if arguments.prepare:
        prepared = subprocess.run(shlex.split(arguments.prepare), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if prepared.returncode != 0:
            how = "SKIPPED" if prepared.returncode == 77 else "FAILED"
            print(f"{prepared.stdout}\n{label}: {how} {prepared.stdout.strip().splitlines()[-1:]}")
            return 77 if prepared.returncode == 77 else 1
    emulator, url = start_emulator(arguments.emulator)
    with tempfile.TemporaryDirectory() as folder:
        write_picture(Path(folder, "start.png"))
        try:
            result = subprocess.run(arguments.command, env=environment(arguments, url, folder), timeout=TIMEOUT,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
            output, code = result.stdout, result.returncode
        except subprocess.TimeoutExpired as late:
            output, code = (late.stdout or b"").decode(errors="replace"), f"a time-out after {TIMEOUT} s"
        finally:
            emulator.stdin.close()
            emulator.wait(timeout=60)
    passed, skipped, complaints = verdict(output, code)
    if complaints:
        print(output)
        print("\n".join(complaints))
        print(f"{label}: FAILED {len(complaints)} of {passed + len(complaints)} checks")
        return 1
    print("\n".join(f"not run: {entry}" for entry in skipped))
    print(f"{label}: {passed} checks passed" + (f", {len(skipped)} skipped" if skipped else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
