"""The shared list of behaviours (../behaviours.json) in Python, and what only Python has."""

import asyncio
import ctypes
import dataclasses
import gc
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
import types
from pathlib import Path

import conch
from conch import _raw
from conch._library import library

URL = os.environ["CONCH_TEST_URL"]
FOLDER = Path(os.environ["CONCH_TEST_FOLDER"])
DATA = {b["id"]: b.get("with", {}) for b in json.loads(Path(os.environ["CONCH_TEST_BEHAVIOURS"]).read_text())["behaviours"]}
MODEL = json.loads(Path(os.environ["CONCH_TEST_MODEL"]).read_text())
CHECKS = {}


def check(name):
    def register(function):
        CHECKS[name] = function
        return function
    return register


def client(**more):
    options = conch.ClientOptions(poll_interval_ms=100)
    return conch.Client("test-token", base_url=URL, download_directory=FOLDER / "out", options=options, **more)


def raised(kind, function, *arguments, **named):
    try:
        function(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__} was raised")


def equal(found, wanted):
    assert found == wanted, f"{found!r} is not {wanted!r}"


def heard(events):
    """A callback that keeps the ends."""
    return lambda event: events.append(event) if event.done else None


def until(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def accepted(task):
    """Dispatches until the service has the job; its id."""
    for event in task:
        if event.remote_id:
            return event.remote_id
    raise AssertionError("the job was never accepted")


# --- the shared list


@check("layout")
def _(data):
    for wanted in MODEL["structs"]:
        found = getattr(_raw, wanted["name"])
        equal((wanted["name"], ctypes.sizeof(found)), (wanted["name"], wanted["size"]))
        equal([(n, getattr(found, n).offset, getattr(found, n).size) for n, *_ in found._fields_],
              [(f["name"], f["offset"], f["size"]) for f in wanted["fields"]])
    for group in MODEL["enums"]:
        found = getattr(_raw, "".join(w.capitalize() for w in group["name"].split("_")))
        equal({m: int(v) for m, v in found.__members__.items()},
              {v["name"][len(group["prefix"]):]: v["value"] for v in group["values"]})
    for function in MODEL["functions"]:
        assert getattr(library().api, function["name"]).argtypes is not None


@check("create")
def _(data):
    with client() as one:
        assert not one.closed and conch.thread_count() >= 1
    error = raised(conch.ConchError, conch.Client, "t", base_url=data["bad_base_url"])
    equal((error.field, "CONCH_" + error.status.name), (data["field"], data["status"]))
    assert data["field"] in error.message


@check("older-struct")
def _(data):
    options = _raw.conch_client_options()
    library().quick.conch_client_options_init(ctypes.byref(options), ctypes.sizeof(options))
    options.struct_size = _raw.conch_client_options.poll_interval_ms.offset
    options.poll_interval_ms = 0xFFFFFFFF
    options.api_token, options.base_url = b"t", URL.encode()
    handle = ctypes.c_void_p()
    equal(library().api.conch_client_create(ctypes.byref(options), ctypes.byref(handle), None), 0)
    library().api.conch_client_destroy(handle)


@check("call")
def _(data):
    with client() as one:
        result = one.call(data["operation"]).result(30)
        assert len(result.json) >= data["at_least"] and result.http_code == 200 and result.files == ()
        equal(json.loads(result.text), result.json)


@check("job")
def _(data):
    seen = []
    with client() as one:
        task = one.generate(conch.VideoParams(data["prompt"]), on_event=seen.append)
        result = task.result(120)
        equal(task.result(0), result)  # a finished task answers again and again
        assert task.done() and task.exception() is None
        task.cancel()
    phases = [e.phase.name for e in seen if e.type is conch.EventType.PROGRESS]
    order = [data["phases"].index(p) for p in phases]  # only the newest waits, so quick phases may be missed
    assert order == sorted(order) and "DOWNLOADING" in phases, phases
    equal({e.type.name for e in seen[:-1]}, {"PROGRESS"})
    assert seen[-1].done and seen[-1].files == result.files and seen[-1].task is task
    content = result.file.read_bytes()
    equal(content[data["magic_at"]:data["magic_at"] + 4], data["magic"].encode())
    assert data["id_contains"] in result.remote_id, result.remote_id
    equal(result.json["videoId"], result.remote_id)


@check("local-file")
def _(data):
    file = FOLDER / "start.png"
    with client() as one:
        task = one.generate(conch.VideoParams(data["prompt"], model=data["model"], file_id=file))
        remote = accepted(task)
        item = one.call("videos.get", {"videoId": remote}).result(30).json
        assert item["originFiles"], item
        task.cancel(conch.Cancel.EVERYWHERE)
        missing = one.generate(conch.VideoParams(data["prompt"], model=data["model"], file_id=FOLDER / "none.png"))
        error = missing.exception(30)
        equal(error.status, conch.Status.E_FILE)
        assert "none.png" in error.message, error


@check("stream")
def _(data):
    with client() as one:
        account = list(one.call("accounts.list").result(30).json)[-1]
        made = [one.generate(conch.VideoParams(data["prompt"], account=account)) for _ in range(data["jobs"])]
        started = {accepted(task) for task in made[:3]}  # an account has three places; the others wait
        chunks, ends = [], []
        task = one.list(data["operation"], {**data["params"], "account": account})
        for event in task:
            (ends if event.done else chunks if event.type is conch.EventType.CHUNK else []).append(event)
        found = [item["videoId"] for event in chunks for item in event.json]
        assert len(chunks) >= data["chunks"] and started <= set(found) and len(set(found)) == len(found), found
        equal([e.json for e in ends], [{"count": len(found)}])
        equal([i["videoId"] for i in one.items(data["operation"], {"account": account}, most=2)], found[:2])


@check("chat")
def _(data):
    with client() as one:
        account = list(one.call("accounts.list").result(30).json)[0]
        pieces = [e.chunk for e in one.generate(conch.ChatParams(**data["params"], account=account))]
        assert sum(map(bool, pieces)) >= data["pieces"] and b"".join(pieces).decode().strip(), pieces


@check("kinds")
def _(data):
    with client() as one:
        account = list(one.call("accounts.list").result(30).json)[0]
        stands_for = {"$account": account, "$voice": next(one.items("audio.voices", {"account": account}, most=1))["voice_id"],
                      "$template": next(one.items("videos.templates", {"account": account}, most=1))["id"]}
        for job in data["jobs"]:
            text = job["params"]
            for word, value in stands_for.items():
                text = text.replace(word, value)
            task = one.generate(json.loads(text), conch.Job[job["kind"].upper()])
            pieces = [event.chunk for event in task if event.chunk]
            file = task.result().file
            assert file.suffix == job["ending"] and file.stat().st_size > data["bytes"], file
            assert len(pieces) >= job["pieces"], job
            if job["pieces"]:
                equal(b"".join(pieces), file.read_bytes())


@check("webhook")
def _(data):
    with client() as one:
        url = one.listen()
        assert url.startswith("http://127.0.0.1:"), url
        assert one.listen() != url
        one.stop_listening()
        one.stop_listening()
        equal("CONCH_" + raised(conch.ConchError, conch.parse_webhook, data["body"].encode()).status.name, data["status"])
        equal("CONCH_" + raised(conch.ConchError, one.deliver, data["body"].encode()).status.name, data["status"])
        task = one.generate(conch.VideoParams(data["prompt"]))
        item = one.call("videos.get", {"videoId": accepted(task)}).result(30)
        said = conch.parse_webhook(item.text.encode())
        equal((said["kind"], said["id"], said["final"]), ("video", item.json["videoId"], False))
        one.deliver(item.text.encode())
        task.cancel(conch.Cancel.EVERYWHERE)
        task.wait(10)


@check("cancel-here")
def _(data):
    with client() as one:
        task = one.generate(conch.VideoParams(data["prompt"]))
        remote = accepted(task)
        task.cancel()
        task.cancel()
        error = raised(conch.Cancelled, task.result, 10)
        equal("CONCH_" + error.status.name, data["status"])
        item = one.call("videos.get", {"videoId": remote}).result(30).json
        assert not item["statusFinal"], item
        one.call("videos.cancel", {"videoId": remote}).result(30)


@check("cancel-everywhere")
def _(data):
    with client() as one:
        task = one.generate(conch.VideoParams(data["prompt"]))
        remote = accepted(task)
        task.cancel(conch.Cancel.EVERYWHERE)
        error = raised(conch.Cancelled, task.result, 10)
        equal("CONCH_" + error.status.name, data["status"])
        item = one.call("videos.get", {"videoId": remote}).result(30).json
        assert item["statusFinal"], item


@check("polling")
def _(data):
    with client() as one:
        task = one.call(data["operation"])
        until(lambda: task.state().phase is conch.Phase.ENDED)
        equal(task.state().status, conch.Status.OK)
        assert not task.done() and one.tasks() == [task]
        assert one.dispatch() >= 1 and task.done() and one.tasks() == [] and one.dispatch() == 0


@check("many")
def _(data):
    with client() as one:
        accounts = list(one.call("accounts.list").result(30).json)
        tasks = [(accounts[n % len(accounts)], one.call(data["operation"], {"account": accounts[n % len(accounts)]}))
                 for n in range(data["count"])]
        equal(len({task.id for _, task in tasks}), data["count"])
        for account, task in tasks:
            assert account in task.result(120).text, task.result().text[:200]


@check("text")
def _(data):
    folder = FOLDER / data["folder"]
    with client() as one:
        task = one.generate(conch.VideoParams(data["prompt"]), directory=folder, file_name=data["file"])
        result = task.result(120)
        equal(result.file, folder / data["file"])
        assert result.file.stat().st_size > 1000
        equal(result.json["desc"], data["prompt"])
        # Half a character is not text.
        error = raised(conch.ConchError, one.generate, conch.VideoParams("\ud83d"))
        equal(error.status, conch.Status.E_INVALID)


@check("big-ids")
def _(data):
    quick = library().quick
    text = ctypes.create_string_buffer(_raw.CONCH_TASK_TEXT_SIZE)
    for number in data["numbers"]:
        equal(quick.conch_task_to_text(int(number), text, len(text)), 0)
        equal(text.value.decode(), number)
        back = ctypes.c_uint64()
        equal(quick.conch_task_from_text(number.encode(), ctypes.byref(back)), 0)
        equal(back.value, int(number))
    with client() as one:
        equal(quick.conch_task_cancel(one._handle, int(data["numbers"][0]), 0), conch.Status.E_NOT_FOUND)
        item = one.generate(conch.VideoParams("conch:stuck"))
        remote = accepted(item)
        answer = one.call("videos.get", {"videoId": remote}).result(30)
        assert answer.json["id"] in remote and int(answer.json["id"]) > 2 ** 53
        item.cancel(conch.Cancel.EVERYWHERE)
        item.wait(10)


@check("errors-local")
def _(data):
    with client() as one:
        error = raised(conch.InvalidParameters, one.generate, data["params"], conch.Job.VIDEO)
        equal(("CONCH_" + error.status.name, error.field, error.http_code, error.retriable),
              (data["status"], data["field"], 0, False))
        equal([(v["field"], v["rule"]) for v in error.violations], [(data["field"], data["rule"])])
        assert set(error.violations[0]) >= {"allowed", "given", "message"}
        assert isinstance(error, ValueError) and error.message in str(error) and error.retry_after is None
        equal(raised(conch.ConchError, one.call, "no.such").status, conch.Status.E_NOT_FOUND)
        raised(TypeError, one.generate, {"prompt": "x"})
        equal(one.tasks(), [])


@check("errors-remote")
def _(data):
    with client() as one:
        error = one.generate(conch.VideoParams(data["prompt"])).exception(30)
        equal(("CONCH_" + error.status.name, error.http_code), (data["status"], data["http"]))
        assert error.body and error.message and not error.retriable
    with conch.Client(data["bad_token"], base_url=URL) as one:
        error = raised(conch.ConchError, one.call("accounts.list").result, 30)
        equal(("CONCH_" + error.status.name, error.http_code), (data["token_status"], data["token_http"]))
        assert data["bad_token"] not in f"{error!r} {error} {error.body} {error.message}"
    assert data["bad_token"] not in repr(conch.ClientOptions(api_token=data["bad_token"], proxy="u:" + data["bad_token"]))


@check("callback-error")
def _(data):
    class Mishap(Exception):
        pass

    def broken(event):
        if event.done:
            raise Mishap(event.task_id)

    seen = []
    with client() as one:
        tasks = [one.call(data["operation"], on_event=heard(seen) if n % 2 else broken) for n in range(data["count"])]
        until(lambda: all(t.state().phase is conch.Phase.ENDED for t in tasks))
        errors = 0
        while one.tasks():
            try:
                one.dispatch(timeout=1)
            except Mishap:
                errors += 1
        equal((errors, len(seen)), (data["count"] // 2, data["count"] // 2))
        assert all(t.result(0).http_code == 200 for t in tasks)


@check("destroy-busy")
def _(data):
    late = []
    one = client()
    for _ in range(data["jobs"]):
        one.generate(conch.VideoParams(data["prompt"]), on_event=late.append)
    tasks = [one.call("accounts.list", on_event=late.append) for _ in range(data["calls"])]
    waiting = threading.Thread(target=lambda: tasks[-1].wait(30))
    waiting.start()
    time.sleep(0.05)
    before = time.monotonic()
    one.close()
    assert time.monotonic() - before < data["seconds"]
    count = len(late)
    waiting.join(5)
    assert not waiting.is_alive()
    equal(len(late), count)
    assert all(t.done() for t in tasks), "a task was left without an end"
    equal(conch.thread_count(), 0)


@check("closed")
def _(data):
    one = client()
    task = one.call("accounts.list")
    task.result(30)
    one.close()
    one.close()
    equal(raised(conch.Closed, one.call, "accounts.list").status, conch.Status.E_HANDLE)
    raised(conch.Closed, one.dispatch)
    raised(conch.Closed, task.state)
    assert one.closed and task.result().http_code == 200 and "closed" in repr(one)


@check("exit")
def _(data):
    program = f"""
import conch, os, sys
one = conch.Client("t", base_url={URL!r}, download_directory={str(FOLDER)!r})
tasks = [one.generate(conch.VideoParams({data["prompt"]!r}), on_event=lambda e: None) for _ in range(3)]
{{extra}}
sys.exit({data["code"]})
"""
    daemon = "import threading; threading.Thread(target=tasks[0].wait, daemon=True).start(); import time; time.sleep(0.1)"
    cycle = "tasks[0].client.me = tasks; sys.modules['kept'] = tasks"
    for extra in ["", daemon, cycle] * (data["runs"] // 3):
        before = time.monotonic()
        result = subprocess.run([sys.executable, "-c", program.format(extra=extra)], capture_output=True, text=True, timeout=60)
        equal((result.returncode, result.stdout, result.stderr), (data["code"], "", ""))
        assert time.monotonic() - before < 20


@check("gc")
def _(data):
    seen = []
    with client() as one:
        gc.set_threshold(1, 1, 1)
        try:
            for n in range(data["count"]):
                def callback(event, n=n, weight=bytearray(1000)):
                    seen.append(n) if event.done else None
                one.call(data["operation"], on_event=callback)
                del callback
                gc.collect(0)
            while one.tasks():
                one.dispatch(timeout=1)
        finally:
            gc.set_threshold(700, 10, 10)
    equal(sorted(seen), list(range(data["count"])))
    forgotten = client()
    forgotten.generate(conch.VideoParams("conch:stuck"))
    del forgotten, one
    gc.collect()
    equal(conch.thread_count(), 0)


@check("loop")
def _(data):
    async def all_at_once():
        with client() as one:
            results = await asyncio.gather(*[one.call_async(data["operation"]) for _ in range(data["count"])])
            equal([r.http_code for r in results], [200] * data["count"])
            stuck = one.generate(conch.VideoParams("conch:stuck"))
            phases = []
            async for event in stuck:
                phases.append(event.phase.name)
                if event.remote_id:
                    break
            try:
                await asyncio.wait_for(stuck._result_async(), 0.05)
            except asyncio.TimeoutError:
                assert not stuck.done(), "waiting for a task and giving up must not end it"
            waiting = asyncio.ensure_future(one.generate_async(conch.VideoParams("conch:stuck")))
            await asyncio.sleep(0.1)
            equal(len(one.tasks()), 2)
            waiting.cancel()
            stuck.cancel(conch.Cancel.EVERYWHERE)
            for awaited in (stuck, waiting):
                try:
                    await awaited
                except (conch.Cancelled, asyncio.CancelledError):
                    continue
                raise AssertionError("a cancelled task must not succeed")
            equal(one._loops, {})
            while one.tasks():
                await asyncio.sleep(0.01)
                one.dispatch()
    asyncio.run(all_at_once())


@check("journal")
def _(data):
    def one_of_them():
        return conch.Client("test-token", base_url=URL, download_directory=FOLDER / "out",
                            options=conch.ClientOptions(poll_interval_ms=100, state_directory=FOLDER / "journal"))
    with one_of_them() as first:
        remote = accepted(first.generate(conch.VideoParams(data["prompt"])))
    seen = []
    with one_of_them() as second:
        found = second.jobs(data["state"]).result(30).json["jobs"]
        equal([(job["prompt"], job["owner"], job["remoteIds"]) for job in found], [(data["prompt"], "none", [remote])])
        restoring = second.restore(on_event=seen.append)
        equal(restoring.result(30).json["left"], 0)
        (job,) = restoring.restored
        assert job in second.tasks()
        equal(accepted(job), remote)
        job.cancel(conch.Cancel.EVERYWHERE)
        equal("CONCH_" + raised(conch.Cancelled, job.result, 30).status.name, data["status"])
        assert any(event.task is job and event.done for event in seen)
        equal(second.restore().result(30).json["restored"], [])
        second.forget(found[0]["job"]).result(30)
        equal(second.jobs().result(30).json["jobs"], [])
        second.pause()
        waiting = second.generate(conch.VideoParams(data["prompt"]), priority=3)
        until(lambda: waiting.state().phase is conch.Phase.WAITING)
        second.resume()
        accepted(waiting)
        waiting.cancel(conch.Cancel.EVERYWHERE)
        waiting.wait(30)


@check("catalog")
def _(data):
    found = conch.catalog()
    assert {"operations", "models"} <= set(found) and len(found["operations"]) > 40
    params = conch.ImageParams(**data["params"])
    equal(conch.validate(params), [])
    equal([v["rule"] for v in conch.validate({}, params.OPERATION)], ["required"])
    equal(conch.estimate(params).credits, data["credits"])
    assert conch.estimate(conch.VideoParams("x")).credits is None
    equal(conch.estimate({"prompt": "x"}, "videos.create").credits, None)


@check("params")
def _(data):
    operations = {o["name"]: o for o in conch.catalog()["operations"]}
    classes = {c.KIND: c for c in vars(conch).values() if isinstance(c, type) and issubclass(c, conch.Params)}
    equal(set(classes), set(conch.Job))
    for kind in MODEL["kinds"]:
        params = classes[conch.Job(kind["value"])]
        known = {p["name"] for p in operations[kind["operation"]]["parameters"]}
        numbered = {p["name"] for p in operations[kind["operation"]]["parameters"] if p.get("numbered")}
        for name in params.NAMES.values():
            assert name in known or name.rstrip("0123456789") in numbered, name
        equal({f.name for f in dataclasses.fields(params)}, set(params.NAMES))
    video = conch.VideoParams("p", model=conch.VideoModel.I2V_2_3, file_id=Path("a.png"), max_jobs=2)
    equal(video.as_dict(), {"prompt": "p", "model": "I2V-2.3", "fileID": {"path": "a.png"}, "maxJobs": 2})
    agent = conch.AgentParams("p", [conch.AgentModels.SORA_2, "new"], file=["a.txt", Path("b.txt")])
    equal(agent.as_dict(), {"prompt": "p", "models": ["sora-2", "new"], "file": [{"path": "a.txt"}, {"path": "b.txt"}]})


# --- what only Python has


@check("python-reentrance")
def _(data):
    found = []

    def nosy(event):
        if not event.done:
            return
        found.append(raised(conch.ConchError, one.dispatch).status)
        found.append(raised(conch.ConchError, event.task.wait).status)
        one.call("accounts.list")  # starting more is allowed
    with client() as one:
        one.call("accounts.list", on_event=nosy).result(30)
        equal(found, [conch.Status.E_REENTRANT] * 2)
        equal(len(one.tasks()), 1)
    # Closing from inside a callback ends the client there and then.
    closing = client()
    closing.call("accounts.list", on_event=lambda event: closing.close())
    while not closing.closed:
        closing.dispatch(timeout=1)
    equal(conch.thread_count(), 0)


@check("python-threads")
def _(data):
    with client() as one:
        failures = []

        def work():
            try:
                for _ in range(5):
                    one.call("accounts.list").result(30)
            except BaseException as error:
                failures.append(error)
        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        equal(failures, [])


@check("python-ctrl-c")
def _(data):
    with client() as one:
        task = one.generate(conch.VideoParams("conch:stuck"))
        remote = accepted(task)
        before = time.monotonic()
        threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        raised(KeyboardInterrupt, task.result)
        assert time.monotonic() - before < 5 and not task.done()
        one.call("videos.cancel", {"videoId": remote}).result(30)


@check("python-asyncio-without-add-reader")
def _(data):
    class Loop(asyncio.SelectorEventLoop):
        def add_reader(self, fd, callback, *arguments):
            raise NotImplementedError

        def _add_reader(self, fd, callback, *arguments):  # the loop's own wake-up
            return super()._add_reader(fd, callback, *arguments)

    async def main():
        with client() as one:
            return (await one.call_async("accounts.list")).http_code
    loop = Loop()
    try:
        equal(loop.run_until_complete(main()), 200)
    finally:
        loop.close()


@check("python-asyncio-callback-error")
def _(data):
    reported = []

    def broken(event):
        if event.done:
            raise KeyError("oops")

    async def main():
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: reported.append(context["exception"]))
        with client() as one:
            equal((await one.call("accounts.list", on_event=broken)).http_code, 200)
    asyncio.run(main())
    equal([type(e) for e in reported], [KeyError])


@check("python-asyncio-close")
def _(data):
    async def main():
        one = client()
        task = one.generate(conch.VideoParams("conch:stuck"))
        waiting = asyncio.ensure_future(task._result_async())
        await asyncio.sleep(0.1)
        one.close()
        try:
            await asyncio.wait_for(waiting, 10)
        except conch.Cancelled:
            return
        raise AssertionError("the end of the client must end those who wait")
    asyncio.run(main())


@check("python-events")
def _(data):
    with client() as one:
        events = list(one.call("accounts.list"))
        equal([e.type.name for e in events][-1], "DONE")
        assert events[-1].json and events[-1].done
        failing = one.generate(conch.VideoParams("conch:no-credits"))
        seen = []
        error = raised(conch.ConchError, lambda: [seen.append(e) for e in failing])
        assert seen[-1].done and seen[-1].error is error
        others = []
        one.on_event = heard(others)
        one.call("accounts.list").result(30)
        equal(len(others), 1)
        raised(conch.TimedOut, one.generate(conch.VideoParams("conch:stuck")).result, 0.2)
        equal(one.generate(conch.VideoParams("conch:stuck"), deadline=0.3).exception(20).status, conch.Status.E_TIMEOUT)


class Screen(io.StringIO):
    """Has enough when it has seen a word: it cancels the task, so that nothing depends on how fast a job is."""

    def __init__(self, enough, terminal=False):
        super().__init__()
        self.enough, self.terminal, self.task = enough, terminal, None

    def isatty(self):
        return self.terminal

    def write(self, text):
        if self.enough in text:
            self.task.cancel()
        return super().write(text)


@check("python-progress")
def _(data):
    with client() as one:
        def watched(screen):
            screen.task = one.generate(conch.VideoParams("conch:stuck"), deadline=60)
            return screen.task

        lines, terminal, cell = Screen("working"), Screen("working", terminal=True), Screen('value="')
        raised(conch.Cancelled, conch.show, watched(lines), lines)
        assert "working" in lines.getvalue() and "\r" not in lines.getvalue(), lines.getvalue()
        raised(conch.Cancelled, watched(terminal).show, terminal)
        assert "working" in terminal.getvalue() and terminal.getvalue().endswith("\r\x1b[K"), terminal.getvalue()

        shown = []
        module = types.ModuleType("IPython")
        module.get_ipython = lambda: types.SimpleNamespace(kernel=1)
        display = types.ModuleType("IPython.display")
        display.HTML = str
        display.display = lambda first, display_id: types.SimpleNamespace(update=lambda text: (shown.append(text), cell.write(text)))
        sys.modules.update({"IPython": module, "IPython.display": display})
        try:
            raised(conch.Cancelled, lambda: asyncio.run(conch.show_async(watched(cell))))
        finally:
            del sys.modules["IPython"], sys.modules["IPython.display"]
        assert 'value="' in cell.getvalue() and shown[-1] == "", shown


@check("python-fork")
def _(data):
    one = client()
    child = os.fork()
    if child == 0:
        try:
            raised(conch.ConchError, one.call, "accounts.list")
            one.close()
            os._exit(0)
        except BaseException:
            os._exit(1)
    equal(os.waitpid(child, 0)[1], 0)
    equal(one.call("accounts.list").result(30).http_code, 200)
    one.close()


@check("python-loading")
def _(data):
    program = "import conch; conch.library_version()"
    for wrong in ("/no/such/file.so", __file__):
        result = subprocess.run([sys.executable, "-c", program], env={**os.environ, "CONCH_LIBRARY": wrong},
                                capture_output=True, text=True)
        assert "ImportError: libconch was not found" in result.stderr and wrong in result.stderr, result.stderr
    equal(conch.library_path(), os.environ["CONCH_LIBRARY"])
    assert conch.library_version().startswith("1.")


def main():
    failed = False
    for name in [b for b in DATA if b not in CHECKS]:
        print(f"not ok {name}: not written for Python")
    for name, function in CHECKS.items():
        try:
            why = function(DATA.get(name, {}))
            print(f"skip {name}: {why}" if why else f"ok {name}", flush=True)
        except BaseException as error:
            failed = True
            traceback.print_exc(file=sys.stdout)
            print(f"not ok {name}: {type(error).__name__} {error}".replace("\n", " "), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
