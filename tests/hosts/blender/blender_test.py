"""The Blender add-on, installed from its zip: in background, and in a window.

usage: blender_test.py ADDON.zip MAKE_ZIP.py
"""

import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from host import FOLDER, Display, Emulator, check, end, figure  # noqa: E402

ZIP, MAKE_ZIP = sys.argv[1:]


def blender(script, what, emulator, *options, display=None):
    """Its exit status; its output goes through."""
    environment = {key: value for key, value in os.environ.items() if key not in ("CONCH_LIBRARY", "DISPLAY", "LC_ALL")}
    environment.update(LC_ALL="C.UTF-8", LIBGL_ALWAYS_SOFTWARE="1", PYTHONDONTWRITEBYTECODE="1",
                       MESA_SHADER_CACHE_DIR=str(FOLDER / "shaders"), **({"DISPLAY": display.name} if display else {}))
    run = subprocess.run(["blender", *options, "--python-exit-code", "3", "--python", str(HERE / script), "--", what, ZIP,
                          emulator.url, emulator.origin], env=environment, timeout=300, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(run.stdout, flush=True)
    return run.returncode


def loudness(path):
    """Mean volume in dB."""
    said = subprocess.run(["ffmpeg", "-hide_banner", "-nostdin", "-i", str(path), "-af", "volumedetect", "-f", "null", "-"],
                          capture_output=True, text=True)
    found = re.search(r"max_volume: (-?[\d.]+) dB", said.stderr)
    return float(found[1]) if found else -999.0


def main():
    subprocess.run([sys.executable, MAKE_ZIP, ZIP, "--library", os.environ["CONCH_LIBRARY"], "--emulator",
                    os.environ["CONCH_EMULATOR"]], check=True)
    emulator = Emulator(60, 1)
    Path(os.environ["HOME"], ".config").mkdir(parents=True, exist_ok=True)
    try:
        check("Blender in background ends in order", blender("in_background.py", "all", emulator, "-b", "--factory-startup") == 0)
        level = loudness(FOLDER / "mix.wav") if (FOLDER / "mix.wav").exists() else -999.0
        check("the clip is heard", level > -40, f"{level} dB")
        figure("loudest sample of the timeline", f"{level} dB")
        check("Blender ends in order offline", blender("in_background.py", "offline", emulator, "-b", "--factory-startup") == 0)
        check("Blender ends in order with a job running",
              blender("in_background.py", "leave", emulator, "-b", "--factory-startup") == 0)
        check("Blender ends in order after that", blender("in_background.py", "return", emulator, "-b", "--factory-startup") == 0)
        emulator.freeze(False)
        display = Display(1280, 800)
        try:
            check("Blender with a window ends in order", blender(
                "in_window.py", "window", emulator, "--factory-startup", "--no-window-focus", "-p", "0", "0", "1280", "800",
                display=display) == 0)
        finally:
            display.close()
    finally:
        emulator.close()
    end()


if __name__ == "__main__":
    main()
