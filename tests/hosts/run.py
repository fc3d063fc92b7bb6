"""Runs the test of one host in a home of its own and prints one line with the verdict. See README.md.

usage: run.py NAME --library FILE --emulator FILE --output FOLDER [--needs PROGRAM]... [--skip WHY] -- COMMAND…
Ends with 0 (passed), 77 (cannot run here) or 1 (failed).
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

TIMEOUT = 540


def environment(arguments, folder):
    values = {key: value for key, value in os.environ.items() if not key.startswith(("CONCH_", "LD_", "PYTHON", "XDG_"))}
    home = folder / "home"
    for name in ("home", "run", "work"):
        (folder / name).mkdir()
    (folder / "run").chmod(0o700)
    images = Path(os.environ.get("CONCH_TEST_IMAGES") or arguments.output).resolve()
    images.mkdir(parents=True, exist_ok=True)
    values.update(CONCH_LIBRARY=arguments.library, CONCH_EMULATOR=arguments.emulator, CONCH_TEST_FOLDER=str(folder / "work"),
                  CONCH_TEST_IMAGES=str(images), HOME=str(home), XDG_CONFIG_HOME=str(home / ".config"),
                  XDG_DATA_HOME=str(home / ".local/share"), XDG_CACHE_HOME=str(home / ".cache"),
                  XDG_RUNTIME_DIR=str(folder / "run"), LC_ALL="C.UTF-8")
    return values


def run(command, values):
    """(output, exit code or what went wrong). The whole group of processes ends with the command."""
    process = subprocess.Popen(command, env=values, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, errors="replace", start_new_session=True)
    try:
        output, _ = process.communicate(timeout=TIMEOUT)
        return output, process.returncode
    except subprocess.TimeoutExpired as late:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return (late.stdout or b"").decode(errors="replace"), f"a time-out after {TIMEOUT} s"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--library", required=True)
    parser.add_argument("--emulator", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--needs", action="append", default=[])
    parser.add_argument("--skip", default="")
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    label = f"HOST {arguments.name}"
    missing = [f"{program} is not installed" for program in arguments.needs if not shutil.which(program)]
    reasons = ([arguments.skip] if arguments.skip else []) + missing
    if reasons:
        print(f"{label}: SKIPPED {'; '.join(reasons)}")
        return 77
    with tempfile.TemporaryDirectory(prefix="conch-host-", ignore_cleanup_errors=True) as folder:
        output, code = run(arguments.command, environment(arguments, Path(folder)))
    said = re.findall(r"^(ok|not ok|skip|figure) ([^:\n]+)(?:: (.*))?$", output, re.M)
    passed = sum(how == "ok" for how, _, _ in said)
    complaints = [f"{what}: {why}" for how, what, why in said if how == "not ok"]
    if code != 0 and not complaints:
        complaints.append(f"the test ended with {code}")
    if not complaints and (passed == 0 or not re.search(r"^end$", output, re.M)):
        complaints.append("the test did not come to its end")
    print(output)
    if complaints:
        print("\n".join(complaints))
        print(f"{label}: FAILED {len(complaints)} of {passed + len(complaints)} checks")
        return 1
    left_out = [f"{what} ({why})" for how, what, why in said if how == "skip"]
    print(f"{label}: {passed} checks passed" + (f", skipped: {'; '.join(left_out)}" if left_out else ""))
    for how, what, value in said:
        if how == "figure":
            print(f"{label}: {what}: {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
