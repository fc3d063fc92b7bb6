"""The wheel that carries the library and the emulator works alone in a fresh environment.

usage: wheel_test.py PACKAGE_FOLDER LIBRARY EMULATOR
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = """
import conch, sys
assert conch.library_path().startswith(sys.prefix), conch.library_path()
with conch.Client(base_url="emulator:?speed=600", download_directory="out") as client:
    file = client.generate(conch.VideoParams("from a wheel")).result(120).file
    assert file.read_bytes()[4:8] == b"ftyp"
"""


def run(*command, folder=None, **environment):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CONCH_", "PYTHON", "PIP_"))}
    result = subprocess.run([str(c) for c in command], env={**kept, **environment}, text=True, cwd=folder, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {result.returncode}:\n{result.stdout}")
    return result.stdout


def main():
    package, library, emulator = sys.argv[1:]
    for module in ("pip", "setuptools", "wheel", "ensurepip"):
        if subprocess.run([sys.executable, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode != 0:
            print(f"SKIPPED: Python's {module} is not installed")
            return
    with tempfile.TemporaryDirectory() as folder:
        source = shutil.copytree(package, Path(folder, "source"))
        out = Path(folder, "out")
        run(sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", out, source,
            CONCH_LIBRARY=library, CONCH_EMULATOR=emulator)
        (wheel,) = out.glob("*.whl")
        assert "-py3-none-linux_" in wheel.name, wheel.name
        venv = Path(folder, "venv")
        run(sys.executable, "-m", "venv", venv)
        run(venv / "bin" / "pip", "install", "--no-index", wheel)
        run(venv / "bin" / "python", "-c", PROGRAM, folder=folder)
        print(f"{wheel.name}: {wheel.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
