"""The ABI promise: what was released stays. Compares the headers with the recorded face of the library.

The record (tests/abi/record) has two parts. face.txt lists every prototype, constant, struct and field, and is read by
people; facade.abi is libabigail's description of the headers compiled with empty bodies, and sees what a list does not.
The first line of face.txt names the version and whether it was released. Before a release anything may change, if it is
recorded on purpose with scripts/abi-record. After it, only additions may, and only with a higher minor version.
"""

import re
import subprocess
import tempfile
from pathlib import Path

import conch_headers
import generate

ABIDW = ["abidw", "--no-comp-dir-path", "--no-corpus-path", "--no-show-locs"]
ABIDIFF_CHANGE = 4  # exit code bits of abidiff; 1 and 2 are its own failures, 8 is a removed function


def describe(include_dir):
    """(face lines, ABI description) of these headers."""
    surface = conch_headers.read(include_dir, promised_only=True)
    with tempfile.TemporaryDirectory() as folder:
        face = generate.compiled_face(include_dir, surface, generate.CC, folder)
        abi = generate.run(*ABIDW, generate.facade(include_dir, surface, folder))
    return face, abi


def record(include_dir, record_dir, released):
    face, abi = describe(include_dir)
    major, minor = generate.version(include_dir)
    Path(record_dir).mkdir(parents=True, exist_ok=True)
    first = f"version {major}.{minor} {'released' if released else 'unreleased'}"
    Path(record_dir, "face.txt").write_text("\n".join([first] + face) + "\n")
    Path(record_dir, "facade.abi").write_text(abi)


def breaches(include_dir, record_dir):
    """What keeps these headers from being what was recorded or a lawful successor; empty when all is well."""
    first, *recorded = Path(record_dir, "face.txt").read_text().splitlines()
    was = tuple(int(n) for n in re.match(r"version (\d+)\.(\d+) ", first).groups())
    now = generate.version(include_dir)
    face, abi = describe(include_dir)
    if first.endswith("unreleased"):
        found = _differences(recorded, face)
        if not found and abidiff(record_dir, abi)[0] != 0:
            found = ["the types behind the functions changed:\n" + abidiff(record_dir, abi)[1]]
        return found and found + ["If this is meant, run scripts/abi-record and commit what it wrote."]
    if now[0] != was[0]:
        return [f"major version {now[0]} after {was[0]}: the promise is that there is none; see docs/articles/versioning.md"]
    newer = now[1] > was[1]
    code, report = abidiff(record_dir, abi, "--no-added-syms")
    found = _unlawful(recorded, face, newer)
    if code & ~ABIDIFF_CHANGE or (code and not newer):
        found.append("abidiff finds a change that a host built against the recorded version would not survive:\n" + report)
    return found


def _differences(recorded, face):
    return [f"gone: {line}" for line in recorded if line not in set(face)] + \
           [f"new: {line}" for line in face if line not in set(recorded)]


def _unlawful(recorded, face, newer):
    """Released lines stay as they are; structs that know their size may grow at the end; additions need a newer version."""
    found = []
    old_size = {m[1]: int(m[2]) for m in (re.match(r"struct (\w+) (\d+)$", line) for line in recorded) if m}
    new_size = {m[1]: int(m[2]) for m in (re.match(r"struct (\w+) (\d+)$", line) for line in face) if m}
    sized = {m[1] for m in (re.match(r"field (\w+)\.struct_size 0 ", line) for line in recorded) if m}
    for line in _differences(recorded, face):
        kind, name = re.match(r"(gone|new): \w+ (\w+)", line).groups()
        is_size = re.match(r"(?:gone|new): struct ", line)
        if is_size and name in old_size and name in sized and new_size.get(name, 0) > old_size[name]:
            continue
        if line.startswith("gone: "):
            found.append(f"{line} (was released, must stay)")
            continue
        member = re.match(r"new: field (\w+)\.\w+ (\d+) ", line)
        if member and member[1] in old_size and (member[1] not in sized or int(member[2]) < old_size[member[1]]):
            found.append(f"{line} (fields may only follow the end of a struct that begins with struct_size)")
        elif not newer:
            found.append(f"{line} (an addition needs a higher CONCH_VERSION_MINOR)")
    return found


def abidiff(record_dir, abi, *options):
    with tempfile.NamedTemporaryFile("w", suffix=".abi") as file:
        file.write(abi)
        file.flush()
        result = subprocess.run(["abidiff", *options, Path(record_dir, "facade.abi"), file.name],
                                capture_output=True, text=True)
    return result.returncode, result.stdout + result.stderr
