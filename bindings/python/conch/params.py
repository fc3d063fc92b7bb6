# Made by bindings/generate from include/conch and the catalog; do not edit.
"""What can be asked for: one class a kind of job, with the parameters that the service takes for it."""

import os
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Dict, List, Optional, Tuple, Union

from ._params import Params
from ._raw import Job, Op

#: A file: a path object names one on this machine, a string is the id of one that the service has.
File = Union[str, "os.PathLike[str]"]
#: A file on this machine.
StrPath = Union[str, "os.PathLike[str]"]


class VideoModel(str, Enum):
    """Values of videos.create's parameter that are known; any other text can be given too."""

    #: Prompt required; picture forbidden; end frame forbidden. Default when no picture is given. Size and length are
    #: assumed.
    T2V_01 = "T2V-01"
    #: Prompt required; picture forbidden; end frame forbidden. Camera moves in [ ] inside the prompt. Size and length
    #: are assumed.
    T2V_01_DIRECTOR = "T2V-01-Director"
    #: Prompt optional; picture required; end frame forbidden. Default when a picture is given. Size and length are
    #: assumed.
    I2V_01 = "I2V-01"
    #: Prompt optional; picture required; end frame forbidden. Size and length are assumed.
    I2V_01_LIVE = "I2V-01-live"
    #: Prompt optional; picture required; end frame forbidden. Camera moves in [ ] inside the prompt. Size and length
    #: are assumed.
    I2V_01_DIRECTOR = "I2V-01-Director"
    #: Prompt optional; picture required; end frame forbidden. The picture shows the subject. Size and length are
    #: assumed.
    S2V_01 = "S2V-01"
    #: Prompt required without picture; picture optional; end frame optional; options 768p-6sec, 768p-10sec, 1080p-6sec,
    #: 512p-6sec, 512p-10sec.
    MODEL_02 = "02"
    #: Prompt required; picture forbidden; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
    T2V_2_3 = "T2V-2.3"
    #: Prompt optional; picture required; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
    I2V_2_3 = "I2V-2.3"
    #: Prompt optional; picture required; end frame forbidden; options 768p-6sec, 768p-10sec, 1080p-6sec.
    I2V_2_3_FAST = "I2V-2.3-Fast"
    #: Prompt required without picture; picture optional; end frame forbidden; options 720p-4sec, 720p-8sec, 720p-12sec.
    #: The picture must be exactly 1280x720 or 720x1280. That it has sound is assumed.
    SORA_2 = "Sora-2"
    #: Prompt required without picture; picture optional; end frame optional; options veo-720p-8sec, veo-1080p-8sec.
    VEO_3_1 = "Veo-3.1"
    #: Prompt required without picture; picture optional; end frame optional; options veo-720p-8sec, veo-1080p-8sec.
    #: That it has sound is assumed.
    VEO_3_1_FAST = "Veo-3.1-Fast"
    #: Prompt optional; picture required; end frame forbidden; options veo-720p-8sec, veo-1080p-8sec. The picture shows
    #: the subject. That it is needed, and that the video has sound, is assumed.
    VEO_3_1_S2V = "Veo-3.1-S2V"


class VideoOptions(str, Enum):
    """Values of videos.create's parameter."""

    OPTION_512P_6SEC = "512p-6sec"
    OPTION_512P_10SEC = "512p-10sec"
    OPTION_768P_6SEC = "768p-6sec"
    OPTION_768P_10SEC = "768p-10sec"
    OPTION_1080P_6SEC = "1080p-6sec"
    OPTION_720P_4SEC = "720p-4sec"
    OPTION_720P_8SEC = "720p-8sec"
    OPTION_720P_12SEC = "720p-12sec"
    VEO_720P_8SEC = "veo-720p-8sec"
    VEO_1080P_8SEC = "veo-1080p-8sec"


@dataclass
class VideoParams(Params):
    """One clip (MP4) by `videos.create`: text, picture, end frame, subject."""

    KIND: ClassVar[Job] = Job.VIDEO
    NAMES: ClassVar[Dict[str, str]] = {
        "account": "account",
        "prompt": "prompt",
        "prompt_optimization": "promptOptimization",
        "file_id": "fileID",
        "end_frame_file_id": "end_frame_fileID",
        "model": "model",
        "options": "options",
        "reply_url": "replyUrl",
        "reply_ref": "replyRef",
        "max_jobs": "maxJobs",
    }
    OPERATION: ClassVar[Op] = Op.VIDEOS_CREATE

    prompt: Optional[str] = None
    """What to show. Needed by text models and by the others when no picture is given; the Director models take camera
    moves in [ ].
    """
    prompt_optimization: Optional[bool] = None
    """Let the provider rewrite the prompt. Default: false."""
    file_id: Optional[File] = None
    """First frame or subject: an uploaded file, a character's file or a generated image's fileID."""
    end_frame_file_id: Optional[File] = None
    """Last frame. Must be another upload than fileID."""
    model: Optional[Union[VideoModel, str]] = None
    """The model. When left out: I2V-01 with fileID, T2V-01 without. Default: T2V-01."""
    options: Optional[Union[VideoOptions, str]] = None
    """Resolution and length; which ones exist depends on the model, whose first one is its default."""
    reply_url: Optional[str] = None
    """Address that the service calls with news of the job. At most 1024 characters."""
    reply_ref: Optional[str] = None
    """Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024
    characters.
    """
    max_jobs: Optional[int] = None
    """How many jobs may run on the account at once for this request to be accepted; the account's own value when left
    out. 1 to 10.
    """
    account: Optional[str] = None
    """The account to use. When left out, the service picks a random account that has a free place; a file given by id
    fixes the account.
    """


class ImageModel(str, Enum):
    """Values of images.create's parameter that are known; any other text can be given too."""

    #: Prompt required; resolutions HD; aspect ratios 16:9, 4:3, 1:1, 3:4, 9:16, 21:9.
    IMAGE_01 = "image-01"
    #: Prompt required; resolutions 1K, 2K, 4K; aspect ratios auto, 16:9, 5:4, 4:3, 3:2, 1:1, 2:3, 3:4, 4:5, 9:16, 21:9.
    #: The documents give 4 credits without naming a resolution; it is taken for the default one.
    NANO_BANANA_PRO = "nano-banana-pro"
    #: Prompt required; resolutions 1K, 2K, 4K; aspect ratios auto, 1:1, 3:2, 2:3.
    GPT_IMAGE_1_5 = "gpt-image-1.5"
    #: Prompt required; resolutions 2K, 4K; aspect ratios auto, 16:9, 5:4, 4:3, 3:2, 1:1, 2:3, 3:4, 4:5, 9:16, 21:9.
    SEEDREAM_4_5 = "seedream-4.5"


class ImageAspectRatio(str, Enum):
    """Values of images.create's parameter."""

    AUTO = "auto"
    ASPECT_RATIO_16_9 = "16:9"
    ASPECT_RATIO_5_4 = "5:4"
    ASPECT_RATIO_4_3 = "4:3"
    ASPECT_RATIO_3_2 = "3:2"
    ASPECT_RATIO_1_1 = "1:1"
    ASPECT_RATIO_2_3 = "2:3"
    ASPECT_RATIO_3_4 = "3:4"
    ASPECT_RATIO_4_5 = "4:5"
    ASPECT_RATIO_9_16 = "9:16"
    ASPECT_RATIO_21_9 = "21:9"


class ImageResolution(str, Enum):
    """Values of images.create's parameter."""

    HD = "HD"
    RESOLUTION_1K = "1K"
    RESOLUTION_2K = "2K"
    RESOLUTION_4K = "4K"


@dataclass
class ImageParams(Params):
    """1 to 4 pictures by `images.create`: text, references, a character."""

    KIND: ClassVar[Job] = Job.IMAGE
    NAMES: ClassVar[Dict[str, str]] = {
        "account": "account",
        "prompt": "prompt",
        "prompt_optimization": "promptOptimization",
        "model": "model",
        "aspect_ratio": "aspectRatio",
        "resolution": "resolution",
        "character_file_id": "characterFileId",
        "reference_file_id_1": "referenceFileId1",
        "reference_file_id_2": "referenceFileId2",
        "reference_file_id_3": "referenceFileId3",
        "reference_file_id_4": "referenceFileId4",
        "reference_file_id_5": "referenceFileId5",
        "reference_file_id_6": "referenceFileId6",
        "reference_file_id_7": "referenceFileId7",
        "reference_file_id_8": "referenceFileId8",
        "reference_file_id_9": "referenceFileId9",
        "reference_file_id_10": "referenceFileId10",
        "reference_file_id_11": "referenceFileId11",
        "reference_file_id_12": "referenceFileId12",
        "reference_file_id_13": "referenceFileId13",
        "reference_file_id_14": "referenceFileId14",
        "quantity": "quantity",
        "reply_url": "replyUrl",
        "reply_ref": "replyRef",
    }
    OPERATION: ClassVar[Op] = Op.IMAGES_CREATE

    prompt: str
    """What to show; the greatest length depends on the model."""
    prompt_optimization: Optional[bool] = None
    """Let the provider rewrite the prompt. Default: true."""
    model: Optional[Union[ImageModel, str]] = None
    """The model. Default: image-01."""
    aspect_ratio: Optional[Union[ImageAspectRatio, str]] = None
    """Shape; which ones exist depends on the model, whose first one is its default."""
    resolution: Optional[Union[ImageResolution, str]] = None
    """Size; which ones exist depends on the model, whose first one is its default."""
    character_file_id: Optional[File] = None
    """Picture of the person to show; only image-01."""
    reference_file_id_1: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_2: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_3: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_4: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_5: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_6: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_7: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_8: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_9: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_10: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_11: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_12: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_13: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    reference_file_id_14: Optional[File] = None
    """Reference pictures referenceFileId1 to referenceFileId14; how many depends on the model; all of one account."""
    quantity: Optional[int] = None
    """How many images. Default: 1. 1 to 4."""
    reply_url: Optional[str] = None
    """Address that the service calls with news of the job. At most 1024 characters."""
    reply_ref: Optional[str] = None
    """Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024
    characters.
    """
    account: Optional[str] = None
    """The account to use. May be left out while only one account of the needed kind is configured; with several it is
    required.
    """


class AgentModels(str, Enum):
    """Values of agent.run's parameter that are known; any other text can be given too."""

    HAILUO_2_3 = "hailuo-2.3"
    HAILUO_2_3_FAST = "hailuo-2.3-fast"
    HAILUO_02 = "hailuo-02"
    VEO_3_1 = "veo-3.1"
    VEO_3_1_FAST = "veo-3.1-fast"
    SORA_2 = "sora-2"
    NANO_BANANA_2 = "nano-banana-2"
    NANO_BANANA = "nano-banana"
    SEEDREAM = "seedream"
    KONTEXT = "kontext"
    QWEN = "qwen"
    KOLORS = "kolors"
    SPEECH_2_5_HD_PREVIEW = "speech-2.5-hd-preview"
    SPEECH_2_5_TURBO_PREVIEW = "speech-2.5-turbo-preview"
    MINIMAX_MUSIC_2_0 = "minimax-music-2.0"


@dataclass
class AgentParams(Params):
    """Whatever the prompt asks an agent for, by `agent.run`; files go along under "file"."""

    KIND: ClassVar[Job] = Job.AGENT
    NAMES: ClassVar[Dict[str, str]] = {
        "account": "account",
        "prompt": "prompt",
        "models": "models",
        "file": "file",
        "async_": "async",
        "reply_url": "replyUrl",
        "reply_ref": "replyRef",
    }
    PATHS: ClassVar[Tuple[str, ...]] = ('file',)
    OPERATION: ClassVar[Op] = Op.AGENT_RUN

    prompt: str
    """The task; shape and size of pictures are said in words."""
    models: List[Union[AgentModels, str]]
    """The models that the agent may use, separated by commas."""
    file: Optional[List[StrPath]] = None
    """Files for the agent to work with."""
    async_: Optional[bool] = None
    """Answer at once with 201 instead of holding the request until the job ends (up to 15 minutes). Default: false."""
    reply_url: Optional[str] = None
    """Address that the service calls with news of the job. At most 1024 characters."""
    reply_ref: Optional[str] = None
    """Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024
    characters.
    """
    account: Optional[str] = None
    """The account to use. May be left out while only one account of the needed kind is configured; with several it is
    required.
    """


class SpeechModel(str, Enum):
    """Values of audio.create_mp3's parameter that are known; any other text can be given too."""

    SPEECH_02_HD = "speech-02-hd"
    SPEECH_01_HD = "speech-01-hd"
    SPEECH_02_TURBO = "speech-02-turbo"
    SPEECH_01_TURBO = "speech-01-turbo"


class SpeechEmotion(str, Enum):
    """Values of audio.create_mp3's parameter that are known; any other text can be given too."""

    AUTO = "Auto"
    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    FEARFUL = "fearful"
    DISGUSTED = "disgusted"
    SURPRISED = "surprised"
    NEUTRAL = "neutral"


@dataclass
class SpeechParams(Params):
    """One MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)."""

    KIND: ClassVar[Job] = Job.SPEECH
    NAMES: ClassVar[Dict[str, str]] = {
        "account": "account",
        "text": "text",
        "voice_id": "voice_id",
        "model": "model",
        "language_boost": "language_boost",
        "emotion": "emotion",
        "vol": "vol",
        "speed": "speed",
        "pitch": "pitch",
        "deepen_lighten": "deepen_lighten",
        "stronger_softer": "stronger_softer",
        "nasal_crisp": "nasal_crisp",
        "spacious_echo": "spacious_echo",
        "lofi_telephone": "lofi_telephone",
        "robotic": "robotic",
        "auditorium_echo": "auditorium_echo",
    }
    OPERATION: ClassVar[Op] = Op.AUDIO_CREATE_MP3

    text: str
    """What to say; <#0.5#> is a pause of half a second. At most 500 characters."""
    voice_id: str
    """The voice: the decimal id of a system voice or the composite id of a cloned one, both from audio.voices."""
    model: Optional[Union[SpeechModel, str]] = None
    """The speech model. Default: speech-02-hd."""
    language_boost: Optional[str] = None
    """The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto."""
    emotion: Optional[Union[SpeechEmotion, str]] = None
    """The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto."""
    vol: Optional[float] = None
    """Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10."""
    speed: Optional[float] = None
    """Speed of speaking. Default: 1. 0.5 to 2."""
    pitch: Optional[float] = None
    """Pitch, in semitones. Default: 0. -12 to 12."""
    deepen_lighten: Optional[float] = None
    """Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100."""
    stronger_softer: Optional[float] = None
    """Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100."""
    nasal_crisp: Optional[float] = None
    """More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100."""
    spacious_echo: Optional[bool] = None
    """Echo of a wide room. Default: false."""
    lofi_telephone: Optional[bool] = None
    """Sound of a telephone. Default: false."""
    robotic: Optional[bool] = None
    """Robot's voice. Default: false."""
    auditorium_echo: Optional[bool] = None
    """Echo of a lecture hall. Default: false."""
    account: Optional[str] = None
    """The account to use. May be left out while only one account of the needed kind is configured; with several it is
    required.
    """


@dataclass
class MusicParams(Params):
    """One song (MP3) by `music.create` (decommissioned by the service)."""

    KIND: ClassVar[Job] = Job.MUSIC
    NAMES: ClassVar[Dict[str, str]] = {
        "account": "account",
        "prompt": "prompt",
        "style_id": "styleId",
        "title": "title",
    }
    OPERATION: ClassVar[Op] = Op.MUSIC_CREATE

    prompt: str
    """The lyrics: a new line separates sentences, two empty lines are a pause. Documented up to 600; that it is needed
    is assumed. At most 600 characters.
    """
    style_id: Optional[str] = None
    """The style, from music.styles."""
    title: Optional[str] = None
    """Title of the song."""
    account: Optional[str] = None
    """The account to use. May be left out while only one account of the needed kind is configured; with several it is
    required.
    """


class ChatModel(str, Enum):
    """Values of llm.send's parameter that are known; any other text can be given too."""

    #: Reasons; takes 1M tokens, writes up to 80k.
    MM_M1 = "mm-m1"
    #: Takes 1M tokens.
    MM_01 = "mm-01"


@dataclass
class ChatParams(Params):
    """One answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)."""

    KIND: ClassVar[Job] = Job.CHAT
    NAMES: ClassVar[Dict[str, str]] = {
        "account": "account",
        "prompt": "prompt",
        "model": "model",
        "search_web": "searchWeb",
        "stream": "stream",
        "chat_id": "chatID",
        "file": "file",
    }
    PATHS: ClassVar[Tuple[str, ...]] = ('file',)
    OPERATION: ClassVar[Op] = Op.LLM_SEND

    prompt: str
    """The message."""
    model: Optional[Union[ChatModel, str]] = None
    """The model: mm-m1 reasons, mm-01 answers directly. Default: mm-m1."""
    search_web: Optional[bool] = None
    """Let the model search the web. Default: false."""
    stream: Optional[bool] = None
    """Answer as a stream of server-sent events. Default: false."""
    chat_id: Optional[str] = None
    """Continue this thread."""
    file: Optional[List[StrPath]] = None
    """Files to talk about; the request is then sent as multipart. At most 10. Files: txt, docx, doc, pdf, ppt, pptx,
    xls, xlsx, png, jpeg, jpg, webp, svg, heif, tiff.
    """
    account: Optional[str] = None
    """The account to use. May be left out while only one account of the needed kind is configured; with several it is
    required.
    """


@dataclass
class TemplateVideoParams(Params):
    """One clip by `videos.create_from_template`; its steps come as CHUNK events."""

    KIND: ClassVar[Job] = Job.TEMPLATE_VIDEO
    NAMES: ClassVar[Dict[str, str]] = {
        "account": "account",
        "template_id": "templateId",
        "prompt": "prompt",
        "file_id": "fileID",
        "oss_path": "ossPath",
        "reply_url": "replyUrl",
        "reply_ref": "replyRef",
        "max_jobs": "maxJobs",
    }
    OPERATION: ClassVar[Op] = Op.VIDEOS_CREATE_FROM_TEMPLATE

    template_id: str
    """The template, from videos.templates."""
    prompt: Optional[str] = None
    """Needed when the template says requirePrompt."""
    file_id: Optional[File] = None
    """Picture; needed when the template says requireImage."""
    oss_path: Optional[str] = None
    """The ossPath that files.upload gave with the fileID; needed with fileID, not allowed without."""
    reply_url: Optional[str] = None
    """Address that the service calls with news of the job. At most 1024 characters."""
    reply_ref: Optional[str] = None
    """Text of your own that comes back in callbacks, in the scheduler's lists and in the answer. At most 1024
    characters.
    """
    max_jobs: Optional[int] = None
    """How many jobs may run on the account at once for this request to be accepted; the account's own value when left
    out. 1 to 10.
    """
    account: Optional[str] = None
    """The account to use. When left out, the service picks a random account that has a free place; a file given by id
    fixes the account.
    """


class SpeechStreamModel(str, Enum):
    """Values of audio.create_stream's parameter that are known; any other text can be given too."""

    SPEECH_02_HD = "speech-02-hd"
    SPEECH_01_HD = "speech-01-hd"
    SPEECH_02_TURBO = "speech-02-turbo"
    SPEECH_01_TURBO = "speech-01-turbo"


class SpeechStreamEmotion(str, Enum):
    """Values of audio.create_stream's parameter that are known; any other text can be given too."""

    AUTO = "Auto"
    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    FEARFUL = "fearful"
    DISGUSTED = "disgusted"
    SURPRISED = "surprised"
    NEUTRAL = "neutral"


@dataclass
class SpeechStreamParams(Params):
    """Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
    (decommissioned)..
    """

    KIND: ClassVar[Job] = Job.SPEECH_STREAM
    NAMES: ClassVar[Dict[str, str]] = {
        "account": "account",
        "text": "text",
        "voice_id": "voice_id",
        "model": "model",
        "language_boost": "language_boost",
        "emotion": "emotion",
        "vol": "vol",
        "speed": "speed",
        "pitch": "pitch",
        "deepen_lighten": "deepen_lighten",
        "stronger_softer": "stronger_softer",
        "nasal_crisp": "nasal_crisp",
        "spacious_echo": "spacious_echo",
        "lofi_telephone": "lofi_telephone",
        "robotic": "robotic",
        "auditorium_echo": "auditorium_echo",
    }
    OPERATION: ClassVar[Op] = Op.AUDIO_CREATE_STREAM

    text: str
    """What to say; <#0.5#> is a pause of half a second. At most 5000 characters."""
    voice_id: str
    """The voice: the decimal id of a system voice or the composite id of a cloned one, both from audio.voices."""
    model: Optional[Union[SpeechStreamModel, str]] = None
    """The speech model. Default: speech-02-hd."""
    language_boost: Optional[str] = None
    """The language to favour: a tag_name of voice_tag_language in audio.config. Default: Auto."""
    emotion: Optional[Union[SpeechStreamEmotion, str]] = None
    """The mood of the voice: a value of t2a_emotion in audio.config. Default: Auto."""
    vol: Optional[float] = None
    """Loudness. The documents give no range; 0 to 10 is assumed. Default: 1. 0 to 10."""
    speed: Optional[float] = None
    """Speed of speaking. Default: 1. 0.5 to 2."""
    pitch: Optional[float] = None
    """Pitch, in semitones. Default: 0. -12 to 12."""
    deepen_lighten: Optional[float] = None
    """Deeper (below 0) or lighter (above 0) voice. Default: 0. -100 to 100."""
    stronger_softer: Optional[float] = None
    """Stronger (below 0) or softer (above 0) voice. Default: 0. -100 to 100."""
    nasal_crisp: Optional[float] = None
    """More nasal (below 0) or crisper (above 0) voice. Default: 0. -100 to 100."""
    spacious_echo: Optional[bool] = None
    """Echo of a wide room. Default: false."""
    lofi_telephone: Optional[bool] = None
    """Sound of a telephone. Default: false."""
    robotic: Optional[bool] = None
    """Robot's voice. Default: false."""
    auditorium_echo: Optional[bool] = None
    """Echo of a lecture hall. Default: false."""
    account: Optional[str] = None
    """The account to use. May be left out while only one account of the needed kind is configured; with several it is
    required.
    """


__all__ = [
    "File",
    "VideoModel",
    "VideoOptions",
    "VideoParams",
    "ImageModel",
    "ImageAspectRatio",
    "ImageResolution",
    "ImageParams",
    "AgentModels",
    "AgentParams",
    "SpeechModel",
    "SpeechEmotion",
    "SpeechParams",
    "MusicParams",
    "ChatModel",
    "ChatParams",
    "TemplateVideoParams",
    "SpeechStreamModel",
    "SpeechStreamEmotion",
    "SpeechStreamParams",
]
