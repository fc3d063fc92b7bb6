"""Lines that ran, by folder of src/, from gcovr's summary.

usage: coverage_table.py SUMMARY
"""

import collections
import json
import sys

# The emulator's media code draws and encodes: its tests look at pictures and sounds, not at lines.
MEDIA = "src/emulator/media"


def folder_of(name):
    parts = name.split("/")[:-1]
    return "/".join(parts[:3] if parts[:2] == ["src", "emulator"] else parts[:2])


def row(name, covered, total):
    return f"{name:24} {covered:7} {total:7} {100 * covered / max(total, 1):7.1f} %"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        files = json.load(file)["files"]
    folders = collections.defaultdict(lambda: [0, 0])
    for file in files:
        counts = folders[folder_of(file["filename"])]
        counts[0] += file["line_covered"]
        counts[1] += file["line_total"]
    print(f"{'folder':24} {'ran':>7} {'lines':>7} {'':>7}")
    for name, (covered, total) in sorted(folders.items()):
        print(row(name, covered, total))
    for title, chosen in (("without emulator media", [c for n, c in folders.items() if n != MEDIA]),
                          ("library alone", [c for n, c in folders.items() if not n.startswith(("src/emulator", "src/cli"))])):
        print(row(title, sum(c[0] for c in chosen), sum(c[1] for c in chosen)))


if __name__ == "__main__":
    main()
