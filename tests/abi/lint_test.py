"""The public headers keep the rules, and the rules can fail: a good header passes, and each way of spoiling it is reported by the rule that guards it."""

import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import lint

INCLUDE = Path(sys.argv.pop(1)).resolve()

GOOD = """/**
 * @file conch/thing.h
 * @brief A thing.
 * @defgroup thing Things
 *
 * What a thing is, at length, because the header is the manual.
 *
 * A thing is made, turned and destroyed.
 * It may be turned as often as you like.
 * Turning it again changes nothing.
 * What it was before is not kept.
 * There is no other kind of thing.
 * Nothing more is to be said of it.
 * @{
 */
#ifndef CONCH_THING_H
#define CONCH_THING_H

#include <stdint.h>

#include "conch/export.h"

/** A thing. @since 1.0 */
typedef struct conch_thing conch_thing;

/** Kinds of things. @since 1.0 */
enum {
    CONCH_THING_RED = 1,  /**< red */
    CONCH_THING_FORCE_32 = 0x7FFFFFFF /**< keeps the width */
};

/**
 * Options of a thing.
 * @since 1.0
 */
typedef struct conch_thing_options {
    uint32_t struct_size; /**< set by the init function */
    uint32_t flags;       /**< none yet */
    void (CONCH_CALL *done)(void *user_data); /**< called at the end */
} conch_thing_options;

/**
 * Turns a thing.
 * @param thing a live thing
 * @param name UTF-8; *copied*
 * @param options *borrowed for the call*
 * @return static, never NULL
 * @threads any
 * @since 1.0
 */
CONCH_API const char *CONCH_CALL conch_thing_turn(conch_thing *thing, const char *name,
                                                  const conch_thing_options *options);

/** @} */
#endif
"""

# what is spoilt: (rule, old text, new text)
SPOILT = {
    "variable arguments": ("only_ffi_safe_types", "const conch_thing_options *options);", "...);"),
    "no prototype": ("only_ffi_safe_types", "(conch_thing *thing, const char *name,\n"
                     "                                                  const conch_thing_options *options)", "()"),
    "struct by value": ("only_ffi_safe_types", "const conch_thing_options *options);", "conch_thing_options options);"),
    "long parameter": ("only_ffi_safe_types", "const conch_thing_options *options);", "long options);"),
    "int behind a pointer": ("only_ffi_safe_types", "const conch_thing_options *options);", "int *options);"),
    "bool": ("only_ffi_safe_types", "const conch_thing_options *options);", "_Bool options);"),
    "enum in a signature": ("only_ffi_safe_types", "const conch_thing_options *options);", "enum conch_e options);"),
    "long in a callback": ("only_ffi_safe_types", "(void *user_data);", "(long value, void *user_data);"),
    "bit-field": ("only_ffi_safe_types", "uint32_t flags; ", "uint32_t flags : 3; "),
    "array in a struct": ("only_ffi_safe_types", "uint32_t flags; ", "uint32_t flags[4]; "),
    "inline function": ("only_declarations", "/** @} */", "static int32_t conch_one(void) { return 1; }"),
    "variable": ("only_declarations", "/** @} */", "extern int32_t conch_count;"),
    "enum without value": ("enums_have_frozen_values", "CONCH_THING_RED = 1,", "CONCH_THING_RED,"),
    "enum without width": ("enums_have_frozen_values", "CONCH_THING_FORCE_32", "CONCH_THING_LAST"),
    "struct without size": ("input_structs_can_grow", "uint32_t struct_size;", "uint32_t first;"),
    "foreign function name": ("names_belong_to_conch", "conch_thing_turn", "turnThing"),
    "foreign constant": ("names_belong_to_conch", "CONCH_THING_RED", "THING_RED"),
    "foreign macro": ("names_belong_to_conch", "/** @} */", "#define THING 1"),
    "another system header": ("only_two_system_headers", "#include <stdint.h>", "#include <stdint.h>\n#include <stdio.h>"),
    "private include": ("only_two_system_headers", '#include "conch/export.h"',
                        '#include "conch/export.h"\n#include "../conch/export.h"'),
    "no file comment": ("headers_follow_the_template", "@file", "file"),
    "wrong guard": ("headers_follow_the_template", "CONCH_THING_H", "CONCH_THINGS_H"),
    "not in the umbrella": ("the_umbrella_has_all", None, None),
    "no export macro": ("every_declaration_is_exported_and_has_the_convention", "CONCH_API const", "const"),
    "no calling convention": ("every_declaration_is_exported_and_has_the_convention", "*CONCH_CALL conch", "*conch"),
    "callback without convention": ("every_declaration_is_exported_and_has_the_convention", "(CONCH_CALL *done)", "(*done)"),
    "no threads": ("every_function_says_since_when_and_which_threads", " * @threads any\n", ""),
    "no since": ("every_function_says_since_when_and_which_threads", " * @threads any\n * @since 1.0", " * @threads any"),
    "type without since": ("every_type_says_since_when", "/** A thing. @since 1.0 */", "/** A thing. */"),
    "enum without since": ("every_type_says_since_when", "/** Kinds of things. @since 1.0 */", ""),
    "since a later version": ("no_symbol_is_from_the_future", "any\n * @since 1.0", "any\n * @since 999.0"),
    "parameter of unknown ownership": ("every_pointer_says_whose_it_is", "UTF-8; *copied*", "UTF-8"),
    "parameter undocumented": ("every_pointer_says_whose_it_is", " * @param name UTF-8; *copied*\n", ""),
    "return of unknown ownership": ("every_pointer_says_whose_it_is", "@return static, never NULL", "@return the name"),
    "little prose": ("the_header_is_the_manual", "/** @} */", "\n".join(f"#define CONCH_N{i} {i}" for i in range(40))),
}


class PublicHeaders(unittest.TestCase):
    def test_they_keep_the_rules(self):
        for rule, found in lint.offences(INCLUDE).items():
            with self.subTest(rule):
                self.assertEqual([], found)


class TheChecksCanFail(unittest.TestCase):
    def offences(self, header, umbrella='#include "conch/thing.h"'):
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "conch")
            target.mkdir()
            for name in ("export.h", "version.h"):
                shutil.copy(INCLUDE / "conch" / name, target / name)
            Path(target, "thing.h").write_text(header)
            Path(target, "conch.h").write_text(
                f'/**\n * @file conch/conch.h\n * @brief All.\n */\n#ifndef CONCH_CONCH_H\n#define CONCH_CONCH_H\n'
                f'#include "conch/version.h"\n{umbrella}\n#endif\n')
            return lint.offences(folder)

    def test_a_good_header_passes(self):
        self.assertEqual([], [line for found in self.offences(GOOD).values() for line in found])

    def test_every_rule_is_tried(self):
        self.assertEqual({rule.__name__ for rule in lint.RULES}, {rule for rule, _, _ in SPOILT.values()})


def _spoilt_test(name, rule, old, new):
    def test(self):
        if old is None:
            found = self.offences(GOOD, umbrella="")
        else:
            self.assertIn(old, GOOD)
            found = self.offences(GOOD.replace(old, new))
        self.assertTrue(found[rule], f"{name} was not reported by {rule}: {found}")
    return test


for _name, (_rule, _old, _new) in SPOILT.items():
    setattr(TheChecksCanFail, "test_" + _name.replace(" ", "_").replace("-", "_"), _spoilt_test(_name, _rule, _old, _new))

if __name__ == "__main__":
    unittest.main(verbosity=2)
