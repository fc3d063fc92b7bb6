"""TypeScript agrees with the package's declarations.

usage: types_test.py PACKAGE_FOLDER FOLDER
"""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    package, folder = sys.argv[1:]
    prepared = subprocess.run([sys.executable, "-B", str(HERE / "prepare.py"), package, folder])
    if prepared.returncode == 77:
        print("SKIPPED: npm could not bring TypeScript")
        return 77
    shutil.copy2(HERE / "types.ts", folder)
    return subprocess.run(["node", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--target", "es2022", "--module",
                           "node16", "--moduleResolution", "node16", "--types", "node", "types.ts"], cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main())
