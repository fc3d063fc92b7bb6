-- Made by bindings/generate from include/conch and the catalog; do not edit.
-- What each kind of job takes: annotations for editors, and the values that are known.

---@class conch.File a file on this machine
---@field path string

---@alias conch.VideoModel
---| '"T2V-01"' Prompt required; picture forbidden; end frame forbidden. Default when no picture is given. Size and length are assumed.
---| '"T2V-01-Director"' Prompt required; picture forbidden; end frame forbidden. Camera moves in [ ] inside the prompt. Size and length are assumed.
---| '"I2V-01"' Prompt optional; picture required; end frame forbidden. Default when a picture is given. Size and length are assumed.
---| '"I2V-01-live"' Prompt optional; picture required; end frame forbidden. Size and length are assumed.
---| '"I2V-01-Director"' Prompt optional; picture required; end frame forbidden. Camera moves in [ ] inside the prompt. Size and length are assumed.
---| '"S2V-01"' Prompt optional; picture required; end frame forbidden. The picture shows the subject. Size and length are assumed.
---| '"02"' Prompt required without picture; picture optional; end frame optional; options 768p-6sec, 768p-10sec, 1080p-6sec, 512p-6sec, 512p-10sec.
---| '"T2V-2.3"' Prompt required; picture forbidden; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
---| '"I2V-2.3"' Prompt optional; picture required; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
---| '"I2V-2.3-Fast"' Prompt optional; picture required; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
---| '"Sora-2"' Prompt required without picture; picture optional; end frame forbidden; options 720p-4sec, 720p-8sec, 720p-12sec. The picture must be exactly 1280x720 or 720x1280. That it has sound is assumed.
---| '"Veo-3.1"' Prompt required without picture; picture optional; end frame optional; options veo-720p-8sec, veo-1080p-8sec.
---| '"Veo-3.1-Fast"' Prompt required without picture; picture optional; end frame optional; options veo-720p-8sec, veo-1080p-8sec. That it has sound is assumed.
---| '"Veo-3.1-S2V"' Prompt optional; picture required; end frame forbidden; options veo-720p-8sec, veo-1080p-8sec. The picture shows the subject. That it is needed, and that the video has sound, is assumed.

---@alias conch.VideoOptions
---| '"512p-6sec"'
---| '"512p-10sec"'
---| '"768p-6sec"'
---| '"768p-10sec"'
---| '"1080p-6sec"'
---| '"720p-4sec"'
---| '"720p-8sec"'
---| '"720p-12sec"'
---| '"veo-720p-8sec"'
---| '"veo-1080p-8sec"'

---@class conch.VideoParams one clip (MP4) by `videos.create`: text, picture, end frame, subject
---@field account? string The account to use. When left out, the service picks a random account that has a free place; a file given by id fixes the account.
---@field prompt? string What to show. Needed by text models and by the others when no picture is given; the Director models take camera moves in [ ].
---@field promptOptimization? boolean Let the provider rewrite the prompt. Default: false.
---@field fileID? string|conch.File First frame or subject: an uploaded file, a character's file or a generated image's fileID.
---@field end_frame_fileID? string|conch.File Last frame. Must be another upload than fileID.
---@field model? conch.VideoModel|string The model. When left out: I2V-01 with fileID, T2V-01 without. Default: T2V-01.
---@field options? conch.VideoOptions|string Resolution and length; which ones exist depends on the model, whose first one is its default.
---@field replyUrl? string Address that the service calls with news of the job. At most 1024 characters.
---@field replyRef? string Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024 characters.
---@field maxJobs? integer How many jobs may run on the account at once for this request to be accepted; the account's own value when left out. 1 to 10.

---@alias conch.ImageModel
---| '"image-01"' Prompt required; resolutions HD; aspect ratios 16:9, 4:3, 1:1, 3:4, 9:16, 21:9.
---| '"nano-banana-pro"' Prompt required; resolutions 1K, 2K, 4K; aspect ratios auto, 16:9, 5:4, 4:3, 3:2, 1:1, 2:3, 3:4, 4:5, 9:16, 21:9. The documents give 4 credits without naming a resolution; it is taken for the default one.
---| '"gpt-image-1.5"' Prompt required; resolutions 1K, 2K, 4K; aspect ratios auto, 1:1, 3:2, 2:3.
---| '"seedream-4.5"' Prompt required; resolutions 2K, 4K; aspect ratios auto, 16:9, 5:4, 4:3, 3:2, 1:1, 2:3, 3:4, 4:5, 9:16, 21:9.

---@alias conch.ImageAspectRatio
---| '"auto"'
---| '"16:9"'
---| '"5:4"'
---| '"4:3"'
---| '"3:2"'
---| '"1:1"'
---| '"2:3"'
---| '"3:4"'
---| '"4:5"'
---| '"9:16"'
---| '"21:9"'

---@alias conch.ImageResolution
---| '"HD"'
---| '"1K"'
---| '"2K"'
---| '"4K"'

---@class conch.ImageParams 1 to 4 pictures by `images.create`: text, references, a character
---@field account? string The account to use. May be left out while only one account of the needed kind is configured; with several it is required.
---@field prompt string What to show; the greatest length depends on the model.
---@field promptOptimization? boolean Let the provider rewrite the prompt. Default: true.
---@field model? conch.ImageModel|string The model. Default: image-01.
---@field aspectRatio? conch.ImageAspectRatio|string Shape; which ones exist depends on the model, whose first one is its default.
---@field resolution? conch.ImageResolution|string Size; which ones exist depends on the model, whose first one is its default.
---@field characterFileId? string|conch.File Picture of the person to show; only image-01.
---@field referenceFileId1? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId2? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId3? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId4? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId5? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId6? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId7? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId8? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId9? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId10? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId11? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId12? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId13? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field referenceFileId14? string|conch.File Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account.
---@field quantity? integer How many images. Default: 1. 1 to 4.
---@field replyUrl? string Address that the service calls with news of the job. At most 1024 characters.
---@field replyRef? string Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024 characters.

---@alias conch.AgentModels
---| '"hailuo-2.3"'
---| '"hailuo-2.3-fast"'
---| '"hailuo-02"'
---| '"veo-3.1"'
---| '"veo-3.1-fast"'
---| '"sora-2"'
---| '"nano-banana-2"'
---| '"nano-banana"'
---| '"seedream"'
---| '"kontext"'
---| '"qwen"'
---| '"kolors"'
---| '"speech-2.5-hd-preview"'
---| '"speech-2.5-turbo-preview"'
---| '"minimax-music-2.0"'

---@class conch.AgentParams whatever the prompt asks an agent for, by `agent.run`; files go along under "file"
---@field account? string The account to use. May be left out while only one account of the needed kind is configured; with several it is required.
---@field prompt string The task; shape and size of pictures are said in words.
---@field models (conch.AgentModels|string)[] The models that the agent may use, separated by commas.
---@field file? (string|conch.File)[] Files for the agent to work with.
---@field async? boolean Answer at once with 201 instead of holding the request until the job ends (up to 15 minutes). Default: false.
---@field replyUrl? string Address that the service calls with news of the job. At most 1024 characters.
---@field replyRef? string Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024 characters.

---@alias conch.SpeechModel
---| '"speech-02-hd"'
---| '"speech-01-hd"'
---| '"speech-02-turbo"'
---| '"speech-01-turbo"'

---@alias conch.SpeechEmotion
---| '"Auto"'
---| '"happy"'
---| '"sad"'
---| '"angry"'
---| '"fearful"'
---| '"disgusted"'
---| '"surprised"'
---| '"neutral"'

---@class conch.SpeechParams one MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)
---@field account? string The account to use. May be left out while only one account of the needed kind is configured; with several it is required.
---@field text string What to say; <#0.5#> is a pause of half a second. At most 500 characters.
---@field voice_id string The voice: the decimal id of a system voice or the composite id of a cloned one, both from audio.voices.
---@field model? conch.SpeechModel|string The speech model. Default: speech-02-hd.
---@field language_boost? string The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto.
---@field emotion? conch.SpeechEmotion|string The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto.
---@field vol? number Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10.
---@field speed? number Speed of speaking. Default: 1. 0.5 to 2.
---@field pitch? number Pitch, in semitones. Default: 0. -12 to 12.
---@field deepen_lighten? number Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100.
---@field stronger_softer? number Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100.
---@field nasal_crisp? number More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100.
---@field spacious_echo? boolean Echo of a wide room. Default: false.
---@field lofi_telephone? boolean Sound of a telephone. Default: false.
---@field robotic? boolean Robot's voice. Default: false.
---@field auditorium_echo? boolean Echo of a lecture hall. Default: false.

---@class conch.MusicParams one song (MP3) by `music.create` (decommissioned by the service)
---@field account? string The account to use. May be left out while only one account of the needed kind is configured; with several it is required.
---@field prompt string The lyrics: a new line separates sentences, two empty lines are a pause. Documented up to 600; that it is needed is assumed. At most 600 characters.
---@field styleId? string The style, from music.styles.
---@field title? string Title of the song.

---@alias conch.ChatModel
---| '"mm-m1"' Reasons; takes 1M tokens, writes up to 80k.
---| '"mm-01"' Takes 1M tokens.

---@class conch.ChatParams one answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)
---@field account? string The account to use. May be left out while only one account of the needed kind is configured; with several it is required.
---@field prompt string The message.
---@field model? conch.ChatModel|string The model: mm-m1 reasons, mm-01 answers directly. Default: mm-m1.
---@field searchWeb? boolean Let the model search the web. Default: false.
---@field stream? boolean Answer as a stream of server-sent events. Default: false.
---@field chatID? string Continue this thread.
---@field file? (string|conch.File)[] Files to talk about; the request is then sent as multipart. At most 10. Files: txt, docx, doc, pdf, ppt, pptx, xls, xlsx, png, jpeg, jpg, webp, svg, heif, tiff.

---@class conch.TemplateVideoParams one clip by `videos.create_from_template`; its steps come as CHUNK events
---@field account? string The account to use. When left out, the service picks a random account that has a free place; a file given by id fixes the account.
---@field templateId string The template, from videos.templates.
---@field prompt? string Needed when the template says requirePrompt.
---@field fileID? string|conch.File Picture; needed when the template says requireImage.
---@field ossPath? string The ossPath that files.upload gave with the fileID; needed with fileID, not allowed without.
---@field replyUrl? string Address that the service calls with news of the job. At most 1024 characters.
---@field replyRef? string Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024 characters.
---@field maxJobs? integer How many jobs may run on the account at once for this request to be accepted; the account's own value when left out. 1 to 10.

---@alias conch.SpeechStreamModel
---| '"speech-02-hd"'
---| '"speech-01-hd"'
---| '"speech-02-turbo"'
---| '"speech-01-turbo"'

---@alias conch.SpeechStreamEmotion
---| '"Auto"'
---| '"happy"'
---| '"sad"'
---| '"angry"'
---| '"fearful"'
---| '"disgusted"'
---| '"surprised"'
---| '"neutral"'

---@class conch.SpeechStreamParams Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file (decommissioned).
---@field account? string The account to use. May be left out while only one account of the needed kind is configured; with several it is required.
---@field text string What to say; <#0.5#> is a pause of half a second. At most 5000 characters.
---@field voice_id string The voice: the decimal id of a system voice or the composite id of a cloned one, both from audio.voices.
---@field model? conch.SpeechStreamModel|string The speech model. Default: speech-02-hd.
---@field language_boost? string The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto.
---@field emotion? conch.SpeechStreamEmotion|string The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto.
---@field vol? number Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10.
---@field speed? number Speed of speaking. Default: 1. 0.5 to 2.
---@field pitch? number Pitch, in semitones. Default: 0. -12 to 12.
---@field deepen_lighten? number Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100.
---@field stronger_softer? number Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100.
---@field nasal_crisp? number More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100.
---@field spacious_echo? boolean Echo of a wide room. Default: false.
---@field lofi_telephone? boolean Sound of a telephone. Default: false.
---@field robotic? boolean Robot's voice. Default: false.
---@field auditorium_echo? boolean Echo of a lecture hall. Default: false.

local params = {
    video = {
        kind = 1,
        operation = "videos.create",
        names = {
            "account",
            "prompt",
            "promptOptimization",
            "fileID",
            "end_frame_fileID",
            "model",
            "options",
            "replyUrl",
            "replyRef",
            "maxJobs",
        },
        values = {
            model = {
                "T2V-01",
                "T2V-01-Director",
                "I2V-01",
                "I2V-01-live",
                "I2V-01-Director",
                "S2V-01",
                "02",
                "T2V-2.3",
                "I2V-2.3",
                "I2V-2.3-Fast",
                "Sora-2",
                "Veo-3.1",
                "Veo-3.1-Fast",
                "Veo-3.1-S2V",
            },
            options = {
                "512p-6sec",
                "512p-10sec",
                "768p-6sec",
                "768p-10sec",
                "1080p-6sec",
                "720p-4sec",
                "720p-8sec",
                "720p-12sec",
                "veo-720p-8sec",
                "veo-1080p-8sec",
            },
        },
    },
    image = {
        kind = 2,
        operation = "images.create",
        names = {
            "account",
            "prompt",
            "promptOptimization",
            "model",
            "aspectRatio",
            "resolution",
            "characterFileId",
            "referenceFileId1",
            "referenceFileId2",
            "referenceFileId3",
            "referenceFileId4",
            "referenceFileId5",
            "referenceFileId6",
            "referenceFileId7",
            "referenceFileId8",
            "referenceFileId9",
            "referenceFileId10",
            "referenceFileId11",
            "referenceFileId12",
            "referenceFileId13",
            "referenceFileId14",
            "quantity",
            "replyUrl",
            "replyRef",
        },
        values = {
            model = {
                "image-01",
                "nano-banana-pro",
                "gpt-image-1.5",
                "seedream-4.5",
            },
            aspectRatio = {
                "auto",
                "16:9",
                "5:4",
                "4:3",
                "3:2",
                "1:1",
                "2:3",
                "3:4",
                "4:5",
                "9:16",
                "21:9",
            },
            resolution = {
                "HD",
                "1K",
                "2K",
                "4K",
            },
        },
    },
    agent = {
        kind = 3,
        operation = "agent.run",
        names = {
            "account",
            "prompt",
            "models",
            "file",
            "async",
            "replyUrl",
            "replyRef",
        },
        values = {
            models = {
                "hailuo-2.3",
                "hailuo-2.3-fast",
                "hailuo-02",
                "veo-3.1",
                "veo-3.1-fast",
                "sora-2",
                "nano-banana-2",
                "nano-banana",
                "seedream",
                "kontext",
                "qwen",
                "kolors",
                "speech-2.5-hd-preview",
                "speech-2.5-turbo-preview",
                "minimax-music-2.0",
            },
        },
    },
    speech = {
        kind = 4,
        operation = "audio.create_mp3",
        names = {
            "account",
            "text",
            "voice_id",
            "model",
            "language_boost",
            "emotion",
            "vol",
            "speed",
            "pitch",
            "deepen_lighten",
            "stronger_softer",
            "nasal_crisp",
            "spacious_echo",
            "lofi_telephone",
            "robotic",
            "auditorium_echo",
        },
        values = {
            model = {
                "speech-02-hd",
                "speech-01-hd",
                "speech-02-turbo",
                "speech-01-turbo",
            },
            emotion = {
                "Auto",
                "happy",
                "sad",
                "angry",
                "fearful",
                "disgusted",
                "surprised",
                "neutral",
            },
        },
    },
    music = {
        kind = 5,
        operation = "music.create",
        names = {
            "account",
            "prompt",
            "styleId",
            "title",
        },
        values = {
        },
    },
    chat = {
        kind = 6,
        operation = "llm.send",
        names = {
            "account",
            "prompt",
            "model",
            "searchWeb",
            "stream",
            "chatID",
            "file",
        },
        values = {
            model = {
                "mm-m1",
                "mm-01",
            },
        },
    },
    template_video = {
        kind = 7,
        operation = "videos.create_from_template",
        names = {
            "account",
            "templateId",
            "prompt",
            "fileID",
            "ossPath",
            "replyUrl",
            "replyRef",
            "maxJobs",
        },
        values = {
        },
    },
    speech_stream = {
        kind = 8,
        operation = "audio.create_stream",
        names = {
            "account",
            "text",
            "voice_id",
            "model",
            "language_boost",
            "emotion",
            "vol",
            "speed",
            "pitch",
            "deepen_lighten",
            "stronger_softer",
            "nasal_crisp",
            "spacious_echo",
            "lofi_telephone",
            "robotic",
            "auditorium_echo",
        },
        values = {
            model = {
                "speech-02-hd",
                "speech-01-hd",
                "speech-02-turbo",
                "speech-01-turbo",
            },
            emotion = {
                "Auto",
                "happy",
                "sad",
                "angry",
                "fearful",
                "disgusted",
                "surprised",
                "neutral",
            },
        },
    },
}

return params
