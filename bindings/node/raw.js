// Made by bindings/generate from include/conch and the catalog; do not edit.
'use strict';

exports.HEADER_VERSION = '1.0.0';
/** Bytes that the text of any task number needs, with its NUL. */
exports.CONCH_TASK_TEXT_SIZE = 21;
/** the number in the SONAME */
exports.CONCH_VERSION_MAJOR = 1;
/** grows with every addition to the ABI */
exports.CONCH_VERSION_MINOR = 0;
/** grows with every other release */
exports.CONCH_VERSION_PATCH = 0;
/** The version of these headers. */
exports.CONCH_VERSION = 1000000;

/** All statuses. */
exports.Status = Object.freeze({
  OK: 0,
  NO_EVENT: 1,
  E_INTERNAL: -1,
  E_NO_MEMORY: -2,
  E_HANDLE: -3,
  E_ARGUMENT: -4,
  E_INVALID: -5,
  E_NOT_FOUND: -6,
  E_REENTRANT: -7,
  E_FORKED: -8,
  E_CLOSED: -9,
  E_QUEUE_FULL: -10,
  E_BUSY: -11,
  E_TIMEOUT: -12,
  E_CANCELLED: -13,
  E_UNSUPPORTED: -14,
  E_FILE: -20,
  E_FILE_TYPE: -21,
  E_FILE_TOO_LARGE: -22,
  E_DISK: -23,
  E_RESOLVE: -30,
  E_CONNECT: -31,
  E_TLS: -32,
  E_NETWORK: -33,
  E_NETWORK_TIMEOUT: -34,
  E_RESPONSE: -35,
  E_REDIRECT: -36,
  E_BAD_REQUEST: -40,
  E_UNAUTHORIZED: -41,
  E_REMOTE_NOT_FOUND: -42,
  E_INSUFFICIENT_CREDITS: -43,
  E_REJECTED: -44,
  E_ACCOUNT_BUSY: -45,
  E_RATE_LIMITED: -46,
  E_ACCOUNT_ON_HOLD: -47,
  E_SERVICE: -48,
  E_GONE: -49,
  E_UNEXPECTED: -50,
  E_JOB_FAILED: -60,
  E_JOB_MODERATED: -61,
  E_JOB_VANISHED: -62,
  E_AMBIGUOUS: -63,
  E_EMULATOR: -64,
});

/** What an event is. */
exports.EventType = Object.freeze({
  NONE: 0,
  PROGRESS: 1,
  CHUNK: 2,
  LOG: 3,
  DONE: 4,
});

/** What a task is doing. Values are frozen; treat an unknown one as CONCH_PHASE_WORKING. */
exports.Phase = Object.freeze({
  UNSET: 0,
  CHECKING: 1,
  UPLOADING: 2,
  CREATING: 3,
  WAITING: 4,
  QUEUED: 5,
  WORKING: 6,
  DOWNLOADING: 7,
  ENDED: 8,
});

/** Bits of conch_client_options::flags. */
exports.ClientFlags = Object.freeze({
  DEFAULT: 0,
  ALLOW_PLAIN_HTTP: 1,
});

/** How talkative LOG events are. */
exports.LogLevel = Object.freeze({
  OFF: 0,
  WARNING: 1,
  INFO: 2,
  DEBUG: 3,
});

/** All operations. */
exports.Operation = Object.freeze({
  UNSET: 0,
  ACCOUNTS_LIST: 100,
  ACCOUNTS_GET: 101,
  ACCOUNTS_SET: 102,
  ACCOUNTS_DELETE: 103,
  FEATURES_GET: 150,
  FILES_UPLOAD: 200,
  FILES_LIST: 201,
  FILES_DELETE: 202,
  VIDEOS_CREATE: 300,
  VIDEOS_GET: 301,
  VIDEOS_LIST: 302,
  VIDEOS_DELETE: 303,
  VIDEOS_CANCEL: 304,
  VIDEOS_CHARACTERS: 305,
  VIDEOS_TEMPLATES: 306,
  VIDEOS_CREATE_FROM_TEMPLATE: 307,
  IMAGES_CREATE: 400,
  IMAGES_GET: 401,
  IMAGES_LIST: 402,
  IMAGES_DELETE: 403,
  AGENT_RUN: 500,
  AGENT_GET: 501,
  AGENT_JOBS: 502,
  SCHEDULER_LIST: 600,
  SCHEDULER_AVAILABLE: 601,
  SCHEDULER_REMOVE: 602,
  LLM_SEND: 700,
  LLM_LIST: 701,
  LLM_GET: 702,
  LLM_DELETE: 703,
  AUDIO_CREATE_MP3: 800,
  AUDIO_CREATE_STREAM: 801,
  AUDIO_STREAM: 802,
  AUDIO_LIST: 803,
  AUDIO_GET: 804,
  AUDIO_DELETE: 805,
  AUDIO_VOICES: 806,
  AUDIO_CONFIG: 807,
  AUDIO_UPLOAD_SAMPLE: 808,
  AUDIO_CLONE_VOICE: 809,
  AUDIO_DELETE_VOICE: 810,
  MUSIC_CREATE: 900,
  MUSIC_GET: 901,
  MUSIC_LIST: 902,
  MUSIC_STYLES: 903,
});

/** Where a task's events go. */
exports.Deliver = Object.freeze({
  QUEUE: 0,
  WAIT: 1,
  THREAD: 2,
});

/** Bits of conch_task_options::flags. */
exports.TaskFlags = Object.freeze({
  DEFAULT: 0,
  ALLOW_UNKNOWN: 1,
  NO_DOWNLOAD: 2,
  OVERWRITE: 4,
});

/** How far a cancel reaches. */
exports.Cancel = Object.freeze({
  HERE: 0,
  EVERYWHERE: 1,
});

/** What a job makes. */
exports.JobKind = Object.freeze({
  UNSET: 0,
  VIDEO: 1,
  IMAGE: 2,
  AGENT: 3,
  SPEECH: 4,
  MUSIC: 5,
  CHAT: 6,
  TEMPLATE_VIDEO: 7,
  SPEECH_STREAM: 8,
});

/** A switch with a default that is the service's. */
exports.Choice = Object.freeze({
  DEFAULT: 0,
  YES: 1,
  NO: 2,
});

/** Teaches koffi the types of libconch. */
exports.declareTypes = function declareTypes(koffi) {
  const types = {};
  types.conch_status = koffi.alias('conch_status', 'int32_t');
  types.conch_task = koffi.alias('conch_task', 'uint64_t');
  types.conch_operation = koffi.alias('conch_operation', 'int32_t');
  types.conch_error = koffi.opaque('conch_error');
  types.conch_event = koffi.opaque('conch_event');
  types.conch_client = koffi.opaque('conch_client');
  types.conch_emulator = koffi.opaque('conch_emulator');
  types.conch_event_callback = koffi.proto('int32_t conch_event_callback(const conch_event *event, void *user_data)');
  types.conch_wakeup_callback = koffi.proto('void conch_wakeup_callback(void *user_data)');
  types.conch_release_callback = koffi.proto('void conch_release_callback(void *user_data)');
  types.conch_function = koffi.proto('void conch_function(void)');
  types.conch_client_options = koffi.struct('conch_client_options', {
    /** sizeof(conch_client_options), set by the init function */
    struct_size: 'uint32_t',
    /** CONCH_CLIENT_… bits */
    flags: 'uint32_t',
    /**
     * Where the service is. NULL: `https://api.useapi.net/v1/minimax`. `"emulator:"` starts a private emulator for this
     * client; options as in `"emulator:?speed=60&seed=7"`. *copied*
     */
    base_url: 'const char *',
    /** the service's API token; required unless base_url is the emulator; *copied* */
    api_token: 'const char *',
    /** used by operations that take an account when the parameters name none; NULL: none; *copied* */
    account: 'const char *',
    /** where jobs put their files, UTF-8; NULL: every job must say where; *copied* */
    download_directory: 'const char *',
    /** e.g. "http://proxy:3128" or "socks5h://127.0.0.1:1080"; NULL: none, the environment is not
asked; *copied* */
    proxy: 'const char *',
    /** comma-separated hosts that are reached directly; *copied* */
    no_proxy: 'const char *',
    /** PEM file of trusted authorities; NULL: the system's; *copied* */
    ca_file: 'const char *',
    /** your program, e.g. "obs-hailuo/1.2"; NULL: only libconch's own; *copied* */
    user_agent: 'const char *',
    /** name lookup, TCP and TLS; default 15,000 */
    connect_timeout_ms: 'uint32_t',
    /** longest time in which not one byte of a body could be sent; default 30,000 */
    send_timeout_ms: 'uint32_t',
    /** from the request's last byte to the answer's first; default 120,000 */
    first_byte_timeout_ms: 'uint32_t',
    /** longest pause inside an answer; default 60,000 */
    idle_timeout_ms: 'uint32_t',
    /** a whole exchange, downloads and uploads excepted; default none */
    total_timeout_ms: 'uint32_t',
    /** bound of conch_client_destroy; default 2,000 */
    destroy_timeout_ms: 'uint32_t',
    /** larger answers are refused; default 64 MiB; downloads have no limit */
    max_response_bytes: 'uint64_t',
    /** tasks that may exist at a time; default 16,384 */
    task_capacity: 'uint32_t',
    /** requests on the wire at a time; default 32 */
    max_transfers: 'uint32_t',
    /** CONCH_LOG_…; default off */
    log_level: 'uint32_t',
    /** Shortest pause between two looks at the same job; default 2,000. All waits of jobs are in proportion to it. */
    poll_interval_ms: 'uint32_t',
    /**
     * Where the journal of jobs is kept (journal); made if missing. NULL: `$XDG_STATE_HOME/conch`, or
     * `$HOME/.local/state/conch`; none for a private emulator, whose jobs end with it. "": no journal, so that a job
     * whose host dies is not brought back and leaves no record. *copied*
     */
    state_directory: 'const char *',
  });
  types.conch_task_options = koffi.struct('conch_task_options', {
    /** sizeof(conch_task_options), set by the init function */
    struct_size: 'uint32_t',
    /** CONCH_TASK_… bits */
    flags: 'uint32_t',
    /** CONCH_DELIVER_… */
    deliver: 'uint32_t',
    /**
     * Jobs: which of those that wait for a place is created first. The highest goes first, equal ones in the order in
     * which they were submitted. Any number; default 0.
     */
    priority: 'int32_t',
    /**
     * Give up after so many milliseconds with CONCH_E_TIMEOUT; a remote job lives on. 0: the catalog's bound for its
     * kind.
     */
    deadline_ms: 'uint64_t',
    /** Jobs: where files go, UTF-8; NULL: the client's download_directory; made if missing; *copied*. */
    directory: 'const char *',
    /** jobs: name of the first file, UTF-8; NULL: made from kind, time and id; *copied* */
    file_name: 'const char *',
    /**
     * Calls: local files in the order of the operation's file parts, or the one raw body of an upload; UTF-8; *copied*.
     */
    files: 'const char *const *',
    /** number of `files` */
    file_count: 'size_t',
    /** for this task's events; NULL: the client's, or just take events */
    callback: 'conch_event_callback *',
    /** handed back with every event of this task; never looked at */
    user_data: 'void *',
    /** called exactly once with user_data after the last event, also when
the task was refused; may be NULL */
    user_data_release: 'conch_release_callback *',
  });
  types.conch_task_info = koffi.struct('conch_task_info', {
    /** sizeof(conch_task_info), set by the init function */
    struct_size: 'uint32_t',
    /** CONCH_PHASE_… */
    phase: 'int32_t',
    /** how it ended; CONCH_OK as long as it has not */
    status: 'conch_status',
    /** 0 to 100; -1 unknown */
    percent: 'int32_t',
    /** -1 unknown */
    remaining_ms: 'int64_t',
    /** since it was accepted; stands still after the end */
    elapsed_ms: 'uint64_t',
    /** moved in this phase */
    bytes: 'uint64_t',
    /** 0 unknown */
    bytes_total: 'uint64_t',
    /** CONCH_OP_… of a call, else 0 */
    operation: 'int32_t',
    /** CONCH_JOB_… of a job, else 0 */
    kind: 'int32_t',
  });
  types.conch_video_params = koffi.struct('conch_video_params', {
    /** sizeof(conch_video_params), set by the init function */
    struct_size: 'uint32_t',
    /** how many jobs may run on the account at once; 0: the account's own value */
    max_jobs: 'int32_t',
    /** what to show */
    prompt: 'const char *',
    /** e.g. "I2V-2.3"; NULL: I2V-01 with a file, T2V-01 without */
    model: 'const char *',
    /** resolution and length, e.g. "768p-6sec"; NULL: the model's first */
    options: 'const char *',
    /** first frame or subject: an uploaded file's id, or the path of a local picture */
    file: 'const char *',
    /** last frame: an uploaded file's id, or the path of a local picture */
    end_frame_file: 'const char *',
    /** the account; NULL: the client's, or the service's choice */
    account: 'const char *',
    /** address that the service calls with news of the job */
    reply_url: 'const char *',
    /** text of your own that comes back in callbacks and lists */
    reply_ref: 'const char *',
    /** CONCH_CHOICE_…: let the provider rewrite the prompt */
    prompt_optimization: 'int32_t',
    /** leave it 0 */
    reserved: 'uint32_t',
    /** a JSON object with further parameters of the service; they win over the fields here */
    extra: 'const char *',
  });
  types.conch_image_params = koffi.struct('conch_image_params', {
    /** sizeof(conch_image_params), set by the init function */
    struct_size: 'uint32_t',
    /** how many; 0: 1 */
    quantity: 'int32_t',
    /** what to show */
    prompt: 'const char *',
    /** e.g. "nano-banana-pro"; NULL: image-01 */
    model: 'const char *',
    /** e.g. "16:9"; NULL: the model's first */
    aspect_ratio: 'const char *',
    /** e.g. "2K"; NULL: the model's first */
    resolution: 'const char *',
    /** the person to show: an uploaded file's id, or the path of a local picture */
    character_file: 'const char *',
    /** reference pictures, each an uploaded file's id or the path of a local picture */
    reference_files: 'const char *const *',
    /** number of `reference_files` */
    reference_file_count: 'size_t',
    /** the account; NULL: the client's, or the service's choice */
    account: 'const char *',
    /** address that the service calls with news of the job */
    reply_url: 'const char *',
    /** text of your own that comes back in callbacks and lists */
    reply_ref: 'const char *',
    /** CONCH_CHOICE_…: let the provider rewrite the prompt */
    prompt_optimization: 'int32_t',
    /** leave it 0 */
    reserved: 'uint32_t',
    /** a JSON object with further parameters of the service; they win over the fields here */
    extra: 'const char *',
  });
  types.conch_agent_params = koffi.struct('conch_agent_params', {
    /** sizeof(conch_agent_params), set by the init function */
    struct_size: 'uint32_t',
    /** CONCH_CHOICE_…: NO makes the service hold the request until all is done; default: YES */
    in_background: 'int32_t',
    /** the task; shape and size of pictures are said in words */
    prompt: 'const char *',
    /** the models that the agent may use, with commas between, e.g. "hailuo-2.3,kolors" */
    models: 'const char *',
    /** paths of local files for the agent to work with */
    files: 'const char *const *',
    /** number of `files` */
    file_count: 'size_t',
    /** the account; NULL: the client's, or the service's choice */
    account: 'const char *',
    /** address that the service calls with news of the job */
    reply_url: 'const char *',
    /** text of your own that comes back in callbacks and lists */
    reply_ref: 'const char *',
    /** a JSON object with further parameters of the service; they win over the fields here */
    extra: 'const char *',
  });
  types.conch_speech_params = koffi.struct('conch_speech_params', {
    /** sizeof(conch_speech_params), set by the init function */
    struct_size: 'uint32_t',
    /** CONCH_CHOICE_YES: CONCH_JOB_SPEECH_STREAM, which hands out the sound while it is made; else
CONCH_JOB_SPEECH */
    streamed: 'int32_t',
    /** what to say; <0.5#> is a pause of half a second */
    text: 'const char *',
    /** the voice, from `audio.voices` */
    voice_id: 'const char *',
    /** NULL: speech-02-hd */
    model: 'const char *',
    /** the language to favour, e.g. "French" */
    language_boost: 'const char *',
    /** the mood, e.g. "happy" */
    emotion: 'const char *',
    /** the account; NULL: the client's, or the service's choice */
    account: 'const char *',
    /** loudness, up to 10; 0: 1.0 */
    vol: 'double',
    /** 0.5 to 2; 0: 1.0 */
    speed: 'double',
    /** -12 to 12 */
    pitch: 'int32_t',
    /** -100 to 100 */
    deepen_lighten: 'int32_t',
    /** -100 to 100 */
    stronger_softer: 'int32_t',
    /** -100 to 100 */
    nasal_crisp: 'int32_t',
    /** CONCH_CHOICE_… */
    spacious_echo: 'int32_t',
    /** CONCH_CHOICE_… */
    lofi_telephone: 'int32_t',
    /** CONCH_CHOICE_… */
    robotic: 'int32_t',
    /** CONCH_CHOICE_… */
    auditorium_echo: 'int32_t',
    /** a JSON object with further parameters of the service; they win over the fields here */
    extra: 'const char *',
  });
  types.conch_music_params = koffi.struct('conch_music_params', {
    /** sizeof(conch_music_params), set by the init function */
    struct_size: 'uint32_t',
    /** leave it 0 */
    reserved: 'uint32_t',
    /** the lyrics */
    prompt: 'const char *',
    /** the style, from `music.styles` */
    style_id: 'const char *',
    /** title of the song */
    title: 'const char *',
    /** the account; NULL: the client's, or the service's choice */
    account: 'const char *',
    /** a JSON object with further parameters of the service; they win over the fields here */
    extra: 'const char *',
  });
  types.conch_chat_params = koffi.struct('conch_chat_params', {
    /** sizeof(conch_chat_params), set by the init function */
    struct_size: 'uint32_t',
    /** CONCH_CHOICE_…: let the model search the web */
    search_web: 'int32_t',
    /** the message */
    prompt: 'const char *',
    /** NULL: mm-m1 */
    model: 'const char *',
    /** the thread to go on with; NULL: a new one */
    chat_id: 'const char *',
    /** paths of local files to talk about */
    files: 'const char *const *',
    /** number of `files` */
    file_count: 'size_t',
    /** the account; NULL: the client's, or the service's choice */
    account: 'const char *',
    /** CONCH_CHOICE_…: NO for the whole answer at once; default: YES */
    stream: 'int32_t',
    /** leave it 0 */
    reserved: 'uint32_t',
    /** a JSON object with further parameters of the service; they win over the fields here */
    extra: 'const char *',
  });
  types.conch_webhook_options = koffi.struct('conch_webhook_options', {
    /** sizeof(conch_webhook_options), set by the init function */
    struct_size: 'uint32_t',
    /** 0: any free one */
    port: 'uint32_t',
    /** IP address to listen on; NULL: 127.0.0.1; *copied* */
    address: 'const char *',
    /** NULL: a random one that nobody can guess; *copied* */
    path: 'const char *',
    /**
     * How the service reaches the listener, without the path, e.g. "https://me.example.org"; jobs that start afterwards
     * and have no replyUrl of their own send this. NULL: the listener's own address, which only a service on this
     * machine (the emulator) can reach. *copied*
     */
    public_url: 'const char *',
  });
  types.conch_emulator_options = koffi.struct('conch_emulator_options', {
    /** sizeof(conch_emulator_options), set by the init function */
    struct_size: 'uint32_t',
    /** 0: any free one */
    port: 'uint32_t',
    /** how much faster than the real service its clock runs; 0: 1.0 */
    speed: 'double',
    /** of all random choices; the same seed gives the same ids and pictures; 0: the emulator's own choice */
    seed: 'uint64_t',
    /** path of conch-emulator; NULL: beside the library, then `../bin` of it, then PATH; *copied* */
    program: 'const char *',
    /** the only API token that is accepted; NULL: any that does not begin with "invalid"; *copied* */
    token: 'const char *',
    /** keep state here across runs; NULL: in memory; *copied* */
    state_directory: 'const char *',
    /** how long to wait for it to be ready; 0: 10,000 */
    start_timeout_ms: 'uint32_t',
    /** leave 0 */
    reserved: 'uint32_t',
  });
  return types;
};

/** The functions of a loaded library. Call anything that may block by its `.async`. */
exports.declareFunctions = function declareFunctions(library) {
  return {
    /** The constant's name. */
    conch_status_name: library.func(
      "const char *conch_status_name(conch_status status)",
    ),
    /** One English sentence about the status, and what can be done. */
    conch_status_message: library.func(
      "const char *conch_status_message(conch_status status)",
    ),
    /** Walks the table of all statuses, for bindings that build their own constants. */
    conch_status_at: library.func(
      "conch_status conch_status_at(size_t index, _Out_ conch_status *status)",
    ),
    /** The kind of failure. */
    conch_error_status: library.func(
      "conch_status conch_error_status(const conch_error *error)",
    ),
    /**
     * One or more sentences for a person: what is wrong, what is allowed, what was given, what to do. Where the service
     * said something, its own words are included.
     */
    conch_error_message: library.func(
      "void *conch_error_message(const conch_error *error, _Out_ size_t *size)",
    ),
    /** The parameter, option or file at fault. */
    conch_error_field: library.func(
      "void *conch_error_field(const conch_error *error, _Out_ size_t *size)",
    ),
    /** Every rule that was broken, for hosts that mark the fields of a form. */
    conch_error_violations: library.func(
      "void *conch_error_violations(const conch_error *error, _Out_ size_t *size)",
    ),
    /** The HTTP status of the service's answer. */
    conch_error_http_code: library.func(
      "int32_t conch_error_http_code(const conch_error *error)",
    ),
    /** The `code` inside the service's answer. The service does not always send one; trust the HTTP status first. */
    conch_error_service_code: library.func(
      "int64_t conch_error_service_code(const conch_error *error)",
    ),
    /**
     * Whether the very same request may succeed later. For a create that may have been accepted this is 0: sending it
     * again could be paid twice.
     */
    conch_error_retriable: library.func(
      "int32_t conch_error_retriable(const conch_error *error)",
    ),
    /** How long to wait before trying again, from the service's `Retry-After` or its documented advice. */
    conch_error_retry_after_ms: library.func(
      "int64_t conch_error_retry_after_ms(const conch_error *error)",
    ),
    /** The service's answer as it came, when it was text; at most 64 KiB of it. */
    conch_error_body: library.func(
      "void *conch_error_body(const conch_error *error, _Out_ size_t *size)",
    ),
    /** Releases an error that you own. Ignores NULL, and errors that belong to an event. */
    conch_error_destroy: library.func(
      "void conch_error_destroy(conch_error *error)",
    ),
    /**
     * Reads an account's address and token as CONCH_OP_ACCOUNTS_SET takes them, without sending them anywhere: is the
     * host one of the provider's, is the token a whole JWT, whose is it, and when does it expire.
     */
    conch_account_inspect: library.func(
      "conch_status conch_account_inspect(const char *url, const char *token, _Out_ void **found, _Out_ conch_error **error)",
    ),
    /** What this event is. */
    conch_event_type: library.func(
      "int32_t conch_event_type(const conch_event *event)",
    ),
    /** The task that it is about. */
    conch_event_task: library.func(
      "conch_task conch_event_task(const conch_event *event)",
    ),
    /** How the task ended. */
    conch_event_status: library.func(
      "conch_status conch_event_status(const conch_event *event)",
    ),
    /** Why the task ended without success. */
    conch_event_error: library.func(
      "const conch_error * conch_event_error(const conch_event *event)",
    ),
    /** What the task is doing; for DONE the phase in which it ended. */
    conch_event_phase: library.func(
      "int32_t conch_event_phase(const conch_event *event)",
    ),
    /** How far the phase is: the service's own `percent` while the job is generated, bytes while files move. */
    conch_event_percent: library.func(
      "int32_t conch_event_percent(const conch_event *event)",
    ),
    /** Text for a person: the service's progress message, a log line, or the error's sentence. */
    conch_event_message: library.func(
      "void *conch_event_message(const conch_event *event, _Out_ size_t *size)",
    ),
    /**
     * The service's JSON, byte for byte as it came: for DONE the last answer (of a call: the answer; of a job: the
     * finished item), for CHUNK the frame when it was JSON. Fields that this version does not know are in it too.
     */
    conch_event_json: library.func(
      "void *conch_event_json(const conch_event *event, _Out_ size_t *size)",
    ),
    /** The bytes of a CHUNK: new text (UTF-8) of a chat, whole MP3 frames of speech. */
    conch_event_chunk: library.func(
      "void *conch_event_chunk(const conch_event *event, _Out_ size_t *size)",
    ),
    /** How many files the task brought. */
    conch_event_file_count: library.func(
      "size_t conch_event_file_count(const conch_event *event)",
    ),
    /** Where a file is. It is complete: files appear under their name only when whole. */
    conch_event_file: library.func(
      "void *conch_event_file(const conch_event *event, size_t index, _Out_ size_t *size)",
    ),
    /**
     * The service's id of the job (video, image, song, …), from the moment that it is known. Keep it if you want to
     * look the job up by other means.
     */
    conch_event_remote_id: library.func(
      "void *conch_event_remote_id(const conch_event *event, _Out_ size_t *size)",
    ),
    /** The HTTP status of the last answer. */
    conch_event_http_code: library.func(
      "int32_t conch_event_http_code(const conch_event *event)",
    ),
    /** Bytes moved so far in this phase. */
    conch_event_bytes: library.func(
      "uint64_t conch_event_bytes(const conch_event *event, _Out_ uint64_t *total)",
    ),
    /**
     * How long it may still take, when that can be said honestly (from the service's percentage and the time so far, or
     * from the catalog's typical duration).
     */
    conch_event_remaining_ms: library.func(
      "int64_t conch_event_remaining_ms(const conch_event *event)",
    ),
    /** The pointer that was given with the task. */
    conch_event_user_data: library.func(
      "void * conch_event_user_data(const conch_event *event)",
    ),
    /** Releases an event that you own (from conch_task_wait). Ignores NULL and borrowed events. */
    conch_event_destroy: library.func(
      "void conch_event_destroy(conch_event *event)",
    ),
    /** Writes the defaults. */
    conch_client_options_init: library.func(
      "void conch_client_options_init(_Inout_ conch_client_options *options, size_t struct_size)",
    ),
    /**
     * Makes a client and starts its worker thread. Does not touch the network: a wrong token shows with the first task.
     */
    conch_client_create: library.func(
      "conch_status conch_client_create(const conch_client_options *options, _Out_ conch_client **client, _Out_ conch_error **error)",
    ),
    /**
     * Begins the end without waiting: new tasks are refused and all running ones are cancelled here. Their DONE events
     * can still be taken; after the last one conch_client_next_event answers CONCH_E_CLOSED. May be called twice.
     */
    conch_client_close: library.func(
      "conch_status conch_client_close(conch_client *client)",
    ),
    /**
     * Ends the client in whatever state it is: cancels everything here, joins the worker, releases events that nobody
     * took (their user_data_release is called), and returns within `destroy_timeout_ms`. When it has returned, no
     * callback of this client is running or will ever run; the one exception is a callback of yours that takes longer
     * than that bound. Remote jobs live on.
     *
     * Ignores NULL and handles that were destroyed before. In a forked child it releases memory only.
     */
    conch_client_destroy: library.func(
      "void conch_client_destroy(conch_client *client)",
    ),
    /** Takes the next event. */
    conch_client_next_event: library.func(
      "conch_status conch_client_next_event(conch_client *client, int32_t timeout_ms, _Out_ const conch_event **event)",
    ),
    /**
     * Takes events and calls the tasks' callbacks (or the client's, for tasks without one) on this thread. One event is
     * taken at a time and no lock is held while a callback runs, so a callback that unwinds (a Lua error, a C#
     * exception) loses nothing. Call it from your frame or timer function with a timeout of 0; it then costs next to
     * nothing.
     */
    conch_client_dispatch: library.func(
      "conch_status conch_client_dispatch(conch_client *client, uint32_t max_events, int32_t timeout_ms, _Out_ uint32_t *dispatched)",
    ),
    /** Sets the callback for events of tasks that have none of their own, and for LOG events. */
    conch_client_set_event_callback: library.func(
      "conch_status conch_client_set_event_callback(conch_client *client, conch_event_callback *callback, void *user_data, conch_release_callback *release)",
    ),
    /**
     * Sets what is called when events become available. It comes once per change from "nothing waits" to "something
     * waits", not once per event, and at once if something waits already. Setting it again, or to NULL, waits until a
     * wakeup that is just running has returned: afterwards the old one is never called again.
     */
    conch_client_set_wakeup: library.func(
      "conch_status conch_client_set_wakeup(conch_client *client, conch_wakeup_callback *callback, void *user_data)",
    ),
    /**
     * A file descriptor that is readable while events wait, for epoll, select, asyncio, libuv and the like. Never read
     * from it or close it: it empties itself when the last event is taken, and goes away with the client. Once the
     * client is closed it stays readable, so that a loop learns of CONCH_E_CLOSED.
     */
    conch_client_wakeup_fd: library.func(
      "conch_status conch_client_wakeup_fd(conch_client *client, _Out_ int32_t *fd)",
    ),
    /**
     * How many PROGRESS and LOG events were replaced by newer ones or dropped because nobody took them. DONE and CHUNK
     * events are never among them.
     */
    conch_client_dropped_events: library.func(
      "conch_status conch_client_dropped_events(conch_client *client, _Out_ uint64_t *count)",
    ),
    /**
     * Holds back what costs: jobs that wait to be created stay waiting, and new ones join them. Jobs that the service
     * has taken already are followed to their end. May be called twice.
     */
    conch_client_pause: library.func(
      "conch_status conch_client_pause(conch_client *client)",
    ),
    /** Ends a pause: waiting jobs are created again, by their priority and in their order. */
    conch_client_resume: library.func(
      "conch_status conch_client_resume(conch_client *client)",
    ),
    /** Writes the defaults. */
    conch_task_options_init: library.func(
      "void conch_task_options_init(_Inout_ conch_task_options *options, size_t struct_size)",
    ),
    /** Zeroes the struct and sets its size. */
    conch_task_info_init: library.func(
      "void conch_task_info_init(_Inout_ conch_task_info *info, size_t struct_size)",
    ),
    /**
     * Asks for an end. Never blocks, may be called twice, and does nothing to a task that has ended. The task still
     * ends with exactly one DONE event: CONCH_E_CANCELLED, or success if that came first.
     */
    conch_task_cancel: library.func(
      "conch_status conch_task_cancel(conch_client *client, conch_task task, int32_t where)",
    ),
    /**
     * Waits until a task has ended. Its events still go where they go; this only waits, and hands out one more
     * reference to the DONE event. From a language with a garbage collector or a global lock, wait in slices of 100 ms
     * at most.
     */
    conch_task_wait: library.func(
      "conch_status conch_task_wait(conch_client *client, conch_task task, int32_t timeout_ms, _Out_ conch_event **event)",
    ),
    /**
     * What a task is doing just now, for hosts that show a list or have no callbacks at all. The last 256 ended tasks
     * are still known.
     */
    conch_task_state: library.func(
      "conch_status conch_task_state(conch_client *client, conch_task task, _Inout_ conch_task_info *info)",
    ),
    /** All tasks that have not ended, oldest first. */
    conch_task_list: library.func(
      "conch_status conch_task_list(conch_client *client, _Out_ void **tasks, _Out_ size_t *count)",
    ),
    /** A task's number as decimal text, for languages whose numbers are doubles and lose bits above 2^53. */
    conch_task_to_text: library.func(
      "conch_status conch_task_to_text(conch_task task, void *text, size_t size)",
    ),
    /** The number from its text. */
    conch_task_from_text: library.func(
      "conch_status conch_task_from_text(const char *text, _Out_ conch_task *task)",
    ),
    /**
     * Starts one operation.
     *
     * The parameters are checked against the catalog first; a request that the service would surely refuse is refused
     * here, before it costs anything. The DONE event carries the answer (conch_event_json) or the error.
     */
    conch_call: library.func(
      "conch_status conch_call(conch_client *client, int32_t operation, const char *params, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /**
     * Reads a whole list of the service, page by page, whichever of its five ways of paging it has: one CHUNK event a
     * page, whose JSON (conch_event_json) is an array of items; the DONE event's JSON is `{"count": …}`. Pages that
     * fail are asked for again; nothing is listed twice.
     */
    conch_list: library.func(
      "conch_status conch_list(conch_client *client, int32_t operation, const char *params, uint64_t most, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /** The number of an operation by its name. */
    conch_operation_from_name: library.func(
      "int32_t conch_operation_from_name(const char *name)",
    ),
    /** The name of an operation. */
    conch_operation_name: library.func(
      "const char *conch_operation_name(int32_t operation)",
    ),
    /** The whole catalog. */
    conch_catalog_json: library.func(
      "void *conch_catalog_json(_Out_ size_t *size)",
    ),
    /** Checks parameters without sending anything. */
    conch_validate: library.func(
      "conch_status conch_validate(int32_t operation, const char *params, uint32_t flags, _Out_ void **violations)",
    ),
    /** What a request would cost. */
    conch_estimate: library.func(
      "conch_status conch_estimate(int32_t operation, const char *params, _Out_ int64_t *credits, _Out_ void **why)",
    ),
    /**
     * Starts a job. Returns at once and never touches the network or the disk on the calling thread.
     *
     * ```c
     * conch_generate(client, CONCH_JOB_VIDEO,
     *                "{\"prompt\":\"a shell on the beach\",\"fileID\":{\"path\":\"shell.png\"},\"model\":\"I2V-2.3\"}",
     *                NULL, &task, NULL);
     * ```
     *
     * The DONE event has the files (conch_event_file), the finished item as the service describes it
     * (conch_event_json), or the error.
     */
    conch_generate: library.func(
      "conch_status conch_generate(conch_client *client, int32_t kind, const char *params, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /**
     * Reads the journal: jobs of this client, of other running programs and of those that ended, newest first.
     *
     * The DONE event's JSON is `{"directory":…, "jobs":[…], "damaged":[…]}`. A job has
     *
     * | member | what |
     * |---|---|
     * | `job` | its id, 32 hexadecimal digits |
     * | `kind` | "video", "image", … as `conch_generate` takes them by number, which is in `kindNumber` |
     * | `state` | "waiting" (recorded, nothing sent), "creating" (the create was sent, its answer is not known), "running"
     * (known to the service), "saving" (files complete, being named), "ended" | | `owner` | "this" client, "other" (a
     * program that runs), "none" (its program ended) | | `task` | the number, as text, of the task that works on it in this
     * client; absent when none does | | `params`, `prompt` | as they were given | | `account`, `remoteIds` | where and as
     * what it is known to the service | | `files` | paths of the results | | `credits` | what the create cost by the
     * catalog; absent when that is not known | | `status`, `message` | the end, or the last trouble; `status` is a name
     * like "CONCH_OK" | | `created`, `sent`, `accepted`, `ended` | times, UTC, ISO 8601; absent when it has not come to
     * that |
     *
     * `damaged` are files that could not be read as a journal and were set aside under these names.
     */
    conch_jobs_list: library.func(
      "conch_status conch_jobs_list(conch_client *client, const char *filter, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /**
     * Brings unfinished jobs back: those of this service and these credentials that no running program works on. Each
     * one becomes a running task of this client, with the directory, file name and flags that it had.
     *
     * The DONE event's JSON is `{"restored":[{"task":…, "job":…, "kind":…}], "left":0, "damaged":[…]}`; it comes before
     * any event of the restored tasks. `left` counts jobs for which there was no place among the client's
     * `task_capacity`: take events and restore again. A restored task's events go where `options` says; its `callback`,
     * `user_data` and `deliver` hold for all of them, `user_data_release` is called once after the last one.
     */
    conch_jobs_restore: library.func(
      "conch_status conch_jobs_restore(conch_client *client, const char *job, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /** Takes one job out of the journal, whatever its state. Nothing happens at the service and to files. */
    conch_job_forget: library.func(
      "conch_status conch_job_forget(conch_client *client, const char *job, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /** Writes the defaults. */
    conch_video_params_init: library.func(
      "void conch_video_params_init(_Inout_ conch_video_params *params, size_t struct_size)",
    ),
    /** The same as JSON, to look at, to check with conch_validate or to price with conch_estimate. */
    conch_video_params_json: library.func(
      "conch_status conch_video_params_json(const conch_video_params *params, _Out_ void **json, _Out_ conch_error **error)",
    ),
    /** Starts the job; the same as conch_generate with the JSON of these parameters. */
    conch_video_generate: library.func(
      "conch_status conch_video_generate(conch_client *client, const conch_video_params *params, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /** Writes the defaults. */
    conch_image_params_init: library.func(
      "void conch_image_params_init(_Inout_ conch_image_params *params, size_t struct_size)",
    ),
    /** The same as JSON, to look at, to check with conch_validate or to price with conch_estimate. */
    conch_image_params_json: library.func(
      "conch_status conch_image_params_json(const conch_image_params *params, _Out_ void **json, _Out_ conch_error **error)",
    ),
    /** Starts the job; the same as conch_generate with the JSON of these parameters. */
    conch_image_generate: library.func(
      "conch_status conch_image_generate(conch_client *client, const conch_image_params *params, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /** Writes the defaults. */
    conch_agent_params_init: library.func(
      "void conch_agent_params_init(_Inout_ conch_agent_params *params, size_t struct_size)",
    ),
    /** The same as JSON, to look at, to check with conch_validate or to price with conch_estimate. */
    conch_agent_params_json: library.func(
      "conch_status conch_agent_params_json(const conch_agent_params *params, _Out_ void **json, _Out_ conch_error **error)",
    ),
    /** Starts the job; the same as conch_generate with the JSON of these parameters. */
    conch_agent_generate: library.func(
      "conch_status conch_agent_generate(conch_client *client, const conch_agent_params *params, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /** Writes the defaults. */
    conch_speech_params_init: library.func(
      "void conch_speech_params_init(_Inout_ conch_speech_params *params, size_t struct_size)",
    ),
    /** The same as JSON, to look at, to check with conch_validate or to price with conch_estimate. */
    conch_speech_params_json: library.func(
      "conch_status conch_speech_params_json(const conch_speech_params *params, _Out_ void **json, _Out_ conch_error **error)",
    ),
    /** Starts the job; the same as conch_generate with the JSON of these parameters. */
    conch_speech_generate: library.func(
      "conch_status conch_speech_generate(conch_client *client, const conch_speech_params *params, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /** Writes the defaults. */
    conch_music_params_init: library.func(
      "void conch_music_params_init(_Inout_ conch_music_params *params, size_t struct_size)",
    ),
    /** The same as JSON, to look at, to check with conch_validate or to price with conch_estimate. */
    conch_music_params_json: library.func(
      "conch_status conch_music_params_json(const conch_music_params *params, _Out_ void **json, _Out_ conch_error **error)",
    ),
    /** Starts the job; the same as conch_generate with the JSON of these parameters. */
    conch_music_generate: library.func(
      "conch_status conch_music_generate(conch_client *client, const conch_music_params *params, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /** Writes the defaults. */
    conch_chat_params_init: library.func(
      "void conch_chat_params_init(_Inout_ conch_chat_params *params, size_t struct_size)",
    ),
    /** The same as JSON, to look at, to check with conch_validate or to price with conch_estimate. */
    conch_chat_params_json: library.func(
      "conch_status conch_chat_params_json(const conch_chat_params *params, _Out_ void **json, _Out_ conch_error **error)",
    ),
    /** Starts the job; the same as conch_generate with the JSON of these parameters. */
    conch_chat_generate: library.func(
      "conch_status conch_chat_generate(conch_client *client, const conch_chat_params *params, const conch_task_options *options, _Out_ conch_task *task, _Out_ conch_error **error)",
    ),
    /**
     * Releases a raw buffer that this library handed out as *owned (release with conch_free)*. Never use the host's
     * free().
     */
    conch_free: library.func(
      "void conch_free(void *memory)",
    ),
    /** A function by its name, for engines that load the library by hand and keep one entry point. */
    conch_get_proc_address: library.func(
      "conch_function * conch_get_proc_address(const char *name)",
    ),
    /** How many threads of this library exist in the process: 0 after the last client was destroyed. */
    conch_debug_thread_count: library.func(
      "int32_t conch_debug_thread_count(void)",
    ),
    /**
     * The version of the library in memory, encoded like CONCH_VERSION.
     *
     * It can be newer than the headers, never older within one SONAME.
     */
    conch_version: library.func(
      "int32_t conch_version(void)",
    ),
    /** The version of the library in memory as text. */
    conch_version_string: library.func(
      "const char *conch_version_string(void)",
    ),
    /** Writes the defaults. */
    conch_webhook_options_init: library.func(
      "void conch_webhook_options_init(_Inout_ conch_webhook_options *options, size_t struct_size)",
    ),
    /** Starts to listen, on a thread of its own. A client has one listener; starting again replaces it. */
    conch_webhook_listen: library.func(
      "conch_status conch_webhook_listen(conch_client *client, const conch_webhook_options *options, _Out_ void **url, _Out_ conch_error **error)",
    ),
    /** Stops listening; within a second. Does nothing when nothing listens. Destroying the client stops it too. */
    conch_webhook_stop: library.func(
      "conch_status conch_webhook_stop(conch_client *client)",
    ),
    /** Reads a callback's body for hosts with a server of their own. */
    conch_webhook_parse: library.func(
      "conch_status conch_webhook_parse(const char *body, size_t size, _Out_ void **summary)",
    ),
    /**
     * Hands a callback's body to a client, as if its own listener had received it: the job it names is looked at now.
     */
    conch_webhook_deliver: library.func(
      "conch_status conch_webhook_deliver(conch_client *client, const char *body, size_t size)",
    ),
    /** Writes the defaults. */
    conch_emulator_options_init: library.func(
      "void conch_emulator_options_init(_Inout_ conch_emulator_options *options, size_t struct_size)",
    ),
    /**
     * Starts an emulator and waits until it is ready (some 100 ms). It ends with conch_emulator_stop, and by itself
     * when this process ends, however that happens.
     */
    conch_emulator_start: library.func(
      "conch_status conch_emulator_start(const conch_emulator_options *options, _Out_ conch_emulator **emulator, _Out_ conch_error **error)",
    ),
    /** What to give a client as its base URL. */
    conch_emulator_base_url: library.func(
      "const char *conch_emulator_base_url(const conch_emulator *emulator)",
    ),
    /** Ends the emulator and waits for it, at most 2 seconds; then it is killed. Ignores NULL. */
    conch_emulator_stop: library.func(
      "void conch_emulator_stop(conch_emulator *emulator)",
    ),
  };
};
