"""The headers are what was recorded, and every way of breaking the promise is noticed.

Usage: promise_test.py INCLUDE_DIR RECORD_DIR
"""

import re
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import generate  # also makes conch_headers importable
import conch_headers
import promise

INCLUDE, RECORD = (Path(a).resolve() for a in sys.argv[1:3])
del sys.argv[1:3]

GADGET = """#ifndef CONCH_GADGET_H
#define CONCH_GADGET_H
#include "conch/export.h"
#include "conch/version.h"
typedef struct conch_gadget conch_gadget;
enum { CONCH_GADGET_RED = 1, CONCH_GADGET_FORCE_32 = 0x7FFFFFFF };
typedef struct conch_gadget_options {
    uint32_t struct_size;
    uint32_t flags;
    int32_t width;
    int32_t height;
    void (CONCH_CALL *done)(int32_t status, void *user_data);
} conch_gadget_options;
CONCH_API int32_t CONCH_CALL conch_gadget_make(const conch_gadget_options *options, conch_gadget **out);
CONCH_API void CONCH_CALL conch_gadget_destroy(conch_gadget *gadget);
#endif
"""
MINOR = re.search(r"#define CONCH_VERSION_MINOR \d+", (INCLUDE / "conch" / "version.h").read_text())[0]
NEXT_MINOR = "#define CONCH_VERSION_MINOR 999"

# what is done: (edits of gadget.h, lawful in the same version, lawful in the next minor version)
EDITS = {
    "nothing": ([], True, True),
    "a comment": ([("int32_t width;", "int32_t width; /* in pixels */")], True, True),
    "a function more": ([("#endif", "CONCH_API int32_t CONCH_CALL conch_gadget_turn(conch_gadget *gadget);\n#endif")],
                        False, True),
    "a constant more": ([("CONCH_GADGET_RED = 1,", "CONCH_GADGET_RED = 1, CONCH_GADGET_BLUE = 2,")], False, True),
    "a field at the end": ([("user_data);\n}", "user_data);\n    uint64_t more;\n}")], False, True),
    "a field in the middle": ([("int32_t height;", "int32_t depth; int32_t height; uint32_t reserved;")], False, False),
    "fields in another order": ([("int32_t width;\n    int32_t height;", "int32_t height;\n    int32_t width;")],
                                False, False),
    "a field of another type": ([("int32_t width;", "uint32_t width;")], False, False),
    "a field less": ([("    void (CONCH_CALL *done)(int32_t status, void *user_data);\n", "")], False, False),
    "a callback with another signature": ([("(int32_t status,", "(int64_t status,")], False, False),
    "a function less": ([("CONCH_API void CONCH_CALL conch_gadget_destroy(conch_gadget *gadget);\n", "")], False, False),
    "a parameter more": ([("(conch_gadget *gadget)", "(conch_gadget *gadget, int32_t how)")], False, False),
    "another return type": ([("CONCH_API int32_t", "CONCH_API int64_t")], False, False),
    "another value": ([("CONCH_GADGET_RED = 1", "CONCH_GADGET_RED = 2")], False, False),
}


class Recorded(unittest.TestCase):
    def test_the_headers_are_as_recorded(self):
        found = promise.breaches(INCLUDE, RECORD)
        self.assertFalse(found, "\n".join(found))


class TheChecksCanFail(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.include = Path(self.folder.name, "include")
        self.record = Path(self.folder.name, "record")
        self.addCleanup(self.folder.cleanup)

    def gadget(self, edits=(), minor=MINOR):
        shutil.rmtree(self.include, ignore_errors=True)
        (self.include / "conch").mkdir(parents=True)
        text = GADGET
        for old, new in edits:
            self.assertIn(old, text)
            text = text.replace(old, new)
        (self.include / "conch" / "gadget.h").write_text(text)
        shutil.copy(INCLUDE / "conch" / "export.h", self.include / "conch")
        version = (INCLUDE / "conch" / "version.h").read_text()
        (self.include / "conch" / "version.h").write_text(version.replace(MINOR, minor))

    def test_before_a_release_every_change_must_be_recorded(self):
        self.gadget()
        promise.record(self.include, self.record, released=False)
        for what, (edits, lawful, _) in EDITS.items():
            with self.subTest(what):
                self.gadget(edits)
                self.assertEqual(lawful, not promise.breaches(self.include, self.record))

    def test_after_a_release_only_additions_pass_and_only_in_a_newer_version(self):
        self.gadget()
        promise.record(self.include, self.record, released=True)
        for what, (edits, same_version, next_version) in EDITS.items():
            with self.subTest(what):
                self.gadget(edits)
                found = promise.breaches(self.include, self.record)
                self.assertEqual(same_version, not found, found)
                self.gadget(edits, NEXT_MINOR)
                found = promise.breaches(self.include, self.record)
                self.assertEqual(next_version, not found, found)

    def test_abidiff_alone_notices_a_field_in_the_real_headers(self):
        """The description that is committed must be good enough: without it, a list of offsets is all that we have."""
        shutil.copytree(INCLUDE, self.include)
        for header in sorted((self.include / "conch").glob("*.h")):
            text = header.read_text()
            if "uint32_t struct_size;" in text and header.name not in conch_headers.OUTSIDE_THE_PROMISE:
                header.write_text(text.replace("uint32_t struct_size;", "uint32_t struct_size; uint64_t mutant;", 1))
                _, abi = promise.describe(self.include)
                self.assertEqual(promise.ABIDIFF_CHANGE, promise.abidiff(RECORD, abi, "--no-added-syms")[0])
                return
        self.skipTest("no struct to spoil yet")


class Layout(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.surface = conch_headers.read(INCLUDE)
        with tempfile.TemporaryDirectory() as folder:
            cls.c = generate.compiled_face(INCLUDE, cls.surface, generate.CC, folder)
            cls.cxx = generate.compiled_face(INCLUDE, cls.surface, generate.CXX, folder)

    def test_c_and_cxx_see_the_same(self):
        self.assertEqual(self.c, self.cxx)

    def test_all_padding_is_explicit(self):
        """Bytes without a name would be compared, hashed and sent uninitialised."""
        for struct in generate.public_structs(self.surface):
            end = 0
            for member in struct.fields:
                offset, size = self.numbers(f"field {struct.name}.{member.name} ")
                self.assertEqual(end, offset, f"unnamed bytes before {struct.name}.{member.name}")
                end = offset + size
            self.assertEqual([end], self.numbers(f"struct {struct.name} "), f"unnamed bytes at the end of {struct.name}")

    def numbers(self, prefix):
        line = next(line for line in self.c if line.startswith(prefix))
        return [int(n) for n in line[len(prefix):].split()[:2] if n.isdigit()]


if __name__ == "__main__":
    unittest.main(verbosity=2)
