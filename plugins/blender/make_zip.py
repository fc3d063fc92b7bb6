"""Packs the add-on with the Python binding, the library and the emulator into the zip that Blender installs.

usage: make_zip.py OUTPUT.zip --library libconch.so.1 [--emulator conch-emulator] [--binding bindings/python/conch]
"""

import argparse
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ADDON = HERE / "hailuo_minimax"


def add(archive, file, name, mode=0o644):
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))  # the same files make the same zip
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, Path(file).read_bytes())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("output")
    parser.add_argument("--library", required=True)
    parser.add_argument("--emulator")
    parser.add_argument("--binding", default=str(HERE.parents[1] / "bindings/python/conch"))
    arguments = parser.parse_args()
    Path(arguments.output).parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(arguments.output, "w") as archive:
        for file in sorted(ADDON.glob("*.py")):
            add(archive, file, f"hailuo_minimax/{file.name}")
        for file in sorted(Path(arguments.binding).glob("*.py*")):
            if file.is_file():
                add(archive, file, f"hailuo_minimax/conch/{file.name}")
        add(archive, arguments.library, "hailuo_minimax/conch/lib/libconch.so.1", 0o755)
        if arguments.emulator:
            add(archive, arguments.emulator, "hailuo_minimax/conch/lib/conch-emulator", 0o755)
        for name in ("LICENSE",):
            add(archive, HERE.parents[1] / name, f"hailuo_minimax/{name}")


if __name__ == "__main__":
    main()
