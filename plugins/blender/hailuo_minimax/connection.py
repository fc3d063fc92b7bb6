"""The API token and how to reach the service: in a file of this user alone, in no .blend and no preferences file."""

import json
import os
from pathlib import Path

import bpy

_FIELDS = {"api_token": "", "base_url": "", "proxy": "", "poll_interval_ms": 0}


def folder():
    return Path(bpy.utils.user_resource("CONFIG", path="hailuo_minimax", create=True))


def _path():
    return folder() / "connection.json"


def load():
    """All fields; what cannot be read is empty."""
    try:
        stored = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stored = {}
    if not isinstance(stored, dict):
        stored = {}
    return {name: stored.get(name, otherwise) for name, otherwise in _FIELDS.items()}


def store(**fields):
    """Changes some fields."""
    text = json.dumps({**load(), **fields}, indent=2)
    fresh = _path().with_suffix(".new")
    fresh.unlink(missing_ok=True)  # one left behind could have other permissions
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, _path())
