# Made by bindings/generate from include/conch and the catalog; do not edit.
"""The C interface of libconch as ctypes sees it: constants, structs, callback types, functions."""

import ctypes
import enum
from ctypes import (
    CFUNCTYPE,
    POINTER,
    Structure,
    c_char_p,
    c_double,
    c_int32,
    c_int64,
    c_size_t,
    c_uint32,
    c_uint64,
    c_void_p,
)
from typing import Any, Callable, Optional

HEADER_VERSION = '1.0.0'
#: Bytes that the text of any task number needs, with its NUL.
CONCH_TASK_TEXT_SIZE = 21
#: the number in the SONAME
CONCH_VERSION_MAJOR = 1
#: grows with every addition to the ABI
CONCH_VERSION_MINOR = 0
#: grows with every other release
CONCH_VERSION_PATCH = 0
#: The version of these headers.
CONCH_VERSION = 1000000


class Status(enum.IntEnum):
    """All statuses."""

    OK = 0
    #: nothing happened within the time given; ask again
    NO_EVENT = 1
    #: a defect of libconch; the message says where
    E_INTERNAL = -1
    #: an allocation failed; nothing was changed
    E_NO_MEMORY = -2
    #: NULL, destroyed, or not a handle of this kind
    E_HANDLE = -3
    #: an argument breaks its documented rule; the message names it
    E_ARGUMENT = -4
    #: the parameters break a rule of the service; refused here, nothing was sent
    E_INVALID = -5
    #: no such task, operation or kind
    E_NOT_FOUND = -6
    #: this function may not be called from inside a callback
    E_REENTRANT = -7
    #: the handle belongs to the parent process
    E_FORKED = -8
    #: the client is closed or closing
    E_CLOSED = -9
    #: too many tasks are waiting; take some events, or raise task_capacity
    E_QUEUE_FULL = -10
    #: another thread is reading this client's events, or another program works on the job
    E_BUSY = -11
    #: the wait or the deadline ran out; a remote job lives on
    E_TIMEOUT = -12
    #: ended because the host asked for it
    E_CANCELLED = -13
    #: this build or the libcurl in memory cannot do it; the message says what is missing
    E_UNSUPPORTED = -14
    #: an input file is missing, unreadable or empty
    E_FILE = -20
    #: an input file is not of a kind that the service takes
    E_FILE_TYPE = -21
    #: an input file is above the service's limit
    E_FILE_TOO_LARGE = -22
    #: a result could not be written: no space, no permission, no such folder
    E_DISK = -23
    #: the host name has no address
    E_RESOLVE = -30
    #: nothing listens there, or the proxy refused
    E_CONNECT = -31
    #: the secure connection could not be made; the certificate was not accepted
    E_TLS = -32
    #: the connection broke
    E_NETWORK = -33
    #: a phase took longer than its limit; the message names the phase
    E_NETWORK_TIMEOUT = -34
    #: the answer is not what the service sends: not JSON, too large, too deep, cut short
    E_RESPONSE = -35
    #: the answer sends us to another place; credentials do not follow
    E_REDIRECT = -36
    #: HTTP 400
    E_BAD_REQUEST = -40
    #: HTTP 401: the API token or the account's login is not accepted
    E_UNAUTHORIZED = -41
    #: HTTP 404: no such thing, or it was removed
    E_REMOTE_NOT_FOUND = -42
    #: HTTP 412
    E_INSUFFICIENT_CREDITS = -43
    #: HTTP 422: the prompt or file was moderated, or the prompt is too short
    E_REJECTED = -44
    #: HTTP 429: our own places on the account are all taken
    E_ACCOUNT_BUSY = -45
    #: HTTP 429: the provider takes no more just now
    E_RATE_LIMITED = -46
    #: HTTP 596: the provider holds the account for some hours
    E_ACCOUNT_ON_HOLD = -47
    #: HTTP 5xx: the service or its upstream failed
    E_SERVICE = -48
    #: HTTP 410: the operation was decommissioned
    E_GONE = -49
    #: any other HTTP status
    E_UNEXPECTED = -50
    #: the provider could not make it
    E_JOB_FAILED = -60
    #: made or refused, and then withheld by moderation
    E_JOB_MODERATED = -61
    #: the job is no longer known; most often removed by moderation
    E_JOB_VANISHED = -62
    #: a create may or may not have been accepted; nothing was sent again
    E_AMBIGUOUS = -63
    #: the emulator did not start; the message says why
    E_EMULATOR = -64

    @classmethod
    def _missing_(cls, value: object) -> "Status":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Status")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class Event(enum.IntEnum):
    """What an event is."""

    NONE = 0
    #: the task moved: phase, percent, message, bytes, remaining time
    PROGRESS = 1
    #: a piece of a stream: text of a chat, MP3 frames of speech, a step of a template video
    CHUNK = 2
    #: something worth a line in the host's log; only when asked for by log_level
    LOG = 3
    #: the end: status, results or error; the last event of its task
    DONE = 4

    @classmethod
    def _missing_(cls, value: object) -> "Event":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Event")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class Phase(enum.IntEnum):
    """What a task is doing. Values are frozen; treat an unknown one as CONCH_PHASE_WORKING."""

    UNSET = 0
    #: looking at the parameters and local files; nothing was sent yet
    CHECKING = 1
    #: local inputs are on their way
    UPLOADING = 2
    #: the request that costs credits
    CREATING = 3
    #: not accepted yet: no free place on any account; asked again by itself
    WAITING = 4
    #: accepted by the service, waiting for its turn
    QUEUED = 5
    #: being generated, or a call that is on its way
    WORKING = 6
    #: results are on their way to disk
    DOWNLOADING = 7
    #: the DONE event has been queued
    ENDED = 8

    @classmethod
    def _missing_(cls, value: object) -> "Phase":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Phase")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class ClientFlags(enum.IntFlag):
    """Bits of conch_client_options::flags."""

    DEFAULT = 0
    #: Accept an `http://` base URL whose host is not this machine, although the token travels in the clear.
    ALLOW_PLAIN_HTTP = 1


class Log(enum.IntEnum):
    """How talkative LOG events are."""

    OFF = 0
    #: something was done about a problem: a retry, a resumed download
    WARNING = 1
    #: steps of jobs
    INFO = 2
    #: every request with method, path, status and time; never headers or bodies
    DEBUG = 3

    @classmethod
    def _missing_(cls, value: object) -> "Log":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Log")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class Op(enum.IntEnum):
    """All operations."""

    #: none; no operation has this number
    UNSET = 0
    #: `accounts.list` - GET `/accounts`. Lists all configured accounts.
    ACCOUNTS_LIST = 100
    #: `accounts.get` - GET `/accounts/{account}`. Reads one configured account.
    ACCOUNTS_GET = 101
    #: `accounts.set` - POST `/accounts`. Adds an account or renews its login.
    ACCOUNTS_SET = 102
    #: `accounts.delete` - DELETE `/accounts/{account}`. Forgets a configured account.
    ACCOUNTS_DELETE = 103
    #: `features.get` - GET `/features`. Reads the plan of an account: credits left, queue length, what each model
    #: costs.
    FEATURES_GET = 150
    #: `files.upload` - POST `/files`. Uploads a picture for later use as fileID.
    FILES_UPLOAD = 200
    #: `files.list` - GET `/files`. Lists uploaded pictures that were used for a generation. The service retired it in
    #: March 2025: it returns an empty list.
    FILES_LIST = 201
    #: `files.delete` - DELETE `/files/{fileID}`. Deletes an uploaded file.
    FILES_DELETE = 202
    #: `videos.create` - POST `/videos/create`. Starts a video from text, a picture, two pictures or a subject.
    VIDEOS_CREATE = 300
    #: `videos.get` - GET `/videos/{videoId}`. Reads a video: status, progress and addresses of the result.
    VIDEOS_GET = 301
    #: `videos.list` - GET `/videos`. Lists the videos of an account, newest first, with those that were started by hand
    #: on the site.
    VIDEOS_LIST = 302
    #: `videos.delete` - DELETE `/videos/{videoId}`. Deletes a video.
    VIDEOS_DELETE = 303
    #: `videos.cancel` - POST `/videos/cancel`. Asks the provider to stop a running video.
    VIDEOS_CANCEL = 304
    #: `videos.characters` - GET `/videos/characters`. Lists the saved characters; the fileID of one can be used as a
    #: subject.
    VIDEOS_CHARACTERS = 305
    #: `videos.templates` - GET `/videos/agent-templates`. Lists the agent's video templates, or reads one with its
    #: price and inputs.
    VIDEOS_TEMPLATES = 306
    #: `videos.create_from_template` - POST `/videos/agent-create`. Makes a video from a template; the answer is a
    #: stream of steps.
    VIDEOS_CREATE_FROM_TEMPLATE = 307
    #: `images.create` - POST `/images/create`. Starts one to four images.
    IMAGES_CREATE = 400
    #: `images.get` - GET `/images/{imageId}`. Reads an image: status, progress and addresses of the result.
    IMAGES_GET = 401
    #: `images.list` - GET `/images`. Lists the images of an account, newest first.
    IMAGES_LIST = 402
    #: `images.delete` - DELETE `/images/{imageId}`. Hides an image from the list; it can still be read by its id.
    IMAGES_DELETE = 403
    #: `agent.run` - POST `/agent`. Gives a task in plain words to the agent, which may make videos, images, speech and
    #: music.
    AGENT_RUN = 500
    #: `agent.get` - GET `/agent/{jobId}`. Reads an agent's job in any state; jobs are kept for 31 days.
    AGENT_GET = 501
    #: `agent.jobs` - GET `/agent/jobs`. Lists the agent's running jobs by account.
    AGENT_JOBS = 502
    #: `scheduler.list` - GET `/scheduler`. Lists the running videos and images that were started through the API.
    SCHEDULER_LIST = 600
    #: `scheduler.available` - GET `/scheduler/available`. Says how many videos each account could start now.
    SCHEDULER_AVAILABLE = 601
    #: `scheduler.remove` - DELETE `/scheduler/{id}`. Stops following a job and frees its place; the generation itself
    #: goes on.
    SCHEDULER_REMOVE = 602
    #: `llm.send` - POST `/llm`. Sends a message to the chat model, in a new thread or an old one. Decommissioned.
    LLM_SEND = 700
    #: `llm.list` - GET `/llm`. Lists the chat threads of an account. Decommissioned.
    LLM_LIST = 701
    #: `llm.get` - GET `/llm/{chatID}`. Reads all messages of a chat thread. Decommissioned.
    LLM_GET = 702
    #: `llm.delete` - DELETE `/llm`. Deletes chat threads or messages. Decommissioned.
    LLM_DELETE = 703
    #: `audio.create_mp3` - POST `/audio/create-mp3`. Speaks a short text into an MP3 file. Decommissioned.
    AUDIO_CREATE_MP3 = 800
    #: `audio.create_stream` - POST `/audio/create-stream`. Prepares a longer text for speaking over audio.stream.
    #: Decommissioned.
    AUDIO_CREATE_STREAM = 801
    #: `audio.stream` - WSS `/audio/wss`. Receives speech while it is made, over a WebSocket. Decommissioned.
    AUDIO_STREAM = 802
    #: `audio.list` - GET `/audio`. Lists the spoken clips of an account. Decommissioned.
    AUDIO_LIST = 803
    #: `audio.get` - GET `/audio/{audio_id}`. Reads a spoken clip with its text, voice and effects. Decommissioned.
    AUDIO_GET = 804
    #: `audio.delete` - DELETE `/audio/{audio_id}`. Deletes a spoken clip. Decommissioned.
    AUDIO_DELETE = 805
    #: `audio.voices` - GET `/audio/voices`. Lists the system's voices, or the cloned ones. Decommissioned.
    AUDIO_VOICES = 806
    #: `audio.config` - GET `/audio/config`. Reads the emotions, languages and voice tags that the audio operations
    #: take. Decommissioned.
    AUDIO_CONFIG = 807
    #: `audio.upload_sample` - POST `/audio/upload-sample`. Uploads a recording for cloning a voice, 10 to 60 seconds
    #: long. Decommissioned.
    AUDIO_UPLOAD_SAMPLE = 808
    #: `audio.clone_voice` - POST `/audio/clone-voice`. Makes a voice from uploaded recordings; an account keeps up to
    #: four. Decommissioned.
    AUDIO_CLONE_VOICE = 809
    #: `audio.delete_voice` - POST `/audio/delete-voice`. Deletes a cloned voice. Decommissioned.
    AUDIO_DELETE_VOICE = 810
    #: `music.create` - GET `/music/create`. Makes a song of up to 60 seconds. It is a GET that creates: never repeat it
    #: blindly. Decommissioned.
    MUSIC_CREATE = 900
    #: `music.get` - GET `/music/{musicId}`. Reads a song. Decommissioned.
    MUSIC_GET = 901
    #: `music.list` - GET `/music`. Lists the songs of an account; moderated ones are not shown. Decommissioned.
    MUSIC_LIST = 902
    #: `music.styles` - GET `/music/styles`. Lists the styles for music.create. Decommissioned.
    MUSIC_STYLES = 903

    @classmethod
    def _missing_(cls, value: object) -> "Op":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Op")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class Deliver(enum.IntEnum):
    """Where a task's events go."""

    #: into the client's event queue, for the host's own thread; the default
    QUEUE = 0
    #: nowhere but into conch_task_wait; progress can be asked for with conch_task_state
    WAIT = 1
    #: To the task's own callback, on the worker thread, as they happen. For hosts that can bear it: the callback must
    #: be quick (everything of this client stands still meanwhile), must not throw, and must not touch a runtime that
    #: forbids foreign threads (LuaJIT, Blender's Python data, Godot's scene tree, …). A callback is required.
    THREAD = 2

    @classmethod
    def _missing_(cls, value: object) -> "Deliver":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Deliver")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class TaskFlags(enum.IntFlag):
    """Bits of conch_task_options::flags."""

    DEFAULT = 0
    #: let models, options and fields pass that the catalog does not know; known rules still hold
    ALLOW_UNKNOWN = 1
    #: jobs: end when the result exists at the service; the links are in the JSON
    NO_DOWNLOAD = 2
    #: jobs: replace a file of the same name instead of numbering the new one
    OVERWRITE = 4


class Cancel(enum.IntEnum):
    """How far a cancel reaches."""

    #: stop following; the remote job goes on and what it makes stays there
    HERE = 0
    #: also ask the service to stop; credits may be spent all the same
    EVERYWHERE = 1

    @classmethod
    def _missing_(cls, value: object) -> "Cancel":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Cancel")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class Job(enum.IntEnum):
    """What a job makes."""

    UNSET = 0
    #: one clip (MP4) by `videos.create`: text, picture, end frame, subject
    VIDEO = 1
    #: 1 to 4 pictures by `images.create`: text, references, a character
    IMAGE = 2
    #: whatever the prompt asks an agent for, by `agent.run`; files go along under "file"
    AGENT = 3
    #: one MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)
    SPEECH = 4
    #: one song (MP3) by `music.create` (decommissioned by the service)
    MUSIC = 5
    #: one answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)
    CHAT = 6
    #: one clip by `videos.create_from_template`; its steps come as CHUNK events
    TEMPLATE_VIDEO = 7
    #: Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
    #: (decommissioned).
    SPEECH_STREAM = 8

    @classmethod
    def _missing_(cls, value: object) -> "Job":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Job")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class Choice(enum.IntEnum):
    """A switch with a default that is the service's."""

    #: not said
    DEFAULT = 0
    #: true
    YES = 1
    #: false
    NO = 2

    @classmethod
    def _missing_(cls, value: object) -> "Choice":
        """A number that this version does not know stays a number."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a Choice")
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member

#: Called for every event of a task when the host runs conch_client_dispatch, on the thread that runs it. May call
#: everything but the functions that are marked as forbidden in callbacks.
conch_event_callback = CFUNCTYPE(c_int32, c_void_p, c_void_p)

#: Called on the worker thread when the event queue stops being empty. Must return at once and may call nothing of this
#: library: post a message to your own loop, which then calls conch_client_dispatch.
conch_wakeup_callback = CFUNCTYPE(None, c_void_p)

#: Called exactly once when the library will never use `user_data` again.
conch_release_callback = CFUNCTYPE(None, c_void_p)

#: Any function of this library; cast it to its real type before calling.
conch_function = CFUNCTYPE(None)


class conch_client_options(Structure):
    """How a client works. Fill with conch_client_options_init or CONCH_CLIENT_OPTIONS_INIT, then set what you need. A
    zero field means its default. The struct grows at the end only.
    """

    _fields_ = [
        #: sizeof(conch_client_options), set by the init function
        ("struct_size", c_uint32),
        #: CONCH_CLIENT_… bits
        ("flags", c_uint32),
        #: Where the service is. NULL: `https://api.useapi.net/v1/minimax`. `"emulator:"` starts a private emulator for
        #: this client; options as in `"emulator:?speed=60&seed=7"`. *copied*
        ("base_url", c_char_p),
        #: the service's API token; required unless base_url is the emulator; *copied*
        ("api_token", c_char_p),
        #: used by operations that take an account when the parameters name none; NULL: none; *copied*
        ("account", c_char_p),
        #: where jobs put their files, UTF-8; NULL: every job must say where; *copied*
        ("download_directory", c_char_p),
        #: e.g. "http://proxy:3128" or "socks5h://127.0.0.1:1080"; NULL: none, the environment is not asked; *copied*
        ("proxy", c_char_p),
        #: comma-separated hosts that are reached directly; *copied*
        ("no_proxy", c_char_p),
        #: PEM file of trusted authorities; NULL: the system's; *copied*
        ("ca_file", c_char_p),
        #: your program, e.g. "obs-hailuo/1.2"; NULL: only libconch's own; *copied*
        ("user_agent", c_char_p),
        #: name lookup, TCP and TLS; default 15,000
        ("connect_timeout_ms", c_uint32),
        #: longest time in which not one byte of a body could be sent; default 30,000
        ("send_timeout_ms", c_uint32),
        #: from the request's last byte to the answer's first; default 120,000
        ("first_byte_timeout_ms", c_uint32),
        #: longest pause inside an answer; default 60,000
        ("idle_timeout_ms", c_uint32),
        #: a whole exchange, downloads and uploads excepted; default none
        ("total_timeout_ms", c_uint32),
        #: bound of conch_client_destroy; default 2,000
        ("destroy_timeout_ms", c_uint32),
        #: larger answers are refused; default 64 MiB; downloads have no limit
        ("max_response_bytes", c_uint64),
        #: tasks that may exist at a time; default 16,384
        ("task_capacity", c_uint32),
        #: requests on the wire at a time; default 32
        ("max_transfers", c_uint32),
        #: CONCH_LOG_…; default off
        ("log_level", c_uint32),
        #: Shortest pause between two looks at the same job; default 2,000. All waits of jobs are in proportion to it.
        ("poll_interval_ms", c_uint32),
        #: Where the journal of jobs is kept (journal); made if missing. NULL: `$XDG_STATE_HOME/conch`, or
        #: `$HOME/.local/state/conch`; none for a private emulator, whose jobs end with it. "": no journal, so that a
        #: job whose host dies is not brought back and leaves no record. *copied*
        ("state_directory", c_char_p),
    ]


class conch_task_options(Structure):
    """How a task is run. Fill with conch_task_options_init or CONCH_TASK_OPTIONS_INIT; a zero field means its default.
    The struct grows at the end only.
    """

    _fields_ = [
        #: sizeof(conch_task_options), set by the init function
        ("struct_size", c_uint32),
        #: CONCH_TASK_… bits
        ("flags", c_uint32),
        #: CONCH_DELIVER_…
        ("deliver", c_uint32),
        #: Jobs: which of those that wait for a place is created first. The highest goes first, equal ones in the order
        #: in which they were submitted. Any number; default 0.
        ("priority", c_int32),
        #: Give up after so many milliseconds with CONCH_E_TIMEOUT; a remote job lives on. 0: the catalog's bound for
        #: its kind.
        ("deadline_ms", c_uint64),
        #: Jobs: where files go, UTF-8; NULL: the client's download_directory; made if missing; *copied*.
        ("directory", c_char_p),
        #: jobs: name of the first file, UTF-8; NULL: made from kind, time and id; *copied*
        ("file_name", c_char_p),
        #: Calls: local files in the order of the operation's file parts, or the one raw body of an upload; UTF-8;
        #: *copied*.
        ("files", POINTER(c_char_p)),
        #: number of `files`
        ("file_count", c_size_t),
        #: for this task's events; NULL: the client's, or just take events
        ("callback", conch_event_callback),
        #: handed back with every event of this task; never looked at
        ("user_data", c_void_p),
        #: called exactly once with user_data after the last event, also when the task was refused; may be NULL
        ("user_data_release", conch_release_callback),
    ]


class conch_task_info(Structure):
    """What is known about a task. Fill struct_size before asking. The struct grows at the end only."""

    _fields_ = [
        #: sizeof(conch_task_info), set by the init function
        ("struct_size", c_uint32),
        #: CONCH_PHASE_…
        ("phase", c_int32),
        #: how it ended; CONCH_OK as long as it has not
        ("status", c_int32),
        #: 0 to 100; -1 unknown
        ("percent", c_int32),
        #: -1 unknown
        ("remaining_ms", c_int64),
        #: since it was accepted; stands still after the end
        ("elapsed_ms", c_uint64),
        #: moved in this phase
        ("bytes", c_uint64),
        #: 0 unknown
        ("bytes_total", c_uint64),
        #: CONCH_OP_… of a call, else 0
        ("operation", c_int32),
        #: CONCH_JOB_… of a job, else 0
        ("kind", c_int32),
    ]


class conch_video_params(Structure):
    """A video, as CONCH_OP_VIDEOS_CREATE takes it."""

    _fields_ = [
        #: sizeof(conch_video_params), set by the init function
        ("struct_size", c_uint32),
        #: how many jobs may run on the account at once; 0: the account's own value
        ("max_jobs", c_int32),
        #: what to show
        ("prompt", c_char_p),
        #: e.g. "I2V-2.3"; NULL: I2V-01 with a file, T2V-01 without
        ("model", c_char_p),
        #: resolution and length, e.g. "768p-6sec"; NULL: the model's first
        ("options", c_char_p),
        #: first frame or subject: an uploaded file's id, or the path of a local picture
        ("file", c_char_p),
        #: last frame: an uploaded file's id, or the path of a local picture
        ("end_frame_file", c_char_p),
        #: the account; NULL: the client's, or the service's choice
        ("account", c_char_p),
        #: address that the service calls with news of the job
        ("reply_url", c_char_p),
        #: text of your own that comes back in callbacks and lists
        ("reply_ref", c_char_p),
        #: CONCH_CHOICE_…: let the provider rewrite the prompt
        ("prompt_optimization", c_int32),
        #: leave it 0
        ("reserved", c_uint32),
        #: a JSON object with further parameters of the service; they win over the fields here
        ("extra", c_char_p),
    ]


class conch_image_params(Structure):
    """One to four images, as CONCH_OP_IMAGES_CREATE takes them."""

    _fields_ = [
        #: sizeof(conch_image_params), set by the init function
        ("struct_size", c_uint32),
        #: how many; 0: 1
        ("quantity", c_int32),
        #: what to show
        ("prompt", c_char_p),
        #: e.g. "nano-banana-pro"; NULL: image-01
        ("model", c_char_p),
        #: e.g. "16:9"; NULL: the model's first
        ("aspect_ratio", c_char_p),
        #: e.g. "2K"; NULL: the model's first
        ("resolution", c_char_p),
        #: the person to show: an uploaded file's id, or the path of a local picture
        ("character_file", c_char_p),
        #: reference pictures, each an uploaded file's id or the path of a local picture
        ("reference_files", POINTER(c_char_p)),
        #: number of `reference_files`
        ("reference_file_count", c_size_t),
        #: the account; NULL: the client's, or the service's choice
        ("account", c_char_p),
        #: address that the service calls with news of the job
        ("reply_url", c_char_p),
        #: text of your own that comes back in callbacks and lists
        ("reply_ref", c_char_p),
        #: CONCH_CHOICE_…: let the provider rewrite the prompt
        ("prompt_optimization", c_int32),
        #: leave it 0
        ("reserved", c_uint32),
        #: a JSON object with further parameters of the service; they win over the fields here
        ("extra", c_char_p),
    ]


class conch_agent_params(Structure):
    """A task for the agent, as CONCH_OP_AGENT_RUN takes it."""

    _fields_ = [
        #: sizeof(conch_agent_params), set by the init function
        ("struct_size", c_uint32),
        #: CONCH_CHOICE_…: NO makes the service hold the request until all is done; default: YES
        ("in_background", c_int32),
        #: the task; shape and size of pictures are said in words
        ("prompt", c_char_p),
        #: the models that the agent may use, with commas between, e.g. "hailuo-2.3,kolors"
        ("models", c_char_p),
        #: paths of local files for the agent to work with
        ("files", POINTER(c_char_p)),
        #: number of `files`
        ("file_count", c_size_t),
        #: the account; NULL: the client's, or the service's choice
        ("account", c_char_p),
        #: address that the service calls with news of the job
        ("reply_url", c_char_p),
        #: text of your own that comes back in callbacks and lists
        ("reply_ref", c_char_p),
        #: a JSON object with further parameters of the service; they win over the fields here
        ("extra", c_char_p),
    ]


class conch_speech_params(Structure):
    """Speech, as CONCH_OP_AUDIO_CREATE_MP3 and CONCH_OP_AUDIO_CREATE_STREAM take it."""

    _fields_ = [
        #: sizeof(conch_speech_params), set by the init function
        ("struct_size", c_uint32),
        #: CONCH_CHOICE_YES: CONCH_JOB_SPEECH_STREAM, which hands out the sound while it is made; else CONCH_JOB_SPEECH
        ("streamed", c_int32),
        #: what to say; <0.5#> is a pause of half a second
        ("text", c_char_p),
        #: the voice, from `audio.voices`
        ("voice_id", c_char_p),
        #: NULL: speech-02-hd
        ("model", c_char_p),
        #: the language to favour, e.g. "French"
        ("language_boost", c_char_p),
        #: the mood, e.g. "happy"
        ("emotion", c_char_p),
        #: the account; NULL: the client's, or the service's choice
        ("account", c_char_p),
        #: loudness, up to 10; 0: 1.0
        ("vol", c_double),
        #: 0.5 to 2; 0: 1.0
        ("speed", c_double),
        #: -12 to 12
        ("pitch", c_int32),
        #: -100 to 100
        ("deepen_lighten", c_int32),
        #: -100 to 100
        ("stronger_softer", c_int32),
        #: -100 to 100
        ("nasal_crisp", c_int32),
        #: CONCH_CHOICE_…
        ("spacious_echo", c_int32),
        #: CONCH_CHOICE_…
        ("lofi_telephone", c_int32),
        #: CONCH_CHOICE_…
        ("robotic", c_int32),
        #: CONCH_CHOICE_…
        ("auditorium_echo", c_int32),
        #: a JSON object with further parameters of the service; they win over the fields here
        ("extra", c_char_p),
    ]


class conch_music_params(Structure):
    """A song, as CONCH_OP_MUSIC_CREATE takes it."""

    _fields_ = [
        #: sizeof(conch_music_params), set by the init function
        ("struct_size", c_uint32),
        #: leave it 0
        ("reserved", c_uint32),
        #: the lyrics
        ("prompt", c_char_p),
        #: the style, from `music.styles`
        ("style_id", c_char_p),
        #: title of the song
        ("title", c_char_p),
        #: the account; NULL: the client's, or the service's choice
        ("account", c_char_p),
        #: a JSON object with further parameters of the service; they win over the fields here
        ("extra", c_char_p),
    ]


class conch_chat_params(Structure):
    """A message to the chat model, as CONCH_OP_LLM_SEND takes it."""

    _fields_ = [
        #: sizeof(conch_chat_params), set by the init function
        ("struct_size", c_uint32),
        #: CONCH_CHOICE_…: let the model search the web
        ("search_web", c_int32),
        #: the message
        ("prompt", c_char_p),
        #: NULL: mm-m1
        ("model", c_char_p),
        #: the thread to go on with; NULL: a new one
        ("chat_id", c_char_p),
        #: paths of local files to talk about
        ("files", POINTER(c_char_p)),
        #: number of `files`
        ("file_count", c_size_t),
        #: the account; NULL: the client's, or the service's choice
        ("account", c_char_p),
        #: CONCH_CHOICE_…: NO for the whole answer at once; default: YES
        ("stream", c_int32),
        #: leave it 0
        ("reserved", c_uint32),
        #: a JSON object with further parameters of the service; they win over the fields here
        ("extra", c_char_p),
    ]


class conch_webhook_options(Structure):
    """How to listen; a zero field means its default. The struct grows at the end only."""

    _fields_ = [
        #: sizeof(conch_webhook_options), set by the init function
        ("struct_size", c_uint32),
        #: 0: any free one
        ("port", c_uint32),
        #: IP address to listen on; NULL: 127.0.0.1; *copied*
        ("address", c_char_p),
        #: NULL: a random one that nobody can guess; *copied*
        ("path", c_char_p),
        #: How the service reaches the listener, without the path, e.g. "https://me.example.org"; jobs that start
        #: afterwards and have no replyUrl of their own send this. NULL: the listener's own address, which only a
        #: service on this machine (the emulator) can reach. *copied*
        ("public_url", c_char_p),
    ]


class conch_emulator_options(Structure):
    """How to start it; a zero field means its default."""

    _fields_ = [
        #: sizeof(conch_emulator_options), set by the init function
        ("struct_size", c_uint32),
        #: 0: any free one
        ("port", c_uint32),
        #: how much faster than the real service its clock runs; 0: 1.0
        ("speed", c_double),
        #: of all random choices; the same seed gives the same ids and pictures; 0: the emulator's own choice
        ("seed", c_uint64),
        #: path of conch-emulator; NULL: beside the library, then `../bin` of it, then PATH; *copied*
        ("program", c_char_p),
        #: the only API token that is accepted; NULL: any that does not begin with "invalid"; *copied*
        ("token", c_char_p),
        #: keep state here across runs; NULL: in memory; *copied*
        ("state_directory", c_char_p),
        #: how long to wait for it to be ready; 0: 10,000
        ("start_timeout_ms", c_uint32),
        #: leave 0
        ("reserved", c_uint32),
    ]


class Api:
    """The functions of one loaded library, with their types set."""

    conch_status_name: Callable[..., bytes]
    """The constant's name.

    `status`: any number

    Returns e.g. "CONCH_E_INVALID"; "CONCH_E_UNKNOWN" for numbers that this version does not know; static, never NULL

    Threads: any; also from inside a callback.
    """
    conch_status_message: Callable[..., bytes]
    """One English sentence about the status, and what can be done.

    `status`: any number

    Returns static, never NULL

    Threads: any; also from inside a callback.
    """
    conch_status_at: Callable[..., int]
    """Walks the table of all statuses, for bindings that build their own constants.

    `index`: 0 and up

    `status`: receives the status; 0 on error; *borrowed for the call*

    Returns CONCH_OK · CONCH_E_NOT_FOUND past the end · CONCH_E_ARGUMENT when `status` is NULL

    Threads: any; also from inside a callback.
    """
    conch_error_status: Callable[..., int]
    """The kind of failure.

    `error`: *borrowed for the call*

    Returns a negative status; CONCH_E_HANDLE when `error` is NULL or was released

    Threads: any; also from inside a callback.
    """
    conch_error_message: Callable[..., Optional[int]]
    """One or more sentences for a person: what is wrong, what is allowed, what was given, what to do. Where the service
    said something, its own words are included.

    `error`: *borrowed for the call*

    `size`: receives the length in bytes without the final NUL; may be NULL; *borrowed for the call*

    Returns UTF-8, NUL-terminated, never NULL ("" for a bad handle); *borrowed as long as `error` lives*

    Threads: any; also from inside a callback.
    """
    conch_error_field: Callable[..., Optional[int]]
    """The parameter, option or file at fault.

    `error`: *borrowed for the call*

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns e.g. "prompt", "end_frame_fileID", "base_url"; "" when no single one is at fault; *borrowed as long as
    `error` lives*

    Threads: any; also from inside a callback.
    """
    conch_error_violations: Callable[..., Optional[int]]
    """Every rule that was broken, for hosts that mark the fields of a form.

    `error`: *borrowed for the call*

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns a JSON array of `{"field","rule","allowed","given","message"}`; "[]" when the failure is not about
    parameters; *borrowed as long as `error` lives*

    Threads: any; also from inside a callback.
    """
    conch_error_http_code: Callable[..., int]
    """The HTTP status of the service's answer.

    `error`: *borrowed for the call*

    Returns e.g. 412; 0 when the service did not answer, or was not asked

    Threads: any; also from inside a callback.
    """
    conch_error_service_code: Callable[..., int]
    """The `code` inside the service's answer. The service does not always send one; trust the HTTP status first.

    `error`: *borrowed for the call*

    Returns 0 when absent

    Threads: any; also from inside a callback.
    """
    conch_error_retriable: Callable[..., int]
    """Whether the very same request may succeed later. For a create that may have been accepted this is 0: sending it
    again could be paid twice.

    `error`: *borrowed for the call*

    Returns 1 or 0

    Threads: any; also from inside a callback.
    """
    conch_error_retry_after_ms: Callable[..., int]
    """How long to wait before trying again, from the service's `Retry-After` or its documented advice.

    `error`: *borrowed for the call*

    Returns milliseconds; -1 when nothing is known

    Threads: any; also from inside a callback.
    """
    conch_error_body: Callable[..., Optional[int]]
    """The service's answer as it came, when it was text; at most 64 KiB of it.

    `error`: *borrowed for the call*

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns "" when there was none; *borrowed as long as `error` lives*

    Threads: any; also from inside a callback.
    """
    conch_error_destroy: Callable[..., None]
    """Releases an error that you own. Ignores NULL, and errors that belong to an event.

    `error`: *owned* by the caller until now

    Threads: any; also from inside a callback.
    """
    conch_account_inspect: Callable[..., int]
    """Reads an account's address and token as CONCH_OP_ACCOUNTS_SET takes them, without sending them anywhere: is the
    host one of the provider's, is the token a whole JWT, whose is it, and when does it expire.

    `url`: the request address copied from the browser; *borrowed for the call*

    `token`: the site's JWT; *borrowed for the call*; never part of any text that comes back

    `found`: receives a JSON object with `account`, `name`, `host`, `deviceID`, `expires`, `expiresInSeconds`,
    `supportVideo`, `supportChat`, `supportAudio`, `supportMusic`, *owned (release with conch_free)*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_INVALID (the error's field is `url` or `token`) · CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_event_type: Callable[..., int]
    """What this event is.

    `event`: *borrowed for the call*

    Returns CONCH_EVENT_…; CONCH_EVENT_NONE for a bad handle

    Threads: the one that took the event.
    """
    conch_event_task: Callable[..., int]
    """The task that it is about.

    `event`: *borrowed for the call*

    Returns 0 for a LOG event that belongs to no task

    Threads: the one that took the event.
    """
    conch_event_status: Callable[..., int]
    """How the task ended.

    `event`: a DONE event; *borrowed for the call*

    Returns CONCH_OK or the error's status; CONCH_OK for events of other types; CONCH_E_HANDLE for a bad handle

    Threads: the one that took the event.
    """
    conch_event_error: Callable[..., Optional[int]]
    """Why the task ended without success.

    `event`: *borrowed for the call*

    Returns *borrowed until the next event*; NULL when the task succeeded or the event is not DONE

    Threads: the one that took the event.
    """
    conch_event_phase: Callable[..., int]
    """What the task is doing; for DONE the phase in which it ended.

    `event`: *borrowed for the call*

    Returns CONCH_PHASE_…

    Threads: the one that took the event.
    """
    conch_event_percent: Callable[..., int]
    """How far the phase is: the service's own `percent` while the job is generated, bytes while files move.

    `event`: *borrowed for the call*

    Returns 0 to 100; -1 when nothing is known

    Threads: the one that took the event.
    """
    conch_event_message: Callable[..., Optional[int]]
    """Text for a person: the service's progress message, a log line, or the error's sentence.

    `event`: *borrowed for the call*

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns UTF-8, NUL-terminated, never NULL; *borrowed until the next event*

    Threads: the one that took the event.
    """
    conch_event_json: Callable[..., Optional[int]]
    """The service's JSON, byte for byte as it came: for DONE the last answer (of a call: the answer; of a job: the
    finished item), for CHUNK the frame when it was JSON. Fields that this version does not know are in it too.

    `event`: *borrowed for the call*

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns "" when there is none; *borrowed until the next event*

    Threads: the one that took the event.
    """
    conch_event_chunk: Callable[..., Optional[int]]
    """The bytes of a CHUNK: new text (UTF-8) of a chat, whole MP3 frames of speech.

    `event`: *borrowed for the call*

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns "" when there are none; may hold NUL bytes; *borrowed until the next event*

    Threads: the one that took the event.
    """
    conch_event_file_count: Callable[..., int]
    """How many files the task brought.

    `event`: a DONE event; *borrowed for the call*

    Returns 0 and up

    Threads: the one that took the event.
    """
    conch_event_file: Callable[..., Optional[int]]
    """Where a file is. It is complete: files appear under their name only when whole.

    `event`: a DONE event; *borrowed for the call*

    `index`: 0 and up

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns UTF-8 path; "" past the end; *borrowed until the next event*

    Threads: the one that took the event.
    """
    conch_event_remote_id: Callable[..., Optional[int]]
    """The service's id of the job (video, image, song, …), from the moment that it is known. Keep it if you want to
    look the job up by other means.

    `event`: *borrowed for the call*

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns "" as long as unknown; *borrowed until the next event*

    Threads: the one that took the event.
    """
    conch_event_http_code: Callable[..., int]
    """The HTTP status of the last answer.

    `event`: *borrowed for the call*

    Returns e.g. 200; 0 when there was none

    Threads: the one that took the event.
    """
    conch_event_bytes: Callable[..., int]
    """Bytes moved so far in this phase.

    `event`: *borrowed for the call*

    `total`: receives how many there are in all, 0 when unknown; may be NULL; *borrowed for the call*

    Returns bytes

    Threads: the one that took the event.
    """
    conch_event_remaining_ms: Callable[..., int]
    """How long it may still take, when that can be said honestly (from the service's percentage and the time so far, or
    from the catalog's typical duration).

    `event`: *borrowed for the call*

    Returns milliseconds; -1 when unknown

    Threads: the one that took the event.
    """
    conch_event_user_data: Callable[..., Optional[int]]
    """The pointer that was given with the task.

    `event`: *borrowed for the call*

    Returns as given; NULL when none was

    Threads: the one that took the event.
    """
    conch_event_destroy: Callable[..., None]
    """Releases an event that you own (from conch_task_wait). Ignores NULL and borrowed events.

    `event`: *owned* by the caller until now

    Threads: any; also from inside a callback.
    """
    conch_client_options_init: Callable[..., None]
    """Writes the defaults.

    `options`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_client_options) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_client_create: Callable[..., int]
    """Makes a client and starts its worker thread. Does not touch the network: a wrong token shows with the first task.

    `options`: *copied*

    `client`: receives the client, *owned (release with conch_client_destroy)*; NULL on error

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_ARGUMENT (the message names the option and what is wrong with it) · CONCH_E_NO_MEMORY ·
    CONCH_E_UNSUPPORTED (the libcurl in memory lacks something essential)

    Threads: any; also from inside a callback.
    """
    conch_client_close: Callable[..., int]
    """Begins the end without waiting: new tasks are refused and all running ones are cancelled here. Their DONE events
    can still be taken; after the last one conch_client_next_event answers CONCH_E_CLOSED. May be called twice.

    `client`: *borrowed for the call*

    Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_client_destroy: Callable[..., None]
    """Ends the client in whatever state it is: cancels everything here, joins the worker, releases events that nobody
    took (their user_data_release is called), and returns within `destroy_timeout_ms`. When it has returned, no callback
    of this client is running or will ever run; the one exception is a callback of yours that takes longer than that
    bound. Remote jobs live on.

    Ignores NULL and handles that were destroyed before. In a forked child it releases memory only.

    `client`: *owned* by the caller until now

    Threads: any. In callbacks: forbidden in callbacks of the same client, where it does nothing; use conch_client_close
    there.
    """
    conch_client_next_event: Callable[..., int]
    """Takes the next event.

    `client`: *borrowed for the call*

    `timeout_ms`: how long to wait for one: 0 not at all, -1 without limit

    `event`: receives it, *borrowed until the next event*; NULL unless CONCH_OK; *borrowed for the call*

    Returns CONCH_OK · CONCH_NO_EVENT (none in time) · CONCH_E_CLOSED (closed, and none is left) · CONCH_E_BUSY (another
    thread is taking events) · CONCH_E_REENTRANT · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: one at a time per client. In callbacks: forbidden.
    """
    conch_client_dispatch: Callable[..., int]
    """Takes events and calls the tasks' callbacks (or the client's, for tasks without one) on this thread. One event is
    taken at a time and no lock is held while a callback runs, so a callback that unwinds (a Lua error, a C# exception)
    loses nothing. Call it from your frame or timer function with a timeout of 0; it then costs next to nothing.

    `client`: *borrowed for the call*

    `max_events`: at most so many; 0 for all that are there when it begins

    `timeout_ms`: how long to wait for the first one: 0 not at all, -1 without limit

    `dispatched`: receives how many were delivered; may be NULL; *borrowed for the call*

    Returns as conch_client_next_event

    Threads: one at a time per client. In callbacks: forbidden.
    """
    conch_client_set_event_callback: Callable[..., int]
    """Sets the callback for events of tasks that have none of their own, and for LOG events.

    `client`: *borrowed for the call*

    `callback`: NULL for none

    `user_data`: handed to the callback

    `release`: called once with `user_data` when it is replaced or the client ends; may be NULL

    Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_client_set_wakeup: Callable[..., int]
    """Sets what is called when events become available. It comes once per change from "nothing waits" to "something
    waits", not once per event, and at once if something waits already. Setting it again, or to NULL, waits until a
    wakeup that is just running has returned: afterwards the old one is never called again.

    `client`: *borrowed for the call*

    `callback`: runs on the worker thread, or inside this function; NULL for none

    `user_data`: handed to the callback

    Returns CONCH_OK · CONCH_E_REENTRANT (from inside the wakeup itself) · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any. In callbacks: allowed, except in the wakeup callback.
    """
    conch_client_wakeup_fd: Callable[..., int]
    """A file descriptor that is readable while events wait, for epoll, select, asyncio, libuv and the like. Never read
    from it or close it: it empties itself when the last event is taken, and goes away with the client. Once the client
    is closed it stays readable, so that a loop learns of CONCH_E_CLOSED.

    `client`: *borrowed for the call*

    `fd`: receives the descriptor; -1 on error; *borrowed for the call*

    Returns CONCH_OK · CONCH_E_UNSUPPORTED (no such thing on this platform) · CONCH_E_ARGUMENT · CONCH_E_HANDLE ·
    CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_client_dropped_events: Callable[..., int]
    """How many PROGRESS and LOG events were replaced by newer ones or dropped because nobody took them. DONE and CHUNK
    events are never among them.

    `client`: *borrowed for the call*

    `count`: receives the number since the client was made; *borrowed for the call*

    Returns CONCH_OK · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_client_pause: Callable[..., int]
    """Holds back what costs: jobs that wait to be created stay waiting, and new ones join them. Jobs that the service
    has taken already are followed to their end. May be called twice.

    `client`: *borrowed for the call*

    Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_client_resume: Callable[..., int]
    """Ends a pause: waiting jobs are created again, by their priority and in their order.

    `client`: *borrowed for the call*

    Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_task_options_init: Callable[..., None]
    """Writes the defaults.

    `options`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_task_options) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_task_info_init: Callable[..., None]
    """Zeroes the struct and sets its size.

    `info`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_task_info) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_task_cancel: Callable[..., int]
    """Asks for an end. Never blocks, may be called twice, and does nothing to a task that has ended. The task still
    ends with exactly one DONE event: CONCH_E_CANCELLED, or success if that came first.

    `client`: *borrowed for the call*

    `task`: which

    `where`: CONCH_CANCEL_HERE or CONCH_CANCEL_EVERYWHERE

    Returns CONCH_OK · CONCH_E_NOT_FOUND · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_task_wait: Callable[..., int]
    """Waits until a task has ended. Its events still go where they go; this only waits, and hands out one more
    reference to the DONE event. From a language with a garbage collector or a global lock, wait in slices of 100 ms at
    most.

    `client`: *borrowed for the call*

    `task`: which

    `timeout_ms`: 0 not at all, -1 without limit

    `event`: receives the DONE event, *owned (release with conch_event_destroy)*; may be NULL

    Returns CONCH_OK (it has ended; how is in the event) · CONCH_E_TIMEOUT · CONCH_E_NOT_FOUND (never existed, or ended
    so long ago that it was forgotten) · CONCH_E_CLOSED (the client was destroyed meanwhile) · CONCH_E_REENTRANT ·
    CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any, several at a time. In callbacks: forbidden.
    """
    conch_task_state: Callable[..., int]
    """What a task is doing just now, for hosts that show a list or have no callbacks at all. The last 256 ended tasks
    are still known.

    `client`: *borrowed for the call*

    `task`: which

    `info`: struct_size must be set; *borrowed for the call*

    Returns CONCH_OK · CONCH_E_NOT_FOUND · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_task_list: Callable[..., int]
    """All tasks that have not ended, oldest first.

    `client`: *borrowed for the call*

    `tasks`: receives an array, *owned (release with conch_free)*; NULL when there are none

    `count`: receives its length; *borrowed for the call*

    Returns CONCH_OK · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_task_to_text: Callable[..., int]
    """A task's number as decimal text, for languages whose numbers are doubles and lose bits above 2^53.

    `task`: which

    `text`: receives the text; *borrowed for the call*

    `size`: bytes at `text`, at least CONCH_TASK_TEXT_SIZE

    Returns CONCH_OK · CONCH_E_ARGUMENT

    Threads: any; also from inside a callback.
    """
    conch_task_from_text: Callable[..., int]
    """The number from its text.

    `text`: decimal digits; *borrowed for the call*

    `task`: receives the number; 0 on error; *borrowed for the call*

    Returns CONCH_OK · CONCH_E_ARGUMENT

    Threads: any; also from inside a callback.
    """
    conch_call: Callable[..., int]
    """Starts one operation.

    The parameters are checked against the catalog first; a request that the service would surely refuse is refused
    here, before it costs anything. The DONE event carries the answer (conch_event_json) or the error.

    `client`: *borrowed for the call*

    `operation`: CONCH_OP_…

    `params`: UTF-8 JSON object with the service's own parameter names; NULL is the same as "{}"; *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_INVALID (the error has field, rule, allowed, given) · CONCH_E_NOT_FOUND (no such
    operation) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED · CONCH_E_NO_MEMORY · CONCH_E_HANDLE ·
    CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_list: Callable[..., int]
    """Reads a whole list of the service, page by page, whichever of its five ways of paging it has: one CHUNK event a
    page, whose JSON (conch_event_json) is an array of items; the DONE event's JSON is `{"count": …}`. Pages that fail
    are asked for again; nothing is listed twice.

    `client`: *borrowed for the call*

    `operation`: CONCH_OP_VIDEOS_LIST, _VIDEOS_CHARACTERS, _VIDEOS_TEMPLATES, _IMAGES_LIST, _LLM_LIST, _AUDIO_LIST,
    _AUDIO_VOICES or _MUSIC_LIST

    `params`: as for conch_call; where to start, how large a page is; *copied*

    `most`: end after so many items; 0 for all

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_call; CONCH_E_NOT_FOUND also for an operation that has no pages

    Threads: any; also from inside a callback.
    """
    conch_operation_from_name: Callable[..., int]
    """The number of an operation by its name.

    `name`: e.g. "videos.create"; *borrowed for the call*

    Returns CONCH_OP_…; CONCH_OP_UNSET when there is none of that name

    Threads: any; also from inside a callback.
    """
    conch_operation_name: Callable[..., bytes]
    """The name of an operation.

    `operation`: CONCH_OP_…

    Returns e.g. "videos.create"; "" when there is no such operation; static, never NULL

    Threads: any; also from inside a callback.
    """
    conch_catalog_json: Callable[..., Optional[int]]
    """The whole catalog.

    `size`: receives the length in bytes; may be NULL; *borrowed for the call*

    Returns a JSON object with `operations`, `models`, `statuses` and more; UTF-8; static, never NULL

    Threads: any; also from inside a callback.
    """
    conch_validate: Callable[..., int]
    """Checks parameters without sending anything.

    `operation`: CONCH_OP_…; for a job the operation that creates it

    `params`: UTF-8 JSON object; NULL is the same as "{}"; *borrowed for the call*

    `flags`: CONCH_TASK_ALLOW_UNKNOWN to let unknown models, options and fields pass, or 0

    `violations`: receives a JSON array of `{"field","rule","allowed","given","message"}`, "[]" when all is well, *owned
    (release with conch_free)*; may be NULL

    Returns CONCH_OK · CONCH_E_INVALID (there are violations) · CONCH_E_NOT_FOUND (no such operation) ·
    CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_estimate: Callable[..., int]
    """What a request would cost.

    `operation`: CONCH_OP_…

    `params`: UTF-8 JSON object; NULL is the same as "{}"; *borrowed for the call*

    `credits`: receives the credits; -1 when they cannot be known; *borrowed for the call*

    `why`: receives one sentence on how it was reckoned or why it is unknown, *owned (release with conch_free)*; may be
    NULL

    Returns CONCH_OK · CONCH_E_INVALID (not a JSON object) · CONCH_E_NOT_FOUND (no such operation) · CONCH_E_ARGUMENT ·
    CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_generate: Callable[..., int]
    """Starts a job. Returns at once and never touches the network or the disk on the calling thread.

    ```c
    conch_generate(client, CONCH_JOB_VIDEO,
                   "{\\"prompt\\":\\"a shell on the beach\\",\\"fileID\\":{\\"path\\":\\"shell.png\\"},\\"model\\":\\"I2V-2.3\\"}",
                   NULL, &task, NULL);
    ```

    The DONE event has the files (conch_event_file), the finished item as the service describes it (conch_event_json),
    or the error.

    `client`: *borrowed for the call*

    `kind`: CONCH_JOB_…

    `params`: UTF-8 JSON object with the parameter names of the kind's create operation; *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_INVALID (the error has field, rule, allowed, given) · CONCH_E_NOT_FOUND (no such kind) ·
    CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED · CONCH_E_NO_MEMORY · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_jobs_list: Callable[..., int]
    """Reads the journal: jobs of this client, of other running programs and of those that ended, newest first.

    The DONE event's JSON is `{"directory":…, "jobs":[…], "damaged":[…]}`. A job has

    | member | what |
    |---|---|
    | `job` | its id, 32 hexadecimal digits |
    | `kind` | "video", "image", … as `conch_generate` takes them by number, which is in `kindNumber` |
    | `state` | "waiting" (recorded, nothing sent), "creating" (the create was sent, its answer is not known), "running"
    (known to the service), "saving" (files complete, being named), "ended" | | `owner` | "this" client, "other" (a
    program that runs), "none" (its program ended) | | `task` | the number, as text, of the task that works on it in this
    client; absent when none does | | `params`, `prompt` | as they were given | | `account`, `remoteIds` | where and as
    what it is known to the service | | `files` | paths of the results | | `credits` | what the create cost by the
    catalog; absent when that is not known | | `status`, `message` | the end, or the last trouble; `status` is a name
    like "CONCH_OK" | | `created`, `sent`, `accepted`, `ended` | times, UTC, ISO 8601; absent when it has not come to
    that |

    `damaged` are files that could not be read as a journal and were set aside under these names.

    `client`: *borrowed for the call*

    `filter`: UTF-8 JSON object; NULL for all. `"state"`: "unfinished" or "ended"; `"job"`: one id; `"limit"`: at most
    so many; *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_INVALID (the filter) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED ·
    CONCH_E_NO_MEMORY · CONCH_E_HANDLE · CONCH_E_FORKED. The task ends as CONCH_E_UNSUPPORTED when the client keeps no
    journal, as CONCH_E_DISK when its directory cannot be read.

    Threads: any; also from inside a callback.
    """
    conch_jobs_restore: Callable[..., int]
    """Brings unfinished jobs back: those of this service and these credentials that no running program works on. Each
    one becomes a running task of this client, with the directory, file name and flags that it had.

    The DONE event's JSON is `{"restored":[{"task":…, "job":…, "kind":…}], "left":0, "damaged":[…]}`; it comes before
    any event of the restored tasks. `left` counts jobs for which there was no place among the client's `task_capacity`:
    take events and restore again. A restored task's events go where `options` says; its `callback`, `user_data` and
    `deliver` hold for all of them, `user_data_release` is called once after the last one.

    `client`: *borrowed for the call*

    `job`: one job's id, to bring it back even if it ended without its files: cancelled, timed out, ambiguous, or with a
    full disk; NULL for all unfinished ones; *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_jobs_list. The task ends as CONCH_E_NOT_FOUND when there is no such job, as CONCH_E_BUSY when
    somebody works on it already.

    Threads: any; also from inside a callback.
    """
    conch_job_forget: Callable[..., int]
    """Takes one job out of the journal, whatever its state. Nothing happens at the service and to files.

    `client`: *borrowed for the call*

    `job`: the job's id; *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_jobs_restore

    Threads: any; also from inside a callback.
    """
    conch_video_params_init: Callable[..., None]
    """Writes the defaults.

    `params`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_video_params) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_video_params_json: Callable[..., int]
    """The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.

    `params`: *borrowed for the call*

    `json`: receives a JSON object, *owned (release with conch_free)*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_video_generate: Callable[..., int]
    """Starts the job; the same as conch_generate with the JSON of these parameters.

    `client`: *borrowed for the call*

    `params`: *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_generate

    Threads: any; also from inside a callback.
    """
    conch_image_params_init: Callable[..., None]
    """Writes the defaults.

    `params`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_image_params) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_image_params_json: Callable[..., int]
    """The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.

    `params`: *borrowed for the call*

    `json`: receives a JSON object, *owned (release with conch_free)*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_image_generate: Callable[..., int]
    """Starts the job; the same as conch_generate with the JSON of these parameters.

    `client`: *borrowed for the call*

    `params`: *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_generate

    Threads: any; also from inside a callback.
    """
    conch_agent_params_init: Callable[..., None]
    """Writes the defaults.

    `params`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_agent_params) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_agent_params_json: Callable[..., int]
    """The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.

    `params`: *borrowed for the call*

    `json`: receives a JSON object, *owned (release with conch_free)*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_agent_generate: Callable[..., int]
    """Starts the job; the same as conch_generate with the JSON of these parameters.

    `client`: *borrowed for the call*

    `params`: *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_generate

    Threads: any; also from inside a callback.
    """
    conch_speech_params_init: Callable[..., None]
    """Writes the defaults.

    `params`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_speech_params) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_speech_params_json: Callable[..., int]
    """The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.

    `params`: *borrowed for the call*

    `json`: receives a JSON object, *owned (release with conch_free)*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_speech_generate: Callable[..., int]
    """Starts the job; the same as conch_generate with the JSON of these parameters.

    `client`: *borrowed for the call*

    `params`: *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_generate

    Threads: any; also from inside a callback.
    """
    conch_music_params_init: Callable[..., None]
    """Writes the defaults.

    `params`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_music_params) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_music_params_json: Callable[..., int]
    """The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.

    `params`: *borrowed for the call*

    `json`: receives a JSON object, *owned (release with conch_free)*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_music_generate: Callable[..., int]
    """Starts the job; the same as conch_generate with the JSON of these parameters.

    `client`: *borrowed for the call*

    `params`: *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_generate

    Threads: any; also from inside a callback.
    """
    conch_chat_params_init: Callable[..., None]
    """Writes the defaults.

    `params`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_chat_params) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_chat_params_json: Callable[..., int]
    """The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.

    `params`: *borrowed for the call*

    `json`: receives a JSON object, *owned (release with conch_free)*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_chat_generate: Callable[..., int]
    """Starts the job; the same as conch_generate with the JSON of these parameters.

    `client`: *borrowed for the call*

    `params`: *copied*

    `options`: *copied*; NULL for defaults

    `task`: receives the task; 0 on error; *borrowed for the call*

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns as conch_generate

    Threads: any; also from inside a callback.
    """
    conch_free: Callable[..., None]
    """Releases a raw buffer that this library handed out as *owned (release with conch_free)*. Never use the host's
    free().

    `memory`: *owned* by the caller until now; NULL is ignored

    Threads: any; also from inside a callback.
    """
    conch_get_proc_address: Callable[..., Any]
    """A function by its name, for engines that load the library by hand and keep one entry point.

    `name`: e.g. "conch_client_create"; *borrowed for the call*

    Returns NULL when this version has no function of that name

    Threads: any; also from inside a callback.
    """
    conch_debug_thread_count: Callable[..., int]
    """How many threads of this library exist in the process: 0 after the last client was destroyed.

    Returns number of threads

    Threads: any; also from inside a callback.
    """
    conch_version: Callable[..., int]
    """The version of the library in memory, encoded like CONCH_VERSION.

    It can be newer than the headers, never older within one SONAME.

    Returns e.g. 1000000 for 1.0.0

    Threads: any; also from inside a callback.
    """
    conch_version_string: Callable[..., bytes]
    """The version of the library in memory as text.

    Returns e.g. "1.0.0"; static, never NULL

    Threads: any; also from inside a callback.
    """
    conch_webhook_options_init: Callable[..., None]
    """Writes the defaults.

    `options`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_webhook_options) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_webhook_listen: Callable[..., int]
    """Starts to listen, on a thread of its own. A client has one listener; starting again replaces it.

    `client`: *borrowed for the call*

    `options`: *copied*; NULL for defaults

    `url`: receives the whole address that jobs send as replyUrl, *owned (release with conch_free)*; may be NULL

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_ARGUMENT (an option is wrong, or the port is taken) · CONCH_E_CLOSED · CONCH_E_NO_MEMORY
    · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_webhook_stop: Callable[..., int]
    """Stops listening; within a second. Does nothing when nothing listens. Destroying the client stops it too.

    `client`: *borrowed for the call*

    Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED

    Threads: any; also from inside a callback.
    """
    conch_webhook_parse: Callable[..., int]
    """Reads a callback's body for hosts with a server of their own.

    `body`: the bytes of the POST; *borrowed for the call*

    `size`: how many

    `summary`: receives a JSON object with `kind` ("video", "image", "agent"), `id`, `status` (as the service sent it),
    `final` and `replyRef`, *owned (release with conch_free)*

    Returns CONCH_OK · CONCH_E_INVALID (not a callback of this service) · CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_webhook_deliver: Callable[..., int]
    """Hands a callback's body to a client, as if its own listener had received it: the job it names is looked at now.

    `client`: *borrowed for the call*

    `body`: the bytes of the POST; *copied*

    `size`: how many

    Returns CONCH_OK (also when the client follows no such job) · CONCH_E_INVALID · CONCH_E_ARGUMENT · CONCH_E_HANDLE ·
    CONCH_E_FORKED · CONCH_E_NO_MEMORY

    Threads: any; also from inside a callback.
    """
    conch_emulator_options_init: Callable[..., None]
    """Writes the defaults.

    `options`: *borrowed for the call*; ignored when NULL

    `struct_size`: sizeof(conch_emulator_options) as the caller knows it

    Threads: any; also from inside a callback.
    """
    conch_emulator_start: Callable[..., int]
    """Starts an emulator and waits until it is ready (some 100 ms). It ends with conch_emulator_stop, and by itself
    when this process ends, however that happens.

    `options`: *copied*; NULL for defaults

    `emulator`: receives the emulator, *owned (release with conch_emulator_stop)*; NULL on error

    `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL

    Returns CONCH_OK · CONCH_E_EMULATOR (not found, or did not become ready; the message says what was tried) ·
    CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY

    Threads: any. In callbacks: forbidden by good sense: it blocks.
    """
    conch_emulator_base_url: Callable[..., bytes]
    """What to give a client as its base URL.

    `emulator`: *borrowed for the call*

    Returns e.g. "http://127.0.0.1:41234/v1/minimax"; "" for a bad handle; *borrowed as long as `emulator` lives*

    Threads: any; also from inside a callback.
    """
    conch_emulator_stop: Callable[..., None]
    """Ends the emulator and waits for it, at most 2 seconds; then it is killed. Ignores NULL.

    `emulator`: *owned* by the caller until now

    Threads: any.
    """

    def __init__(self, library: ctypes.CDLL) -> None:
        self.conch_status_name = _function(library, "conch_status_name", c_char_p, [c_int32])
        self.conch_status_message = _function(library, "conch_status_message", c_char_p, [c_int32])
        self.conch_status_at = _function(library, "conch_status_at", c_int32, [c_size_t, POINTER(c_int32)])
        self.conch_error_status = _function(library, "conch_error_status", c_int32, [c_void_p])
        self.conch_error_message = _function(library, "conch_error_message", c_void_p, [c_void_p, POINTER(c_size_t)])
        self.conch_error_field = _function(library, "conch_error_field", c_void_p, [c_void_p, POINTER(c_size_t)])
        self.conch_error_violations = _function(
            library, "conch_error_violations", c_void_p,
            [c_void_p, POINTER(c_size_t)],
        )
        self.conch_error_http_code = _function(library, "conch_error_http_code", c_int32, [c_void_p])
        self.conch_error_service_code = _function(library, "conch_error_service_code", c_int64, [c_void_p])
        self.conch_error_retriable = _function(library, "conch_error_retriable", c_int32, [c_void_p])
        self.conch_error_retry_after_ms = _function(library, "conch_error_retry_after_ms", c_int64, [c_void_p])
        self.conch_error_body = _function(library, "conch_error_body", c_void_p, [c_void_p, POINTER(c_size_t)])
        self.conch_error_destroy = _function(library, "conch_error_destroy", None, [c_void_p])
        self.conch_account_inspect = _function(
            library, "conch_account_inspect", c_int32,
            [c_char_p, c_char_p, POINTER(c_char_p), POINTER(c_void_p)],
        )
        self.conch_event_type = _function(library, "conch_event_type", c_int32, [c_void_p])
        self.conch_event_task = _function(library, "conch_event_task", c_uint64, [c_void_p])
        self.conch_event_status = _function(library, "conch_event_status", c_int32, [c_void_p])
        self.conch_event_error = _function(library, "conch_event_error", c_void_p, [c_void_p])
        self.conch_event_phase = _function(library, "conch_event_phase", c_int32, [c_void_p])
        self.conch_event_percent = _function(library, "conch_event_percent", c_int32, [c_void_p])
        self.conch_event_message = _function(library, "conch_event_message", c_void_p, [c_void_p, POINTER(c_size_t)])
        self.conch_event_json = _function(library, "conch_event_json", c_void_p, [c_void_p, POINTER(c_size_t)])
        self.conch_event_chunk = _function(library, "conch_event_chunk", c_void_p, [c_void_p, POINTER(c_size_t)])
        self.conch_event_file_count = _function(library, "conch_event_file_count", c_size_t, [c_void_p])
        self.conch_event_file = _function(
            library, "conch_event_file", c_void_p,
            [c_void_p, c_size_t, POINTER(c_size_t)],
        )
        self.conch_event_remote_id = _function(
            library, "conch_event_remote_id", c_void_p,
            [c_void_p, POINTER(c_size_t)],
        )
        self.conch_event_http_code = _function(library, "conch_event_http_code", c_int32, [c_void_p])
        self.conch_event_bytes = _function(library, "conch_event_bytes", c_uint64, [c_void_p, POINTER(c_uint64)])
        self.conch_event_remaining_ms = _function(library, "conch_event_remaining_ms", c_int64, [c_void_p])
        self.conch_event_user_data = _function(library, "conch_event_user_data", c_void_p, [c_void_p])
        self.conch_event_destroy = _function(library, "conch_event_destroy", None, [c_void_p])
        self.conch_client_options_init = _function(
            library, "conch_client_options_init", None,
            [POINTER(conch_client_options), c_size_t],
        )
        self.conch_client_create = _function(
            library, "conch_client_create", c_int32,
            [POINTER(conch_client_options), POINTER(c_void_p), POINTER(c_void_p)],
        )
        self.conch_client_close = _function(library, "conch_client_close", c_int32, [c_void_p])
        self.conch_client_destroy = _function(library, "conch_client_destroy", None, [c_void_p])
        self.conch_client_next_event = _function(
            library, "conch_client_next_event", c_int32,
            [c_void_p, c_int32, POINTER(c_void_p)],
        )
        self.conch_client_dispatch = _function(
            library, "conch_client_dispatch", c_int32,
            [c_void_p, c_uint32, c_int32, POINTER(c_uint32)],
        )
        self.conch_client_set_event_callback = _function(
            library, "conch_client_set_event_callback", c_int32,
            [c_void_p, conch_event_callback, c_void_p, conch_release_callback],
        )
        self.conch_client_set_wakeup = _function(
            library, "conch_client_set_wakeup", c_int32,
            [c_void_p, conch_wakeup_callback, c_void_p],
        )
        self.conch_client_wakeup_fd = _function(
            library, "conch_client_wakeup_fd", c_int32,
            [c_void_p, POINTER(c_int32)],
        )
        self.conch_client_dropped_events = _function(
            library, "conch_client_dropped_events", c_int32,
            [c_void_p, POINTER(c_uint64)],
        )
        self.conch_client_pause = _function(library, "conch_client_pause", c_int32, [c_void_p])
        self.conch_client_resume = _function(library, "conch_client_resume", c_int32, [c_void_p])
        self.conch_task_options_init = _function(
            library, "conch_task_options_init", None,
            [POINTER(conch_task_options), c_size_t],
        )
        self.conch_task_info_init = _function(
            library, "conch_task_info_init", None,
            [POINTER(conch_task_info), c_size_t],
        )
        self.conch_task_cancel = _function(library, "conch_task_cancel", c_int32, [c_void_p, c_uint64, c_int32])
        self.conch_task_wait = _function(
            library, "conch_task_wait", c_int32,
            [c_void_p, c_uint64, c_int32, POINTER(c_void_p)],
        )
        self.conch_task_state = _function(
            library, "conch_task_state", c_int32,
            [c_void_p, c_uint64, POINTER(conch_task_info)],
        )
        self.conch_task_list = _function(
            library, "conch_task_list", c_int32,
            [c_void_p, POINTER(POINTER(c_uint64)), POINTER(c_size_t)],
        )
        self.conch_task_to_text = _function(library, "conch_task_to_text", c_int32, [c_uint64, c_char_p, c_size_t])
        self.conch_task_from_text = _function(library, "conch_task_from_text", c_int32, [c_char_p, POINTER(c_uint64)])
        self.conch_call = _function(
            library, "conch_call", c_int32,
            [c_void_p, c_int32, c_char_p, POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_list = _function(
            library, "conch_list", c_int32,
            [c_void_p, c_int32, c_char_p, c_uint64, POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_operation_from_name = _function(library, "conch_operation_from_name", c_int32, [c_char_p])
        self.conch_operation_name = _function(library, "conch_operation_name", c_char_p, [c_int32])
        self.conch_catalog_json = _function(library, "conch_catalog_json", c_void_p, [POINTER(c_size_t)])
        self.conch_validate = _function(
            library, "conch_validate", c_int32,
            [c_int32, c_char_p, c_uint32, POINTER(c_char_p)],
        )
        self.conch_estimate = _function(
            library, "conch_estimate", c_int32,
            [c_int32, c_char_p, POINTER(c_int64), POINTER(c_char_p)],
        )
        self.conch_generate = _function(
            library, "conch_generate", c_int32,
            [c_void_p, c_int32, c_char_p, POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_jobs_list = _function(
            library, "conch_jobs_list", c_int32,
            [c_void_p, c_char_p, POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_jobs_restore = _function(
            library, "conch_jobs_restore", c_int32,
            [c_void_p, c_char_p, POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_job_forget = _function(
            library, "conch_job_forget", c_int32,
            [c_void_p, c_char_p, POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_video_params_init = _function(
            library, "conch_video_params_init", None,
            [POINTER(conch_video_params), c_size_t],
        )
        self.conch_video_params_json = _function(
            library, "conch_video_params_json", c_int32,
            [POINTER(conch_video_params), POINTER(c_char_p), POINTER(c_void_p)],
        )
        self.conch_video_generate = _function(
            library, "conch_video_generate", c_int32,
            [c_void_p, POINTER(conch_video_params), POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_image_params_init = _function(
            library, "conch_image_params_init", None,
            [POINTER(conch_image_params), c_size_t],
        )
        self.conch_image_params_json = _function(
            library, "conch_image_params_json", c_int32,
            [POINTER(conch_image_params), POINTER(c_char_p), POINTER(c_void_p)],
        )
        self.conch_image_generate = _function(
            library, "conch_image_generate", c_int32,
            [c_void_p, POINTER(conch_image_params), POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_agent_params_init = _function(
            library, "conch_agent_params_init", None,
            [POINTER(conch_agent_params), c_size_t],
        )
        self.conch_agent_params_json = _function(
            library, "conch_agent_params_json", c_int32,
            [POINTER(conch_agent_params), POINTER(c_char_p), POINTER(c_void_p)],
        )
        self.conch_agent_generate = _function(
            library, "conch_agent_generate", c_int32,
            [c_void_p, POINTER(conch_agent_params), POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_speech_params_init = _function(
            library, "conch_speech_params_init", None,
            [POINTER(conch_speech_params), c_size_t],
        )
        self.conch_speech_params_json = _function(
            library, "conch_speech_params_json", c_int32,
            [POINTER(conch_speech_params), POINTER(c_char_p), POINTER(c_void_p)],
        )
        self.conch_speech_generate = _function(
            library, "conch_speech_generate", c_int32,
            [c_void_p, POINTER(conch_speech_params), POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_music_params_init = _function(
            library, "conch_music_params_init", None,
            [POINTER(conch_music_params), c_size_t],
        )
        self.conch_music_params_json = _function(
            library, "conch_music_params_json", c_int32,
            [POINTER(conch_music_params), POINTER(c_char_p), POINTER(c_void_p)],
        )
        self.conch_music_generate = _function(
            library, "conch_music_generate", c_int32,
            [c_void_p, POINTER(conch_music_params), POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_chat_params_init = _function(
            library, "conch_chat_params_init", None,
            [POINTER(conch_chat_params), c_size_t],
        )
        self.conch_chat_params_json = _function(
            library, "conch_chat_params_json", c_int32,
            [POINTER(conch_chat_params), POINTER(c_char_p), POINTER(c_void_p)],
        )
        self.conch_chat_generate = _function(
            library, "conch_chat_generate", c_int32,
            [c_void_p, POINTER(conch_chat_params), POINTER(conch_task_options), POINTER(c_uint64), POINTER(c_void_p)],
        )
        self.conch_free = _function(library, "conch_free", None, [c_void_p])
        self.conch_get_proc_address = _function(library, "conch_get_proc_address", conch_function, [c_char_p])
        self.conch_debug_thread_count = _function(library, "conch_debug_thread_count", c_int32, [])
        self.conch_version = _function(library, "conch_version", c_int32, [])
        self.conch_version_string = _function(library, "conch_version_string", c_char_p, [])
        self.conch_webhook_options_init = _function(
            library, "conch_webhook_options_init", None,
            [POINTER(conch_webhook_options), c_size_t],
        )
        self.conch_webhook_listen = _function(
            library, "conch_webhook_listen", c_int32,
            [c_void_p, POINTER(conch_webhook_options), POINTER(c_char_p), POINTER(c_void_p)],
        )
        self.conch_webhook_stop = _function(library, "conch_webhook_stop", c_int32, [c_void_p])
        self.conch_webhook_parse = _function(
            library, "conch_webhook_parse", c_int32,
            [c_char_p, c_size_t, POINTER(c_char_p)],
        )
        self.conch_webhook_deliver = _function(
            library, "conch_webhook_deliver", c_int32,
            [c_void_p, c_char_p, c_size_t],
        )
        self.conch_emulator_options_init = _function(
            library, "conch_emulator_options_init", None,
            [POINTER(conch_emulator_options), c_size_t],
        )
        self.conch_emulator_start = _function(
            library, "conch_emulator_start", c_int32,
            [POINTER(conch_emulator_options), POINTER(c_void_p), POINTER(c_void_p)],
        )
        self.conch_emulator_base_url = _function(library, "conch_emulator_base_url", c_char_p, [c_void_p])
        self.conch_emulator_stop = _function(library, "conch_emulator_stop", None, [c_void_p])


def _function(library: ctypes.CDLL, name: str, result: Any, arguments: Any) -> Any:
    function = library[name]
    function.restype = result
    function.argtypes = arguments
    return function
