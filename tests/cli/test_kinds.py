"""Every kind of job: its options arrive at the service under the service's own names and types."""

import json
import os
import unittest
import urllib.parse

from support import Answer, Service, temporary_directory

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01h\x08\x02\0\0\0\0\0\0\0"


class Kinds(unittest.TestCase):
    def setUp(self):
        directory = temporary_directory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def picture(self, name):
        path = os.path.join(self.directory, name)
        with open(path, "wb") as file:
            file.write(PICTURE + name.encode())
        return path

    def create(self, *arguments):
        """Runs into "no credits" at the create, and returns that request."""
        uploads = []

        def answer(_, path, body):
            if path.partition("?")[0].endswith("/files"):
                uploads.append(body)
                return Answer(200, {"fileID": f"user:1-minimax:2-file:{len(uploads)}", "ossPath": "o"})
            return Answer(412, {"error": "Insufficient credits."})

        with Service(answer) as service:
            process = service.call("--account", "2", *arguments)
            self.assertEqual(process.returncode, 5, process.stderr)
            return service.requests[-1]

    def test_video(self):
        method, path, _, body = self.create(
            "video", "create", "--prompt", "[Pan left] x", "--model", "02", "--options", "768p-6sec", "--image",
            self.picture("a.png"), "--end-image", "user:1-minimax:2-file:77", "--prompt-optimization", "--max-jobs", "2",
            "--reply-url", "http://127.0.0.1/hook")
        self.assertEqual((method, path), ("POST", "/v1/minimax/videos/create"))
        sent = json.loads(body)
        sent.pop("replyRef")  # ours
        self.assertEqual(sent, {
            "account": "2", "prompt": "[Pan left] x", "model": "02", "options": "768p-6sec",
            "fileID": "user:1-minimax:2-file:1", "end_frame_fileID": "user:1-minimax:2-file:77",
            "promptOptimization": True, "maxJobs": 2, "replyUrl": "http://127.0.0.1/hook"})

    def test_image(self):
        _, path, _, body = self.create(
            "image", "create", "--prompt", "x", "--model", "seedream-4.5", "--aspect-ratio", "16:9", "--resolution", "4K",
            "--quantity", "2", "--reference", self.picture("a.png"), "--reference", self.picture("b.png"),
            "--no-prompt-optimization")
        self.assertEqual(path, "/v1/minimax/images/create")
        sent = json.loads(body)
        sent.pop("replyRef")
        self.assertEqual(sent, {
            "account": "2", "prompt": "x", "model": "seedream-4.5", "aspectRatio": "16:9", "resolution": "4K",
            "quantity": 2, "referenceFileId1": "user:1-minimax:2-file:1", "referenceFileId2": "user:1-minimax:2-file:2",
            "promptOptimization": False})

    def test_agent(self):
        method, path, headers, body = self.create(
            "agent", "run", "--prompt", "draw a shell", "--models", "hailuo-2.3,seedream", "--file",
            self.picture("a.png"), "--file", self.picture("b [1].png"))
        self.assertEqual((method, path), ("POST", "/v1/minimax/agent"))
        self.assertTrue(headers["Content-Type"].startswith("multipart/form-data"))
        for part in (b"draw a shell", b"hailuo-2.3,seedream", PICTURE + b"a.png", PICTURE + b"b [1].png"):
            self.assertIn(part, body)

    def test_speech(self):
        _, path, _, body = self.create("speech", "create", "--text", "hello", "--voice-id", "209544421245048", "--speed",
                                       "1.5", "--pitch", "-3", "--robotic")
        self.assertEqual(path, "/v1/minimax/audio/create-mp3")
        self.assertEqual(json.loads(body), {"account": "2", "text": "hello", "voice_id": "209544421245048", "speed": 1.5,
                                            "pitch": -3, "robotic": True})

    def test_music(self):
        method, path, _, _ = self.create("music", "create", "--prompt", "la\nla", "--title", "Shell", "--style-id", "7")
        where, _, query = path.partition("?")
        self.assertEqual((method, where), ("GET", "/v1/minimax/music/create"))
        self.assertEqual(dict(urllib.parse.parse_qsl(query)),
                         {"account": "2", "prompt": "la\nla", "title": "Shell", "styleId": "7"})


if __name__ == "__main__":
    unittest.main()
