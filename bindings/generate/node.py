"""JavaScript: raw.js (koffi) and params.d.ts (one interface a kind of job)."""

import json

from words import camel, lower_camel, wrapped

RAW = "bindings/node/raw.js"
CONSTANTS = "bindings/node/constants.d.ts"
PARAMS = "bindings/node/params.d.ts"

_NAMES = {"EVENT": "EventType", "OP": "Operation", "JOB": "JobKind", "LOG": "LogLevel"}


def files(model, header):
    yield RAW, _raw(model, header)
    yield CONSTANTS, _constants(model, header)
    yield PARAMS, _params(model, header)


def _comment(text, indent):
    text = text.replace("*/", "* /")
    lines = wrapped(text, indent + " * ")
    if not text:
        return []
    if len(lines) == 1 and len(text) < 110:
        return [f"{indent}/** {text} */"]
    return [f"{indent}/**"] + lines + [f"{indent} */"]


def _group_name(group):
    return _NAMES.get(group.name, camel(group.name))


# --- raw


def _raw(model, header):
    lines = [f"// {header}", "'use strict';", "", f"exports.HEADER_VERSION = '{model.version}';"]
    for macro in model.macros:
        lines += _comment(macro.doc, "") + [f"exports.{macro.name} = {macro.value};"]
    for group in model.enums:
        lines += [""] + _comment(group.doc, "") + [f"exports.{_group_name(group)} = Object.freeze({{"]
        lines += [f"  {group.short(value)}: {value.value}," for value in group.values]
        lines.append("});")
    lines += ["", "/** Teaches koffi the types of libconch. */", "exports.declareTypes = function declareTypes(koffi) {",
              "  const types = {};"]
    lines += [f"  types.{a.name} = koffi.alias('{a.name}', '{a.type.base}');" for a in model.aliases]
    lines += [f"  types.{h.name} = koffi.opaque('{h.name}');" for h in model.handles]
    for callback in model.callbacks:
        prototype = model.c_prototype(callback, callback.name)[:-1]
        lines.append(f"  types.{callback.name} = koffi.proto('{prototype}');")
    for struct in model.structs:
        lines.append(f"  types.{struct.name} = koffi.struct('{struct.name}', {{")
        for member in struct.fields:
            lines += _comment(member.doc, "    ") + [f"    {member.name}: '{_type(model, member.type)}',"]
        lines.append("  });")
    lines += ["  return types;", "};", "",
              "/** The functions of a loaded library. Call anything that may block by its `.async`. */",
              "exports.declareFunctions = function declareFunctions(library) {", "  return {"]
    for function in model.functions:
        lines += _comment(function.doc, "    ")
        lines += [f"    {function.name}: library.func(", f"      {json.dumps(_prototype(model, function))},", "    ),"]
    return "\n".join(lines + ["  };", "};", ""])


def _type(model, kind):
    if kind.base in model.callback_names():
        return f"{kind.base} *"
    return kind.c("").strip()


def _prototype(model, function):
    parameters = ", ".join(_parameter(model, p) for p in function.parameters) or "void"
    # With a length beside it a text may hold NUL bytes, which koffi's strings would end at.
    returns = "void *" if function.text_with_size else f"{_type(model, function.returns)} "
    if function.returns.base == "char" and not function.text_with_size:
        returns = "const char *"
    return f"{returns}{function.name}({parameters})"


def _parameter(model, p):
    if p.type.base in model.callback_names():
        return f"{p.type.base} *{p.name}"
    text = p.type.c(p.name)
    if p.type.base == "char" and p.type.depth == 1 and not p.type.const[0]:
        return f"void *{p.name}"  # a Buffer to write to
    if p.type.base == "char" and p.type.depth == 2 and "out" in p.direction:
        return f"_Out_ void **{p.name}"  # ours to release, so more than its text is needed
    if p.type.base == "conch_task" and p.type.depth == 2:
        return f"_Out_ void **{p.name}"
    if p.direction == "out" and not (p.type.depth == 1 and p.type.base in model.struct_names()):
        return f"_Out_ {text}"
    if p.type.base in model.struct_names() and p.direction != "in":
        return f"_Inout_ {text}"
    return text


def _constants(model, header):
    lines = [f"// {header}", ""]
    for group in model.enums:
        lines += _comment(group.doc, "") + [f"export declare const {_group_name(group)}: {{"]
        for value in group.values:
            lines += _comment(value.doc, "  ") + [f"  readonly {group.short(value)}: {value.value};"]
        lines += ["};", ""]
    return "\n".join(lines)


# --- parameters

_TYPES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "id": "string",
          "file_id": "string | LocalFile", "file": "LocalFile", "list": "string", "object": "object"}


def _params(model, header):
    lines = [f"// {header}", "", "/** A file on this machine, where the service takes the id of one that it has. */",
             "export interface LocalFile {", "  path: string;", "}", ""]
    for kind in model.kinds:
        for choice in kind.choices:
            # `string & {}` keeps the suggestions of editors, which `string` would swallow.
            values = [f"'{value}'" for value, _ in choice.values] + (["(string & {})"] if choice.open else [])
            lines += [f"export type {choice.name} ="] + [f"  | {value}" for value in values]
            lines[-1] += ";"
            lines.append("")
        lines += _comment(kind.doc[:1].upper() + kind.doc[1:], "")
        lines.append(f"export interface {camel(kind.name)}Params {{")
        for p in kind.parameters:
            name = p.choice.name if p.choice else _TYPES[p.items or "string"] if p.type == "list" else _TYPES[p.type]
            if p.type == "list" or p.repeated:
                name = f"({name})[]" if "|" in name else f"{name}[]"
            lines += _comment(p.doc, "  ") + [f"  {p.name}{'' if p.required else '?'}: {name};"]
        lines += ["}", ""]
    lines += ["/** The parameters of each kind of job, by its name. */", "export interface ParamsOf {"]
    lines += [f"  {lower_camel(kind.name)}: {camel(kind.name)}Params;" for kind in model.kinds]
    return "\n".join(lines + ["}", ""])
