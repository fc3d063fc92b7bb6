"""LuaJIT: conch/raw.lua (declarations and constants) and conch/params.lua (annotations and the values that are known)."""

from words import camel, wrapped

RAW = "bindings/lua/conch/raw.lua"
PARAMS = "bindings/lua/conch/params.lua"

_TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "id": "string",
          "file_id": "string|conch.File", "file": "string|conch.File", "list": "string", "object": "table"}


def files(model, header):
    yield RAW, _raw(model, header)
    yield PARAMS, _params(model, header)


def _raw(model, header):
    lines = [f"-- {header}", "-- The C interface of libconch for LuaJIT's ffi, and all constants.", "", 'local ffi = require("ffi")',
             "", "ffi.cdef[["]
    lines += [f"typedef {alias.type.base} {alias.name};" for alias in model.aliases]
    lines += [f"typedef struct {handle.name} {handle.name};" for handle in model.handles]
    lines += [f"typedef {model.c_prototype(callback, f'(*{callback.name})')}" for callback in model.callbacks]
    for struct in model.structs:
        lines.append(f"typedef struct {struct.name} {{")
        lines += [f"    {member.type.c(member.name)};" for member in struct.fields]
        lines.append(f"}} {struct.name};")
    lines += [model.c_prototype(function, function.name) for function in model.functions]
    lines += ["]]", "", "local raw = {", f'    HEADER_VERSION = "{model.version}",']
    for macro in model.macros:
        lines += [f"    {macro.name} = {macro.value},"]
    lines += ["    --- What can be set in the structs of options.", "    FIELDS = {"]
    for struct in model.structs:
        if struct.name.endswith("_options"):
            names = [f.name for f in struct.fields if f.name not in ("struct_size", "reserved")]
            lines += wrapped(f"{struct.name} = {{ {', '.join(f'{n} = true' for n in names)} }},", " " * 8)
    lines.append("    },")
    for group in model.enums:
        lines += wrapped(group.doc, "    --- ") + [f"    {group.name} = {{"]
        for value in group.values:
            lines += wrapped(value.doc, "        --- ") + [f"        {group.short(value)} = {value.value},"]
        lines.append("    },")
    return "\n".join(lines + ["}", "", "return raw", ""])


def _params(model, header):
    lines = [f"-- {header}", "-- What each kind of job takes: annotations for editors, and the values that are known.", "",
             "---@class conch.File a file on this machine", "---@field path string", ""]
    for kind in model.kinds:
        for choice in kind.choices:
            lines.append(f"---@alias conch.{choice.name}")
            lines += [f"---| '\"{value}\"' {doc}".rstrip() for value, doc in choice.values]
            lines.append("")
        lines.append(f"---@class conch.{camel(kind.name)}Params {kind.doc}")
        for p in kind.parameters:
            name = _TYPES[p.items or "string"] if p.type == "list" else _TYPES[p.type]
            name = f"conch.{p.choice.name}|string" if p.choice else name
            name = f"({name})[]" if p.type == "list" or p.repeated else name
            lines.append(f"---@field {p.name}{'' if p.required else '?'} {name} {p.doc}")
        lines.append("")
    lines += ["local params = {"]
    for kind in model.kinds:
        lines += [f"    {kind.name} = {{", f'        kind = {kind.value},', f'        operation = "{kind.operation}",',
                  "        names = {"]
        lines += [f'            "{p.name}",' for p in kind.parameters]
        lines += ["        },", "        values = {"]
        for p in kind.parameters:
            if p.choice:
                lines.append(f"            {p.name} = {{")
                lines += [f'                "{value}",' for value, _ in p.choice.values]
                lines.append("            },")
        lines += ["        },", "    },"]
    return "\n".join(lines + ["}", "", "return params", ""])
