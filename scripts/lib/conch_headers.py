"""What the public headers declare, as data: for the checks in tests/abi and for everything that is generated from the headers.

The C parser is pycparser over `gcc -E`; the comments, which a preprocessor drops, are read from the text.
"""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from pycparser import CParser, c_ast, c_generator

# Part of the library, yet outside its ABI promise.
OUTSIDE_THE_PROMISE = {"emulator.h"}

_GENERATE = c_generator.CGenerator()


def text_of(node):
    """A type or a declaration as C text."""
    return _GENERATE.visit(node)


@dataclass
class Parameter:
    name: str
    type: c_ast.Node
    declaration: str  # as C text, with the name

    @property
    def text(self):
        return text_of(self.type)


@dataclass
class Function:
    name: str
    header: str
    returns: c_ast.Node
    parameters: list
    doc: str
    variadic: bool = False
    prototyped: bool = True  # false for `f()`, which says nothing about its parameters

    @property
    def prototype(self):
        parameters = ", ".join(p.text for p in self.parameters) or "void"
        return f"{text_of(self.returns)} {self.name}({parameters})"


@dataclass
class Struct:
    name: str
    header: str
    fields: list  # of Parameter; empty and opaque=True when only declared
    opaque: bool = False
    bitfields: list = field(default_factory=list)


@dataclass
class Enum:
    name: str  # "" for the usual anonymous enum
    header: str
    constants: list  # of (name, has an explicit value)
    line: int = 0


@dataclass
class Surface:
    functions: dict
    structs: dict
    typedefs: dict  # name -> c_ast type, structs and functions types included
    enums: list
    other: list  # texts of declarations that are none of the above
    sources: dict  # header name -> its text
    preprocessed: str

    def resolve(self, node):
        """Follows typedefs of ours to what they stand for."""
        while True:
            if isinstance(node, c_ast.TypeDecl):
                node = node.type
            elif isinstance(node, c_ast.IdentifierType) and node.names[-1] in self.typedefs:
                node = self.typedefs[node.names[-1]]
            else:
                return node


def preprocess(include_dir, headers, cc=None, defines=()):
    """The headers as any C compiler sees them, with line markers."""
    text = "".join(f'#include "conch/{h}"\n' for h in headers)
    command = [cc or os.environ.get("CC", "gcc"), "-E", "-std=c99", "-x", "c", f"-I{include_dir}"]
    command += [f"-D{d}" for d in defines] + ["-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def own_lines(preprocessed):
    """Only what stands in the headers of conch, without line markers."""
    lines, ours = [], False
    for line in preprocessed.splitlines():
        marker = re.match(r'# \d+ "([^"]*)"', line)
        if marker:
            ours = "/conch/" in marker.group(1)
        elif ours and line.strip():
            lines.append(line)
    return "\n".join(lines) + "\n"


def header_names(include_dir, promised_only=False):
    names = sorted(p.name for p in Path(include_dir, "conch").glob("*.h"))
    return [n for n in names if not (promised_only and n in OUTSIDE_THE_PROMISE)]


def doc_comments(source):
    """Function name -> the /** … */ comment that stands right before its declaration."""
    pattern = r"/\*\*((?:(?!\*/).)*)\*/\s*CONCH_API[^;()]*?CONCH_CALL\s+(\w+)\s*\("
    return {m.group(2): m.group(1) for m in re.finditer(pattern, source, re.S)}


def read(include_dir, promised_only=False, cc=None):
    include_dir = Path(include_dir)
    headers = header_names(include_dir, promised_only)
    sources = {h: (include_dir / "conch" / h).read_text() for h in headers}
    docs = {}
    for source in sources.values():
        docs.update(doc_comments(source))

    # glibc's own headers use what pycparser does not know; ours may not.
    text = preprocess(include_dir, headers, cc, defines=("__attribute__(x)=", "__extension__=", "__asm__(x)=",
                                                           "__builtin_va_list=void*", "__inline=", "__restrict="))
    surface = Surface({}, {}, {}, [], [], sources, text)

    for node in CParser().parse(text, "<headers>").ext:
        header = os.path.basename(node.coord.file)
        if header not in sources or "/conch/" not in node.coord.file:
            continue
        if isinstance(node, c_ast.Typedef):
            surface.typedefs[node.name] = node.type
            if isinstance(node.type, c_ast.TypeDecl):
                _add_tagged(surface, node.type.type, header, node)
        elif isinstance(node, c_ast.Decl) and isinstance(node.type, c_ast.FuncDecl):
            surface.functions[node.name] = _function(node, header, docs)
        elif isinstance(node, c_ast.Decl) and isinstance(node.type, (c_ast.Struct, c_ast.Union, c_ast.Enum)):
            _add_tagged(surface, node.type, header, node)
        else:
            surface.other.append(f"{header}:{node.coord.line}: {text_of(node).splitlines()[0]}")
    return surface


def _function(node, header, docs):
    declared = node.type.args.params if node.type.args else None
    parameters, variadic = [], False
    for p in declared or []:
        if isinstance(p, c_ast.EllipsisParam):
            variadic = True
        elif not _is_void(p.type):
            parameters.append(Parameter(p.name or "", p.type, text_of(p)))
    return Function(node.name, header, node.type.type, parameters, docs.get(node.name, ""), variadic,
                    prototyped=declared is not None)


def _is_void(node):
    return (isinstance(node, c_ast.TypeDecl) and isinstance(node.type, c_ast.IdentifierType)
            and node.type.names == ["void"])


def _add_tagged(surface, node, header, declaration):
    if isinstance(node, c_ast.Union):
        surface.other.append(f"{header}:{declaration.coord.line}: union {node.name or ''}")
    elif isinstance(node, c_ast.Enum):
        if node.values is not None:
            constants = [(e.name, e.value is not None) for e in node.values.enumerators]
            surface.enums.append(Enum(node.name or "", header, constants, declaration.coord.line))
    elif isinstance(node, c_ast.Struct):
        name = node.name or getattr(declaration, "name", "") or ""
        if node.decls is None:
            surface.structs.setdefault(name, Struct(name, header, [], opaque=True))
        else:
            surface.structs[name] = Struct(name, header, [Parameter(d.name, d.type, text_of(d)) for d in node.decls],
                                           bitfields=[d.name for d in node.decls if d.bitsize is not None])
