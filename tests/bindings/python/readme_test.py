"""Every example of the README runs as it stands.

usage: readme_test.py README
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    examples = re.findall(r"^```python\n(.*?)^```", Path(sys.argv[1]).read_text(encoding="utf-8"), re.S | re.M)
    failed = 0
    for number, example in enumerate(examples, 1):
        with tempfile.TemporaryDirectory() as folder:
            result = subprocess.run([sys.executable, "-X", "dev", "-c", example], cwd=folder, env=os.environ, text=True,
                                    capture_output=True, timeout=240)
        good = result.returncode == 0 and not result.stderr and result.stdout
        failed += not good
        print(f"example {number}: {'ok' if good else 'FAILED'}\n{result.stdout}{result.stderr}")
    print(f"{len(examples) - failed} of {len(examples)} examples ran")
    return 1 if failed or not examples else 0


if __name__ == "__main__":
    sys.exit(main())
