"""A video from its request to its file, and all that a client does around it."""
import unittest

from emulator import Emulator
from pictures import png

VIDEO_ID = r"^user:1234-minimax:\d+-video:\d{18}$"


class VideoJob(unittest.TestCase):
    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.close)

    def create(self, **fields):
        answer = self.emulator.post("/videos/create", {"prompt": "a red kite over the sea", **fields})
        self.assertEqual(answer.status, 200, answer)
        return answer.json

    def read(self, created):
        return self.emulator.get(f"/videos/{created['videoId']}").json

    def test_walks_from_queued_over_percents_to_completed(self):
        created = self.create(replyRef="mine")
        self.assertRegex(created["videoId"], VIDEO_ID)
        self.assertEqual(created["task"]["videoIDs"], [created["id"]])
        self.assertTrue(created["videoId"].endswith(created["id"]))
        self.assertEqual(created["replyRef"], "mine")

        seen = []
        for _ in range(60):
            item = self.read(created)
            if not seen or seen[-1] != (item["status"], item.get("percent")):
                seen.append((item["status"], item.get("percent")))
            if item["statusFinal"]:
                break
            self.assertNotIn("videoURL", item)
            self.emulator.advance(3)
        statuses = [status for status, _ in seen]
        self.assertEqual(statuses[0], 11)
        self.assertEqual(statuses[-1], 2)
        self.assertIn(0, statuses)
        self.assertIn(1, statuses)
        percents = [percent for _, percent in seen if percent is not None]
        self.assertEqual(percents, sorted(percents))
        self.assertGreater(len(percents), 5)

    def test_takes_no_longer_than_the_documented_two_minutes(self):
        created = self.create()
        self.emulator.advance(80)
        self.assertFalse(self.read(created)["statusFinal"])
        self.emulator.advance(50)
        self.assertEqual(self.read(created)["statusLabel"], "completed")

    def test_result_is_an_mp4_that_can_be_read_in_parts(self):
        created = self.create(model="02", options="768p-6sec")
        self.emulator.advance(130)
        item = self.read(created)
        self.assertEqual((item["width"], item["height"]), (1366, 768))
        whole = self.emulator.fetch(item["downloadURL"])
        self.assertEqual(whole.status, 200)
        self.assertEqual(whole.headers["Content-Type"], "video/mp4")
        self.assertEqual(whole.body[4:8], b"ftyp")
        size = len(whole.body)

        head = self.emulator.fetch(item["downloadURL"], "HEAD")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(int(head.headers["Content-Length"]), size)

        part = self.emulator.fetch(item["downloadURL"], headers={"Range": "bytes=100-199"})
        self.assertEqual((part.status, part.body), (206, whole.body[100:200]))
        self.assertEqual(part.headers["Content-Range"], f"bytes 100-199/{size}")
        tail = self.emulator.fetch(item["downloadURL"], headers={"Range": "bytes=-7"})
        self.assertEqual((tail.status, tail.body), (206, whole.body[-7:]))
        beyond = self.emulator.fetch(item["downloadURL"], headers={"Range": f"bytes={size}-"})
        self.assertEqual(beyond.status, 416)
        self.assertEqual(beyond.headers["Content-Range"], f"bytes */{size}")

        same = {"Range": "bytes=5-", "If-Range": whole.headers["ETag"]}
        self.assertEqual(self.emulator.fetch(item["downloadURL"], headers=same).status, 206)
        other = {"Range": "bytes=5-", "If-Range": '"another"'}
        self.assertEqual(self.emulator.fetch(item["downloadURL"], headers=other).status, 200)

    def test_address_expires_and_reading_the_job_again_renews_it(self):
        created = self.create()
        self.emulator.advance(130)
        old = self.read(created)["downloadURL"]
        self.assertEqual(self.emulator.fetch(old).status, 200)
        self.emulator.advance(26 * 3600)
        self.assertEqual(self.emulator.fetch(old).status, 403)
        self.assertEqual(self.emulator.fetch(self.read(created)["downloadURL"]).status, 200)

    def test_picture_is_shown_as_input_and_decides_the_orientation(self):
        file = self.emulator.upload(png(90, 160))
        created = self.create(model="I2V-2.3", fileID=file["fileID"])
        item = self.read(created)
        self.assertEqual((item["width"], item["height"]), (768, 1366))
        self.assertEqual([each["id"] for each in item["originFiles"]], [file["fileID"]])
        picture = self.emulator.fetch(item["originFiles"][0]["url"])
        self.assertEqual((picture.status, picture.headers["Content-Type"]), (200, "image/png"))

    def test_list_is_newest_first_and_goes_on_after_either_id_form(self):
        self.emulator.control("POST", "clock", {"transitions": "immediate"})
        made = [self.create(prompt=f"number {n}") for n in range(2)]
        items = self.emulator.get("/videos/?limit=10").json
        self.assertEqual([item["videoId"] for item in items], [each["videoId"] for each in reversed(made)])
        for cursor in (made[1]["videoId"], made[1]["id"]):
            rest = self.emulator.get(f"/videos?lastVideoId={cursor}").json
            self.assertEqual([item["videoId"] for item in rest], [made[0]["videoId"]])

    def test_deleted_is_not_found(self):
        created = self.create()
        self.assertEqual(self.emulator.delete(f"/videos/{created['videoId']}").status, 200)
        gone = self.emulator.get(f"/videos/{created['videoId']}")
        self.assertEqual((gone.status, gone.json), (404, {"error": "Not found.", "code": 404}))
        self.assertEqual(self.emulator.get("/videos").json, [])
        self.assertEqual(self.emulator.delete(f"/videos/{created['videoId']}").status, 200)

    def test_cancelled_ends_as_failed(self):
        created = self.create()
        answer = self.emulator.post("/videos/cancel", {"videoId": created["videoId"]})
        self.assertEqual((answer.status, answer.body), (200, b""))
        self.assertEqual(self.read(created)["status"], 3)
        self.assertEqual(self.emulator.get("/scheduler").json, [])

    def test_raw_and_escaped_ids_and_trailing_slashes_are_the_same(self):
        created = self.create()
        escaped = created["videoId"].replace(":", "%3A")
        for path in (created["videoId"], escaped, escaped + "/", created["videoId"] + "/"):
            self.assertEqual(self.emulator.get(f"/videos/{path}").json["id"], created["id"])

    def test_all_body_forms_are_understood(self):
        for more in ({"fields": {"prompt": "x", "promptOptimization": True}},
                     {"form": {"prompt": "x", "promptOptimization": "true"}},
                     {"fields": {"prompt": "x", "promptOptimization": "true"}, "files": []}):
            answer = self.emulator.call("POST", "/videos/create/", **more)
            self.assertEqual(answer.status, 200, answer)


class Capacity(unittest.TestCase):
    def test_own_places_are_taken_then_free_again(self):
        with Emulator() as emulator:
            made = [emulator.post("/videos/create", {"prompt": "x", "replyRef": str(n)}).json for n in range(3)]
            full = emulator.post("/videos/create", {"prompt": "x"})
            self.assertEqual(full.status, 429)
            self.assertEqual(full.json["error"], "Account is busy executing videos")
            running = full.json["runningVideos"][emulator.account]
            self.assertEqual([each["videoId"] for each in running], [each["videoId"] for each in made])
            self.assertEqual([each["replyRef"] for each in running], ["0", "1", "2"])
            available = emulator.get("/scheduler/available").json
            self.assertEqual(available["available"],
                             [{"account": emulator.account, "maxJobs": 3, "executing": 3, "available": 0}])
            self.assertEqual(emulator.delete(f"/scheduler/{made[0]['videoId']}").status, 204)
            self.assertEqual(emulator.post("/videos/create", {"prompt": "x"}).status, 200)

    def test_queue_of_the_plan_is_the_second_limit(self):
        with Emulator() as emulator:
            for _ in range(5):
                self.assertEqual(emulator.post("/videos/create", {"prompt": "x", "maxJobs": 10}).status, 200)
            full = emulator.post("/videos/create", {"prompt": "x", "maxJobs": 10})
            self.assertEqual((full.status, full.json), (429, {"error": "YOU CAN QUEUE 5 JOBS AT ONCE"}))

    def test_random_account_with_a_free_place_is_taken(self):
        with Emulator("--accounts", "3") as emulator:
            used = [emulator.post("/videos/create", {"prompt": "x", "maxJobs": 1}).json["videoId"] for _ in range(3)]
            accounts = {each.split("minimax:")[1].split("-")[0] for each in used}
            self.assertEqual(accounts, set(emulator.get("/accounts").json))
            full = emulator.post("/videos/create", {"prompt": "x", "maxJobs": 1})
            self.assertEqual(full.status, 429)
            self.assertEqual(set(full.json["runningVideos"]), accounts)

    def test_strict_rule_wants_the_account_when_there_are_several(self):
        with Emulator("--accounts", "2") as emulator:
            answer = emulator.get("/videos")
            self.assertEqual((answer.status, answer.json["code"]), (400, 400))
            self.assertEqual(emulator.get(f"/videos?account={emulator.account}").status, 200)


class Order(unittest.TestCase):
    """Which complaint comes first when there are several."""

    def test_token_before_parameters_and_place(self):
        with Emulator() as emulator:
            for token in (None, "invalid-token"):
                for method, path in (("POST", "/videos/create"), ("GET", "/videos/nonsense"), ("GET", "/nowhere")):
                    self.assertEqual(emulator.call(method, path, token=token).status, 401)
            self.assertEqual(emulator.get("/videos/nonsense").status, 400)
            self.assertEqual(emulator.get("/nowhere").status, 404)

    def test_token_that_was_set_is_the_only_one(self):
        with Emulator("--token", "s3cret") as emulator:
            self.assertEqual(emulator.get("/accounts", token="s3cret").status, 200)
            self.assertEqual(emulator.get("/accounts", token="other").status, 401)
            self.assertEqual(emulator.get("/accounts", token="s3cret2").status, 401)

    def test_same_seed_same_ids(self):
        ids = []
        for _ in range(2):
            with Emulator("--seed", "7") as emulator:
                ids.append(emulator.post("/videos/create", {"prompt": "x"}).json["videoId"])
        self.assertEqual(ids[0], ids[1])


if __name__ == "__main__":
    unittest.main()
