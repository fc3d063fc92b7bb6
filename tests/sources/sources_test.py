"""What the compiler does not hold the sources to: the order of the layers, what the library must not use, the guard.

Usage: sources_test.py SOURCE_DIR
"""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(sys.argv.pop(1)).resolve()
sys.path.insert(0, str(ROOT / "scripts" / "lib"))
import conch_headers  # noqa: E402

# Each folder and what it may include, besides itself and the public headers.
LEAVES = {"base", "json", "catalog", "store", "platform"}
LAYERS = {
    "base": set(),
    "platform": {"base"},
    "json": {"base"},
    "catalog": {"base", "json"},
    "store": {"base", "json", "platform"},
    "net": LEAVES,
    "api": LEAVES | {"net"},
    "jobs": LEAVES | {"net", "api"},
    "client": LEAVES | {"net", "api", "jobs"},
    "capi": LEAVES | {"net", "api", "jobs", "client"},
    "emulator": {"base", "json", "catalog", "platform"},
    "cli": {"json"},  # what it does, any host can do with the public headers
}
LIBRARY = {"base", "platform", "json", "catalog", "store", "net", "api", "jobs", "client", "capi"}

# In the library: what is forbidden, and why.
FORBIDDEN = {
    r"#include <iostream>": "runs code at load and at exit",
    r"#include <regex>": "races in its locale cache, exports unique symbols, large",
    r"#include <(fstream|sstream|iomanip|locale|clocale)>": "depends on the locale of the host",
    r"\bsetlocale\b|\bstd::locale\b": "changes or depends on the locale of the host",
    r"\b(strto[dfl]|strtold|atof|stod|stof)\b": "depends on the locale of the host; use std::from_chars",
    r"\b(f?printf|puts|perror|std::cout|std::cerr|std::clog)\b": "prints into the host's streams",
    r"\b(std::)?(exit|_Exit|quick_exit|abort|terminate)\(": "ends the host",
    r"\b(getenv|setenv|putenv)\b": "the environment is the host's",
    r"\b(chdir|umask|atexit)\(": "changes the host's process",
    r"\bsigaction\(|\bstd::signal\(|\bSIG_(IGN|DFL)\b": "signals are the host's",
    r"\bcurl_global_cleanup\b": "the host may be using the same libcurl",
}
# The one exception: the documented default of state_directory.
ALLOWED = {("state_folder.cpp", r"\b(getenv|setenv|putenv)\b")}


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / "src" / folder).rglob("*.[ch]pp")):
            yield path, path.read_text()


def code(text):
    """The text with comments and string literals blanked, line by line as before."""
    blank = lambda m: re.sub(r"[^\n]", " ", m[0])  # noqa: E731
    return re.sub(r'R"(\w*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*(?:.|\n)*?\*/', blank, text)


def exported_bodies():
    """Name and body of every extern "C" function of the C layer."""
    for _, text in sources("capi"):
        starts = list(re.finditer(r'^extern "C" [^;{]*?\b(conch_\w+)\(', text, re.M))
        for start, end in zip(starts, starts[1:] + [None]):
            yield start[1], text[start.start():end.start() if end else len(text)]


class Sources(unittest.TestCase):
    def test_every_folder_is_a_layer(self):
        self.assertEqual(set(), {p.name for p in (ROOT / "src").iterdir() if p.is_dir()} - set(LAYERS))

    def test_layers_use_only_those_below(self):
        for layer, below in LAYERS.items():
            for path, text in sources(layer):
                for used in re.findall(r'^#include "(\w+)/', text, re.M):
                    with self.subTest(file=str(path.relative_to(ROOT)), uses=used):
                        self.assertIn(used, below | {layer, "conch"})

    def test_the_library_leaves_the_host_alone(self):
        for path, text in sources(*LIBRARY):
            for number, line in enumerate(code(text).splitlines(), 1):
                for pattern, why in FORBIDDEN.items():
                    if (path.name, pattern) in ALLOWED:
                        continue
                    with self.subTest(f"{path.relative_to(ROOT)}:{number}"):
                        self.assertNotRegex(line, pattern, why)

    def test_only_the_c_layer_speaks_c(self):
        for path, text in sources(*(LIBRARY - {"capi"})):
            self.assertNotIn('extern "C" conch_', text, path)

    def test_every_declared_function_is_in_the_c_layer(self):
        self.assertEqual(set(conch_headers.read(ROOT / "include").functions), {name for name, _ in exported_bodies()})

    def test_no_exception_can_leave_a_function_that_takes_a_client(self):
        functions = conch_headers.read(ROOT / "include").functions
        for name, body in exported_bodies():
            if functions[name].parameters and "conch_client *" in functions[name].parameters[0].text:
                with self.subTest(name):
                    self.assertRegex(body, r"\bguarded\(|\bno_throw\(|\benter\(|\bsubmit\(|noexcept")

    def test_what_is_forbidden_in_callbacks_is_documented_so(self):
        functions = conch_headers.read(ROOT / "include").functions
        for name, body in exported_bodies():
            with self.subTest(name):
                documented = re.search(r"@callback\s+forbidden", functions[name].doc) is not None
                if "InCallback::forbidden" in body:
                    self.assertTrue(documented, "refuses to run in a callback, but its comment does not say so")
                elif "InCallback::allowed" in body:
                    self.assertFalse(documented, "its comment forbids it in callbacks, but it runs there")


class TheChecksCanFail(unittest.TestCase):
    def test_forbidden_words_are_found_in_code_only(self):
        samples = ["#include <iostream>", "#include <regex>", "#include <sstream>", 'setlocale(LC_ALL, "")', "strtod(p, &e)",
                   'std::printf("x")', "std::abort();", 'getenv("HOME")', "umask(0);", "sigaction(SIGPIPE, &a, 0);",
                   "curl_global_cleanup();"]
        found = {p for s in samples for p in FORBIDDEN if re.search(p, code(s))}
        self.assertEqual(set(FORBIDDEN), found)
        for harmless in ("// std::abort() would end the host", '"call exit() yourself"', 'R"(printf)"', "on_exit();", "reprintf"):
            self.assertFalse([p for p in FORBIDDEN if re.search(p, code(harmless))], harmless)


if __name__ == "__main__":
    unittest.main(verbosity=2)
