"""Every public header, alone and all together, in every dialect of C and C++ that a host may use, with no warning at all.

Usage: headers_test.py INCLUDE_DIR
"""

import subprocess
import sys
import unittest
from pathlib import Path

import generate  # also makes conch_headers importable
import conch_headers

INCLUDE = Path(sys.argv.pop(1)).resolve()
WARNINGS = ["-Wall", "-Wextra", "-pedantic", "-Werror"]
DIALECTS = {
    "c": (generate.CC, ["-Wstrict-prototypes", "-Wc++-compat"], ["c99", "c11", "c17", "c2x"]),
    "c++": (generate.CXX, [], ["c++98", "c++11", "c++14", "c++17", "c++20", "c++2b"]),
}


def complaints(text, language, dialect):
    compiler, warnings, _ = DIALECTS[language]
    result = subprocess.run([compiler, f"-std={dialect}", "-x", language, *WARNINGS, *warnings, f"-I{INCLUDE}",
                             "-fsyntax-only", "-"], input=text + "extern int not_empty;\n", capture_output=True, text=True)
    return result.stderr if result.returncode else ""


class Headers(unittest.TestCase):
    def test_the_compiler_is_asked_for_warnings(self):
        for language in DIALECTS:
            self.assertTrue(complaints("int f(void) { int unused; return 0; }\n", language, DIALECTS[language][2][0]))

    def test_the_cxx_wrapper_compiles_alone(self):
        for header in sorted((INCLUDE / "conch").glob("*.hpp")):
            for dialect in ("c++20", "c++2b"):
                with self.subTest(f"{header.name} {dialect}"):
                    self.assertEqual("", complaints(f'#include "conch/{header.name}"\n', "c++", dialect))


def _dialect_test(language, dialect):
    def test(self):
        names = conch_headers.header_names(INCLUDE)
        for name in names:
            with self.subTest(name):
                self.assertEqual("", complaints(f'#include "conch/{name}"\n#include "conch/{name}"\n', language, dialect))
        together = "".join(f'#include "conch/{n}"\n' for n in reversed(names))
        self.assertEqual("", complaints(together, language, dialect))
    return test


for _language, (_, _, _dialects) in DIALECTS.items():
    for _dialect in _dialects:
        setattr(Headers, f"test_{_dialect.replace('+', 'x')}", _dialect_test(_language, _dialect))

if __name__ == "__main__":
    unittest.main(verbosity=2)
