// Made by bindings/generate from include/conch and the catalog; do not edit.
using System;
using System.Runtime.InteropServices;

namespace Conch
{
    /// <summary>All statuses.</summary>
    public enum Status : int
    {
        Ok = 0,
        /// <summary>nothing happened within the time given; ask again</summary>
        NoEvent = 1,
        /// <summary>a defect of libconch; the message says where</summary>
        Internal = -1,
        /// <summary>an allocation failed; nothing was changed</summary>
        NoMemory = -2,
        /// <summary>NULL, destroyed, or not a handle of this kind</summary>
        Handle = -3,
        /// <summary>an argument breaks its documented rule; the message names it</summary>
        Argument = -4,
        /// <summary>the parameters break a rule of the service; refused here, nothing was sent</summary>
        Invalid = -5,
        /// <summary>no such task, operation or kind</summary>
        NotFound = -6,
        /// <summary>this function may not be called from inside a callback</summary>
        Reentrant = -7,
        /// <summary>the handle belongs to the parent process</summary>
        Forked = -8,
        /// <summary>the client is closed or closing</summary>
        Closed = -9,
        /// <summary>too many tasks are waiting; take some events, or raise task_capacity</summary>
        QueueFull = -10,
        /// <summary>another thread is reading this client's events, or another program works on the job</summary>
        Busy = -11,
        /// <summary>the wait or the deadline ran out; a remote job lives on</summary>
        Timeout = -12,
        /// <summary>ended because the host asked for it</summary>
        Cancelled = -13,
        /// <summary>this build or the libcurl in memory cannot do it; the message says what is missing</summary>
        Unsupported = -14,
        /// <summary>an input file is missing, unreadable or empty</summary>
        File = -20,
        /// <summary>an input file is not of a kind that the service takes</summary>
        FileType = -21,
        /// <summary>an input file is above the service's limit</summary>
        FileTooLarge = -22,
        /// <summary>a result could not be written: no space, no permission, no such folder</summary>
        Disk = -23,
        /// <summary>the host name has no address</summary>
        Resolve = -30,
        /// <summary>nothing listens there, or the proxy refused</summary>
        Connect = -31,
        /// <summary>the secure connection could not be made; the certificate was not accepted</summary>
        Tls = -32,
        /// <summary>the connection broke</summary>
        Network = -33,
        /// <summary>a phase took longer than its limit; the message names the phase</summary>
        NetworkTimeout = -34,
        /// <summary>the answer is not what the service sends: not JSON, too large, too deep, cut short</summary>
        Response = -35,
        /// <summary>the answer sends us to another place; credentials do not follow</summary>
        Redirect = -36,
        /// <summary>HTTP 400</summary>
        BadRequest = -40,
        /// <summary>HTTP 401: the API token or the account's login is not accepted</summary>
        Unauthorized = -41,
        /// <summary>HTTP 404: no such thing, or it was removed</summary>
        RemoteNotFound = -42,
        /// <summary>HTTP 412</summary>
        InsufficientCredits = -43,
        /// <summary>HTTP 422: the prompt or file was moderated, or the prompt is too short</summary>
        Rejected = -44,
        /// <summary>HTTP 429: our own places on the account are all taken</summary>
        AccountBusy = -45,
        /// <summary>HTTP 429: the provider takes no more just now</summary>
        RateLimited = -46,
        /// <summary>HTTP 596: the provider holds the account for some hours</summary>
        AccountOnHold = -47,
        /// <summary>HTTP 5xx: the service or its upstream failed</summary>
        Service = -48,
        /// <summary>HTTP 410: the operation was decommissioned</summary>
        Gone = -49,
        /// <summary>any other HTTP status</summary>
        Unexpected = -50,
        /// <summary>the provider could not make it</summary>
        JobFailed = -60,
        /// <summary>made or refused, and then withheld by moderation</summary>
        JobModerated = -61,
        /// <summary>the job is no longer known; most often removed by moderation</summary>
        JobVanished = -62,
        /// <summary>a create may or may not have been accepted; nothing was sent again</summary>
        Ambiguous = -63,
        /// <summary>the emulator did not start; the message says why</summary>
        Emulator = -64,
    }

    /// <summary>What an event is.</summary>
    public enum EventType : int
    {
        None = 0,
        /// <summary>the task moved: phase, percent, message, bytes, remaining time</summary>
        Progress = 1,
        /// <summary>a piece of a stream: text of a chat, MP3 frames of speech, a step of a template video</summary>
        Chunk = 2,
        /// <summary>something worth a line in the host's log; only when asked for by log_level</summary>
        Log = 3,
        /// <summary>the end: status, results or error; the last event of its task</summary>
        Done = 4,
    }

    /// <summary>What a task is doing. Values are frozen; treat an unknown one as CONCH_PHASE_WORKING.</summary>
    public enum Phase : int
    {
        Unset = 0,
        /// <summary>looking at the parameters and local files; nothing was sent yet</summary>
        Checking = 1,
        /// <summary>local inputs are on their way</summary>
        Uploading = 2,
        /// <summary>the request that costs credits</summary>
        Creating = 3,
        /// <summary>not accepted yet: no free place on any account; asked again by itself</summary>
        Waiting = 4,
        /// <summary>accepted by the service, waiting for its turn</summary>
        Queued = 5,
        /// <summary>being generated, or a call that is on its way</summary>
        Working = 6,
        /// <summary>results are on their way to disk</summary>
        Downloading = 7,
        /// <summary>the DONE event has been queued</summary>
        Ended = 8,
    }

    /// <summary>Bits of conch_client_options::flags.</summary>
    [Flags]
    public enum ClientFlags : uint
    {
        Default = 0,
        /// <summary>Accept an `http://` base URL whose host is not this machine, although the token travels in the
        /// clear.</summary>
        AllowPlainHttp = 1,
    }

    /// <summary>How talkative LOG events are.</summary>
    public enum LogLevel : int
    {
        Off = 0,
        /// <summary>something was done about a problem: a retry, a resumed download</summary>
        Warning = 1,
        /// <summary>steps of jobs</summary>
        Info = 2,
        /// <summary>every request with method, path, status and time; never headers or bodies</summary>
        Debug = 3,
    }

    /// <summary>All operations.</summary>
    public enum Operation : int
    {
        /// <summary>none; no operation has this number</summary>
        Unset = 0,
        /// <summary>`accounts.list` - GET `/accounts`. Lists all configured accounts.</summary>
        AccountsList = 100,
        /// <summary>`accounts.get` - GET `/accounts/{account}`. Reads one configured account.</summary>
        AccountsGet = 101,
        /// <summary>`accounts.set` - POST `/accounts`. Adds an account or renews its login.</summary>
        AccountsSet = 102,
        /// <summary>`accounts.delete` - DELETE `/accounts/{account}`. Forgets a configured account.</summary>
        AccountsDelete = 103,
        /// <summary>`features.get` - GET `/features`. Reads the plan of an account: credits left, queue length, what
        /// each model costs.</summary>
        FeaturesGet = 150,
        /// <summary>`files.upload` - POST `/files`. Uploads a picture for later use as fileID.</summary>
        FilesUpload = 200,
        /// <summary>`files.list` - GET `/files`. Lists uploaded pictures that were used for a generation. The service
        /// retired it in March 2025: it returns an empty list.</summary>
        FilesList = 201,
        /// <summary>`files.delete` - DELETE `/files/{fileID}`. Deletes an uploaded file.</summary>
        FilesDelete = 202,
        /// <summary>`videos.create` - POST `/videos/create`. Starts a video from text, a picture, two pictures or a
        /// subject.</summary>
        VideosCreate = 300,
        /// <summary>`videos.get` - GET `/videos/{videoId}`. Reads a video: status, progress and addresses of the
        /// result.</summary>
        VideosGet = 301,
        /// <summary>`videos.list` - GET `/videos`. Lists the videos of an account, newest first, with those that were
        /// started by hand on the site.</summary>
        VideosList = 302,
        /// <summary>`videos.delete` - DELETE `/videos/{videoId}`. Deletes a video.</summary>
        VideosDelete = 303,
        /// <summary>`videos.cancel` - POST `/videos/cancel`. Asks the provider to stop a running video.</summary>
        VideosCancel = 304,
        /// <summary>`videos.characters` - GET `/videos/characters`. Lists the saved characters; the fileID of one can
        /// be used as a subject.</summary>
        VideosCharacters = 305,
        /// <summary>`videos.templates` - GET `/videos/agent-templates`. Lists the agent's video templates, or reads one
        /// with its price and inputs.</summary>
        VideosTemplates = 306,
        /// <summary>`videos.create_from_template` - POST `/videos/agent-create`. Makes a video from a template; the
        /// answer is a stream of steps.</summary>
        VideosCreateFromTemplate = 307,
        /// <summary>`images.create` - POST `/images/create`. Starts one to four images.</summary>
        ImagesCreate = 400,
        /// <summary>`images.get` - GET `/images/{imageId}`. Reads an image: status, progress and addresses of the
        /// result.</summary>
        ImagesGet = 401,
        /// <summary>`images.list` - GET `/images`. Lists the images of an account, newest first.</summary>
        ImagesList = 402,
        /// <summary>`images.delete` - DELETE `/images/{imageId}`. Hides an image from the list; it can still be read by
        /// its id.</summary>
        ImagesDelete = 403,
        /// <summary>`agent.run` - POST `/agent`. Gives a task in plain words to the agent, which may make videos,
        /// images, speech and music.</summary>
        AgentRun = 500,
        /// <summary>`agent.get` - GET `/agent/{jobId}`. Reads an agent's job in any state; jobs are kept for 31
        /// days.</summary>
        AgentGet = 501,
        /// <summary>`agent.jobs` - GET `/agent/jobs`. Lists the agent's running jobs by account.</summary>
        AgentJobs = 502,
        /// <summary>`scheduler.list` - GET `/scheduler`. Lists the running videos and images that were started through
        /// the API.</summary>
        SchedulerList = 600,
        /// <summary>`scheduler.available` - GET `/scheduler/available`. Says how many videos each account could start
        /// now.</summary>
        SchedulerAvailable = 601,
        /// <summary>`scheduler.remove` - DELETE `/scheduler/{id}`. Stops following a job and frees its place; the
        /// generation itself goes on.</summary>
        SchedulerRemove = 602,
        /// <summary>`llm.send` - POST `/llm`. Sends a message to the chat model, in a new thread or an old one.
        /// Decommissioned.</summary>
        LlmSend = 700,
        /// <summary>`llm.list` - GET `/llm`. Lists the chat threads of an account. Decommissioned.</summary>
        LlmList = 701,
        /// <summary>`llm.get` - GET `/llm/{chatID}`. Reads all messages of a chat thread. Decommissioned.</summary>
        LlmGet = 702,
        /// <summary>`llm.delete` - DELETE `/llm`. Deletes chat threads or messages. Decommissioned.</summary>
        LlmDelete = 703,
        /// <summary>`audio.create_mp3` - POST `/audio/create-mp3`. Speaks a short text into an MP3 file.
        /// Decommissioned.</summary>
        AudioCreateMp3 = 800,
        /// <summary>`audio.create_stream` - POST `/audio/create-stream`. Prepares a longer text for speaking over
        /// audio.stream. Decommissioned.</summary>
        AudioCreateStream = 801,
        /// <summary>`audio.stream` - WSS `/audio/wss`. Receives speech while it is made, over a WebSocket.
        /// Decommissioned.</summary>
        AudioStream = 802,
        /// <summary>`audio.list` - GET `/audio`. Lists the spoken clips of an account. Decommissioned.</summary>
        AudioList = 803,
        /// <summary>`audio.get` - GET `/audio/{audio_id}`. Reads a spoken clip with its text, voice and effects.
        /// Decommissioned.</summary>
        AudioGet = 804,
        /// <summary>`audio.delete` - DELETE `/audio/{audio_id}`. Deletes a spoken clip. Decommissioned.</summary>
        AudioDelete = 805,
        /// <summary>`audio.voices` - GET `/audio/voices`. Lists the system's voices, or the cloned ones.
        /// Decommissioned.</summary>
        AudioVoices = 806,
        /// <summary>`audio.config` - GET `/audio/config`. Reads the emotions, languages and voice tags that the audio
        /// operations take. Decommissioned.</summary>
        AudioConfig = 807,
        /// <summary>`audio.upload_sample` - POST `/audio/upload-sample`. Uploads a recording for cloning a voice, 10 to
        /// 60 seconds long. Decommissioned.</summary>
        AudioUploadSample = 808,
        /// <summary>`audio.clone_voice` - POST `/audio/clone-voice`. Makes a voice from uploaded recordings; an account
        /// keeps up to four. Decommissioned.</summary>
        AudioCloneVoice = 809,
        /// <summary>`audio.delete_voice` - POST `/audio/delete-voice`. Deletes a cloned voice.
        /// Decommissioned.</summary>
        AudioDeleteVoice = 810,
        /// <summary>`music.create` - GET `/music/create`. Makes a song of up to 60 seconds. It is a GET that creates:
        /// never repeat it blindly. Decommissioned.</summary>
        MusicCreate = 900,
        /// <summary>`music.get` - GET `/music/{musicId}`. Reads a song. Decommissioned.</summary>
        MusicGet = 901,
        /// <summary>`music.list` - GET `/music`. Lists the songs of an account; moderated ones are not shown.
        /// Decommissioned.</summary>
        MusicList = 902,
        /// <summary>`music.styles` - GET `/music/styles`. Lists the styles for music.create. Decommissioned.</summary>
        MusicStyles = 903,
    }

    /// <summary>Where a task's events go.</summary>
    public enum Deliver : int
    {
        /// <summary>into the client's event queue, for the host's own thread; the default</summary>
        Queue = 0,
        /// <summary>nowhere but into conch_task_wait; progress can be asked for with conch_task_state</summary>
        Wait = 1,
        /// <summary>To the task's own callback, on the worker thread, as they happen. For hosts that can bear it: the
        /// callback must be quick (everything of this client stands still meanwhile), must not throw, and must not
        /// touch a runtime that forbids foreign threads (LuaJIT, Blender's Python data, Godot's scene tree, …). A
        /// callback is required.</summary>
        Thread = 2,
    }

    /// <summary>Bits of conch_task_options::flags.</summary>
    [Flags]
    public enum TaskFlags : uint
    {
        Default = 0,
        /// <summary>let models, options and fields pass that the catalog does not know; known rules still
        /// hold</summary>
        AllowUnknown = 1,
        /// <summary>jobs: end when the result exists at the service; the links are in the JSON</summary>
        NoDownload = 2,
        /// <summary>jobs: replace a file of the same name instead of numbering the new one</summary>
        Overwrite = 4,
    }

    /// <summary>How far a cancel reaches.</summary>
    public enum Cancel : int
    {
        /// <summary>stop following; the remote job goes on and what it makes stays there</summary>
        Here = 0,
        /// <summary>also ask the service to stop; credits may be spent all the same</summary>
        Everywhere = 1,
    }

    /// <summary>What a job makes.</summary>
    public enum JobKind : int
    {
        Unset = 0,
        /// <summary>one clip (MP4) by `videos.create`: text, picture, end frame, subject</summary>
        Video = 1,
        /// <summary>1 to 4 pictures by `images.create`: text, references, a character</summary>
        Image = 2,
        /// <summary>whatever the prompt asks an agent for, by `agent.run`; files go along under "file"</summary>
        Agent = 3,
        /// <summary>one MP3 that says a text, by `audio.create_mp3` (decommissioned by the service)</summary>
        Speech = 4,
        /// <summary>one song (MP3) by `music.create` (decommissioned by the service)</summary>
        Music = 5,
        /// <summary>one answer in a chat, streamed as CHUNK events, by `llm.send` (decommissioned)</summary>
        Chat = 6,
        /// <summary>one clip by `videos.create_from_template`; its steps come as CHUNK events</summary>
        TemplateVideo = 7,
        /// <summary>Longer speech by `audio.create_stream`: CHUNK events with whole MP3 frames as they are made, then
        /// the file (decommissioned).</summary>
        SpeechStream = 8,
    }

    /// <summary>A switch with a default that is the service's.</summary>
    public enum Choice : int
    {
        /// <summary>not said</summary>
        Default = 0,
        /// <summary>true</summary>
        Yes = 1,
        /// <summary>false</summary>
        No = 2,
    }

    /// <summary>The C interface of libconch.</summary>
    internal static class Native
    {
#if (UNITY_IOS || UNITY_TVOS || UNITY_WEBGL) && !UNITY_EDITOR
        private const string Library = "__Internal"; // linked into the program itself
#else
        private const string Library = "conch";
#endif

        internal const string HeaderVersion = "1.0.0";
        /// <summary>Bytes that the text of any task number needs, with its NUL.</summary>
        internal const int CONCH_TASK_TEXT_SIZE = 21;
        /// <summary>the number in the SONAME</summary>
        internal const int CONCH_VERSION_MAJOR = 1;
        /// <summary>grows with every addition to the ABI</summary>
        internal const int CONCH_VERSION_MINOR = 0;
        /// <summary>grows with every other release</summary>
        internal const int CONCH_VERSION_PATCH = 0;
        /// <summary>The version of these headers.</summary>
        internal const int CONCH_VERSION = 1000000;

        /// <summary>Called for every event of a task when the host runs conch_client_dispatch, on the thread that runs
        /// it. May call everything but the functions that are marked as forbidden in callbacks.</summary>
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate int conch_event_callback(IntPtr @event, IntPtr user_data);

        /// <summary>Called on the worker thread when the event queue stops being empty. Must return at once and may
        /// call nothing of this library: post a message to your own loop, which then calls
        /// conch_client_dispatch.</summary>
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void conch_wakeup_callback(IntPtr user_data);

        /// <summary>Called exactly once when the library will never use `user_data` again.</summary>
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void conch_release_callback(IntPtr user_data);

        /// <summary>Any function of this library; cast it to its real type before calling.</summary>
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void conch_function();

        /// <summary>How a client works. Fill with conch_client_options_init or CONCH_CLIENT_OPTIONS_INIT, then set what
        /// you need. A zero field means its default. The struct grows at the end only.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_client_options
        {
            /// <summary>sizeof(conch_client_options), set by the init function</summary>
            public uint struct_size;
            /// <summary>CONCH_CLIENT_… bits</summary>
            public uint flags;
            /// <summary>Where the service is. NULL: `https://api.useapi.net/v1/minimax`. `"emulator:"` starts a private
            /// emulator for this client; options as in `"emulator:?speed=60&amp;seed=7"`. *copied*</summary>
            public IntPtr base_url;
            /// <summary>the service's API token; required unless base_url is the emulator; *copied*</summary>
            public IntPtr api_token;
            /// <summary>used by operations that take an account when the parameters name none; NULL: none;
            /// *copied*</summary>
            public IntPtr account;
            /// <summary>where jobs put their files, UTF-8; NULL: every job must say where; *copied*</summary>
            public IntPtr download_directory;
            /// <summary>e.g. "http://proxy:3128" or "socks5h://127.0.0.1:1080"; NULL: none, the environment is not
            /// asked; *copied*</summary>
            public IntPtr proxy;
            /// <summary>comma-separated hosts that are reached directly; *copied*</summary>
            public IntPtr no_proxy;
            /// <summary>PEM file of trusted authorities; NULL: the system's; *copied*</summary>
            public IntPtr ca_file;
            /// <summary>your program, e.g. "obs-hailuo/1.2"; NULL: only libconch's own; *copied*</summary>
            public IntPtr user_agent;
            /// <summary>name lookup, TCP and TLS; default 15,000</summary>
            public uint connect_timeout_ms;
            /// <summary>longest time in which not one byte of a body could be sent; default 30,000</summary>
            public uint send_timeout_ms;
            /// <summary>from the request's last byte to the answer's first; default 120,000</summary>
            public uint first_byte_timeout_ms;
            /// <summary>longest pause inside an answer; default 60,000</summary>
            public uint idle_timeout_ms;
            /// <summary>a whole exchange, downloads and uploads excepted; default none</summary>
            public uint total_timeout_ms;
            /// <summary>bound of conch_client_destroy; default 2,000</summary>
            public uint destroy_timeout_ms;
            /// <summary>larger answers are refused; default 64 MiB; downloads have no limit</summary>
            public ulong max_response_bytes;
            /// <summary>tasks that may exist at a time; default 16,384</summary>
            public uint task_capacity;
            /// <summary>requests on the wire at a time; default 32</summary>
            public uint max_transfers;
            /// <summary>CONCH_LOG_…; default off</summary>
            public uint log_level;
            /// <summary>Shortest pause between two looks at the same job; default 2,000. All waits of jobs are in
            /// proportion to it.</summary>
            public uint poll_interval_ms;
            /// <summary>Where the journal of jobs is kept (journal); made if missing. NULL: `$XDG_STATE_HOME/conch`, or
            /// `$HOME/.local/state/conch`; none for a private emulator, whose jobs end with it. "": no journal, so that
            /// a job whose host dies is not brought back and leaves no record. *copied*</summary>
            public IntPtr state_directory;
        }

        /// <summary>How a task is run. Fill with conch_task_options_init or CONCH_TASK_OPTIONS_INIT; a zero field means
        /// its default. The struct grows at the end only.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_task_options
        {
            /// <summary>sizeof(conch_task_options), set by the init function</summary>
            public uint struct_size;
            /// <summary>CONCH_TASK_… bits</summary>
            public uint flags;
            /// <summary>CONCH_DELIVER_…</summary>
            public uint deliver;
            /// <summary>Jobs: which of those that wait for a place is created first. The highest goes first, equal ones
            /// in the order in which they were submitted. Any number; default 0.</summary>
            public int priority;
            /// <summary>Give up after so many milliseconds with CONCH_E_TIMEOUT; a remote job lives on. 0: the
            /// catalog's bound for its kind.</summary>
            public ulong deadline_ms;
            /// <summary>Jobs: where files go, UTF-8; NULL: the client's download_directory; made if missing;
            /// *copied*.</summary>
            public IntPtr directory;
            /// <summary>jobs: name of the first file, UTF-8; NULL: made from kind, time and id; *copied*</summary>
            public IntPtr file_name;
            /// <summary>Calls: local files in the order of the operation's file parts, or the one raw body of an
            /// upload; UTF-8; *copied*.</summary>
            public IntPtr files;
            /// <summary>number of `files`</summary>
            public UIntPtr file_count;
            /// <summary>for this task's events; NULL: the client's, or just take events</summary>
            public IntPtr callback;
            /// <summary>handed back with every event of this task; never looked at</summary>
            public IntPtr user_data;
            /// <summary>called exactly once with user_data after the last event, also when the task was refused; may be
            /// NULL</summary>
            public IntPtr user_data_release;
        }

        /// <summary>What is known about a task. Fill struct_size before asking. The struct grows at the end
        /// only.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_task_info
        {
            /// <summary>sizeof(conch_task_info), set by the init function</summary>
            public uint struct_size;
            /// <summary>CONCH_PHASE_…</summary>
            public int phase;
            /// <summary>how it ended; CONCH_OK as long as it has not</summary>
            public int status;
            /// <summary>0 to 100; -1 unknown</summary>
            public int percent;
            /// <summary>-1 unknown</summary>
            public long remaining_ms;
            /// <summary>since it was accepted; stands still after the end</summary>
            public ulong elapsed_ms;
            /// <summary>moved in this phase</summary>
            public ulong bytes;
            /// <summary>0 unknown</summary>
            public ulong bytes_total;
            /// <summary>CONCH_OP_… of a call, else 0</summary>
            public int operation;
            /// <summary>CONCH_JOB_… of a job, else 0</summary>
            public int kind;
        }

        /// <summary>A video, as CONCH_OP_VIDEOS_CREATE takes it.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_video_params
        {
            /// <summary>sizeof(conch_video_params), set by the init function</summary>
            public uint struct_size;
            /// <summary>how many jobs may run on the account at once; 0: the account's own value</summary>
            public int max_jobs;
            /// <summary>what to show</summary>
            public IntPtr prompt;
            /// <summary>e.g. "I2V-2.3"; NULL: I2V-01 with a file, T2V-01 without</summary>
            public IntPtr model;
            /// <summary>resolution and length, e.g. "768p-6sec"; NULL: the model's first</summary>
            public IntPtr options;
            /// <summary>first frame or subject: an uploaded file's id, or the path of a local picture</summary>
            public IntPtr file;
            /// <summary>last frame: an uploaded file's id, or the path of a local picture</summary>
            public IntPtr end_frame_file;
            /// <summary>the account; NULL: the client's, or the service's choice</summary>
            public IntPtr account;
            /// <summary>address that the service calls with news of the job</summary>
            public IntPtr reply_url;
            /// <summary>text of your own that comes back in callbacks and lists</summary>
            public IntPtr reply_ref;
            /// <summary>CONCH_CHOICE_…: let the provider rewrite the prompt</summary>
            public int prompt_optimization;
            /// <summary>leave it 0</summary>
            public uint reserved;
            /// <summary>a JSON object with further parameters of the service; they win over the fields here</summary>
            public IntPtr extra;
        }

        /// <summary>One to four images, as CONCH_OP_IMAGES_CREATE takes them.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_image_params
        {
            /// <summary>sizeof(conch_image_params), set by the init function</summary>
            public uint struct_size;
            /// <summary>how many; 0: 1</summary>
            public int quantity;
            /// <summary>what to show</summary>
            public IntPtr prompt;
            /// <summary>e.g. "nano-banana-pro"; NULL: image-01</summary>
            public IntPtr model;
            /// <summary>e.g. "16:9"; NULL: the model's first</summary>
            public IntPtr aspect_ratio;
            /// <summary>e.g. "2K"; NULL: the model's first</summary>
            public IntPtr resolution;
            /// <summary>the person to show: an uploaded file's id, or the path of a local picture</summary>
            public IntPtr character_file;
            /// <summary>reference pictures, each an uploaded file's id or the path of a local picture</summary>
            public IntPtr reference_files;
            /// <summary>number of `reference_files`</summary>
            public UIntPtr reference_file_count;
            /// <summary>the account; NULL: the client's, or the service's choice</summary>
            public IntPtr account;
            /// <summary>address that the service calls with news of the job</summary>
            public IntPtr reply_url;
            /// <summary>text of your own that comes back in callbacks and lists</summary>
            public IntPtr reply_ref;
            /// <summary>CONCH_CHOICE_…: let the provider rewrite the prompt</summary>
            public int prompt_optimization;
            /// <summary>leave it 0</summary>
            public uint reserved;
            /// <summary>a JSON object with further parameters of the service; they win over the fields here</summary>
            public IntPtr extra;
        }

        /// <summary>A task for the agent, as CONCH_OP_AGENT_RUN takes it.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_agent_params
        {
            /// <summary>sizeof(conch_agent_params), set by the init function</summary>
            public uint struct_size;
            /// <summary>CONCH_CHOICE_…: NO makes the service hold the request until all is done; default: YES</summary>
            public int in_background;
            /// <summary>the task; shape and size of pictures are said in words</summary>
            public IntPtr prompt;
            /// <summary>the models that the agent may use, with commas between, e.g. "hailuo-2.3,kolors"</summary>
            public IntPtr models;
            /// <summary>paths of local files for the agent to work with</summary>
            public IntPtr files;
            /// <summary>number of `files`</summary>
            public UIntPtr file_count;
            /// <summary>the account; NULL: the client's, or the service's choice</summary>
            public IntPtr account;
            /// <summary>address that the service calls with news of the job</summary>
            public IntPtr reply_url;
            /// <summary>text of your own that comes back in callbacks and lists</summary>
            public IntPtr reply_ref;
            /// <summary>a JSON object with further parameters of the service; they win over the fields here</summary>
            public IntPtr extra;
        }

        /// <summary>Speech, as CONCH_OP_AUDIO_CREATE_MP3 and CONCH_OP_AUDIO_CREATE_STREAM take it.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_speech_params
        {
            /// <summary>sizeof(conch_speech_params), set by the init function</summary>
            public uint struct_size;
            /// <summary>CONCH_CHOICE_YES: CONCH_JOB_SPEECH_STREAM, which hands out the sound while it is made; else
            /// CONCH_JOB_SPEECH</summary>
            public int streamed;
            /// <summary>what to say; &lt;0.5#&gt; is a pause of half a second</summary>
            public IntPtr text;
            /// <summary>the voice, from `audio.voices`</summary>
            public IntPtr voice_id;
            /// <summary>NULL: speech-02-hd</summary>
            public IntPtr model;
            /// <summary>the language to favour, e.g. "French"</summary>
            public IntPtr language_boost;
            /// <summary>the mood, e.g. "happy"</summary>
            public IntPtr emotion;
            /// <summary>the account; NULL: the client's, or the service's choice</summary>
            public IntPtr account;
            /// <summary>loudness, up to 10; 0: 1.0</summary>
            public double vol;
            /// <summary>0.5 to 2; 0: 1.0</summary>
            public double speed;
            /// <summary>-12 to 12</summary>
            public int pitch;
            /// <summary>-100 to 100</summary>
            public int deepen_lighten;
            /// <summary>-100 to 100</summary>
            public int stronger_softer;
            /// <summary>-100 to 100</summary>
            public int nasal_crisp;
            /// <summary>CONCH_CHOICE_…</summary>
            public int spacious_echo;
            /// <summary>CONCH_CHOICE_…</summary>
            public int lofi_telephone;
            /// <summary>CONCH_CHOICE_…</summary>
            public int robotic;
            /// <summary>CONCH_CHOICE_…</summary>
            public int auditorium_echo;
            /// <summary>a JSON object with further parameters of the service; they win over the fields here</summary>
            public IntPtr extra;
        }

        /// <summary>A song, as CONCH_OP_MUSIC_CREATE takes it.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_music_params
        {
            /// <summary>sizeof(conch_music_params), set by the init function</summary>
            public uint struct_size;
            /// <summary>leave it 0</summary>
            public uint reserved;
            /// <summary>the lyrics</summary>
            public IntPtr prompt;
            /// <summary>the style, from `music.styles`</summary>
            public IntPtr style_id;
            /// <summary>title of the song</summary>
            public IntPtr title;
            /// <summary>the account; NULL: the client's, or the service's choice</summary>
            public IntPtr account;
            /// <summary>a JSON object with further parameters of the service; they win over the fields here</summary>
            public IntPtr extra;
        }

        /// <summary>A message to the chat model, as CONCH_OP_LLM_SEND takes it.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_chat_params
        {
            /// <summary>sizeof(conch_chat_params), set by the init function</summary>
            public uint struct_size;
            /// <summary>CONCH_CHOICE_…: let the model search the web</summary>
            public int search_web;
            /// <summary>the message</summary>
            public IntPtr prompt;
            /// <summary>NULL: mm-m1</summary>
            public IntPtr model;
            /// <summary>the thread to go on with; NULL: a new one</summary>
            public IntPtr chat_id;
            /// <summary>paths of local files to talk about</summary>
            public IntPtr files;
            /// <summary>number of `files`</summary>
            public UIntPtr file_count;
            /// <summary>the account; NULL: the client's, or the service's choice</summary>
            public IntPtr account;
            /// <summary>CONCH_CHOICE_…: NO for the whole answer at once; default: YES</summary>
            public int stream;
            /// <summary>leave it 0</summary>
            public uint reserved;
            /// <summary>a JSON object with further parameters of the service; they win over the fields here</summary>
            public IntPtr extra;
        }

        /// <summary>How to listen; a zero field means its default. The struct grows at the end only.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_webhook_options
        {
            /// <summary>sizeof(conch_webhook_options), set by the init function</summary>
            public uint struct_size;
            /// <summary>0: any free one</summary>
            public uint port;
            /// <summary>IP address to listen on; NULL: 127.0.0.1; *copied*</summary>
            public IntPtr address;
            /// <summary>NULL: a random one that nobody can guess; *copied*</summary>
            public IntPtr path;
            /// <summary>How the service reaches the listener, without the path, e.g. "https://me.example.org"; jobs
            /// that start afterwards and have no replyUrl of their own send this. NULL: the listener's own address,
            /// which only a service on this machine (the emulator) can reach. *copied*</summary>
            public IntPtr public_url;
        }

        /// <summary>How to start it; a zero field means its default.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct conch_emulator_options
        {
            /// <summary>sizeof(conch_emulator_options), set by the init function</summary>
            public uint struct_size;
            /// <summary>0: any free one</summary>
            public uint port;
            /// <summary>how much faster than the real service its clock runs; 0: 1.0</summary>
            public double speed;
            /// <summary>of all random choices; the same seed gives the same ids and pictures; 0: the emulator's own
            /// choice</summary>
            public ulong seed;
            /// <summary>path of conch-emulator; NULL: beside the library, then `../bin` of it, then PATH;
            /// *copied*</summary>
            public IntPtr program;
            /// <summary>the only API token that is accepted; NULL: any that does not begin with "invalid";
            /// *copied*</summary>
            public IntPtr token;
            /// <summary>keep state here across runs; NULL: in memory; *copied*</summary>
            public IntPtr state_directory;
            /// <summary>how long to wait for it to be ready; 0: 10,000</summary>
            public uint start_timeout_ms;
            /// <summary>leave 0</summary>
            public uint reserved;
        }

        /// <summary>The constant's name.</summary>
        /// <param name="status">any number</param>
        /// <returns>e.g. "CONCH_E_INVALID"; "CONCH_E_UNKNOWN" for numbers that this version does not know; static,
        /// never NULL</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_status_name(int status);

        /// <summary>One English sentence about the status, and what can be done.</summary>
        /// <param name="status">any number</param>
        /// <returns>static, never NULL</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_status_message(int status);

        /// <summary>Walks the table of all statuses, for bindings that build their own constants.</summary>
        /// <param name="index">0 and up</param>
        /// <param name="status">receives the status; 0 on error; *borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_NOT_FOUND past the end · CONCH_E_ARGUMENT when `status` is NULL</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_status_at(UIntPtr index, out int status);

        /// <summary>The kind of failure.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <returns>a negative status; CONCH_E_HANDLE when `error` is NULL or was released</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_error_status(IntPtr error);

        /// <summary>One or more sentences for a person: what is wrong, what is allowed, what was given, what to do.
        /// Where the service said something, its own words are included.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <param name="size">receives the length in bytes without the final NUL; may be NULL; *borrowed for the
        /// call*</param>
        /// <returns>UTF-8, NUL-terminated, never NULL ("" for a bad handle); *borrowed as long as `error`
        /// lives*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_error_message(IntPtr error, out UIntPtr size);

        /// <summary>The parameter, option or file at fault.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>e.g. "prompt", "end_frame_fileID", "base_url"; "" when no single one is at fault; *borrowed as long
        /// as `error` lives*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_error_field(IntPtr error, out UIntPtr size);

        /// <summary>Every rule that was broken, for hosts that mark the fields of a form.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>a JSON array of `{"field","rule","allowed","given","message"}`; "[]" when the failure is not about
        /// parameters; *borrowed as long as `error` lives*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_error_violations(IntPtr error, out UIntPtr size);

        /// <summary>The HTTP status of the service's answer.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <returns>e.g. 412; 0 when the service did not answer, or was not asked</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_error_http_code(IntPtr error);

        /// <summary>The `code` inside the service's answer. The service does not always send one; trust the HTTP status
        /// first.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <returns>0 when absent</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long conch_error_service_code(IntPtr error);

        /// <summary>Whether the very same request may succeed later. For a create that may have been accepted this is
        /// 0: sending it again could be paid twice.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <returns>1 or 0</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_error_retriable(IntPtr error);

        /// <summary>How long to wait before trying again, from the service's `Retry-After` or its documented
        /// advice.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <returns>milliseconds; -1 when nothing is known</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long conch_error_retry_after_ms(IntPtr error);

        /// <summary>The service's answer as it came, when it was text; at most 64 KiB of it.</summary>
        /// <param name="error">*borrowed for the call*</param>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>"" when there was none; *borrowed as long as `error` lives*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_error_body(IntPtr error, out UIntPtr size);

        /// <summary>Releases an error that you own. Ignores NULL, and errors that belong to an event.</summary>
        /// <param name="error">*owned* by the caller until now</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_error_destroy(IntPtr error);

        /// <summary>Reads an account's address and token as CONCH_OP_ACCOUNTS_SET takes them, without sending them
        /// anywhere: is the host one of the provider's, is the token a whole JWT, whose is it, and when does it
        /// expire.</summary>
        /// <param name="url">the request address copied from the browser; *borrowed for the call*</param>
        /// <param name="token">the site's JWT; *borrowed for the call*; never part of any text that comes back</param>
        /// <param name="found">receives a JSON object with `account`, `name`, `host`, `deviceID`, `expires`,
        /// `expiresInSeconds`, `supportVideo`, `supportChat`, `supportAudio`, `supportMusic`, *owned (release with
        /// conch_free)*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_INVALID (the error's field is `url` or `token`) · CONCH_E_ARGUMENT ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_account_inspect(byte[] url, byte[] token, out IntPtr found, out IntPtr error);

        /// <summary>What this event is.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <returns>CONCH_EVENT_…; CONCH_EVENT_NONE for a bad handle</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_event_type(IntPtr @event);

        /// <summary>The task that it is about.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <returns>0 for a LOG event that belongs to no task</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern ulong conch_event_task(IntPtr @event);

        /// <summary>How the task ended.</summary>
        /// <param name="event">a DONE event; *borrowed for the call*</param>
        /// <returns>CONCH_OK or the error's status; CONCH_OK for events of other types; CONCH_E_HANDLE for a bad
        /// handle</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_event_status(IntPtr @event);

        /// <summary>Why the task ended without success.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <returns>*borrowed until the next event*; NULL when the task succeeded or the event is not DONE</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_event_error(IntPtr @event);

        /// <summary>What the task is doing; for DONE the phase in which it ended.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <returns>CONCH_PHASE_…</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_event_phase(IntPtr @event);

        /// <summary>How far the phase is: the service's own `percent` while the job is generated, bytes while files
        /// move.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <returns>0 to 100; -1 when nothing is known</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_event_percent(IntPtr @event);

        /// <summary>Text for a person: the service's progress message, a log line, or the error's sentence.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>UTF-8, NUL-terminated, never NULL; *borrowed until the next event*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_event_message(IntPtr @event, out UIntPtr size);

        /// <summary>The service's JSON, byte for byte as it came: for DONE the last answer (of a call: the answer; of a
        /// job: the finished item), for CHUNK the frame when it was JSON. Fields that this version does not know are in
        /// it too.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>"" when there is none; *borrowed until the next event*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_event_json(IntPtr @event, out UIntPtr size);

        /// <summary>The bytes of a CHUNK: new text (UTF-8) of a chat, whole MP3 frames of speech.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>"" when there are none; may hold NUL bytes; *borrowed until the next event*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_event_chunk(IntPtr @event, out UIntPtr size);

        /// <summary>How many files the task brought.</summary>
        /// <param name="event">a DONE event; *borrowed for the call*</param>
        /// <returns>0 and up</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr conch_event_file_count(IntPtr @event);

        /// <summary>Where a file is. It is complete: files appear under their name only when whole.</summary>
        /// <param name="event">a DONE event; *borrowed for the call*</param>
        /// <param name="index">0 and up</param>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>UTF-8 path; "" past the end; *borrowed until the next event*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_event_file(IntPtr @event, UIntPtr index, out UIntPtr size);

        /// <summary>The service's id of the job (video, image, song, …), from the moment that it is known. Keep it if
        /// you want to look the job up by other means.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>"" as long as unknown; *borrowed until the next event*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_event_remote_id(IntPtr @event, out UIntPtr size);

        /// <summary>The HTTP status of the last answer.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <returns>e.g. 200; 0 when there was none</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_event_http_code(IntPtr @event);

        /// <summary>Bytes moved so far in this phase.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <param name="total">receives how many there are in all, 0 when unknown; may be NULL; *borrowed for the
        /// call*</param>
        /// <returns>bytes</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern ulong conch_event_bytes(IntPtr @event, out ulong total);

        /// <summary>How long it may still take, when that can be said honestly (from the service's percentage and the
        /// time so far, or from the catalog's typical duration).</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <returns>milliseconds; -1 when unknown</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long conch_event_remaining_ms(IntPtr @event);

        /// <summary>The pointer that was given with the task.</summary>
        /// <param name="event">*borrowed for the call*</param>
        /// <returns>as given; NULL when none was</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_event_user_data(IntPtr @event);

        /// <summary>Releases an event that you own (from conch_task_wait). Ignores NULL and borrowed events.</summary>
        /// <param name="event">*owned* by the caller until now</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_event_destroy(IntPtr @event);

        /// <summary>Writes the defaults.</summary>
        /// <param name="options">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_client_options) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_client_options_init(ref conch_client_options options, UIntPtr struct_size);

        /// <summary>Makes a client and starts its worker thread. Does not touch the network: a wrong token shows with
        /// the first task.</summary>
        /// <param name="options">*copied*</param>
        /// <param name="client">receives the client, *owned (release with conch_client_destroy)*; NULL on error</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT (the message names the option and what is wrong with it) ·
        /// CONCH_E_NO_MEMORY · CONCH_E_UNSUPPORTED (the libcurl in memory lacks something essential)</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_create(
            ref conch_client_options options, out IntPtr client, out IntPtr error);

        /// <summary>Begins the end without waiting: new tasks are refused and all running ones are cancelled here.
        /// Their DONE events can still be taken; after the last one conch_client_next_event answers CONCH_E_CLOSED. May
        /// be called twice.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_close(IntPtr client);

        /// <summary>Ends the client in whatever state it is: cancels everything here, joins the worker, releases events
        /// that nobody took (their user_data_release is called), and returns within `destroy_timeout_ms`. When it has
        /// returned, no callback of this client is running or will ever run; the one exception is a callback of yours
        /// that takes longer than that bound. Remote jobs live on.
        ///
        /// Ignores NULL and handles that were destroyed before. In a forked child it releases memory only.</summary>
        /// <param name="client">*owned* by the caller until now</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_client_destroy(IntPtr client);

        /// <summary>Takes the next event.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="timeout_ms">how long to wait for one: 0 not at all, -1 without limit</param>
        /// <param name="event">receives it, *borrowed until the next event*; NULL unless CONCH_OK; *borrowed for the
        /// call*</param>
        /// <returns>CONCH_OK · CONCH_NO_EVENT (none in time) · CONCH_E_CLOSED (closed, and none is left) · CONCH_E_BUSY
        /// (another thread is taking events) · CONCH_E_REENTRANT · CONCH_E_ARGUMENT · CONCH_E_HANDLE ·
        /// CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_next_event(IntPtr client, int timeout_ms, out IntPtr @event);

        /// <summary>Takes events and calls the tasks' callbacks (or the client's, for tasks without one) on this
        /// thread. One event is taken at a time and no lock is held while a callback runs, so a callback that unwinds
        /// (a Lua error, a C# exception) loses nothing. Call it from your frame or timer function with a timeout of 0;
        /// it then costs next to nothing.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="max_events">at most so many; 0 for all that are there when it begins</param>
        /// <param name="timeout_ms">how long to wait for the first one: 0 not at all, -1 without limit</param>
        /// <param name="dispatched">receives how many were delivered; may be NULL; *borrowed for the call*</param>
        /// <returns>as conch_client_next_event</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_dispatch(
            IntPtr client, uint max_events, int timeout_ms, out uint dispatched);

        /// <summary>Sets the callback for events of tasks that have none of their own, and for LOG events.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="callback">NULL for none</param>
        /// <param name="user_data">handed to the callback</param>
        /// <param name="release">called once with `user_data` when it is replaced or the client ends; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_set_event_callback(
            IntPtr client, conch_event_callback callback, IntPtr user_data, conch_release_callback release);

        /// <summary>Sets what is called when events become available. It comes once per change from "nothing waits" to
        /// "something waits", not once per event, and at once if something waits already. Setting it again, or to NULL,
        /// waits until a wakeup that is just running has returned: afterwards the old one is never called
        /// again.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="callback">runs on the worker thread, or inside this function; NULL for none</param>
        /// <param name="user_data">handed to the callback</param>
        /// <returns>CONCH_OK · CONCH_E_REENTRANT (from inside the wakeup itself) · CONCH_E_HANDLE ·
        /// CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_set_wakeup(
            IntPtr client, conch_wakeup_callback callback, IntPtr user_data);

        /// <summary>A file descriptor that is readable while events wait, for epoll, select, asyncio, libuv and the
        /// like. Never read from it or close it: it empties itself when the last event is taken, and goes away with the
        /// client. Once the client is closed it stays readable, so that a loop learns of CONCH_E_CLOSED.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="fd">receives the descriptor; -1 on error; *borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_UNSUPPORTED (no such thing on this platform) · CONCH_E_ARGUMENT · CONCH_E_HANDLE
        /// · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_wakeup_fd(IntPtr client, out int fd);

        /// <summary>How many PROGRESS and LOG events were replaced by newer ones or dropped because nobody took them.
        /// DONE and CHUNK events are never among them.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="count">receives the number since the client was made; *borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_dropped_events(IntPtr client, out ulong count);

        /// <summary>Holds back what costs: jobs that wait to be created stay waiting, and new ones join them. Jobs that
        /// the service has taken already are followed to their end. May be called twice.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_pause(IntPtr client);

        /// <summary>Ends a pause: waiting jobs are created again, by their priority and in their order.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_client_resume(IntPtr client);

        /// <summary>Writes the defaults.</summary>
        /// <param name="options">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_task_options) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_task_options_init(ref conch_task_options options, UIntPtr struct_size);

        /// <summary>Zeroes the struct and sets its size.</summary>
        /// <param name="info">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_task_info) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_task_info_init(ref conch_task_info info, UIntPtr struct_size);

        /// <summary>Asks for an end. Never blocks, may be called twice, and does nothing to a task that has ended. The
        /// task still ends with exactly one DONE event: CONCH_E_CANCELLED, or success if that came first.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="task">which</param>
        /// <param name="where">CONCH_CANCEL_HERE or CONCH_CANCEL_EVERYWHERE</param>
        /// <returns>CONCH_OK · CONCH_E_NOT_FOUND · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_task_cancel(IntPtr client, ulong task, int where);

        /// <summary>Waits until a task has ended. Its events still go where they go; this only waits, and hands out one
        /// more reference to the DONE event. From a language with a garbage collector or a global lock, wait in slices
        /// of 100 ms at most.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="task">which</param>
        /// <param name="timeout_ms">0 not at all, -1 without limit</param>
        /// <param name="event">receives the DONE event, *owned (release with conch_event_destroy)*; may be NULL</param>
        /// <returns>CONCH_OK (it has ended; how is in the event) · CONCH_E_TIMEOUT · CONCH_E_NOT_FOUND (never existed,
        /// or ended so long ago that it was forgotten) · CONCH_E_CLOSED (the client was destroyed meanwhile) ·
        /// CONCH_E_REENTRANT · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_task_wait(IntPtr client, ulong task, int timeout_ms, out IntPtr @event);

        /// <summary>What a task is doing just now, for hosts that show a list or have no callbacks at all. The last 256
        /// ended tasks are still known.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="task">which</param>
        /// <param name="info">struct_size must be set; *borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_NOT_FOUND · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_task_state(IntPtr client, ulong task, ref conch_task_info info);

        /// <summary>All tasks that have not ended, oldest first.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="tasks">receives an array, *owned (release with conch_free)*; NULL when there are none</param>
        /// <param name="count">receives its length; *borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT · CONCH_E_HANDLE · CONCH_E_FORKED · CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_task_list(IntPtr client, out IntPtr tasks, out UIntPtr count);

        /// <summary>A task's number as decimal text, for languages whose numbers are doubles and lose bits above
        /// 2^53.</summary>
        /// <param name="task">which</param>
        /// <param name="text">receives the text; *borrowed for the call*</param>
        /// <param name="size">bytes at `text`, at least CONCH_TASK_TEXT_SIZE</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_task_to_text(ulong task, byte[] text, UIntPtr size);

        /// <summary>The number from its text.</summary>
        /// <param name="text">decimal digits; *borrowed for the call*</param>
        /// <param name="task">receives the number; 0 on error; *borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_task_from_text(byte[] text, out ulong task);

        /// <summary>Starts one operation.
        ///
        /// The parameters are checked against the catalog first; a request that the service would surely refuse is
        /// refused here, before it costs anything. The DONE event carries the answer (conch_event_json) or the
        /// error.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="operation">CONCH_OP_…</param>
        /// <param name="params">UTF-8 JSON object with the service's own parameter names; NULL is the same as "{}";
        /// *copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_INVALID (the error has field, rule, allowed, given) · CONCH_E_NOT_FOUND (no such
        /// operation) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED · CONCH_E_NO_MEMORY · CONCH_E_HANDLE ·
        /// CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_call(
            IntPtr client, int operation, byte[] @params, ref conch_task_options options, out ulong task, out IntPtr
            error);

        /// <summary>Reads a whole list of the service, page by page, whichever of its five ways of paging it has: one
        /// CHUNK event a page, whose JSON (conch_event_json) is an array of items; the DONE event's JSON is `{"count":
        /// …}`. Pages that fail are asked for again; nothing is listed twice.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="operation">CONCH_OP_VIDEOS_LIST, _VIDEOS_CHARACTERS, _VIDEOS_TEMPLATES, _IMAGES_LIST,
        /// _LLM_LIST, _AUDIO_LIST, _AUDIO_VOICES or _MUSIC_LIST</param>
        /// <param name="params">as for conch_call; where to start, how large a page is; *copied*</param>
        /// <param name="most">end after so many items; 0 for all</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_call; CONCH_E_NOT_FOUND also for an operation that has no pages</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_list(
            IntPtr client, int operation, byte[] @params, ulong most, ref conch_task_options options, out ulong task,
            out IntPtr error);

        /// <summary>The number of an operation by its name.</summary>
        /// <param name="name">e.g. "videos.create"; *borrowed for the call*</param>
        /// <returns>CONCH_OP_…; CONCH_OP_UNSET when there is none of that name</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_operation_from_name(byte[] name);

        /// <summary>The name of an operation.</summary>
        /// <param name="operation">CONCH_OP_…</param>
        /// <returns>e.g. "videos.create"; "" when there is no such operation; static, never NULL</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_operation_name(int operation);

        /// <summary>The whole catalog.</summary>
        /// <param name="size">receives the length in bytes; may be NULL; *borrowed for the call*</param>
        /// <returns>a JSON object with `operations`, `models`, `statuses` and more; UTF-8; static, never NULL</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_catalog_json(out UIntPtr size);

        /// <summary>Checks parameters without sending anything.</summary>
        /// <param name="operation">CONCH_OP_…; for a job the operation that creates it</param>
        /// <param name="params">UTF-8 JSON object; NULL is the same as "{}"; *borrowed for the call*</param>
        /// <param name="flags">CONCH_TASK_ALLOW_UNKNOWN to let unknown models, options and fields pass, or 0</param>
        /// <param name="violations">receives a JSON array of `{"field","rule","allowed","given","message"}`, "[]" when
        /// all is well, *owned (release with conch_free)*; may be NULL</param>
        /// <returns>CONCH_OK · CONCH_E_INVALID (there are violations) · CONCH_E_NOT_FOUND (no such operation) ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_validate(int operation, byte[] @params, uint flags, out IntPtr violations);

        /// <summary>What a request would cost.</summary>
        /// <param name="operation">CONCH_OP_…</param>
        /// <param name="params">UTF-8 JSON object; NULL is the same as "{}"; *borrowed for the call*</param>
        /// <param name="credits">receives the credits; -1 when they cannot be known; *borrowed for the call*</param>
        /// <param name="why">receives one sentence on how it was reckoned or why it is unknown, *owned (release with
        /// conch_free)*; may be NULL</param>
        /// <returns>CONCH_OK · CONCH_E_INVALID (not a JSON object) · CONCH_E_NOT_FOUND (no such operation) ·
        /// CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_estimate(int operation, byte[] @params, out long credits, out IntPtr why);

        /// <summary>Starts a job. Returns at once and never touches the network or the disk on the calling thread.
        ///
        /// ```c
        /// conch_generate(client, CONCH_JOB_VIDEO,
        ///                "{\"prompt\":\"a shell on the beach\",\"fileID\":{\"path\":\"shell.png\"},\"model\":\"I2V-2.3\"}",
        ///                NULL, &amp;task, NULL);
        /// ```
        ///
        /// The DONE event has the files (conch_event_file), the finished item as the service describes it
        /// (conch_event_json), or the error.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="kind">CONCH_JOB_…</param>
        /// <param name="params">UTF-8 JSON object with the parameter names of the kind's create operation;
        /// *copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_INVALID (the error has field, rule, allowed, given) · CONCH_E_NOT_FOUND (no such
        /// kind) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED · CONCH_E_NO_MEMORY · CONCH_E_HANDLE ·
        /// CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_generate(
            IntPtr client, int kind, byte[] @params, ref conch_task_options options, out ulong task, out IntPtr error);

        /// <summary>Reads the journal: jobs of this client, of other running programs and of those that ended, newest
        /// first.
        ///
        /// The DONE event's JSON is `{"directory":…, "jobs":[…], "damaged":[…]}`. A job has
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
        /// `damaged` are files that could not be read as a journal and were set aside under these names.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="filter">UTF-8 JSON object; NULL for all. `"state"`: "unfinished" or "ended"; `"job"`: one id;
        /// `"limit"`: at most so many; *copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_INVALID (the filter) · CONCH_E_ARGUMENT · CONCH_E_QUEUE_FULL · CONCH_E_CLOSED ·
        /// CONCH_E_NO_MEMORY · CONCH_E_HANDLE · CONCH_E_FORKED. The task ends as CONCH_E_UNSUPPORTED when the client
        /// keeps no journal, as CONCH_E_DISK when its directory cannot be read.</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_jobs_list(
            IntPtr client, byte[] filter, ref conch_task_options options, out ulong task, out IntPtr error);

        /// <summary>Brings unfinished jobs back: those of this service and these credentials that no running program
        /// works on. Each one becomes a running task of this client, with the directory, file name and flags that it
        /// had.
        ///
        /// The DONE event's JSON is `{"restored":[{"task":…, "job":…, "kind":…}], "left":0, "damaged":[…]}`; it comes
        /// before any event of the restored tasks. `left` counts jobs for which there was no place among the client's
        /// `task_capacity`: take events and restore again. A restored task's events go where `options` says; its
        /// `callback`, `user_data` and `deliver` hold for all of them, `user_data_release` is called once after the
        /// last one.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="job">one job's id, to bring it back even if it ended without its files: cancelled, timed out,
        /// ambiguous, or with a full disk; NULL for all unfinished ones; *copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_jobs_list. The task ends as CONCH_E_NOT_FOUND when there is no such job, as CONCH_E_BUSY
        /// when somebody works on it already.</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_jobs_restore(
            IntPtr client, byte[] job, ref conch_task_options options, out ulong task, out IntPtr error);

        /// <summary>Takes one job out of the journal, whatever its state. Nothing happens at the service and to
        /// files.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="job">the job's id; *copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_jobs_restore</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_job_forget(
            IntPtr client, byte[] job, ref conch_task_options options, out ulong task, out IntPtr error);

        /// <summary>Writes the defaults.</summary>
        /// <param name="params">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_video_params) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_video_params_init(ref conch_video_params @params, UIntPtr struct_size);

        /// <summary>The same as JSON, to look at, to check with conch_validate or to price with
        /// conch_estimate.</summary>
        /// <param name="params">*borrowed for the call*</param>
        /// <param name="json">receives a JSON object, *owned (release with conch_free)*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_video_params_json(
            ref conch_video_params @params, out IntPtr json, out IntPtr error);

        /// <summary>Starts the job; the same as conch_generate with the JSON of these parameters.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="params">*copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_generate</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_video_generate(
            IntPtr client, ref conch_video_params @params, ref conch_task_options options, out ulong task, out IntPtr
            error);

        /// <summary>Writes the defaults.</summary>
        /// <param name="params">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_image_params) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_image_params_init(ref conch_image_params @params, UIntPtr struct_size);

        /// <summary>The same as JSON, to look at, to check with conch_validate or to price with
        /// conch_estimate.</summary>
        /// <param name="params">*borrowed for the call*</param>
        /// <param name="json">receives a JSON object, *owned (release with conch_free)*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_image_params_json(
            ref conch_image_params @params, out IntPtr json, out IntPtr error);

        /// <summary>Starts the job; the same as conch_generate with the JSON of these parameters.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="params">*copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_generate</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_image_generate(
            IntPtr client, ref conch_image_params @params, ref conch_task_options options, out ulong task, out IntPtr
            error);

        /// <summary>Writes the defaults.</summary>
        /// <param name="params">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_agent_params) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_agent_params_init(ref conch_agent_params @params, UIntPtr struct_size);

        /// <summary>The same as JSON, to look at, to check with conch_validate or to price with
        /// conch_estimate.</summary>
        /// <param name="params">*borrowed for the call*</param>
        /// <param name="json">receives a JSON object, *owned (release with conch_free)*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_agent_params_json(
            ref conch_agent_params @params, out IntPtr json, out IntPtr error);

        /// <summary>Starts the job; the same as conch_generate with the JSON of these parameters.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="params">*copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_generate</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_agent_generate(
            IntPtr client, ref conch_agent_params @params, ref conch_task_options options, out ulong task, out IntPtr
            error);

        /// <summary>Writes the defaults.</summary>
        /// <param name="params">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_speech_params) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_speech_params_init(ref conch_speech_params @params, UIntPtr struct_size);

        /// <summary>The same as JSON, to look at, to check with conch_validate or to price with
        /// conch_estimate.</summary>
        /// <param name="params">*borrowed for the call*</param>
        /// <param name="json">receives a JSON object, *owned (release with conch_free)*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_speech_params_json(
            ref conch_speech_params @params, out IntPtr json, out IntPtr error);

        /// <summary>Starts the job; the same as conch_generate with the JSON of these parameters.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="params">*copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_generate</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_speech_generate(
            IntPtr client, ref conch_speech_params @params, ref conch_task_options options, out ulong task, out IntPtr
            error);

        /// <summary>Writes the defaults.</summary>
        /// <param name="params">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_music_params) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_music_params_init(ref conch_music_params @params, UIntPtr struct_size);

        /// <summary>The same as JSON, to look at, to check with conch_validate or to price with
        /// conch_estimate.</summary>
        /// <param name="params">*borrowed for the call*</param>
        /// <param name="json">receives a JSON object, *owned (release with conch_free)*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_music_params_json(
            ref conch_music_params @params, out IntPtr json, out IntPtr error);

        /// <summary>Starts the job; the same as conch_generate with the JSON of these parameters.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="params">*copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_generate</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_music_generate(
            IntPtr client, ref conch_music_params @params, ref conch_task_options options, out ulong task, out IntPtr
            error);

        /// <summary>Writes the defaults.</summary>
        /// <param name="params">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_chat_params) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_chat_params_init(ref conch_chat_params @params, UIntPtr struct_size);

        /// <summary>The same as JSON, to look at, to check with conch_validate or to price with
        /// conch_estimate.</summary>
        /// <param name="params">*borrowed for the call*</param>
        /// <param name="json">receives a JSON object, *owned (release with conch_free)*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT (a field that cannot be said in JSON; the error names it) ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_chat_params_json(
            ref conch_chat_params @params, out IntPtr json, out IntPtr error);

        /// <summary>Starts the job; the same as conch_generate with the JSON of these parameters.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="params">*copied*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="task">receives the task; 0 on error; *borrowed for the call*</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>as conch_generate</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_chat_generate(
            IntPtr client, ref conch_chat_params @params, ref conch_task_options options, out ulong task, out IntPtr
            error);

        /// <summary>Releases a raw buffer that this library handed out as *owned (release with conch_free)*. Never use
        /// the host's free().</summary>
        /// <param name="memory">*owned* by the caller until now; NULL is ignored</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_free(IntPtr memory);

        /// <summary>A function by its name, for engines that load the library by hand and keep one entry
        /// point.</summary>
        /// <param name="name">e.g. "conch_client_create"; *borrowed for the call*</param>
        /// <returns>NULL when this version has no function of that name</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_get_proc_address(byte[] name);

        /// <summary>How many threads of this library exist in the process: 0 after the last client was
        /// destroyed.</summary>
        /// <returns>number of threads</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_debug_thread_count();

        /// <summary>The version of the library in memory, encoded like CONCH_VERSION.
        ///
        /// It can be newer than the headers, never older within one SONAME.</summary>
        /// <returns>e.g. 1000000 for 1.0.0</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_version();

        /// <summary>The version of the library in memory as text.</summary>
        /// <returns>e.g. "1.0.0"; static, never NULL</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_version_string();

        /// <summary>Writes the defaults.</summary>
        /// <param name="options">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_webhook_options) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_webhook_options_init(ref conch_webhook_options options, UIntPtr struct_size);

        /// <summary>Starts to listen, on a thread of its own. A client has one listener; starting again replaces
        /// it.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="url">receives the whole address that jobs send as replyUrl, *owned (release with conch_free)*;
        /// may be NULL</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_ARGUMENT (an option is wrong, or the port is taken) · CONCH_E_CLOSED ·
        /// CONCH_E_NO_MEMORY · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_webhook_listen(
            IntPtr client, ref conch_webhook_options options, out IntPtr url, out IntPtr error);

        /// <summary>Stops listening; within a second. Does nothing when nothing listens. Destroying the client stops it
        /// too.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <returns>CONCH_OK · CONCH_E_HANDLE · CONCH_E_FORKED</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_webhook_stop(IntPtr client);

        /// <summary>Reads a callback's body for hosts with a server of their own.</summary>
        /// <param name="body">the bytes of the POST; *borrowed for the call*</param>
        /// <param name="size">how many</param>
        /// <param name="summary">receives a JSON object with `kind` ("video", "image", "agent"), `id`, `status` (as the
        /// service sent it), `final` and `replyRef`, *owned (release with conch_free)*</param>
        /// <returns>CONCH_OK · CONCH_E_INVALID (not a callback of this service) · CONCH_E_ARGUMENT ·
        /// CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_webhook_parse(byte[] body, UIntPtr size, out IntPtr summary);

        /// <summary>Hands a callback's body to a client, as if its own listener had received it: the job it names is
        /// looked at now.</summary>
        /// <param name="client">*borrowed for the call*</param>
        /// <param name="body">the bytes of the POST; *copied*</param>
        /// <param name="size">how many</param>
        /// <returns>CONCH_OK (also when the client follows no such job) · CONCH_E_INVALID · CONCH_E_ARGUMENT ·
        /// CONCH_E_HANDLE · CONCH_E_FORKED · CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_webhook_deliver(IntPtr client, byte[] body, UIntPtr size);

        /// <summary>Writes the defaults.</summary>
        /// <param name="options">*borrowed for the call*; ignored when NULL</param>
        /// <param name="struct_size">sizeof(conch_emulator_options) as the caller knows it</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_emulator_options_init(
            ref conch_emulator_options options, UIntPtr struct_size);

        /// <summary>Starts an emulator and waits until it is ready (some 100 ms). It ends with conch_emulator_stop, and
        /// by itself when this process ends, however that happens.</summary>
        /// <param name="options">*copied*; NULL for defaults</param>
        /// <param name="emulator">receives the emulator, *owned (release with conch_emulator_stop)*; NULL on
        /// error</param>
        /// <param name="error">receives details on failure, *owned (release with conch_error_destroy)*; may be
        /// NULL</param>
        /// <returns>CONCH_OK · CONCH_E_EMULATOR (not found, or did not become ready; the message says what was tried) ·
        /// CONCH_E_ARGUMENT · CONCH_E_NO_MEMORY</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int conch_emulator_start(
            ref conch_emulator_options options, out IntPtr emulator, out IntPtr error);

        /// <summary>What to give a client as its base URL.</summary>
        /// <param name="emulator">*borrowed for the call*</param>
        /// <returns>e.g. "http://127.0.0.1:41234/v1/minimax"; "" for a bad handle; *borrowed as long as `emulator`
        /// lives*</returns>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr conch_emulator_base_url(IntPtr emulator);

        /// <summary>Ends the emulator and waits for it, at most 2 seconds; then it is killed. Ignores NULL.</summary>
        /// <param name="emulator">*owned* by the caller until now</param>
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void conch_emulator_stop(IntPtr emulator);
    }
}
