"""Every kind of job: its options arrive at the service under the service's own names and types."""

import json
import os
import unittest
import urllib.parse

from support import Answer, Service, events, temporary_directory

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

    def test_template_video(self):
        method, path, _, body = self.create("template-video", "create", "--template-id", "9", "--prompt", "a cat",
                                            "--image", self.picture("a.png"))
        self.assertEqual((method, path), ("POST", "/v1/minimax/videos/agent-create"))
        sent = json.loads(body)
        sent.pop("replyRef")
        self.assertEqual(sent, {"account": "2", "templateId": "9", "prompt": "a cat",
                                "fileID": "user:1-minimax:2-file:1", "ossPath": "o"})

    def test_speech_stream(self):
        _, path, _, body = self.create("speech", "stream", "--text", "hello", "--voice-id", "1", "--emotion", "happy")
        self.assertEqual(path, "/v1/minimax/audio/create-stream")
        self.assertEqual(json.loads(body), {"account": "2", "text": "hello", "voice_id": "1", "emotion": "happy"})

    def test_chat(self):
        _, path, _, body = self.create("chat", "send", "--prompt", "hello", "--chat-id", "7", "--search-web")
        self.assertEqual(path, "/v1/minimax/llm")
        self.assertEqual(json.loads(body), {"account": "2", "prompt": "hello", "chatID": "7", "searchWeb": True,
                                            "stream": True})

    def test_chat_with_files(self):
        _, _, headers, body = self.create("chat", "send", "--prompt", "compare", "--file", self.picture("a.png"),
                                          "--file", self.picture("b.png"))
        self.assertTrue(headers["Content-Type"].startswith("multipart/form-data"))
        for part in (b"compare", PICTURE + b"a.png", PICTURE + b"b.png"):
            self.assertIn(part, body)


def frames(*texts):
    """A chat's stream: the whole text so far, again and again."""
    stream = 'event:send_result\ndata:{"type":1,"data":{"sendResult":{"chatID":"7","systemMsgID":"8"}}}\n\n'
    for text in texts:
        message = {"msgID": "8", "content": text, "requestStatus": 1 if text == texts[-1] else 6}
        stream += "event:message_result\ndata:" + json.dumps({"type": 2, "data": {"messageResult": message}}) + "\n\n"
    return Answer(200, stream + 'event:close_chunk\ndata:{"type":8}\n\n', {"Content-Type": "text/event-stream"})


class Streams(unittest.TestCase):
    def test_chat_prints_the_answer_once(self):
        with Service(frames("Für", "Für dich", "Für dich: 🐚\nEnde")) as service:
            process = service.call("chat", "send", "--prompt", "hello")
            self.assertEqual(process.returncode, 0, process.stderr)
            self.assertEqual(process.stdout.decode(), "Für dich: 🐚\nEnde\n")
            self.assertEqual(len(service.requests), 1)

    def test_chat_as_json_events(self):
        with Service(frames("a", "ab")) as service:
            process = service.call("--json", "chat", "send", "--prompt", "hello")
        told = events(process)
        self.assertEqual([event["text"] for event in told if event["event"] == "chunk"], ["a", "b"])
        self.assertEqual(told[-1]["remote_id"], "7")

    def test_chat_says_where_a_broken_answer_can_be_read(self):
        with Service(lambda method, path, body: None if method == "POST" else Answer(404, {"error": "gone"})) as service:
            process = service.call("chat", "send", "--prompt", "hello")
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("conch call llm.list", process.stderr.decode())

    def test_a_streamed_call_prints_every_frame_once(self):
        with Service(frames("a", "ab")) as service:
            process = service.call("call", "llm.send", '{"prompt":"hello","stream":true}')
        self.assertEqual(process.returncode, 0, process.stderr)
        lines = process.stdout.decode().splitlines()
        self.assertEqual([json.loads(line)["type"] for line in lines], [1, 2, 2, 8])

    def test_template_video_tells_its_steps(self):
        def answer(method, path, _):
            if method == "POST":
                steps = ({"status": "created", "videoId": "user:1-minimax:2-video:5"},
                         {"status": "progress", "message": {"msgContent": "Generating image..."}},
                         {"status": "finished"})
                return Answer(200, "".join(f"data:{json.dumps(step)}\n\n" for step in steps),
                              {"Content-Type": "text/event-stream"})
            return Answer(200, {"status": 2, "statusFinal": True})

        with Service(answer) as service:
            process = service.call("--poll-interval", "0.02", "template-video", "create", "--template-id", "9",
                                   "--no-download")
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(json.loads(process.stdout), {"status": 2, "statusFinal": True})
        self.assertIn("Generating image...", process.stderr.decode())


if __name__ == "__main__":
    unittest.main()
