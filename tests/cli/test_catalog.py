"""`conch catalog` and `--dry-run`: what the service can do and what it would cost, without asking it."""

import json
import unittest

from support import events, run


class Catalog(unittest.TestCase):
    def test_lists_every_operation(self):
        catalog = json.loads(run("catalog", "--json").stdout)
        text = run("catalog").stdout.decode()
        self.assertGreaterEqual(len(catalog["operations"]), 45)
        for operation in catalog["operations"]:
            self.assertIn(f"  {operation['name']} ", text)
        for line in text.splitlines():
            self.assertLessEqual(len(line), 110)
            self.assertEqual(line, line.rstrip())

    def test_tells_the_parameters_of_one(self):
        text = run("catalog", "videos.create").stdout.decode()
        for word in ("fileID", "I2V-2.3", "768p-6sec", "maxJobs"):
            self.assertIn(word, text)

    def test_misspelt_operations_get_a_hint(self):
        for arguments in (["catalog", "vidoes.create"], ["call", "vidoes.create"]):
            process = run(*arguments)
            self.assertEqual(process.returncode, 2)
            self.assertIn(b"did you mean videos.create?", process.stderr)
        self.assertNotIn(b"did you mean", run("call", "something else").stderr)


class DryRun(unittest.TestCase):
    """Needs no token and no network."""

    def test_tells_the_price(self):
        command = ["image", "create", "--dry-run", "--prompt", "x", "--model", "gpt-image-1.5", "--resolution", "4K",
                   "--quantity", "3"]
        process = run(*command)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertTrue(process.stdout.startswith(b"45 credits"), process.stdout)
        (done,) = events(run("--json", *command))
        self.assertEqual(done["json"]["credits"], 45)

    def test_says_so_when_nobody_knows_it(self):
        process = run("video", "create", "--dry-run", "--prompt", "x")
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertTrue(process.stdout.startswith(b"unknown price"), process.stdout)

    def test_names_every_broken_rule(self):
        process = run("--json", "image", "create", "--dry-run", "--quantity", "many", "--aspect-ratio", "7:1")
        self.assertEqual(process.returncode, 3)
        (done,) = events(process)
        self.assertEqual({violation["field"] for violation in done["error"]["violations"]},
                         {"prompt", "quantity", "aspectRatio"})
        for field in ("prompt", "quantity", "aspectRatio"):
            self.assertIn(field, process.stderr.decode())


if __name__ == "__main__":
    unittest.main()
