"""The C example in README.md is docs/examples/make_video.c, to the letter, and shorter than 80 lines."""
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
example = (root / "docs/examples/make_video.c").read_text()
shown = (root / "README.md").read_text().split("```c\n")[1].split("```")[0]
if shown != example:
    sys.exit("README.md shows another text than docs/examples/make_video.c")
if len(example.splitlines()) >= 80:
    sys.exit("docs/examples/make_video.c has 80 lines or more")
