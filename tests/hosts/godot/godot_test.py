"""The demo scene in the real Godot 3, played from inside.

usage: godot_test.py MODULE
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from host import FOLDER, Display, Emulator, check, end  # noqa: E402

PLUGIN = HERE.parents[2] / "plugins" / "godot"
LIMIT = 240  # seconds


def main():
    module = sys.argv[1]
    project = FOLDER / "project"
    subprocess.run([sys.executable, "-B", PLUGIN / "package.py", "godot3", project, "--module", module, "--library",
                    os.environ["CONCH_LIBRARY"]], check=True)
    library = project / "addons" / "conch" / "bin" / Path(os.environ["CONCH_LIBRARY"]).name
    check("the package has the module and the library", library.exists())
    shutil.copy2(HERE / "play3.gd", project / "play.gd")
    (project / "play.tscn").write_text('[gd_scene load_steps=2 format=2]\n[ext_resource path="res://play.gd" type="Script" id=1]\n'
                                       '[node name="Play" type="Node"]\nscript = ExtResource( 1 )\n')
    emulator, display = Emulator(60, 1), Display(800, 600)
    values = {**os.environ, "DISPLAY": display.name, "LIBGL_ALWAYS_SOFTWARE": "1", "CONCH_BASE_URL": emulator.url,
              "CONCH_TOKEN": "test-token", "CONCH_ACCOUNT": ""}
    try:
        process = subprocess.Popen(["godot3", "--path", project, "--audio-driver", "Dummy", "play.tscn"], env=values,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        quitting = None
        for line in process.stdout:
            print(line, end="", flush=True)
            quitting = quitting or (line == "quitting\n" and time.monotonic())
        code = process.wait(timeout=LIMIT)
        check("it ends by itself, with work on the way", code == 0 and quitting, f"it ended with {code}")
        check("it ends within 5 seconds", quitting and time.monotonic() - quitting < 5)
    finally:
        display.close()
        emulator.close()
    end()


if __name__ == "__main__":
    main()
