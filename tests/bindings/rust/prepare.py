"""Builds the runner of the crate's behaviours and puts it where the test finds it.

usage: prepare.py RUST_FOLDER PROGRAM
"""

import json
import shutil
import subprocess
import sys


def main():
    folder, program = sys.argv[1:]
    built = subprocess.run(["cargo", "test", "--offline", "--no-run", "--test", "behaviours", "--message-format", "json"],
                           cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if built.returncode != 0:
        print(built.stderr)
        return 1
    messages = [json.loads(line) for line in built.stdout.splitlines() if line.startswith("{")]
    made = [m["executable"] for m in messages if m.get("executable") and m["target"]["name"] == "behaviours"]
    shutil.copy2(made[-1], program)
    return 0


if __name__ == "__main__":
    sys.exit(main())
