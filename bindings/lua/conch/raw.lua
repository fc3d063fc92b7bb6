-- Made by bindings/generate from include/conch and the catalog; do not edit.
-- The C interface of libconch for LuaJIT's ffi, and all constants.

local ffi = require("ffi")

ffi.cdef[[
typedef int32_t conch_status;
typedef uint64_t conch_task;
typedef int32_t conch_operation;
typedef struct conch_error conch_error;
typedef struct conch_event conch_event;
typedef struct conch_client conch_client;
typedef struct conch_emulator conch_emulator;
typedef int32_t (*conch_event_callback)(const conch_event *event, void *user_data);
typedef void (*conch_wakeup_callback)(void *user_data);
typedef void (*conch_release_callback)(void *user_data);
typedef void (*conch_function)(void);
typedef struct conch_client_options {
    uint32_t struct_size;
    uint32_t flags;
    const char *base_url;
    const char *api_token;
    const char *account;
    const char *download_directory;
    const char *proxy;
    const char *no_proxy;
    const char *ca_file;
    const char *user_agent;
    uint32_t connect_timeout_ms;
    uint32_t send_timeout_ms;
    uint32_t first_byte_timeout_ms;
    uint32_t idle_timeout_ms;
    uint32_t total_timeout_ms;
    uint32_t destroy_timeout_ms;
    uint64_t max_response_bytes;
    uint32_t task_capacity;
    uint32_t max_transfers;
    uint32_t log_level;
    uint32_t poll_interval_ms;
    const char *state_directory;
} conch_client_options;
typedef struct conch_task_options {
    uint32_t struct_size;
    uint32_t flags;
    uint32_t deliver;
    int32_t priority;
    uint64_t deadline_ms;
    const char *directory;
    const char *file_name;
    const char *const *files;
    size_t file_count;
    conch_event_callback callback;
    void *user_data;
    conch_release_callback user_data_release;
} conch_task_options;
typedef struct conch_task_info {
    uint32_t struct_size;
    int32_t phase;
    conch_status status;
    int32_t percent;
    int64_t remaining_ms;
    uint64_t elapsed_ms;
    uint64_t bytes;
    uint64_t bytes_total;
    int32_t operation;
    int32_t kind;
} conch_task_info;
typedef struct conch_video_params {
    uint32_t struct_size;
    int32_t max_jobs;
    const char *prompt;
    const char *model;
    const char *options;
    const char *file;
    const char *end_frame_file;
    const char *account;
    const char *reply_url;
    const char *reply_ref;
    int32_t prompt_optimization;
    uint32_t reserved;
    const char *extra;
} conch_video_params;
typedef struct conch_image_params {
    uint32_t struct_size;
    int32_t quantity;
    const char *prompt;
    const char *model;
    const char *aspect_ratio;
    const char *resolution;
    const char *character_file;
    const char *const *reference_files;
    size_t reference_file_count;
    const char *account;
    const char *reply_url;
    const char *reply_ref;
    int32_t prompt_optimization;
    uint32_t reserved;
    const char *extra;
} conch_image_params;
typedef struct conch_agent_params {
    uint32_t struct_size;
    int32_t in_background;
    const char *prompt;
    const char *models;
    const char *const *files;
    size_t file_count;
    const char *account;
    const char *reply_url;
    const char *reply_ref;
    const char *extra;
} conch_agent_params;
typedef struct conch_speech_params {
    uint32_t struct_size;
    int32_t streamed;
    const char *text;
    const char *voice_id;
    const char *model;
    const char *language_boost;
    const char *emotion;
    const char *account;
    double vol;
    double speed;
    int32_t pitch;
    int32_t deepen_lighten;
    int32_t stronger_softer;
    int32_t nasal_crisp;
    int32_t spacious_echo;
    int32_t lofi_telephone;
    int32_t robotic;
    int32_t auditorium_echo;
    const char *extra;
} conch_speech_params;
typedef struct conch_music_params {
    uint32_t struct_size;
    uint32_t reserved;
    const char *prompt;
    const char *style_id;
    const char *title;
    const char *account;
    const char *extra;
} conch_music_params;
typedef struct conch_chat_params {
    uint32_t struct_size;
    int32_t search_web;
    const char *prompt;
    const char *model;
    const char *chat_id;
    const char *const *files;
    size_t file_count;
    const char *account;
    int32_t stream;
    uint32_t reserved;
    const char *extra;
} conch_chat_params;
typedef struct conch_webhook_options {
    uint32_t struct_size;
    uint32_t port;
    const char *address;
    const char *path;
    const char *public_url;
} conch_webhook_options;
typedef struct conch_emulator_options {
    uint32_t struct_size;
    uint32_t port;
    double speed;
    uint64_t seed;
    const char *program;
    const char *token;
    const char *state_directory;
    uint32_t start_timeout_ms;
    uint32_t reserved;
} conch_emulator_options;
const char *conch_status_name(conch_status status);
const char *conch_status_message(conch_status status);
conch_status conch_status_at(size_t index, conch_status *status);
conch_status conch_error_status(const conch_error *error);
const char *conch_error_message(const conch_error *error, size_t *size);
const char *conch_error_field(const conch_error *error, size_t *size);
const char *conch_error_violations(const conch_error *error, size_t *size);
int32_t conch_error_http_code(const conch_error *error);
int64_t conch_error_service_code(const conch_error *error);
int32_t conch_error_retriable(const conch_error *error);
int64_t conch_error_retry_after_ms(const conch_error *error);
const char *conch_error_body(const conch_error *error, size_t *size);
void conch_error_destroy(conch_error *error);
conch_status conch_account_inspect(const char *url, const char *token, char **found, conch_error **error);
int32_t conch_event_type(const conch_event *event);
conch_task conch_event_task(const conch_event *event);
conch_status conch_event_status(const conch_event *event);
const conch_error *conch_event_error(const conch_event *event);
int32_t conch_event_phase(const conch_event *event);
int32_t conch_event_percent(const conch_event *event);
const char *conch_event_message(const conch_event *event, size_t *size);
const char *conch_event_json(const conch_event *event, size_t *size);
const char *conch_event_chunk(const conch_event *event, size_t *size);
size_t conch_event_file_count(const conch_event *event);
const char *conch_event_file(const conch_event *event, size_t index, size_t *size);
const char *conch_event_remote_id(const conch_event *event, size_t *size);
int32_t conch_event_http_code(const conch_event *event);
uint64_t conch_event_bytes(const conch_event *event, uint64_t *total);
int64_t conch_event_remaining_ms(const conch_event *event);
void *conch_event_user_data(const conch_event *event);
void conch_event_destroy(conch_event *event);
void conch_client_options_init(conch_client_options *options, size_t struct_size);
conch_status conch_client_create(const conch_client_options *options, conch_client **client, conch_error **error);
conch_status conch_client_close(conch_client *client);
void conch_client_destroy(conch_client *client);
conch_status conch_client_next_event(conch_client *client, int32_t timeout_ms, const conch_event **event);
conch_status conch_client_dispatch(conch_client *client, uint32_t max_events, int32_t timeout_ms, uint32_t *dispatched);
conch_status conch_client_set_event_callback(conch_client *client, conch_event_callback callback, void *user_data, conch_release_callback release);
conch_status conch_client_set_wakeup(conch_client *client, conch_wakeup_callback callback, void *user_data);
conch_status conch_client_wakeup_fd(conch_client *client, int32_t *fd);
conch_status conch_client_dropped_events(conch_client *client, uint64_t *count);
conch_status conch_client_pause(conch_client *client);
conch_status conch_client_resume(conch_client *client);
void conch_task_options_init(conch_task_options *options, size_t struct_size);
void conch_task_info_init(conch_task_info *info, size_t struct_size);
conch_status conch_task_cancel(conch_client *client, conch_task task, int32_t where);
conch_status conch_task_wait(conch_client *client, conch_task task, int32_t timeout_ms, conch_event **event);
conch_status conch_task_state(conch_client *client, conch_task task, conch_task_info *info);
conch_status conch_task_list(conch_client *client, conch_task **tasks, size_t *count);
conch_status conch_task_to_text(conch_task task, char *text, size_t size);
conch_status conch_task_from_text(const char *text, conch_task *task);
conch_status conch_call(conch_client *client, int32_t operation, const char *params, const conch_task_options *options, conch_task *task, conch_error **error);
conch_status conch_list(conch_client *client, int32_t operation, const char *params, uint64_t most, const conch_task_options *options, conch_task *task, conch_error **error);
int32_t conch_operation_from_name(const char *name);
const char *conch_operation_name(int32_t operation);
const char *conch_catalog_json(size_t *size);
conch_status conch_validate(int32_t operation, const char *params, uint32_t flags, char **violations);
conch_status conch_estimate(int32_t operation, const char *params, int64_t *credits, char **why);
conch_status conch_generate(conch_client *client, int32_t kind, const char *params, const conch_task_options *options, conch_task *task, conch_error **error);
conch_status conch_jobs_list(conch_client *client, const char *filter, const conch_task_options *options, conch_task *task, conch_error **error);
conch_status conch_jobs_restore(conch_client *client, const char *job, const conch_task_options *options, conch_task *task, conch_error **error);
conch_status conch_job_forget(conch_client *client, const char *job, const conch_task_options *options, conch_task *task, conch_error **error);
void conch_video_params_init(conch_video_params *params, size_t struct_size);
conch_status conch_video_params_json(const conch_video_params *params, char **json, conch_error **error);
conch_status conch_video_generate(conch_client *client, const conch_video_params *params, const conch_task_options *options, conch_task *task, conch_error **error);
void conch_image_params_init(conch_image_params *params, size_t struct_size);
conch_status conch_image_params_json(const conch_image_params *params, char **json, conch_error **error);
conch_status conch_image_generate(conch_client *client, const conch_image_params *params, const conch_task_options *options, conch_task *task, conch_error **error);
void conch_agent_params_init(conch_agent_params *params, size_t struct_size);
conch_status conch_agent_params_json(const conch_agent_params *params, char **json, conch_error **error);
conch_status conch_agent_generate(conch_client *client, const conch_agent_params *params, const conch_task_options *options, conch_task *task, conch_error **error);
void conch_speech_params_init(conch_speech_params *params, size_t struct_size);
conch_status conch_speech_params_json(const conch_speech_params *params, char **json, conch_error **error);
conch_status conch_speech_generate(conch_client *client, const conch_speech_params *params, const conch_task_options *options, conch_task *task, conch_error **error);
void conch_music_params_init(conch_music_params *params, size_t struct_size);
conch_status conch_music_params_json(const conch_music_params *params, char **json, conch_error **error);
conch_status conch_music_generate(conch_client *client, const conch_music_params *params, const conch_task_options *options, conch_task *task, conch_error **error);
void conch_chat_params_init(conch_chat_params *params, size_t struct_size);
conch_status conch_chat_params_json(const conch_chat_params *params, char **json, conch_error **error);
conch_status conch_chat_generate(conch_client *client, const conch_chat_params *params, const conch_task_options *options, conch_task *task, conch_error **error);
void conch_free(void *memory);
conch_function conch_get_proc_address(const char *name);
int32_t conch_debug_thread_count(void);
int32_t conch_version(void);
const char *conch_version_string(void);
void conch_webhook_options_init(conch_webhook_options *options, size_t struct_size);
conch_status conch_webhook_listen(conch_client *client, const conch_webhook_options *options, char **url, conch_error **error);
conch_status conch_webhook_stop(conch_client *client);
conch_status conch_webhook_parse(const char *body, size_t size, char **summary);
conch_status conch_webhook_deliver(conch_client *client, const char *body, size_t size);
void conch_emulator_options_init(conch_emulator_options *options, size_t struct_size);
conch_status conch_emulator_start(const conch_emulator_options *options, conch_emulator **emulator, conch_error **error);
const char *conch_emulator_base_url(const conch_emulator *emulator);
void conch_emulator_stop(conch_emulator *emulator);
]]

local raw = {
    HEADER_VERSION = "1.0.0",
    CONCH_TASK_TEXT_SIZE = 21,
    CONCH_VERSION_MAJOR = 1,
    CONCH_VERSION_MINOR = 0,
    CONCH_VERSION_PATCH = 0,
    CONCH_VERSION = 1000000,
    --- What can be set in the structs of options.
    FIELDS = {
        conch_client_options = { flags = true, base_url = true, api_token = true, account = true, download_directory =
        true, proxy = true, no_proxy = true, ca_file = true, user_agent = true, connect_timeout_ms = true,
        send_timeout_ms = true, first_byte_timeout_ms = true, idle_timeout_ms = true, total_timeout_ms = true,
        destroy_timeout_ms = true, max_response_bytes = true, task_capacity = true, max_transfers = true, log_level =
        true, poll_interval_ms = true, state_directory = true },
        conch_task_options = { flags = true, deliver = true, priority = true, deadline_ms = true, directory = true,
        file_name = true, files = true, file_count = true, callback = true, user_data = true, user_data_release = true
        },
        conch_webhook_options = { port = true, address = true, path = true, public_url = true },
        conch_emulator_options = { port = true, speed = true, seed = true, program = true, token = true, state_directory
        = true, start_timeout_ms = true },
    },
    --- All statuses.
    STATUS = {
        OK = 0,
        --- nothing happened within the time given; ask again
        NO_EVENT = 1,
        --- a defect of libconch; the message says where
        E_INTERNAL = -1,
        --- an allocation failed; nothing was changed
        E_NO_MEMORY = -2,
        --- NULL, destroyed, or not a handle of this kind
        E_HANDLE = -3,
        --- an argument breaks its documented rule; the message names it
        E_ARGUMENT = -4,
        --- the parameters break a rule of the service; refused here, nothing was sent
        E_INVALID = -5,
        --- no such task, operation or kind
        E_NOT_FOUND = -6,
        --- this function may not be called from inside a callback
        E_REENTRANT = -7,
        --- the handle belongs to the parent process
        E_FORKED = -8,
        --- the client is closed or closing
        E_CLOSED = -9,
        --- too many tasks are waiting; take some events, or raise task_capacity
        E_QUEUE_FULL = -10,
        --- another thread is reading this client's events, or another program works on the job
        E_BUSY = -11,
        --- the wait or the deadline ran out; a remote job lives on
        E_TIMEOUT = -12,
        --- ended because the host asked for it
        E_CANCELLED = -13,
        --- this build or the libcurl in memory cannot do it; the message says what is missing
        E_UNSUPPORTED = -14,
        --- an input file is missing, unreadable or empty
        E_FILE = -20,
        --- an input file is not of a kind that the service takes
        E_FILE_TYPE = -21,
        --- an input file is above the service's limit
        E_FILE_TOO_LARGE = -22,
        --- a result could not be written: no space, no permission, no such folder
        E_DISK = -23,
        --- the host name has no address
        E_RESOLVE = -30,
        --- nothing listens there, or the proxy refused
        E_CONNECT = -31,
        --- the secure connection could not be made; the certificate was not accepted
        E_TLS = -32,
        --- the connection broke
        E_NETWORK = -33,
        --- a phase took longer than its limit; the message names the phase
        E_NETWORK_TIMEOUT = -34,
        --- the answer is not what the service sends: not JSON, too large, too deep, cut short
        E_RESPONSE = -35,
        --- the answer sends us to another place; credentials do not follow
        E_REDIRECT = -36,
        --- HTTP 400
        E_BAD_REQUEST = -40,
        --- HTTP 401: the API token or the account's login is not accepted
        E_UNAUTHORIZED = -41,
        --- HTTP 404: no such thing, or it was removed
        E_REMOTE_NOT_FOUND = -42,
        --- HTTP 412
        E_INSUFFICIENT_CREDITS = -43,
        --- HTTP 422: the prompt or file was moderated, or the prompt is too short
        E_REJECTED = -44,
        --- HTTP 429: our own places on the account are all taken
        E_ACCOUNT_BUSY = -45,
        --- HTTP 429: the provider takes no more just now
        E_RATE_LIMITED = -46,
        --- HTTP 596: the provider holds the account for some hours
        E_ACCOUNT_ON_HOLD = -47,
        --- HTTP 5xx: the service or its upstream failed
        E_SERVICE = -48,
        --- HTTP 410: the operation was decommissioned
        E_GONE = -49,
        --- any other HTTP status
        E_UNEXPECTED = -50,
        --- the provider could not make it
        E_JOB_FAILED = -60,
        --- made or refused, and then withheld by moderation
        E_JOB_MODERATED = -61,
        --- the job is no longer known; most often removed by moderation
        E_JOB_VANISHED = -62,
        --- a create may or may not have been accepted; nothing was sent again
        E_AMBIGUOUS = -63,
        --- the emulator did not start; the message says why
        E_EMULATOR = -64,
    },
    --- What an event is.
    EVENT = {
        NONE = 0,
        --- the task moved: phase, percent, message, bytes, remaining time
        PROGRESS = 1,
        --- a piece of a stream: text of a chat, MP3 frames of speech, a step of a template video
        CHUNK = 2,
        --- something worth a line in the host's log; only when asked for by log_level
        LOG = 3,
        --- the end: status, results or error; the last event of its task
        DONE = 4,
    },
    --- What a task is doing. Values are frozen; treat an unknown one as CONCH_PHASE_WORKING.
    PHASE = {
        UNSET = 0,
        --- looking at the parameters and local files; nothing was sent yet
        CHECKING = 1,
        --- local inputs are on their way
        UPLOADING = 2,
        --- the request that costs credits
        CREATING = 3,
        --- not accepted yet: no free place on any account; asked again by itself
        WAITING = 4,
        --- accepted by the service, waiting for its turn
        QUEUED = 5,
        --- being generated, or a call that is on its way
        WORKING = 6,
        --- results are on their way to disk
        DOWNLOADING = 7,
        --- the DONE event has been queued
        ENDED = 8,
    },
    --- Bits of conch_client_options::flags.
    CLIENT_FLAGS = {
        DEFAULT = 0,
        --- Accept an `http://` base URL whose host is not this machine, although the token travels in the clear.
        ALLOW_PLAIN_HTTP = 1,
    },
    --- How talkative LOG events are.
    LOG = {
        OFF = 0,
        --- something was done about a problem: a retry, a resumed download
        WARNING = 1,
        --- steps of jobs
        INFO = 2,
        --- every request with method, path, status and time; never headers or bodies
        DEBUG = 3,
    },
    --- All operations.
    OP = {
        --- none; no operation has this number
        UNSET = 0,
        --- `accounts.list` - GET `/accounts`. Lists all configured accounts.
        ACCOUNTS_LIST = 100,
        --- `accounts.get` - GET `/accounts/{account}`. Reads one configured account.
        ACCOUNTS_GET = 101,
        --- `accounts.set` - POST `/accounts`. Adds an account or renews its login.
        ACCOUNTS_SET = 102,
        --- `accounts.delete` - DELETE `/accounts/{account}`. Forgets a configured account.
        ACCOUNTS_DELETE = 103,
        --- `features.get` - GET `/features`. Reads the plan of an account: credits left, queue length, what each model
        --- costs.
        FEATURES_GET = 150,
        --- `files.upload` - POST `/files`. Uploads a picture for later use as fileID.
        FILES_UPLOAD = 200,
        --- `files.list` - GET `/files`. Lists uploaded pictures that were used for a generation. The service retired it
        --- in March 2025: it returns an empty list.
        FILES_LIST = 201,
        --- `files.delete` - DELETE `/files/{fileID}`. Deletes an uploaded file.
        FILES_DELETE = 202,
        --- `videos.create` - POST `/videos/create`. Starts a video from text, a picture, two pictures or a subject.
        VIDEOS_CREATE = 300,
        --- `videos.get` - GET `/videos/{videoId}`. Reads a video: status, progress and addresses of the result.
        VIDEOS_GET = 301,
        --- `videos.list` - GET `/videos`. Lists the videos of an account, newest first, with those that were started by
        --- hand on the site.
        VIDEOS_LIST = 302,
        --- `videos.delete` - DELETE `/videos/{videoId}`. Deletes a video.
        VIDEOS_DELETE = 303,
        --- `videos.cancel` - POST `/videos/cancel`. Asks the provider to stop a running video.
        VIDEOS_CANCEL = 304,
        --- `videos.characters` - GET `/videos/characters`. Lists the saved characters; the fileID of one can be used as
        --- a subject.
        VIDEOS_CHARACTERS = 305,
        --- `videos.templates` - GET `/videos/agent-templates`. Lists the agent's video templates, or reads one with its
        --- price and inputs.
        VIDEOS_TEMPLATES = 306,
        --- `videos.create_from_template` - POST `/videos/agent-create`. Makes a video from a template; the answer is a
        --- stream of steps.
        VIDEOS_CREATE_FROM_TEMPLATE = 307,
        --- `images.create` - POST `/images/create`. Starts one to four images.
        IMAGES_CREATE = 400,
        --- `images.get` - GET `/images/{imageId}`. Reads an image: status, progress and addresses of the result.
        IMAGES_GET = 401,
        --- `images.list` - GET `/images`. Lists the images of an account, newest first.
        IMAGES_LIST = 402,
        --- `images.delete` - DELETE `/images/{imageId}`. Hides an image from the list; it can still be read by its id.
        IMAGES_DELETE = 403,
        --- `agent.run` - POST `/agent`. Gives a task in plain words to the agent, which may make videos, images, speech
        --- and music.
        AGENT_RUN = 500,
        --- `agent.get` - GET `/agent/{jobId}`. Reads an agent's job in any state; jobs are kept for 31 days.
        AGENT_GET = 501,
        --- `agent.jobs` - GET `/agent/jobs`. Lists the agent's running jobs by account.
        AGENT_JOBS = 502,
        --- `scheduler.list` - GET `/scheduler`. Lists the running videos and images that were started through the API.
        SCHEDULER_LIST = 600,
        --- `scheduler.available` - GET `/scheduler/available`. Says how many videos each account could start now.
        SCHEDULER_AVAILABLE = 601,
        --- `scheduler.remove` - DELETE `/scheduler/{id}`. Stops following a job and frees its place; the generation
        --- itself goes on.
        SCHEDULER_REMOVE = 602,
        --- `llm.send` - POST `/llm`. Sends a message to the chat model, in a new thread or an old one. Decommissioned.
        LLM_SEND = 700,
        --- `llm.list` - GET `/llm`. Lists the chat threads of an account. Decommissioned.
        LLM_LIST = 701,
        --- `llm.get` - GET `/llm/{chatID}`. Reads all messages of a chat thread. Decommissioned.
        LLM_GET = 702,
        --- `llm.delete` - DELETE `/llm`. Deletes chat threads or messages. Decommissioned.
        LLM_DELETE = 703,
        --- `audio.create_mp3` - POST `/audio/create-mp3`. Speaks a short text into an MP3 file. Decommissioned.
        AUDIO_CREATE_MP3 = 800,
        --- `audio.create_stream` - POST `/audio/create-stream`. Prepares a longer text for speaking over audio.stream.
        --- Decommissioned.
        AUDIO_CREATE_STREAM = 801,
        --- `audio.stream` - WSS `/audio/wss`. Receives speech while it is made, over a WebSocket. Decommissioned.
        AUDIO_STREAM = 802,
        --- `audio.list` - GET `/audio`. Lists the spoken clips of an account. Decommissioned.
        AUDIO_LIST = 803,
        --- `audio.get` - GET `/audio/{audio_id}`. Reads a spoken clip with its text, voice and effects. Decommissioned.
        AUDIO_GET = 804,
        --- `audio.delete` - DELETE `/audio/{audio_id}`. Deletes a spoken clip. Decommissioned.
        AUDIO_DELETE = 805,
        --- `audio.voices` - GET `/audio/voices`. Lists the system's voices, or the cloned ones. Decommissioned.
        AUDIO_VOICES = 806,
        --- `audio.config` - GET `/audio/config`. Reads the emotions, languages and voice tags that the audio operations
        --- take. Decommissioned.
        AUDIO_CONFIG = 807,
        --- `audio.upload_sample` - POST `/audio/upload-sample`. Uploads a recording for cloning a voice, 10 to 60
        --- seconds long. Decommissioned.
        AUDIO_UPLOAD_SAMPLE = 808,
        --- `audio.clone_voice` - POST `/audio/clone-voice`. Makes a voice from uploaded recordings; an account keeps up
        --- to four. Decommissioned.
        AUDIO_CLONE_VOICE = 809,
        --- `audio.delete_voice` - POST `/audio/delete-voice`. Deletes a cloned voice. Decommissioned.
        AUDIO_DELETE_VOICE = 810,
        --- `music.create` - GET `/music/create`. Makes a song of up to 60 seconds. It is a GET that creates: never
        --- repeat it blindly. Decommissioned.
        MUSIC_CREATE = 900,
        --- `music.get` - GET `/music/{musicId}`. Reads a song. Decommissioned.
        MUSIC_GET = 901,
        --- `music.list` - GET `/music`. Lists the songs of an account; moderated ones are not shown. Decommissioned.
        MUSIC_LIST = 902,
        --- `music.styles` - GET `/music/styles`. Lists the styles for music.create. Decommissioned.
        MUSIC_STYLES = 903,
    },
    --- Where a task's events go.
    DELIVER = {
        --- into the client's event queue, for the host's own thread; the default
        QUEUE = 0,
        --- nowhere but into conch_task_wait; progress can be asked for with conch_task_state
        WAIT = 1,
        --- To the task's own callback, on the worker thread, as they happen. For hosts that can bear it: the callback
        --- must be quick (everything of this client stands still meanwhile), must not throw, and must not touch a
        --- runtime that forbids foreign threads (LuaJIT, Blender's Python data, Godot's scene tree, …). A callback is
        --- required.
        THREAD = 2,
    },
    --- Bits of conch_task_options::flags.
    TASK_FLAGS = {
        DEFAULT = 0,
        --- let models, options and fields pass that the catalog does not know; known rules still hold
        ALLOW_UNKNOWN = 1,
        --- jobs: end when the result exists at the service; the links are in the JSON
        NO_DOWNLOAD = 2,
        --- jobs: replace a file of the same name instead of numbering the new one
        OVERWRITE = 4,
    },
    --- How far a cancel reaches.
    CANCEL = {
        --- stop following; the remote job goes on and what it makes stays there
        HERE = 0,
        --- also ask the service to stop; credits may be spent all the same
        EVERYWHERE = 1,
    },
    --- What a job makes.
    JOB = {
        UNSET = 0,
        --- one clip (MP4) by `videos.create`: text, picture, end frame, subject
        VIDEO = 1,
        --- 1 to 4 pictures by `images.create`: text, references, a character
        IMAGE = 2,
        --- whatever the prompt asks an agent for, by `agent.run`; files go along under "file"
        AGENT = 3,
        --- one MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)
        SPEECH = 4,
        --- one song (MP3) by `music.create` (decommissioned by the service)
        MUSIC = 5,
        --- one answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)
        CHAT = 6,
        --- one clip by `videos.create_from_template`; its steps come as CHUNK events
        TEMPLATE_VIDEO = 7,
        --- Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
        --- (decommissioned).
        SPEECH_STREAM = 8,
    },
    --- A switch with a default that is the service's.
    CHOICE = {
        --- not said
        DEFAULT = 0,
        --- true
        YES = 1,
        --- false
        NO = 2,
    },
}

return raw
