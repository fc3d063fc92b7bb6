"""C#: Runtime/Raw.cs (P/Invoke), Runtime/Options.cs (one class a struct of options) and Runtime/Params.cs (one class a kind of job)."""

import re
from xml.sax.saxutils import escape

from words import camel, enum_value, wrapped

RAW = "bindings/csharp/Runtime/Raw.cs"
OPTIONS = "bindings/csharp/Runtime/Options.cs"
PARAMS = "bindings/csharp/Runtime/Params.cs"

_NUMBERS = {"int8_t": "sbyte", "uint8_t": "byte", "int16_t": "short", "uint16_t": "ushort", "int32_t": "int",
            "uint32_t": "uint", "int64_t": "long", "uint64_t": "ulong", "size_t": "UIntPtr", "double": "double"}
_KEYWORDS = {"event", "in", "out", "ref", "params", "operator", "object", "string", "base", "async", "lock"}


def files(model, header):
    yield RAW, _raw(model, header)
    yield OPTIONS, _options(model, header)
    yield PARAMS, _params(model, header)


def _summary(text, indent):
    return wrapped(f"<summary>{escape(text)}</summary>", indent + "/// ") if text else []


def _name(text):
    return f"@{text}" if text in _KEYWORDS else text


# --- raw


def _raw(model, header):
    lines = [f"// {header}", "using System;", "using System.Runtime.InteropServices;", "", "namespace Conch", "{"]
    for group in model.enums:
        lines += _enum(group)
    lines += ["    /// <summary>The C interface of libconch.</summary>", "    internal static class Native", "    {",
              "#if (UNITY_IOS || UNITY_TVOS || UNITY_WEBGL) && !UNITY_EDITOR",
              '        private const string Library = "__Internal"; // linked into the program itself', "#else",
              '        private const string Library = "conch";', "#endif", "",
              f'        internal const string HeaderVersion = "{model.version}";']
    for macro in model.macros:
        lines += _summary(macro.doc, " " * 8) + [f"        internal const int {macro.name} = {macro.value};"]
    for callback in model.callbacks:
        parameters = ", ".join(f"{_callback_type(model, p.type)} {_name(p.name)}" for p in callback.parameters)
        lines += [""] + _summary(callback.doc, " " * 8)
        lines += ["        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]",
                  f"        internal delegate {_callback_type(model, callback.returns)} {callback.name}({parameters});"]
    for struct in model.structs:
        lines += [""] + _summary(struct.doc, " " * 8)
        lines += ["        [StructLayout(LayoutKind.Sequential)]", f"        internal struct {struct.name}", "        {"]
        for member in struct.fields:
            lines += _summary(member.doc, " " * 12)
            lines.append(f"            public {_field_type(model, member.type)} {_name(member.name)};")
        lines.append("        }")
    for function in model.functions:
        lines += [""] + _summary(function.doc, " " * 8)
        for p in function.parameters:
            if p.doc:
                lines += wrapped(f'<param name="{p.name}">{escape(p.doc)}</param>', " " * 8 + "/// ")
        if function.returns_doc:
            lines += wrapped(f"<returns>{escape(function.returns_doc)}</returns>", " " * 8 + "/// ")
        parameters = ", ".join(f"{_parameter_type(model, p)} {_name(p.name)}" for p in function.parameters)
        lines.append("        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]")
        lines += _wrapped_call(f"        internal static extern {_return_type(model, function.returns)} {function.name}",
                               parameters)
    return "\n".join(lines + ["    }", "}", ""])


def _wrapped_call(head, parameters):
    line = f"{head}({parameters});"
    return [line] if len(line) <= 120 else [f"{head}("] + wrapped(f"{parameters});", " " * 12)


def _enum(group):
    flags = group.name.endswith("_FLAGS")
    name = {"EVENT": "EventType", "OP": "Operation", "JOB": "JobKind", "LOG": "LogLevel"}.get(group.name, camel(group.name))
    lines = _summary(group.doc, "    ") + (["    [Flags]"] if flags else [])
    lines += [f"    public enum {name} : {'uint' if flags else 'int'}", "    {"]
    for value in group.values:
        short = "".join(w.capitalize() for w in re.sub("^E_", "", group.short(value)).split("_"))
        lines += _summary(value.doc, " " * 8) + [f"        {short} = {value.value},"]
    return lines + ["    }", ""]


def _number(model, base):
    return _NUMBERS.get(model.alias_of(base))


def _return_type(model, kind):
    if kind.is_void:
        return "void"
    return _number(model, kind.base) if kind.depth == 0 and _number(model, kind.base) else "IntPtr"


def _callback_type(model, kind):
    return _return_type(model, kind)


def _field_type(model, kind):
    return _return_type(model, kind)


def _parameter_type(model, p):
    kind, number = p.type, _number(model, p.type.base)
    if kind.base in model.callback_names():
        return kind.base
    if kind.depth == 0:
        return number
    if kind.depth == 1 and kind.base in model.struct_names():
        return f"ref {kind.base}"
    if kind.depth == 1 and kind.base == "char":
        return "byte[]"  # UTF-8 with its NUL; or, when it is written to, as many bytes as `size` says
    if kind.depth == 1 and number:
        return f"out {number}"
    if kind.depth == 2 and "out" in p.direction:
        return "out IntPtr"
    return "IntPtr"


# --- options


def _options(model, header):
    lines = [f"// {header}", "using System;", "using System.Runtime.InteropServices;", "", "namespace Conch", "{"]
    for struct in model.structs:
        if not struct.name.endswith("_options") or any(f.type.base in model.callback_names() for f in struct.fields):
            continue
        fields = [f for f in struct.fields if f.name not in ("struct_size", "reserved")]
        lines += _summary(f"Options as in {struct.name}; what is left alone means its default.", "    ")
        lines += [f"    public sealed class {camel(struct.name)}", "    {"]
        for member in fields:
            kind = "string" if member.type.is_text else _field_type(model, member.type)
            text = re.sub(r"[;,.]? *\*copied\*", "", member.doc).replace("NULL", "null")
            lines += _summary(text, " " * 8) + [f"        public {kind} {camel(member.name)} {{ get; set; }}"]
        lines += ["", f"        internal Native.{struct.name} ToNative(Scratch scratch)", "        {",
                  f"            var native = new Native.{struct.name}();",
                  f"            Native.{struct.name}_init(ref native, (UIntPtr)Marshal.SizeOf(typeof(Native.{struct.name})));"]
        for member in fields:
            value = f"scratch.Add({camel(member.name)})" if member.type.is_text else camel(member.name)
            condition = "" if member.type.is_text else f"if ({camel(member.name)} != 0) "
            lines.append(f"            {condition}native.{member.name} = {value};")
        lines += ["            return native;", "        }", "    }", ""]
    return "\n".join(lines[:-1] + ["}", ""])


# --- parameters

_TYPES = {"string": "string", "integer": "int?", "number": "double?", "boolean": "bool?", "id": "string",
          "file_id": "ConchFile", "file": "ConchFile", "list": "string", "object": "IDictionary<string, object>"}


def _params(model, header):
    lines = [f"// {header}", "using System.Collections.Generic;", "", "namespace Conch", "{"]
    for kind in model.kinds:
        for choice in kind.choices:
            name = f"{choice.name}s" if not choice.name.endswith("s") else choice.name
            lines += _summary(f"Values of {kind.operation} that are known"
                              + ("; any other text can be given too." if choice.open else "."), "    ")
            lines += [f"    public static class {name}", "    {"]
            for value, doc in choice.values:
                lines += _summary(doc, " " * 8)
                lines.append(f'        public const string {enum_value(value, "Value")} = "{value}";')
            lines += ["    }", ""]
        lines += _summary(kind.doc[:1].upper() + kind.doc[1:], "    ")
        lines += [f"    public sealed class {camel(kind.name)}Params : Params", "    {"]
        for p in kind.parameters:
            lines += _summary(p.doc, " " * 8)
            lines.append(f"        public {_property_type(p)} {camel(p.name)} {{ get; set; }}")
        lines += ["", f"        public override JobKind Kind => JobKind.{camel(kind.name)};",
                  f"        public override Operation Operation => Operation.{_operation(model, kind)};", "",
                  "        protected override void Write(IDictionary<string, object> values)", "        {"]
        lines += [f'            Put(values, "{p.name}", {camel(p.name)});' for p in kind.parameters]
        lines += ["        }", "    }", ""]
    return "\n".join(lines[:-1] + ["}", ""])


def _operation(model, kind):
    return "".join(w.capitalize() for w in model.operation_constant(kind.operation).split("_"))


def _property_type(p):
    name = _TYPES[p.items or "string"] if p.type == "list" else _TYPES[p.type]
    return f"IList<{name}>" if p.type == "list" or p.repeated else name
