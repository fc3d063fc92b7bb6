"""The words in prompts and the settings of accounts that bring about what otherwise happens only by chance."""
import json
import unittest

from emulator import Emulator
from pictures import png

CREDITS = "Insufficient credits. Please recharge to get more credits or try again next day."
HOLD = "Unusual account activities detected. Please contact customer support at contact@hailuoai.com"
VIOLATES = "Your prompt contains content that violates our policies"
SHORT = "Your prompt is too short, please provide more details"
PREVIOUS = "The previous request has not been completed yet. Please try again later."
IMAGES_BUSY = "There are currently multiple tasks in the queue, and only can be generated at once"

# family, word, status, error
REFUSALS = [
    ("video", "no-credits", 412, CREDITS), ("video", "moderated", 422, VIOLATES), ("video", "too-short", 422, SHORT),
    ("video", "busy", 429, "Account is busy executing videos"), ("video", "queue-full", 429, "YOU CAN QUEUE 5 JOBS AT ONCE"),
    ("video", "hold", 596, HOLD),
    ("template", "no-credits", 412, CREDITS), ("template", "moderated", 422, VIOLATES),
    ("template", "busy", 429, "Account is busy executing videos"),
    ("template", "queue-full", 429, "YOU CAN QUEUE 5 JOBS AT ONCE"), ("template", "hold", 596, HOLD),
    ("image", "no-credits", 412, CREDITS), ("image", "moderated", 422, VIOLATES), ("image", "too-short", 422, SHORT),
    ("image", "busy", 429, IMAGES_BUSY), ("image", "hold", 596, HOLD),
    ("agent", "moderated", 422, VIOLATES), ("agent", "busy", 429, "Agent generation failed"), ("agent", "hold", 596, HOLD),
    ("chat", "busy", 429, PREVIOUS),
    ("song", "moderated", 422, "Moderated prompt"), ("song", "busy", 429, PREVIOUS),
]
# word, status, label of videos and images
ENDS = [("fail", 3, "failed"), ("moderated-5", 5, "moderated"), ("moderated-7", 7, "moderated"),
        ("moderated-14", 14, "moderated")]


class Triggers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator(frozen=False)
        cls.addClassCleanup(cls.emulator.close)

    def setUp(self):
        self.emulator.control("POST", "reset")
        self.emulator.control("POST", "clock", {"frozen": True, "transitions": "immediate"})

    def template(self):
        for each in self.emulator.get("/videos/agent-templates?limit=100").json["videoList"]:
            detail = self.emulator.get(f"/videos/agent-templates?templateId={each['id']}").json
            if detail["requirePrompt"] and not detail["requireImage"]:
                return each["id"]
        raise AssertionError("no template with a prompt alone")

    def ask(self, family, prompt):
        if family == "video":
            return self.emulator.post("/videos/create", {"prompt": prompt})
        if family == "template":
            return self.emulator.post("/videos/agent-create", {"templateId": self.template(), "prompt": prompt})
        if family == "image":
            return self.emulator.post("/images/create", {"prompt": prompt})
        if family == "agent":
            return self.emulator.post("/agent", {"prompt": prompt, "models": "nano-banana"}, files=[])
        if family == "chat":
            return self.emulator.post("/llm", {"prompt": prompt})
        return self.emulator.call("GET", "/music/create?prompt=" + prompt.replace(" ", "+"))

    def credits(self):
        return self.emulator.get("/features").json["totalCredits"]

    def test_refusals_of_each_family(self):
        for family, word, status, error in REFUSALS:
            with self.subTest(family=family, word=word):
                answer = self.ask(family, f"a boat conch:{word} at sea")
                self.assertEqual((answer.status, answer.json["error"]), (status, error))
                self.assertEqual("runningVideos" in answer.json, word == "busy" and family in ("video", "template"))
                # A word that only begins alike is an ordinary word.
                self.assertEqual(self.ask(family, f"a boat conch:{word}-not").status, 200)
                self.emulator.control("POST", "reset")
                self.emulator.control("POST", "clock", {"frozen": True, "transitions": "immediate"})

    def test_ends_of_videos_and_images(self):
        for word, status, label in ENDS:
            for family in ("video", "image"):
                with self.subTest(family=family, word=word):
                    before = self.credits()
                    made = self.ask(family, f"a boat conch:{word}").json
                    self.emulator.advance(1)
                    id_ = made["videoId"] if family == "video" else made["imageIds"][0]
                    item = self.emulator.get(f"/{family}s/{id_}").json
                    self.assertEqual((item["status"], item["statusLabel"], item["statusFinal"]), (status, label, True))
                    self.assertTrue(item["message"])
                    self.assertEqual(item["canAppeal"], label == "moderated")
                    self.assertFalse(item.get("videoURL"))
                    self.assertEqual(self.credits(), before)  # nobody pays for nothing

    def test_vanished_is_not_found_and_in_no_list(self):
        video = self.ask("video", "a boat conch:vanish").json["videoId"]
        image = self.ask("image", "a boat conch:vanish").json["imageIds"][0]
        self.emulator.advance(1)
        for path in (f"/videos/{video}", f"/images/{image}"):
            self.assertEqual((self.emulator.get(path).status, self.emulator.get(path).json["error"]), (404, "Not found."))
        self.assertEqual(self.emulator.get("/videos").json, [])
        self.assertEqual(self.emulator.get("/images").json["images"], [])
        self.assertEqual(self.emulator.get("/scheduler").json, [])

    def test_stuck_never_ends(self):
        self.emulator.control("POST", "clock", {"transitions": "time"})
        video = self.ask("video", "a boat conch:stuck").json["videoId"]
        self.emulator.advance(86400)
        self.assertFalse(self.emulator.get(f"/videos/{video}").json["statusFinal"])

    def test_template_that_ends_badly_says_so_in_its_stream(self):
        for word in ("fail", "moderated-7"):
            answer = self.ask("template", f"a boat conch:{word}")
            events = [json.loads(each[6:]) for each in answer.body.decode().strip().split("\n\n")]
            self.assertEqual([events[0]["status"], events[1]["status"], events[-1]["status"]],
                             ["created", "connected", "finished"])
            self.assertNotEqual(events[-2]["errCode"], 0)
            self.assertTrue(events[-2]["errMsg"])

    def test_agent_fails_both_ways(self):
        for word, status, message in (("agent-500", 500, "Agent connection error"), ("fail", 500, "Agent connection error"),
                                      ("agent-504", 504, "Timeout waiting for assistant response")):
            answer = self.ask("agent", f"a boat conch:{word}")
            self.assertEqual((answer.status, answer.json["error"]), (status, {"message": message, "status": status}))
            stored = self.emulator.get(f"/agent/{answer.json['jobId']}").json
            self.assertEqual((stored["status"], stored["error"]["status"]), ("failed", status))

    def test_agent_that_hangs_fails_after_fifteen_minutes(self):
        self.emulator.control("POST", "clock", {"transitions": "time"})
        job = self.emulator.post("/agent", {"prompt": "conch:stuck", "models": "seedream", "async": "true"}).json["jobId"]
        self.emulator.advance(14 * 60)
        self.assertEqual(self.emulator.get(f"/agent/{job}").json["status"], "started")
        self.emulator.advance(61)
        self.assertEqual(self.emulator.get(f"/agent/{job}").json["error"]["status"], 504)

    def test_failed_chat_carries_an_error(self):
        answer = self.ask("chat", "say conch:fail").json
        self.assertNotEqual(answer["error"]["code"], 0)
        self.assertEqual(set(answer["error"]), {"code", "httpCode", "message", "serviceTime", "requestID", "debugInfo",
                                                "serverAlert"})
        stream = self.emulator.post("/llm", {"prompt": "say conch:fail", "stream": True}).body.decode()
        self.assertIn('"statusInfo":{"code":1000', stream)

    def test_song_is_moderated_after_it_was_handed_out(self):
        self.emulator.control("POST", "clock", {"transitions": "immediate", "frozen": True})
        song = self.ask("song", "la la conch:moderated-after").json
        self.emulator.advance(120)
        item = self.emulator.get(f"/music/{song['musicId']}").json
        self.assertEqual((item["status"], item["statusLabel"], item["statusFinal"]), (4, "moderated", True))
        self.assertEqual(self.emulator.get("/music").json, [])
        self.assertEqual(self.emulator.fetch(song["audioURL"]).status, 404)

    def test_settings_of_the_account(self):
        set_account = lambda **fields: self.emulator.control("POST", "accounts", fields)
        set_account(credits=10)
        self.assertEqual(self.ask("video", "x").status, 412)
        set_account(credits=1000, holdSeconds=60)
        for family in ("video", "image", "agent"):
            self.assertEqual(self.ask(family, "x").status, 596)
        self.emulator.advance(61)
        self.assertEqual(self.ask("video", "x").status, 200)
        set_account(plan="Free")
        self.assertEqual(self.emulator.get("/features").json["memberName"], "Free")
        self.assertEqual(self.credits(), 100)
        self.emulator.advance(1)
        self.emulator.control("POST", "clock", {"transitions": "time"})
        set_account(queue=1, maxJobs=10)
        self.assertEqual(self.ask("video", "x").status, 200)
        self.assertEqual(self.ask("video", "x").json, {"error": "YOU CAN QUEUE 1 JOBS AT ONCE"})
        set_account(maxJobs=1, queue=5)
        self.assertIn("runningVideos", self.ask("video", "x").json)

    def test_who_does_not_pay_gets_the_watermark(self):
        paid = self.ask("video", "a boat").json["videoId"]
        self.emulator.advance(1)
        item = self.emulator.get(f"/videos/{paid}").json
        clean, marked = (self.emulator.fetch(item[name]).body for name in ("downloadURL", "videoURL"))
        self.assertNotEqual(clean, marked)
        self.emulator.control("POST", "accounts", {"plan": "Free"})
        free = self.ask("video", "a boat").json["videoId"]
        self.emulator.advance(1)
        item = self.emulator.get(f"/videos/{free}").json
        self.assertEqual(self.emulator.fetch(item["downloadURL"]).body, marked)
        self.assertEqual(self.emulator.fetch(item["videoURL"]).body, marked)


class Pace(unittest.TestCase):
    def test_after_so_many_polls(self):
        with Emulator() as emulator:
            emulator.control("POST", "clock", {"transitions": "polls", "polls": 4})
            video = emulator.post("/videos/create", {"prompt": "a boat"}).json["videoId"]
            image = emulator.post("/images/create", {"prompt": "a boat"}).json["imageIds"][0]
            job = emulator.post("/agent", {"prompt": "a boat", "models": "qwen", "async": True}).json["jobId"]
            for path, field in ((f"/videos/{video}", "statusFinal"), (f"/images/{image}", "statusFinal")):
                self.assertEqual([emulator.get(path).json[field] for _ in range(3)], [False] * 3)
                emulator.get(path)
                emulator.advance(0)
                self.assertTrue(emulator.get(path).json[field])
            self.assertEqual([emulator.get(f"/agent/{job}").json["status"] for _ in range(3)], ["started"] * 3)
            emulator.get(f"/agent/{job}")
            emulator.advance(0)
            self.assertEqual(emulator.get(f"/agent/{job}").json["status"], "completed")

    def test_template_streams_go_on_although_nobody_polls(self):
        with Emulator("--speed", "1000", frozen=False) as emulator:
            emulator.control("POST", "clock", {"transitions": "polls", "polls": 4})
            template = emulator.get("/videos/agent-templates?limit=1").json["videoList"][0]["id"]
            answer = emulator.post("/videos/agent-create", {"templateId": template})
            self.assertIn('"status":"finished"', answer.body.decode())

    def test_file_of_another_account_is_refused(self):
        with Emulator("--accounts", "2") as emulator:
            one, two = emulator.get("/accounts").json
            file = emulator.upload(png(8, 8), account=one)["fileID"]
            answer = emulator.post("/videos/create", {"prompt": "x", "fileID": file, "account": two})
            self.assertEqual(answer.status, 400)
            made = emulator.post("/videos/create", {"prompt": "x", "fileID": file}).json
            self.assertIn(one, made["videoId"])


if __name__ == "__main__":
    unittest.main()
