"""The library's catalog as Blender's drop-downs want it: lists that stay in memory, as Blender keeps pointers into them."""

import functools

from . import conch


@functools.lru_cache(maxsize=None)
def _all_models():
    return conch.catalog()["models"]


@functools.lru_cache(maxsize=None)
def models(operation):
    """{name: model}, in the catalog's order."""
    return {model["name"]: model for model in _all_models() if operation in model["operations"]}


@functools.lru_cache(maxsize=None)
def model_items(operation):
    return [(name, name, model.get("note", "")) for name, model in models(operation).items()]


@functools.lru_cache(maxsize=None)
def option_items(operation, model, field):
    """What a model offers of "options", "resolutions" or "aspect_ratios"."""
    values = models(operation).get(model, {}).get(field, [])
    names = [value["name"] if isinstance(value, dict) else value for value in values]
    return [(name, name, "") for name in names] or [("", "(nothing to choose)", "")]


def takes(operation, model, what):
    """Whether a model takes an "image" or an "end_frame"."""
    return models(operation).get(model, {}).get(what, "forbidden") != "forbidden"


def references(model):
    """The parameter by which an image model takes a picture; "" when it takes none."""
    entry = models("images.create").get(model, {})
    if entry.get("references"):
        return "referenceFileId1"
    return "characterFileId" if entry.get("character") else ""
