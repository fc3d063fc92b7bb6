"""Requests as the clients of strangers send them: every form that the documents or their samples show."""
import json
import unittest

from emulator import TOKEN, Emulator, multipart
from pictures import png

ALL_POSTS = {  # path: fields that make it succeed
    "/videos/create": {"prompt": "a boat", "model": "T2V-2.3", "options": "768p-6sec", "promptOptimization": True},
    "/images/create": {"prompt": "a boat", "model": "seedream-4.5", "quantity": 2, "promptOptimization": False},
    "/agent": {"prompt": "a boat", "models": "nano-banana,qwen", "async": True},
    "/llm": {"prompt": "hello", "model": "mm-01", "searchWeb": False},
    "/audio/create-stream": {"text": "Hello", "speed": 1.5, "robotic": True, "pitch": -3},
    "/audio/create-mp3": {"text": "Hello <#0.5#> there", "spacious_echo": False, "vol": 2},
    "/audio/delete-voice": {"voice_id": "42"},
}


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator(frozen=False)
        cls.addClassCleanup(cls.emulator.close)
        cls.account = cls.emulator.account
        cls.voice = cls.emulator.get("/audio/voices?page_size=1").json["voice_list"][0]["voice_id"]

    def setUp(self):
        self.emulator.control("POST", "reset")
        self.emulator.control("POST", "clock", {"transitions": "immediate"})
        self.account = self.emulator.account

    def test_every_post_in_every_form_with_and_without_a_slash(self):
        for path, fields in ALL_POSTS.items():
            if path.startswith("/audio/create"):
                fields = {**fields, "voice_id": self.voice}
            text = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in fields.items()}
            forms = {
                "json": {"fields": fields}, "json of texts": {"fields": text}, "urlencoded": {"form": text},
                "multipart": {"fields": text, "files": []},
                "json said to be nothing": {"body": json.dumps(fields).encode()},
                "json said to be text": {"body": json.dumps(fields).encode(),
                                         "headers": {"Content-Type": "text/plain;charset=UTF-8"}},
                "json said to be urlencoded": {"body": json.dumps(fields).encode(),
                                               "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
                "with nulls": {"fields": {**fields, "account": None, "replyUrl": None}},
                "with unknown fields": {"fields": {**fields, "somethingNew": {"a": [1]}}},
                "with empty fields": {"form": {**text, "account": "", "fileID": "", "replyUrl": "", "maxJobs": ""}},
            }
            for name, form in forms.items():
                for slash in ("", "/", "/?", "?x=1"):
                    with self.subTest(path=path + slash, form=name):
                        answer = self.emulator.call("POST", path + slash, **form)
                        self.assertIn(answer.status, (200, 201), answer)
                        self.emulator.advance(1)  # what was created is made, and its place is free again

    def test_models_of_an_agent_as_an_array(self):
        answer = self.emulator.post("/agent", {"prompt": "x", "models": ["qwen", "kolors"], "async": True})
        self.assertEqual(answer.json["request"]["models"], ["qwen", "kolors"])
        self.assertEqual(self.emulator.post("/agent", {"prompt": "x", "models": []}).status, 400)
        self.assertEqual(self.emulator.post("/agent", {"prompt": "x", "models": " , "}).status, 400)

    def test_truth_as_forms_of_python_write_it(self):
        for text, status in (("True", 201), ("true", 201), ("False", 200), ("false", 200), ("perhaps", 400)):
            answer = self.emulator.post("/agent", form={"prompt": "x", "models": "qwen", "async": text})
            self.assertEqual(answer.status, status, text)

    def test_files_of_an_agent_under_one_name(self):
        answer = self.emulator.post("/agent", {"prompt": "x", "models": "qwen", "async": "true"},
                                    files=[("file", f"{n}.png", "image/png", png(8, 8)) for n in range(3)])
        self.assertEqual([each["name"] for each in answer.json["request"]["file"]], ["0.png", "1.png", "2.png"])
        self.assertEqual({each["type"] for each in answer.json["request"]["file"]}, {"image/png"})

    def test_ids_in_a_path_raw_escaped_and_with_a_slash(self):
        video = self.emulator.post("/videos/create", {"prompt": "x"}).json["videoId"]
        for form in (video, video.replace(":", "%3A"), video.replace(":", "%3a"), video + "/", video + "?x=1"):
            self.assertEqual(self.emulator.get(f"/videos/{form}").json["videoId"], video)
        job = self.emulator.post("/agent", {"prompt": "x", "models": "qwen", "async": True}).json["jobId"]
        for form in (job, job.replace(":", "%3A"), job + "/"):
            self.assertEqual(self.emulator.get(f"/agent/{form}").json["jobId"], job)

    def test_headers_of_bodies_on_requests_without_one(self):
        headers = {"Content-Type": "application/json", "Accept": "*/*"}
        for path in ("/accounts", "/videos/?limit=2", "/scheduler/", "/agent/jobs", "/features/", "/audio/config/"):
            self.assertEqual(self.emulator.get(path, headers=headers).status, 200)
        self.assertEqual(self.emulator.delete(f"/videos/user:1234-minimax:{self.account}-video:1", headers=headers,
                                              body=b"").status, 200)

    def test_browsers_may_call_from_anywhere(self):
        asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST",
                 "Access-Control-Request-Headers": "authorization,content-type"}
        answer = self.emulator.raw("OPTIONS", f"{self.emulator.path}/videos/create", headers=asked)
        self.assertEqual((answer.status, answer.headers["Access-Control-Allow-Origin"]), (204, "*"))
        self.assertIn("POST", answer.headers["Access-Control-Allow-Methods"])
        self.assertIn("DELETE", answer.headers["Access-Control-Allow-Methods"])
        self.assertIn("authorization", answer.headers["Access-Control-Allow-Headers"].lower())
        for token, path in ((TOKEN, "/accounts"), (None, "/accounts"), (TOKEN, "/nothing")):
            self.assertEqual(self.emulator.get(path, token=token).headers["Access-Control-Allow-Origin"], "*")

    def test_token_in_any_case_and_without_one(self):
        for header in ("Bearer abc", "bearer abc", "BEARER abc", "Bearer  abc"):
            self.assertEqual(self.emulator.get("/accounts", token=None, headers={"Authorization": header}).status, 200)
        for header in ("abc", "Bearer", "Bearer ", "Basic abc", "Bearer invalid", "Bearer invalid-one"):
            self.assertEqual(self.emulator.get("/accounts", token=None, headers={"Authorization": header}).status, 401)

    def test_both_spellings_of_a_model(self):
        for name in ("Sora-2", "Sora 2"):
            self.assertEqual(self.emulator.post("/videos/create", {"prompt": "x", "model": name}).status, 200)

    def test_account_of_the_old_page(self):
        from test_operations import login
        account = login()
        for path, more, status in (("/accounts/301348409581838336", {}, 201),
                                   ("/accounts/301348409581838336", {"account": "301348409581838336"}, 201),
                                   ("/accounts/301348409581838336", {"account": "7"}, 400), ("/accounts/7", {}, 400)):
            self.assertEqual(self.emulator.post(path, {**account, **more}).status, status, (path, more))

    def test_login_of_long_ago(self):
        from test_operations import jwt, login
        account = {**login(), "token": jwt({"exp": 1735603200.5, "user": {"id": "301348409581838336", "name": "x"}})}
        answer = self.emulator.post("/accounts", account)
        self.assertEqual(answer.status, 201)
        self.assertEqual(answer.json["jwt"]["exp_Expire"], "2024-12-31T00:00:00.500Z")

    def test_ids_of_the_samples(self):
        self.assertEqual(self.emulator.post("/audio/create-stream", {"text": "Ciao", "voice_id": "209544421245048"}).status,
                         200)
        self.assertEqual(self.emulator.get("/videos/agent-templates?templateId=1122334455667788").json["id"],
                         "1122334455667788")
        self.assertEqual(self.emulator.post("/videos/agent-create", {"templateId": "1122334455667788"}).status, 200)

    def test_cancelling_a_file_as_a_sample_does(self):
        file = self.emulator.upload(png(8, 8))["fileID"]
        answer = self.emulator.post("/videos/cancel", {"videoId": file})
        self.assertEqual((answer.status, answer.body), (200, b""))
        for id in (file[:-1], file.replace("-file:", "-video:"), file.replace("-file:", "-image:"), "7"):
            self.assertEqual(self.emulator.post("/videos/cancel", {"videoId": id}).status, 400, id)

    def test_account_with_most_room_is_offered_first(self):
        with Emulator("--accounts", "3") as emulator:
            accounts = list(emulator.get("/accounts").json)
            for account in (accounts[0], accounts[0], accounts[1]):
                emulator.post("/videos/create", {"prompt": "x", "account": account})
            rooms = emulator.get("/scheduler/available").json["available"]
            self.assertEqual([(each["account"], each["available"]) for each in rooms],
                             [(accounts[2], 3), (accounts[1], 2), (accounts[0], 1)])

    def test_song_by_get_post_query_and_form(self):
        self.assertEqual(self.emulator.call("GET", "/music/create?prompt=la+la").status, 200)
        self.assertEqual(self.emulator.call("POST", "/music/create/?prompt=la+la").status, 200)
        self.assertEqual(self.emulator.call("POST", "/music/create", form={"prompt": "la la"}).status, 200)

    def test_uploads_with_and_without_a_slash_webp_as_jpeg(self):
        for path in ("/files", "/files/", f"/files/?account={self.account}"):
            answer = self.emulator.call("POST", path, body=png(8, 8), headers={"Content-Type": "image/png"})
            self.assertEqual(answer.status, 200)

    def test_chat_stream_is_cumulative_and_ends_inverted(self):
        answer = self.emulator.post("/llm", {"prompt": "hello", "stream": True})
        self.assertTrue(answer.headers["Content-Type"].startswith("text/event-stream"))
        blocks = [block.split("\n") for block in answer.body.decode().strip().split("\n\n")]
        names = [block[0] for block in blocks]
        self.assertEqual((names[0], names[-1]), ("event:send_result", "event:close_chunk"))
        self.assertEqual(set(names[1:-1]), {"event:message_result"})
        results = [json.loads(block[1].removeprefix("data:"))["data"]["messageResult"] for block in blocks[1:-1]]
        self.assertGreater(len(results), 3)
        for before, after in zip(results, results[1:]):
            self.assertTrue(after["content"].startswith(before["content"]))
        self.assertEqual([(each["requestStatus"], each["isEnd"]) for each in results],
                         [(6, 1)] * (len(results) - 1) + [(1, 0)])
        self.assertIn("<think>", results[-1]["content"])

    def test_chat_goes_on_under_its_id_and_messages_can_be_deleted(self):
        first = self.emulator.post("/llm", {"prompt": "one"}).json
        chat = first["request"]["sendResult"]["chatID"]
        second = self.emulator.post("/llm", {"prompt": "two", "chatID": chat}).json
        self.assertEqual(second["request"]["sendResult"]["chatID"], chat)
        messages = self.emulator.get(f"/llm/{chat}").json["messages"]
        self.assertEqual([each["msgType"] for each in messages], ["user", "system"] * 2)
        self.assertEqual(messages[0]["parentMsgID"], "0")
        self.assertEqual([each["parentMsgID"] for each in messages[1:]], [each["msgID"] for each in messages[:-1]])
        for name in ("msgIDs", "msgID"):  # as documented, and as its samples spell it
            last = self.emulator.get(f"/llm/{chat}").json["messages"][-1]["msgID"]
            self.assertEqual(self.emulator.delete(f"/llm/?{name}={last}").status, 200)
        self.assertEqual(len(self.emulator.get(f"/llm/{chat}").json["messages"]), 2)
        self.assertEqual(self.emulator.delete(f"/llm/?chatIDs={chat}").status, 200)
        self.assertEqual(self.emulator.get("/llm").json["items"], [])

    def test_template_stream_has_the_documented_sequence(self):
        template = self.emulator.get("/videos/agent-templates?limit=1").json["videoList"][0]["id"]
        self.emulator.control("POST", "clock", {"transitions": "time", "speed": 100})
        answer = self.emulator.post("/videos/agent-create", {"templateId": template})
        self.emulator.control("POST", "clock", {"speed": 1})
        self.assertTrue(answer.headers["Content-Type"].startswith("text/event-stream"))
        self.assertEqual(answer.headers["Cache-Control"], "no-cache")
        events = [json.loads(each.removeprefix("data:")) for each in answer.body.decode().strip().split("\n\n")]
        seen = [(each["status"], each.get("type")) for each in events if each["status"] != "heartbeat"]
        self.assertEqual(seen, [("created", None), ("connected", None), ("progress", 1), ("progress", 2), ("progress", 2),
                                ("progress", 1), ("progress", 2), ("progress", 2), ("progress", 3), ("finished", None)])
        self.assertIn("heartbeat", {each["status"] for each in events})
        attachments = [each["message"]["attachmentInfo"] for each in events if each.get("type") == 2]
        self.assertEqual([(each["type"], each["status"]) for each in attachments], [(1, 2), (1, 3), (3, 2), (3, 3)])
        file = attachments[-1]["attachments"][0]["file"]
        self.assertEqual(file["fileName"], "final.mp4")
        self.assertEqual(self.emulator.fetch(file["fileUrl"]).body[4:8], b"ftyp")
        video = self.emulator.get(f"/videos/{events[-1]['videoId']}").json
        self.assertEqual(video["status"], 2)

    def test_bad_bodies_name_the_field_and_the_rule(self):
        for fields, words in (({"prompt": "x", "model": "nope"}, ("model", "T2V-01", "nope")),
                              ({"prompt": "x", "maxJobs": 11}, ("maxJobs", "10", "11")),
                              ({"prompt": "x", "replyRef": "x" * 1025}, ("replyRef", "1024")),
                              ({"prompt": "x", "model": "I2V-01"}, ("fileID",)),
                              ({"prompt": "x", "promptOptimization": "perhaps"}, ("promptOptimization",))):
            answer = self.emulator.post("/videos/create", fields)
            self.assertEqual(answer.status, 400, fields)
            for word in words:
                self.assertIn(word, answer.json["error"])
        body, content_type = multipart({"prompt": "x"}, [])
        self.assertEqual(self.emulator.call("POST", "/videos/create", body=body[:-10],
                                            headers={"Content-Type": content_type}).status, 400)
        self.assertEqual(self.emulator.call("POST", "/videos/create", body=b"{bad").status, 400)


if __name__ == "__main__":
    unittest.main()
