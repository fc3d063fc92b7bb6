"""What an account has survives a kill of the emulator at any moment."""
import json
import re
import tempfile
import threading
import time
import unittest

from emulator import Emulator
from pictures import png
from sounds import wav
from test_operations import login


class State(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def start(self, *arguments, **more):
        return Emulator("--state", self.directory, *arguments, **more)

    def restart(self, emulator, **more):
        emulator.kill()
        return self.start(**more)

    def test_everything_is_there_again_after_a_kill(self):
        before = self.start()
        before.control("POST", "clock", {"transitions": "immediate"})
        file = before.upload(png(64, 48))["fileID"]
        video = before.post("/videos/create", {"prompt": "a boat", "fileID": file, "replyRef": "r"}).json["videoId"]
        image = before.post("/images/create", {"prompt": "a boat"}).json["imageIds"][0]
        hidden = before.post("/images/create", {"prompt": "hidden"}).json["imageIds"][0]
        before.advance(1)
        before.delete(f"/images/{hidden}")
        job = before.post("/agent", {"prompt": "a boat", "models": "nano-banana"}, files=[]).json["jobId"]
        chat = before.post("/llm", {"prompt": "hello"}).json["request"]["sendResult"]["chatID"]
        voice = before.get("/audio/voices?page_size=1").json["voice_list"][0]["voice_id"]
        speech = {"text": "Good morning.", "voice_id": voice}
        clip = before.post("/audio/create-mp3", speech).json["audio_id"]
        stream = before.post("/audio/create-stream", speech).json["token"]
        sample = before.call("POST", "/audio/upload-sample", body=wav(12), headers={"Content-Type": "audio/wav"}).json
        clone = before.post("/audio/clone-voice", {"voice_name": "Mine", "language_tag": "English",
                                                   "files": sample["fileID"]}).json["voice_id"]
        song = before.get("/music/create?prompt=la+la").json["musicId"]
        account = before.account
        before.post("/accounts", login(url="https://chat.minimax.io/?device_platform=web"))
        before.control("POST", "accounts", {"account": account, "plan": "Free", "credits": 77, "holdSeconds": 3600})

        def seen(emulator):
            paths = ["/accounts", f"/videos/{video}", f"/videos?account={account}", f"/images/{image}",
                     f"/images?account={account}", f"/images/{hidden}", f"/agent/{job}", f"/llm/{chat}?account={account}",
                     f"/llm?account={account}", f"/audio/{clip}", f"/audio?account={account}",
                     f"/audio/voices?is_system=false&account={account}", f"/music/{song}", f"/music?account={account}",
                     "/scheduler", f"/videos/characters?account={account}"]
            answers = {path: emulator.get(path).json for path in paths}
            text = json.dumps(answers).replace(emulator.origin, "")
            # Addresses are signed anew.
            return json.loads(re.sub(r"\?Expires=\d+&Signature=\w+", "", text))

        expected = seen(before)
        provider = before.control("GET", "accounts")
        after = self.restart(before)
        self.addCleanup(after.close)
        found = seen(after)
        for path, answer in expected.items():
            with self.subTest(path=path):
                if path.startswith("/llm/"):
                    answer["statusInfo"] = found[path]["statusInfo"]  # tells the time
                self.assertEqual(found[path], answer)
        self.assertEqual(after.control("GET", "accounts"), provider)
        for url in (after.get(f"/videos/{video}").json["downloadURL"], after.get(f"/images/{image}").json["videoURL"],
                    after.get(f"/audio/{clip}").json["audio_url"], after.get(f"/music/{song}").json["audioURL"]):
            self.assertEqual(after.fetch(url).status, 200)
        # Files and voices can be used, also the ticket of a stream that nobody has begun.
        after.control("POST", "accounts", {"account": account, "holdSeconds": 0, "credits": 1000})
        after.control("POST", "clock", {"transitions": "immediate"})
        self.assertEqual(after.post("/videos/create", {"prompt": "x", "fileID": file}).status, 200)
        self.assertEqual(after.post("/audio/create-mp3", {"text": "Hi", "voice_id": clone, "account": account}).status, 200)
        self.assertEqual(after.raw("GET", f"{after.path}/audio/wss?token={stream}").json["error"],
                         "This is a WebSocket: connect with ws://.")

    def test_what_was_on_its_way_goes_on(self):
        before = self.start()
        ids = [before.post("/videos/create", {"prompt": f"boat {n}", "maxJobs": 10}).json["videoId"] for n in range(3)]
        image = before.post("/images/create", {"prompt": "a boat"}).json["imageIds"][0]
        job = before.post("/agent", {"prompt": "a boat", "models": "nano-banana", "async": "true"}, files=[]).json["jobId"]
        before.advance(10)
        self.assertEqual([each["videoId"] for each in before.get("/scheduler").json if "videoId" in each], ids)
        after = self.restart(before)
        self.addCleanup(after.close)
        self.assertEqual({each.get("videoId", each.get("imageId")) for each in after.get("/scheduler").json},
                         {*ids, image})
        self.assertEqual(after.get(f"/agent/{job}").json["status"], "started")
        after.advance(400)
        self.assertEqual([after.get(f"/videos/{each}").json["status"] for each in ids], [2, 2, 2])
        self.assertEqual(after.get(f"/images/{image}").json["status"], 2)
        self.assertEqual(after.get(f"/agent/{job}").json["status"], "completed")
        self.assertEqual(after.get("/scheduler").json, [])

    def test_killed_at_any_moment_knows_what_it_has_answered(self):
        emulator = self.start("--speed", "20", frozen=False)
        known = []
        for round_ in range(6):
            until = time.monotonic() + 0.1 * (round_ + 1)
            while time.monotonic() < until:
                answer = emulator.post("/images/create", {"prompt": "a boat"})
                if answer.status == 200:
                    known += answer.json["imageIds"]
            emulator.kill()
            emulator = self.start("--speed", "20", frozen=False)
            for image in known:
                self.assertEqual(emulator.get(f"/images/{image}").status, 200, image)
        emulator.close()
        self.assertEqual(len(known), len(set(known)))
        self.assertGreater(len(known), 5)

    def test_time_does_not_go_back(self):
        before = self.start()
        before.advance(86400)
        before.post("/images/create", {"prompt": "a boat"})
        then = before.control("GET", "clock")["now"]
        after = self.restart(before)
        self.addCleanup(after.close)
        self.assertGreaterEqual(after.control("GET", "clock")["now"], then)

    def test_reset_forgets_for_good(self):
        before = self.start("--seed", "5")
        before.control("POST", "clock", {"transitions": "immediate"})
        video = before.post("/videos/create", {"prompt": "a boat"}).json["videoId"]
        before.control("POST", "reset")
        after = self.restart(before)
        self.addCleanup(after.close)
        self.assertEqual(after.get(f"/videos/{video}").status, 404)
        self.assertEqual(len(after.get("/accounts").json), 1)

    def test_reset_forgets_what_is_on_its_way(self):
        before = self.start()
        voice = before.get("/audio/voices?page_size=1").json["voice_list"][0]["voice_id"]
        calls = [lambda: before.get("/music/create?prompt=la+la"),
                 lambda: before.post("/agent", {"prompt": "x", "models": "qwen"}),
                 lambda: before.post("/llm", {"prompt": "hello"}),
                 lambda: before.post("/audio/create-mp3", {"text": "Good morning.", "voice_id": voice})]
        answers = []
        threads = [threading.Thread(target=lambda call=call: answers.append(call().status)) for call in calls]
        for thread in threads:
            thread.start()
        while not (before.get("/music").json and before.get("/llm").json["items"] and
                   before.get("/agent/jobs").json["executing"][before.account]):
            time.sleep(0.01)
        before.post("/videos/create", {"prompt": "x"})
        before.control("POST", "reset")
        for thread in threads:
            thread.join(0.05)
            while thread.is_alive():  # one that came after the reset
                before.advance(60)
                thread.join(0.05)
        self.assertGreaterEqual(answers.count(503), 3)
        before.advance(1000)
        after = self.restart(before)
        self.addCleanup(after.close)
        for path in ("/music", "/videos", "/scheduler"):
            self.assertEqual(after.get(path).json, [], path)
        self.assertEqual(after.get("/llm").json["items"], [])

    def test_two_emulators_do_not_share_a_directory(self):
        with self.start():
            with self.assertRaises(RuntimeError):
                self.start()


if __name__ == "__main__":
    unittest.main()
