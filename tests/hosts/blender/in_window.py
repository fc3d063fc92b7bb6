"""Runs inside Blender with a window: the side bar's tab, a job by the button, timers, screenshots."""

import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

import addon_utils
import bpy

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from host import FOLDER, IMAGES, check, figure  # noqa: E402

WHAT, ZIP, URL, ORIGIN = sys.argv[sys.argv.index("--") + 1:]
TAB = (1044, 222)  # of Hailuo, in the side bar of the largest area


def control(method, what, body):
    import json
    import urllib.request
    request = urllib.request.Request(f"{ORIGIN}/_conch/{what}", method=method, data=json.dumps(body).encode(),
                                     headers={"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=30).read()


def screenshot(name):
    subprocess.run(["import-im6.q16", "-display", os.environ["DISPLAY"], "-window", "root", str(IMAGES / f"{name}.png")], check=True)


def waiting(holds, seconds):
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        yield 0.1


def story():
    addon_utils.enable("hailuo_minimax", default_set=True)
    import hailuo_minimax
    from hailuo_minimax import preferences, session
    preferences.get().folder = str(FOLDER / "results")
    scene = bpy.context.scene
    scene.view_settings.view_transform = "Standard"
    scene.render.resolution_x, scene.render.resolution_y = 1280, 720
    window = bpy.context.window_manager.windows[0]
    area = max(window.screen.areas, key=lambda area: area.width * area.height)
    area.type = "SEQUENCE_EDITOR"
    area.spaces.active.view_type = "SEQUENCER_PREVIEW"
    area.spaces.active.show_region_ui = True
    yield 2.0
    subprocess.run(["xdotool", "mousemove", str(TAB[0]), str(TAB[1]), "click", "1"], check=True)
    yield 1.0
    form = scene.hailuo
    form.prompt = "a conch shell on the beach"
    form.video_model = "Veo-3.1"
    control("POST", "clock", {"speed": 8})  # slow enough for a photograph in the middle
    with bpy.context.temp_override(window=window, area=area):
        check("the button starts a job", bpy.ops.hailuo.generate() == {"FINISHED"})
    work = session.works()[0]
    yield from waiting(lambda: work.percent >= 30, 60)
    control("POST", "clock", {"frozen": True})
    yield 2.0
    check("the timer brings progress while the window lives", work.percent >= 30 and not work.ended, work.text)
    screenshot("blender-progress")
    check("the panel was drawn", "draw_panel" in hailuo_minimax.longest_calls())
    control("POST", "clock", {"frozen": False, "speed": 60})
    yield from waiting(lambda: work.placed, 60)
    check("the clip comes into the sequencer by itself", work.placed and not work.failed, work.text)
    scene.frame_set(30)
    yield 1.0
    with bpy.context.temp_override(window=window, area=area, region=area.regions[-1]):
        bpy.ops.sequencer.view_all()
    yield 2.0
    screenshot("blender-sequencer")
    calls = {name: value for name, value in hailuo_minimax.longest_calls().items() if "Blender" not in name}
    name = max(calls, key=calls.get)
    figure("longest call on the thread of Blender's window", f"{calls[name]:.2f} ms ({name})")
    bpy.ops.wm.quit_blender()


running = story()


def step():
    try:
        return next(running)
    except StopIteration:
        return None
    except BaseException:
        traceback.print_exc()
        check("window", False, "the script raised")
        os._exit(4)


bpy.context.preferences.view.show_splash = False
bpy.app.timers.register(step, first_interval=1.0)
