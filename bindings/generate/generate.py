#!/usr/bin/env python3
"""Writes the raw layer of every binding from the public headers and the catalog.

usage: generate.py [--check] [--cc COMPILER]
  --check  write nothing; fail with a list of the files that are not what they would be
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).resolve().parent))
import catalog  # noqa: E402
import csharp  # noqa: E402
import lua  # noqa: E402
import model as models  # noqa: E402
import node  # noqa: E402
import python  # noqa: E402
import rust  # noqa: E402

HEADER = "Made by bindings/generate from include/conch and the catalog; do not edit."
LANGUAGES = [python, lua, csharp, node, rust]


def all_files(compiler):
    model = models.read(ROOT / "include", compiler)
    model.kinds = catalog.kinds(model)
    yield "bindings/generate/model.json", json.dumps(model.as_json(), indent=1, ensure_ascii=False) + "\n"
    for language in LANGUAGES:
        yield from language.files(model, HEADER)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cc", default="gcc")
    arguments = parser.parse_args()
    stale = []
    for name, text in all_files(arguments.cc):
        path = ROOT / name
        if arguments.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} is not what the headers and the catalog say now; run bindings/generate/generate.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
