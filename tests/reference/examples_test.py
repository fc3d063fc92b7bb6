"""The examples of docs/reference: the C parts compile, and the command lines say the same as they do."""
import ast
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))
PAGES = sorted(page for page in (ROOT / "docs" / "reference").glob("*-*.md"))


def block(page, language):
    return re.search(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.S).group(1)


class Examples(unittest.TestCase):
    def test_every_operation_has_a_page(self):
        self.assertEqual(len(PAGES), 45)

    def test_c_compiles(self):
        program = "#include <conch/conch.h>\n"
        for number, page in enumerate(PAGES):
            program += f"conch_status example_{number}(conch_client *client);\n"
            program += f"conch_status example_{number}(conch_client *client) {{\n{block(page, 'c')}return status;\n}}\n"
        command = [os.environ.get("CC", "cc"), "-std=c99", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-x", "c", "-",
                   f"-I{ROOT / 'include'}"]
        result = subprocess.run(command, input=program, text=True, capture_output=True)
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_command_line_and_c_say_the_same(self):
        for page in PAGES:
            with self.subTest(page.name):
                words = shlex.split(block(page, "console").removeprefix("$ "))
                self.assertEqual(words[:2], ["conch", "call"])
                c = block(page, "c")
                self.assertIn("CONCH_OP_" + words[2].replace(".", "_").upper() + ",", c)
                parameters = [json.loads(word) for word in words[3:4] if word.startswith("{")]
                literal = re.search(r'^ +("\{.*\}"),$', c, re.M)
                self.assertEqual(parameters, [json.loads(ast.literal_eval(literal.group(1)))] if literal else [])
                files = [words[at + 1] for at, word in enumerate(words) if word == "--file"]
                self.assertEqual(files, re.findall(r'"([^"]+)"', (re.search(r"files\[\] = \{(.*)\}", c) or [""])[0]))


if __name__ == "__main__":
    unittest.main()
