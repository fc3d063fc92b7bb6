#!/usr/bin/env python3
"""Makes the folder that Unity's Package Manager takes: the C# binding, the native library, a sample.

usage: package.py FOLDER --library libconch.so.1 [--emulator conch-emulator]
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BINDING = ROOT / "bindings" / "csharp"
SAMPLE = {"displayName": "Picture", "description": "A picture from a prompt, on any object.", "path": "Samples~/Picture"}


def write_meta(asset, folder):
    """Unity ignores an asset of a package that has none. The id comes from the name, so it stays the same for ever."""
    name = asset.relative_to(folder).as_posix()
    guid = hashlib.md5(f"com.libconch.conch/{name}".encode()).hexdigest()
    kind = "folderAsset: yes\n" if asset.is_dir() else ""
    asset.with_name(asset.name + ".meta").write_text(f"fileFormatVersion: 2\nguid: {guid}\n{kind}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--emulator", type=Path, help="to try without account; belongs beside the library")
    arguments = parser.parse_args()
    folder = arguments.folder
    shutil.copytree(BINDING, folder, dirs_exist_ok=True)
    shutil.copytree(HERE / "Samples~", folder / "Samples~", dirs_exist_ok=True)
    shutil.copy2(ROOT / "LICENSE", folder / "LICENSE.md")
    native = folder / "Runtime" / "Plugins" / "x86_64"
    native.mkdir(parents=True, exist_ok=True)
    shutil.copy2(arguments.library.resolve(), native / "libconch.so")
    if arguments.emulator:
        shutil.copy2(arguments.emulator.resolve(), native / arguments.emulator.name)
    manifest = json.loads((BINDING / "package.json").read_text())
    manifest["samples"] = [SAMPLE]
    (folder / "package.json").write_text(json.dumps(manifest, indent=2) + "\n")
    for asset in sorted(folder.rglob("*")):
        # Folders whose name ends with ~ are none of Unity's business.
        if "Samples~" not in asset.parts and asset.suffix != ".meta":
            write_meta(asset, folder)


if __name__ == "__main__":
    main()
