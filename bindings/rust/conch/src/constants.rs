// Made by bindings/generate from include/conch and the catalog; do not edit.
//! The constants of libconch as types. A value that this version does not know is kept as it is.

use std::fmt;

/// All statuses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Status(pub i32);

impl Status {
    pub const OK: Status = Status(0);
    /// nothing happened within the time given; ask again
    pub const NO_EVENT: Status = Status(1);
    /// a defect of libconch; the message says where
    pub const E_INTERNAL: Status = Status(-1);
    /// an allocation failed; nothing was changed
    pub const E_NO_MEMORY: Status = Status(-2);
    /// NULL, destroyed, or not a handle of this kind
    pub const E_HANDLE: Status = Status(-3);
    /// an argument breaks its documented rule; the message names it
    pub const E_ARGUMENT: Status = Status(-4);
    /// the parameters break a rule of the service; refused here, nothing was sent
    pub const E_INVALID: Status = Status(-5);
    /// no such task, operation or kind
    pub const E_NOT_FOUND: Status = Status(-6);
    /// this function may not be called from inside a callback
    pub const E_REENTRANT: Status = Status(-7);
    /// the handle belongs to the parent process
    pub const E_FORKED: Status = Status(-8);
    /// the client is closed or closing
    pub const E_CLOSED: Status = Status(-9);
    /// too many tasks are waiting; take some events, or raise task_capacity
    pub const E_QUEUE_FULL: Status = Status(-10);
    /// another thread is reading this client's events, or another program works on the job
    pub const E_BUSY: Status = Status(-11);
    /// the wait or the deadline ran out; a remote job lives on
    pub const E_TIMEOUT: Status = Status(-12);
    /// ended because the host asked for it
    pub const E_CANCELLED: Status = Status(-13);
    /// this build or the libcurl in memory cannot do it; the message says what is missing
    pub const E_UNSUPPORTED: Status = Status(-14);
    /// an input file is missing, unreadable or empty
    pub const E_FILE: Status = Status(-20);
    /// an input file is not of a kind that the service takes
    pub const E_FILE_TYPE: Status = Status(-21);
    /// an input file is above the service's limit
    pub const E_FILE_TOO_LARGE: Status = Status(-22);
    /// a result could not be written: no space, no permission, no such folder
    pub const E_DISK: Status = Status(-23);
    /// the host name has no address
    pub const E_RESOLVE: Status = Status(-30);
    /// nothing listens there, or the proxy refused
    pub const E_CONNECT: Status = Status(-31);
    /// the secure connection could not be made; the certificate was not accepted
    pub const E_TLS: Status = Status(-32);
    /// the connection broke
    pub const E_NETWORK: Status = Status(-33);
    /// a phase took longer than its limit; the message names the phase
    pub const E_NETWORK_TIMEOUT: Status = Status(-34);
    /// the answer is not what the service sends: not JSON, too large, too deep, cut short
    pub const E_RESPONSE: Status = Status(-35);
    /// the answer sends us to another place; credentials do not follow
    pub const E_REDIRECT: Status = Status(-36);
    /// HTTP 400
    pub const E_BAD_REQUEST: Status = Status(-40);
    /// HTTP 401: the API token or the account's login is not accepted
    pub const E_UNAUTHORIZED: Status = Status(-41);
    /// HTTP 404: no such thing, or it was removed
    pub const E_REMOTE_NOT_FOUND: Status = Status(-42);
    /// HTTP 412
    pub const E_INSUFFICIENT_CREDITS: Status = Status(-43);
    /// HTTP 422: the prompt or file was moderated, or the prompt is too short
    pub const E_REJECTED: Status = Status(-44);
    /// HTTP 429: our own places on the account are all taken
    pub const E_ACCOUNT_BUSY: Status = Status(-45);
    /// HTTP 429: the provider takes no more just now
    pub const E_RATE_LIMITED: Status = Status(-46);
    /// HTTP 596: the provider holds the account for some hours
    pub const E_ACCOUNT_ON_HOLD: Status = Status(-47);
    /// HTTP 5xx: the service or its upstream failed
    pub const E_SERVICE: Status = Status(-48);
    /// HTTP 410: the operation was decommissioned
    pub const E_GONE: Status = Status(-49);
    /// any other HTTP status
    pub const E_UNEXPECTED: Status = Status(-50);
    /// the provider could not make it
    pub const E_JOB_FAILED: Status = Status(-60);
    /// made or refused, and then withheld by moderation
    pub const E_JOB_MODERATED: Status = Status(-61);
    /// the job is no longer known; most often removed by moderation
    pub const E_JOB_VANISHED: Status = Status(-62);
    /// a create may or may not have been accepted; nothing was sent again
    pub const E_AMBIGUOUS: Status = Status(-63);
    /// the emulator did not start; the message says why
    pub const E_EMULATOR: Status = Status(-64);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "OK",
            1 => "NO_EVENT",
            -1 => "E_INTERNAL",
            -2 => "E_NO_MEMORY",
            -3 => "E_HANDLE",
            -4 => "E_ARGUMENT",
            -5 => "E_INVALID",
            -6 => "E_NOT_FOUND",
            -7 => "E_REENTRANT",
            -8 => "E_FORKED",
            -9 => "E_CLOSED",
            -10 => "E_QUEUE_FULL",
            -11 => "E_BUSY",
            -12 => "E_TIMEOUT",
            -13 => "E_CANCELLED",
            -14 => "E_UNSUPPORTED",
            -20 => "E_FILE",
            -21 => "E_FILE_TYPE",
            -22 => "E_FILE_TOO_LARGE",
            -23 => "E_DISK",
            -30 => "E_RESOLVE",
            -31 => "E_CONNECT",
            -32 => "E_TLS",
            -33 => "E_NETWORK",
            -34 => "E_NETWORK_TIMEOUT",
            -35 => "E_RESPONSE",
            -36 => "E_REDIRECT",
            -40 => "E_BAD_REQUEST",
            -41 => "E_UNAUTHORIZED",
            -42 => "E_REMOTE_NOT_FOUND",
            -43 => "E_INSUFFICIENT_CREDITS",
            -44 => "E_REJECTED",
            -45 => "E_ACCOUNT_BUSY",
            -46 => "E_RATE_LIMITED",
            -47 => "E_ACCOUNT_ON_HOLD",
            -48 => "E_SERVICE",
            -49 => "E_GONE",
            -50 => "E_UNEXPECTED",
            -60 => "E_JOB_FAILED",
            -61 => "E_JOB_MODERATED",
            -62 => "E_JOB_VANISHED",
            -63 => "E_AMBIGUOUS",
            -64 => "E_EMULATOR",
            _ => return None,
        })
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Status({})", self.0),
        }
    }
}

/// What an event is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventType(pub i32);

impl EventType {
    pub const NONE: EventType = EventType(0);
    /// the task moved: phase, percent, message, bytes, remaining time
    pub const PROGRESS: EventType = EventType(1);
    /// a piece of a stream: text of a chat, MP3 frames of speech, a step of a template video
    pub const CHUNK: EventType = EventType(2);
    /// something worth a line in the host's log; only when asked for by log_level
    pub const LOG: EventType = EventType(3);
    /// the end: status, results or error; the last event of its task
    pub const DONE: EventType = EventType(4);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "NONE",
            1 => "PROGRESS",
            2 => "CHUNK",
            3 => "LOG",
            4 => "DONE",
            _ => return None,
        })
    }
}

impl fmt::Debug for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "EventType({})", self.0),
        }
    }
}

/// What a task is doing. Values are frozen; treat an unknown one as CONCH_PHASE_WORKING.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phase(pub i32);

impl Phase {
    pub const UNSET: Phase = Phase(0);
    /// looking at the parameters and local files; nothing was sent yet
    pub const CHECKING: Phase = Phase(1);
    /// local inputs are on their way
    pub const UPLOADING: Phase = Phase(2);
    /// the request that costs credits
    pub const CREATING: Phase = Phase(3);
    /// not accepted yet: no free place on any account; asked again by itself
    pub const WAITING: Phase = Phase(4);
    /// accepted by the service, waiting for its turn
    pub const QUEUED: Phase = Phase(5);
    /// being generated, or a call that is on its way
    pub const WORKING: Phase = Phase(6);
    /// results are on their way to disk
    pub const DOWNLOADING: Phase = Phase(7);
    /// the DONE event has been queued
    pub const ENDED: Phase = Phase(8);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "UNSET",
            1 => "CHECKING",
            2 => "UPLOADING",
            3 => "CREATING",
            4 => "WAITING",
            5 => "QUEUED",
            6 => "WORKING",
            7 => "DOWNLOADING",
            8 => "ENDED",
            _ => return None,
        })
    }
}

impl fmt::Debug for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Phase({})", self.0),
        }
    }
}

/// Bits of conch_client_options::flags.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientFlags(pub u32);

impl ClientFlags {
    pub const DEFAULT: ClientFlags = ClientFlags(0);
    /// Accept an `http://` base URL whose host is not this machine, although the token travels in the clear.
    pub const ALLOW_PLAIN_HTTP: ClientFlags = ClientFlags(1);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "DEFAULT",
            1 => "ALLOW_PLAIN_HTTP",
            _ => return None,
        })
    }
}

impl fmt::Debug for ClientFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "ClientFlags({})", self.0),
        }
    }
}

/// How talkative LOG events are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogLevel(pub u32);

impl LogLevel {
    pub const OFF: LogLevel = LogLevel(0);
    /// something was done about a problem: a retry, a resumed download
    pub const WARNING: LogLevel = LogLevel(1);
    /// steps of jobs
    pub const INFO: LogLevel = LogLevel(2);
    /// every request with method, path, status and time; never headers or bodies
    pub const DEBUG: LogLevel = LogLevel(3);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "OFF",
            1 => "WARNING",
            2 => "INFO",
            3 => "DEBUG",
            _ => return None,
        })
    }
}

impl fmt::Debug for LogLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "LogLevel({})", self.0),
        }
    }
}

/// All operations.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operation(pub i32);

impl Operation {
    /// none; no operation has this number
    pub const UNSET: Operation = Operation(0);
    /// `accounts.list` - GET `/accounts`. Lists all configured accounts.
    pub const ACCOUNTS_LIST: Operation = Operation(100);
    /// `accounts.get` - GET `/accounts/{account}`. Reads one configured account.
    pub const ACCOUNTS_GET: Operation = Operation(101);
    /// `accounts.set` - POST `/accounts`. Adds an account or renews its login.
    pub const ACCOUNTS_SET: Operation = Operation(102);
    /// `accounts.delete` - DELETE `/accounts/{account}`. Forgets a configured account.
    pub const ACCOUNTS_DELETE: Operation = Operation(103);
    /// `features.get` - GET `/features`. Reads the plan of an account: credits left, queue length, what each model
    /// costs.
    pub const FEATURES_GET: Operation = Operation(150);
    /// `files.upload` - POST `/files`. Uploads a picture for later use as fileID.
    pub const FILES_UPLOAD: Operation = Operation(200);
    /// `files.list` - GET `/files`. Lists uploaded pictures that were used for a generation. The service retired it in
    /// March 2025: it returns an empty list.
    pub const FILES_LIST: Operation = Operation(201);
    /// `files.delete` - DELETE `/files/{fileID}`. Deletes an uploaded file.
    pub const FILES_DELETE: Operation = Operation(202);
    /// `videos.create` - POST `/videos/create`. Starts a video from text, a picture, two pictures or a subject.
    pub const VIDEOS_CREATE: Operation = Operation(300);
    /// `videos.get` - GET `/videos/{videoId}`. Reads a video: status, progress and addresses of the result.
    pub const VIDEOS_GET: Operation = Operation(301);
    /// `videos.list` - GET `/videos`. Lists the videos of an account, newest first, with those that were started by
    /// hand on the site.
    pub const VIDEOS_LIST: Operation = Operation(302);
    /// `videos.delete` - DELETE `/videos/{videoId}`. Deletes a video.
    pub const VIDEOS_DELETE: Operation = Operation(303);
    /// `videos.cancel` - POST `/videos/cancel`. Asks the provider to stop a running video.
    pub const VIDEOS_CANCEL: Operation = Operation(304);
    /// `videos.characters` - GET `/videos/characters`. Lists the saved characters; the fileID of one can be used as a
    /// subject.
    pub const VIDEOS_CHARACTERS: Operation = Operation(305);
    /// `videos.templates` - GET `/videos/agent-templates`. Lists the agent's video templates, or reads one with its
    /// price and inputs.
    pub const VIDEOS_TEMPLATES: Operation = Operation(306);
    /// `videos.create_from_template` - POST `/videos/agent-create`. Makes a video from a template; the answer is a
    /// stream of steps.
    pub const VIDEOS_CREATE_FROM_TEMPLATE: Operation = Operation(307);
    /// `images.create` - POST `/images/create`. Starts one to four images.
    pub const IMAGES_CREATE: Operation = Operation(400);
    /// `images.get` - GET `/images/{imageId}`. Reads an image: status, progress and addresses of the result.
    pub const IMAGES_GET: Operation = Operation(401);
    /// `images.list` - GET `/images`. Lists the images of an account, newest first.
    pub const IMAGES_LIST: Operation = Operation(402);
    /// `images.delete` - DELETE `/images/{imageId}`. Hides an image from the list; it can still be read by its id.
    pub const IMAGES_DELETE: Operation = Operation(403);
    /// `agent.run` - POST `/agent`. Gives a task in plain words to the agent, which may make videos, images, speech and
    /// music.
    pub const AGENT_RUN: Operation = Operation(500);
    /// `agent.get` - GET `/agent/{jobId}`. Reads an agent's job in any state; jobs are kept for 31 days.
    pub const AGENT_GET: Operation = Operation(501);
    /// `agent.jobs` - GET `/agent/jobs`. Lists the agent's running jobs by account.
    pub const AGENT_JOBS: Operation = Operation(502);
    /// `scheduler.list` - GET `/scheduler`. Lists the running videos and images that were started through the API.
    pub const SCHEDULER_LIST: Operation = Operation(600);
    /// `scheduler.available` - GET `/scheduler/available`. Says how many videos each account could start now.
    pub const SCHEDULER_AVAILABLE: Operation = Operation(601);
    /// `scheduler.remove` - DELETE `/scheduler/{id}`. Stops following a job and frees its place; the generation itself
    /// goes on.
    pub const SCHEDULER_REMOVE: Operation = Operation(602);
    /// `llm.send` - POST `/llm`. Sends a message to the chat model, in a new thread or an old one. Decommissioned.
    pub const LLM_SEND: Operation = Operation(700);
    /// `llm.list` - GET `/llm`. Lists the chat threads of an account. Decommissioned.
    pub const LLM_LIST: Operation = Operation(701);
    /// `llm.get` - GET `/llm/{chatID}`. Reads all messages of a chat thread. Decommissioned.
    pub const LLM_GET: Operation = Operation(702);
    /// `llm.delete` - DELETE `/llm`. Deletes chat threads or messages. Decommissioned.
    pub const LLM_DELETE: Operation = Operation(703);
    /// `audio.create_mp3` - POST `/audio/create-mp3`. Speaks a short text into an MP3 file. Decommissioned.
    pub const AUDIO_CREATE_MP3: Operation = Operation(800);
    /// `audio.create_stream` - POST `/audio/create-stream`. Prepares a longer text for speaking over audio.stream.
    /// Decommissioned.
    pub const AUDIO_CREATE_STREAM: Operation = Operation(801);
    /// `audio.stream` - WSS `/audio/wss`. Receives speech while it is made, over a WebSocket. Decommissioned.
    pub const AUDIO_STREAM: Operation = Operation(802);
    /// `audio.list` - GET `/audio`. Lists the spoken clips of an account. Decommissioned.
    pub const AUDIO_LIST: Operation = Operation(803);
    /// `audio.get` - GET `/audio/{audio_id}`. Reads a spoken clip with its text, voice and effects. Decommissioned.
    pub const AUDIO_GET: Operation = Operation(804);
    /// `audio.delete` - DELETE `/audio/{audio_id}`. Deletes a spoken clip. Decommissioned.
    pub const AUDIO_DELETE: Operation = Operation(805);
    /// `audio.voices` - GET `/audio/voices`. Lists the system's voices, or the cloned ones. Decommissioned.
    pub const AUDIO_VOICES: Operation = Operation(806);
    /// `audio.config` - GET `/audio/config`. Reads the emotions, languages and voice tags that the audio operations
    /// take. Decommissioned.
    pub const AUDIO_CONFIG: Operation = Operation(807);
    /// `audio.upload_sample` - POST `/audio/upload-sample`. Uploads a recording for cloning a voice, 10 to 60 seconds
    /// long. Decommissioned.
    pub const AUDIO_UPLOAD_SAMPLE: Operation = Operation(808);
    /// `audio.clone_voice` - POST `/audio/clone-voice`. Makes a voice from uploaded recordings; an account keeps up to
    /// four. Decommissioned.
    pub const AUDIO_CLONE_VOICE: Operation = Operation(809);
    /// `audio.delete_voice` - POST `/audio/delete-voice`. Deletes a cloned voice. Decommissioned.
    pub const AUDIO_DELETE_VOICE: Operation = Operation(810);
    /// `music.create` - GET `/music/create`. Makes a song of up to 60 seconds. It is a GET that creates: never repeat
    /// it blindly. Decommissioned.
    pub const MUSIC_CREATE: Operation = Operation(900);
    /// `music.get` - GET `/music/{musicId}`. Reads a song. Decommissioned.
    pub const MUSIC_GET: Operation = Operation(901);
    /// `music.list` - GET `/music`. Lists the songs of an account; moderated ones are not shown. Decommissioned.
    pub const MUSIC_LIST: Operation = Operation(902);
    /// `music.styles` - GET `/music/styles`. Lists the styles for music.create. Decommissioned.
    pub const MUSIC_STYLES: Operation = Operation(903);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "UNSET",
            100 => "ACCOUNTS_LIST",
            101 => "ACCOUNTS_GET",
            102 => "ACCOUNTS_SET",
            103 => "ACCOUNTS_DELETE",
            150 => "FEATURES_GET",
            200 => "FILES_UPLOAD",
            201 => "FILES_LIST",
            202 => "FILES_DELETE",
            300 => "VIDEOS_CREATE",
            301 => "VIDEOS_GET",
            302 => "VIDEOS_LIST",
            303 => "VIDEOS_DELETE",
            304 => "VIDEOS_CANCEL",
            305 => "VIDEOS_CHARACTERS",
            306 => "VIDEOS_TEMPLATES",
            307 => "VIDEOS_CREATE_FROM_TEMPLATE",
            400 => "IMAGES_CREATE",
            401 => "IMAGES_GET",
            402 => "IMAGES_LIST",
            403 => "IMAGES_DELETE",
            500 => "AGENT_RUN",
            501 => "AGENT_GET",
            502 => "AGENT_JOBS",
            600 => "SCHEDULER_LIST",
            601 => "SCHEDULER_AVAILABLE",
            602 => "SCHEDULER_REMOVE",
            700 => "LLM_SEND",
            701 => "LLM_LIST",
            702 => "LLM_GET",
            703 => "LLM_DELETE",
            800 => "AUDIO_CREATE_MP3",
            801 => "AUDIO_CREATE_STREAM",
            802 => "AUDIO_STREAM",
            803 => "AUDIO_LIST",
            804 => "AUDIO_GET",
            805 => "AUDIO_DELETE",
            806 => "AUDIO_VOICES",
            807 => "AUDIO_CONFIG",
            808 => "AUDIO_UPLOAD_SAMPLE",
            809 => "AUDIO_CLONE_VOICE",
            810 => "AUDIO_DELETE_VOICE",
            900 => "MUSIC_CREATE",
            901 => "MUSIC_GET",
            902 => "MUSIC_LIST",
            903 => "MUSIC_STYLES",
            _ => return None,
        })
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Operation({})", self.0),
        }
    }
}

/// Where a task's events go.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deliver(pub u32);

impl Deliver {
    /// into the client's event queue, for the host's own thread; the default
    pub const QUEUE: Deliver = Deliver(0);
    /// nowhere but into conch_task_wait; progress can be asked for with conch_task_state
    pub const WAIT: Deliver = Deliver(1);
    /// To the task's own callback, on the worker thread, as they happen. For hosts that can bear it: the callback must
    /// be quick (everything of this client stands still meanwhile), must not throw, and must not touch a runtime that
    /// forbids foreign threads (LuaJIT, Blender's Python data, Godot's scene tree, …). A callback is required.
    pub const THREAD: Deliver = Deliver(2);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "QUEUE",
            1 => "WAIT",
            2 => "THREAD",
            _ => return None,
        })
    }
}

impl fmt::Debug for Deliver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Deliver({})", self.0),
        }
    }
}

/// Bits of conch_task_options::flags.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskFlags(pub u32);

impl TaskFlags {
    pub const DEFAULT: TaskFlags = TaskFlags(0);
    /// let models, options and fields pass that the catalog does not know; known rules still hold
    pub const ALLOW_UNKNOWN: TaskFlags = TaskFlags(1);
    /// jobs: end when the result exists at the service; the links are in the JSON
    pub const NO_DOWNLOAD: TaskFlags = TaskFlags(2);
    /// jobs: replace a file of the same name instead of numbering the new one
    pub const OVERWRITE: TaskFlags = TaskFlags(4);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "DEFAULT",
            1 => "ALLOW_UNKNOWN",
            2 => "NO_DOWNLOAD",
            4 => "OVERWRITE",
            _ => return None,
        })
    }
}

impl fmt::Debug for TaskFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "TaskFlags({})", self.0),
        }
    }
}

/// How far a cancel reaches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cancel(pub i32);

impl Cancel {
    /// stop following; the remote job goes on and what it makes stays there
    pub const HERE: Cancel = Cancel(0);
    /// also ask the service to stop; credits may be spent all the same
    pub const EVERYWHERE: Cancel = Cancel(1);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "HERE",
            1 => "EVERYWHERE",
            _ => return None,
        })
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Cancel({})", self.0),
        }
    }
}

/// What a job makes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobKind(pub i32);

impl JobKind {
    pub const UNSET: JobKind = JobKind(0);
    /// one clip (MP4) by `videos.create`: text, picture, end frame, subject
    pub const VIDEO: JobKind = JobKind(1);
    /// 1 to 4 pictures by `images.create`: text, references, a character
    pub const IMAGE: JobKind = JobKind(2);
    /// whatever the prompt asks an agent for, by `agent.run`; files go along under "file"
    pub const AGENT: JobKind = JobKind(3);
    /// one MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)
    pub const SPEECH: JobKind = JobKind(4);
    /// one song (MP3) by `music.create` (decommissioned by the service)
    pub const MUSIC: JobKind = JobKind(5);
    /// one answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)
    pub const CHAT: JobKind = JobKind(6);
    /// one clip by `videos.create_from_template`; its steps come as CHUNK events
    pub const TEMPLATE_VIDEO: JobKind = JobKind(7);
    /// Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
    /// (decommissioned).
    pub const SPEECH_STREAM: JobKind = JobKind(8);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "UNSET",
            1 => "VIDEO",
            2 => "IMAGE",
            3 => "AGENT",
            4 => "SPEECH",
            5 => "MUSIC",
            6 => "CHAT",
            7 => "TEMPLATE_VIDEO",
            8 => "SPEECH_STREAM",
            _ => return None,
        })
    }
}

impl fmt::Debug for JobKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "JobKind({})", self.0),
        }
    }
}

/// A switch with a default that is the service's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice(pub i32);

impl Choice {
    /// not said
    pub const DEFAULT: Choice = Choice(0);
    /// true
    pub const YES: Choice = Choice(1);
    /// false
    pub const NO: Choice = Choice(2);

    /// The constant's name, of those that are known.
    pub fn name(self) -> Option<&'static str> {
        Some(match self.0 {
            0 => "DEFAULT",
            1 => "YES",
            2 => "NO",
            _ => return None,
        })
    }
}

impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Choice({})", self.0),
        }
    }
}
