"""The library that was built is sealed the way docs/articles/embedding.md says, and each check can fail.

Usage: binary_test.py LIBRARY SYMBOLS INCLUDE_DIR NEEDED,NEEDED,…
"""

import sys
import tempfile
import unittest
from pathlib import Path

import binary
import generate  # also makes conch_headers importable
import conch_headers

LIBRARY, SYMBOLS, INCLUDE = (Path(a).resolve() for a in sys.argv[1:4])
NEEDED = sys.argv[4].split(",")
del sys.argv[1:5]

SEALED = ["-Wl,-soname,libtried.so.1", "-Wl,-z,nodelete", "-Wl,-z,now", "-Wl,-Bsymbolic"]


class ShippedLibrary(unittest.TestCase):
    def test_the_build_and_a_c_parser_read_the_same_declarations(self):
        declared = set(conch_headers.read(INCLUDE).functions)
        self.assertEqual(declared, set(SYMBOLS.read_text().split()))

    def test_exports_what_is_declared_and_nothing_else(self):
        self.assertEqual([], binary.unexpected_exports(LIBRARY, set(conch_headers.read(INCLUDE).functions)))

    def test_runs_no_code_at_load_or_exit(self):
        self.assertEqual([], binary.code_at_load_or_exit(LIBRARY))

    def test_has_no_unique_symbols(self):
        self.assertEqual([], binary.pinned_by_unique_symbols(LIBRARY))

    def test_curl_is_bound_by_version(self):
        self.assertTrue(any(n.startswith("curl_multi_") for n in binary.imported(LIBRARY)))
        self.assertEqual([], binary.unversioned_curl(LIBRARY))

    def test_dynamic_flags(self):
        major, _ = generate.version(INCLUDE)
        self.assertEqual([], binary.flags_missing(LIBRARY, f"libconch.so.{major}"))

    def test_needs_only_the_libraries_that_are_documented(self):
        self.assertEqual([], binary.unexpected_libraries(LIBRARY, NEEDED))
        article = Path(__file__).resolve().parents[2] / "docs" / "articles" / "embedding.md"
        for name in binary.dynamic(LIBRARY)["NEEDED"]:
            self.assertIn(f"`{name}`", article.read_text(), "each needed library is explained to those who embed")


class TheChecksCanFail(unittest.TestCase):
    def library(self, text, *flags):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        source, library = Path(folder.name, "tried.cpp"), Path(folder.name, "libtried.so.1")
        source.write_text(text)
        generate.run(generate.CXX, "-std=c++20", "-shared", "-fPIC", source, "-o", library, *flags)
        return library

    def test_a_plain_library_is_clean(self):
        library = self.library('extern "C" int conch_one() { return 1; }', *SEALED)
        self.assertEqual([], binary.unexpected_exports(library, {"conch_one"}))
        self.assertEqual([], binary.code_at_load_or_exit(library))
        self.assertEqual([], binary.flags_missing(library, "libtried.so.1"))

    def test_a_symbol_too_many_and_one_too_few(self):
        library = self.library('extern "C" int conch_one() { return 1; } int helper() { return 2; }')
        found = binary.unexpected_exports(library, {"conch_one", "conch_two"})
        self.assertEqual(2, len(found), found)

    def test_a_static_object(self):
        self.assertTrue(binary.code_at_load_or_exit(self.library(
            '#include <string>\nstatic std::string s("x"); extern "C" const char* f() { return s.c_str(); }')))

    def test_a_static_object_inside_a_function(self):
        self.assertTrue(binary.code_at_load_or_exit(self.library(
            '#include <string>\nextern "C" const char* f(int n) { static std::string s(n, 0); return s.c_str(); }')))

    def test_a_thread_local_object(self):
        self.assertTrue(binary.code_at_load_or_exit(self.library(
            '#include <string>\nextern "C" void f() { thread_local std::string s; s += "x"; }')))

    def test_a_constructor_function(self):
        self.assertTrue(binary.code_at_load_or_exit(self.library(
            'int n; __attribute__((constructor)) void start() { n = 1; }')))

    def test_iostream(self):
        self.assertTrue(binary.code_at_load_or_exit(self.library('#include <iostream>\nint f() { return 1; }')))

    @unittest.skipIf("clang" in generate.CXX, "only GCC makes unique symbols")
    def test_a_unique_symbol(self):
        library = self.library("template <class T> struct S { static int n; }; template <class T> int S<T>::n = 1;"
                               "int* f() { return &S<int>::n; }")
        self.assertTrue(binary.pinned_by_unique_symbols(library))

    def test_curl_without_version(self):
        library = self.library('extern "C" void curl_multi_init(); void f() { curl_multi_init(); }')
        self.assertEqual(["curl_multi_init"], binary.unversioned_curl(library))

    def test_flags(self):
        source = "int f() { return 1; }"
        for left_out in SEALED:
            with self.subTest(left_out):
                library = self.library(source, "-Wl,-z,lazy", *(f for f in SEALED if f != left_out))
                self.assertEqual(1, len(binary.flags_missing(library, "libtried.so.1")))
        for added in ("-Wl,-rpath,/opt/x", "-Wl,-z,execstack"):
            with self.subTest(added):
                library = self.library(source, *SEALED, added)
                self.assertEqual(1, len(binary.flags_missing(library, "libtried.so.1")))

    def test_another_library(self):
        library = self.library("#include <cmath>\ndouble f(double x) { return std::sin(x); }", "-lm")
        self.assertEqual(["libm.so.6"], binary.unexpected_libraries(
            library, [n for n in binary.dynamic(library)["NEEDED"] if n != "libm.so.6"]))


if __name__ == "__main__":
    unittest.main(verbosity=2)
