"""Every example of a README runs as it stands, in a folder of its own.

usage: readme.py README FENCE ENDING COMMAND…   e.g. readme.py README.md python .py python3
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    readme, fence, ending, *command = sys.argv[1:]
    examples = re.findall(rf"^```{fence}\n(.*?)^```", Path(readme).read_text(encoding="utf-8"), re.S | re.M)
    failed = 0
    for number, example in enumerate(examples, 1):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "example" + ending)
            file.write_text(example, encoding="utf-8")
            result = subprocess.run([*command, file], cwd=folder, text=True, capture_output=True, timeout=240)
        good = result.returncode == 0 and not result.stderr and result.stdout
        failed += not good
        print(f"example {number}: {'ok' if good else f'FAILED with {result.returncode}'}\n{result.stdout}{result.stderr}")
    print(f"{len(examples) - failed} of {len(examples)} examples ran")
    return 1 if failed or not examples else 0


if __name__ == "__main__":
    sys.exit(main())
