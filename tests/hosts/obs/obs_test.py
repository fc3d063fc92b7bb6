"""The OBS plugin: exactly, in a host around libobs; and as its users have it, in OBS itself.

usage: obs_test.py OBS_HOST MODULE DATA BUILD_FOLDER
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from host import FOLDER, Display, Emulator, check, end, figure, longest_calls, until, write_picture  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent))
from obs_websocket import ObsWebSocket  # noqa: E402

OBS_HOST, MODULE, DATA, BUILD = sys.argv[1:]
TOKEN = "user:1234-secret-of-the-test"
CLIPS = FOLDER / "clips"
STRESS_ROUNDS = 40
STRESS_ENDS = 40


def connection(emulator, token):
    return {"api_token": token, "base_url": emulator.url, "poll_interval_ms": 100}


class LibObs:
    """obs_host.cpp with the plugin."""

    def __init__(self, display, emulator, config=None, token=TOKEN):
        self.config = config or FOLDER / "libobs"
        stored = self.config / "obs-conch" / "connection.json"
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_text(json.dumps(connection(emulator, token)))
        environment = dict(os.environ, DISPLAY=display.name, LIBGL_ALWAYS_SOFTWARE="1")
        self.process = subprocess.Popen([OBS_HOST, MODULE, DATA, str(self.config)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, errors="replace", env=environment)
        self.log = ""
        self._answer()

    def _answer(self):
        for line in self.process.stdout:
            if line.startswith("> "):
                return line[2:].rstrip("\n")
            self.log += line
        raise SystemExit(f"the host ended unexpectedly:\n{self.log[-4000:]}")

    def __call__(self, *words):
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def create(self, name, **settings):
        return self("create", name, json.dumps({"folder": str(CLIPS), **settings}))

    def update(self, name, **settings):
        self("update", name, json.dumps(settings))
        self("frames", "2")

    def saved(self, name):
        return json.loads(self("settings", name))

    def clip(self, name):
        return self.saved(name)["settings"].get("clip", "")

    def properties(self, name):
        return {p["name"]: p for p in json.loads(self("properties", name))["properties"]}

    def status(self, name):
        return self.properties(name)["status"]["text"]

    def wait_clip(self, name, before=""):
        return until(lambda: self.clip(name) != before and self.clip(name), 60, lambda: self("frames", "1"))

    def frame(self):
        *colour, total = self("frame").split()
        return [int(c) for c in colour], total

    def quit(self):
        """(exit status, allocations that are left)"""
        self.process.stdin.write("quit\n")
        self.process.stdin.flush()
        left = self._answer()
        self.log += self.process.stdout.read()
        return self.process.wait(timeout=60), left


def moves(host):
    first = host.frame()[1]
    return until(lambda: host.frame()[1] != first, 10, lambda: host("frames", "2"))


def in_libobs(display, emulator):
    host = LibObs(display, emulator)
    picture = write_picture(FOLDER / "start.png")
    host.create("a", prompt="a shell on the beach", model="Veo-3.1")
    host("frames", "10")
    fields = host.properties("a")
    check("the models are the catalog's", {"T2V-2.3", "Sora-2", "Veo-3.1"} <= {i["value"] for i in fields["model"]["items"]})
    check("a model shows only its own options", [i["value"] for i in fields["options"]["items"]] == ["veo-720p-8sec", "veo-1080p-8sec"],
          fields["options"])
    host.update("a", model="T2V-01", picture=str(picture))
    fields = host.properties("a")
    check("a model without picture and options shows neither",
          not fields["picture"]["visible"] and not fields["end_frame"]["visible"] and not fields["options"]["visible"])
    host.update("a", model="Veo-3.1", picture="")
    account = accounts(host, emulator)
    empty = host.frame()

    emulator.freeze()
    check("Generate can be pressed", host("press", "a", "generate") == "ok")
    until(lambda: "queued" in host.status("a") or "working" in host.status("a"), 30, lambda: host("frames", "1"))
    check("the properties say what goes on", "queued" in host.status("a") or "working" in host.status("a"), host.status("a"))
    check("while it runs, Generate is off and Cancel is on", host("press", "a", "generate") == "disabled"
          and host.properties("a")["cancel"]["enabled"])
    check("the preview shows the progress", until(lambda: host.frame() != empty, 10, lambda: host("frames", "1")))
    emulator.freeze(False)
    clip = host.wait_clip("a")
    check("the clip arrives", clip and Path(clip).exists(), host.status("a"))
    check("the account that was chosen made it", account and len(jobs_of(emulator, account)) == 1)
    host.update("a", account="")
    seen = until(lambda: max(host.frame()[0]) > max(40, *empty[0]), 10, lambda: host("frames", "5"))
    check("the clip is in the picture", seen, f"mean colour {host.frame()[0]}, before {empty[0]}")
    check("the picture moves", moves(host))
    host("sound")
    loudest = until(lambda: (lambda peak: peak > 0.02 and peak)(float(host("sound"))), 15, lambda: host("frames", "10"))
    check("the clip is heard", loudest, "no sample above 0.02")
    if loudest:
        figure("loudest sample of the clip", f"{loudest:.2f}")
    check("the source has the clip's size", host("size", "a") == "1280 720", host("size", "a"))

    host.update("a", prompt="the picture opens", model="I2V-2.3", picture=str(picture))
    host("press", "a", "generate")
    second = host.wait_clip("a", clip)
    check("a clip from a picture arrives", second and second != clip, host.status("a"))
    check("earlier clips can be chosen", clip in [i["value"] for i in host.properties("a")["clip"]["items"]])

    at_the_end(host)
    cancels(host, emulator)
    refusals(host)
    host.update("a", clip=clip)
    host("show", "a", "no")
    host("frames", "10")
    host("show", "a", "yes")
    host("frames", "30")
    check("it plays again after a change of scene", moves(host))
    text = host("settings", "a")
    check("no token in the scene collection", TOKEN not in text and "base_url" not in text)
    status, left = host.quit()
    check("libobs ends in order, with nothing left", status == 0 and left == "left 0", f"status {status}, {left}")
    return host.log


def accounts(host, emulator):
    """Chooses one."""
    field = until(lambda: (lambda f: f["list"] and f)(host.properties("a")["account"]), 20, lambda: host("frames", "1"))
    if not check("the accounts are those of the token", field and [i["value"] for i in field["items"]] == ["", *emulator.call("GET", "accounts")],
                 field):
        return ""
    chosen = field["items"][-1]["value"]
    host.update("a", account="gone")
    check("one that is no more can be kept", "gone" in [i["value"] for i in host.properties("a")["account"]["items"]])
    host.update("a", account=chosen)
    return chosen


def jobs_of(emulator, account):
    return emulator.call("GET", f"videos/?account={account}")


def at_the_end(host):
    """Short clips: six seconds until each end."""
    host.update("a", at_end="hold")
    still = until(lambda: (lambda first: host("frames", "20") == "ok" and host.frame() == first)(host.frame()), 30)
    check("hold keeps the last frame", still and max(host.frame()[0]) > 10, host.frame())
    host.update("a", at_end="loop")
    host("frames", "290")
    check("loop goes on after the end", moves(host))
    host.update("a", at_end="hide", prompt="short")
    check("hide shows nothing after the end", until(lambda: max(host.frame()[0]) <= 2, 20, lambda: host("frames", "10")), host.frame())
    host.update("a", at_end="next")
    before = host.clip("a")
    check("next goes on with another clip", until(lambda: host.clip("a") != before, 20, lambda: host("frames", "10")))
    host.update("a", at_end="loop")


def cancels(host, emulator):
    before = host.clip("a")
    host.update("a", prompt="conch:stuck", model="T2V-2.3")
    others = jobs(emulator)
    host("press", "a", "generate")
    running = until(lambda: jobs(emulator) - others, 20, lambda: host("frames", "1"))
    host("press", "a", "cancel")
    ended = until(lambda: host.properties("a")["generate"]["enabled"], 20, lambda: host("frames", "1"))
    check("Cancel ends the job", ended and host.clip("a") == before, host.status("a"))
    check("at the service too", running and until(lambda: not jobs(emulator) - others, 20, lambda: host("frames", "1")), running)
    host.create("b", prompt="conch:stuck", model="T2V-2.3")
    host("press", "b", "generate")
    host("frames", "10")
    check("a source with a job can be removed", host("remove", "b") == "ok" and host("frames", "5") == "ok")


def refusals(host):
    host.update("a", prompt="", model="T2V-01")
    host("press", "a", "generate")
    check("what the service would refuse is refused with the reason", "prompt" in host.status("a"), host.status("a"))
    host.update("a", prompt="conch:fail", model="T2V-01")
    host("press", "a", "generate")
    until(lambda: host.properties("a")["generate"]["enabled"], 30, lambda: host("frames", "1"))
    check("a job that fails says so", host.status("a") not in ("", "The clip is ready."), host.status("a"))


def without_accounts(display, emulator):
    """A token that the service does not know: the form stays usable."""
    host = LibObs(display, emulator, FOLDER / "strange", token="invalid-token")
    host.create("a", prompt="a shell", account="somebody")
    host("frames", "30")
    field = host.properties("a")["account"]
    check("accounts that cannot be read are typed", not field["list"] and host.saved("a")["settings"]["account"] == "somebody", field)
    host("press", "a", "generate")
    until(lambda: host.properties("a")["generate"]["enabled"], 30, lambda: host("frames", "1"))
    check("a wrong token is told in words", "token" in host.status("a").lower() or "authori" in host.status("a").lower(), host.status("a"))
    host.quit()


def restart(display, emulator):
    """The host ends with a job running; the next one finds it again."""
    host = LibObs(display, emulator, FOLDER / "restart")
    emulator.freeze()
    host.create("a", prompt="found again", model="T2V-2.3")
    host("press", "a", "generate")
    until(lambda: "queued" in host.status("a") or "working" in host.status("a"), 30, lambda: host("frames", "1"))
    saved = host.saved("a")
    status, left = host.quit()
    check("the host ends in order with a job running", status == 0 and left == "left 0", f"status {status}, {left}")
    host = LibObs(display, emulator, FOLDER / "restart")
    host("load", "a", json.dumps(saved))
    host.create("b", prompt="another")
    running = until(lambda: not host.properties("a")["generate"]["enabled"], 20, lambda: host("frames", "1"))
    check("after a restart the source has its job again", running, host.status("a"))
    check("and no other source has it", host.properties("b")["generate"]["enabled"])
    emulator.freeze(False)
    clip = host.wait_clip("a")
    check("and gets its clip", clip and Path(clip).exists(), host.status("a"))
    host.quit()
    host = LibObs(display, emulator, FOLDER / "restart")
    host.create("c", prompt="later")
    listed = until(lambda: [i for i in host.properties("c")["clip"]["items"] if i["value"] == clip], 20, lambda: host("frames", "1"))
    check("earlier clips are listed by their prompts", listed and "found again" in listed[0]["name"], listed)
    host.quit()


def stress(display):
    """Sources that come and go with jobs in every state; and hosts that end with jobs running."""
    emulator = Emulator(60, 60)  # jobs that never end keep their places
    host = LibObs(display, emulator, FOLDER / "stress")
    begin = time.monotonic()
    for number in range(STRESS_ROUNDS):
        name = f"s{number}"
        host.create(name, prompt="storm", model="T2V-2.3")
        host("press", name, "generate")
        host("frames", str(number % 4))
        if number % 3 == 0:
            host("press", name, "cancel")
        if number % 5 == 0:
            host("show", name, "no")
        host("remove", name)
    status, left = host.quit()
    check(f"{STRESS_ROUNDS} sources come and go with jobs running", status == 0 and left == "left 0", f"status {status}, {left}")
    figure("stress", f"{STRESS_ROUNDS} sources in {time.monotonic() - begin:.1f} s")
    clip = str(next(CLIPS.glob("*.mp4")))
    bad = []
    slowest = 0.0
    begin = time.monotonic()
    for number in range(STRESS_ENDS):
        host = LibObs(display, emulator, FOLDER / "stress")
        host.create("a", prompt="conch:stuck", model="T2V-2.3", clip=clip, at_end="loop")
        host("press", "a", "generate")
        # Picture, sound and size of a clip that starts are asked for by three threads of libobs at once.
        for frame in range(number % 10):
            host("size", "a")
            host("show", "a", "no" if frame % 3 == 2 else "yes")
            host("frames", "1")
        ending = time.monotonic()
        status, left = host.quit()
        slowest = max(slowest, time.monotonic() - ending)
        if status != 0 or left != "left 0":
            bad.append(f"run {number}: status {status}, {left}")
    check(f"{STRESS_ENDS} hosts end with a clip playing and a job running", not bad, "; ".join(bad))
    figure("hosts that end with a clip and a job", f"{STRESS_ENDS} in {time.monotonic() - begin:.1f} s, the slowest took {slowest:.1f} s to end")
    emulator.close()


# --- OBS itself

class Obs:
    def __init__(self, display):
        home = Path(os.environ["HOME"])
        settings = home / ".config/obs-studio"
        settings.mkdir(parents=True, exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (settings / "global.ini").write_text(
            f"[General]\nFirstRun=true\n[OBSWebSocket]\nFirstLoad=false\nServerEnabled=true\nServerPort={port}\nAuthRequired=false\n"
            "[PropertiesWindow]\ncx=740\ncy=1040\n")
        environment = {key: os.environ[key] for key in ("PATH", "HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")}
        environment.update(DISPLAY=display.name, LANG="C.UTF-8", LIBGL_ALWAYS_SOFTWARE="1", QT_QPA_PLATFORM="xcb")
        self.output = open(FOLDER / "obs.out", "a+", errors="replace")
        self.process = subprocess.Popen(["obs", "--multi", "--disable-missing-files-check", "--websocket_ipv4_only", "--verbose",
                                         "--unfiltered_log"], env=environment, stdin=subprocess.DEVNULL, stdout=self.output,
                                        stderr=subprocess.STDOUT)
        self.ask = ObsWebSocket(port)

    def settings(self, name):
        return self.ask("GetInputSettings", inputName=name)["inputSettings"]

    def quit(self):
        """OBS of Debian now and then dies when it quits, with and without plugins: its exit status says nothing."""
        self.ask.close()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.output.seek(0)
        return self.output.read()


def stored_everywhere(text):
    """The files of the user's home that have the text."""
    home = Path(os.environ["HOME"])
    return [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def in_obs(display, emulator):
    plugins = Path(os.environ["HOME"], ".config/obs-studio/plugins")
    subprocess.run(["cmake", "--install", BUILD, "--component", "obs", "--prefix", str(plugins)], check=True, stdout=subprocess.DEVNULL)
    obs = Obs(display)
    kinds = obs.ask("GetInputKindList")["inputKinds"]
    if not check("OBS has the source from its plugin folder", "conch_hailuo" in kinds, kinds):
        obs.quit()
        return
    scene = obs.ask("GetCurrentProgramScene")["currentProgramSceneName"]
    obs.ask("CreateInput", sceneName=scene, inputName="Hailuo", inputKind="conch_hailuo", inputSettings={
        "prompt": "a conch shell on the beach, waves come in", "model": "Veo-3.1", "folder": str(CLIPS)})
    scenes = Path(os.environ["HOME"], ".config/obs-studio/basic/scenes")
    check("OBS saves its scenes with the source", until(
        lambda: any("conch_hailuo" in path.read_text(errors="replace") for path in scenes.glob("*.json")), 30))
    obs.ask("SetInputSettings", inputName="Hailuo", inputSettings={"connection_token": TOKEN, "connection_base_url": emulator.url})
    obs.ask("PressInputPropertiesButton", inputName="Hailuo", propertyName="connection_store")
    stored = Path(os.environ["HOME"], ".config/obs-studio/plugin_config/obs-conch/connection.json")
    check("the token is in a file of the user alone", stored.exists() and stored.stat().st_mode & 0o777 == 0o600)
    check("the token is not among the settings", "connection_token" not in obs.settings("Hailuo"))
    obs.ask("OpenInputPropertiesDialog", inputName="Hailuo")
    time.sleep(1)
    others = jobs(emulator)
    emulator.control("POST", "clock", {"speed": 8})
    obs.ask("PressInputPropertiesButton", inputName="Hailuo", propertyName="generate")
    # In the middle, time stands still for the photograph.
    until(lambda: percent(emulator, others) >= 30, 60)
    emulator.freeze()
    time.sleep(6)  # the plugin looks again, and shows it once the form has been left alone for a while
    display.screenshot("obs-progress", "1080x1080+0+0")
    emulator.control("POST", "clock", {"frozen": False, "speed": 60})
    clip = until(lambda: obs.settings("Hailuo").get("clip"), 60)
    check("OBS: the clip arrives", clip and Path(clip).exists())
    time.sleep(3)
    shot = FOLDER / "source.png"
    obs.ask("SaveSourceScreenshot", sourceName="Hailuo", imageFormat="png", imageFilePath=str(shot))
    check("OBS: the source has a picture", bright(shot) > 20, f"{bright(shot)} of 255")
    level = max(obs.ask.levels("Hailuo", 2), default=0.0)
    check("OBS: the mixer has a strip of the source, and its meter moves", level > 0.02, f"{level:.3f} of 1")
    figure("loudest on OBS's mixer", f"{level:.2f} of 1")
    display.screenshot("obs-clip", "1080x1080+0+0")
    emulator.freeze()
    others = jobs(emulator)
    obs.ask("PressInputPropertiesButton", inputName="Hailuo", propertyName="generate")
    check("OBS: a job runs when it ends", until(lambda: jobs(emulator) - others, 20))
    obs.quit()
    check("the token is in no other file of the user", stored_everywhere(TOKEN) == [str(stored.relative_to(os.environ["HOME"]))],
          stored_everywhere(TOKEN))

    obs = Obs(display)
    check("after a restart the source has its clip", until(lambda: obs.settings("Hailuo").get("clip") == clip, 20))
    emulator.freeze(False)
    check("and gets the one of the job that ran when OBS ended", until(lambda: obs.settings("Hailuo").get("clip") != clip, 60))
    scene = obs.ask("GetCurrentProgramScene")["currentProgramSceneName"]
    obs.ask("CreateInput", sceneName=scene, inputName="Offline", inputKind="conch_hailuo", inputSettings={
        "prompt": "a conch without a network", "model": "T2V-2.3", "folder": str(CLIPS), "offline": True})
    obs.ask("PressInputPropertiesButton", inputName="Offline", propertyName="generate")
    offline = until(lambda: obs.settings("Offline").get("clip"), 60)
    check("Try offline works with what was installed", offline and Path(offline).exists())
    obs.quit()


def jobs(emulator):
    return {job["videoId"] for job in emulator.call("GET", "scheduler") if "videoId" in job}


def percent(emulator, others):
    """How far the one job is that is not among the others."""
    return max([emulator.call("GET", f"videos/{job}").get("percent") or 0 for job in jobs(emulator) - others], default=0)


def bright(picture):
    """Mean brightness, 0 to 255."""
    said = subprocess.run(["convert-im6.q16", str(picture), "-colorspace", "gray", "-format", "%[fx:255*mean]", "info:"],
                          capture_output=True, text=True, check=True)
    return float(said.stdout)


def main():
    display = Display(1280, 1080)
    emulator = Emulator(60, 20)
    try:
        log = in_libobs(display, emulator)
        calls = longest_calls(log)
        load, unload, drawing = (calls.pop(name, 0.0) for name in ("load", "unload", "video_render"))
        name = max(calls, key=calls.get)
        figure("longest call on OBS's threads", f"{calls[name]:.2f} ms ({name}); {load:.1f} ms when OBS starts, {unload:.1f} ms when it "
               f"ends, {drawing:.1f} ms with OBS drawing in software")
        without_accounts(display, emulator)
        restart(display, emulator)
        stress(display)
        in_obs(display, emulator)
    finally:
        emulator.close()
        display.close()
    end()


if __name__ == "__main__":
    main()
