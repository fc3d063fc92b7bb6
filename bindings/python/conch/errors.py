"""Failures, with everything that is known about them."""

import ctypes
import json
from ctypes import byref, c_size_t
from typing import Any, Dict, List, Optional

from ._library import library
from ._raw import Api, Status


class ConchError(Exception):
    """Something did not work. The text is for people; programs look at the fields."""

    #: What kind of failure it was.
    status: Status
    #: One or more sentences: what is wrong, what is allowed, what was given, what to do.
    message: str
    #: The parameter, option or file at fault; "" when no single one is.
    field: str
    #: Every rule that was broken, each with "field", "rule", "allowed", "given" and "message".
    violations: List[Dict[str, Any]]
    #: The HTTP status of the service's answer; 0 when it did not answer, or was not asked.
    http_code: int
    #: The `code` inside the service's answer; 0 when absent.
    service_code: int
    #: Whether the very same request may succeed later.
    retriable: bool
    #: Seconds to wait before trying again; None when nothing is known.
    retry_after: Optional[float]
    #: The service's answer as it came, when it was text.
    body: str

    def __init__(self, status: int, message: str, *, field: str = "", violations: Optional[List[Dict[str, Any]]] = None,
                 http_code: int = 0, service_code: int = 0, retriable: bool = False,
                 retry_after: Optional[float] = None, body: str = "") -> None:
        super().__init__(message)
        self.status = Status(status)
        self.message = message
        self.field = field
        self.violations = violations or []
        self.http_code = http_code
        self.service_code = service_code
        self.retriable = retriable
        self.retry_after = retry_after
        self.body = body

    def __str__(self) -> str:
        return f"{self.message} [{self.status.name}]"


class InvalidParameters(ConchError, ValueError):
    """The parameters break a rule of the service; nothing was sent."""


class Cancelled(ConchError):
    """Ended because it was asked to."""


class TimedOut(ConchError, TimeoutError):
    """A wait or a deadline ran out. A job at the service lives on."""


class Closed(ConchError):
    """The client is closed."""


_CLASSES = {Status.E_INVALID: InvalidParameters, Status.E_CANCELLED: Cancelled, Status.E_TIMEOUT: TimedOut,
            Status.E_CLOSED: Closed, Status.E_HANDLE: Closed}


def error_of(status: int, message: str = "", **details: Any) -> ConchError:
    """An error of the class that fits its status, with the library's own sentence unless there is a better one."""
    if not message:
        message = library().quick.conch_status_message(status).decode()
    return _CLASSES.get(Status(status), ConchError)(status, message, **details)


def text_of(function: Any, *arguments: Any) -> bytes:
    """The text behind one of the functions that tell its length too."""
    size = c_size_t()
    start = function(*arguments, byref(size))
    return ctypes.string_at(start, size.value) if start else b""


def taken(text: ctypes.c_char_p) -> bytes:
    """A text that is ours to release."""
    said = text.value or b""
    library().quick.conch_free(ctypes.cast(text, ctypes.c_void_p))
    return said


def read_error(quick: Api, error: int) -> ConchError:
    """What a conch_error says; it stays whose it is."""
    wait = quick.conch_error_retry_after_ms(error)
    return error_of(
        quick.conch_error_status(error), text_of(quick.conch_error_message, error).decode(),
        field=text_of(quick.conch_error_field, error).decode(),
        violations=json.loads(text_of(quick.conch_error_violations, error) or b"[]"),
        http_code=quick.conch_error_http_code(error), service_code=quick.conch_error_service_code(error),
        retriable=quick.conch_error_retriable(error) != 0, retry_after=None if wait < 0 else wait / 1000,
        body=text_of(quick.conch_error_body, error).decode(errors="replace"))


def take_error(quick: Api, error: Optional[int], status: int) -> ConchError:
    """The same for an error that is ours to release; the bare status will do where there is none."""
    if not error:
        return error_of(status)
    try:
        return read_error(quick, error)
    finally:
        quick.conch_error_destroy(error)
