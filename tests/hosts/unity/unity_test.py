"""The Unity package: its layout, and the sample with a stand-in for Unity on Mono. Unity itself is not to be had here.

usage: unity_test.py
"""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from host import FOLDER, Emulator, check, end  # noqa: E402

PLUGIN = HERE.parents[2] / "plugins" / "unity"


def check_layout(package):
    manifest = json.loads((package / "package.json").read_text())
    check("the manifest names the package and its sample", manifest["name"] == "com.libconch.conch"
          and all((package / sample["path"]).is_dir() for sample in manifest["samples"]))
    assets = [asset for asset in package.rglob("*") if asset.suffix != ".meta" and "Samples~" not in asset.parts]
    metas = [asset.with_name(asset.name + ".meta") for asset in assets]
    check("every asset has its meta file", all(meta.exists() for meta in metas))
    guids = [meta.read_text().split("guid: ")[1].split()[0] for meta in metas]
    check("no two have the same id", len(set(guids)) == len(guids) > 10)
    check("the native library has the name that the binding asks for",
          (package / "Runtime" / "Plugins" / "x86_64" / "libconch.so").exists())


def main():
    package = FOLDER / "com.libconch.conch"
    subprocess.run([sys.executable, "-B", PLUGIN / "package.py", package, "--library", os.environ["CONCH_LIBRARY"]], check=True)
    check_layout(package)
    program = FOLDER / "frames.exe"
    sources = [*package.glob("Runtime/*.cs"), *package.glob("Samples~/*/*.cs"), *HERE.glob("*.cs")]
    # C# 7.2 is what the oldest Unity that counts understands. 0649: structs that only native code fills.
    compiled = subprocess.run(["mcs", "-langversion:7.2", "-warnaserror+", "-nowarn:0649", f"-out:{program}", *sources])
    if not check("the package and the sample compile", compiled.returncode == 0):
        end()
    emulator = Emulator(60, 1)
    values = {**os.environ, "CONCH_BASE_URL": emulator.url, "LD_LIBRARY_PATH": str(package / "Runtime" / "Plugins" / "x86_64")}
    try:
        played = subprocess.run(["mono", "--debug", program], env=values, timeout=240, capture_output=True, text=True)
    finally:
        emulator.close()
    print(played.stdout.removesuffix("end\n") + played.stderr)
    check("the sample comes to its end", played.returncode == 0 and played.stdout.endswith("end\n"), played.returncode)
    end()


if __name__ == "__main__":
    main()
