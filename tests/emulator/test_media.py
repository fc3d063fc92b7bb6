"""What the answers point to is real: decoded and measured, for each family."""
import json
import subprocess
import tempfile
import unittest

from emulator import Emulator
from pictures import png


def probe(data):
    """Kind → facts of the streams of a file, after decoding all of it strictly."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        subprocess.run(["ffmpeg", "-v", "error", "-xerror", "-err_detect", "explode", "-i", file.name, "-f", "null", "-"],
                       check=True, stdin=subprocess.DEVNULL)
        found = json.loads(subprocess.run(["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", file.name],
                                          check=True, capture_output=True).stdout)
    facts = {stream["codec_type"]: stream for stream in found["streams"]}
    facts["seconds"] = float(found["format"].get("duration", 0))
    return facts


class Media(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator(frozen=False)
        cls.addClassCleanup(cls.emulator.close)

    def setUp(self):
        self.emulator.control("POST", "reset")
        self.emulator.control("POST", "clock", {"frozen": True, "transitions": "immediate"})

    def fetch(self, url, content_type):
        answer = self.emulator.fetch(url)
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, content_type))
        return probe(answer.body)

    def assert_size(self, facts, width, height):
        self.assertEqual((facts["video"]["width"], facts["video"]["height"]), (width, height))

    def video(self, **fields):
        answer = self.emulator.post("/videos/create", {"prompt": "a boat", **fields})
        self.assertEqual(answer.status, 200, answer)
        self.emulator.advance(1)
        return self.emulator.get(f"/videos/{answer.json['videoId']}").json

    def test_videos_have_the_size_length_and_sound_of_their_option(self):
        portrait = self.emulator.upload(png(90, 160))["fileID"]
        for fields, size, seconds, sound in (({"model": "T2V-2.3"}, (1366, 768), 6, False),
                                             ({"model": "Veo-3.1-Fast", "options": "veo-720p-8sec"}, (1280, 720), 8, True),
                                             ({"model": "02", "options": "512p-6sec", "fileID": portrait}, (512, 912), 6,
                                              False)):
            with self.subTest(fields=fields):
                item = self.video(**fields)
                self.assertEqual((item["width"], item["height"]), size)
                for url in (item["videoURL"], item["downloadURL"]):
                    facts = self.fetch(url, "video/mp4")
                    self.assert_size(facts, *size)
                    self.assertEqual((facts["video"]["codec_name"], facts["video"]["pix_fmt"]), ("h264", "yuv420p"))
                    self.assertAlmostEqual(float(facts["video"]["duration"]), seconds, delta=0.1)
                    self.assertEqual(facts.get("audio", {}).get("codec_name"), "aac" if sound else None)
                self.assert_size(self.fetch(item["coverURL"], "image/jpeg"), *size)

    def test_pictures_have_the_size_that_the_item_tells(self):
        wide = self.emulator.upload(png(160, 40))["fileID"]
        for fields, ratio in (({}, 16 / 9), ({"aspectRatio": "9:16"}, 9 / 16),
                              ({"model": "nano-banana-pro", "aspectRatio": "auto", "referenceFileId1": wide}, 4),
                              ({"model": "gpt-image-1.5", "resolution": "2K", "aspectRatio": "3:2"}, 1.5)):
            with self.subTest(fields=fields):
                made = self.emulator.post("/images/create", {"prompt": "a boat", **fields}).json["imageIds"][0]
                self.emulator.advance(1)
                item = self.emulator.get(f"/images/{made}").json
                self.assertAlmostEqual(item["width"] / item["height"], ratio, delta=0.03)
                for url in (item["videoURL"], item["downloadURL"], item["videoURLs"]["downloadURLWithWatermark"]):
                    self.assert_size(self.fetch(url, "image/png"), item["width"], item["height"])
                self.assertEqual(self.fetch(item["coverURL"], "image/webp")["video"]["width"], 1080)

    def test_made_picture_starts_a_video(self):
        made = self.emulator.post("/images/create", {"prompt": "a boat"}).json["imageIds"][0]
        self.emulator.advance(1)
        file = self.emulator.get(f"/images/{made}").json["fileID"]
        item = self.video(model="I2V-2.3-Fast", fileID=file)
        self.assertEqual([each["id"] for each in item["originFiles"]], [file])
        self.fetch(item["downloadURL"], "video/mp4")

    def test_agent_makes_what_its_prompt_asks_for(self):
        job = self.emulator.post("/agent", {"prompt": "a 9:16 video of 2 seconds, or a 1:1 picture",
                                            "models": "hailuo-02,speech-2.5-turbo-preview,minimax-music-2.0"}).json
        video, speech, song = job["response"]["attachments"]
        self.assertEqual([each["type"] for each in (video, speech, song)], [1, 3, 3])
        self.assertEqual([each["file"]["type"] for each in (video, speech, song)], ["video/mp4", "audio/mpeg", "audio/mpeg"])
        clean, marked = (self.fetch(video["file"]["extra"][name], "video/mp4") for name in ("no_watermark_url", "watermark_url"))
        for facts in (clean, marked):
            self.assert_size(facts, int(video["file"]["extra"]["width"]), int(video["file"]["extra"]["height"]))
            self.assertAlmostEqual(facts["seconds"], 2, delta=0.2)
        self.fetch(video["file"]["posterUrl"], "image/jpeg")
        for each in (speech, song):
            self.assertEqual(self.fetch(each["file"]["fileUrl"], "audio/mpeg")["audio"]["codec_name"], "mp3")

    def test_speech_follows_its_parameters(self):
        voice = self.emulator.get("/audio/voices?page_size=1").json["voice_list"][0]
        self.fetch(voice["sample_audio"], "audio/mpeg")

        def length(**fields):
            made = self.emulator.post("/audio/create-mp3", {"text": "The boat sails over the sea.",
                                                            "voice_id": voice["voice_id"], **fields}).json
            facts = self.fetch(made["audio_url"], "audio/mpeg")
            self.assertEqual((facts["audio"]["sample_rate"], facts["audio"]["channels"]), ("32000", 1))
            self.assertAlmostEqual(facts["seconds"] * 1000, made["audio_length"], delta=100)
            return facts["seconds"]

        normal = length()
        paused = length(text="The boat <#1.5#> sails over the sea.")
        # The words before a pause end like a sentence, which takes a little longer by itself.
        self.assertTrue(normal + 1.5 <= paused <= normal + 2.5, (normal, paused))
        self.assertAlmostEqual(length(speed=0.5), normal * 2, delta=0.5)

    def test_songs_and_styles_can_be_heard(self):
        styles = self.emulator.get("/music/styles").json
        self.fetch(styles[2]["styles"][1]["url"], "audio/mpeg")
        made = self.emulator.call("GET", "/music/create?prompt=The+sea%0AThe+sky&styleId=" +
                                  styles[1]["styles"][0]["styleId"]).json
        facts = self.fetch(made["audioURL"], "audio/mpeg")
        self.assertAlmostEqual(facts["seconds"], made["duration"], delta=0.5)
        song = self.emulator.get(f"/music/{made['musicId']}").json
        self.assertEqual(song["style"], styles[1]["styles"][0]["name"])
        self.fetch(song["coverURL"], "image/jpeg")

    def test_templates_and_characters_show_what_they_are(self):
        template = self.emulator.get("/videos/agent-templates?limit=1").json["videoList"][0]["videoAsset"]
        self.assert_size(self.fetch(template["videoURL"], "video/mp4"), template["width"], template["height"])
        character = self.emulator.get("/videos/characters").json[0]["file"]
        self.fetch(character["cdnUrl"], "image/png")
        self.assertEqual(self.emulator.post("/images/create", {"prompt": "x", "characterFileId": character["fileID"]}).status,
                         200)

    def test_same_seed_same_ids_accounts_and_bytes(self):
        def run():
            with Emulator("--seed", "11", "--accounts", "3") as emulator:
                emulator.control("POST", "clock", {"transitions": "immediate"})
                made = [emulator.post("/images/create", {"prompt": "a boat", "account": account}).json
                        for account in emulator.get("/accounts").json]
                emulator.advance(1)
                image = emulator.get(f"/images/{made[0]['imageIds'][0]}").json
                return made, emulator.fetch(image["downloadURL"]).body

        self.assertEqual(run(), run())


if __name__ == "__main__":
    unittest.main()
