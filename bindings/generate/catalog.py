"""The kinds of jobs with their parameters: which there are says job.h, what they take says the catalog."""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from words import camel

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src" / "catalog"))
import make_catalog  # noqa: E402

# Some bindings write these as their own types; anything else the catalog may bring is an error here, not a wrong type there.
TYPES = {"string", "integer", "number", "boolean", "id", "file_id", "file", "list", "object"}


@dataclass
class Choice:
    """The values that a parameter may have, as an enumeration of its own."""

    name: str  # VideoModel
    values: list  # of (value, doc)
    open: bool  # the service may know more than these


@dataclass
class Parameter:
    name: str  # as the service spells it
    type: str
    doc: str
    required: bool = False
    choice: object = None
    items: str = ""  # of a list
    repeated: bool = False


@dataclass
class Kind:
    name: str  # video
    constant: str  # CONCH_JOB_VIDEO
    value: int
    operation: str
    doc: str
    parameters: list = field(default_factory=list)

    @property
    def choices(self):
        return [p.choice for p in self.parameters if p.choice]


def kinds(model):
    catalog = make_catalog.merge(ROOT / "src" / "catalog" / "data")
    operations = {o["name"]: o for o in catalog["operations"]}
    jobs = next(e for e in model.enums if e.name == "JOB")
    found = []
    for value in jobs.values:
        if value.value == 0:
            continue
        named = [name for name in re.findall(r"`([a-z0-9_.]+)`", value.doc) if name in operations]
        if not named:
            raise SystemExit(f"job.h: the comment of {value.name} must name its operation, as in `videos.create`")
        kind = Kind(jobs.short(value).lower(), value.name, value.value, named[0], " ".join(value.doc.split()))
        for entry in operations[named[0]]["parameters"]:
            kind.parameters += _parameters(kind, entry, catalog)
        found.append(kind)
    return found


def _parameters(kind, entry, catalog):
    for type_name in (entry["type"], entry.get("items", "string")):
        if type_name not in TYPES:
            raise SystemExit(f"{kind.operation}: parameter {entry['name']} has the new type {type_name}; teach the bindings")
    parameter = Parameter(entry["name"], entry["type"], _doc(entry), entry.get("required", False),
                          _choice(kind, entry, catalog), entry.get("items", ""), entry.get("repeated", False))
    if not entry.get("numbered"):
        return [parameter]
    return [Parameter(f"{entry['name']}{n}", parameter.type, parameter.doc, False, parameter.choice)
            for n in range(1, entry["numbered"] + 1)]


def _choice(kind, entry, catalog):
    name = camel(kind.name) + camel(entry["name"])
    if entry.get("model"):
        models = [m for m in catalog["models"] if kind.operation in m["operations"]]
        return Choice(name, [(m["name"], _model_doc(m)) for m in models], True)
    if "allowed" in entry:
        return Choice(name, [(value, "") for value in entry["allowed"]], entry.get("open", False))
    return None


def _model_doc(model):
    said = []
    for what, key in (("prompt", "prompt"), ("picture", "image"), ("end frame", "end_frame")):
        if key in model:
            said.append(f"{what} {model[key].replace('without_image', 'required without picture')}")
    for what, key in (("options", "options"), ("resolutions", "resolutions")):
        if model.get(key):
            said.append(f"{what} {', '.join(o['name'] for o in model[key])}")
    if model.get("aspect_ratios"):
        said.append(f"aspect ratios {', '.join(model['aspect_ratios'])}")
    text = "; ".join(said)
    note = model.get("note", "")
    return " ".join(t for t in (text[:1].upper() + text[1:] + "." if text else "", note) if t)


def _doc(entry):
    said = [entry["description"]]
    if "default" in entry:
        said.append(f"Default: {str(entry['default']).lower() if isinstance(entry['default'], bool) else entry['default']}.")
    if "min" in entry and "max" in entry:
        said.append(f"{entry['min']} to {entry['max']}.")
    if "max_length" in entry:
        said.append(f"At most {entry['max_length']} characters.")
    if "max_count" in entry:
        said.append(f"At most {entry['max_count']}.")
    if "extensions" in entry:
        said.append(f"Files: {', '.join(entry['extensions'])}.")
    return " ".join(said)
