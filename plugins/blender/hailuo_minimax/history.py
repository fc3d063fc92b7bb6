"""What earlier sessions of Blender asked for, from the library's journal: jobs that go on, and results."""

from . import conch

SHOWN = 30

_KINDS = {"video": "VIDEO", "image": "IMAGE", "speech": "SPEECH", "music": "MUSIC"}


class _History:
    def __init__(self):
        self.client = None
        self.ended = []
        self.restored = {}  # by the journal's id


_history = _History()


def open(client):
    """Brings back what was left unfinished. The answers come with ticks."""
    _history.client = client
    client.restore(on_event=_on_restored)
    refresh()


def refresh():
    """Reads the results again; one that is being read for already is enough."""
    if _history.client is not None and not _history.client.closed:
        _history.client.jobs(state="ended", limit=SHOWN, on_event=_on_ended)


def clear():
    _history.__init__()


def earlier():
    """Results, newest first, without those that the session shows itself."""
    from . import session
    shown = {file for work in session.works() for file in work.files}
    return [work for work in _history.ended if not shown.intersection(work.files)]


def _work(job):
    from .session import Work
    return Work(_KINDS[job["kind"]], job.get("prompt", ""), files=list(job["files"]), name=job["job"], job=job["job"],
                text="made earlier", ended=True, placed=True)


def _on_ended(event):
    if event.done and event.error is None:
        _history.ended = [_work(job) for job in event.json["jobs"] if job["files"] and job["kind"] in _KINDS]


def _on_restored(event):
    """Only for the restoration itself: its tasks get callbacks of their own before their events come."""
    if not event.task.restores or not event.done or event.error is not None:
        return
    from . import session
    for task, job in zip(event.task.restored, event.json["restored"]):
        work = session.Work(_KINDS.get(job["kind"], "VIDEO"), "", task=task, job=job["job"])
        # Which scene had asked is not known any more: the result waits for its button.
        work.placed = True
        work.text = "goes on"
        task.on_event = work.read
        _history.restored[work.job] = work
        session.adopt(work)
    if event.task.restored:
        _history.client.jobs(limit=300, on_event=_on_named)


def _on_named(event):
    if event.done and event.error is None:
        for job in event.json["jobs"]:
            work = _history.restored.pop(job["job"], None)
            if work is not None:
                work.prompt = job.get("prompt", "")
