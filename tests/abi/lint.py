"""The rules for public headers that a compiler does not know. Each rule yields one line per offence.

Usage: lint.py INCLUDE_DIR
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "lib"))
import conch_headers  # noqa: E402
from pycparser import c_ast  # noqa: E402

MINIMUM_COMMENT_SHARE = 0.70
SCALARS = {"int8_t", "int16_t", "int32_t", "int64_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "size_t", "double"}
POINTED_AT = SCALARS | {"char", "void"}
SYSTEM_INCLUDES = {"stddef.h", "stdint.h"}
NO_PROSE = {"conch.h", "export.h"}  # the umbrella and the macros declare nothing to explain
OWNERSHIP = r"\*(copied|borrowed|owned)\b"


def only_ffi_safe_types(surface):
    for function in surface.functions.values():
        if function.variadic:
            yield f"{function.name}: takes variable arguments"
        if not function.prototyped:
            yield f"{function.name}: write (void) for no parameters"
        if not _is_void(function.returns):
            yield from _offences(surface, function.returns, f"{function.name}: return value")
        for p in function.parameters:
            yield from _offences(surface, p.type, f"{function.name}: parameter {p.name or '?'}")
    for struct in surface.structs.values():
        for name in struct.bitfields:
            yield f"{struct.name}.{name}: is a bit-field"
        for member in struct.fields:
            yield from _offences(surface, member.type, f"{struct.name}.{member.name}")
    for name, node in surface.typedefs.items():
        if isinstance(node, c_ast.TypeDecl) and isinstance(node.type, c_ast.IdentifierType):
            yield from _offences(surface, node, f"typedef {name}")
        elif isinstance(node, c_ast.PtrDecl):
            yield from _offences(surface, node, f"typedef {name}")


def _offences(surface, node, where):
    if isinstance(node, c_ast.PtrDecl):
        node = node.type
        if isinstance(node, c_ast.FuncDecl):
            yield from _callback_offences(surface, node, where)
            return
        target = surface.resolve(node)
        if isinstance(target, c_ast.PtrDecl):
            yield from _offences(surface, target, where)
        elif isinstance(target, c_ast.Struct):
            return
        elif not _named(target, POINTED_AT):
            yield f"{where}: points at {_text(target)}, which has no fixed size everywhere"
        return
    target = surface.resolve(node)
    if isinstance(target, c_ast.PtrDecl):
        yield from _offences(surface, target, where)
    elif isinstance(target, c_ast.Struct):
        yield f"{where}: a struct by value"
    elif isinstance(target, c_ast.Enum):
        yield f"{where}: an enum; its width is the compiler's choice, use int32_t"
    elif isinstance(target, c_ast.ArrayDecl):
        yield f"{where}: an array; use a pointer and a size"
    elif not _named(target, SCALARS):
        yield f"{where}: {_text(target)} is not one of the types that every binding can pass"


def _callback_offences(surface, function, where):
    if not _is_void(function.type):
        yield from _offences(surface, function.type, f"{where}: callback's return value")
    for p in function.args.params if function.args else []:
        if isinstance(p, c_ast.EllipsisParam):
            yield f"{where}: callback takes variable arguments"
        elif not _is_void(p.type):
            yield from _offences(surface, p.type, f"{where}: callback's parameter {p.name or '?'}")


def _is_void(node):
    return isinstance(node, c_ast.TypeDecl) and _named(node.type, {"void"})


def _named(node, names):
    return isinstance(node, c_ast.IdentifierType) and len(node.names) == 1 and node.names[0] in names


def _text(node):
    return " ".join(node.names) if isinstance(node, c_ast.IdentifierType) else type(node).__name__


def only_declarations(surface):
    for text in surface.other:
        yield f"{text}: a header declares functions, types and enums, nothing else"


def enums_have_frozen_values(surface):
    for enum in surface.enums:
        where = f"{enum.header}:{enum.line}: enum"
        for name, explicit in enum.constants:
            if not explicit:
                yield f"{where}: {name} has no explicit value"
        if not enum.constants[-1][0].endswith("_FORCE_32"):
            yield f"{where}: the last constant is {enum.constants[-1][0]}, not ..._FORCE_32"


def input_structs_can_grow(surface):
    for struct in surface.structs.values():
        if not struct.opaque and (not struct.fields or struct.fields[0].name != "struct_size"
                                  or not _named(struct.fields[0].type.type, {"uint32_t"})):
            yield f"{struct.name}: the first field must be uint32_t struct_size"


def names_belong_to_conch(surface):
    for kind, names in (("function", surface.functions), ("struct", surface.structs), ("type", surface.typedefs)):
        for name in names:
            if not re.fullmatch(r"conch_[a-z0-9]+(_[a-z0-9]+)*", name):
                yield f"{kind} {name}: public names look like conch_noun_verb"
    for enum in surface.enums:
        for name, _ in enum.constants:
            if not re.fullmatch(r"CONCH_[A-Z0-9]+(_[A-Z0-9]+)*", name):
                yield f"{enum.header}: constant {name} must look like CONCH_NOUN_VALUE"
    for header, text in surface.sources.items():
        for name in re.findall(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", text, re.M):
            if not name.startswith("CONCH_"):
                yield f"{header}: macro {name} does not start with CONCH_"


def only_two_system_headers(surface):
    for header, text in surface.sources.items():
        for name in re.findall(r"^[ \t]*#[ \t]*include[ \t]+<([^>]+)>", text, re.M):
            if name not in SYSTEM_INCLUDES:
                yield f"{header}: includes <{name}>; only stddef.h and stdint.h are allowed"
        for name in re.findall(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', text, re.M):
            if not name.startswith("conch/"):
                yield f'{header}: includes "{name}"; write "conch/…"'


def headers_follow_the_template(surface):
    for header, text in surface.sources.items():
        guard = "CONCH_" + header.upper().replace(".", "_")
        tags = ["@file", "@brief"] + ([] if header in NO_PROSE else ["@defgroup"])
        if header == "conch.h":
            guard = "CONCH_CONCH_H" if "CONCH_CONCH_H" in text else "CONCH_H"
        for tag in tags:
            if tag not in text:
                yield f"{header}: no {tag}"
        if f"#ifndef {guard}\n#define {guard}\n" not in text:
            yield f"{header}: no include guard {guard}"


def the_umbrella_has_all(surface):
    umbrella = surface.sources.get("conch.h")
    if umbrella is None:
        return
    for header in surface.sources:
        if header not in conch_headers.OUTSIDE_THE_PROMISE | {"conch.h", "export.h"} \
                and f'#include "conch/{header}"' not in umbrella:
            yield f"conch.h: does not include {header}"


def every_declaration_is_exported_and_has_the_convention(surface):
    include_dir = surface.include_dir
    text = conch_headers.own_lines(conch_headers.preprocess(
        include_dir, list(surface.sources), defines=("_WIN32", "__declspec(x)=declspec_##x", "__cdecl=cdecl_")))
    for function in surface.functions.values():
        if not re.search(rf"declspec_dllimport[^;()]*\bcdecl_\s+{function.name}\s*\(", text):
            yield f"{function.name}: must be declared with CONCH_API and CONCH_CALL"
    for found in re.findall(r"\(\s*\*[^;]*", text):
        yield f"callback `{found[:60].strip()}`: must be declared as (CONCH_CALL *name)"


def every_function_says_since_when_and_which_threads(surface):
    for function in surface.functions.values():
        if not function.doc:
            yield f"{function.name}: no /** comment */ right before it"
            continue
        if not re.search(r"@since\s+\d+\.\d+", function.doc):
            yield f"{function.name}: no @since MAJOR.MINOR"
        if not re.search(r"@threads\s+\w+", function.doc):
            yield f"{function.name}: no @threads"


def every_type_says_since_when(surface):
    for header, text in surface.sources.items():
        for m in re.finditer(r"(?:/\*\*((?:(?!\*/).)*)\*/\s*)?^(typedef\b|struct \w+ \{|enum\b)[^\n]*", text, re.S | re.M):
            if "@since" not in (m.group(1) or ""):
                line = text.count("\n", 0, m.start(2)) + 1
                yield f"{header}:{line}: `{text.splitlines()[line - 1][:50]}` has no comment with @since"


def no_symbol_is_from_the_future(surface):
    version = {p: int(re.search(rf"#define CONCH_VERSION_{p} (\d+)", surface.sources.get("version.h", "")
                                or f"#define CONCH_VERSION_{p} 999")[1]) for p in ("MAJOR", "MINOR")}
    for header, text in surface.sources.items():
        for major, minor in re.findall(r"@since\s+(\d+)\.(\d+)", text):
            if (int(major), int(minor)) > (version["MAJOR"], version["MINOR"]):
                yield f"{header}: @since {major}.{minor} is newer than this version"


def every_pointer_says_whose_it_is(surface):
    for function in surface.functions.values():
        for p in function.parameters:
            if not _is_data_pointer(surface, p.type) or p.name == "user_data":
                continue
            text = _parameter_text(function.doc, p.name)
            if text is None:
                yield f"{function.name}: parameter {p.name} is not documented"
            elif not re.search(OWNERSHIP, text):
                yield f"{function.name}: parameter {p.name} has none of *copied*, *borrowed …*, *owned …*"
        if _is_data_pointer(surface, function.returns) and not function.name.endswith("_user_data"):
            found = re.search(r"@return(.*?)(?=\n\s*\*?\s*@(?!ref)|\Z)", function.doc, re.S)
            if not found or not re.search(rf"\bstatic\b|{OWNERSHIP}", found.group(1)):
                yield f"{function.name}: the returned pointer is neither static, *borrowed …* nor *owned …*"


def _is_data_pointer(surface, node):
    """A pointer to memory. Handles are not: they are names with a life of their own."""
    if isinstance(node, c_ast.TypeDecl):
        node = surface.resolve(node)
    if not isinstance(node, c_ast.PtrDecl) or isinstance(node.type, c_ast.FuncDecl):
        return False
    target = surface.resolve(node.type)
    if isinstance(target, c_ast.FuncDecl):
        return False
    return not (isinstance(target, c_ast.Struct) and surface.structs.get(target.name) and
                surface.structs[target.name].opaque)


def _parameter_text(doc, name):
    found = re.search(rf"@param(?:\[\w+(?:,\w+)?\])?\s+{re.escape(name)}\b(.*?)(?=\s@(?:param|return|threads|callback|since)|\Z)",
                      doc, re.S)
    return found and found.group(1)


def the_header_is_the_manual(surface):
    comment = total = 0
    for header, text in surface.sources.items():
        if header in NO_PROSE:
            continue
        c, t = comment_lines(text)
        comment, total = comment + c, total + t
    if total and comment / total < MINIMUM_COMMENT_SHARE:
        yield f"only {comment} of {total} lines ({comment / total:.0%}) explain something; {MINIMUM_COMMENT_SHARE:.0%} are due"


def comment_lines(text):
    """(lines with a comment on them, lines that are not empty)"""
    comment = total = 0
    inside = False
    for line in text.splitlines():
        if not line.strip():
            continue
        total += 1
        comment += inside or "/*" in line or "//" in line
        if "/*" in line:
            inside = True
        if "*/" in line:
            inside = False
    return comment, total


RULES = [
    only_ffi_safe_types, only_declarations, enums_have_frozen_values, input_structs_can_grow, names_belong_to_conch,
    only_two_system_headers, headers_follow_the_template, the_umbrella_has_all,
    every_declaration_is_exported_and_has_the_convention, every_function_says_since_when_and_which_threads,
    every_type_says_since_when, no_symbol_is_from_the_future, every_pointer_says_whose_it_is, the_header_is_the_manual,
]


def offences(include_dir):
    surface = conch_headers.read(include_dir)
    surface.include_dir = include_dir
    return {rule.__name__: list(rule(surface)) for rule in RULES}


def main():
    failed = 0
    for rule, found in offences(sys.argv[1]).items():
        print(f"{'FAILED' if found else 'ok    '} {rule.replace('_', ' ')}")
        for line in found:
            print(f"         {line}")
        failed += len(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
