#!/usr/bin/env python3
"""Merges src/catalog/data/*.json into one minified JSON document and writes it as a C++ constant.

What the data files say once is written out here: shared parameters, the common meaning of an HTTP status,
the item states of a family that equals another one. Hosts then read a document without references.
"""
import json
import pathlib
import sys


def load(folder, name):
    with open(folder / name, encoding="utf-8") as file:
        return json.load(file)


def expand_parameter(parameter, shared, media_types):
    if "use" in parameter:
        parameter = {**shared[parameter["use"]], **{key: value for key, value in parameter.items() if key != "use"}}
    if "accepts" in parameter:
        parameter["media_types"] = media_types[parameter["accepts"]]
    return parameter


def expand_status(entry, codes_in_body, http):
    code, meaning, rest = entry[0], (entry[1:] or [http[entry[0]]["means"]])[0], entry[2:]
    status = {"http": code, "status": http[code]["status"], "means": meaning}
    if code >= 400:
        status["code_in_body"] = "no_body" if "no_body" in rest else "yes" if codes_in_body[str(code)] else "no"
    return status


def merge(folder):
    operations = load(folder, "operations.json")
    models = load(folder, "models.json")
    statuses = load(folder, "statuses.json")
    examples = load(folder, "examples.json")
    http = {entry["http"]: entry for entry in statuses["http"]}
    shared = operations["shared_parameters"]
    for operation in operations["operations"]:
        operation["parameters"] = [expand_parameter(p, shared, operations["media_types"]) for p in operation["parameters"]]
        codes = operation.pop("code_in_body")
        operation["example"] = examples[operation["name"]]
        operation["statuses"] = [expand_status(entry, codes, http) for entry in operation["statuses"]]
    for name, option in models["options"].items():
        frame = models["frames"][option.pop("frame")]
        option.update(width=frame["width"], height=frame["height"], size_source=frame["source"])
    for model in models["models"]:
        model["operations"] = model.pop("operation").split("|")
        if "options" in model:
            model["options"] = [{"name": name, **models["options"][name]} for name in model["options"]]
    items = statuses["items"]
    items = {family: items[states] if isinstance(states, str) else states for family, states in items.items()}
    return {"operations": operations["operations"], "models": models["models"],
            "statuses": statuses["http"], "item_statuses": items, **load(folder, "facts.json")}


def as_cpp(text):
    """An array of string literals: compilers limit the length of a single one."""
    lines = [text[start:start + 100] for start in range(0, len(text), 100)]
    quoted = "\n".join("    " + json.dumps(line) for line in lines)
    return ("// Made by src/catalog/make_catalog.py from src/catalog/data; do not edit.\n"
            '#include "catalog/embedded.hpp"\n\n'
            "namespace conch::catalog {\n\n"
            f"const char kEmbedded[] =\n{quoted};\n"
            f"const std::size_t kEmbeddedSize = {len(text)};\n\n"
            "}  // namespace conch::catalog\n")


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: make_catalog.py DATA_FOLDER OUTPUT.(json|cpp)")
    folder, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    text = json.dumps(merge(folder), ensure_ascii=True, separators=(",", ":"))
    output.write_text(as_cpp(text) if output.suffix == ".cpp" else text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
