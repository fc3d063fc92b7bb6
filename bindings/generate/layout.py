"""What the C compiler makes of the headers: the values of constants and macros, sizes and offsets of structs."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Numbers:
    constants: dict = field(default_factory=dict)
    macros: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)
    fields: dict = field(default_factory=dict)  # (struct, field) -> (offset, size)


def compiled(include_dir, surface, compiler, folder):
    source = Path(folder, "layout.c")
    source.write_text(_program(surface))
    program = Path(folder, "layout")
    subprocess.run([compiler, "-std=c99", f"-I{include_dir}", str(source), "-o", str(program)], check=True)
    output = subprocess.run([str(program)], check=True, capture_output=True, text=True).stdout
    numbers = Numbers()
    for line in output.splitlines():
        kind, name, *values = line.split()
        if kind == "constant":
            numbers.constants[name] = int(values[0])
        elif kind == "macro":
            numbers.macros[name] = int(values[0])
        elif kind == "struct":
            numbers.sizes[name] = int(values[0])
        else:
            struct, _, member = name.partition(".")
            numbers.fields[struct, member] = (int(values[0]), int(values[1]))
    return numbers


def number_macros(surface):
    """Macros that stand for a number: those whose text is a literal or made of other such macros."""
    found = []
    for text in surface.sources.values():
        for name, value in re.findall(r"^#define (CONCH_\w+) +([^\n\\]+?)(?: */\*.*)?$", text, re.M):
            if re.fullmatch(r"\(?-?(0x)?[\dA-Fa-f]+[uUlL]*\)?|\w+_ENCODE\(.*\)", value.strip()):
                found.append(name)
    return found


def _program(surface):
    lines = ["#include <stddef.h>", "#include <stdio.h>"]
    lines += [f'#include "conch/{header}"' for header in surface.sources]
    lines.append("int main(void) {")
    for enum in surface.enums:
        for name, _ in enum.constants:
            lines.append(f'    printf("constant {name} %ld\\n", (long)({name}));')
    for name in number_macros(surface):
        lines.append(f'    printf("macro {name} %ld\\n", (long)({name}));')
    for struct in surface.structs.values():
        if struct.opaque:
            continue
        lines.append(f'    printf("struct {struct.name} %zu\\n", sizeof({struct.name}));')
        for member in struct.fields:
            at = f"{struct.name}, {member.name}"
            lines.append(f'    printf("field {struct.name}.{member.name} %zu %zu\\n", offsetof({at}), '
                         f'sizeof((({struct.name} *)0)->{member.name}));')
    return "\n".join(lines + ["    return 0;", "}", ""])
