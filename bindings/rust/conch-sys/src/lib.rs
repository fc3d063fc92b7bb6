// Made by bindings/generate from include/conch and the catalog; do not edit.
//! The C interface of libconch, as it is. The crate `conch` is the one to use.
#![allow(non_camel_case_types)]

use std::os::raw::{c_char, c_void};

pub const HEADER_VERSION: &str = "1.0.0";
/// Bytes that the text of any task number needs, with its NUL.
pub const CONCH_TASK_TEXT_SIZE: i32 = 21;
/// the number in the SONAME
pub const CONCH_VERSION_MAJOR: i32 = 1;
/// grows with every addition to the ABI
pub const CONCH_VERSION_MINOR: i32 = 0;
/// grows with every other release
pub const CONCH_VERSION_PATCH: i32 = 0;
/// The version of these headers.
pub const CONCH_VERSION: i32 = 1000000;

/// 0: success, \< 0: error, > 0: success with information.
pub type conch_status = i32;

/// Names one task for the life of the process; 0 is never a task.
pub type conch_task = u64;

/// One of the constants below.
pub type conch_operation = i32;

// All statuses.
pub const CONCH_OK: conch_status = 0;
/// nothing happened within the time given; ask again
pub const CONCH_NO_EVENT: conch_status = 1;
/// a defect of libconch; the message says where
pub const CONCH_E_INTERNAL: conch_status = -1;
/// an allocation failed; nothing was changed
pub const CONCH_E_NO_MEMORY: conch_status = -2;
/// NULL, destroyed, or not a handle of this kind
pub const CONCH_E_HANDLE: conch_status = -3;
/// an argument breaks its documented rule; the message names it
pub const CONCH_E_ARGUMENT: conch_status = -4;
/// the parameters break a rule of the service; refused here, nothing was sent
pub const CONCH_E_INVALID: conch_status = -5;
/// no such task, operation or kind
pub const CONCH_E_NOT_FOUND: conch_status = -6;
/// this function may not be called from inside a callback
pub const CONCH_E_REENTRANT: conch_status = -7;
/// the handle belongs to the parent process
pub const CONCH_E_FORKED: conch_status = -8;
/// the client is closed or closing
pub const CONCH_E_CLOSED: conch_status = -9;
/// too many tasks are waiting; take some events, or raise task_capacity
pub const CONCH_E_QUEUE_FULL: conch_status = -10;
/// another thread is reading this client's events, or another program works on the job
pub const CONCH_E_BUSY: conch_status = -11;
/// the wait or the deadline ran out; a remote job lives on
pub const CONCH_E_TIMEOUT: conch_status = -12;
/// ended because the host asked for it
pub const CONCH_E_CANCELLED: conch_status = -13;
/// this build or the libcurl in memory cannot do it; the message says what is missing
pub const CONCH_E_UNSUPPORTED: conch_status = -14;
/// an input file is missing, unreadable or empty
pub const CONCH_E_FILE: conch_status = -20;
/// an input file is not of a kind that the service takes
pub const CONCH_E_FILE_TYPE: conch_status = -21;
/// an input file is above the service's limit
pub const CONCH_E_FILE_TOO_LARGE: conch_status = -22;
/// a result could not be written: no space, no permission, no such folder
pub const CONCH_E_DISK: conch_status = -23;
/// the host name has no address
pub const CONCH_E_RESOLVE: conch_status = -30;
/// nothing listens there, or the proxy refused
pub const CONCH_E_CONNECT: conch_status = -31;
/// the secure connection could not be made; the certificate was not accepted
pub const CONCH_E_TLS: conch_status = -32;
/// the connection broke
pub const CONCH_E_NETWORK: conch_status = -33;
/// a phase took longer than its limit; the message names the phase
pub const CONCH_E_NETWORK_TIMEOUT: conch_status = -34;
/// the answer is not what the service sends: not JSON, too large, too deep, cut short
pub const CONCH_E_RESPONSE: conch_status = -35;
/// the answer sends us to another place; credentials do not follow
pub const CONCH_E_REDIRECT: conch_status = -36;
/// HTTP 400
pub const CONCH_E_BAD_REQUEST: conch_status = -40;
/// HTTP 401: the API token or the account's login is not accepted
pub const CONCH_E_UNAUTHORIZED: conch_status = -41;
/// HTTP 404: no such thing, or it was removed
pub const CONCH_E_REMOTE_NOT_FOUND: conch_status = -42;
/// HTTP 412
pub const CONCH_E_INSUFFICIENT_CREDITS: conch_status = -43;
/// HTTP 422: the prompt or file was moderated, or the prompt is too short
pub const CONCH_E_REJECTED: conch_status = -44;
/// HTTP 429: our own places on the account are all taken
pub const CONCH_E_ACCOUNT_BUSY: conch_status = -45;
/// HTTP 429: the provider takes no more just now
pub const CONCH_E_RATE_LIMITED: conch_status = -46;
/// HTTP 596: the provider holds the account for some hours
pub const CONCH_E_ACCOUNT_ON_HOLD: conch_status = -47;
/// HTTP 5xx: the service or its upstream failed
pub const CONCH_E_SERVICE: conch_status = -48;
/// HTTP 410: the operation was decommissioned
pub const CONCH_E_GONE: conch_status = -49;
/// any other HTTP status
pub const CONCH_E_UNEXPECTED: conch_status = -50;
/// the provider could not make it
pub const CONCH_E_JOB_FAILED: conch_status = -60;
/// made or refused, and then withheld by moderation
pub const CONCH_E_JOB_MODERATED: conch_status = -61;
/// the job is no longer known; most often removed by moderation
pub const CONCH_E_JOB_VANISHED: conch_status = -62;
/// a create may or may not have been accepted; nothing was sent again
pub const CONCH_E_AMBIGUOUS: conch_status = -63;
/// the emulator did not start; the message says why
pub const CONCH_E_EMULATOR: conch_status = -64;

// What an event is.
pub const CONCH_EVENT_NONE: i32 = 0;
/// the task moved: phase, percent, message, bytes, remaining time
pub const CONCH_EVENT_PROGRESS: i32 = 1;
/// a piece of a stream: text of a chat, MP3 frames of speech, a step of a template video
pub const CONCH_EVENT_CHUNK: i32 = 2;
/// something worth a line in the host's log; only when asked for by log_level
pub const CONCH_EVENT_LOG: i32 = 3;
/// the end: status, results or error; the last event of its task
pub const CONCH_EVENT_DONE: i32 = 4;

// What a task is doing. Values are frozen; treat an unknown one as CONCH_PHASE_WORKING.
pub const CONCH_PHASE_UNSET: i32 = 0;
/// looking at the parameters and local files; nothing was sent yet
pub const CONCH_PHASE_CHECKING: i32 = 1;
/// local inputs are on their way
pub const CONCH_PHASE_UPLOADING: i32 = 2;
/// the request that costs credits
pub const CONCH_PHASE_CREATING: i32 = 3;
/// not accepted yet: no free place on any account; asked again by itself
pub const CONCH_PHASE_WAITING: i32 = 4;
/// accepted by the service, waiting for its turn
pub const CONCH_PHASE_QUEUED: i32 = 5;
/// being generated, or a call that is on its way
pub const CONCH_PHASE_WORKING: i32 = 6;
/// results are on their way to disk
pub const CONCH_PHASE_DOWNLOADING: i32 = 7;
/// the DONE event has been queued
pub const CONCH_PHASE_ENDED: i32 = 8;

// Bits of conch_client_options::flags.
pub const CONCH_CLIENT_DEFAULT: u32 = 0;
/// Accept an `http://` base URL whose host is not this machine, although the token travels in the clear.
pub const CONCH_CLIENT_ALLOW_PLAIN_HTTP: u32 = 1;

// How talkative LOG events are.
pub const CONCH_LOG_OFF: i32 = 0;
/// something was done about a problem: a retry, a resumed download
pub const CONCH_LOG_WARNING: i32 = 1;
/// steps of jobs
pub const CONCH_LOG_INFO: i32 = 2;
/// every request with method, path, status and time; never headers or bodies
pub const CONCH_LOG_DEBUG: i32 = 3;

// All operations.
/// none; no operation has this number
pub const CONCH_OP_UNSET: i32 = 0;
/// `accounts.list` - GET `/accounts`. Lists all configured accounts.
pub const CONCH_OP_ACCOUNTS_LIST: i32 = 100;
/// `accounts.get` - GET `/accounts/{account}`. Reads one configured account.
pub const CONCH_OP_ACCOUNTS_GET: i32 = 101;
/// `accounts.set` - POST `/accounts`. Adds an account or renews its login.
pub const CONCH_OP_ACCOUNTS_SET: i32 = 102;
/// `accounts.delete` - DELETE `/accounts/{account}`. Forgets a configured account.
pub const CONCH_OP_ACCOUNTS_DELETE: i32 = 103;
/// `features.get` - GET `/features`. Reads the plan of an account: credits left, queue length, what each model costs.
pub const CONCH_OP_FEATURES_GET: i32 = 150;
/// `files.upload` - POST `/files`. Uploads a picture for later use as fileID.
pub const CONCH_OP_FILES_UPLOAD: i32 = 200;
/// `files.list` - GET `/files`. Lists uploaded pictures that were used for a generation. The service retired it in
/// March 2025: it returns an empty list.
pub const CONCH_OP_FILES_LIST: i32 = 201;
/// `files.delete` - DELETE `/files/{fileID}`. Deletes an uploaded file.
pub const CONCH_OP_FILES_DELETE: i32 = 202;
/// `videos.create` - POST `/videos/create`. Starts a video from text, a picture, two pictures or a subject.
pub const CONCH_OP_VIDEOS_CREATE: i32 = 300;
/// `videos.get` - GET `/videos/{videoId}`. Reads a video: status, progress and addresses of the result.
pub const CONCH_OP_VIDEOS_GET: i32 = 301;
/// `videos.list` - GET `/videos`. Lists the videos of an account, newest first, with those that were started by hand on
/// the site.
pub const CONCH_OP_VIDEOS_LIST: i32 = 302;
/// `videos.delete` - DELETE `/videos/{videoId}`. Deletes a video.
pub const CONCH_OP_VIDEOS_DELETE: i32 = 303;
/// `videos.cancel` - POST `/videos/cancel`. Asks the provider to stop a running video.
pub const CONCH_OP_VIDEOS_CANCEL: i32 = 304;
/// `videos.characters` - GET `/videos/characters`. Lists the saved characters; the fileID of one can be used as a
/// subject.
pub const CONCH_OP_VIDEOS_CHARACTERS: i32 = 305;
/// `videos.templates` - GET `/videos/agent-templates`. Lists the agent's video templates, or reads one with its price
/// and inputs.
pub const CONCH_OP_VIDEOS_TEMPLATES: i32 = 306;
/// `videos.create_from_template` - POST `/videos/agent-create`. Makes a video from a template; the answer is a stream
/// of steps.
pub const CONCH_OP_VIDEOS_CREATE_FROM_TEMPLATE: i32 = 307;
/// `images.create` - POST `/images/create`. Starts one to four images.
pub const CONCH_OP_IMAGES_CREATE: i32 = 400;
/// `images.get` - GET `/images/{imageId}`. Reads an image: status, progress and addresses of the result.
pub const CONCH_OP_IMAGES_GET: i32 = 401;
/// `images.list` - GET `/images`. Lists the images of an account, newest first.
pub const CONCH_OP_IMAGES_LIST: i32 = 402;
/// `images.delete` - DELETE `/images/{imageId}`. Hides an image from the list; it can still be read by its id.
pub const CONCH_OP_IMAGES_DELETE: i32 = 403;
/// `agent.run` - POST `/agent`. Gives a task in plain words to the agent, which may make videos, images, speech and
/// music.
pub const CONCH_OP_AGENT_RUN: i32 = 500;
/// `agent.get` - GET `/agent/{jobId}`. Reads an agent's job in any state; jobs are kept for 31 days.
pub const CONCH_OP_AGENT_GET: i32 = 501;
/// `agent.jobs` - GET `/agent/jobs`. Lists the agent's running jobs by account.
pub const CONCH_OP_AGENT_JOBS: i32 = 502;
/// `scheduler.list` - GET `/scheduler`. Lists the running videos and images that were started through the API.
pub const CONCH_OP_SCHEDULER_LIST: i32 = 600;
/// `scheduler.available` - GET `/scheduler/available`. Says how many videos each account could start now.
pub const CONCH_OP_SCHEDULER_AVAILABLE: i32 = 601;
/// `scheduler.remove` - DELETE `/scheduler/{id}`. Stops following a job and frees its place; the generation itself goes
/// on.
pub const CONCH_OP_SCHEDULER_REMOVE: i32 = 602;
/// `llm.send` - POST `/llm`. Sends a message to the chat model, in a new thread or an old one. Decommissioned.
pub const CONCH_OP_LLM_SEND: i32 = 700;
/// `llm.list` - GET `/llm`. Lists the chat threads of an account. Decommissioned.
pub const CONCH_OP_LLM_LIST: i32 = 701;
/// `llm.get` - GET `/llm/{chatID}`. Reads all messages of a chat thread. Decommissioned.
pub const CONCH_OP_LLM_GET: i32 = 702;
/// `llm.delete` - DELETE `/llm`. Deletes chat threads or messages. Decommissioned.
pub const CONCH_OP_LLM_DELETE: i32 = 703;
/// `audio.create_mp3` - POST `/audio/create-mp3`. Speaks a short text into an MP3 file. Decommissioned.
pub const CONCH_OP_AUDIO_CREATE_MP3: i32 = 800;
/// `audio.create_stream` - POST `/audio/create-stream`. Prepares a longer text for speaking over audio.stream.
/// Decommissioned.
pub const CONCH_OP_AUDIO_CREATE_STREAM: i32 = 801;
/// `audio.stream` - WSS `/audio/wss`. Receives speech while it is made, over a WebSocket. Decommissioned.
pub const CONCH_OP_AUDIO_STREAM: i32 = 802;
/// `audio.list` - GET `/audio`. Lists the spoken clips of an account. Decommissioned.
pub const CONCH_OP_AUDIO_LIST: i32 = 803;
/// `audio.get` - GET `/audio/{audio_id}`. Reads a spoken clip with its text, voice and effects. Decommissioned.
pub const CONCH_OP_AUDIO_GET: i32 = 804;
/// `audio.delete` - DELETE `/audio/{audio_id}`. Deletes a spoken clip. Decommissioned.
pub const CONCH_OP_AUDIO_DELETE: i32 = 805;
/// `audio.voices` - GET `/audio/voices`. Lists the system's voices, or the cloned ones. Decommissioned.
pub const CONCH_OP_AUDIO_VOICES: i32 = 806;
/// `audio.config` - GET `/audio/config`. Reads the emotions, languages and voice tags that the audio operations take.
/// Decommissioned.
pub const CONCH_OP_AUDIO_CONFIG: i32 = 807;
/// `audio.upload_sample` - POST `/audio/upload-sample`. Uploads a recording for cloning a voice, 10 to 60 seconds long.
/// Decommissioned.
pub const CONCH_OP_AUDIO_UPLOAD_SAMPLE: i32 = 808;
/// `audio.clone_voice` - POST `/audio/clone-voice`. Makes a voice from uploaded recordings; an account keeps up to
/// four. Decommissioned.
pub const CONCH_OP_AUDIO_CLONE_VOICE: i32 = 809;
/// `audio.delete_voice` - POST `/audio/delete-voice`. Deletes a cloned voice. Decommissioned.
pub const CONCH_OP_AUDIO_DELETE_VOICE: i32 = 810;
/// `music.create` - GET `/music/create`. Makes a song of up to 60 seconds. It is a GET that creates: never repeat it
/// blindly. Decommissioned.
pub const CONCH_OP_MUSIC_CREATE: i32 = 900;
/// `music.get` - GET `/music/{musicId}`. Reads a song. Decommissioned.
pub const CONCH_OP_MUSIC_GET: i32 = 901;
/// `music.list` - GET `/music`. Lists the songs of an account; moderated ones are not shown. Decommissioned.
pub const CONCH_OP_MUSIC_LIST: i32 = 902;
/// `music.styles` - GET `/music/styles`. Lists the styles for music.create. Decommissioned.
pub const CONCH_OP_MUSIC_STYLES: i32 = 903;

// Where a task's events go.
/// into the client's event queue, for the host's own thread; the default
pub const CONCH_DELIVER_QUEUE: i32 = 0;
/// nowhere but into conch_task_wait; progress can be asked for with conch_task_state
pub const CONCH_DELIVER_WAIT: i32 = 1;
/// To the task's own callback, on the worker thread, as they happen. For hosts that can bear it: the callback must be
/// quick (everything of this client stands still meanwhile), must not throw, and must not touch a runtime that forbids
/// foreign threads (LuaJIT, Blender's Python data, Godot's scene tree, …). A callback is required.
pub const CONCH_DELIVER_THREAD: i32 = 2;

// Bits of conch_task_options::flags.
pub const CONCH_TASK_DEFAULT: u32 = 0;
/// let models, options and fields pass that the catalog does not know; known rules still hold
pub const CONCH_TASK_ALLOW_UNKNOWN: u32 = 1;
/// jobs: end when the result exists at the service; the links are in the JSON
pub const CONCH_TASK_NO_DOWNLOAD: u32 = 2;
/// jobs: replace a file of the same name instead of numbering the new one
pub const CONCH_TASK_OVERWRITE: u32 = 4;

// How far a cancel reaches.
/// stop following; the remote job goes on and what it makes stays there
pub const CONCH_CANCEL_HERE: i32 = 0;
/// also ask the service to stop; credits may be spent all the same
pub const CONCH_CANCEL_EVERYWHERE: i32 = 1;

// What a job makes.
pub const CONCH_JOB_UNSET: i32 = 0;
/// one clip (MP4) by `videos.create`: text, picture, end frame, subject
pub const CONCH_JOB_VIDEO: i32 = 1;
/// 1 to 4 pictures by `images.create`: text, references, a character
pub const CONCH_JOB_IMAGE: i32 = 2;
/// whatever the prompt asks an agent for, by `agent.run`; files go along under "file"
pub const CONCH_JOB_AGENT: i32 = 3;
/// one MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)
pub const CONCH_JOB_SPEECH: i32 = 4;
/// one song (MP3) by `music.create` (decommissioned by the service)
pub const CONCH_JOB_MUSIC: i32 = 5;
/// one answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)
pub const CONCH_JOB_CHAT: i32 = 6;
/// one clip by `videos.create_from_template`; its steps come as CHUNK events
pub const CONCH_JOB_TEMPLATE_VIDEO: i32 = 7;
/// Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
/// (decommissioned).
pub const CONCH_JOB_SPEECH_STREAM: i32 = 8;

// A switch with a default that is the service's.
/// not said
pub const CONCH_CHOICE_DEFAULT: i32 = 0;
/// true
pub const CONCH_CHOICE_YES: i32 = 1;
/// false
pub const CONCH_CHOICE_NO: i32 = 2;

/// Opaque; read with the functions below.
#[repr(C)]
pub struct conch_error {
    _private: [u8; 0],
}

/// Opaque; read with the functions below.
#[repr(C)]
pub struct conch_event {
    _private: [u8; 0],
}

/// Opaque. A handle that was destroyed stays safe to pass: it is answered with CONCH_E_HANDLE.
#[repr(C)]
pub struct conch_client {
    _private: [u8; 0],
}

/// Opaque.
#[repr(C)]
pub struct conch_emulator {
    _private: [u8; 0],
}

/// Called for every event of a task when the host runs conch_client_dispatch, on the thread that runs it. May call
/// everything but the functions that are marked as forbidden in callbacks.
pub type conch_event_callback =
    Option<unsafe extern "C" fn(event: *const conch_event, user_data: *mut c_void) -> i32>;

/// Called on the worker thread when the event queue stops being empty. Must return at once and may call nothing of this
/// library: post a message to your own loop, which then calls conch_client_dispatch.
pub type conch_wakeup_callback =
    Option<unsafe extern "C" fn(user_data: *mut c_void)>;

/// Called exactly once when the library will never use `user_data` again.
pub type conch_release_callback =
    Option<unsafe extern "C" fn(user_data: *mut c_void)>;

/// Any function of this library; cast it to its real type before calling.
pub type conch_function =
    Option<unsafe extern "C" fn()>;

/// How a client works. Fill with conch_client_options_init or CONCH_CLIENT_OPTIONS_INIT, then set what you need. A zero
/// field means its default. The struct grows at the end only.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_client_options {
    /// sizeof(conch_client_options), set by the init function
    pub struct_size: u32,
    /// CONCH_CLIENT_… bits
    pub flags: u32,
    /// Where the service is. NULL: `https://api.useapi.net/v1/minimax`. `"emulator:"` starts a private emulator for
    /// this client; options as in `"emulator:?speed=60&seed=7"`. *copied*
    pub base_url: *const c_char,
    /// the service's API token; required unless base_url is the emulator; *copied*
    pub api_token: *const c_char,
    /// used by operations that take an account when the parameters name none; NULL: none; *copied*
    pub account: *const c_char,
    /// where jobs put their files, UTF-8; NULL: every job must say where; *copied*
    pub download_directory: *const c_char,
    /// e.g. `http://proxy:3128` or "socks5h://127.0.0.1:1080"; NULL: none, the environment is not asked; *copied*
    pub proxy: *const c_char,
    /// comma-separated hosts that are reached directly; *copied*
    pub no_proxy: *const c_char,
    /// PEM file of trusted authorities; NULL: the system's; *copied*
    pub ca_file: *const c_char,
    /// your program, e.g. "obs-hailuo/1.2"; NULL: only libconch's own; *copied*
    pub user_agent: *const c_char,
    /// name lookup, TCP and TLS; default 15,000
    pub connect_timeout_ms: u32,
    /// longest time in which not one byte of a body could be sent; default 30,000
    pub send_timeout_ms: u32,
    /// from the request's last byte to the answer's first; default 120,000
    pub first_byte_timeout_ms: u32,
    /// longest pause inside an answer; default 60,000
    pub idle_timeout_ms: u32,
    /// a whole exchange, downloads and uploads excepted; default none
    pub total_timeout_ms: u32,
    /// bound of conch_client_destroy; default 2,000
    pub destroy_timeout_ms: u32,
    /// larger answers are refused; default 64 MiB; downloads have no limit
    pub max_response_bytes: u64,
    /// tasks that may exist at a time; default 16,384
    pub task_capacity: u32,
    /// requests on the wire at a time; default 32
    pub max_transfers: u32,
    /// CONCH_LOG_…; default off
    pub log_level: u32,
    /// Shortest pause between two looks at the same job; default 2,000. All waits of jobs are in proportion to it.
    pub poll_interval_ms: u32,
    /// Where the journal of jobs is kept (journal); made if missing. NULL: `$XDG_STATE_HOME/conch`, or
    /// `$HOME/.local/state/conch`; none for a private emulator, whose jobs end with it. "": no journal, so that a job
    /// whose host dies is not brought back and leaves no record. *copied*
    pub state_directory: *const c_char,
}

/// How a task is run. Fill with conch_task_options_init or CONCH_TASK_OPTIONS_INIT; a zero field means its default. The
/// struct grows at the end only.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_task_options {
    /// sizeof(conch_task_options), set by the init function
    pub struct_size: u32,
    /// CONCH_TASK_… bits
    pub flags: u32,
    /// CONCH_DELIVER_…
    pub deliver: u32,
    /// Jobs: which of those that wait for a place is created first. The highest goes first, equal ones in the order in
    /// which they were submitted. Any number; default 0.
    pub priority: i32,
    /// Give up after so many milliseconds with CONCH_E_TIMEOUT; a remote job lives on. 0: the catalog's bound for its
    /// kind.
    pub deadline_ms: u64,
    /// Jobs: where files go, UTF-8; NULL: the client's download_directory; made if missing; *copied*.
    pub directory: *const c_char,
    /// jobs: name of the first file, UTF-8; NULL: made from kind, time and id; *copied*
    pub file_name: *const c_char,
    /// Calls: local files in the order of the operation's file parts, or the one raw body of an upload; UTF-8;
    /// *copied*.
    pub files: *const *const c_char,
    /// number of `files`
    pub file_count: usize,
    /// for this task's events; NULL: the client's, or just take events
    pub callback: conch_event_callback,
    /// handed back with every event of this task; never looked at
    pub user_data: *mut c_void,
    /// called exactly once with user_data after the last event, also when the task was refused; may be NULL
    pub user_data_release: conch_release_callback,
}

/// What is known about a task. Fill struct_size before asking. The struct grows at the end only.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_task_info {
    /// sizeof(conch_task_info), set by the init function
    pub struct_size: u32,
    /// CONCH_PHASE_…
    pub phase: i32,
    /// how it ended; CONCH_OK as long as it has not
    pub status: conch_status,
    /// 0 to 100; -1 unknown
    pub percent: i32,
    /// -1 unknown
    pub remaining_ms: i64,
    /// since it was accepted; stands still after the end
    pub elapsed_ms: u64,
    /// moved in this phase
    pub bytes: u64,
    /// 0 unknown
    pub bytes_total: u64,
    /// CONCH_OP_… of a call, else 0
    pub operation: i32,
    /// CONCH_JOB_… of a job, else 0
    pub kind: i32,
}

/// A video, as CONCH_OP_VIDEOS_CREATE takes it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_video_params {
    /// sizeof(conch_video_params), set by the init function
    pub struct_size: u32,
    /// how many jobs may run on the account at once; 0: the account's own value
    pub max_jobs: i32,
    /// what to show
    pub prompt: *const c_char,
    /// e.g. "I2V-2.3"; NULL: I2V-01 with a file, T2V-01 without
    pub model: *const c_char,
    /// resolution and length, e.g. "768p-6sec"; NULL: the model's first
    pub options: *const c_char,
    /// first frame or subject: an uploaded file's id, or the path of a local picture
    pub file: *const c_char,
    /// last frame: an uploaded file's id, or the path of a local picture
    pub end_frame_file: *const c_char,
    /// the account; NULL: the client's, or the service's choice
    pub account: *const c_char,
    /// address that the service calls with news of the job
    pub reply_url: *const c_char,
    /// text of your own that comes back in callbacks and lists
    pub reply_ref: *const c_char,
    /// CONCH_CHOICE_…: let the provider rewrite the prompt
    pub prompt_optimization: i32,
    /// leave it 0
    pub reserved: u32,
    /// a JSON object with further parameters of the service; they win over the fields here
    pub extra: *const c_char,
}

/// One to four images, as CONCH_OP_IMAGES_CREATE takes them.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_image_params {
    /// sizeof(conch_image_params), set by the init function
    pub struct_size: u32,
    /// how many; 0: 1
    pub quantity: i32,
    /// what to show
    pub prompt: *const c_char,
    /// e.g. "nano-banana-pro"; NULL: image-01
    pub model: *const c_char,
    /// e.g. "16:9"; NULL: the model's first
    pub aspect_ratio: *const c_char,
    /// e.g. "2K"; NULL: the model's first
    pub resolution: *const c_char,
    /// the person to show: an uploaded file's id, or the path of a local picture
    pub character_file: *const c_char,
    /// reference pictures, each an uploaded file's id or the path of a local picture
    pub reference_files: *const *const c_char,
    /// number of `reference_files`
    pub reference_file_count: usize,
    /// the account; NULL: the client's, or the service's choice
    pub account: *const c_char,
    /// address that the service calls with news of the job
    pub reply_url: *const c_char,
    /// text of your own that comes back in callbacks and lists
    pub reply_ref: *const c_char,
    /// CONCH_CHOICE_…: let the provider rewrite the prompt
    pub prompt_optimization: i32,
    /// leave it 0
    pub reserved: u32,
    /// a JSON object with further parameters of the service; they win over the fields here
    pub extra: *const c_char,
}

/// A task for the agent, as CONCH_OP_AGENT_RUN takes it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_agent_params {
    /// sizeof(conch_agent_params), set by the init function
    pub struct_size: u32,
    /// CONCH_CHOICE_…: NO makes the service hold the request until all is done; default: YES
    pub in_background: i32,
    /// the task; shape and size of pictures are said in words
    pub prompt: *const c_char,
    /// the models that the agent may use, with commas between, e.g. "hailuo-2.3,kolors"
    pub models: *const c_char,
    /// paths of local files for the agent to work with
    pub files: *const *const c_char,
    /// number of `files`
    pub file_count: usize,
    /// the account; NULL: the client's, or the service's choice
    pub account: *const c_char,
    /// address that the service calls with news of the job
    pub reply_url: *const c_char,
    /// text of your own that comes back in callbacks and lists
    pub reply_ref: *const c_char,
    /// a JSON object with further parameters of the service; they win over the fields here
    pub extra: *const c_char,
}

/// Speech, as CONCH_OP_AUDIO_CREATE_MP3 and CONCH_OP_AUDIO_CREATE_STREAM take it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_speech_params {
    /// sizeof(conch_speech_params), set by the init function
    pub struct_size: u32,
    /// CONCH_CHOICE_YES: CONCH_JOB_SPEECH_STREAM, which hands out the sound while it is made; else CONCH_JOB_SPEECH
    pub streamed: i32,
    /// what to say; \<0.5#> is a pause of half a second
    pub text: *const c_char,
    /// the voice, from `audio.voices`
    pub voice_id: *const c_char,
    /// NULL: speech-02-hd
    pub model: *const c_char,
    /// the language to favour, e.g. "French"
    pub language_boost: *const c_char,
    /// the mood, e.g. "happy"
    pub emotion: *const c_char,
    /// the account; NULL: the client's, or the service's choice
    pub account: *const c_char,
    /// loudness, up to 10; 0: 1.0
    pub vol: f64,
    /// 0.5 to 2; 0: 1.0
    pub speed: f64,
    /// -12 to 12
    pub pitch: i32,
    /// -100 to 100
    pub deepen_lighten: i32,
    /// -100 to 100
    pub stronger_softer: i32,
    /// -100 to 100
    pub nasal_crisp: i32,
    /// CONCH_CHOICE_…
    pub spacious_echo: i32,
    /// CONCH_CHOICE_…
    pub lofi_telephone: i32,
    /// CONCH_CHOICE_…
    pub robotic: i32,
    /// CONCH_CHOICE_…
    pub auditorium_echo: i32,
    /// a JSON object with further parameters of the service; they win over the fields here
    pub extra: *const c_char,
}

/// A song, as CONCH_OP_MUSIC_CREATE takes it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_music_params {
    /// sizeof(conch_music_params), set by the init function
    pub struct_size: u32,
    /// leave it 0
    pub reserved: u32,
    /// the lyrics
    pub prompt: *const c_char,
    /// the style, from `music.styles`
    pub style_id: *const c_char,
    /// title of the song
    pub title: *const c_char,
    /// the account; NULL: the client's, or the service's choice
    pub account: *const c_char,
    /// a JSON object with further parameters of the service; they win over the fields here
    pub extra: *const c_char,
}

/// A message to the chat model, as CONCH_OP_LLM_SEND takes it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_chat_params {
    /// sizeof(conch_chat_params), set by the init function
    pub struct_size: u32,
    /// CONCH_CHOICE_…: let the model search the web
    pub search_web: i32,
    /// the message
    pub prompt: *const c_char,
    /// NULL: mm-m1
    pub model: *const c_char,
    /// the thread to go on with; NULL: a new one
    pub chat_id: *const c_char,
    /// paths of local files to talk about
    pub files: *const *const c_char,
    /// number of `files`
    pub file_count: usize,
    /// the account; NULL: the client's, or the service's choice
    pub account: *const c_char,
    /// CONCH_CHOICE_…: NO for the whole answer at once; default: YES
    pub stream: i32,
    /// leave it 0
    pub reserved: u32,
    /// a JSON object with further parameters of the service; they win over the fields here
    pub extra: *const c_char,
}

/// How to listen; a zero field means its default. The struct grows at the end only.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_webhook_options {
    /// sizeof(conch_webhook_options), set by the init function
    pub struct_size: u32,
    /// 0: any free one
    pub port: u32,
    /// IP address to listen on; NULL: 127.0.0.1; *copied*
    pub address: *const c_char,
    /// NULL: a random one that nobody can guess; *copied*
    pub path: *const c_char,
    /// How the service reaches the listener, without the path, e.g. `https://me.example.org`; jobs that start
    /// afterwards and have no replyUrl of their own send this. NULL: the listener's own address, which only a service
    /// on this machine (the emulator) can reach. *copied*
    pub public_url: *const c_char,
}

/// How to start it; a zero field means its default.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct conch_emulator_options {
    /// sizeof(conch_emulator_options), set by the init function
    pub struct_size: u32,
    /// 0: any free one
    pub port: u32,
    /// how much faster than the real service its clock runs; 0: 1.0
    pub speed: f64,
    /// of all random choices; the same seed gives the same ids and pictures; 0: the emulator's own choice
    pub seed: u64,
    /// path of conch-emulator; NULL: beside the library, then `../bin` of it, then PATH; *copied*
    pub program: *const c_char,
    /// the only API token that is accepted; NULL: any that does not begin with "invalid"; *copied*
    pub token: *const c_char,
    /// keep state here across runs; NULL: in memory; *copied*
    pub state_directory: *const c_char,
    /// how long to wait for it to be ready; 0: 10,000
    pub start_timeout_ms: u32,
    /// leave 0
    pub reserved: u32,
}

extern "C" {
    /// The constant's name.
    /// * `status`: any number
    ///
    /// Returns e.g. "CONCH_E_INVALID"; "CONCH_E_UNKNOWN" for numbers that this version does not know; static, never
    /// NULL
    pub fn conch_status_name(
        status: conch_status,
    ) -> *const c_char;
    /// One English sentence about the status, and what can be done.
    /// * `status`: any number
    ///
    /// Returns static, never NULL
    pub fn conch_status_message(
        status: conch_status,
    ) -> *const c_char;
    /// Walks the table of all statuses, for bindings that build their own constants.
    /// * `index`: 0 and up
    /// * `status`: receives the status; 0 on error; *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_NOT_FOUND past the end · CONCH_E_ARGUMENT when `status` is NULL
    pub fn conch_status_at(
        index: usize,
        status: *mut conch_status,
    ) -> conch_status;
    /// The kind of failure.
    /// * `error`: *borrowed for the call*
    ///
    /// Returns a negative status; CONCH_E_HANDLE when `error` is NULL or was released
    pub fn conch_error_status(
        error: *const conch_error,
    ) -> conch_status;
    /// One or more sentences for a person: what is wrong, what is allowed, what was given, what to do. Where the
    /// service said something, its own words are included.
    /// * `error`: *borrowed for the call*
    /// * `size`: receives the length in bytes without the final NUL; may be NULL; *borrowed for the call*
    ///
    /// Returns UTF-8, NUL-terminated, never NULL ("" for a bad handle); *borrowed as long as `error` lives*
    pub fn conch_error_message(
        error: *const conch_error,
        size: *mut usize,
    ) -> *const c_char;
    /// The parameter, option or file at fault.
    /// * `error`: *borrowed for the call*
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns e.g. "prompt", "end_frame_fileID", "base_url"; "" when no single one is at fault; *borrowed as long as
    /// `error` lives*
    pub fn conch_error_field(
        error: *const conch_error,
        size: *mut usize,
    ) -> *const c_char;
    /// Every rule that was broken, for hosts that mark the fields of a form.
    /// * `error`: *borrowed for the call*
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns a JSON array of `{"field","rule","allowed","given","message"}`; "\[\]" when the failure is not about
    /// parameters; *borrowed as long as `error` lives*
    pub fn conch_error_violations(
        error: *const conch_error,
        size: *mut usize,
    ) -> *const c_char;
    /// The HTTP status of the service's answer.
    /// * `error`: *borrowed for the call*
    ///
    /// Returns e.g. 412; 0 when the service did not answer, or was not asked
    pub fn conch_error_http_code(
        error: *const conch_error,
    ) -> i32;
    /// The `code` inside the service's answer. The service does not always send one; trust the HTTP status first.
    /// * `error`: *borrowed for the call*
    ///
    /// Returns 0 when absent
    pub fn conch_error_service_code(
        error: *const conch_error,
    ) -> i64;
    /// Whether the very same request may succeed later. For a create that may have been accepted this is 0: sending it
    /// again could be paid twice.
    /// * `error`: *borrowed for the call*
    ///
    /// Returns 1 or 0
    pub fn conch_error_retriable(
        error: *const conch_error,
    ) -> i32;
    /// How long to wait before trying again, from the service's `Retry-After` or its documented advice.
    /// * `error`: *borrowed for the call*
    ///
    /// Returns milliseconds; -1 when nothing is known
    pub fn conch_error_retry_after_ms(
        error: *const conch_error,
    ) -> i64;
    /// The service's answer as it came, when it was text; at most 64 KiB of it.
    /// * `error`: *borrowed for the call*
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns "" when there was none; *borrowed as long as `error` lives*
    pub fn conch_error_body(
        error: *const conch_error,
        size: *mut usize,
    ) -> *const c_char;
    /// Releases an error that you own. Ignores NULL, and errors that belong to an event.
    /// * `error`: *owned* by the caller until now
    pub fn conch_error_destroy(
        error: *mut conch_error,
    );
    /// Reads an account's address and token as CONCH_OP_ACCOUNTS_SET takes them, without sending them anywhere: is the
    /// host one of the provider's, is the token a whole JWT, whose is it, and when does it expire.
    /// * `url`: the request address copied from the browser; *borrowed for the call*
    /// * `token`: the site's JWT; *borrowed for the call*; never part of any text that comes back
    /// * `found`: receives a JSON object with `account`, `name`, `host`, `deviceID`, `expires`, `expiresInSeconds`,
    ///   `supportVideo`, `supportChat`, `supportAudio`, `supportMusic`, *owned (release with conch_free)*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_INVALID (the error's field is `url` or `token`) · CONCH_E_ARGUMENT ·
    /// CONCH_E_NO_MEMORY
    pub fn conch_account_inspect(
        url: *const c_char,
        token: *const c_char,
        found: *mut *mut c_char,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// What this event is.
    /// * `event`: *borrowed for the call*
    ///
    /// Returns CONCH_EVENT_…; CONCH_EVENT_NONE for a bad handle
    pub fn conch_event_type(
        event: *const conch_event,
    ) -> i32;
    /// The task that it is about.
    /// * `event`: *borrowed for the call*
    ///
    /// Returns 0 for a LOG event that belongs to no task
    pub fn conch_event_task(
        event: *const conch_event,
    ) -> conch_task;
    /// How the task ended.
    /// * `event`: a DONE event; *borrowed for the call*
    ///
    /// Returns CONCH_OK or the error's status; CONCH_OK for events of other types; CONCH_E_HANDLE for a bad handle
    pub fn conch_event_status(
        event: *const conch_event,
    ) -> conch_status;
    /// Why the task ended without success.
    /// * `event`: *borrowed for the call*
    ///
    /// Returns *borrowed until the next event*; NULL when the task succeeded or the event is not DONE
    pub fn conch_event_error(
        event: *const conch_event,
    ) -> *const conch_error;
    /// What the task is doing; for DONE the phase in which it ended.
    /// * `event`: *borrowed for the call*
    ///
    /// Returns CONCH_PHASE_…
    pub fn conch_event_phase(
        event: *const conch_event,
    ) -> i32;
    /// How far the phase is: the service's own `percent` while the job is generated, bytes while files move.
    /// * `event`: *borrowed for the call*
    ///
    /// Returns 0 to 100; -1 when nothing is known
    pub fn conch_event_percent(
        event: *const conch_event,
    ) -> i32;
    /// Text for a person: the service's progress message, a log line, or the error's sentence.
    /// * `event`: *borrowed for the call*
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns UTF-8, NUL-terminated, never NULL; *borrowed until the next event*
    pub fn conch_event_message(
        event: *const conch_event,
        size: *mut usize,
    ) -> *const c_char;
    /// The service's JSON, byte for byte as it came: for DONE the last answer (of a call: the answer; of a job: the
    /// finished item), for CHUNK the frame when it was JSON. Fields that this version does not know are in it too.
    /// * `event`: *borrowed for the call*
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns "" when there is none; *borrowed until the next event*
    pub fn conch_event_json(
        event: *const conch_event,
        size: *mut usize,
    ) -> *const c_char;
    /// The bytes of a CHUNK: new text (UTF-8) of a chat, whole MP3 frames of speech.
    /// * `event`: *borrowed for the call*
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns "" when there are none; may hold NUL bytes; *borrowed until the next event*
    pub fn conch_event_chunk(
        event: *const conch_event,
        size: *mut usize,
    ) -> *const c_char;
    /// How many files the task brought.
    /// * `event`: a DONE event; *borrowed for the call*
    ///
    /// Returns 0 and up
    pub fn conch_event_file_count(
        event: *const conch_event,
    ) -> usize;
    /// Where a file is. It is complete: files appear under their name only when whole.
    /// * `event`: a DONE event; *borrowed for the call*
    /// * `index`: 0 and up
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns UTF-8 path; "" past the end; *borrowed until the next event*
    pub fn conch_event_file(
        event: *const conch_event,
        index: usize,
        size: *mut usize,
    ) -> *const c_char;
    /// The service's id of the job (video, image, song, …), from the moment that it is known. Keep it if you want to
    /// look the job up by other means.
    /// * `event`: *borrowed for the call*
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns "" as long as unknown; *borrowed until the next event*
    pub fn conch_event_remote_id(
        event: *const conch_event,
        size: *mut usize,
    ) -> *const c_char;
    /// The HTTP status of the last answer.
    /// * `event`: *borrowed for the call*
    ///
    /// Returns e.g. 200; 0 when there was none
    pub fn conch_event_http_code(
        event: *const conch_event,
    ) -> i32;
    /// Bytes moved so far in this phase.
    /// * `event`: *borrowed for the call*
    /// * `total`: receives how many there are in all, 0 when unknown; may be NULL; *borrowed for the call*
    ///
    /// Returns bytes
    pub fn conch_event_bytes(
        event: *const conch_event,
        total: *mut u64,
    ) -> u64;
    /// How long it may still take, when that can be said honestly (from the service's percentage and the time so far,
    /// or from the catalog's typical duration).
    /// * `event`: *borrowed for the call*
    ///
    /// Returns milliseconds; -1 when unknown
    pub fn conch_event_remaining_ms(
        event: *const conch_event,
    ) -> i64;
    /// The pointer that was given with the task.
    /// * `event`: *borrowed for the call*
    ///
    /// Returns as given; NULL when none was
    pub fn conch_event_user_data(
        event: *const conch_event,
    ) -> *mut c_void;
    /// Releases an event that you own (from conch_task_wait). Ignores NULL and borrowed events.
    /// * `event`: *owned* by the caller until now
    pub fn conch_event_destroy(
        event: *mut conch_event,
    );
    /// Writes the defaults.
    /// * `options`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_client_options) as the caller knows it
    pub fn conch_client_options_init(
        options: *mut conch_client_options,
        struct_size: usize,
    );
    /// Makes a client and starts its worker thread. Does not touch the network: a wrong token shows with the first
    /// task.
    /// * `options`: *copied*
    /// * `client`: receives the client, *owned (release with conch_client_destroy)*; NULL on error
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT (the message names the option and what is wrong with it) · CONCH_E_NO_MEMORY
    /// · CONCH_E_UNSUPPORTED (the libcurl in memory lacks something essential)
    pub fn conch_client_create(
        options: *const conch_client_options,
        client: *mut *mut conch_client,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Begins the end without waiting: new tasks are refused and all running ones are cancelled here. Their DONE events
    /// can still be taken; after the last one conch_client_next_event answers CONCH_E_CLOSED. May be called twice.
    /// * `client`: *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_client_close(
        client: *mut conch_client,
    ) -> conch_status;
    /// Ends the client in whatever state it is: cancels everything here, joins the worker, releases events that nobody
    /// took (their user_data_release is called), and returns within `destroy_timeout_ms`. When it has returned, no
    /// callback of this client is running or will ever run; the one exception is a callback of yours that takes longer
    /// than that bound. Remote jobs live on.
    ///
    /// Ignores NULL and handles that were destroyed before. In a forked child it releases memory only.
    /// * `client`: *owned* by the caller until now
    pub fn conch_client_destroy(
        client: *mut conch_client,
    );
    /// Takes the next event.
    /// * `client`: *borrowed for the call*
    /// * `timeout_ms`: how long to wait for one: 0 not at all, -1 without limit
    /// * `event`: receives it, *borrowed until the next event*; NULL unless CONCH_OK; *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_NO_EVENT (none in time) · CONCH_E_CLOSED (closed, and none is left) · CONCH_E_BUSY
    /// (another thread is taking events) · CONCH_E_REENTRANT · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_client_next_event(
        client: *mut conch_client,
        timeout_ms: i32,
        event: *mut *const conch_event,
    ) -> conch_status;
    /// Takes events and calls the tasks' callbacks (or the client's, for tasks without one) on this thread. One event
    /// is taken at a time and no lock is held while a callback runs, so a callback that unwinds (a Lua error, a C#
    /// exception) loses nothing. Call it from your frame or timer function with a timeout of 0; it then costs next to
    /// nothing.
    /// * `client`: *borrowed for the call*
    /// * `max_events`: at most so many; 0 for all that are there when it begins
    /// * `timeout_ms`: how long to wait for the first one: 0 not at all, -1 without limit
    /// * `dispatched`: receives how many were delivered; may be NULL; *borrowed for the call*
    ///
    /// Returns as conch_client_next_event
    pub fn conch_client_dispatch(
        client: *mut conch_client,
        max_events: u32,
        timeout_ms: i32,
        dispatched: *mut u32,
    ) -> conch_status;
    /// Sets the callback for events of tasks that have none of their own, and for LOG events.
    /// * `client`: *borrowed for the call*
    /// * `callback`: NULL for none
    /// * `user_data`: handed to the callback
    /// * `release`: called once with `user_data` when it is replaced or the client ends; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_client_set_event_callback(
        client: *mut conch_client,
        callback: conch_event_callback,
        user_data: *mut c_void,
        release: conch_release_callback,
    ) -> conch_status;
    /// Sets what is called when events become available. It comes once per change from "nothing waits" to "something
    /// waits", not once per event, and at once if something waits already. Setting it again, or to NULL, waits until a
    /// wakeup that is just running has returned: afterwards the old one is never called again.
    /// * `client`: *borrowed for the call*
    /// * `callback`: runs on the worker thread, or inside this function; NULL for none
    /// * `user_data`: handed to the callback
    ///
    /// Returns CONCH_OK · CONCH_E_REENTRANT (from inside the wakeup itself) · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_client_set_wakeup(
        client: *mut conch_client,
        callback: conch_wakeup_callback,
        user_data: *mut c_void,
    ) -> conch_status;
    /// A file descriptor that is readable while events wait, for epoll, select, asyncio, libuv and the like. Never read
    /// from it or close it: it empties itself when the last event is taken, and goes away with the client. Once the
    /// client is closed it stays readable, so that a loop learns of CONCH_E_CLOSED.
    /// * `client`: *borrowed for the call*
    /// * `fd`: receives the descriptor; -1 on error; *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_UNSUPPORTED (no such thing on this platform) · CONCH_E_ARGUMENT · CONCH_E_HANDLE ·
    /// CONCH_E_FORKED
    pub fn conch_client_wakeup_fd(
        client: *mut conch_client,
        fd: *mut i32,
    ) -> conch_status;
    /// How many PROGRESS and LOG events were replaced by newer ones or dropped because nobody took them. DONE and CHUNK
    /// events are never among them.
    /// * `client`: *borrowed for the call*
    /// * `count`: receives the number since the client was made; *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_client_dropped_events(
        client: *mut conch_client,
        count: *mut u64,
    ) -> conch_status;
    /// Holds back what costs: jobs that wait to be created stay waiting, and new ones join them. Jobs that the service
    /// has taken already are followed to their end. May be called twice.
    /// * `client`: *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_client_pause(
        client: *mut conch_client,
    ) -> conch_status;
    /// Ends a pause: waiting jobs are created again, by their priority and in their order.
    /// * `client`: *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_client_resume(
        client: *mut conch_client,
    ) -> conch_status;
    /// Writes the defaults.
    /// * `options`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_task_options) as the caller knows it
    pub fn conch_task_options_init(
        options: *mut conch_task_options,
        struct_size: usize,
    );
    /// Zeroes the struct and sets its size.
    /// * `info`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_task_info) as the caller knows it
    pub fn conch_task_info_init(
        info: *mut conch_task_info,
        struct_size: usize,
    );
    /// Asks for an end. Never blocks, may be called twice, and does nothing to a task that has ended. The task still
    /// ends with exactly one DONE event: CONCH_E_CANCELLED, or success if that came first.
    /// * `client`: *borrowed for the call*
    /// * `task`: which
    /// * `where`: CONCH_CANCEL_HERE or CONCH_CANCEL_EVERYWHERE
    ///
    /// Returns CONCH_OK · CONCH_E_NOT_FOUND · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_task_cancel(
        client: *mut conch_client,
        task: conch_task,
        where_: i32,
    ) -> conch_status;
    /// Waits until a task has ended. Its events still go where they go; this only waits, and hands out one more
    /// reference to the DONE event. From a language with a garbage collector or a global lock, wait in slices of 100 ms
    /// at most.
    /// * `client`: *borrowed for the call*
    /// * `task`: which
    /// * `timeout_ms`: 0 not at all, -1 without limit
    /// * `event`: receives the DONE event, *owned (release with conch_event_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK (it has ended; how is in the event) · CONCH_E_TIMEOUT · CONCH_E_NOT_FOUND (never existed, or
    /// ended so long ago that it was forgotten) · CONCH_E_CLOSED (the client was destroyed meanwhile) ·
    /// CONCH_E_REENTRANT · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_task_wait(
        client: *mut conch_client,
        task: conch_task,
        timeout_ms: i32,
        event: *mut *mut conch_event,
    ) -> conch_status;
    /// What a task is doing just now, for hosts that show a list or have no callbacks at all. The last 256 ended tasks
    /// are still known.
    /// * `client`: *borrowed for the call*
    /// * `task`: which
    /// * `info`: struct_size must be set; *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_NOT_FOUND · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_task_state(
        client: *mut conch_client,
        task: conch_task,
        info: *mut conch_task_info,
    ) -> conch_status;
    /// All tasks that have not ended, oldest first.
    /// * `client`: *borrowed for the call*
    /// * `tasks`: receives an array, *owned (release with conch_free)*; NULL when there are none
    /// * `count`: receives its length; *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED · CONCH_E_NO_MEMORY
    pub fn conch_task_list(
        client: *mut conch_client,
        tasks: *mut *mut conch_task,
        count: *mut usize,
    ) -> conch_status;
    /// A task's number as decimal text, for languages whose numbers are doubles and lose bits above 2^53.
    /// * `task`: which
    /// * `text`: receives the text; *borrowed for the call*
    /// * `size`: bytes at `text`, at least CONCH_TASK_TEXT_SIZE
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT
    pub fn conch_task_to_text(
        task: conch_task,
        text: *mut c_char,
        size: usize,
    ) -> conch_status;
    /// The number from its text.
    /// * `text`: decimal digits; *borrowed for the call*
    /// * `task`: receives the number; 0 on error; *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT
    pub fn conch_task_from_text(
        text: *const c_char,
        task: *mut conch_task,
    ) -> conch_status;
    /// Starts one operation.
    ///
    /// The parameters are checked against the catalog first; a request that the service would surely refuse is refused
    /// here, before it costs anything. The DONE event carries the answer (conch_event_json) or the error.
    /// * `client`: *borrowed for the call*
    /// * `operation`: CONCH_OP_…
    /// * `params`: UTF-8 JSON object with the service's own parameter names; NULL is the same as "{}"; *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_INVALID (the error has field, rule, allowed, given) · CONCH_E_NOT_FOUND (no such
    /// operation) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED · CONCH_E_NO_MEMORY · CONCH_E_HANDLE ·
    /// CONCH_E_FORKED
    pub fn conch_call(
        client: *mut conch_client,
        operation: i32,
        params: *const c_char,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Reads a whole list of the service, page by page, whichever of its five ways of paging it has: one CHUNK event a
    /// page, whose JSON (conch_event_json) is an array of items; the DONE event's JSON is `{"count": …}`. Pages that
    /// fail are asked for again; nothing is listed twice.
    /// * `client`: *borrowed for the call*
    /// * `operation`: CONCH_OP_VIDEOS_LIST, _VIDEOS_CHARACTERS, _VIDEOS_TEMPLATES, _IMAGES_LIST, _LLM_LIST,
    ///   _AUDIO_LIST, _AUDIO_VOICES or _MUSIC_LIST
    /// * `params`: as for conch_call; where to start, how large a page is; *copied*
    /// * `most`: end after so many items; 0 for all
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_call; CONCH_E_NOT_FOUND also for an operation that has no pages
    pub fn conch_list(
        client: *mut conch_client,
        operation: i32,
        params: *const c_char,
        most: u64,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// The number of an operation by its name.
    /// * `name`: e.g. "videos.create"; *borrowed for the call*
    ///
    /// Returns CONCH_OP_…; CONCH_OP_UNSET when there is none of that name
    pub fn conch_operation_from_name(
        name: *const c_char,
    ) -> i32;
    /// The name of an operation.
    /// * `operation`: CONCH_OP_…
    ///
    /// Returns e.g. "videos.create"; "" when there is no such operation; static, never NULL
    pub fn conch_operation_name(
        operation: i32,
    ) -> *const c_char;
    /// The whole catalog.
    /// * `size`: receives the length in bytes; may be NULL; *borrowed for the call*
    ///
    /// Returns a JSON object with `operations`, `models`, `statuses` and more; UTF-8; static, never NULL
    pub fn conch_catalog_json(
        size: *mut usize,
    ) -> *const c_char;
    /// Checks parameters without sending anything.
    /// * `operation`: CONCH_OP_…; for a job the operation that creates it
    /// * `params`: UTF-8 JSON object; NULL is the same as "{}"; *borrowed for the call*
    /// * `flags`: CONCH_TASK_ALLOW_UNKNOWN to let unknown models, options and fields pass, or 0
    /// * `violations`: receives a JSON array of `{"field","rule","allowed","given","message"}`, "\[\]" when all is
    ///   well, *owned (release with conch_free)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_INVALID (there are violations) · CONCH_E_NOT_FOUND (no such operation) ·
    /// CONCH_E_NO_MEMORY
    pub fn conch_validate(
        operation: i32,
        params: *const c_char,
        flags: u32,
        violations: *mut *mut c_char,
    ) -> conch_status;
    /// What a request would cost.
    /// * `operation`: CONCH_OP_…
    /// * `params`: UTF-8 JSON object; NULL is the same as "{}"; *borrowed for the call*
    /// * `credits`: receives the credits; -1 when they cannot be known; *borrowed for the call*
    /// * `why`: receives one sentence on how it was reckoned or why it is unknown, *owned (release with conch_free)*;
    ///   may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_INVALID (not a JSON object) · CONCH_E_NOT_FOUND (no such operation) ·
    /// CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY
    pub fn conch_estimate(
        operation: i32,
        params: *const c_char,
        credits: *mut i64,
        why: *mut *mut c_char,
    ) -> conch_status;
    /// Starts a job. Returns at once and never touches the network or the disk on the calling thread.
    ///
    /// ```c
    /// conch_generate(client, CONCH_JOB_VIDEO,
    ///                "{\"prompt\":\"a shell on the beach\",\"fileID\":{\"path\":\"shell.png\"},\"model\":\"I2V-2.3\"}",
    ///                NULL, &task, NULL);
    /// ```
    ///
    /// The DONE event has the files (conch_event_file), the finished item as the service describes it
    /// (conch_event_json), or the error.
    /// * `client`: *borrowed for the call*
    /// * `kind`: CONCH_JOB_…
    /// * `params`: UTF-8 JSON object with the parameter names of the kind's create operation; *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_INVALID (the error has field, rule, allowed, given) · CONCH_E_NOT_FOUND (no such
    /// kind) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED · CONCH_E_NO_MEMORY · CONCH_E_HANDLE ·
    /// CONCH_E_FORKED
    pub fn conch_generate(
        client: *mut conch_client,
        kind: i32,
        params: *const c_char,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Reads the journal: jobs of this client, of other running programs and of those that ended, newest first.
    ///
    /// The DONE event's JSON is `{"directory":…, "jobs":\[…\], "damaged":\[…\]}`. A job has
    ///
    /// | member | what |
    /// |---|---|
    /// | `job` | its id, 32 hexadecimal digits |
    /// | `kind` | "video", "image", … as `conch_generate` takes them by number, which is in `kindNumber` |
    /// | `state` | "waiting" (recorded, nothing sent), "creating" (the create was sent, its answer is not known), "running"
    /// (known to the service), "saving" (files complete, being named), "ended" | | `owner` | "this" client, "other" (a
    /// program that runs), "none" (its program ended) | | `task` | the number, as text, of the task that works on it in this
    /// client; absent when none does | | `params`, `prompt` | as they were given | | `account`, `remoteIds` | where and as
    /// what it is known to the service | | `files` | paths of the results | | `credits` | what the create cost by the
    /// catalog; absent when that is not known | | `status`, `message` | the end, or the last trouble; `status` is a name
    /// like "CONCH_OK" | | `created`, `sent`, `accepted`, `ended` | times, UTC, ISO 8601; absent when it has not come to
    /// that |
    ///
    /// `damaged` are files that could not be read as a journal and were set aside under these names.
    /// * `client`: *borrowed for the call*
    /// * `filter`: UTF-8 JSON object; NULL for all. `"state"`: "unfinished" or "ended"; `"job"`: one id; `"limit"`: at
    ///   most so many; *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_INVALID (the filter) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED ·
    /// CONCH_E_NO_MEMORY · CONCH_E_HANDLE · CONCH_E_FORKED. The task ends as CONCH_E_UNSUPPORTED when the client keeps
    /// no journal, as CONCH_E_DISK when its directory cannot be read.
    pub fn conch_jobs_list(
        client: *mut conch_client,
        filter: *const c_char,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Brings unfinished jobs back: those of this service and these credentials that no running program works on. Each
    /// one becomes a running task of this client, with the directory, file name and flags that it had.
    ///
    /// The DONE event's JSON is `{"restored":\[{"task":…, "job":…, "kind":…}\], "left":0, "damaged":\[…\]}`; it comes
    /// before any event of the restored tasks. `left` counts jobs for which there was no place among the client's
    /// `task_capacity`: take events and restore again. A restored task's events go where `options` says; its
    /// `callback`, `user_data` and `deliver` hold for all of them, `user_data_release` is called once after the last
    /// one.
    /// * `client`: *borrowed for the call*
    /// * `job`: one job's id, to bring it back even if it ended without its files: cancelled, timed out, ambiguous, or
    ///   with a full disk; NULL for all unfinished ones; *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_jobs_list. The task ends as CONCH_E_NOT_FOUND when there is no such job, as CONCH_E_BUSY when
    /// somebody works on it already.
    pub fn conch_jobs_restore(
        client: *mut conch_client,
        job: *const c_char,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Takes one job out of the journal, whatever its state. Nothing happens at the service and to files.
    /// * `client`: *borrowed for the call*
    /// * `job`: the job's id; *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_jobs_restore
    pub fn conch_job_forget(
        client: *mut conch_client,
        job: *const c_char,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Writes the defaults.
    /// * `params`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_video_params) as the caller knows it
    pub fn conch_video_params_init(
        params: *mut conch_video_params,
        struct_size: usize,
    );
    /// The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.
    /// * `params`: *borrowed for the call*
    /// * `json`: receives a JSON object, *owned (release with conch_free)*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
    /// CONCH_E_NO_MEMORY
    pub fn conch_video_params_json(
        params: *const conch_video_params,
        json: *mut *mut c_char,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Starts the job; the same as conch_generate with the JSON of these parameters.
    /// * `client`: *borrowed for the call*
    /// * `params`: *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_generate
    pub fn conch_video_generate(
        client: *mut conch_client,
        params: *const conch_video_params,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Writes the defaults.
    /// * `params`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_image_params) as the caller knows it
    pub fn conch_image_params_init(
        params: *mut conch_image_params,
        struct_size: usize,
    );
    /// The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.
    /// * `params`: *borrowed for the call*
    /// * `json`: receives a JSON object, *owned (release with conch_free)*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
    /// CONCH_E_NO_MEMORY
    pub fn conch_image_params_json(
        params: *const conch_image_params,
        json: *mut *mut c_char,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Starts the job; the same as conch_generate with the JSON of these parameters.
    /// * `client`: *borrowed for the call*
    /// * `params`: *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_generate
    pub fn conch_image_generate(
        client: *mut conch_client,
        params: *const conch_image_params,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Writes the defaults.
    /// * `params`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_agent_params) as the caller knows it
    pub fn conch_agent_params_init(
        params: *mut conch_agent_params,
        struct_size: usize,
    );
    /// The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.
    /// * `params`: *borrowed for the call*
    /// * `json`: receives a JSON object, *owned (release with conch_free)*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
    /// CONCH_E_NO_MEMORY
    pub fn conch_agent_params_json(
        params: *const conch_agent_params,
        json: *mut *mut c_char,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Starts the job; the same as conch_generate with the JSON of these parameters.
    /// * `client`: *borrowed for the call*
    /// * `params`: *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_generate
    pub fn conch_agent_generate(
        client: *mut conch_client,
        params: *const conch_agent_params,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Writes the defaults.
    /// * `params`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_speech_params) as the caller knows it
    pub fn conch_speech_params_init(
        params: *mut conch_speech_params,
        struct_size: usize,
    );
    /// The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.
    /// * `params`: *borrowed for the call*
    /// * `json`: receives a JSON object, *owned (release with conch_free)*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
    /// CONCH_E_NO_MEMORY
    pub fn conch_speech_params_json(
        params: *const conch_speech_params,
        json: *mut *mut c_char,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Starts the job; the same as conch_generate with the JSON of these parameters.
    /// * `client`: *borrowed for the call*
    /// * `params`: *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_generate
    pub fn conch_speech_generate(
        client: *mut conch_client,
        params: *const conch_speech_params,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Writes the defaults.
    /// * `params`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_music_params) as the caller knows it
    pub fn conch_music_params_init(
        params: *mut conch_music_params,
        struct_size: usize,
    );
    /// The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.
    /// * `params`: *borrowed for the call*
    /// * `json`: receives a JSON object, *owned (release with conch_free)*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
    /// CONCH_E_NO_MEMORY
    pub fn conch_music_params_json(
        params: *const conch_music_params,
        json: *mut *mut c_char,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Starts the job; the same as conch_generate with the JSON of these parameters.
    /// * `client`: *borrowed for the call*
    /// * `params`: *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_generate
    pub fn conch_music_generate(
        client: *mut conch_client,
        params: *const conch_music_params,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Writes the defaults.
    /// * `params`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_chat_params) as the caller knows it
    pub fn conch_chat_params_init(
        params: *mut conch_chat_params,
        struct_size: usize,
    );
    /// The same as JSON, to look at, to check with conch_validate or to price with conch_estimate.
    /// * `params`: *borrowed for the call*
    /// * `json`: receives a JSON object, *owned (release with conch_free)*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
    /// CONCH_E_NO_MEMORY
    pub fn conch_chat_params_json(
        params: *const conch_chat_params,
        json: *mut *mut c_char,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Starts the job; the same as conch_generate with the JSON of these parameters.
    /// * `client`: *borrowed for the call*
    /// * `params`: *copied*
    /// * `options`: *copied*; NULL for defaults
    /// * `task`: receives the task; 0 on error; *borrowed for the call*
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns as conch_generate
    pub fn conch_chat_generate(
        client: *mut conch_client,
        params: *const conch_chat_params,
        options: *const conch_task_options,
        task: *mut conch_task,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Releases a raw buffer that this library handed out as *owned (release with conch_free)*. Never use the host's
    /// free().
    /// * `memory`: *owned* by the caller until now; NULL is ignored
    pub fn conch_free(
        memory: *mut c_void,
    );
    /// A function by its name, for engines that load the library by hand and keep one entry point.
    /// * `name`: e.g. "conch_client_create"; *borrowed for the call*
    ///
    /// Returns NULL when this version has no function of that name
    pub fn conch_get_proc_address(
        name: *const c_char,
    ) -> conch_function;
    /// How many threads of this library exist in the process: 0 after the last client was destroyed.
    ///
    /// Returns number of threads
    pub fn conch_debug_thread_count(
    ) -> i32;
    /// The version of the library in memory, encoded like CONCH_VERSION.
    ///
    /// It can be newer than the headers, never older within one SONAME.
    ///
    /// Returns e.g. 1000000 for 1.0.0
    pub fn conch_version(
    ) -> i32;
    /// The version of the library in memory as text.
    ///
    /// Returns e.g. "1.0.0"; static, never NULL
    pub fn conch_version_string(
    ) -> *const c_char;
    /// Writes the defaults.
    /// * `options`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_webhook_options) as the caller knows it
    pub fn conch_webhook_options_init(
        options: *mut conch_webhook_options,
        struct_size: usize,
    );
    /// Starts to listen, on a thread of its own. A client has one listener; starting again replaces it.
    /// * `client`: *borrowed for the call*
    /// * `options`: *copied*; NULL for defaults
    /// * `url`: receives the whole address that jobs send as replyUrl, *owned (release with conch_free)*; may be NULL
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_ARGUMENT (an option is wrong, or the port is taken) · CONCH_E_CLOSED ·
    /// CONCH_E_NO_MEMORY · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_webhook_listen(
        client: *mut conch_client,
        options: *const conch_webhook_options,
        url: *mut *mut c_char,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// Stops listening; within a second. Does nothing when nothing listens. Destroying the client stops it too.
    /// * `client`: *borrowed for the call*
    ///
    /// Returns CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED
    pub fn conch_webhook_stop(
        client: *mut conch_client,
    ) -> conch_status;
    /// Reads a callback's body for hosts with a server of their own.
    /// * `body`: the bytes of the POST; *borrowed for the call*
    /// * `size`: how many
    /// * `summary`: receives a JSON object with `kind` ("video", "image", "agent"), `id`, `status` (as the service sent
    ///   it), `final` and `replyRef`, *owned (release with conch_free)*
    ///
    /// Returns CONCH_OK · CONCH_E_INVALID (not a callback of this service) · CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY
    pub fn conch_webhook_parse(
        body: *const c_char,
        size: usize,
        summary: *mut *mut c_char,
    ) -> conch_status;
    /// Hands a callback's body to a client, as if its own listener had received it: the job it names is looked at now.
    /// * `client`: *borrowed for the call*
    /// * `body`: the bytes of the POST; *copied*
    /// * `size`: how many
    ///
    /// Returns CONCH_OK (also when the client follows no such job) · CONCH_E_INVALID · CONCH_E_ARGUMENT ·
    /// CONCH_E_HANDLE · CONCH_E_FORKED · CONCH_E_NO_MEMORY
    pub fn conch_webhook_deliver(
        client: *mut conch_client,
        body: *const c_char,
        size: usize,
    ) -> conch_status;
    /// Writes the defaults.
    /// * `options`: *borrowed for the call*; ignored when NULL
    /// * `struct_size`: sizeof(conch_emulator_options) as the caller knows it
    pub fn conch_emulator_options_init(
        options: *mut conch_emulator_options,
        struct_size: usize,
    );
    /// Starts an emulator and waits until it is ready (some 100 ms). It ends with conch_emulator_stop, and by itself
    /// when this process ends, however that happens.
    /// * `options`: *copied*; NULL for defaults
    /// * `emulator`: receives the emulator, *owned (release with conch_emulator_stop)*; NULL on error
    /// * `error`: receives details on failure, *owned (release with conch_error_destroy)*; may be NULL
    ///
    /// Returns CONCH_OK · CONCH_E_EMULATOR (not found, or did not become ready; the message says what was tried) ·
    /// CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY
    pub fn conch_emulator_start(
        options: *const conch_emulator_options,
        emulator: *mut *mut conch_emulator,
        error: *mut *mut conch_error,
    ) -> conch_status;
    /// What to give a client as its base URL.
    /// * `emulator`: *borrowed for the call*
    ///
    /// Returns e.g. `http://127.0.0.1:41234/v1/minimax`; "" for a bad handle; *borrowed as long as `emulator` lives*
    pub fn conch_emulator_base_url(
        emulator: *const conch_emulator,
    ) -> *const c_char;
    /// Ends the emulator and waits for it, at most 2 seconds; then it is killed. Ignores NULL.
    /// * `emulator`: *owned* by the caller until now
    pub fn conch_emulator_stop(
        emulator: *mut conch_emulator,
    );
}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::*;
    use std::mem::{size_of, MaybeUninit};
    use std::ptr::addr_of;

    #[test]
    fn conch_client_options_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_client_options>(), 128);
        let place = MaybeUninit::<conch_client_options>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).flags) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).base_url) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).api_token) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).account) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).download_directory) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).proxy) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).no_proxy) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).ca_file) } as *const u8), 56);
        assert_eq!(offset(unsafe { addr_of!((*start).user_agent) } as *const u8), 64);
        assert_eq!(offset(unsafe { addr_of!((*start).connect_timeout_ms) } as *const u8), 72);
        assert_eq!(offset(unsafe { addr_of!((*start).send_timeout_ms) } as *const u8), 76);
        assert_eq!(offset(unsafe { addr_of!((*start).first_byte_timeout_ms) } as *const u8), 80);
        assert_eq!(offset(unsafe { addr_of!((*start).idle_timeout_ms) } as *const u8), 84);
        assert_eq!(offset(unsafe { addr_of!((*start).total_timeout_ms) } as *const u8), 88);
        assert_eq!(offset(unsafe { addr_of!((*start).destroy_timeout_ms) } as *const u8), 92);
        assert_eq!(offset(unsafe { addr_of!((*start).max_response_bytes) } as *const u8), 96);
        assert_eq!(offset(unsafe { addr_of!((*start).task_capacity) } as *const u8), 104);
        assert_eq!(offset(unsafe { addr_of!((*start).max_transfers) } as *const u8), 108);
        assert_eq!(offset(unsafe { addr_of!((*start).log_level) } as *const u8), 112);
        assert_eq!(offset(unsafe { addr_of!((*start).poll_interval_ms) } as *const u8), 116);
        assert_eq!(offset(unsafe { addr_of!((*start).state_directory) } as *const u8), 120);
    }

    #[test]
    fn conch_task_options_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_task_options>(), 80);
        let place = MaybeUninit::<conch_task_options>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).flags) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).deliver) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).priority) } as *const u8), 12);
        assert_eq!(offset(unsafe { addr_of!((*start).deadline_ms) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).directory) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).file_name) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).files) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).file_count) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).callback) } as *const u8), 56);
        assert_eq!(offset(unsafe { addr_of!((*start).user_data) } as *const u8), 64);
        assert_eq!(offset(unsafe { addr_of!((*start).user_data_release) } as *const u8), 72);
    }

    #[test]
    fn conch_task_info_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_task_info>(), 56);
        let place = MaybeUninit::<conch_task_info>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).phase) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).status) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).percent) } as *const u8), 12);
        assert_eq!(offset(unsafe { addr_of!((*start).remaining_ms) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).elapsed_ms) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).bytes) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).bytes_total) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).operation) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).kind) } as *const u8), 52);
    }

    #[test]
    fn conch_video_params_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_video_params>(), 88);
        let place = MaybeUninit::<conch_video_params>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).max_jobs) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).prompt) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).model) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).options) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).file) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).end_frame_file) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).account) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).reply_url) } as *const u8), 56);
        assert_eq!(offset(unsafe { addr_of!((*start).reply_ref) } as *const u8), 64);
        assert_eq!(offset(unsafe { addr_of!((*start).prompt_optimization) } as *const u8), 72);
        assert_eq!(offset(unsafe { addr_of!((*start).reserved) } as *const u8), 76);
        assert_eq!(offset(unsafe { addr_of!((*start).extra) } as *const u8), 80);
    }

    #[test]
    fn conch_image_params_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_image_params>(), 104);
        let place = MaybeUninit::<conch_image_params>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).quantity) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).prompt) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).model) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).aspect_ratio) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).resolution) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).character_file) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).reference_files) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).reference_file_count) } as *const u8), 56);
        assert_eq!(offset(unsafe { addr_of!((*start).account) } as *const u8), 64);
        assert_eq!(offset(unsafe { addr_of!((*start).reply_url) } as *const u8), 72);
        assert_eq!(offset(unsafe { addr_of!((*start).reply_ref) } as *const u8), 80);
        assert_eq!(offset(unsafe { addr_of!((*start).prompt_optimization) } as *const u8), 88);
        assert_eq!(offset(unsafe { addr_of!((*start).reserved) } as *const u8), 92);
        assert_eq!(offset(unsafe { addr_of!((*start).extra) } as *const u8), 96);
    }

    #[test]
    fn conch_agent_params_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_agent_params>(), 72);
        let place = MaybeUninit::<conch_agent_params>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).in_background) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).prompt) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).models) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).files) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).file_count) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).account) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).reply_url) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).reply_ref) } as *const u8), 56);
        assert_eq!(offset(unsafe { addr_of!((*start).extra) } as *const u8), 64);
    }

    #[test]
    fn conch_speech_params_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_speech_params>(), 112);
        let place = MaybeUninit::<conch_speech_params>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).streamed) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).text) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).voice_id) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).model) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).language_boost) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).emotion) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).account) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).vol) } as *const u8), 56);
        assert_eq!(offset(unsafe { addr_of!((*start).speed) } as *const u8), 64);
        assert_eq!(offset(unsafe { addr_of!((*start).pitch) } as *const u8), 72);
        assert_eq!(offset(unsafe { addr_of!((*start).deepen_lighten) } as *const u8), 76);
        assert_eq!(offset(unsafe { addr_of!((*start).stronger_softer) } as *const u8), 80);
        assert_eq!(offset(unsafe { addr_of!((*start).nasal_crisp) } as *const u8), 84);
        assert_eq!(offset(unsafe { addr_of!((*start).spacious_echo) } as *const u8), 88);
        assert_eq!(offset(unsafe { addr_of!((*start).lofi_telephone) } as *const u8), 92);
        assert_eq!(offset(unsafe { addr_of!((*start).robotic) } as *const u8), 96);
        assert_eq!(offset(unsafe { addr_of!((*start).auditorium_echo) } as *const u8), 100);
        assert_eq!(offset(unsafe { addr_of!((*start).extra) } as *const u8), 104);
    }

    #[test]
    fn conch_music_params_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_music_params>(), 48);
        let place = MaybeUninit::<conch_music_params>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).reserved) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).prompt) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).style_id) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).title) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).account) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).extra) } as *const u8), 40);
    }

    #[test]
    fn conch_chat_params_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_chat_params>(), 72);
        let place = MaybeUninit::<conch_chat_params>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).search_web) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).prompt) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).model) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).chat_id) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).files) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).file_count) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).account) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).stream) } as *const u8), 56);
        assert_eq!(offset(unsafe { addr_of!((*start).reserved) } as *const u8), 60);
        assert_eq!(offset(unsafe { addr_of!((*start).extra) } as *const u8), 64);
    }

    #[test]
    fn conch_webhook_options_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_webhook_options>(), 32);
        let place = MaybeUninit::<conch_webhook_options>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).port) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).address) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).path) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).public_url) } as *const u8), 24);
    }

    #[test]
    fn conch_emulator_options_is_laid_out_as_in_c() {
        assert_eq!(size_of::<conch_emulator_options>(), 56);
        let place = MaybeUninit::<conch_emulator_options>::uninit();
        let start = place.as_ptr();
        let offset = |field: *const u8| field as usize - start as usize;
        assert_eq!(offset(unsafe { addr_of!((*start).struct_size) } as *const u8), 0);
        assert_eq!(offset(unsafe { addr_of!((*start).port) } as *const u8), 4);
        assert_eq!(offset(unsafe { addr_of!((*start).speed) } as *const u8), 8);
        assert_eq!(offset(unsafe { addr_of!((*start).seed) } as *const u8), 16);
        assert_eq!(offset(unsafe { addr_of!((*start).program) } as *const u8), 24);
        assert_eq!(offset(unsafe { addr_of!((*start).token) } as *const u8), 32);
        assert_eq!(offset(unsafe { addr_of!((*start).state_directory) } as *const u8), 40);
        assert_eq!(offset(unsafe { addr_of!((*start).start_timeout_ms) } as *const u8), 48);
        assert_eq!(offset(unsafe { addr_of!((*start).reserved) } as *const u8), 52);
    }
}
