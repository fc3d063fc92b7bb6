"""Rust: conch-sys/src/lib.rs (declarations, no dependency) and, of the crate conch, constants.rs (one type a group of
constants), options.rs (one struct a struct of options) and params.rs (one struct a kind of job)."""

import re

from words import camel, constant, snake, wrapped

RAW = "bindings/rust/conch-sys/src/lib.rs"
CONSTANTS = "bindings/rust/conch/src/constants.rs"
OPTIONS = "bindings/rust/conch/src/options.rs"
PARAMS = "bindings/rust/conch/src/params.rs"

_NUMBERS = {"int8_t": "i8", "uint8_t": "u8", "int16_t": "i16", "uint16_t": "u16", "int32_t": "i32", "uint32_t": "u32",
            "int64_t": "i64", "uint64_t": "u64", "size_t": "usize", "double": "f64", "char": "c_char", "void": "c_void"}
_KEYWORDS = {"async", "type", "match", "move", "ref", "use", "where", "in", "box", "dyn"}


def files(model, header):
    yield RAW, _raw(model, header)
    yield CONSTANTS, _constants(model, header)
    yield OPTIONS, _options(model, header)
    yield PARAMS, _params(model, header)


def _doc(text, indent, mark="///"):
    # Examples are C; without a language rustdoc would compile them.
    text = re.sub(r'"(https?://[^"]+)"', r"`\1`", text)
    return wrapped(text.replace("<", "\\<").replace("[", "\\[").replace("]", "\\]"), f"{indent}{mark} ")


# --- raw


def _raw(model, header):
    lines = [f"// {header}", "//! The C interface of libconch, as it is. The crate `conch` is the one to use.",
             "#![allow(non_camel_case_types)]", "", "use std::os::raw::{c_char, c_void};", "",
             f'pub const HEADER_VERSION: &str = "{model.version}";']
    for macro in model.macros:
        lines += _doc(macro.doc, "") + [f"pub const {macro.name}: i32 = {macro.value};"]
    for alias in model.aliases:
        lines += [""] + _doc(alias.doc, "") + [f"pub type {alias.name} = {_NUMBERS[alias.type.base]};"]
    for group in model.enums:
        kind = "conch_status" if group.name == "STATUS" else "u32" if group.name.endswith("_FLAGS") else "i32"
        lines += ["", f"// {' '.join(group.doc.split())}"]
        for value in group.values:
            lines += _doc(value.doc, "") + [f"pub const {value.name}: {kind} = {value.value};"]
    for handle in model.handles:
        lines += [""] + _doc(handle.doc, "") + ["#[repr(C)]", f"pub struct {handle.name} {{", "    _private: [u8; 0],", "}"]
    for callback in model.callbacks:
        parameters = ", ".join(f"{p.name}: {_type(model, p.type)}" for p in callback.parameters)
        lines += [""] + _doc(callback.doc, "")
        lines += [f"pub type {callback.name} =",
                  f"    Option<unsafe extern \"C\" fn({parameters}){_returns(model, callback.returns)}>;"]
    for struct in model.structs:
        lines += [""] + _doc(struct.doc, "") + ["#[repr(C)]", "#[derive(Clone, Copy)]", f"pub struct {struct.name} {{"]
        for member in struct.fields:
            lines += _doc(member.doc, "    ") + [f"    pub {member.name}: {_type(model, member.type)},"]
        lines.append("}")
    lines += ["", 'extern "C" {']
    for function in model.functions:
        lines += _doc(function.doc, "    ")
        for p in function.parameters:
            if p.doc:
                first, *more = _doc(f"* `{p.name}`: {p.doc}", "    ")
                lines += [first] + [line.replace("/// ", "///   ", 1) for line in more]
        if function.returns_doc:
            lines += ["    ///"] + _doc(f"Returns {function.returns_doc}", "    ")
        parameters = [f"        {_field(p.name)}: {_type(model, p.type)}," for p in function.parameters]
        lines += [f"    pub fn {function.name}("] + parameters + [f"    ){_returns(model, function.returns)};"]
    lines += ["}", "", "#[cfg(all(test, target_pointer_width = \"64\"))]", "mod tests {", "    use super::*;",
              "    use std::mem::{size_of, MaybeUninit};", "    use std::ptr::addr_of;", ""]
    for struct in model.structs:
        lines += ["    #[test]", f"    fn {struct.name}_is_laid_out_as_in_c() {{",
                  f"        assert_eq!(size_of::<{struct.name}>(), {struct.size});",
                  f"        let place = MaybeUninit::<{struct.name}>::uninit();",
                  "        let start = place.as_ptr();",
                  "        let offset = |field: *const u8| field as usize - start as usize;"]
        lines += [f"        assert_eq!(offset(unsafe {{ addr_of!((*start).{m.name}) }} as *const u8), {m.offset});"
                  for m in struct.fields]
        lines += ["    }", ""]
    return "\n".join(lines[:-1] + ["}", ""])


def _returns(model, kind):
    return "" if kind.is_void else f" -> {_type(model, kind)}"


def _type(model, kind):
    text = _NUMBERS.get(kind.base, kind.base)
    for level in range(kind.depth):
        text = f"*{'const' if kind.const[level] else 'mut'} {text}"
    return text


# --- constants


def _constants(model, header):
    lines = [f"// {header}", "//! The constants of libconch as types. A value that this version does not know is kept as it is.", "",
             "use std::fmt;"]
    for group in model.enums:
        name = {"EVENT": "EventType", "OP": "Operation", "JOB": "JobKind", "LOG": "LogLevel"}.get(group.name, camel(group.name))
        kind = "u32" if group.name.endswith("_FLAGS") or group.name in ("LOG", "DELIVER") else "i32"
        lines += [""] + _doc(group.doc, "") + ["#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]",
                                               f"pub struct {name}(pub {kind});", "", f"impl {name} {{"]
        for value in group.values:
            lines += _doc(value.doc, "    ") + [f"    pub const {group.short(value)}: {name} = {name}({value.value});"]
        lines += ["", "    /// The constant's name, of those that are known.",
                  "    pub fn name(self) -> Option<&'static str> {", "        Some(match self.0 {"]
        lines += [f'            {value.value} => "{group.short(value)}",' for value in group.values]
        lines += ["            _ => return None,", "        })", "    }", "}", "", f"impl fmt::Debug for {name} {{",
                  "    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {", "        match self.name() {",
                  "            Some(name) => f.write_str(name),",
                  f'            None => write!(f, "{name}({{}})", self.0),', "        }", "    }", "}"]
    return "\n".join(lines + [""])


# --- options

_SECRETS = {"api_token", "token", "proxy"}


def _options(model, header):
    lines = [f"// {header}", "//! How clients, listeners and emulators work. What is left alone means its default.", "",
             "use std::fmt;", "", "use conch_sys as sys;", "", "use crate::error::Error;", "use crate::text::Texts;"]
    for struct in model.structs:
        if not struct.name.endswith("_options") or any(f.type.base in model.callback_names() for f in struct.fields):
            continue
        name = camel(struct.name.replace("conch_", "", 1))
        fields = [f for f in struct.fields if f.name not in ("struct_size", "reserved")]
        lines += [""] + _doc(f"Options as in `{struct.name}`.", "") + ["#[derive(Clone, Default)]", f"pub struct {name} {{"]
        for member in fields:
            text = re.sub(r"[;,.]? *\*copied\*", "", member.doc).replace("NULL", "`None`")
            kind = "Option<String>" if member.type.is_text else _type(model, member.type)
            lines += _doc(text, "    ") + [f"    pub {member.name}: {kind},"]
        lines += ["}", "", f"impl {name} {{",
                  f"    pub(crate) fn to_native(&self, texts: &mut Texts) -> Result<sys::{struct.name}, Error> {{",
                  f"        let mut native = std::mem::MaybeUninit::<sys::{struct.name}>::zeroed();",
                  "        // Zero is a valid value of all its fields; init fills in the defaults.",
                  "        let mut native = unsafe {",
                  f"            sys::{struct.name}_init(native.as_mut_ptr(), std::mem::size_of::<sys::{struct.name}>());",
                  "            native.assume_init()", "        };"]
        for member in fields:
            if member.type.is_text:
                lines.append(f'        native.{member.name} = texts.add("{member.name}", self.{member.name}.as_deref())?;')
            else:
                zero = "0.0" if _type(model, member.type) == "f64" else "0"
                lines += [f"        if self.{member.name} != {zero} {{",
                          f"            native.{member.name} = self.{member.name};", "        }"]
        lines += ["        Ok(native)", "    }", "}", "", "/// Without what nobody should see.", f"impl fmt::Debug for {name} {{",
                  "    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {", f'        f.debug_struct("{name}")']
        lines += [f'            .field("{m.name}", &self.{m.name})' for m in fields if m.name not in _SECRETS]
        lines += ["            .finish_non_exhaustive()", "    }", "}"]
    return "\n".join(lines + [""])


# --- parameters

_TYPES = {"string": "String", "integer": "i64", "number": "f64", "boolean": "bool", "id": "String", "file_id": "File",
          "file": "File", "list": "String", "object": "String"}


def _params(model, header):
    lines = [f"// {header}",
             "//! What can be asked for: one struct a kind of job, with the parameters that the service takes for it.", "",
             "use crate::constants::{JobKind, Operation};",
             "use crate::value::{File, Object, Params};"]
    for kind in model.kinds:
        for choice in kind.choices:
            lines += [""] + _doc(f"Values of {kind.operation} that are known"
                                 + ("; any other text can be given too." if choice.open else "."), "")
            lines += [f"pub mod {snake(choice.name)} {{"]
            prefix = snake(choice.name[len(camel(kind.name)):]).upper()
            for value, doc in choice.values:
                lines += _doc(doc, "    ") + [f'    pub const {constant(value, prefix)}: &str = "{value}";']
            lines.append("}")
        lines += [""] + _doc(kind.doc[:1].upper() + kind.doc[1:], "")
        lines += ["#[derive(Clone, Debug, Default)]", f"pub struct {camel(kind.name)}Params {{"]
        for p in kind.parameters:
            lines += _doc(p.doc, "    ") + [f"    pub {_field(p.name)}: {_field_type(p)},"]
        lines += ["}", "", f"impl Params for {camel(kind.name)}Params {{",
                  f"    const KIND: JobKind = JobKind::{kind.name.upper()};",
                  f"    const OPERATION: Operation = Operation::{model.operation_constant(kind.operation)};", "",
                  "    fn write(&self, object: &mut Object) {"]
        lines += [f'        object.put("{p.name}", &self.{_field(p.name)});' for p in kind.parameters]
        lines += ["    }", "}"]
    return "\n".join(lines + [""])


def _field(name):
    text = snake(name)
    return f"{text}_" if text in _KEYWORDS else text


def _field_type(p):
    name = _TYPES[p.items or "string"] if p.type == "list" else _TYPES[p.type]
    if p.type == "list" or p.repeated:
        return f"Vec<{name}>"
    return name if p.required else f"Option<{name}>"
