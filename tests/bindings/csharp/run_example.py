"""Compiles one example of the README with the package and runs it.

usage: run_example.py PACKAGE_FOLDER SOURCE
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    package, source = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "example.exe")
        built = subprocess.run([sys.executable, "-B", HERE / "build.py", package, program, source])
        return built.returncode or subprocess.run(["mono", program]).returncode


if __name__ == "__main__":
    sys.exit(main())
