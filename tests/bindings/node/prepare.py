"""Makes a folder whose node_modules has the package as it is in the source tree, and what it needs from npm.

usage: prepare.py PACKAGE_FOLDER FOLDER    ends with 77 when npm cannot bring what is needed
"""

import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = ["koffi@3", "typescript@5", "@types/node@20"]


def main():
    package, folder = Path(sys.argv[1]), Path(sys.argv[2])
    modules = folder / "node_modules"
    if not all((modules / name.rsplit("@", 1)[0] / "package.json").exists() for name in NEEDED):
        if not shutil.which("npm"):
            print("npm is not installed")
            return 77
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n')
        result = subprocess.run(["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", *NEEDED],
                                cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if result.returncode != 0:
            print(result.stdout)
            print("npm could not install " + " ".join(NEEDED))
            return 77
    # Also called side by side by several tests.
    target = modules / "libconch"
    target.mkdir(exist_ok=True)
    for file in package.iterdir():
        if file.is_file() and not (target / file.name).exists() or \
                file.is_file() and (target / file.name).read_bytes() != file.read_bytes():
            shutil.copy2(file, target / file.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
