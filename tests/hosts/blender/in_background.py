"""Runs inside `blender -b`, as the first argument after "--" says. Prints checks as tests/hosts/run.py reads them."""

import json
import os
import sys
import traceback
import urllib.request
from pathlib import Path

import addon_utils
import bpy

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from host import FOLDER, check, figure, until, write_picture  # noqa: E402

WHAT, ZIP, URL, ORIGIN = sys.argv[sys.argv.index("--") + 1:]
TOKEN = "user:1234-secret-of-the-test"


def control(method, what, body):
    request = urllib.request.Request(f"{ORIGIN}/_conch/{what}", method=method, data=json.dumps(body).encode(),
                                     headers={"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=30).read()


def install():
    if WHAT == "all":
        bpy.ops.preferences.addon_install(filepath=ZIP, overwrite=True)
    addon_utils.enable("hailuo_minimax", default_set=True)
    import hailuo_minimax
    from hailuo_minimax import connection, preferences
    connection.store(base_url=URL, poll_interval_ms=100)
    preferences.get().api_token = TOKEN
    preferences.get().folder = str(FOLDER / "results")
    return hailuo_minimax


def scene():
    found = bpy.context.scene
    found.view_settings.view_transform = "Standard"
    found.render.resolution_x, found.render.resolution_y, found.render.resolution_percentage = 640, 360, 100
    return found


def mean(path):
    """Mean red, green, blue of a picture, 0 to 1."""
    image = bpy.data.images.load(str(path))
    pixels = image.pixels[:]
    bpy.data.images.remove(image)
    return [sum(pixels[c::4]) / (len(pixels) / 4) for c in range(3)]


def render(name, frame):
    found = bpy.context.scene
    found.frame_set(frame)
    found.render.image_settings.file_format = "PNG"
    found.render.filepath = str(FOLDER / f"{name}-{frame}.png")
    bpy.ops.render.render(write_still=True)
    return mean(found.render.filepath)


def strips(kind):
    editor = bpy.context.scene.sequence_editor
    return [strip for strip in editor.sequences_all if strip.type == kind] if editor else []


def video(addon):
    found = scene()
    found.frame_set(11)
    work = addon.generate(found, {"kind": "VIDEO", "prompt": "a shell on the beach, 海螺 🐚", "video_model": "Veo-3.1"})
    check("generate returns before anything is made", not work.ended)
    check("the clip arrives", addon.wait(60) and not work.failed, work.text)
    movies, sounds = strips("MOVIE"), strips("SOUND")
    check("the clip is a strip at the playhead, its sound below", len(movies) == 1 and len(sounds) == 1
          and movies[0].frame_final_start == 11 and sounds[0].frame_final_start == 11
          and sounds[0].channel == movies[0].channel - 1, f"{movies} {sounds}")
    check("picture and sound are equally long", movies and sounds
          and abs(movies[0].frame_final_duration - sounds[0].frame_final_duration) <= 1,
          f"{[s.frame_final_duration for s in movies + sounds]}")
    first, later = render("video", 12), render("video", 80)
    check("the clip is in the render", max(first) > 0.15, first)
    check("the picture moves", any(abs(a - b) > 0.002 for a, b in zip(first, later)), f"{first} {later}")
    return work


def frame_as_prompt(addon):
    work = addon.generate(bpy.context.scene, {"kind": "VIDEO", "prompt": "it goes on", "video_model": "I2V-2.3", "start": "FRAME"})
    check("a clip that begins with the current frame arrives", addon.wait(60) and not work.failed, work.text)
    channels = [s.channel for s in strips("MOVIE") + strips("SOUND")]
    check("no strip covers another", len(set(channels)) == len(channels), channels)
    path = write_picture(FOLDER / "start.png")
    image = bpy.data.images.load(str(path))
    work = addon.generate(bpy.context.scene, {"start": "IMAGE", "start_image": image, "video_model": "02"})
    check("a clip that begins with an image arrives", addon.wait(60) and not work.failed, work.text)
    work = addon.generate(bpy.context.scene, {"start": "RENDER", "video_model": "I2V-2.3"})
    check("a clip that begins with the render result arrives", addon.wait(60) and not work.failed, work.text)
    model = next(name for name, one in sys.modules["hailuo_minimax.catalog"].models("videos.create").items() if one.get("end_frame") == "optional")
    work = addon.generate(bpy.context.scene, {"start": "FILE", "start_file": str(path), "video_model": model,
                                               "end_file": str(write_picture(FOLDER / "end.png", colour=(0xC0, 0x80, 0x40)))})
    check("a clip between two files arrives", addon.wait(60) and not work.failed, f"{model}: {work.text}")
    bpy.context.scene.hailuo.start = "NONE"
    bpy.context.scene.hailuo.end_file = ""


def pictures(addon):
    found = bpy.context.scene
    for use in ("DATABLOCK", "PLANE", "BACKGROUND"):
        work = addon.generate(found, {"kind": "IMAGE", "prompt": f"a conch, {use}", "image_model": "image-01", "use": use})
        check(f"a picture arrives as {use.lower()}", addon.wait(60) and not work.failed, work.text)
    images = [image for image in bpy.data.images if image.filepath.startswith(str(FOLDER / "results"))]
    check("pictures are images of the file", len(images) == 3 and all(max(i.pixels[:4096]) > 0 for i in images), images)
    planes = [o for o in bpy.data.objects if o.type == "MESH" and o.active_material and "TEX_IMAGE" in
              [n.type for n in o.active_material.node_tree.nodes]]
    check("the plane has the picture", len(planes) == 1)
    seen, hidden = plane_rendered(found, planes[0])
    check("the plane is in the render", any(abs(a - b) > 0.01 for a, b in zip(seen, hidden)), f"{seen} {hidden}")
    check("the camera has the background", len(found.camera.data.background_images) == 1)
    camera, found.camera = found.camera, None
    bpy.ops.hailuo.insert(name=work.name)
    check("without a camera the background is an object of its own",
          [o.data for o in bpy.data.objects if o.type == "EMPTY"] == [bpy.data.images.load(work.files[0], check_existing=True)])
    found.camera = camera


def plane_rendered(found, plane):
    """Mean colours of the 3D view's render, with and without the plane."""
    found.render.engine, found.render.use_sequencer = "CYCLES", False
    found.cycles.samples, found.cycles.use_denoising = 4, False
    for other in bpy.data.objects:
        other.hide_render = other.type == "MESH" and other != plane
    found.render.resolution_percentage = 25
    seen = render("plane", 1)
    plane.hide_render = True
    hidden = render("no-plane", 1)
    found.render.resolution_percentage, found.render.use_sequencer = 100, True
    return seen, hidden


def access(addon):
    """As Blender 4.2 and newer switch it off; this Blender has no such switch, so the question is answered for it."""
    session = sys.modules["hailuo_minimax.session"]
    asked = session._online_access
    control("POST", "clock", {"frozen": True})
    work = addon.generate(bpy.context.scene, {"kind": "IMAGE", "prompt": "left for a while", "image_model": "image-01"})
    until(lambda: "queued" in work.text or "working" in work.text, 20, addon.tick)
    session._online_access = lambda: False
    addon.tick()
    check("without online access what runs is left to the service", work.failed and "nline access" in work.text
          and not [each for each in session._clients() if not each.closed], work.text)
    try:
        addon.generate(bpy.context.scene, {"prompt": "not sent"})
        check("and nothing new is asked for", False)
    except ValueError as reason:
        check("and nothing new is asked for", "nline access" in str(reason), reason)
    session._online_access = asked
    control("POST", "clock", {"frozen": False})
    session.client()
    back = until(lambda: next((w for w in session.works() if w is not work and w.prompt == work.prompt), None), 20, addon.tick)
    check("with online access it comes back", back and addon.wait(60) and not back.failed and back.files, back)


def sounds(addon):
    before = len(strips("SOUND"))
    session = sys.modules["hailuo_minimax.session"]
    session.list_voices()
    until(session.voices, 20, addon.tick)
    check("the service's voices are listed", session.voices())
    work = addon.generate(bpy.context.scene, {"kind": "SPEECH", "prompt": "Hello from the beach.", "voice": session.voices()[0]})
    check("speech arrives as a sound strip", addon.wait(60) and not work.failed and len(strips("SOUND")) == before + 1, work.text)
    work = addon.generate(bpy.context.scene, {"kind": "MUSIC", "prompt": "waves\nand wind", "title": "Sea"})
    check("music arrives as a sound strip", addon.wait(60) and not work.failed and len(strips("SOUND")) == before + 2, work.text)


def mix_down():
    """The whole timeline's sound, for the test outside to measure."""
    path = FOLDER / "mix.wav"
    bpy.ops.sound.mixdown(filepath=str(path), container="WAV", codec="PCM", format="S16")
    check("the timeline's sound can be mixed", path.exists())


def cancelling(addon):
    session = sys.modules["hailuo_minimax.session"]
    work = addon.generate(bpy.context.scene, {"kind": "VIDEO", "prompt": "conch:stuck", "video_model": "T2V-2.3"})
    until(lambda: work.percent or "queued" in work.text or "working" in work.text, 20, addon.tick)
    session.cancel(work.name)
    check("Cancel ends the job", addon.wait(20) and work.failed, work.text)
    work = addon.generate(bpy.context.scene, {"prompt": "conch:fail"})
    check("a job that fails says so", addon.wait(60) and work.failed and len(work.text) > 10, work.text)
    try:
        addon.generate(bpy.context.scene, {"prompt": "", "video_model": "T2V-01"})
        check("what the service would refuse is refused with the reason", False)
    except ValueError as reason:
        check("what the service would refuse is refused with the reason", "prompt" in str(reason), reason)


def saving():
    path = FOLDER / "test.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path), compress=False)
    bpy.ops.wm.save_userpref()
    home = Path(os.environ["HOME"])
    holders = [f.name for f in [path, *home.rglob("*")] if f.is_file() and TOKEN.encode() in f.read_bytes()]
    check("the token is in connection.json alone", holders == ["connection.json"], holders)
    stored = next(home.rglob("connection.json"))
    check("that file is for the user alone", stored.stat().st_mode & 0o777 == 0o600)


def longest(addon):
    calls = addon.longest_calls()
    blender = {name: calls.pop(name) for name in list(calls) if "Blender" in name}
    leaving = calls.pop("_leave_the_network")
    name = max(calls, key=calls.get)
    figure("longest call on Blender's thread", f"{calls[name]:.2f} ms ({name}); {leaving:.0f} ms when online access is taken away; "
           + ", ".join(f"{value:.0f} ms {what}" for what, value in blender.items()))


def everything(addon):
    for step in (lambda: video(addon), lambda: frame_as_prompt(addon), lambda: pictures(addon), lambda: sounds(addon), mix_down,
                 lambda: cancelling(addon), lambda: access(addon), saving, lambda: longest(addon)):
        step()


def offline(addon):
    from hailuo_minimax import preferences
    preferences.get().offline = True
    work = addon.generate(scene(), {"kind": "IMAGE", "prompt": "offline", "image_model": "image-01"})
    check("Try offline works with what is in the zip", addon.wait(60) and not work.failed, work.text)


def leave(addon):
    """Ends with a job running."""
    control("POST", "clock", {"frozen": True})
    work = addon.generate(scene(), {"kind": "VIDEO", "prompt": "found again", "video_model": "T2V-2.3"})
    until(lambda: "queued" in work.text or "working" in work.text, 20, addon.tick)
    check("Blender ends with a job running", not work.ended)


def return_(addon):
    """The next Blender finds it again."""
    session = sys.modules["hailuo_minimax.session"]
    session.client()
    found = until(lambda: session.works() and session.works()[0].prompt and session.works()[0], 20, addon.tick)
    if not check("the next Blender finds the job again", found and found.prompt == "found again" and not found.ended):
        return
    control("POST", "clock", {"frozen": False})
    check("and brings its clip", addon.wait(60) and not found.failed and Path(found.files[0]).exists(), found.text)
    before = len(strips("MOVIE"))
    bpy.ops.hailuo.insert(name=found.name)
    check("which can be inserted", len(strips("MOVIE")) == before + 1, found.text)
    history = sys.modules["hailuo_minimax.history"]
    earlier = until(history.earlier, 20, addon.tick)
    check("results of earlier sessions are listed", "a shell on the beach, 海螺 🐚" in [work.prompt for work in earlier], earlier)


WHAT_TO_DO = {"all": everything, "offline": offline, "leave": leave, "return": return_}

try:
    WHAT_TO_DO[WHAT](install())
except BaseException:
    traceback.print_exc()
    check(WHAT, False, "the script raised")
    sys.stdout.flush()
    os._exit(4)
