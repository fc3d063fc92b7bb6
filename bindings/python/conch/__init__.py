"""MiniMax/Hailuo generation by the useapi.net service, on libconch.

>>> import conch
>>> with conch.Client(base_url="emulator:?speed=600", download_directory="out") as client:
...     clip = client.generate(conch.VideoParams("a shell on the beach")).result().file
"""

from ._catalog import Estimate, catalog, estimate, inspect_account, parse_webhook, validate
from ._library import library as _library_loader
from ._params import Params
from ._raw import HEADER_VERSION as __version__
from ._raw import Cancel, ClientFlags, Job, Log, Op, Phase, Status
from ._raw import Event as EventType
from .client import Client
from .emulator import Emulator
from .errors import Cancelled, Closed, ConchError, InvalidParameters, TimedOut
from .events import Event
from .options import ClientOptions, EmulatorOptions, WebhookOptions
from .params import *  # noqa: F403
from .params import __all__ as _params
from .progress import show, show_async
from .task import Result, Task, TaskInfo


def library_version() -> str:
    """The version of the library that was loaded."""
    return _library_loader().quick.conch_version_string().decode()


def library_path() -> str:
    """The file that was loaded."""
    return _library_loader().path


def thread_count() -> int:
    """How many threads of the library exist: 0 when no client is open."""
    return _library_loader().quick.conch_debug_thread_count()


__all__ = [
    "Cancel", "Cancelled", "Client", "ClientFlags", "ClientOptions", "Closed", "ConchError", "Emulator", "EmulatorOptions",
    "Estimate", "Event", "EventType", "InvalidParameters", "Job", "Log", "Op", "Params", "Phase", "Result", "Status", "Task",
    "TaskInfo", "TimedOut", "WebhookOptions", "__version__", "catalog", "estimate", "inspect_account", "library_path",
    "library_version", "parse_webhook", "show", "show_async", "thread_count", "validate",
] + _params
