#!/usr/bin/env python3
"""Makes the folder that goes into a Godot project: the add-on with its libraries, and the demo beside it.

usage: package.py godot3|godot4 FOLDER --module libconch_godot3.so --library libconch.so.1 [--emulator conch-emulator]
"""

import argparse
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=["godot3", "godot4"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--module", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--emulator", type=Path, help="to try without account; belongs beside the library")
    arguments = parser.parse_args()
    shutil.copytree(HERE / arguments.engine, arguments.folder, dirs_exist_ok=True)
    folder = arguments.folder / "addons" / "conch" / "bin"
    folder.mkdir(exist_ok=True)
    for file in filter(None, (arguments.module, arguments.library, arguments.emulator)):
        shutil.copy2(file.resolve(), folder / file.name)


if __name__ == "__main__":
    main()
