"""The progress bar on a real terminal, and its absence everywhere else."""

import os
import re
import unittest

from support import Terminal, run, temporary_directory

PROMPT = "a 海螺 shell on the beach 🐚"
COMMAND = ["video", "create", "--emulator", "--emulator-speed", "60", "--prompt", PROMPT, "--out", "a.mp4"]


class ProgressBar(unittest.TestCase):
    def setUp(self):
        directory = temporary_directory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def show(self, *more, code=0, **options):
        terminal = Terminal(*COMMAND, *more, cwd=self.directory, **options)
        self.assertEqual(terminal.finish(), code, terminal.text())
        self.assertEqual(terminal.left_behind(), [])
        return terminal.text()

    def drawn(self, text):
        return [line for line in re.findall(r"\r([^\r\n]*)\x1b\[K", text) if line]

    def left(self, text):
        """What a person still sees: in every line, what came after the last time it was wiped."""
        return [re.split(r"\r\x1b\[K|\r", line.rstrip("\r"))[-1] for line in text.split("\n") if line]

    def test_draws_phase_percent_and_time_and_gives_the_line_back(self):
        text = self.show(columns=100)
        lines = self.drawn(text)
        self.assertTrue(any("working" in line and "%" in line and "█" in line for line in lines), text)
        self.assertTrue(all(re.search(r"\d:\d\d", line) for line in lines), text)
        self.assertEqual([os.path.basename(line) for line in self.left(text)], ["a.mp4"], repr(text))

    def test_fits_the_terminal(self):
        for line in self.drawn(self.show(columns=30)):
            self.assertLess(len(line), 30)

    def test_columns_variable_wins(self):
        lines = self.drawn(self.show(columns=200, env={"COLUMNS": "30"}))
        self.assertTrue(lines)
        for line in lines:
            self.assertLess(len(line), 30)

    def test_is_ascii_where_the_locale_is(self):
        for line in self.drawn(self.show(env={"LC_ALL": "C"})):
            self.assertTrue(line.isascii(), line)

    def test_is_not_drawn_when_unwanted_or_impossible(self):
        self.assertEqual(self.drawn(self.show("--quiet")), [])
        self.assertEqual(self.drawn(self.show("--json", "--overwrite")), [])
        self.assertEqual(self.drawn(self.show("--overwrite", env={"TERM": "dumb"})), [])
        process = run(*COMMAND, "--overwrite", cwd=self.directory)
        self.assertEqual(process.stderr, b"")

    def test_ctrl_c_with_a_private_emulator_ends_both(self):
        command = [word if word != "60" else "2" for word in COMMAND]
        terminal = Terminal(*command, cwd=self.directory)
        terminal.read_until("working")
        self.assertNotEqual(terminal.left_behind(), [])
        terminal.type("\x03")
        self.assertEqual(terminal.finish(), 130, terminal.text())
        self.assertEqual(terminal.left_behind(), [])
        self.assertIn("cancelling", terminal.text())
        self.assertNotIn("at the service", terminal.text())
        self.assertEqual(os.listdir(self.directory), [])


if __name__ == "__main__":
    unittest.main()
