"""Puts libconch into the wheel, and conch-emulator if wanted: CONCH_LIBRARY and CONCH_EMULATOR name the files.

Without them the wheel has Python only and uses the library that the system has.
"""

import os
import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

try:
    from setuptools.command.bdist_wheel import bdist_wheel
except ImportError:  # before setuptools 70
    from wheel.bdist_wheel import bdist_wheel

LIBRARY = os.environ.get("CONCH_LIBRARY")
EMULATOR = os.environ.get("CONCH_EMULATOR")
LIBRARY_NAME = {"win32": "conch.dll", "darwin": "libconch.1.dylib"}.get(sys.platform, "libconch.so.1")


class BuildWithLibrary(build_py):
    def run(self):
        super().run()
        folder = Path(self.build_lib, "conch", "lib")
        for file, name in ((LIBRARY, LIBRARY_NAME), (EMULATOR, "conch-emulator")):
            if file:
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy2(Path(file).resolve(), folder / name)


class AnyPython(bdist_wheel):
    """With a library inside it is made for one platform, yet for every Python."""

    def finalize_options(self):
        super().finalize_options()
        self.root_is_pure = not LIBRARY

    def get_tag(self):
        return "py3", "none", super().get_tag()[2]


setup(cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": AnyPython})
