"""Foreign function interfaces read the headers as they are after `gcc -E`, and see the structs as the C compiler does.

Every other test here reads them with pycparser, on which Python's cffi is built; this one asks LuaJIT.

Usage: parsers_test.py INCLUDE_DIR
"""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import generate  # also makes conch_headers importable
import conch_headers

INCLUDE = Path(sys.argv.pop(1)).resolve()


class Parsers(unittest.TestCase):
    @unittest.skipUnless(shutil.which("luajit"), "luajit is not installed")
    def test_luajit(self):
        surface = conch_headers.read(INCLUDE, promised_only=True)
        headers = conch_headers.header_names(INCLUDE, promised_only=True)
        lines = ['local ffi = require("ffi")',
                 f"ffi.cdef[==[{conch_headers.own_lines(conch_headers.preprocess(INCLUDE, headers))}]==]"]
        for struct in generate.public_structs(surface):
            lines.append(f'print(string.format("struct {struct.name} %d", ffi.sizeof("{struct.name}")))')
            for m in struct.fields:
                lines.append(f'print(string.format("field {struct.name}.{m.name} %d", '
                             f'ffi.offsetof("{struct.name}", "{m.name}")))')
        result = subprocess.run(["luajit", "-"], input="\n".join(lines), capture_output=True, text=True)
        self.assertEqual("", result.stderr)
        with tempfile.TemporaryDirectory() as folder:
            face = generate.compiled_face(INCLUDE, surface, generate.CC, folder)
        compiled = [" ".join(line.split()[:3]) for line in face if line.startswith(("struct ", "field "))]
        self.assertEqual(compiled, result.stdout.splitlines())


if __name__ == "__main__":
    unittest.main(verbosity=2)
