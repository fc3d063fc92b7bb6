"""A connection to the service."""

import asyncio
import atexit
import json
import os
import sys
import threading
import time
import weakref
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int32, c_uint64, c_void_p, cast, sizeof
from types import TracebackType
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Set, Type, Union

from ._library import Library, library
from ._params import Params, plain
from ._raw import Job, Op, Phase, Status, TaskFlags, conch_client_options, conch_task_options, conch_webhook_options
from ._raw import Event as EventType
from ._catalog import operation_number
from .errors import Closed, ConchError, error_of, take_error, taken
from .events import Event, read_event, task_of
from .options import ClientOptions, WebhookOptions
from .task import AsyncBell, Bell, EventCallback, Result, Task

#: The longest stay inside the library in one go: Ctrl-C and other threads get their turn in between.
_SLICE = 0.1
#: How long closing waits for tasks to end in order before it ends them itself.
_CLOSE_PATIENCE = 1.0
#: How often events are looked for where the event loop cannot watch a file descriptor.
_POLL_INTERVAL = 0.05
#: Events that one turn of an event loop takes at most.
_TURN = 64

_open: "weakref.WeakSet[Client]" = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    """The interpreter ends: no thread of ours may be left when it takes itself apart."""
    for client in tuple(_open):
        client.close()


StrPath = Union[str, "os.PathLike[str]"]


class Client:
    """One endpoint, one set of credentials, one worker thread.

    Everything that it is asked to do is a `Task`. Events of tasks are taken, and callbacks run, only by the thread that
    waits for a task, iterates over one, or calls `dispatch()`; with asyncio, by the event loop.

    Closed by `with`, by `close()`, when it is collected, and at the latest when the interpreter ends.
    """

    def __init__(self, api_token: Optional[str] = None, *, base_url: Optional[str] = None, account: Optional[str] = None,
                 download_directory: Optional[StrPath] = None, options: Optional[ClientOptions] = None,
                 on_event: Optional[EventCallback] = None) -> None:
        """
        Args:
            api_token: the service's API token; not needed with the emulator.
            base_url: where the service is; "emulator:" starts a private emulator for this client.
            account: used by operations that take an account when the parameters name none.
            download_directory: where jobs put their files.
            options: everything else; what is given here by name goes before it.
            on_event: called for events of tasks that have no callback of their own, and for log lines.
        """
        self.on_event = on_event
        self._library: Library = library()
        self._tasks: Dict[int, Task] = {}
        self._lock = threading.Lock()  # of _tasks and _sleepers
        self._taking = threading.Lock()  # held by the thread that takes events
        self._taker: Optional[int] = None
        self._sleepers: Set[Bell] = set()
        self._loops: Dict[asyncio.AbstractEventLoop, "_Attachment"] = {}
        struct = conch_client_options()
        self._library.quick.conch_client_options_init(byref(struct), sizeof(struct))
        (options or ClientOptions()).fill(struct)
        ClientOptions(api_token=api_token, base_url=base_url, account=account,
                      download_directory=download_directory).fill(struct)
        handle, error = c_void_p(), c_void_p()
        status = self._library.api.conch_client_create(byref(struct), byref(handle), byref(error))
        if status < 0:
            raise take_error(self._library.quick, error.value, status)
        self._handle = handle.value
        self._destroy = weakref.finalize(self, self._library.api.conch_client_destroy, self._handle)
        self._destroy.atexit = False  # _close_all does more
        _open.add(self)

    # --- asking for things

    def generate(self, params: Union[Params, Mapping[str, Any]], kind: Union[Job, int, None] = None, *,
                 directory: Optional[StrPath] = None, file_name: Optional[str] = None, deadline: Optional[float] = None,
                 download: bool = True, overwrite: bool = False, allow_unknown: bool = False, priority: int = 0,
                 on_event: Optional[EventCallback] = None) -> Task:
        """Starts a job: from a prompt to finished files. Returns at once.

        Args:
            params: e.g. `VideoParams(prompt=…)`, or a mapping with the service's own names together with `kind`.
            kind: what to make; known from `params` when those are of one of the classes.
            directory: where its files go; None: the client's `download_directory`.
            file_name: name of the first file; None: made from kind, time and id.
            deadline: seconds after which it ends with `TimedOut`; a job at the service lives on.
            download: False ends the job when its result exists at the service.
            overwrite: replaces a file of the same name instead of numbering the new one.
            allow_unknown: lets models, options and fields pass that the catalog does not know.
            priority: which of the jobs that wait for a place is created first; the highest.
            on_event: called for each of its events.
        """
        if isinstance(params, Params):
            kind = params.KIND if kind is None else kind
            params = params.as_dict()
        if kind is None:
            raise TypeError("generate() needs `kind` when the parameters are a mapping")
        flags = TaskFlags.OVERWRITE if overwrite else TaskFlags.DEFAULT
        flags |= TaskFlags.DEFAULT if download else TaskFlags.NO_DOWNLOAD
        options = self._task_options(flags, allow_unknown, deadline)
        options.directory = _encoded(directory)
        options.file_name = _encoded(file_name)
        options.priority = priority
        return self._start(self._library.api.conch_generate, kind, params, options, on_event)

    def call(self, operation: Union[str, Op, int], params: Optional[Mapping[str, Any]] = None, *,
             files: Sequence[StrPath] = (), deadline: Optional[float] = None, allow_unknown: bool = False,
             on_event: Optional[EventCallback] = None) -> Task:
        """Starts one operation of the service, e.g. "videos.list". Returns at once; the task's result has the answer."""
        options = self._task_options(TaskFlags.DEFAULT, allow_unknown, deadline)
        # Kept by the struct until the library has its copy.
        encoded = [os.fsencode(file) for file in files]
        array = (c_char_p * len(encoded))(*encoded)
        options.files = cast(array, POINTER(c_char_p))
        options.file_count = len(encoded)
        return self._start(self._library.api.conch_call, operation_number(operation), params or {}, options, on_event)

    def list(self, operation: Union[str, Op, int], params: Optional[Mapping[str, Any]] = None, *, most: int = 0,
             deadline: Optional[float] = None, allow_unknown: bool = False, on_event: Optional[EventCallback] = None) -> Task:
        """Reads a whole list of the service, page by page: one CHUNK event a page, whose `json` is a list of items.

        Args:
            operation: one of those that list, e.g. "videos.list".
            most: ends after so many items; 0: all.
        """
        options = self._task_options(TaskFlags.DEFAULT, allow_unknown, deadline)

        def conch_list(handle: Any, what: int, text: bytes, *rest: Any) -> int:
            return self._library.api.conch_list(handle, what, text, most, *rest)
        return self._start(conch_list, operation_number(operation), params or {}, options, on_event)

    def items(self, operation: Union[str, Op, int], params: Optional[Mapping[str, Any]] = None, *,
              most: int = 0) -> Iterator[Any]:
        """The items of a whole list, one by one; `client.list()` for events and for coroutines."""
        for event in self.list(operation, params, most=most):
            if event.type is EventType.CHUNK:
                yield from event.json

    async def generate_async(self, params: Union[Params, Mapping[str, Any]], kind: Union[Job, int, None] = None,
                             **options: Any) -> Result:
        """`generate()`, awaited. Cancelling the coroutine cancels the job here; at the service it lives on."""
        return await _awaited(self.generate(params, kind, **options))

    async def call_async(self, operation: Union[str, Op, int], params: Optional[Mapping[str, Any]] = None,
                         **options: Any) -> Result:
        """`call()`, awaited."""
        return await _awaited(self.call(operation, params, **options))

    def tasks(self) -> List[Task]:
        """Everything that was started here and whose end nobody took yet, oldest first."""
        with self._lock:
            return list(self._tasks.values())

    # --- the journal

    def jobs(self, state: Optional[str] = None, job: Optional[str] = None, limit: int = 0, *,
             on_event: Optional[EventCallback] = None) -> Task:
        """Reads the journal: jobs of this program, of others that run, and of those that ended, newest first.

        The result's `json` has them under "jobs". Nothing is asked of the service.

        Args:
            state: "unfinished" or "ended".
            job: only the one with this id.
            limit: at most so many; 0: all.
            on_event: called with the task's events.
        """
        wanted = {"state": state, "job": job, "limit": limit}
        given = json.dumps({name: value for name, value in wanted.items() if value}).encode()
        return self._start_journal(self._library.api.conch_jobs_list, given, on_event)

    def restore(self, job: Optional[str] = None, *, on_event: Optional[EventCallback] = None) -> Task:
        """Brings back unfinished jobs that nobody works on, or the one with this id.

        When the task has ended, `task.restored` are the tasks of the jobs; `on_event` holds for all of them.
        """
        return self._start_journal(self._library.api.conch_jobs_restore, None if job is None else job.encode(), on_event,
                                   restores=True)

    def forget(self, job: str) -> Task:
        """Takes a job out of the journal. Nothing happens at the service and to files."""
        return self._start_journal(self._library.api.conch_job_forget, job.encode())

    def pause(self) -> None:
        """Holds back what costs: jobs that wait to be created stay waiting. Those that run are followed to their end."""
        self._check(self._library.quick.conch_client_pause(self._handle))

    def resume(self) -> None:
        """Ends a pause."""
        self._check(self._library.quick.conch_client_resume(self._handle))

    # --- taking events

    def dispatch(self, max_events: int = 0, timeout: float = 0.0) -> int:
        """Takes events and runs their callbacks on this thread; call it from your frame or timer function.

        An exception of a callback comes out of here. Nothing is lost by that: the next call goes on with the next event.

        Args:
            max_events: at most so many; 0: all that are there.
            timeout: seconds to wait for the first one.
        Returns:
            how many events were taken.
        """
        count = 0
        while (max_events <= 0 or count < max_events) and not (count and self.closed):
            if not self._take(timeout if count == 0 else 0.0):
                break
            count += 1
        return count

    def wakeup_fd(self) -> int:
        """A file descriptor that is readable while events wait, for loops of other makes. Never read from or close it."""
        fd = c_int32()
        self._check(self._library.quick.conch_client_wakeup_fd(self._handle, byref(fd)))
        return fd.value

    # --- the service's callbacks

    def listen(self, options: Optional[WebhookOptions] = None) -> str:
        """Lets the service call back on news of jobs; the address that jobs which start afterwards send as replyUrl."""
        struct = conch_webhook_options()
        self._library.quick.conch_webhook_options_init(byref(struct), sizeof(struct))
        (options or WebhookOptions()).fill(struct)
        url, error = c_char_p(), c_void_p()
        status = self._library.api.conch_webhook_listen(self._handle, byref(struct), byref(url), byref(error))
        if status < 0:
            raise take_error(self._library.quick, error.value, status)
        return taken(url).decode()

    def stop_listening(self) -> None:
        """Ends `listen()`."""
        self._check(self._library.api.conch_webhook_stop(self._handle))

    def deliver(self, body: bytes) -> None:
        """Hands over a callback that a server of your own received: the job it names is looked at now."""
        self._check(self._library.api.conch_webhook_deliver(self._handle, body, len(body)))

    # --- the end

    @property
    def closed(self) -> bool:
        return not self._destroy.alive

    def close(self) -> None:
        """Cancels everything here and ends the client. Jobs at the service live on. No callback runs from now on."""
        if self.closed:
            return
        self._library.api.conch_client_close(self._handle)
        if self._taker != threading.get_ident():
            self._let_tasks_end()
        self._destroy()
        with self._lock:
            left, self._tasks = self._tasks, {}
        for task in left.values():
            task._deliver(_abandoned(task))

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], value: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<conch.Client {'closed' if self.closed else f'{len(self._tasks)} tasks'}>"

    # --- inside

    def _check(self, status: int) -> None:
        if status < 0:
            raise error_of(status)

    def _task_options(self, flags: TaskFlags, allow_unknown: bool, deadline: Optional[float]) -> conch_task_options:
        options = conch_task_options()
        self._library.quick.conch_task_options_init(byref(options), sizeof(options))
        options.flags = flags | (TaskFlags.ALLOW_UNKNOWN if allow_unknown else TaskFlags.DEFAULT)
        options.deadline_ms = int(deadline * 1000) if deadline else 0
        return options

    def _start_journal(self, function: Callable[..., int], text: Optional[bytes],
                       on_event: Optional[EventCallback] = None, restores: bool = False) -> Task:
        options = self._task_options(TaskFlags.DEFAULT, False, None)
        return self._submit(lambda *rest: function(self._handle, text, *rest), options, on_event, restores)

    def _start(self, function: Callable[..., int], what: int, params: Mapping[str, Any], options: conch_task_options,
               on_event: Optional[EventCallback]) -> Task:
        text = json.dumps(plain(params), ensure_ascii=False).encode(errors="surrogatepass")
        return self._submit(lambda *rest: function(self._handle, what, text, *rest), options, on_event)

    def _submit(self, submit: Callable[..., int], options: conch_task_options, on_event: Optional[EventCallback],
                restores: bool = False) -> Task:
        number, error = c_uint64(), c_void_p()
        # The taker looks a task up under the same lock, so no event comes before the task is known.
        with self._lock:
            status = submit(byref(options), byref(number), byref(error))
            if status >= 0:
                task = self._tasks[number.value] = Task(self, number.value, on_event, restores)
                return task
        raise take_error(self._library.quick, error.value, status)

    def _take(self, timeout: float, run_callbacks: bool = True) -> bool:
        """Takes one event, if one comes in time and no other thread is at it."""
        self._refuse_in_callbacks()
        until = time.monotonic() + timeout
        if not self._taking.acquire(timeout=max(timeout, 0.0)):
            return False
        while True:
            left = until - time.monotonic()
            if self._take_and_let_go(min(left, _SLICE), run_callbacks):
                return True
            if left <= _SLICE or not self._taking.acquire(timeout=left - _SLICE):
                return False

    def _take_and_let_go(self, timeout: float, run_callbacks: bool = True) -> bool:
        """One look for an event, with `_taking` held, which it lets go."""
        try:
            self._taker = threading.get_ident()
            pointer = c_void_p()
            status = self._library.api.conch_client_next_event(self._handle, int(max(timeout, 0.0) * 1000), byref(pointer))
            if status == Status.OK and pointer.value:
                self._route(pointer.value, run_callbacks)
                return True
            self._check(status)
            return False
        finally:
            self._taker = None
            self._taking.release()
            self._pass_on()

    def _refuse_in_callbacks(self) -> None:
        if self._taker == threading.get_ident():
            raise error_of(Status.E_REENTRANT, "a callback may not wait for or take events of its own client")

    def _route(self, pointer: int, run_callbacks: bool) -> None:
        quick = self._library.quick
        with self._lock:
            task = self._tasks.get(task_of(quick, pointer))
        event = read_event(quick, pointer, task)
        if event.done:
            with self._lock:
                self._tasks.pop(event.task_id, None)
                if task is not None and task.restores and event.error is None:
                    self._welcome(task, event.json["restored"])
        if task is not None:
            task._deliver(event)
        callback = task.on_event if task is not None and task.on_event is not None else self.on_event
        if callback is not None and run_callbacks:
            callback(event)

    def _welcome(self, task: Task, restored_jobs: Sequence[Mapping[str, Any]]) -> None:
        """Restored jobs become tasks before their first events come."""
        for item in restored_jobs:
            restored = Task(self, int(item["task"]), task.on_event)
            self._tasks[restored.id] = restored
            task.restored.append(restored)

    def _serve(self, task: Task, ready: Callable[[], bool], timeout: Optional[float]) -> bool:
        """Takes events, or waits for another thread to take them, until `ready`; in slices."""
        self._refuse_in_callbacks()
        until = None if timeout is None else time.monotonic() + timeout
        bell = Bell()
        task._bells.add(bell)
        with self._lock:
            self._sleepers.add(bell)
        try:
            while not ready():
                left = _SLICE if until is None else min(until - time.monotonic(), _SLICE)
                if left <= 0:
                    return False
                if not self._taking.acquire(blocking=False):
                    bell.wait(left)
                    continue
                try:
                    self._take_and_let_go(left)
                except Closed:  # another thread is closing the client and will say how the task ended
                    bell.wait(left)
                    if not ready():
                        raise
            return True
        finally:
            task._bells.discard(bell)
            with self._lock:
                self._sleepers.discard(bell)
            self._pass_on()

    def _pass_on(self) -> None:
        """Lets another waiting thread take the events from now on."""
        with self._lock:
            bell = next(iter(self._sleepers), None)
        if bell is not None:
            bell.ring()

    async def _serve_async(self, task: Task, ready: Callable[[], bool]) -> None:
        if ready():
            return
        loop = asyncio.get_running_loop()
        bell = AsyncBell(loop)
        task._bells.add(bell)
        try:
            with self._attached(loop):
                while not ready():
                    await bell.wait()
        finally:
            task._bells.discard(bell)

    @contextmanager
    def _attached(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Lets the loop take events as long as somebody waits in it."""
        attachment = self._loops.get(loop)
        if attachment is None:
            attachment = self._loops[loop] = _Attachment(self, loop)
        attachment.users += 1
        try:
            yield
        finally:
            attachment.users -= 1
            if attachment.users == 0:
                del self._loops[loop]
                attachment.detach()

    def _let_tasks_end(self) -> None:
        """After conch_client_close(): takes what the tasks have to say last, without running callbacks."""
        until = time.monotonic() + _CLOSE_PATIENCE
        try:
            while self._tasks and time.monotonic() < until:
                self._take(_SLICE, run_callbacks=False)
        except ConchError:  # E_CLOSED: all were taken
            pass
        for attachment in list(self._loops.values()):
            attachment.detach()


class _Attachment:
    """A client in an event loop."""

    def __init__(self, client: Client, loop: asyncio.AbstractEventLoop) -> None:
        self.users = 0
        self._client = client
        self._loop = loop
        self._fd = -1
        self._timer: Optional[asyncio.TimerHandle] = None
        try:
            self._fd = client.wakeup_fd()
            loop.add_reader(self._fd, self._take)
        except (NotImplementedError, ConchError):  # the loop or the platform has no such thing
            self._fd = -1
            self._poll()

    def detach(self) -> None:
        if self._fd >= 0:
            if not self._loop.is_closed():
                self._loop.remove_reader(self._fd)
            self._fd = -1
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _poll(self) -> None:
        self._take()
        self._timer = self._loop.call_later(_POLL_INTERVAL, self._poll)

    def _take(self) -> None:
        # The reader's callback of asyncio must not raise: one bad callback would look like a defect of the loop.
        for _ in range(_TURN):
            try:
                if not self._client._take(0.0):
                    return
            except ConchError as error:
                if error.status in (Status.E_CLOSED, Status.E_HANDLE):
                    return self.detach()
                self._report(error)
            except Exception as error:
                self._report(error)

    def _report(self, error: Exception) -> None:
        self._loop.call_exception_handler({"message": "an exception in a callback for events of conch", "exception": error})


async def _awaited(task: Task) -> Result:
    try:
        return await task
    except asyncio.CancelledError:
        task.cancel()
        raise


def _encoded(path: Optional[StrPath]) -> Optional[bytes]:
    return None if path is None else os.fsencode(path)


def _abandoned(task: Task) -> Event:
    """What a task ends with when its client goes before it."""
    error = error_of(Status.E_CANCELLED, "the client was closed before this task ended; a job at the service lives on")
    return Event(EventType.DONE, task.id, error.status, Phase.ENDED, None, error.message, "", b"", (), "", 0, 0, None, None,
                 error, task)
