"""Python: conch/_raw.py (ctypes), conch/options.py and conch/params.py (one class a kind of job)."""

import keyword
import re

from words import camel, constant, snake, wrapped

RAW = "bindings/python/conch/_raw.py"
OPTIONS = "bindings/python/conch/options.py"
PARAMS = "bindings/python/conch/params.py"

_CTYPES = {"int32_t": "c_int32", "uint32_t": "c_uint32", "int64_t": "c_int64", "uint64_t": "c_uint64",
           "size_t": "c_size_t", "double": "c_double", "uint8_t": "c_uint8", "int8_t": "c_int8", "int16_t": "c_int16",
           "uint16_t": "c_uint16", "char": "c_char"}


def files(model, header):
    yield RAW, _raw(model, header)
    yield OPTIONS, _options(model, header)
    yield PARAMS, _params(model, header)


def _docstring(text, indent):
    lines = wrapped('"""' + text.replace("\\", "\\\\"), indent)
    if len(lines) == 1 and len(lines[0]) + 3 <= 120 and not text.endswith('"'):
        return [lines[0] + '"""']
    return lines + [indent + '"""']


def _comment(text, indent):
    return wrapped(text, indent + "#: ")


# --- raw


def _raw(model, header):
    lines = [f"# {header}", '"""The C interface of libconch as ctypes sees it: constants, structs, callback types, functions."""', "",
             "import ctypes", "import enum", "from ctypes import (", "    CFUNCTYPE,", "    POINTER,", "    Structure,",
             "    c_char_p,"]
    used = sorted({_CTYPES[model.alias_of(t.base)] for t in _all_types(model)
                   if model.alias_of(t.base) in _CTYPES and model.alias_of(t.base) != "char"} | {"c_int32", "c_uint64"})
    lines += [f"    {name}," for name in used]
    lines += ["    c_void_p,", ")", "from typing import Any, Callable, Optional", "",
              f"HEADER_VERSION = {model.version!r}"]
    for macro in model.macros:
        lines += _comment(macro.doc, "") + [f"{macro.name} = {macro.value}"]
    for group in model.enums:
        lines += ["", ""] + _enum(group)
    for callback in model.callbacks:
        lines += [""] + _comment(callback.doc, "")
        arguments = ", ".join([_ctype(model, callback.returns)] + [_ctype(model, p.type) for p in callback.parameters])
        lines.append(f"{callback.name} = CFUNCTYPE({arguments})")
    for struct in model.structs:
        lines += ["", "", f"class {struct.name}(Structure):"] + _docstring(struct.doc, "    ") + [""]
        lines.append("    _fields_ = [")
        for member in struct.fields:
            lines += _comment(member.doc, " " * 8)
            lines.append(f'        ("{member.name}", {_ctype(model, member.type)}),')
        lines.append("    ]")
    lines += ["", "", "class Api:", '    """The functions of one loaded library, with their types set."""', ""]
    for function in model.functions:
        lines += [f"    {function.name}: Callable[..., {_python_type(model, function)}]"]
        lines += _docstring(_function_text(function), "    ")
    lines += ["", "    def __init__(self, library: ctypes.CDLL) -> None:"]
    for function in model.functions:
        result = _result_type(model, function)
        arguments = ", ".join(_ctype(model, p.type) for p in function.parameters)
        lines += _bound(function.name, result, arguments)
    lines += ["", "",
              "def _function(library: ctypes.CDLL, name: str, result: Any, arguments: Any) -> Any:",
              "    function = library[name]",
              "    function.restype = result",
              "    function.argtypes = arguments",
              "    return function", ""]
    return "\n".join(lines)


def _all_types(model):
    for function in model.functions + model.callbacks:
        yield function.returns
        for p in function.parameters:
            yield p.type
    for struct in model.structs:
        for member in struct.fields:
            yield member.type


def _enum(group):
    base = "IntFlag" if group.name.endswith("_FLAGS") else "IntEnum"
    lines = [f"class {camel(group.name)}(enum.{base}):"] + _docstring(group.doc, "    ") + [""]
    for value in group.values:
        name = group.short(value)
        lines += _comment(value.doc, "    ") + [f"    {name} = {value.value}"]
    if base == "IntEnum":
        lines += ["", "    @classmethod",
                  f'    def _missing_(cls, value: object) -> "{camel(group.name)}":',
                  '        """A number that this version does not know stays a number."""',
                  "        if not isinstance(value, int):",
                  f'            raise ValueError(f"{{value!r}} is not a {camel(group.name)}")',
                  "        member = int.__new__(cls, value)",
                  '        member._name_ = f"UNKNOWN_{value}"',
                  "        member._value_ = value",
                  "        return member"]
    return lines


def _ctype(model, kind):
    base = model.alias_of(kind.base)
    if kind.is_void:
        return "None"
    if kind.is_text:
        return "c_char_p"
    if base in model.callback_names():
        return base
    name = None
    if base in model.struct_names() or (base in _CTYPES and base != "char"):
        name = base if base in model.struct_names() else _CTYPES[base]
        depth = kind.depth
    elif base == "char":
        name, depth = "c_char_p", kind.depth - 1
    else:  # void and opaque handles
        name, depth = "c_void_p", kind.depth - 1
    for _ in range(depth):
        name = f"POINTER({name})"
    return name


def _result_type(model, function):
    # With a length beside it a text may hold NUL bytes, which c_char_p would end at.
    return "c_void_p" if function.text_with_size else _ctype(model, function.returns)


def _python_type(model, function):
    name = _result_type(model, function)
    if name == "c_char_p":
        return "bytes"
    if name == "c_void_p":
        return "Optional[int]"
    if name == "None":
        return "None"
    if name == "c_double":
        return "float"
    return "Any" if name in model.callback_names() else "int"


def _function_text(function):
    parts = [function.doc] + [f"`{p.name}`: {p.doc}" for p in function.parameters if p.doc]
    if function.returns_doc:
        parts.append(f"Returns {function.returns_doc}")
    if function.threads:
        parts.append(f"Threads: {function.threads}." + (f" In callbacks: {function.callback}." if function.callback else ""))
    return "\n\n".join(parts)


def _bound(name, result, arguments):
    line = f'        self.{name} = _function(library, "{name}", {result}, [{arguments}])'
    if len(line) <= 120:
        return [line]
    return [f"        self.{name} = _function(", f'            library, "{name}", {result},', f"            [{arguments}],",
            "        )"]


# --- options


def _options(model, header):
    lines = [f"# {header}", '"""How clients and emulators work: one class a struct of options."""', "", "import os",
             "from dataclasses import dataclass, field, fields", "from typing import Any, Optional, Union", "",
             'StrPath = Union[str, "os.PathLike[str]"]', "", "",
             "@dataclass", "class _Options:",
             "    def fill(self, struct: Any) -> None:",
             '        """Writes what is set into the C struct; the rest keeps its default."""',
             "        for member in fields(self):",
             "            value = getattr(self, member.name)",
             "            if isinstance(value, (str, os.PathLike)):",
             "                value = os.fsencode(value)",
             "            if value is not None:",
             "                setattr(struct, member.name, value)"]
    for struct in model.structs:
        if not struct.name.endswith("_options") or any(f.type.base in model.callback_names() for f in struct.fields):
            continue
        lines += ["", "", "@dataclass", f"class {camel(struct.name[len('conch_'):])}(_Options):"]
        lines += _docstring(f"Options as in {struct.name}; what is left alone means its default.", "    ") + [""]
        for member in struct.fields:
            if member.name in ("struct_size", "reserved"):
                continue
            # A proxy's address may hold a password.
            secret = re.search(r"token|password|secret|proxy$", member.name)
            kind = "Optional[StrPath] = " + ("field(default=None, repr=False)" if secret else "None") \
                if member.type.is_text else "float = 0.0" if member.type.base == "double" else "int = 0"
            text = re.sub(r"[;,.]? *\*copied\*", "", member.doc).replace("NULL", "None")
            lines += [f"    {member.name}: {kind}"] + _docstring(text, "    ")
    return "\n".join(lines + [""])


# --- parameters

_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "id": "str", "file_id": "File",
          "file": "StrPath", "list": "str", "object": "Dict[str, Any]"}


def _params(model, header):
    lines = [f"# {header}",
             '"""What can be asked for: one class a kind of job, with the parameters that the service takes for it."""', "",
             "import os", "from dataclasses import dataclass", "from enum import Enum",
             "from typing import Any, ClassVar, Dict, List, Optional, Union", "",
             "from ._params import Params", "from ._raw import Job, Op", "",
             "#: A file: a path object names one on this machine, a string is the id of one that the service has.",
             'File = Union[str, "os.PathLike[str]"]',
             "#: A file on this machine.",
             'StrPath = Union[str, "os.PathLike[str]"]']
    names = []
    for kind in model.kinds:
        for choice in kind.choices:
            names.append(choice.name)
            lines += ["", "", f"class {choice.name}(str, Enum):"]
            lines += _docstring(f"Values of {kind.operation}'s parameter"
                                + (" that are known; any other text can be given too." if choice.open else "."), "    ")
            lines.append("")
            for value, doc in choice.values:
                prefix = snake(choice.name[len(camel(kind.name)):]).upper()
                prefix = prefix[:-1] if prefix.endswith("S") else prefix
                lines += _comment(doc, "    ") + [f'    {constant(value, prefix)} = "{value}"']
        name = f"{camel(kind.name)}Params"
        names.append(name)
        lines += ["", "", "@dataclass", f"class {name}(Params):"]
        lines += _docstring(f"{kind.doc[:1].upper()}{kind.doc[1:]}.", "    ")
        lines += ["", f"    KIND: ClassVar[Job] = Job.{kind.constant[len('CONCH_JOB_'):]}",
                  "    NAMES: ClassVar[Dict[str, str]] = {"]
        lines += [f'        "{_field(p.name)}": "{p.name}",' for p in kind.parameters]
        lines.append("    }")
        paths = [_field(p.name) for p in kind.parameters if p.type == "file"]
        if paths:
            lines.append(f"    PATHS: ClassVar[Tuple[str, ...]] = ({', '.join(repr(n) for n in paths)},)")
        lines += [f"    OPERATION: ClassVar[Op] = Op.{model.operation_constant(kind.operation)}", ""]
        # The required ones first: they have no default. The account last: the others may be given by position.
        for p in sorted(kind.parameters, key=lambda p: (not p.required, p.name == "account")):
            lines.append(f"    {_field(p.name)}: {_field_type(p)}" + ("" if p.required else " = None"))
            lines += _docstring(p.doc, "    ")
    lines += ["", "", "__all__ = ["] + [f'    "{n}",' for n in ["File"] + names] + ["]", ""]
    return _with_imports("\n".join(lines))


def _with_imports(text):
    """With only those names of typing that are used."""
    used = [name for name in ("Any", "ClassVar", "Dict", "List", "Optional", "Tuple", "Union") if f"{name}[" in text
            or re.search(rf"\b{name}\b", text.split("typing import", 1)[1].split("\n", 1)[1])]
    return re.sub(r"from typing import [^\n]*", f"from typing import {', '.join(used)}", text, count=1)


def _field(name):
    text = snake(name)
    return text + "_" if keyword.iskeyword(text) else text


def _field_type(parameter):
    name = _TYPES[parameter.items or "string"] if parameter.type == "list" else _TYPES[parameter.type]
    if parameter.choice:
        name = f"Union[{parameter.choice.name}, str]"
    if parameter.type == "list" or parameter.repeated:
        name = f"List[{name}]"
    return name if parameter.required else f"Optional[{name}]"
