"""Wrong command lines: exit code 2, a sentence that names what is wrong, nothing on standard output."""

import json
import os
import re
import unittest

from support import run


class Usage(unittest.TestCase):
    def refused(self, *arguments, names, code=2):
        process = run(*arguments)
        message = process.stderr.decode()
        self.assertEqual(process.returncode, code, message)
        self.assertEqual(process.stdout, b"")
        self.assertTrue(message.startswith("conch: "), message)
        self.assertIn(names, message)
        return message

    def test_nothing_to_do(self):
        for word in ("call", "version", "video"):
            self.refused(names=word)
        self.refused("video", names="create")

    def test_unknown_words(self):
        self.refused("viedo", names='"viedo" is no command')
        self.refused("video", "crate", names='"crate" is no command')
        self.refused("video", "create", "--prompt", "x", "--bogus", names="--bogus")
        self.refused("call", "videos.list", "{}", "more", names="more")
        self.refused("--emulator", "call", "vidoes.list", names='"vidoes.list"')

    def test_values_out_of_range(self):
        self.refused("--connect-timeout", "0", "version", names="--connect-timeout")
        self.refused("--connect-timeout", "soon", "version", names="--connect-timeout")
        self.refused("--emulator", "--emulator-speed", "-1", "version", names="--emulator-speed")

    def test_options_that_exclude_or_need_each_other(self):
        self.refused("--emulator", "--base-url", "http://127.0.0.1:1", "version", names="--base-url")
        self.refused("--emulator-speed", "9", "version", names="--emulator")

    def test_twice_the_same(self):
        self.refused("video", "create", "--emulator", "--prompt", "a", "--prompt", "b", names="--prompt")
        self.refused("video", "create", "--emulator", "--prompt", "a", "--param", "prompt=b", names="twice")

    def test_params_that_are_none(self):
        for text in ("=x", ":=1", "word"):
            self.refused("video", "create", "--emulator", "--param", text, names="NAME=TEXT")
        self.refused("video", "create", "--emulator", "--param", "maxJobs:=two", names="not JSON")

    def test_text_that_is_not_utf8(self):
        self.refused("video", "create", "--emulator", "--prompt", b"caf\xe9", names="UTF-8")

    def test_an_empty_value_never_swallows_the_next_option(self):
        message = self.refused("video", "create", "--emulator", "--prompt=", "--bogus", names="--bogus")
        self.assertNotIn("--prompt", message)

    def test_control_characters_do_not_reach_the_terminal(self):
        process = run("call", "\x1b[31mred")
        self.assertNotIn(b"\x1b", process.stderr)


class Help(unittest.TestCase):
    def test_help_names_options_and_exit_codes(self):
        for arguments in (["--help"], ["video", "create", "--help"], ["call", "--help"]):
            process = run(*arguments)
            text = process.stdout.decode()
            self.assertEqual(process.returncode, 0)
            self.assertEqual(process.stderr, b"")
            for word in ("--emulator", "--json", "--token-file", "Exit codes:", "130"):
                self.assertIn(word, text, arguments)

    def test_documented_exit_codes_are_those_of_the_help(self):
        article = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "articles", "command-line.md")
        with open(article, encoding="utf-8") as file:
            documented = dict(re.findall(r"^\| (\d+) \| (.*) \|$", file.read(), re.M))
        told = dict(re.findall(r"^  (\d+) +(.*)$", run("--help").stdout.decode(), re.M))
        self.assertEqual(documented, told)

    def test_options_may_stand_before_and_after_the_command(self):
        self.assertEqual(run("--json", "version").stdout, run("version", "--json").stdout)

    def test_version(self):
        words = run("version").stdout.decode().split()
        self.assertEqual(words[0], "conch")
        versions = json.loads(run("version", "--json").stdout)
        self.assertEqual(set(versions), {"conch", "libconch"})
        self.assertEqual(run("--version").returncode, 0)


if __name__ == "__main__":
    unittest.main()
