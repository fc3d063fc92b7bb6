"""Progress of a task on a terminal, in a notebook, or line by line in a log."""

import html
import sys
from importlib import import_module
from typing import Any, Optional, TextIO

from ._raw import Event as EventType
from ._raw import Phase
from .events import Event
from .task import Result, Task

_BAR = 24


def describe(event: Event) -> str:
    """One line: the phase, how far it is, how long it may still take, and what the service says."""
    parts = [event.phase.name.lower()]
    if event.percent is not None:
        parts[0] += f" {event.percent} %"
    if event.remaining is not None:
        parts.append(f"{int(event.remaining) // 60}:{int(event.remaining) % 60:02d} left")
    if event.message:
        parts.append(event.message)
    return ", ".join(parts)


def show(task: Task, stream: Optional[TextIO] = None) -> Result:
    """Waits for the task, showing its progress meanwhile."""
    display = _display(stream)
    try:
        for event in task:
            display.update(event)
    finally:
        display.end()
    return task.result()


async def show_async(task: Task, stream: Optional[TextIO] = None) -> Result:
    """The same for coroutines."""
    display = _display(stream)
    try:
        async for event in task:
            display.update(event)
    finally:
        display.end()
    return await task


class _Lines:
    """For logs and pipes: one line a phase."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._phase: Optional[Phase] = None

    def update(self, event: Event) -> None:
        if event.type is EventType.PROGRESS and event.phase is not self._phase:
            self._phase = event.phase
            print(describe(event), file=self._stream, flush=True)

    def end(self) -> None:
        pass


class _Terminal:
    """One line that is written over."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def update(self, event: Event) -> None:
        if event.type is EventType.PROGRESS:
            full = _BAR * (event.percent or 0) // 100
            self._stream.write(f"\r[{'#' * full}{'.' * (_BAR - full)}] {describe(event)}\x1b[K")
            self._stream.flush()

    def end(self) -> None:
        self._stream.write("\r\x1b[K")
        self._stream.flush()


class _Notebook:
    """A bar in the cell's output."""

    def __init__(self, module: Any) -> None:
        self._html = module.HTML
        self._handle = module.display(module.HTML(""), display_id=True)

    def update(self, event: Event) -> None:
        if event.type is EventType.PROGRESS:
            value = "" if event.percent is None else f' value="{event.percent}"'
            self._handle.update(self._html(f'<progress max="100"{value}></progress> {html.escape(describe(event))}'))

    def end(self) -> None:
        self._handle.update(self._html(""))


def _display(stream: Optional[TextIO]) -> Any:
    if stream is None:
        # Only where IPython is there already: nothing is imported for its sake.
        shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
        if shell is not None and hasattr(shell, "kernel"):
            return _Notebook(import_module("IPython.display"))
        stream = sys.stderr
    return _Terminal(stream) if stream.isatty() else _Lines(stream)
