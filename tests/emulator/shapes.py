"""Checks JSON against hand-written shapes.

A shape is: a type name ("string", "int", "number", "bool", "any"), a value in a tuple ("is", value), a pattern
("matches", regex), a list with one shape (each item), or a dict of field → shape. A field whose name ends in "?" may be
missing. Fields that the shape does not name are an error: answers have exactly the documented fields.
"""
import re

TYPES = {
    "string": lambda v: isinstance(v, str),
    "int": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "bool": lambda v: isinstance(v, bool),
    "any": lambda v: True,
}


def differences(value, shape, where="answer"):
    if isinstance(shape, str):
        return [] if TYPES[shape](value) else [f"{where} is no {shape}: {value!r}"]
    if isinstance(shape, tuple):
        kind, wanted = shape
        if kind == "is":
            return [] if value == wanted and type(value) is type(wanted) else [f"{where} is not {wanted!r}: {value!r}"]
        if kind == "matches":
            fits = isinstance(value, str) and re.fullmatch(wanted, value, re.S)
            return [] if fits else [f"{where} does not match {wanted}: {value!r}"]
        if kind == "map":  # any keys, all values alike
            if not isinstance(value, dict):
                return [f"{where} is no object: {value!r}"]
            return [d for key, each in value.items() for d in differences(each, wanted, f"{where}.{key}")]
        raise ValueError(kind)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where} is no array: {value!r}"]
        return [d for i, each in enumerate(value) for d in differences(each, shape[0], f"{where}[{i}]")]
    if not isinstance(value, dict):
        return [f"{where} is no object: {value!r}"]
    found = []
    names = {name.rstrip("?"): (name.endswith("?"), inner) for name, inner in shape.items()}
    for name, (optional, inner) in names.items():
        if name in value:
            found += differences(value[name], inner, f"{where}.{name}")
        elif not optional:
            found.append(f"{where}.{name} is missing")
    found += [f"{where}.{name} is not documented: {value[name]!r}" for name in value if name not in names]
    return found
