"""The game in the real LÖVE: played from inside with the frames measured, then as the package that players get, with
real keys."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from host import FOLDER, Display, Emulator, check, end, play_from_inside, skip, until  # noqa: E402

PLUGIN = HERE.parents[2] / "plugins" / "love"


def environment(display, emulator):
    return {**os.environ, "DISPLAY": display.name, "ALSOFT_DRIVERS": "null", "LIBGL_ALWAYS_SOFTWARE": "1",
            "CONCH_BASE_URL": emulator.url, "CONCH_TOKEN": "test-token"}


def unpack(package):
    """The game with the driver behind its main.lua."""
    folder = FOLDER / "game"
    zipfile.ZipFile(package).extractall(folder)
    (folder / "main.lua").rename(folder / "tide_pool.lua")
    shutil.copy2(HERE / "driver.lua", folder)
    (folder / "main.lua").write_text('io.stdout:setvbuf("line")\nrequire("tide_pool")\nrequire("driver")\n')
    return folder


def said(command, values):
    return subprocess.run(command, env=values, capture_output=True, text=True).stdout.split()


def play_package(package, values, emulator):
    """The .love file as it is, beside the library, by real keys."""
    values = {key: value for key, value in values.items() if key not in ("CONCH_LIBRARY",)}
    shutil.copy2(os.environ["CONCH_LIBRARY"], FOLDER / "libconch.so.1")
    process = subprocess.Popen(["love", package], env=values, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        window = until(lambda: said(["xdotool", "search", "--name", "Tide pool"], values))
        check("the package starts", window)
        focused = until(lambda: said(["xdotool", "getwindowfocus"], values) == window[:1],
                        step=lambda: said(["xdotool", "windowfocus", window[0]], values))
        check("it takes the keys", focused)
        subprocess.run(["xdotool", "key", "Return", "type", "--delay", "20", "a crab"], env=values)
        subprocess.run(["xdotool", "key", "Return"], env=values)
        made = until(lambda: any("a crab" in str(item) for item in pictures(emulator)))
        check("a wish by real keys reaches the service", made)
        subprocess.run(["xdotool", "key", "Escape"], env=values)
        check("Escape leaves", until(lambda: process.poll() is not None, 20) and process.returncode == 0)
    finally:
        process.kill()
        print(process.communicate()[0])


def pictures(emulator):
    return emulator.call("GET", "images")["images"] if emulator else []


def main():
    emulator, display = Emulator(60, 1), Display(960, 600)
    try:
        package = FOLDER / "tide-pool.love"
        subprocess.run([sys.executable, "-B", PLUGIN / "package.py", package], check=True)
        values = environment(display, emulator)
        folder = unpack(package)
        play_from_inside(["love", folder], values, emulator)
        play_from_inside(["love", folder], {**values, "CONCH_TEST_AGAIN": "1"}, emulator)
        if shutil.which("xdotool"):
            play_package(package, values, emulator)
        else:
            skip("the package by real keys", "xdotool is not installed")
    finally:
        display.close()
        emulator.close()
    end()


if __name__ == "__main__":
    main()
