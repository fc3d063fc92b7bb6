#!/usr/bin/env python3
"""Puts the game and the LuaJIT binding into one file that LÖVE runs.

usage: package.py tide-pool.love    libconch.so.1 and conch-emulator belong beside it, unless they are installed
"""

import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BINDING = HERE.parents[1] / "bindings" / "lua"


def main():
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as package:
        for folder in (HERE, BINDING):
            for file in sorted(folder.rglob("*.lua")):
                package.write(file, file.relative_to(folder))


if __name__ == "__main__":
    main()
