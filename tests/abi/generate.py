"""C programs that are written from the public headers: what a compiler makes of them, and a library of empty bodies."""

import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "lib"))
import conch_headers  # noqa: E402
from pycparser import c_ast  # noqa: E402

CC = os.environ.get("CC", "gcc")
CXX = os.environ.get("CXX", "g++")


def run(*command, **options):
    """Runs a tool and fails loudly with what it said."""
    result = subprocess.run([str(c) for c in command], capture_output=True, text=True, **options)
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
    return result.stdout


def includes(surface):
    return "".join(f'#include "conch/{header}"\n' for header in surface.sources)


def version(include_dir):
    text = Path(include_dir, "conch", "version.h").read_text()
    return tuple(int(re.search(rf"#define CONCH_VERSION_{p} (\d+)", text)[1]) for p in ("MAJOR", "MINOR"))


def face_program(surface):
    """A program, C and C++ alike, that prints what the compiler makes of every struct, field and constant."""
    lines = ["#include <stddef.h>", "#include <stdio.h>", includes(surface), "int main(void) {"]
    for enum in surface.enums:
        for name, _ in enum.constants:
            lines.append(f'    printf("constant {name} %ld\\n", (long)({name}));')
    for struct in public_structs(surface):
        spelled = struct.name if struct.name in surface.typedefs else f"struct {struct.name}"
        lines.append(f'    printf("struct {struct.name} %zu\\n", sizeof({spelled}));')
        for m in struct.fields:
            lines.append(f'    printf("field {struct.name}.{m.name} %zu %zu {m.text}\\n", offsetof({spelled}, {m.name}), '
                         f'sizeof((({spelled} *)0)->{m.name}));')
    return "\n".join(lines + ["    return 0;", "}", ""])


def public_structs(surface):
    return [s for _, s in sorted(surface.structs.items()) if not s.opaque]


def compiled_face(include_dir, surface, compiler, folder):
    """The whole face of the library, a line a thing: prototypes as written, structs and constants as compiled."""
    name, flags = ("face.c", ["-std=c99"]) if compiler == CC else ("face.cpp", ["-std=c++20"])
    source = Path(folder, name)
    source.write_text(face_program(surface))
    program = source.with_suffix(".run")
    run(compiler, *flags, f"-I{include_dir}", source, "-o", program)
    functions = [f"function {f.prototype}" for _, f in sorted(surface.functions.items())]
    types = [f"type {n} = {conch_headers.text_of(t)}" for n, t in sorted(surface.typedefs.items())
             if not isinstance(getattr(t, "type", None), c_ast.Struct)]
    return functions + types + run(program).splitlines()


def init_functions(surface):
    """(function, struct) for each conch_…_init that fills a public struct."""
    found = []
    for _, function in sorted(surface.functions.items()):
        if function.name.endswith("_init") and function.parameters:
            struct = surface.structs.get(function.parameters[0].text.replace("const", "").replace("struct", "").strip(" *"))
            if struct and not struct.opaque:
                found.append((function, struct))
    return found


def init_program(surface):
    """A program, C and C++ alike, that compares what each INIT macro and its init function write, byte by byte."""
    lines = ["#include <stdio.h>", "#include <string.h>", includes(surface), "int main(void) {", "    int bad = 0;"]
    for function, struct in init_functions(surface):
        lines += [
            "    {",
            f"        const {struct.name} macro = {struct.name.upper()}_INIT;",
            f"        {struct.name} function;",
            "        memset(&function, 0xA5, sizeof function);",
            f"        {function.name}(&function, sizeof function);",
            "        if (memcmp(&macro, &function, sizeof function) != 0 || macro.struct_size != sizeof macro) {",
            "            bad = 1;",
            f'            printf("{function.name} and {struct.name.upper()}_INIT differ\\n");',
            "        }",
            "    }",
        ]
    return "\n".join(lines + ["    return bad;", "}", ""])


def facade(include_dir, surface, folder):
    """The public headers with empty bodies as a shared library: small enough to keep its ABI description in the repository."""
    source = Path(folder, "facade.c")
    text = includes(surface)
    for name, function in sorted(surface.functions.items()):
        parameters = ", ".join(p.declaration for p in function.parameters) or "void"
        returns = conch_headers.text_of(function.returns)
        text += f"{returns} {name}({parameters}) {{ {'' if returns == 'void' else 'return 0; '}}}\n"
    source.write_text(text)
    library = Path(folder, "libfacade.so")
    run(CC, "-std=c99", "-g", "-O0", "-shared", "-fPIC", "-DCONCH_BUILDING", "-fvisibility=hidden", "-Wno-unused-parameter",
        f"-ffile-prefix-map={folder}=.", f"-I{include_dir}", "facade.c", "-o", library, cwd=folder)
    return library

