"""The public headers as one model from which every binding is written: constants, types, layouts, functions, texts."""

import re
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts" / "lib"), str(Path(__file__).resolve().parent)]
import comments  # noqa: E402
import conch_headers  # noqa: E402
import layout  # noqa: E402
from pycparser import c_ast  # noqa: E402

SENTINEL = "_FORCE_32"


@dataclass
class Type:
    base: str  # "int32_t", "char", "conch_client", …
    depth: int = 0  # how many pointers
    const: list = field(default_factory=list)  # of the base, then of each pointer but the last; innermost first

    @property
    def is_void(self):
        return self.base == "void" and self.depth == 0

    @property
    def is_text(self):
        return self.base == "char" and self.depth == 1 and self.const[0]

    def c(self, name):
        """As a C declaration."""
        stars = "".join("*const " if inner else "*" for inner in self.const[1:] + [False] * (self.depth > 0))
        return f"{'const ' if self.const[:1] == [True] else ''}{self.base} {stars}{name}".rstrip()


@dataclass
class Value:
    name: str
    value: int
    doc: str


@dataclass
class Enum:
    name: str  # from the sentinel: CONCH_CLIENT_FLAGS_FORCE_32 -> CLIENT_FLAGS
    prefix: str  # what the constants have in common
    header: str
    doc: str
    values: list  # of Value, without the sentinel
    sentinel: str = ""

    def short(self, value):
        return value.name[len(self.prefix):]


@dataclass
class Parameter:
    name: str
    type: Type
    direction: str = "in"
    doc: str = ""


@dataclass
class Function:
    name: str
    header: str
    returns: Type
    parameters: list
    doc: str
    returns_doc: str = ""
    threads: str = ""
    callback: str = ""
    since: str = ""

    @property
    def text_with_size(self):
        """Returns a text whose length goes into a `size_t *size`."""
        return self.returns.is_text and any(p.name == "size" and p.direction == "out" for p in self.parameters)


@dataclass
class Field:
    name: str
    type: Type
    offset: int
    size: int
    doc: str


@dataclass
class Struct:
    name: str
    header: str
    doc: str
    size: int
    fields: list


@dataclass
class Model:
    version: str
    macros: list
    enums: list
    aliases: list  # of Parameter: a name for a number type
    handles: list  # of Value-like names with doc, opaque structs
    structs: list
    callbacks: list  # of Function
    functions: list
    kinds: list = field(default_factory=list)  # filled from the catalog

    def c_prototype(self, function, name):
        parameters = ", ".join(p.type.c(p.name) for p in function.parameters) or "void"
        return f"{function.returns.c(name)}({parameters});"

    def as_json(self):
        return asdict(self)

    def handle_names(self):
        return {h.name for h in self.handles}

    def struct_names(self):
        return {s.name for s in self.structs}

    def callback_names(self):
        return {c.name for c in self.callbacks}

    def operation_constant(self, name):
        """videos.create -> VIDEOS_CREATE, as in CONCH_OP_VIDEOS_CREATE; there must be one."""
        operations = next(e for e in self.enums if e.name == "OP")
        return next(operations.short(v) for v in operations.values if f"`{name}`" in v.doc)

    def alias_of(self, name):
        return next((a.type.base for a in self.aliases if a.name == name), name)


@dataclass
class Handle:
    name: str
    doc: str


def read(include_dir, compiler):
    surface = conch_headers.read(include_dir, cc=compiler)
    docs = {}
    for header in _reading_order(surface.sources):
        docs.update(comments.read(surface.sources[header]))
    with tempfile.TemporaryDirectory() as folder:
        numbers = layout.compiled(include_dir, surface, compiler, folder)
    model = Model(_version(surface), _macros(surface, docs, numbers), _enums(surface, docs, numbers), [], [], [], [], [])
    for name, node in surface.typedefs.items():
        _add_type(model, surface, name, node, docs, numbers)
    for function in surface.functions.values():
        doc = docs.get(function.name, comments.Comment())
        if set(doc.parameters) - {p.name for p in function.parameters}:
            raise SystemExit(f"{function.name}: its comment describes {sorted(doc.parameters)}, which are not its parameters")
        parameters = [_parameter(p.name, p.type, doc) for p in function.parameters]
        model.functions.append(Function(function.name, function.header, type_of(function.returns), parameters, doc.text,
                                        doc.returns, doc.threads, doc.callback, doc.since))
    return model


def _reading_order(sources):
    """Headers after those that they include, so that generated files read from the ground up."""
    done = []

    def visit(header):
        for other in re.findall(r'#include "conch/([^"]+)"', sources[header]):
            if other in sources and other not in done and other != header:
                visit(other)
        if header not in done:
            done.append(header)

    for header in sorted(sources):
        visit(header)
    return done


def _version(surface):
    text = surface.sources["version.h"]
    return ".".join(re.search(rf"#define CONCH_VERSION_{p} (\d+)", text)[1] for p in ("MAJOR", "MINOR", "PATCH"))


def _macros(surface, docs, numbers):
    return [Value(name, numbers.macros[name], docs[name].text if name in docs else "") for name in numbers.macros]


def _enums(surface, docs, numbers):
    found = []
    for enum in surface.enums:
        names = [name for name, _ in enum.constants]
        sentinel = names[-1]
        values = [Value(n, numbers.constants[n], docs[n].text if n in docs else "") for n in names[:-1]]
        doc = docs[f"enum {sentinel}"].text if f"enum {sentinel}" in docs else ""
        found.append(Enum(sentinel[len("CONCH_"):-len(SENTINEL)], _common_prefix(names[:-1]), enum.header, doc, values,
                          sentinel))
    return found


def _common_prefix(names):
    prefix = names[0]
    while not all(n.startswith(prefix) and len(n) > len(prefix) for n in names) or not prefix.endswith("_"):
        prefix = prefix[:-1]
    return prefix


def _add_type(model, surface, name, node, docs, numbers):
    doc = docs.get(name, comments.Comment())
    if isinstance(node, c_ast.PtrDecl) and isinstance(node.type, c_ast.FuncDecl):
        declared = node.type.args.params if node.type.args else []
        parameters = [_parameter(p.name, p.type, doc) for p in declared if not type_of(p.type).is_void]
        model.callbacks.append(Function(name, "", type_of(node.type.type), parameters, doc.text, doc.returns,
                                        doc.threads, doc.callback, doc.since))
    elif isinstance(node.type, c_ast.Struct):
        struct = surface.structs[node.type.name]
        if struct.opaque:
            model.handles.append(Handle(name, doc.text))
        else:
            fields = [Field(f.name, type_of(f.type), *numbers.fields[name, f.name],
                            docs[f"{name}.{f.name}"].text if f"{name}.{f.name}" in docs else "") for f in struct.fields]
            model.structs.append(Struct(name, struct.header, doc.text, numbers.sizes[name], fields))
    else:
        model.aliases.append(Parameter(name, type_of(node), doc=doc.text))


def _parameter(name, node, doc):
    direction, text = doc.parameters.get(name, ("in", ""))
    return Parameter(name, type_of(node), direction, text)


def type_of(node):
    """A C type as a name and the pointers to it."""
    const = []
    while isinstance(node, c_ast.PtrDecl):
        const.insert(0, "const" in node.quals)
        node = node.type
    base = node.type
    name = base.name if isinstance(base, c_ast.Struct) else " ".join(base.names)
    depth = len(const)
    return Type(name, depth, ["const" in node.quals] + const[:-1] if depth else [])
