"""mypy --strict has nothing to say about the package, also as Python 3.9 sees it.

usage: types_test.py PACKAGE_FOLDER CACHE_FOLDER
"""

import shutil
import subprocess
import sys


def main():
    folder, cache = sys.argv[1:]
    if not shutil.which("mypy"):
        print("SKIPPED: mypy is not installed")
        return 77
    for version in ("3.9", "3.11"):
        result = subprocess.run(["mypy", "--strict", "--python-version", version, "--cache-dir", cache, "conch"], cwd=folder)
        if result.returncode != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
