"""The demo scene in the real Godot, played from inside.

usage: godot_test.py 3|4 MODULE
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from host import FOLDER, Display, Emulator, check, end, play_from_inside  # noqa: E402

PLUGIN = HERE.parents[2] / "plugins" / "godot"
SCENES = {
    "3": '[gd_scene load_steps=2 format=2]\n[ext_resource path="res://play.gd" type="Script" id=1]\n'
         '[node name="Play" type="Node"]\nscript = ExtResource( 1 )\n',
    "4": '[gd_scene load_steps=2 format=3]\n[ext_resource type="Script" path="res://play.gd" id="1"]\n'
         '[node name="Play" type="Node"]\nscript = ExtResource("1")\n',
}
ENGINES = {"3": ["godot3"], "4": [os.environ.get("GODOT4", "godot4"), "--rendering-driver", "opengl3"]}


def make_project(version, module):
    project = FOLDER / "project"
    subprocess.run([sys.executable, "-B", PLUGIN / "package.py", f"godot{version}", project, "--module", module, "--library",
                    os.environ["CONCH_LIBRARY"]], check=True)
    shutil.copy2(HERE / f"play{version}.gd", project / "play.gd")
    (project / "play.tscn").write_text(SCENES[version])
    if version == "4":
        # What the editor writes when it opens a project for the first time.
        (project / ".godot").mkdir()
        (project / ".godot" / "extension_list.cfg").write_text("res://addons/conch/conch.gdextension\n")
    return project


def main():
    version, module = sys.argv[1:]
    project = make_project(version, module)
    library = project / "addons" / "conch" / "bin" / Path(os.environ["CONCH_LIBRARY"]).name
    check("the package has the module and the library", library.exists())
    emulator, display = Emulator(60, 1), Display(800, 600)
    values = {**os.environ, "DISPLAY": display.name, "LIBGL_ALWAYS_SOFTWARE": "1", "CONCH_BASE_URL": emulator.url,
              "CONCH_TOKEN": "test-token", "CONCH_ACCOUNT": ""}
    try:
        command = [*ENGINES[version], "--path", project, "--audio-driver", "Dummy", "play.tscn"]
        play_from_inside(command, values, emulator)
        play_from_inside(command, {**values, "CONCH_TEST_AGAIN": "1"}, emulator)
    finally:
        display.close()
        emulator.close()
    end()


if __name__ == "__main__":
    main()
