"""What `cmake --install` puts down can be moved and used by projects outside the tree, by find_package and by pkg-config.

Usage: install_test.py BUILD_DIR CMAKE VERSION LIBDIR
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD, CMAKE, VERSION, LIBDIR = sys.argv[1:5]
del sys.argv[1:5]
CONSUMER = Path(__file__).resolve().parent / "consumer"
CC, CXX = os.environ.get("CC", "gcc"), os.environ.get("CXX", "g++")
STRICT = ["-Wall", "-Wextra", "-pedantic", "-Werror"]


def run(*command, **options):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=120, **options)


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        first = Path(cls.folder.name, "first")
        result = run(CMAKE, "--install", BUILD, "--prefix", first)
        if result.returncode != 0:
            raise RuntimeError(result.stderr)
        cls.prefix = Path(cls.folder.name, "moved to", "another place")
        cls.prefix.parent.mkdir()
        shutil.move(first, cls.prefix)
        cls.lib = cls.prefix / LIBDIR

    def passes(self, *command, **options):
        result = run(*command, **options)
        self.assertEqual(0, result.returncode, result.stdout + result.stderr)
        return result.stdout

    def test_the_files(self):
        major = VERSION.split(".")[0]
        for name in ("include/conch/conch.h", "bin/conch", "bin/conch-emulator", f"{LIBDIR}/libconch.so.{VERSION}",
                     f"{LIBDIR}/pkgconfig/conch.pc", f"{LIBDIR}/cmake/conch/conchConfig.cmake"):
            self.assertTrue((self.prefix / name).is_file(), name)
        self.assertEqual(f"libconch.so.{VERSION}", os.readlink(self.lib / f"libconch.so.{major}"))
        self.assertEqual(f"libconch.so.{major}", os.readlink(self.lib / "libconch.so"))
        for file in self.prefix.rglob("*.cmake"):
            self.assertNotIn(BUILD, file.read_text(), f"{file.name} knows the build tree")

    def test_find_package(self):
        build = Path(self.folder.name, "by cmake")
        self.passes(CMAKE, "-S", CONSUMER, "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}",
                    f"-DCONCH_WANTED={VERSION}", f"-DCMAKE_C_COMPILER={CC}", f"-DCMAKE_CXX_COMPILER={CXX}")
        self.passes(CMAKE, "--build", build)
        self.assertIn('"maxJobs"', self.passes(build / "consumer_c"))
        self.assertIn(f"{VERSION} CONCH_OK", self.passes(build / "consumer_cxx"))

    def test_find_package_refuses_another_major_version(self):
        result = run(CMAKE, "-S", CONSUMER, "-B", Path(self.folder.name, "refused"), f"-DCMAKE_PREFIX_PATH={self.prefix}",
                     "-DCONCH_WANTED=99.0", f"-DCMAKE_C_COMPILER={CC}", f"-DCMAKE_CXX_COMPILER={CXX}")
        self.assertNotEqual(0, result.returncode)
        self.assertIn("99.0", result.stderr)

    def test_pkg_config(self):
        found = dict(os.environ, PKG_CONFIG_PATH=str(self.lib / "pkgconfig"), LD_LIBRARY_PATH=str(self.lib))
        self.assertEqual(VERSION, self.passes("pkg-config", "--modversion", "conch", env=found).strip())
        flags = self.passes("sh", "-c", 'eval "printf \'%s\\n\' $(pkg-config --cflags --libs conch)"', env=found).splitlines()
        for compiler, dialect, source in ((CC, "-std=c99", "consumer.c"), (CXX, "-std=c++20", "consumer.cpp")):
            with self.subTest(source):
                program = Path(self.folder.name, source + ".run")
                self.passes(compiler, dialect, *STRICT, CONSUMER / source, *flags, "-o", program)
                self.passes(program, env=found)

    def test_the_command_runs_from_where_it_is(self):
        self.assertIn(VERSION, self.passes(self.prefix / "bin" / "conch", "version"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
