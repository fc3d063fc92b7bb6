"""Writes a C file with a probe for each function that the public headers declare, so that none is forgotten.

usage: generate_probes.py INCLUDE_DIR OUTPUT.c

A probe calls its function with a given handle and otherwise NULL and 0, or with room for what the function hands out.
The tests in handles.c and ../lifetime/fork.c say what has to come back. A parameter of a kind that is not known here
stops the build: somebody has to decide how it is probed.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "lib"))
import conch_headers  # noqa: E402
from pycparser import c_ast  # noqa: E402

HANDLES = {"conch_client": "PROBE_CLIENT", "conch_event": "PROBE_EVENT", "conch_error": "PROBE_ERROR",
           "conch_emulator": "PROBE_EMULATOR"}


def outputs(function):
    """Names of the parameters that are written to: @param[out], and those that are read as well."""
    return (set(re.findall(r"@param\[out\]\s+(\w+)", function.doc)),
            set(re.findall(r"@param\[in,out\]\s+(\w+)", function.doc)))


def pointee(parameter):
    """The type that a pointer parameter points to as C text, or None for no pointer."""
    if not isinstance(parameter.type, c_ast.PtrDecl):
        return None
    return conch_headers.text_of(parameter.type.type).strip()


def probe(surface, function):
    out, in_out = outputs(function)
    handle = "PROBE_NOTHING"
    room, arguments, looks, releases = [], [], [], []
    has_inputs = 0
    for index, parameter in enumerate(function.parameters):
        name, points_to = parameter.name, pointee(parameter)
        plain = points_to and points_to.replace("const ", "")
        if points_to is None:
            resolved = surface.resolve(parameter.type)
            has_inputs = 1
            if isinstance(resolved, c_ast.PtrDecl):  # a callback
                arguments.append("NULL")
            elif isinstance(resolved, c_ast.IdentifierType):
                arguments.append("0")
            else:
                raise SystemExit(f"{function.name}: how is {parameter.declaration} probed?")
        elif index == 0 and plain in HANDLES:
            handle = HANDLES[plain]
            arguments.append(f"({points_to} *)handle")
        elif name in out or name in in_out:
            if plain in surface.structs and not surface.structs[plain].opaque:
                room.append(f"    {plain} {name};")
            else:
                room.append(f"    {points_to} {name};")
            pattern = "0xEE" if name in out else "0"
            room.append(f"    memset((void *)&{name}, {pattern}, sizeof {name});")
            arguments.append(f"outputs ? &{name} : NULL")
            if name in out:
                looks.append(f"    if (outputs) note_output(answer, (const void *)&{name}, sizeof {name});")
                if points_to == "char *":  # text that the caller owns
                    releases.append(f"    if (outputs && answer->status == CONCH_OK) conch_free({name});")
        else:
            has_inputs = 1
            arguments.append("NULL")

    returned = conch_headers.text_of(function.returns).strip()
    call = f"{function.name}({', '.join(arguments)})"
    if returned == "void":
        kind, line = "PROBE_RETURNS_NOTHING", f"    {call};"
    elif returned == "conch_status":
        kind, line = "PROBE_RETURNS_STATUS", f"    answer->status = {call};"
    elif returned.replace("const ", "") == "char *":
        kind, line = "PROBE_RETURNS_TEXT", f"    answer->text = {call};"
    else:
        kind, line = "PROBE_RETURNS_OTHER", f"    (void){call};"
    head = (["    (void)handle;"] if handle == "PROBE_NOTHING" else []) + ["    (void)outputs;", "    (void)answer;"]
    body = "\n".join(room + head + [line] + looks + releases)
    return (f"static void probe_{function.name}(void *handle, int outputs, probe_answer *answer) {{\n{body}\n}}\n",
            f'    {{"{function.name}", (conch_function){function.name}, {handle}, {kind}, {has_inputs},'
            f' probe_{function.name}}},')


def constants(surface, prefix, header):
    return [name for enum in surface.enums if enum.header == header for name, _ in enum.constants
            if name.startswith(prefix) and not name.endswith("FORCE_32")]


def main(include_dir, output):
    surface = conch_headers.read(include_dir)
    functions, rows = zip(*(probe(surface, f) for _, f in sorted(surface.functions.items())))
    lines = ['#include "support/probes.h"', "", "#include <string.h>", "", '#include "conch/emulator.h"', ""]
    lines += list(functions)
    lines += ["const probe probes[] = {", *rows, "};", f"const size_t probe_count = {len(rows)};", ""]
    for table, names in (("status_constants", constants(surface, "CONCH_", "status.h")),
                         ("operation_constants", constants(surface, "CONCH_OP_", "operation.h"))):
        lines += [f"const constant {table}[] = {{", *(f'    {{"{n}", {n}}},' for n in names), "};",
                  f"const size_t {table[:-1]}_count = {len(names)};", ""]
    Path(output).write_text("\n".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
