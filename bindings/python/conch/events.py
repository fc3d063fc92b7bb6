"""What a task has to say."""

import json
from ctypes import byref, c_uint64
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Tuple

from ._raw import Api, Phase, Status
from ._raw import Event as EventType
from .errors import ConchError, read_error, text_of

if TYPE_CHECKING:
    from .task import Task


@dataclass(frozen=True)
class Event:
    """One event, copied out of the library: it can be kept."""

    type: EventType
    task_id: int  #: exact, though above 2**53 some other languages' numbers are not
    status: Status
    phase: Phase
    percent: Optional[int]  #: 0 to 100; None when nothing is known
    message: str  #: for a person
    text: str  #: the service's JSON, as it came; "" when there is none
    chunk: bytes  #: a piece of a stream
    files: Tuple[Path, ...]  #: what a task brought
    remote_id: str  #: the service's id of the job; "" as long as unknown
    http_code: int
    bytes: int  #: moved so far in this phase
    bytes_total: Optional[int]
    remaining: Optional[float]  #: seconds that it may still take; None when unknown
    error: Optional[ConchError]  #: why a task ended without success
    task: "Optional[Task]" = dataclass_field(default=None, repr=False, compare=False)

    @property
    def json(self) -> Any:
        """The service's JSON as Python's objects; None when there is none."""
        return json.loads(self.text) if self.text else None

    @property
    def done(self) -> bool:
        """Whether it is the last event of its task."""
        return self.type is EventType.DONE


def task_of(quick: Api, event: int) -> int:
    return quick.conch_event_task(event)


def read_event(quick: Api, event: int, task: "Optional[Task]") -> Event:
    """A conch_event with everything in it. Borrowed events end with the next one, so all is copied."""
    total = c_uint64()
    moved = quick.conch_event_bytes(event, byref(total))
    percent = quick.conch_event_percent(event)
    remaining = quick.conch_event_remaining_ms(event)
    error = quick.conch_event_error(event)
    return Event(
        type=EventType(quick.conch_event_type(event)), task_id=quick.conch_event_task(event),
        status=Status(quick.conch_event_status(event)), phase=Phase(quick.conch_event_phase(event)),
        percent=None if percent < 0 else percent,
        message=text_of(quick.conch_event_message, event).decode(errors="replace"),
        text=text_of(quick.conch_event_json, event).decode(errors="replace"),
        chunk=text_of(quick.conch_event_chunk, event),
        files=tuple(Path(text_of(quick.conch_event_file, event, index).decode())
                    for index in range(quick.conch_event_file_count(event))),
        remote_id=text_of(quick.conch_event_remote_id, event).decode(errors="replace"),
        http_code=quick.conch_event_http_code(event), bytes=moved, bytes_total=total.value or None,
        remaining=None if remaining < 0 else remaining / 1000,
        error=read_error(quick, error) if error else None, task=task)
