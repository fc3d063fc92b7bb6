"""Compiles C# sources together with the package.

usage: build.py PACKAGE_FOLDER PROGRAM SOURCE…
"""

import subprocess
import sys
from pathlib import Path


def main():
    package, program, *sources = sys.argv[1:]
    Path(program).parent.mkdir(parents=True, exist_ok=True)
    # C# 7.2 is what the oldest Unity that counts understands. 0649: structs that only native code fills.
    return subprocess.run(["mcs", "-debug", "-langversion:7.2", "-warnaserror+", "-nowarn:0649", f"-out:{program}",
                           *map(str, sorted(Path(package, "Runtime").glob("*.cs"))), *sources]).returncode


if __name__ == "__main__":
    sys.exit(main())
