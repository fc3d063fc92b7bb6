"""The client, what it works on, and `tick()`, by which everything goes on: Blender's timer calls it where there is a
window, scripts and `wait()` call it where there is none (timers stand still in background mode)."""

import os
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import bpy

from . import conch, connection, form as forms, history, placing, preferences
from .stopwatch import measured, note

BUSY, IDLE = 0.1, 1.0  # seconds between two ticks
EVENTS = 32  # at most, a tick
KEPT = 20  # pieces of work that have ended, in the list


@dataclass
class Work:
    """One thing that is being made, or was."""

    kind: str
    prompt: str
    use: str = "DATABLOCK"
    scene: str = ""
    frame: int = 1
    task: object = None
    text: str = "checking"
    percent: int = 0
    failed: bool = False
    ended: bool = False
    placed: bool = False
    files: list = field(default_factory=list)
    name: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    job: str = ""  # its id in the journal, where that is known

    def read(self, event):
        """Called inside dispatch()."""
        if event.type is conch.EventType.PROGRESS:
            left = f", {event.remaining:.0f} s left" if event.remaining is not None else ""
            share = f" {event.percent} %" if event.percent is not None else ""
            self.text = f"{event.phase.name.lower()}{share}{left}"
            self.percent = event.percent or 0
        elif event.done:
            self.ended = True
            self.failed = event.error is not None
            self.text = event.error.message if event.error else "done"
            self.files = [str(file) for file in event.files]
            history.refresh()


class _Session:
    def __init__(self):
        self.client = None
        self.works = []
        self.voices = []
        self.earlier = []  # clients of another connection, until their work has ended
        self.online = []  # those that reach beyond this machine


_session = _Session()


def works():
    """Newest first."""
    return list(reversed(_session.works))


def voices():
    return list(_session.voices)


def busy():
    return any(not work.ended for work in _session.works)


# --- the client

def _offline():
    found = preferences.get()
    return bool(found and found.offline)


def _online_access():
    """Blender 4.2 and newer have a switch; older ones let add-ons decide."""
    return getattr(bpy.app, "online_access", True)


@measured
def client():
    """Made on first use. Raises ValueError with a sentence for the user."""
    if not _offline() and not _online_access():
        raise ValueError("Online access is off in Blender's preferences (System, Network). Allow it, or try offline.")
    if _session.client is not None:
        return _session.client
    stored = connection.load()
    options = conch.ClientOptions(user_agent="blender-hailuo/1.0", proxy=stored["proxy"] or None,
                                  poll_interval_ms=stored["poll_interval_ms"])
    try:
        if _offline():
            options.poll_interval_ms = 100
            _make_emulator_executable()
            _session.client = conch.Client(base_url="emulator:?speed=20", options=options)
        elif not stored["api_token"]:
            raise ValueError("There is no API token yet: see the add-on's preferences, or try offline there.")
        else:
            options.state_directory = connection.folder() / "jobs"
            _session.client = conch.Client(stored["api_token"], base_url=stored["base_url"] or None, options=options)
            _session.online.append(_session.client)
            history.open(_session.client)
    except conch.ConchError as error:
        raise ValueError(error.message) from error
    return _session.client


def _make_emulator_executable():
    """Blender unpacks add-ons without the permissions of their files."""
    program = Path(conch.library_path()).with_name("conch-emulator")
    if program.exists() and not os.access(program, os.X_OK):
        program.chmod(0o755)


def reconnect():
    """The connection has changed: the next piece of work makes a new client, those that run go on."""
    if _session.client is not None:
        _session.earlier.append(_session.client)
        _session.client = None


# --- asking for things

def result_folder():
    found = preferences.get()
    wanted = found.folder if found else "//hailuo"
    if wanted.startswith("//") and not bpy.data.filepath:
        return Path(bpy.app.tempdir, wanted[2:])
    return Path(bpy.path.abspath(wanted))


def generate(scene, values=None):
    """Starts what the scene's form says, after setting `values` in it. Returns the Work; raises ValueError with a
    sentence for the user when it cannot be done."""
    form = scene.hailuo
    if values:
        forms.fill(form, values)
    found = preferences.get()
    folder = result_folder()
    picture = forms.picture_of(form, scene, Path(bpy.app.tempdir))
    begin = time.perf_counter()
    kind, params = forms.params(form, picture, found.account if found else "")
    work = Work(form.kind, form.prompt, form.use, scene.name, scene.frame_current)
    if form.kind in ("VIDEO", "IMAGE"):
        params["replyRef"] = f"blender-{work.name}"
    try:
        work.task = client().generate(params, kind, directory=folder, on_event=work.read)
    except conch.ConchError as error:
        raise ValueError(error.message) from error
    finally:
        note("generate", time.perf_counter() - begin)
    _session.works.append(work)
    _start_timer()
    return work


@measured
def cancel(name):
    """At the service too."""
    for work in _session.works:
        if work.name == name and not work.ended:
            work.task.cancel(conch.Cancel.EVERYWHERE)


def find(name):
    return next((work for work in [*_session.works, *history.earlier()] if work.name == name), None)


def adopt(work):
    """Work that an earlier session of Blender started."""
    _session.works.append(work)
    _start_timer()


def list_voices():
    """Asks the service; the answer comes with a tick."""
    names = []

    def read(event):
        if event.type is conch.EventType.CHUNK:
            names.extend(f"{voice['voice_id']} {voice.get('voice_name', '')}".strip() for voice in event.json)
        elif event.done and event.error is None:
            _session.voices = names
    found = preferences.get()
    client().list("audio.voices", {"account": found.account} if found and found.account else {}, on_event=read)
    _start_timer()


# --- going on

def tick():
    """Takes what has come and puts results into their scenes. Returns when to be called again, as timers want it."""
    if _session.online and not _online_access():
        _leave_the_network()
    take_events()
    changed = _place_what_ended()
    if changed or busy():
        _redraw()
    _forget_old()
    return BUSY if busy() or any(each.tasks() for each in _clients()) else IDLE


@measured
def _leave_the_network():
    """Online access was taken away: jobs at the service live on and come back with it."""
    for each in _session.online:
        each.close()
    for work in _session.works:
        if not work.ended and work.task.client in _session.online:
            work.ended = work.failed = True
            work.text = "Online access is off. It goes on at the service and comes back when access is allowed."
    if _session.client in _session.online:
        _session.client = None
        history.clear()
    _session.online.clear()


@measured
def take_events():
    for each in _clients():
        try:
            each.dispatch(EVENTS)
        except conch.Closed:
            pass


def _clients():
    return [each for each in [_session.client, *_session.earlier] if each is not None and not each.closed]


def _place_what_ended():
    """One result a tick: loading a clip takes Blender some time."""
    for work in _session.works:
        if work.ended and not work.failed and not work.placed:
            work.placed = True
            place(work)
            return True
    return False


def place(work, scene=None, frame=None):
    """Puts a result into the scene that asked for it, or into another one."""
    scene = scene or bpy.data.scenes.get(work.scene) or bpy.context.scene
    begin = time.perf_counter()
    try:
        made = placing.place(work, scene, work.frame if frame is None else frame)
        work.text = f"done: {made}"
    except (RuntimeError, IndexError) as reason:
        work.failed = True
        work.text = f"{', '.join(work.files) or 'The result'} cannot be used: {reason}"
    note("placing (Blender loads the file)", time.perf_counter() - begin)


def _forget_old():
    ended = [work for work in _session.works if work.ended]
    for work in ended[:-KEPT]:
        _session.works.remove(work)


def _redraw():
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type in {"SEQUENCE_EDITOR", "IMAGE_EDITOR", "VIEW_3D"}:
                area.tag_redraw()


def wait(seconds):
    """For scripts: ticks until all work has ended and was placed, or the time is over; says which."""
    until = time.monotonic() + seconds
    while busy() or any(work.ended and not work.failed and not work.placed for work in _session.works):
        if time.monotonic() > until:
            return False
        tick()
        time.sleep(0.01)
    return True


def _start_timer():
    if not bpy.app.background and not bpy.app.timers.is_registered(tick):
        bpy.app.timers.register(tick, first_interval=BUSY, persistent=True)


def start():
    """With a window, what an earlier session left goes on at once; in background when something is asked for."""
    _start_timer()
    if not bpy.app.background and connection.load()["api_token"]:
        bpy.app.timers.register(_go_on, first_interval=BUSY)


def _go_on():
    try:
        client()
    except ValueError as reason:
        print(f"Hailuo: {reason}")


@measured
def stop():
    """Ends the clients; jobs at the service live on."""
    for timer in (tick, _go_on):
        if bpy.app.timers.is_registered(timer):
            bpy.app.timers.unregister(timer)
    for each in _clients():
        each.close()
    _session.__init__()
    history.clear()
