"""One thing that a client was asked to do."""

import asyncio
import threading
from collections import deque
from ctypes import byref, sizeof
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Deque, Generator, Iterator, List, Optional, Set, Tuple, Union

from ._raw import Cancel, Phase, Status, conch_task_info
from ._raw import Event as EventType
from .errors import ConchError, error_of
from .events import Event

if TYPE_CHECKING:
    from .client import Client

EventCallback = Callable[[Event], Any]


@dataclass(frozen=True)
class Result:
    """What a task brought."""

    files: Tuple[Path, ...]
    text: str  #: the service's JSON, as it came
    json: Any  #: the same as Python's objects
    remote_id: str  #: the service's id of the job; "" for a call
    http_code: int

    @property
    def file(self) -> Path:
        """The first file; for jobs that make one."""
        return self.files[0]


@dataclass(frozen=True)
class TaskInfo:
    """What is known about a task at this moment."""

    phase: Phase
    status: Status  #: how it ended; OK as long as it has not
    percent: Optional[int]
    remaining: Optional[float]  #: seconds
    elapsed: float  #: seconds since it was accepted
    bytes: int
    bytes_total: Optional[int]


class Bell:
    """Wakes one thread that waits for news."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ring(self) -> None:
        self._event.set()

    def wait(self, timeout: float) -> None:
        self._event.wait(timeout)
        self._event.clear()


class AsyncBell:
    """Wakes one coroutine that waits for news; can be rung from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._event = asyncio.Event()

    def ring(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._event.set)
        except RuntimeError:  # the loop was closed; nobody waits there any more
            pass

    async def wait(self) -> None:
        await self._event.wait()
        self._event.clear()


class Task:
    """A call or a job that was started. Wait with `result()`, iterate over its events, or await it.

    Waiting takes events, so it runs the callbacks of other tasks of the same client too, on the thread that waits.
    """

    def __init__(self, client: "Client", task_id: int, on_event: Optional[EventCallback], restores: bool = False) -> None:
        #: The client that runs it.
        self.client = client
        #: Its number, never used twice.
        self.id = task_id
        #: Called for each of its events by the thread that takes them.
        self.on_event = on_event
        #: Of `client.restore()`, when it has ended: the tasks of the jobs that it brought back.
        self.restored: List["Task"] = []
        self.restores = restores
        self._events: Deque[Event] = deque()
        self._end: Optional[Event] = None
        self._bells: Set[Union[Bell, AsyncBell]] = set()

    def __repr__(self) -> str:
        state = "running" if self._end is None else self._end.status.name
        return f"<conch.Task {self.id} {state}>"

    # --- what it is doing

    def done(self) -> bool:
        """Whether its DONE event was taken. Takes no events itself."""
        return self._end is not None

    def state(self) -> TaskInfo:
        """What the library knows at this moment, whether or not events are taken."""
        info = conch_task_info()
        quick = self.client._library.quick
        quick.conch_task_info_init(byref(info), sizeof(info))
        self.client._check(quick.conch_task_state(self.client._handle, self.id, byref(info)))
        return TaskInfo(Phase(info.phase), Status(info.status), None if info.percent < 0 else info.percent,
                        None if info.remaining_ms < 0 else info.remaining_ms / 1000, info.elapsed_ms / 1000, info.bytes,
                        info.bytes_total or None)

    def cancel(self, where: Cancel = Cancel.HERE) -> None:
        """Asks for an end: here (a job at the service lives on) or everywhere. Never blocks; may be called twice."""
        status = self.client._library.quick.conch_task_cancel(self.client._handle, self.id, where)
        if status != Status.E_NOT_FOUND:  # long over: nothing to cancel
            self.client._check(status)

    # --- waiting

    def wait(self, timeout: Optional[float] = None) -> bool:
        """Waits until it has ended, at most `timeout` seconds; says whether it has. Ctrl-C ends the wait, not the task."""
        return self.client._serve(self, self.done, timeout)

    def result(self, timeout: Optional[float] = None) -> Result:
        """Waits for the end. Raises what went wrong, or TimedOut after `timeout` seconds; the task then goes on."""
        if not self.wait(timeout):
            raise error_of(Status.E_TIMEOUT, f"task {self.id} has not ended within {timeout} s; it goes on")
        return self._outcome()

    def exception(self, timeout: Optional[float] = None) -> Optional[ConchError]:
        """Waits for the end and tells what went wrong; None when all went well."""
        if not self.wait(timeout):
            raise error_of(Status.E_TIMEOUT, f"task {self.id} has not ended within {timeout} s; it goes on")
        assert self._end is not None
        return self._end.error

    def show(self, stream: Any = None) -> Result:
        """Like `result()`, with progress on the terminal or in the notebook meanwhile."""
        from .progress import show
        return show(self, stream)

    def __iter__(self) -> Iterator[Event]:
        """Its events as they come, DONE last; then raises what went wrong, if anything did. For one reader."""
        while True:
            self.client._serve(self, self._has_news, None)
            event = self._next_event()
            if event is None:
                return
            yield event

    async def __aiter__(self) -> AsyncIterator[Event]:
        while True:
            await self.client._serve_async(self, self._has_news)
            event = self._next_event()
            if event is None:
                return
            yield event

    def __await__(self) -> Generator[Any, None, Result]:
        return self._result_async().__await__()

    async def _result_async(self) -> Result:
        await self.client._serve_async(self, self.done)
        return self._outcome()

    # --- for the client

    def _has_news(self) -> bool:
        return bool(self._events) or self._end is not None

    def _next_event(self) -> Optional[Event]:
        if self._events:
            return self._events.popleft()
        self._outcome()
        return None

    def _outcome(self) -> Result:
        end = self._end
        assert end is not None
        if end.error is not None:
            raise end.error
        return Result(end.files, end.text, end.json, end.remote_id, end.http_code)

    def _deliver(self, event: Event) -> None:
        """Keeps the event for a reader. Progress that nobody read yet gives way to newer, as in the library's queue."""
        if event.type is EventType.PROGRESS and self._events and self._events[-1].type is EventType.PROGRESS:
            self._events[-1] = event
        elif event.type is not EventType.LOG:
            self._events.append(event)
        if event.done:
            self._end = event
        self._ring()

    def _ring(self) -> None:
        for bell in tuple(self._bells):
            bell.ring()
