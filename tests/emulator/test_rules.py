"""What may be asked for and how much of it at once, row by row from the documents' tables."""
import threading
import time
import unittest

from emulator import Emulator
from pictures import png
from sounds import wav

# model, options that it takes (first: the default), picture (no, may, must), end picture
NEWER = ["768p-6sec", "768p-10sec", "1080p-6sec"]
SHORT = ["512p-6sec", "512p-10sec"]
VEO = ["veo-720p-8sec", "veo-1080p-8sec"]
SORA = ["720p-4sec", "720p-8sec", "720p-12sec"]
VIDEO_MODELS = [
    ("T2V-01", [], "no", False), ("T2V-01-Director", [], "no", False), ("I2V-01", [], "must", False),
    ("I2V-01-live", [], "must", False), ("I2V-01-Director", [], "must", False), ("S2V-01", [], "must", False),
    ("02", NEWER, "may", True), ("T2V-2.3", NEWER, "no", False), ("I2V-2.3", NEWER, "must", False),
    ("I2V-2.3-Fast", NEWER, "must", False), ("Sora-2", SORA, "may", False), ("Veo-3.1", VEO, "may", True),
    ("Veo-3.1-Fast", VEO, "may", True), ("Veo-3.1-S2V", VEO, "must", False),
]
ALL_OPTIONS = NEWER + SHORT + VEO + SORA

RATIOS = ["16:9", "5:4", "4:3", "3:2", "1:1", "2:3", "3:4", "4:5", "9:16", "21:9"]
# model, resolutions, aspect ratios, references, longest prompt, credits
IMAGE_MODELS = [
    ("image-01", ["HD"], ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"], 0, 1250, {"HD": 1}),
    ("nano-banana-pro", ["1K", "2K", "4K"], ["auto", *RATIOS], 14, 5000, {"1K": 4}),
    ("gpt-image-1.5", ["1K", "2K", "4K"], ["auto", "1:1", "3:2", "2:3"], 3, 1250, {"1K": 4, "2K": 8, "4K": 15}),
    ("seedream-4.5", ["2K", "4K"], ["auto", *RATIOS], 14, 1250, {"2K": 4, "4K": 4}),
]


class Rules(unittest.TestCase):
    """Nothing is made here: whatever is accepted asks for what never ends, and is forgotten again."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.close)

    def setUp(self):
        self.reset()

    def reset(self):
        self.emulator.control("POST", "reset")
        self.emulator.control("POST", "clock", {"frozen": True})
        self.emulator.control("POST", "accounts", {"queue": 1000, "maxJobs": 1000, "credits": 1_000_000})
        self.one = self.emulator.upload(png(1280, 720))["fileID"]
        self.two = self.emulator.upload(png(1280, 720))["fileID"]

    def status(self, path, **fields):
        answer = self.emulator.post(path, {"prompt": "a boat conch:stuck", **fields})
        self.assertIn(answer.status, (200, 400), answer)
        return answer.status

    def test_options_of_each_video_model(self):
        for model, options, picture, end in VIDEO_MODELS:
            file = {} if picture == "no" else {"fileID": self.one}
            self.assertEqual(self.status("/videos/create", model=model, **file), 200, model)
            for option in ALL_OPTIONS:
                taken = option in options or model == "02" and option in SHORT
                self.assertEqual(self.status("/videos/create", model=model, options=option, **file),
                                 200 if taken else 400, (model, option))

    def test_pictures_of_each_video_model(self):
        for model, options, picture, end in VIDEO_MODELS:
            self.assertEqual(self.status("/videos/create", model=model, fileID=self.one), 400 if picture == "no" else 200, model)
            self.assertEqual(self.status("/videos/create", model=model), 400 if picture == "must" else 200, model)
            for option in options or [None]:
                more = {"options": option} if option else {}
                ends = {"fileID": self.one, "end_frame_fileID": self.two, **more}
                self.assertEqual(self.status("/videos/create", model=model, **ends), 200 if end else 400, (model, option))
            if end:
                self.assertEqual(self.status("/videos/create", model=model, fileID=self.one, end_frame_fileID=self.one), 400)
        for option in SHORT:  # from a picture only, and to none
            self.assertEqual(self.status("/videos/create", model="02", options=option), 400)
            self.assertEqual(self.status("/videos/create", model="02", options=option, fileID=self.one,
                                         end_frame_fileID=self.two), 400)

    def test_model_that_is_not_named(self):
        text = self.emulator.post("/videos/create", {"prompt": "conch:stuck"})
        image = self.emulator.post("/videos/create", {"prompt": "conch:stuck", "fileID": self.one})
        self.assertEqual((text.status, image.status), (200, 200))
        self.assertEqual(self.status("/videos/create", options="768p-6sec"), 400)  # T2V-01 has no options

    def test_sora_wants_a_picture_of_its_size(self):
        for size, status in (((1280, 720), 200), ((720, 1280), 200), ((1279, 720), 400), ((640, 360), 400)):
            file = self.emulator.upload(png(*size))["fileID"]
            self.assertEqual(self.status("/videos/create", model="Sora-2", fileID=file), status, size)

    def test_prompts_of_videos(self):
        for model, _, picture, _ in VIDEO_MODELS:
            file = {} if picture == "no" else {"fileID": self.one}
            answer = self.emulator.post("/videos/create", {"model": model, **file})
            self.assertEqual(answer.status, 200 if file else 422, (model, answer))

    def test_lengths_are_code_points_and_inclusive(self):
        for path, fields in (("/videos/create", {}), ("/images/create", {})):
            for length, status in ((1024, 200), (1025, 400)):
                self.assertEqual(self.status(path, replyRef="ü" * length, **fields), status)
        for limit, status in ((1, 200), (10, 200), (0, 400), (11, 400)):
            self.reset()
            self.assertEqual(self.status("/videos/create", maxJobs=limit), status, limit)

    def test_pictures_of_each_image_model(self):
        for model, resolutions, ratios, references, longest, credits in IMAGE_MODELS:
            def status(**fields):
                self.reset()
                return self.status("/images/create", model=model, **fields)

            for resolution in ("HD", "1K", "2K", "4K"):
                self.assertEqual(status(resolution=resolution), 200 if resolution in resolutions else 400, (model, resolution))
            for ratio in ("auto", *RATIOS):
                self.assertEqual(status(aspectRatio=ratio), 200 if ratio in ratios else 400, (model, ratio))
            for length, expected in ((longest, 200), (longest + 1, 400)):
                self.assertEqual(status(prompt="海" * length), expected, (model, length))
            for number in (1, 3, 4, 14):
                self.reset()
                self.assertEqual(self.status("/images/create", model=model, **{f"referenceFileId{number}": self.one}),
                                 200 if number <= references else 400, (model, number))
            self.reset()
            self.assertEqual(self.status("/images/create", model=model, characterFileId=self.one),
                             200 if model == "image-01" else 400, model)
            for quantity, expected in ((1, 200), (4, 200), (0, 400), (5, 400)):
                self.assertEqual(status(quantity=quantity), expected, (model, quantity))
            for resolution, price in credits.items():
                self.reset()
                self.assertEqual(self.status("/images/create", model=model, resolution=resolution, quantity=3), 200)
                self.assertEqual(self.emulator.get("/features").json["totalCredits"], 1_000_000 - 3 * price, model)

    def test_templates_want_their_inputs(self):
        file = self.emulator.call("POST", "/files", body=png(8, 8), headers={"Content-Type": "image/png"}).json
        seen = set()
        for each in self.emulator.get("/videos/agent-templates?limit=100").json["videoList"]:
            detail = self.emulator.get(f"/videos/agent-templates?templateId={each['id']}").json
            kind = (detail["requirePrompt"], detail["requireImage"])
            if kind in seen:
                continue
            seen.add(kind)
            self.assertEqual([each["type"] for each in detail["inputs"]], ["text"] * kind[0] + ["image"] * kind[1])
            for prompt, picture in ((False, True), (True, False), (False, False)):
                fields = {"templateId": each["id"]}
                if prompt:
                    fields["prompt"] = "a boat"
                if picture:
                    fields.update(fileID=file["fileID"], ossPath=file["ossPath"])
                if not (prompt < kind[0] or picture < kind[1]):
                    continue
                self.assertEqual(self.emulator.post("/videos/agent-create", fields).status, 400, (kind, fields))
            for half in ({"fileID": file["fileID"]}, {"ossPath": file["ossPath"]},
                         {"fileID": file["fileID"], "ossPath": "another"}):
                answer = self.emulator.post("/videos/agent-create", {"templateId": each["id"], "prompt": "x", **half})
                self.assertEqual(answer.status, 400, half)
        self.assertEqual(len(seen), 4)


class AtOnce(unittest.TestCase):
    """Requests that stay open until time passes."""

    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.close)
        self.voice = self.emulator.get("/audio/voices?page_size=1").json["voice_list"][0]["voice_id"]

    def statuses(self, count, call):
        """How `count` calls at once are answered, those first that are refused while the others go on."""
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(call().status)) for _ in range(count)]
        for thread in threads:
            thread.start()
        until = time.monotonic() + 60
        while not answers and time.monotonic() < until:
            time.sleep(0.02)
        refused = len(answers)
        for thread in threads:
            while thread.is_alive():
                self.emulator.advance(60)
                thread.join(0.05)
        return refused, answers

    def test_five_chats(self):
        refused, answers = self.statuses(6, lambda: self.emulator.post("/llm", {"prompt": "hello"}))
        self.assertEqual((refused, answers), (1, [429] + [200] * 5))

    def test_one_song(self):
        refused, answers = self.statuses(2, lambda: self.emulator.get("/music/create?prompt=la"))
        self.assertEqual((refused, answers), (1, [429, 200]))

    def test_twenty_speeches(self):
        refused, answers = self.statuses(21, lambda: self.emulator.post("/audio/create-mp3", {"text": "Hi",
                                                                                              "voice_id": self.voice}))
        self.assertEqual((refused, answers), (1, [429] + [200] * 20))

    def test_four_clones(self):
        self.emulator.control("POST", "clock", {"transitions": "immediate"})
        sample = self.emulator.call("POST", "/audio/upload-sample", body=wav(10), headers={"Content-Type": "audio/wav"}).json
        fields = {"voice_name": "Mine", "language_tag": "English", "files": sample["fileID"]}
        voices = [self.emulator.post("/audio/clone-voice", fields).json["voice_id"] for _ in range(4)]
        self.assertEqual(self.emulator.post("/audio/clone-voice", fields).status, 400)
        self.assertEqual(self.emulator.post("/audio/delete-voice", {"voice_id": voices[0]}).status, 200)
        self.assertEqual(self.emulator.post("/audio/clone-voice", fields).status, 200)
        mine = self.emulator.get("/audio/voices?is_system=false&page=7&page_size=1").json
        self.assertEqual((len(mine["voice_list"]), mine["total"], mine["has_more"]), (4, 4, False))

    def test_samples_last_ten_to_sixty_seconds(self):
        for seconds, status in ((9, 400), (10, 200), (60, 200), (61, 400)):
            answer = self.emulator.call("POST", "/audio/upload-sample", body=wav(seconds), headers={"Content-Type": "audio/wav"})
            self.assertEqual(answer.status, status, seconds)

    def test_ticket_of_a_stream_lives_for_a_day(self):
        token = self.emulator.post("/audio/create-stream", {"text": "Hi", "voice_id": self.voice}).json["token"]
        target = f"{self.emulator.path}/audio/wss?token={token}"
        self.emulator.advance(86400 - 1)
        self.assertIn("WebSocket", self.emulator.raw("GET", target).json["error"])
        self.emulator.advance(2)
        self.assertIn("expired", self.emulator.raw("GET", target).json["error"])

    def test_voices_of_every_language_page_by_page(self):
        config = self.emulator.get("/audio/config").json
        languages = [each["tag_name"] for each in config["voice_tag_language"]]
        self.assertEqual(len(languages), 17)
        seen, page = [], 1
        while True:
            part = self.emulator.get(f"/audio/voices?page={page}&page_size=100").json
            seen += [each["voice_id"] for each in part["voice_list"]]
            if not part["has_more"]:
                break
            page += 1
        self.assertEqual((len(set(seen)), len(seen)), (part["total"], part["total"]))
        self.assertGreater(len(seen), 300)
        for language in languages:
            query = language.replace(" ", "+")
            found = self.emulator.get(f"/audio/voices?tag_list={query},Female").json["voice_list"]
            self.assertGreater(len(found), 3, language)
            for voice in found:
                self.assertTrue({language, "Female"} <= set(voice["tag_list"]))


if __name__ == "__main__":
    unittest.main()
