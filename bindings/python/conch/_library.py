"""Finds and loads libconch."""

import ctypes
import ctypes.util
import os
import sys
import threading
from pathlib import Path
from typing import List, Optional

from ._raw import CONCH_VERSION, HEADER_VERSION, Api

#: Names this library by path, for this binding alone; libconch itself reads no environment variable.
ENVIRONMENT_VARIABLE = "CONCH_LIBRARY"

_FILE_NAMES = {"win32": ["conch.dll"], "darwin": ["libconch.1.dylib"]}.get(sys.platform, ["libconch.so.1"])


class Library:
    """One loaded libconch, with two ways in."""

    def __init__(self, path: str) -> None:
        loaded = ctypes.CDLL(path)
        self.path = path
        self._refuse_older(loaded)
        #: Gives the interpreter to other threads during each call: for everything that may wait.
        self.api = Api(loaded)
        #: Keeps the interpreter: for what returns at once. Where threads compete for the interpreter, each way through
        #: `api` may cost 5 ms, and an event is read by a dozen calls.
        self.quick = Api(ctypes.PyDLL(path, handle=loaded._handle))

    def _refuse_older(self, loaded: ctypes.CDLL) -> None:
        found = int(loaded.conch_version())
        if found < CONCH_VERSION or found // 1000000 != CONCH_VERSION // 1000000:
            loaded.conch_version_string.restype = ctypes.c_char_p
            text = loaded.conch_version_string().decode()
            raise ImportError(f"{self.path} is libconch {text}; this package needs {HEADER_VERSION} or a newer one of the "
                              f"same major version. {ENVIRONMENT_VARIABLE} can name another library.")


def candidates() -> List[str]:
    """Where libconch is looked for: the environment's word, then the packaged file, then the system's."""
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    if named:
        return [named]
    packaged = [Path(__file__).parent / "lib" / name for name in _FILE_NAMES]
    found = [str(path) for path in packaged if path.exists()] + _FILE_NAMES
    by_name = ctypes.util.find_library("conch")
    return found + ([by_name] if by_name and by_name not in found else [])


_library: Optional[Library] = None
_loading = threading.Lock()


def library() -> Library:
    """The library, loaded on first use, so that importing this package never fails for want of it."""
    global _library
    with _loading:
        if _library is None:
            _library = _load()
        return _library


def _load() -> Library:
    tried = []
    for candidate in candidates():
        try:
            return Library(candidate)
        except OSError as reason:
            tried.append(f"{candidate}: {reason}")
    raise ImportError("libconch was not found. Install it, or set " + ENVIRONMENT_VARIABLE + " to its path. Tried:\n  "
                      + "\n  ".join(tried))
