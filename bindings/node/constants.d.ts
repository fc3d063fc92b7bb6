// Made by bindings/generate from include/conch and the catalog; do not edit.

/** All statuses. */
export declare const Status: {
  readonly OK: 0;
  /** nothing happened within the time given; ask again */
  readonly NO_EVENT: 1;
  /** a defect of libconch; the message says where */
  readonly E_INTERNAL: -1;
  /** an allocation failed; nothing was changed */
  readonly E_NO_MEMORY: -2;
  /** NULL, destroyed, or not a handle of this kind */
  readonly E_HANDLE: -3;
  /** an argument breaks its documented rule; the message names it */
  readonly E_ARGUMENT: -4;
  /** the parameters break a rule of the service; refused here, nothing was sent */
  readonly E_INVALID: -5;
  /** no such task, operation or kind */
  readonly E_NOT_FOUND: -6;
  /** this function may not be called from inside a callback */
  readonly E_REENTRANT: -7;
  /** the handle belongs to the parent process */
  readonly E_FORKED: -8;
  /** the client is closed or closing */
  readonly E_CLOSED: -9;
  /** too many tasks are waiting; take some events, or raise task_capacity */
  readonly E_QUEUE_FULL: -10;
  /** another thread is reading this client's events, or another program works on the job */
  readonly E_BUSY: -11;
  /** the wait or the deadline ran out; a remote job lives on */
  readonly E_TIMEOUT: -12;
  /** ended because the host asked for it */
  readonly E_CANCELLED: -13;
  /** this build or the libcurl in memory cannot do it; the message says what is missing */
  readonly E_UNSUPPORTED: -14;
  /** an input file is missing, unreadable or empty */
  readonly E_FILE: -20;
  /** an input file is not of a kind that the service takes */
  readonly E_FILE_TYPE: -21;
  /** an input file is above the service's limit */
  readonly E_FILE_TOO_LARGE: -22;
  /** a result could not be written: no space, no permission, no such folder */
  readonly E_DISK: -23;
  /** the host name has no address */
  readonly E_RESOLVE: -30;
  /** nothing listens there, or the proxy refused */
  readonly E_CONNECT: -31;
  /** the secure connection could not be made; the certificate was not accepted */
  readonly E_TLS: -32;
  /** the connection broke */
  readonly E_NETWORK: -33;
  /** a phase took longer than its limit; the message names the phase */
  readonly E_NETWORK_TIMEOUT: -34;
  /** the answer is not what the service sends: not JSON, too large, too deep, cut short */
  readonly E_RESPONSE: -35;
  /** the answer sends us to another place; credentials do not follow */
  readonly E_REDIRECT: -36;
  /** HTTP 400 */
  readonly E_BAD_REQUEST: -40;
  /** HTTP 401: the API token or the account's login is not accepted */
  readonly E_UNAUTHORIZED: -41;
  /** HTTP 404: no such thing, or it was removed */
  readonly E_REMOTE_NOT_FOUND: -42;
  /** HTTP 412 */
  readonly E_INSUFFICIENT_CREDITS: -43;
  /** HTTP 422: the prompt or file was moderated, or the prompt is too short */
  readonly E_REJECTED: -44;
  /** HTTP 429: our own places on the account are all taken */
  readonly E_ACCOUNT_BUSY: -45;
  /** HTTP 429: the provider takes no more just now */
  readonly E_RATE_LIMITED: -46;
  /** HTTP 596: the provider holds the account for some hours */
  readonly E_ACCOUNT_ON_HOLD: -47;
  /** HTTP 5xx: the service or its upstream failed */
  readonly E_SERVICE: -48;
  /** HTTP 410: the operation was decommissioned */
  readonly E_GONE: -49;
  /** any other HTTP status */
  readonly E_UNEXPECTED: -50;
  /** the provider could not make it */
  readonly E_JOB_FAILED: -60;
  /** made or refused, and then withheld by moderation */
  readonly E_JOB_MODERATED: -61;
  /** the job is no longer known; most often removed by moderation */
  readonly E_JOB_VANISHED: -62;
  /** a create may or may not have been accepted; nothing was sent again */
  readonly E_AMBIGUOUS: -63;
  /** the emulator did not start; the message says why */
  readonly E_EMULATOR: -64;
};

/** What an event is. */
export declare const EventType: {
  readonly NONE: 0;
  /** the task moved: phase, percent, message, bytes, remaining time */
  readonly PROGRESS: 1;
  /** a piece of a stream: text of a chat, MP3 frames of speech, a step of a template video */
  readonly CHUNK: 2;
  /** something worth a line in the host's log; only when asked for by log_level */
  readonly LOG: 3;
  /** the end: status, results or error; the last event of its task */
  readonly DONE: 4;
};

/** What a task is doing. Values are frozen; treat an unknown one as CONCH_PHASE_WORKING. */
export declare const Phase: {
  readonly UNSET: 0;
  /** looking at the parameters and local files; nothing was sent yet */
  readonly CHECKING: 1;
  /** local inputs are on their way */
  readonly UPLOADING: 2;
  /** the request that costs credits */
  readonly CREATING: 3;
  /** not accepted yet: no free place on any account; asked again by itself */
  readonly WAITING: 4;
  /** accepted by the service, waiting for its turn */
  readonly QUEUED: 5;
  /** being generated, or a call that is on its way */
  readonly WORKING: 6;
  /** results are on their way to disk */
  readonly DOWNLOADING: 7;
  /** the DONE event has been queued */
  readonly ENDED: 8;
};

/** Bits of conch_client_options::flags. */
export declare const ClientFlags: {
  readonly DEFAULT: 0;
  /** Accept an `http://` base URL whose host is not this machine, although the token travels in the clear. */
  readonly ALLOW_PLAIN_HTTP: 1;
};

/** How talkative LOG events are. */
export declare const LogLevel: {
  readonly OFF: 0;
  /** something was done about a problem: a retry, a resumed download */
  readonly WARNING: 1;
  /** steps of jobs */
  readonly INFO: 2;
  /** every request with method, path, status and time; never headers or bodies */
  readonly DEBUG: 3;
};

/** All operations. */
export declare const Operation: {
  /** none; no operation has this number */
  readonly UNSET: 0;
  /** `accounts.list` - GET `/accounts`. Lists all configured accounts. */
  readonly ACCOUNTS_LIST: 100;
  /** `accounts.get` - GET `/accounts/{account}`. Reads one configured account. */
  readonly ACCOUNTS_GET: 101;
  /** `accounts.set` - POST `/accounts`. Adds an account or renews its login. */
  readonly ACCOUNTS_SET: 102;
  /** `accounts.delete` - DELETE `/accounts/{account}`. Forgets a configured account. */
  readonly ACCOUNTS_DELETE: 103;
  /**
   * `features.get` - GET `/features`. Reads the plan of an account: credits left, queue length, what each model costs.
   */
  readonly FEATURES_GET: 150;
  /** `files.upload` - POST `/files`. Uploads a picture for later use as fileID. */
  readonly FILES_UPLOAD: 200;
  /**
   * `files.list` - GET `/files`. Lists uploaded pictures that were used for a generation. The service retired it in
   * March 2025: it returns an empty list.
   */
  readonly FILES_LIST: 201;
  /** `files.delete` - DELETE `/files/{fileID}`. Deletes an uploaded file. */
  readonly FILES_DELETE: 202;
  /** `videos.create` - POST `/videos/create`. Starts a video from text, a picture, two pictures or a subject. */
  readonly VIDEOS_CREATE: 300;
  /** `videos.get` - GET `/videos/{videoId}`. Reads a video: status, progress and addresses of the result. */
  readonly VIDEOS_GET: 301;
  /**
   * `videos.list` - GET `/videos`. Lists the videos of an account, newest first, with those that were started by hand
   * on the site.
   */
  readonly VIDEOS_LIST: 302;
  /** `videos.delete` - DELETE `/videos/{videoId}`. Deletes a video. */
  readonly VIDEOS_DELETE: 303;
  /** `videos.cancel` - POST `/videos/cancel`. Asks the provider to stop a running video. */
  readonly VIDEOS_CANCEL: 304;
  /**
   * `videos.characters` - GET `/videos/characters`. Lists the saved characters; the fileID of one can be used as a
   * subject.
   */
  readonly VIDEOS_CHARACTERS: 305;
  /**
   * `videos.templates` - GET `/videos/agent-templates`. Lists the agent's video templates, or reads one with its price
   * and inputs.
   */
  readonly VIDEOS_TEMPLATES: 306;
  /**
   * `videos.create_from_template` - POST `/videos/agent-create`. Makes a video from a template; the answer is a stream
   * of steps.
   */
  readonly VIDEOS_CREATE_FROM_TEMPLATE: 307;
  /** `images.create` - POST `/images/create`. Starts one to four images. */
  readonly IMAGES_CREATE: 400;
  /** `images.get` - GET `/images/{imageId}`. Reads an image: status, progress and addresses of the result. */
  readonly IMAGES_GET: 401;
  /** `images.list` - GET `/images`. Lists the images of an account, newest first. */
  readonly IMAGES_LIST: 402;
  /** `images.delete` - DELETE `/images/{imageId}`. Hides an image from the list; it can still be read by its id. */
  readonly IMAGES_DELETE: 403;
  /**
   * `agent.run` - POST `/agent`. Gives a task in plain words to the agent, which may make videos, images, speech and
   * music.
   */
  readonly AGENT_RUN: 500;
  /** `agent.get` - GET `/agent/{jobId}`. Reads an agent's job in any state; jobs are kept for 31 days. */
  readonly AGENT_GET: 501;
  /** `agent.jobs` - GET `/agent/jobs`. Lists the agent's running jobs by account. */
  readonly AGENT_JOBS: 502;
  /** `scheduler.list` - GET `/scheduler`. Lists the running videos and images that were started through the API. */
  readonly SCHEDULER_LIST: 600;
  /** `scheduler.available` - GET `/scheduler/available`. Says how many videos each account could start now. */
  readonly SCHEDULER_AVAILABLE: 601;
  /**
   * `scheduler.remove` - DELETE `/scheduler/{id}`. Stops following a job and frees its place; the generation itself
   * goes on.
   */
  readonly SCHEDULER_REMOVE: 602;
  /** `llm.send` - POST `/llm`. Sends a message to the chat model, in a new thread or an old one. Decommissioned. */
  readonly LLM_SEND: 700;
  /** `llm.list` - GET `/llm`. Lists the chat threads of an account. Decommissioned. */
  readonly LLM_LIST: 701;
  /** `llm.get` - GET `/llm/{chatID}`. Reads all messages of a chat thread. Decommissioned. */
  readonly LLM_GET: 702;
  /** `llm.delete` - DELETE `/llm`. Deletes chat threads or messages. Decommissioned. */
  readonly LLM_DELETE: 703;
  /** `audio.create_mp3` - POST `/audio/create-mp3`. Speaks a short text into an MP3 file. Decommissioned. */
  readonly AUDIO_CREATE_MP3: 800;
  /**
   * `audio.create_stream` - POST `/audio/create-stream`. Prepares a longer text for speaking over audio.stream.
   * Decommissioned.
   */
  readonly AUDIO_CREATE_STREAM: 801;
  /** `audio.stream` - WSS `/audio/wss`. Receives speech while it is made, over a WebSocket. Decommissioned. */
  readonly AUDIO_STREAM: 802;
  /** `audio.list` - GET `/audio`. Lists the spoken clips of an account. Decommissioned. */
  readonly AUDIO_LIST: 803;
  /** `audio.get` - GET `/audio/{audio_id}`. Reads a spoken clip with its text, voice and effects. Decommissioned. */
  readonly AUDIO_GET: 804;
  /** `audio.delete` - DELETE `/audio/{audio_id}`. Deletes a spoken clip. Decommissioned. */
  readonly AUDIO_DELETE: 805;
  /** `audio.voices` - GET `/audio/voices`. Lists the system's voices, or the cloned ones. Decommissioned. */
  readonly AUDIO_VOICES: 806;
  /**
   * `audio.config` - GET `/audio/config`. Reads the emotions, languages and voice tags that the audio operations take.
   * Decommissioned.
   */
  readonly AUDIO_CONFIG: 807;
  /**
   * `audio.upload_sample` - POST `/audio/upload-sample`. Uploads a recording for cloning a voice, 10 to 60 seconds
   * long. Decommissioned.
   */
  readonly AUDIO_UPLOAD_SAMPLE: 808;
  /**
   * `audio.clone_voice` - POST `/audio/clone-voice`. Makes a voice from uploaded recordings; an account keeps up to
   * four. Decommissioned.
   */
  readonly AUDIO_CLONE_VOICE: 809;
  /** `audio.delete_voice` - POST `/audio/delete-voice`. Deletes a cloned voice. Decommissioned. */
  readonly AUDIO_DELETE_VOICE: 810;
  /**
   * `music.create` - GET `/music/create`. Makes a song of up to 60 seconds. It is a GET that creates: never repeat it
   * blindly. Decommissioned.
   */
  readonly MUSIC_CREATE: 900;
  /** `music.get` - GET `/music/{musicId}`. Reads a song. Decommissioned. */
  readonly MUSIC_GET: 901;
  /** `music.list` - GET `/music`. Lists the songs of an account; moderated ones are not shown. Decommissioned. */
  readonly MUSIC_LIST: 902;
  /** `music.styles` - GET `/music/styles`. Lists the styles for music.create. Decommissioned. */
  readonly MUSIC_STYLES: 903;
};

/** Where a task's events go. */
export declare const Deliver: {
  /** into the client's event queue, for the host's own thread; the default */
  readonly QUEUE: 0;
  /** nowhere but into conch_task_wait; progress can be asked for with conch_task_state */
  readonly WAIT: 1;
  /**
   * To the task's own callback, on the worker thread, as they happen. For hosts that can bear it: the callback must be
   * quick (everything of this client stands still meanwhile), must not throw, and must not touch a runtime that forbids
   * foreign threads (LuaJIT, Blender's Python data, Godot's scene tree, …). A callback is required.
   */
  readonly THREAD: 2;
};

/** Bits of conch_task_options::flags. */
export declare const TaskFlags: {
  readonly DEFAULT: 0;
  /** let models, options and fields pass that the catalog does not know; known rules still hold */
  readonly ALLOW_UNKNOWN: 1;
  /** jobs: end when the result exists at the service; the links are in the JSON */
  readonly NO_DOWNLOAD: 2;
  /** jobs: replace a file of the same name instead of numbering the new one */
  readonly OVERWRITE: 4;
};

/** How far a cancel reaches. */
export declare const Cancel: {
  /** stop following; the remote job goes on and what it makes stays there */
  readonly HERE: 0;
  /** also ask the service to stop; credits may be spent all the same */
  readonly EVERYWHERE: 1;
};

/** What a job makes. */
export declare const JobKind: {
  readonly UNSET: 0;
  /** one clip (MP4) by `videos.create`: text, picture, end frame, subject */
  readonly VIDEO: 1;
  /** 1 to 4 pictures by `images.create`: text, references, a character */
  readonly IMAGE: 2;
  /** whatever the prompt asks an agent for, by `agent.run`; files go along under "file" */
  readonly AGENT: 3;
  /** one MP3 that says a text, by `audio.create_mp3` (decommissioned by the service) */
  readonly SPEECH: 4;
  /** one song (MP3) by `music.create` (decommissioned by the service) */
  readonly MUSIC: 5;
  /** one answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned) */
  readonly CHAT: 6;
  /** one clip by `videos.create_from_template`; its steps come as CHUNK events */
  readonly TEMPLATE_VIDEO: 7;
  /**
   * Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then the file
   * (decommissioned).
   */
  readonly SPEECH_STREAM: 8;
};

/** A switch with a default that is the service's. */
export declare const Choice: {
  /** not said */
  readonly DEFAULT: 0;
  /** true */
  readonly YES: 1;
  /** false */
  readonly NO: 2;
};
