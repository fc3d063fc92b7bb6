"""All 45 operations with all 156 documented statuses: reachable, and answered in the documented shape.

The shapes were written by hand from the documents, not from the emulator.
"""
import json
import re
import threading
import time
import unittest

from emulator import Emulator, WebSocketClient
from pictures import png
from shapes import differences
from sounds import wav

ISO = ("matches", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
DIGITS = ("matches", r"\d+")
ELAPSED = ("matches", r"\d\d:\d\d")
URL = ("matches", r"https?://.+")
MAYBE_URL = ("matches", r"(https?://.+)?")


def id_of(kind):
    return ("matches", rf"user:\d+-minimax:\d+-{kind}:\d+")


def error(code=None, text="string"):
    return {"error": text} if code is None else {"error": text, "code": ("is", code)}


UNAUTHORIZED = ("is", "Unauthorized")
CREDITS = ("is", "Insufficient credits. Please recharge to get more credits or try again next day.")
HOLD = ("is", "Unusual account activities detected. Please contact customer support at contact@hailuoai.com")
BUSY = ("is", "The previous request has not been completed yet. Please try again later.")

ACCOUNT = {
    "account": DIGITS,
    "jwt": {"token": ("matches", ".*…secured….*"), "user": {"deviceID": "string", "id": DIGITS, "isAnonymous": "bool",
                                                             "name": "string", "avatar": "string"},
            "exp": "number", "iat": "int", "host": "string", "searchParams": "string", "iat_Issued": ISO, "exp_Expire": ISO},
    "maxJobs": "int", "supportVideo": "bool", "supportChat": "bool", "supportAudio": "bool", "supportMusic": "bool"}

FEATURES = {
    "privilegeType": "int", "totalCredits": "int", "expireText": "string", "videoCost": "int", "queueLength": "int",
    "memberText": "string", "memberHoverText": "string", "expireTime": "int", "isNewUser": "bool", "questionText": "string",
    "trialExpireTime": "int", "trialText": "int", "memberName": "string", "newUserVersion": "int",
    "creditExpireText": [{"credit": "int", "endTime": "int"}],
    "modelControl": [{"modelId": "string", "videoCost": "int", "isMember": "bool", "freeCount": "int", "durations": ["any"],
                      "resolutions": ["any"], "modes": ["any"], "videoCosts": ["any"]}],
    "supportModes": ["any"], "imageQueueLength": "int", "totalCreditsStr": DIGITS, "isPaidSubscription": "bool",
    "canManagePlan": "bool",
    "audio": {"total_credit": "int",
              "sub_credits": [{"credit_type": "int", "end_time": "int", "credit": "int", "text": "string",
                               "record": [{"credit": "int", "endTime": "int"}], "coin_type": "int"}],
              "base_resp": {"status_code": "int", "status_msg": "string"}}}

VIDEO = {
    "id": DIGITS, "desc": "string", "coverURL?": URL, "videoURL?": URL, "downloadURL?": URL, "status": "int",
    "statusLabel": "string", "statusFinal": "bool", "message?": "string", "percent?": "int", "width": "int", "height": "int",
    "originFiles": [{"id": id_of("file"), "url": URL, "type": "string"}], "canAppeal": "bool", "canRetry": "bool",
    "videoId": id_of("video")}

CREATED_VIDEO = {"id": DIGITS, "task": {"batchID": DIGITS, "videoIDs": [DIGITS]}, "videoId": id_of("video"),
                 "replyUrl?": "string", "replyRef?": "string"}

RUNNING = {"error": ("is", "Account is busy executing videos"),
           "runningVideos": ("map", [{"account": DIGITS, "id": DIGITS, "scheduledVideo": "any", "videoId": id_of("video"),
                                      "started": ISO, "replyUrl?": "string", "replyRef?": "string"}])}

IMAGE = {
    "id": DIGITS, "desc": "string", "coverURL": MAYBE_URL, "videoURL": MAYBE_URL, "status": "int", "message?": "string",
    "percent?": "int", "canRetry": "bool", "width": "int", "height": "int", "originFiles": ["any"], "canAppeal": "bool",
    "downloadURL": MAYBE_URL, "hasVoice": "bool", "modelID": "string", "useOriginPrompt": "bool", "isBookmarked": "bool",
    "disableGenerateSimilar": "bool", "createTime": "int", "postStatus": "int", "userID": "int", "createType": ("is", 4),
    "promptImgURL": "string", "extra": {"cameraMotions": ["any"], "promptStruct": "string"}, "isVisitor": "bool",
    "videoURLs": {"feedURL": MAYBE_URL, "downloadURLWithWatermark": MAYBE_URL}, "priority": "int", "generatorType": ("is", 1),
    "isInFolder": "bool", "batchID": DIGITS, "aspectRatio": "string", "fileID?": id_of("file"),
    "tags": [{"type": ("is", "normal"), "tagIcon": "string", "tagText": "string"}], "duration": ("is", 0),
    "resolution": ("is", 0), "humanCheckStatus": "int", "userIDStr": DIGITS, "statusLabel": "string", "statusFinal": "bool",
    "imageId": id_of("image")}

TEMPLATE = {
    "id": DIGITS, "createTime": "int",
    "videoAsset": {"id": DIGITS, "desc": "string", "coverURL": URL, "videoURL": URL, "status": "int", "width": "int",
                   "height": "int", "duration": "int", "resolution": "int", "title": "string", "agentTemplateID": DIGITS,
                   "agentTemplateName": "string", "downloadURL?": URL, "hasVoice?": "bool", "modelID?": "string",
                   "useOriginPrompt?": "bool", "isBookmarked?": "bool", "disableGenerateSimilar?": "bool",
                   "postStatus?": "int", "userID?": "int", "createType?": "int", "promptImgURL?": "string",
                   "aspectRatio?": "string", "tags?": [{"type": "string", "tagIcon": "string", "tagText": "string"}],
                   "humanCheckStatus?": "int", "userIDStr?": "string"},
    "like": {"likes": "int", "likeStatus": "int"}, "author": {"userID": "string", "name": "string", "avatar": "string"},
    "cardType": "int", "tabID": "any"}
TEMPLATE_DETAIL = {**TEMPLATE, "credits": "int", "requirePrompt": "bool", "requireImage": "bool", "prompt": "string",
                   "inputs": [{"name": "string", "type": ("matches", "text|image")}]}

JOB_ID = ("matches", r"p\d+-u\d+-a\d+-bot:minimax")
STRINGS = ("map", "string")
AGENT_REQUEST = {"account?": DIGITS, "prompt": "string", "file?": [{"name": "string", "size": "int", "type": "string"}],
                 "models": ["string"], "async?": "bool", "replyUrl?": "string", "replyRef?": "string"}
ATTACHMENT = {
    "attachmentID": ("matches", r"att_\d+"), "type": "int", "status": ("is", 3),
    "file": {"fileName": "string", "fileUrl": URL, "extra?": STRINGS, "posterUrl?": URL, "type?": "string",
             "referenceType?": "int"},
    "text?": "string", "extra?": "any",
    "node?": {"nodeID": "string", "xStart": "int", "yStart": "int", "width": "int", "height": "int", "layer": "int",
              "nodeType": "int",
              "agentFile?": {"id": "string", "name": "string", "url": URL, "coverInfo?": {"coverURL": URL},
                             "noWatermarkUrl?": URL, "duration?": "number", "relativePath?": "string", "thumbnailUrl?": URL},
              "status": "int", "playWidth": "int", "playHeight": "int", "logoType": "int"}}
AGENT_STARTED = {"jobId": JOB_ID, "status": ("is", "started"), "created": ISO, "code?": "int", "request": AGENT_REQUEST,
                 "response?": {"projectID": DIGITS, "sectionID": DIGITS, "chatID": DIGITS}}
AGENT_DONE = {**AGENT_STARTED, "status": ("is", "completed"),
              "response": {"projectID": DIGITS, "sectionID": DIGITS, "chatID": DIGITS, "msg_content": "string",
                           "timestamp": "int", "elapsedTime": ELAPSED, "attachments": [ATTACHMENT]}}


def agent_failed(message, status):
    return {**AGENT_STARTED, "status": ("is", "failed"), "error": {"message": ("is", message), "status": ("is", status)}}


TRACKED = {"videoId?": id_of("video"), "imageId?": id_of("image"), "started": ISO, "elapsed": ELAPSED, "replyUrl?": "string",
           "replyRef?": "string"}

SEND_RESULT = {"userMsgID": DIGITS, "chatID": DIGITS, "systemMsgID": DIGITS, "msgContent": "string",
               "wordSpreadRate": ("is", 11), "chatTitle": "string", "canSearch": "bool", "canEdit": "bool",
               "extra": {"form?": [{"formType": "int", "content": "string", "path?": "string", "fileID?": "string",
                                    "height?": "int", "width?": "int", "status?": "int", "fileByte?": "int"}],
                         "longCutCopyWriting": "any"},
               "isPreSendResult": "bool"}
MESSAGE_DONE = {"msgID": DIGITS, "chatID": DIGITS, "msgType": ("is", "system"), "content": "string",
                "requestStatus": ("is", 1), "isEnd": ("is", 0), "msgSubType": "int", "parentMsgID": DIGITS,
                "extra": {"netSearchStatus": {"finalStatus": {"statusCode": "int"}}, "feedbackStatus": {},
                          "replyMsgType": ("is", "text"), "warningText": "string"}, "canRetry": ("is", True)}
MESSAGE_RUNNING = {**MESSAGE_DONE, "requestStatus": ("is", 6), "isEnd": ("is", 1), "canRetry": ("is", False),
                   "extra": {"netSearchStatus": {"finalStatus": {"statusCode": "int"}}, "warningText": "string"}}
LLM_ANSWER = {"request": {"sendResult": SEND_RESULT}, "response": {"messageResult": MESSAGE_DONE}}
LLM_LIST = {
    "hasMore": "bool", "limit": "int",
    "items": [{"chatID": DIGITS, "createTime": "int", "updateTime": "int", "chatTitle": "string", "chatDescription": "string",
               "requestStatus": "int", "isTop": "any", "chatStyle": ("is", "pro"), "robotID": ("is", 1),
               "robotName": ("is", "HiloAI"), "robotAvatar": {"small": "string", "medium": "string", "large": "string",
                                                              "oversize": "string"},
               "isPhoneMode": "any", "type": "int",
               "attachments": [{"id": "string", "type": "int", "fileID": "string", "fileType": "string", "fileName": "string",
                                "img": "string", "link": "string", "sceneId": "any", "text": "string", "title": "string",
                                "content": "string"}],
               "abstractContent": "string", "canSearch": "bool", "favoriteStatus": "any", "model": "string"}]}
LLM_CHAT = {
    "messages": [{"msgID": DIGITS, "createTime": "int", "content": "string", "msgType": ("matches", "user|system"),
                  "feadbackType": "int", "requestStatus": "int", "isEnd": "int", "chatID": DIGITS, "msgSubtype": "int",
                  "chatStyle": "string", "parentMsgID": DIGITS, "otherAgentAnswer": {"botInfo": ("is", None)},
                  "failedText": "string", "canEdit": "bool",
                  "extra": {"parsedQuestion": ["any"], "msgTitle": "string", "links": ["any"], "audioUrl": "string",
                            "chatBotList": ["any"],
                            "form": [{"formType": "int", "content": "string", "path?": "string", "fileID?": "string",
                                      "height?": "int", "width?": "int", "status?": "int", "fileByte?": "int"}],
                            "copilotTable": ["any"], "copilotHandled": "any", "copilotTextLimit": "any",
                            "netSearchStatus": {"finalStatus": {"status": "any", "statusCode": "int"}, "linkDetail": ["any"]},
                            "feedbackStatus": {}, "responseType": "any", "followUpQuestions": ["any"], "urlStatus": "any",
                            "generateImage": ["any"], "replyMsgType": "string", "generateProcess": "any",
                            "ciCallResults": ["any"], "isUserStopped": "bool"}}],
    "title": "string", "characterID": ("is", "1"), "canSearch": "bool", "model": "string",
    "statusInfo?": {"code": "int", "httpCode": "int", "message?": "string", "messageEnglish?": "string", "serviceTime": "int",
                    "requestID": "string", "debugInfo": "string", "serverAlert": "int"}}

VOICE = {"voice_id": "string", "parent_voice_id": "string", "voice_name": "string", "tag_list": ["string"],
         "file_id": "string", "cover_url": "string", "create_time": "int", "update_time": "int", "collected": "bool",
         "voice_status": ("is", 2), "sample_audio": "string", "uniq_id": "string", "group_id": "string"}
CLONE = {**VOICE, "voice_id": id_of("audio"), "managed_by_api": "bool", "is_expired": "bool", "refresh_count": "int",
         "cloned_id": "string",
         "clone": {"voice_name": "string", "language_tag": "string", "need_noise_reduction": "bool",
                   "files": [{"file_id": id_of("file"), "file_name": "string"}]}}
EFFECTS = {"deepen_lighten": "int", "stronger_softer": "int", "nasal_crisp": "int", "spacious_echo": "bool",
           "lofi_telephone": "bool", "robotic": "bool", "auditorium_echo": "bool"}
AUDIO_FACTS = {"audio_length": "int", "audio_sample_rate": ("is", 32000), "audio_size": "int", "bitrate": ("is", 128000),
               "word_count": "int", "invisible_character_ratio": "number", "usage_characters": "int",
               "audio_format": ("is", "mp3"), "audio_channel": ("is", 1)}
MP3 = {"audio_id": id_of("audio"), **AUDIO_FACTS, "input_sensitive": "bool", "trace_id": "string", "chunks": "any",
       "audio_review": "any", "user_id": "string", "audio_title": "string", "audio_url": URL, "update_time": "int"}
STREAM = {"token": "string",
          "payload": {"msg_id": "string",
                      "payload": {"model": "string", "text": "string",
                                  "voice_setting": {"speed": "number", "vol": "number", "pitch": "number",
                                                    "voice_id": "string", "emotion": "string"},
                                  "audio_setting": {}, "effects": EFFECTS, "er_weights": ["any"], "language_boost": "string",
                                  "stream": ("is", True)}}}
CLIPS = {"audio_list": [{"audio_id": id_of("audio"), "audio_review": "any", "user_id": "string", "audio_title": "string",
                         "audio_url": URL, "update_time": "int"}], "total": "int", "has_more": "bool"}
CLIP = {"audio_id": id_of("audio"), "audio_review": "any", "voice_info": VOICE, "text": "string", "audio_url": URL,
        "audio_title": "string", "create_time": "int", "emotion": "string", "language_boost": "string", "speed": "number",
        "pitch": "number", "update_time": "int", "effects": EFFECTS}
SONG = {"title": "string", "lyrics": "string", "style": "string", "coverURL": URL, "audioURL": MAYBE_URL, "status": "int",
        "statusLabel": "string", "statusFinal": "bool", "createTime": "int", "duration": "number", "musicId": id_of("music")}

UPLOAD = {"ossPath": "string", "fileID": id_of("file")}
NO_BODY = None


def jwt(payload):
    import base64

    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'HS256'})}.{part(payload)}.c2lnbmF0dXJl"


def login(name="Somebody", **more):
    user = {"id": "301348409581838336", "name": name, "avatar": "https://cdn.hailuoai.video/a.png", "deviceID": "77"}
    return {"url": "https://hailuoai.video/v1/api/user/info?x=1&device_platform=web&app_id=3001&device_id=302",
            "token": jwt({"exp": time.time() + 86400 * 20, "user": user}), "maxJobs": 2, **more}


class Scene:
    """One emulator, with what the cases below need; everything in it happens at once."""

    def __init__(self, *arguments):
        self.emulator = Emulator(*arguments, frozen=False)
        self.emulator.control("POST", "clock", {"transitions": "immediate", "frozen": True})
        self.account = self.emulator.account
        self.voice = None

    def foreign(self, kind, number="1"):
        return f"user:1234-minimax:{self.account}-{kind}:{number}"

    def video(self, **fields):
        created = self.emulator.post("/videos/create", {"prompt": "a hill", **fields}).json
        self.emulator.advance(1)
        return created["videoId"]

    def image(self, **fields):
        created = self.emulator.post("/images/create", {"prompt": "a hill", **fields}).json
        self.emulator.advance(1)
        return created["imageIds"][0]

    def file(self):
        return self.emulator.upload(png(64, 48))

    def sample(self):
        return self.emulator.call("POST", "/audio/upload-sample", body=wav(12), headers={"Content-Type": "audio/wav"}).json

    def plan(self, **fields):
        self.emulator.control("POST", "accounts", {"account": self.account, **fields})

    def any_voice(self):
        self.voice = self.voice or self.emulator.get("/audio/voices?page_size=1").json["voice_list"][0]["voice_id"]
        return self.voice

    def template(self, prompt, image):
        for each in self.emulator.get("/videos/agent-templates?limit=100").json["videoList"]:
            detail = self.emulator.get(f"/videos/agent-templates?templateId={each['id']}").json
            if (detail["requirePrompt"], detail["requireImage"]) == (prompt, image):
                return each["id"]
        raise AssertionError("no such template")


CASES = []


def case(operation, status, shape=NO_BODY, *arguments):
    """Registers how one documented status comes about."""
    def register(function):
        CASES.append((operation, status, shape, function, arguments))
        return function
    return register


# ---------------------------------------------------------------------------------------------------- 401 everywhere
# operation: (method, path, does the error carry a code)
UNAUTHORIZED_CALLS = {
    "accounts.list": ("GET", "/accounts", True), "accounts.get": ("GET", "/accounts/1", True),
    "accounts.set": ("POST", "/accounts", True), "accounts.delete": ("DELETE", "/accounts/1", True),
    "features.get": ("GET", "/features/", True), "videos.create": ("POST", "/videos/create", False),
    "videos.create_from_template": ("POST", "/videos/agent-create", False), "videos.get": ("GET", "/videos/a", True),
    "videos.list": ("GET", "/videos/", True), "videos.templates": ("GET", "/videos/agent-templates/", True),
    "videos.characters": ("GET", "/videos/characters/", True), "videos.cancel": ("POST", "/videos/cancel", False),
    "videos.delete": ("DELETE", "/videos/a", True), "images.create": ("POST", "/images/create", False),
    "images.list": ("GET", "/images/", True), "images.get": ("GET", "/images/a", True),
    "images.delete": ("DELETE", "/images/a", True), "agent.run": ("POST", "/agent", True),
    "agent.get": ("GET", "/agent/a", True), "agent.jobs": ("GET", "/agent/jobs", False),
    "files.upload": ("POST", "/files", True), "files.list": ("GET", "/files/", True),
    "files.delete": ("DELETE", "/files/a", True), "scheduler.list": ("GET", "/scheduler/", True),
    "scheduler.available": ("GET", "/scheduler/available", True), "scheduler.remove": ("DELETE", "/scheduler/a", True),
    "llm.send": ("POST", "/llm", False), "llm.list": ("GET", "/llm/", True), "llm.get": ("GET", "/llm/1", True),
    "llm.delete": ("DELETE", "/llm/", True), "audio.create_mp3": ("POST", "/audio/create-mp3", False),
    "audio.create_stream": ("POST", "/audio/create-stream", False),
    "audio.upload_sample": ("POST", "/audio/upload-sample", True),
    "audio.clone_voice": ("POST", "/audio/clone-voice", False), "audio.delete_voice": ("POST", "/audio/delete-voice", True),
    "audio.list": ("GET", "/audio/", True), "audio.get": ("GET", "/audio/a", True),
    "audio.voices": ("GET", "/audio/voices", True), "audio.config": ("GET", "/audio/config", True),
    "audio.delete": ("DELETE", "/audio/a", True), "music.create": ("GET", "/music/create", True),
    "music.get": ("GET", "/music/a", True), "music.styles": ("GET", "/music/styles/", True),
    "music.list": ("GET", "/music/", True)}
for name, (method, path, has_code) in UNAUTHORIZED_CALLS.items():
    CASES.append((name, 401, error(401 if has_code else None, UNAUTHORIZED),
                  lambda s, method=method, path=path: s.emulator.call(method, path, token=None), ()))


# ------------------------------------------------------------------------------------------------------------ accounts
@case("accounts.list", 200, ("map", ACCOUNT))
def _(s): return s.emulator.get("/accounts")


@case("accounts.list", 404, error(404, ("is", "Configuration not found")), "--accounts", "0")
def _(s): return s.emulator.get("/accounts")


@case("accounts.get", 200, ACCOUNT)
def _(s): return s.emulator.get(f"/accounts/{s.account}")


@case("accounts.get", 404, error(404, ("is", "Configuration not found")))
def _(s): return s.emulator.get("/accounts/123")


@case("accounts.set", 201, ACCOUNT)
def _(s): return s.emulator.post("/accounts", login())


@case("accounts.set", 400, error(400))
def _(s): return s.emulator.post("/accounts", login(maxJobs=11))


@case("accounts.set", 401, error(401, ("is", "Wrong username/password combination.")))
def _(s): return s.emulator.post("/accounts", login("conch:wrong-password"))


@case("accounts.delete", 204)
def _(s): return s.emulator.delete(f"/accounts/{s.account}")


@case("accounts.delete", 404, error(404))
def _(s): return s.emulator.delete("/accounts/123")


@case("features.get", 200, FEATURES)
def _(s): return s.emulator.get("/features/")


@case("features.get", 400, error(400), "--accounts", "2")
def _(s): return s.emulator.get("/features/?account=123")


# -------------------------------------------------------------------------------------------------------------- videos
@case("videos.create", 200, CREATED_VIDEO)
def _(s): return s.emulator.post("/videos/create", {"prompt": "a hill", "replyUrl": "http://127.0.0.1:9/", "replyRef": "r"})


@case("videos.create", 400, error())
def _(s): return s.emulator.post("/videos/create", {"prompt": "a hill", "model": "T2V-2.3", "options": "512p-6sec"})


@case("videos.create", 412, error(None, CREDITS))
def _(s):
    s.plan(credits=1)
    return s.emulator.post("/videos/create", {"prompt": "a hill"})


@case("videos.create", 422, error(None, ("is", "Your prompt is too short, please provide more details")))
def _(s): return s.emulator.post("/videos/create", {})


@case("videos.create", 429, RUNNING)
def _(s):
    s.emulator.control("POST", "clock", {"transitions": "time"})
    s.emulator.post("/videos/create", {"prompt": "a hill", "replyRef": "r"})
    return s.emulator.post("/videos/create", {"prompt": "a hill", "maxJobs": 1})


@case("videos.create", 596, error(None, HOLD))
def _(s):
    s.plan(holdSeconds=60)
    return s.emulator.post("/videos/create", {"prompt": "a hill"})


@case("videos.create_from_template", 200)
def _(s): return s.emulator.post("/videos/agent-create", {"templateId": s.template(False, False)})


@case("videos.create_from_template", 400, error())
def _(s): return s.emulator.post("/videos/agent-create", {"templateId": s.template(True, False)})


@case("videos.create_from_template", 404,
      error(None, ("is", "The video or template you are trying to use does not exist or has been deleted.")))
def _(s): return s.emulator.post("/videos/agent-create", {"templateId": "42"})


@case("videos.get", 200, {**VIDEO, "status": ("is", 2), "statusLabel": ("is", "completed"), "videoURL": URL,
                          "downloadURL": URL, "coverURL": URL})
def _(s): return s.emulator.get(f"/videos/{s.video()}")


@case("videos.get", 400, error(400))
def _(s): return s.emulator.get("/videos/video-1")


@case("videos.get", 404, error(404, ("is", "Not found.")))
def _(s): return s.emulator.get(f"/videos/{s.foreign('video')}")


@case("videos.list", 200, [VIDEO])
def _(s): return s.video() and s.emulator.get("/videos/?limit=10")


@case("videos.list", 400, error(400))
def _(s): return s.emulator.get("/videos/?limit=x")


@case("videos.templates", 200, {"videoList": [TEMPLATE], "hasPre": "bool", "hasNext": "bool"})
def _(s): return s.emulator.get("/videos/agent-templates/?limit=5")


@case("videos.templates", 400, error(400))
def _(s): return s.emulator.get("/videos/agent-templates/?account=123")


@case("videos.templates", 404, error())
def _(s): return s.emulator.get("/videos/agent-templates/?templateId=42")


@case("videos.characters", 200, [{"characterID": DIGITS, "characterType": ("is", 1),
                                  "file": {"fileID": id_of("file"), "cdnUrl": URL, "promptImgUrl": URL}}])
def _(s): return s.emulator.get("/videos/characters/")


@case("videos.characters", 400, error(400))
def _(s): return s.emulator.get("/videos/characters/?page=0")


@case("videos.cancel", 200)
def _(s): return s.emulator.post("/videos/cancel", {"videoId": s.video()})


@case("videos.cancel", 400, error())
def _(s): return s.emulator.post("/videos/cancel", {})


@case("videos.delete", 200)
def _(s): return s.emulator.delete(f"/videos/{s.foreign('video')}")


@case("videos.delete", 400, error(400))
def _(s): return s.emulator.delete("/videos/nonsense")


# -------------------------------------------------------------------------------------------------------------- images
@case("images.create", 200, {"id": DIGITS, "task": {"batchID": DIGITS, "videoIDs": [DIGITS]}, "isFirstGenerate": "bool",
                             "imageIds": [id_of("image")], "replyUrl?": "string", "replyRef?": "string",
                             "code": ("is", 200)})
def _(s): return s.emulator.post("/images/create", {"prompt": "a hill", "quantity": 4})


@case("images.create", 400, error())
def _(s): return s.emulator.post("/images/create", {"prompt": "a hill", "quantity": 5})


@case("images.create", 412, error(None, CREDITS))
def _(s):
    s.plan(credits=0)
    return s.emulator.post("/images/create", {"prompt": "a hill"})


@case("images.create", 422, error())
def _(s): return s.emulator.post("/images/create", {"prompt": "a conch:moderated hill"})


@case("images.create", 429,
      error(None, ("is", "There are currently multiple tasks in the queue, and only can be generated at once")))
def _(s):
    s.emulator.control("POST", "clock", {"transitions": "time"})
    for _ in range(5):
        assert s.emulator.post("/images/create", {"prompt": "a hill"}).status == 200
    return s.emulator.post("/images/create", {"prompt": "a hill"})


@case("images.create", 596, error(None, HOLD))
def _(s): return s.emulator.post("/images/create", {"prompt": "conch:hold"})


@case("images.list", 200, {"images": [IMAGE], "hasPre": "bool", "hasNext": "bool", "processing": "bool", "total": "int"})
def _(s): return s.image() and s.emulator.get("/images/")


@case("images.list", 400, error(400))
def _(s): return s.emulator.get("/images/?limit=0")


@case("images.get", 200, {**IMAGE, "status": ("is", 2), "videoURL": URL, "fileID": id_of("file"),
                          "coverURL": ("matches", r"http://.*x-oss-process=image/resize,w_1080/format,webp")})
def _(s): return s.emulator.get(f"/images/{s.image()}")


@case("images.get", 400, error(400))
def _(s): return s.emulator.get("/images/nonsense")


@case("images.get", 404, error(404, ("is", "Not found.")))
def _(s): return s.emulator.get(f"/images/{s.foreign('image')}")


@case("images.delete", 200)
def _(s): return s.emulator.delete(f"/images/{s.image()}")


@case("images.delete", 400, error(400))
def _(s): return s.emulator.delete("/images/nonsense")


# --------------------------------------------------------------------------------------------------------------- agent
AGENT = {"prompt": "a 1:1 picture of a hill", "models": "nano-banana"}


@case("agent.run", 200, AGENT_DONE)
def _(s):
    return s.emulator.post("/agent", {"prompt": "a hill", "models": "nano-banana,hailuo-2.3,speech-2.5-hd-preview"},
                           files=[("file", "a.png", "image/png", png(8, 8)), ("file", "b.txt", "text/plain", b"notes")])


@case("agent.run", 201, AGENT_STARTED)
def _(s): return s.emulator.post("/agent", {**AGENT, "async": "true", "replyRef": "r"}, files=[])


@case("agent.run", 400, error(400))
def _(s): return s.emulator.post("/agent", {"prompt": "x"}, files=[])


@case("agent.run", 422, error(None, ("is", "Your prompt contains content that violates our policies")))
def _(s): return s.emulator.post("/agent", AGENT, files=[("file", "a.png", "image/png", b"no picture")])


@case("agent.run", 429, error(None, ("is", "Agent generation failed")))
def _(s): return s.emulator.post("/agent", {**AGENT, "prompt": "conch:busy"}, files=[])


@case("agent.run", 500, agent_failed("Agent connection error", 500))
def _(s): return s.emulator.post("/agent", {**AGENT, "prompt": "conch:agent-500"}, files=[])


@case("agent.run", 504, agent_failed("Timeout waiting for assistant response", 504))
def _(s): return s.emulator.post("/agent", {**AGENT, "prompt": "conch:agent-504"}, files=[])


@case("agent.run", 596, error(None, HOLD))
def _(s): return s.emulator.post("/agent", {**AGENT, "prompt": "conch:hold"}, files=[])


@case("agent.get", 200, AGENT_DONE)
def _(s): return s.emulator.get(f"/agent/{s.emulator.post('/agent', AGENT, files=[]).json['jobId']}")


@case("agent.get", 400, error(400))
def _(s): return s.emulator.get(f"/agent/p1-u99-a{s.account}-bot:minimax")


@case("agent.get", 404, error(404, ("is", "Job not found or expired after 31 days")))
def _(s):
    s.emulator.control("POST", "clock", {"transitions": "time"})
    job = s.emulator.post("/agent", {**AGENT, "async": "true"}, files=[]).json["jobId"]
    assert s.emulator.get(f"/agent/{job}").status == 200
    s.emulator.advance(31 * 86400 + 1)
    return s.emulator.get(f"/agent/{job}")


@case("agent.jobs", 200, {"accounts": [DIGITS], "summary": ("map", {"executing": "int"}),
                          "executing": ("map", [{"jobId": JOB_ID, "elapsed": ELAPSED}])})
def _(s):
    s.emulator.control("POST", "clock", {"transitions": "time"})
    s.emulator.post("/agent", {**AGENT, "async": "true"}, files=[])
    answer = s.emulator.get("/agent/jobs")
    assert len(answer.json["executing"][s.account]) == 1
    return answer


# --------------------------------------------------------------------------------------------------- files, scheduler
@case("files.upload", 200, UPLOAD)
def _(s): return s.emulator.call("POST", "/files/", body=png(8, 8), headers={"Content-Type": "image/png"})


@case("files.upload", 400, error(400))
def _(s): return s.emulator.call("POST", "/files/", body=png(8, 8), headers={"Content-Type": "text/plain"})


@case("files.list", 200, [{"file_id": id_of("file"), "file_name": "string", "file_type": ("matches", "jpeg|png"),
                           "cdn_url": URL, "oss_path": "string", "file_scene": ("is", 10), "file_status": ("is", 1)}],
      "--list-files")
def _(s):
    s.video(model="I2V-01", fileID=s.file()["fileID"])
    answer = s.emulator.get("/files/?limit=5")
    assert len(answer.json) == 1
    return answer


@case("files.list", 400, error(400))
def _(s): return s.emulator.get("/files/?account=123")


@case("files.delete", 200)
def _(s): return s.emulator.delete(f"/files/{s.file()['fileID']}")


@case("files.delete", 400, error(400))
def _(s): return s.emulator.delete("/files/nonsense")


def two_running(s):
    s.emulator.control("POST", "clock", {"transitions": "time"})
    s.emulator.post("/images/create", {"prompt": "a hill"})
    return s.emulator.post("/videos/create", {"prompt": "a hill", "replyRef": "r"}).json["videoId"]


@case("scheduler.list", 200, [TRACKED])
def _(s):
    two_running(s)
    answer = s.emulator.get("/scheduler/")
    assert ["imageId" in each for each in answer.json] == [True, False]
    return answer


@case("scheduler.available", 200, {"executing": [TRACKED], "available": [{"account": DIGITS, "maxJobs": "int",
                                                                          "executing": "int", "available": "int"}]})
def _(s):
    two_running(s)
    answer = s.emulator.get("/scheduler/available")
    assert answer.json["available"][0]["executing"] == 1  # images do not count
    return answer


@case("scheduler.remove", 204)
def _(s): return s.emulator.delete(f"/scheduler/{two_running(s)}")


@case("scheduler.remove", 400, error(400))
def _(s): return s.emulator.delete("/scheduler/nonsense")


@case("scheduler.remove", 404, error(None, ("matches", "Unable to locate running user:.*")))
def _(s): return s.emulator.delete(f"/scheduler/{s.foreign('video')}")


# ----------------------------------------------------------------------------------------------------------------- llm
@case("llm.send", 200, LLM_ANSWER)
def _(s):
    return s.emulator.post("/llm", {"prompt": "hello"}, files=[("file", "a.pdf", "application/pdf", b"%PDF")])


@case("llm.send", 400, error())
def _(s): return s.emulator.post("/llm", {"model": "mm-m1"})


@case("llm.send", 422, error(None, ("is", "Invalid file. Please try another one")))
def _(s): return s.emulator.post("/llm", {"prompt": "hello"}, files=[("file", "a.exe", "application/x", b"MZ")])


@case("llm.send", 429, error(None, BUSY))
def _(s): return s.emulator.post("/llm", {"prompt": "conch:busy"})


@case("llm.list", 200, LLM_LIST)
def _(s):
    s.emulator.post("/llm", {"prompt": "hello"}, files=[("file", "a.pdf", "application/pdf", b"%PDF")])
    return s.emulator.get("/llm/")


@case("llm.list", 400, error(400))
def _(s): return s.emulator.get("/llm/?limit=-1")


@case("llm.get", 200, LLM_CHAT)
def _(s):
    chat = s.emulator.post("/llm", {"prompt": "hello"}).json["request"]["sendResult"]["chatID"]
    return s.emulator.get(f"/llm/{chat}/")


@case("llm.get", 400, error(400))
def _(s): return s.emulator.get("/llm/42")


@case("llm.delete", 200)
def _(s): return s.emulator.delete("/llm/?chatIDs=all")


@case("llm.delete", 400, error(400))
def _(s): return s.emulator.delete("/llm/")


# --------------------------------------------------------------------------------------------------------------- audio
def speech(s, **fields):
    return {"text": "Good morning.", "voice_id": s.any_voice(), **fields}


@case("audio.create_mp3", 200, MP3)
def _(s): return s.emulator.post("/audio/create-mp3", speech(s))


@case("audio.create_mp3", 400, error())
def _(s): return s.emulator.post("/audio/create-mp3", speech(s, text="x" * 501))


@case("audio.create_stream", 200, STREAM)
def _(s): return s.emulator.post("/audio/create-stream", speech(s))


@case("audio.create_stream", 400, error())
def _(s): return s.emulator.post("/audio/create-stream", speech(s, speed=3))


@case("audio.stream", 101)
def _(s):
    made = s.emulator.post("/audio/create-stream", speech(s)).json
    client = WebSocketClient(s.emulator, f"/audio/wss?token={made['token']}")
    client.send(json.dumps(made["payload"]))
    s.emulator.advance(10)
    frames = [json.loads(each) for each in client.messages()]
    assert [each["data"]["status"] for each in frames] == [1] * (len(frames) - 1) + [2], frames
    for each in frames[:-1]:
        sound = bytes.fromhex(each["data"]["audio"])
        assert len(sound) % 576 == 0 and sound[0] == 0xff, sound[:4]
    assert not differences(frames[-1]["extra_info"], AUDIO_FACTS)
    assert not differences(frames[0], {"data": {"audio": "string", "status": ("is", 1), "ced": "any"},
                                       "input_sensitive": "bool", "trace_id": "string",
                                       "base_resp": {"status_code": "int", "status_msg": "string"}})
    assert len(s.emulator.get("/audio").json["audio_list"]) == 1
    return client


@case("audio.stream", 400, error())
def _(s): return s.emulator.raw("GET", f"{s.emulator.path}/audio/wss/?token=nonsense")


@case("audio.upload_sample", 200, UPLOAD)
def _(s): return s.emulator.call("POST", "/audio/upload-sample", body=wav(11), headers={"Content-Type": "audio/wave"})


@case("audio.upload_sample", 400, error(400))
def _(s): return s.emulator.call("POST", "/audio/upload-sample", body=wav(9), headers={"Content-Type": "audio/wav"})


def clone(s, **fields):
    return {"voice_name": "Mine", "language_tag": "English", "files": s.sample()["fileID"], **fields}


@case("audio.clone_voice", 200, CLONE)
def _(s): return s.emulator.post("/audio/clone-voice", clone(s))


@case("audio.clone_voice", 400, error())
def _(s): return s.emulator.post("/audio/clone-voice", clone(s, voice_name="x" * 31))


@case("audio.delete_voice", 200)
def _(s): return s.emulator.post("/audio/delete-voice", {"voice_id": "123"})


@case("audio.delete_voice", 400, error(400))
def _(s): return s.emulator.post("/audio/delete-voice", {})


@case("audio.list", 200, CLIPS)
def _(s): return s.emulator.post("/audio/create-mp3", speech(s)) and s.emulator.get("/audio/?page=1")


@case("audio.list", 400, error(400))
def _(s): return s.emulator.get("/audio/?page=0")


@case("audio.get", 200, CLIP)
def _(s): return s.emulator.get(f"/audio/{s.emulator.post('/audio/create-mp3', speech(s)).json['audio_id']}")


@case("audio.get", 400, error(400))
def _(s): return s.emulator.get(f"/audio/{s.foreign('audio')}")


@case("audio.voices", 200, {"voice_list": [VOICE], "total": "int", "has_more": "bool"})
def _(s):
    answer = s.emulator.get("/audio/voices")
    assert answer.json["total"] > 300
    return answer


@case("audio.voices", 400, error(400))
def _(s): return s.emulator.get("/audio/voices?is_system=perhaps")


TAG = {"tag_name": "string"}


@case("audio.config", 200, {"t2a_emotion": [{"label": "string", "value": "string"}],
                            "voice_tag_accent": [{"language": "string", "tag_name": "string"}], "voice_tag_age": [TAG],
                            "voice_tag_gender": [TAG], "voice_tag_language": [TAG]})
def _(s):
    answer = s.emulator.get("/audio/config")
    assert len(answer.json["voice_tag_language"]) == 17
    return answer


@case("audio.config", 400, error(400))
def _(s): return s.emulator.get("/audio/config?account=123")


@case("audio.delete", 200)
def _(s): return s.emulator.delete(f"/audio/{s.foreign('audio')}")


@case("audio.delete", 400, error(400))
def _(s): return s.emulator.delete("/audio/nonsense")


# --------------------------------------------------------------------------------------------------------------- music
SONG_QUERY = "/music/create?prompt=The+sea+is+wide%0AThe+boat+is+small"


@case("music.create", 200, {"musicId": id_of("music"), "audioURL": URL, "duration": "number"})
def _(s): return s.emulator.get(SONG_QUERY)


@case("music.create", 400, error(400))
def _(s): return s.emulator.get(f"/music/create?prompt={'x' * 601}")


@case("music.create", 422, error(None, ("is", "Moderated prompt")))
def _(s): return s.emulator.get("/music/create?prompt=conch:moderated")


@case("music.create", 429, error(None, BUSY))
def _(s):
    s.emulator.control("POST", "clock", {"transitions": "time"})
    first = threading.Thread(target=lambda: s.emulator.get(SONG_QUERY))
    first.start()
    while not s.emulator.get("/music/").json:
        pass
    answer = s.emulator.get(SONG_QUERY)
    s.emulator.advance(60)
    first.join()
    return answer


@case("music.get", 200, {**SONG, "status": ("is", 2), "statusFinal": ("is", True), "audioURL": URL})
def _(s): return s.emulator.get(f"/music/{s.emulator.get(SONG_QUERY).json['musicId']}")


@case("music.get", 400, error(400))
def _(s): return s.emulator.get("/music/nonsense")


@case("music.get", 404, error(404))
def _(s): return s.emulator.get(f"/music/{s.foreign('music')}")


@case("music.styles", 200, [{"name": "string", "styles": [{"url": URL, "styleId": "string", "name": "string"}]}])
def _(s): return s.emulator.get("/music/styles/")


@case("music.styles", 400, error(400))
def _(s): return s.emulator.get("/music/styles/?account=123")


@case("music.list", 200, [SONG])
def _(s): return s.emulator.get(SONG_QUERY) and s.emulator.get("/music/")


@case("music.list", 400, error(400))
def _(s): return s.emulator.get("/music/?limit=x")


class EveryStatus(unittest.TestCase):
    def test_each_documented_pair_comes_about_in_its_shape(self):
        scenes = {}
        try:
            for operation, status, shape, function, arguments in CASES:
                with self.subTest(operation=operation, status=status):
                    if arguments not in scenes:
                        scenes[arguments] = Emulator(*arguments, frozen=False)
                    scene = Scene.__new__(Scene)
                    scene.emulator, scene.voice = scenes[arguments], None
                    scene.emulator.control("POST", "reset")
                    scene.emulator.control("POST", "clock", {"transitions": "immediate", "frozen": True})
                    accounts = scene.emulator.control("GET", "accounts")
                    scene.account = accounts[0]["account"] if accounts else None
                    answer = function(scene)
                    self.assertEqual(answer.status, status, answer)
                    if shape is not NO_BODY:
                        self.assertRegex(answer.headers["Content-Type"], "^application/json")
                        self.assertEqual(differences(answer.json, shape), [])
                    elif status == 204 or operation.split(".")[1] in ("delete", "cancel", "delete_voice", "remove"):
                        self.assertEqual(answer.body, b"")
        finally:
            for emulator in scenes.values():
                emulator.close()

    def test_all_pairs_of_the_documents_are_here(self):
        pairs = {(operation, status) for operation, status, *_ in CASES}
        self.assertEqual(len({operation for operation, _ in pairs}), 45)
        counts = {}
        for _, status in pairs:
            counts[status] = counts.get(status, 0) + 1
        self.assertEqual(counts, {200: 41, 201: 2, 204: 2, 101: 1, 400: 39, 401: 44, 404: 10, 412: 2, 422: 5, 429: 5,
                                  500: 1, 504: 1, 596: 3})


if __name__ == "__main__":
    unittest.main()
