"""Runs clang-tidy over the project's sources, some at a time, and only over what changed since they were last found clean.

usage: tidy.py BUILD_DIR [FILE]...

BUILD_DIR has a compile_commands.json, of GCC or clang. Without FILE: every source below src/, some files of a folder at a
time, so that the headers that they share are read once. What was checked is known by a hash of its preprocessed text, its
command and the configuration; clean ones are noted in BUILD_DIR/tidy.
"""

import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIDY, CLANG = "clang-tidy-16", "clang++-16"
FILES_AT_ONCE = 10
GCC_ONLY = {"-fno-gnu-unique", "-Wno-restrict", "-Wno-maybe-uninitialized"}


def clang_arguments(entry):
    """The arguments of the compile command that clang understands, without launcher, compiler, input and output."""
    words = shlex.split(entry["command"])
    start = next(i for i, w in enumerate(words) if w.startswith("-"))
    kept, skip = [], False
    for word in words[start:]:
        if skip:
            skip = False
        elif word == "-o":
            skip = True
        elif word != "-c" and word not in GCC_ONLY and not word.startswith("-fsanitize") and not word.endswith(entry["file"]):
            kept.append(word)
    return kept


def fingerprint(entry, arguments, configuration):
    text = subprocess.run([CLANG, *arguments, "-E", "-P", entry["file"]], cwd=entry["directory"],
                          capture_output=True, check=True).stdout
    return hashlib.sha256(configuration + b"\0".join(a.encode() for a in arguments) + text
                          + Path(entry["file"]).read_bytes()).hexdigest()


def check(entry, configuration, clean):
    """(name, verdict, what was found)"""
    name = entry.get("name") or os.path.relpath(entry["file"], ROOT)
    arguments = clang_arguments(entry)
    try:
        mark = clean / fingerprint(entry, arguments, configuration)
    except subprocess.CalledProcessError as error:
        return name, "FAILED", error.stderr.decode()
    if mark.exists():
        return name, "known", ""
    begin = time.monotonic()
    result = subprocess.run([TIDY, "--quiet", entry["file"], "--", *arguments], cwd=entry["directory"],
                            capture_output=True, text=True)
    if result.returncode == 0:
        mark.touch()
        return name, f"{time.monotonic() - begin:.0f} s", ""
    errors = "\n".join(line for line in result.stderr.splitlines() if "error:" in line and line not in result.stdout)
    return name, "FAILED", result.stdout + errors


def together(entries, directory):
    """One entry for some files of the same folder and command: a file that includes them."""
    groups = {}
    for entry in sorted(entries, key=lambda e: e["file"]):
        groups.setdefault((os.path.dirname(entry["file"]), *clang_arguments(entry)), []).append(entry)
    joint = []
    for number, (key, group) in enumerate(groups.items()):
        for first in range(0, len(group), FILES_AT_ONCE):
            some = group[first:first + FILES_AT_ONCE]
            path = directory / f"{number}-{first // FILES_AT_ONCE}.cpp"
            path.write_text("".join(f'#include "{entry["file"]}"  // NOLINT(bugprone-suspicious-include)\n' for entry in some))
            words = [w if not some[0]["file"].endswith(w) or not w.endswith(".cpp") else str(path)
                     for w in shlex.split(some[0]["command"])]
            joint.append({"directory": some[0]["directory"], "command": shlex.join(words), "file": str(path),
                          "name": f"{os.path.relpath(key[0], ROOT)}: " + " ".join(Path(e["file"]).stem for e in some)})
    return joint


def main():
    build = Path(sys.argv[1]).resolve()
    wanted = {str(Path(f).resolve()) for f in sys.argv[2:]}
    entries = [e for e in json.loads((build / "compile_commands.json").read_text())
               if (e["file"] in wanted if wanted else e["file"].startswith(f"{ROOT}/src/")) and e["file"].endswith(".cpp")]
    files = len(entries)
    clean = build / "tidy"
    clean.mkdir(exist_ok=True)
    if not wanted:
        entries = together(entries, clean)
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    configuration = (ROOT / ".clang-tidy").read_bytes() + version

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS", os.cpu_count()))) as pool:
        for name, verdict, output in pool.map(lambda e: check(e, configuration, clean), entries):
            print(f"{verdict:>6} {name}", flush=True)
            if output:
                print(output, flush=True)
                failed += 1
    print(f"{files} files in {len(entries)} pieces, {failed} of them with findings")
    return 1 if failed or not entries else 0


if __name__ == "__main__":
    sys.exit(main())
