"""Each …_INIT macro and its init function write the same bytes, in C and in C++.

Usage: init_test.py INCLUDE_DIR LIBRARY
"""

import sys
import tempfile
import unittest
from pathlib import Path

import generate  # also makes conch_headers importable
import conch_headers

INCLUDE, LIBRARY = (Path(a).resolve() for a in sys.argv[1:3])
del sys.argv[1:3]


class Init(unittest.TestCase):
    def setUp(self):
        self.surface = conch_headers.read(INCLUDE)

    def test_every_struct_of_options_has_both(self):
        functions = {struct.name for _, struct in generate.init_functions(self.surface)}
        for struct in generate.public_structs(self.surface):
            self.assertIn(struct.name, functions, "no init function")
            self.assertIn(f"#define {struct.name.upper()}_INIT", self.surface.sources[struct.header])

    def test_macro_and_function_write_the_same_bytes(self):
        for compiler, suffix, dialect in ((generate.CC, "c", "c99"), (generate.CXX, "cpp", "c++98")):
            with self.subTest(dialect), tempfile.TemporaryDirectory() as folder:
                source, program = Path(folder, f"init.{suffix}"), Path(folder, "init")
                source.write_text(generate.init_program(self.surface))
                generate.run(compiler, f"-std={dialect}", "-Wall", "-Wextra", "-pedantic", "-Werror", f"-I{INCLUDE}", source,
                             LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}", "-o", program)
                generate.run(program)


if __name__ == "__main__":
    unittest.main(verbosity=2)
