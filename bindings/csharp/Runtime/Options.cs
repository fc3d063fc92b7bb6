// Made by bindings/generate from include/conch and the catalog; do not edit.
using System;
using System.Runtime.InteropServices;

namespace Conch
{
    /// <summary>Options as in conch_client_options; what is left alone means its default.</summary>
    public sealed class ConchClientOptions
    {
        /// <summary>CONCH_CLIENT_… bits</summary>
        public uint Flags { get; set; }
        /// <summary>Where the service is. null: `https://api.useapi.net/v1/minimax`. `"emulator:"` starts a private
        /// emulator for this client; options as in `"emulator:?speed=60&amp;seed=7"`</summary>
        public string BaseUrl { get; set; }
        /// <summary>the service's API token; required unless base_url is the emulator</summary>
        public string ApiToken { get; set; }
        /// <summary>used by operations that take an account when the parameters name none; null: none</summary>
        public string Account { get; set; }
        /// <summary>where jobs put their files, UTF-8; null: every job must say where</summary>
        public string DownloadDirectory { get; set; }
        /// <summary>e.g. "http://proxy:3128" or "socks5h://127.0.0.1:1080"; null: none, the environment is not
        /// asked</summary>
        public string Proxy { get; set; }
        /// <summary>comma-separated hosts that are reached directly</summary>
        public string NoProxy { get; set; }
        /// <summary>PEM file of trusted authorities; null: the system's</summary>
        public string CaFile { get; set; }
        /// <summary>your program, e.g. "obs-hailuo/1.2"; null: only libconch's own</summary>
        public string UserAgent { get; set; }
        /// <summary>name lookup, TCP and TLS; default 15,000</summary>
        public uint ConnectTimeoutMs { get; set; }
        /// <summary>longest time in which not one byte of a body could be sent; default 30,000</summary>
        public uint SendTimeoutMs { get; set; }
        /// <summary>from the request's last byte to the answer's first; default 120,000</summary>
        public uint FirstByteTimeoutMs { get; set; }
        /// <summary>longest pause inside an answer; default 60,000</summary>
        public uint IdleTimeoutMs { get; set; }
        /// <summary>a whole exchange, downloads and uploads excepted; default none</summary>
        public uint TotalTimeoutMs { get; set; }
        /// <summary>bound of conch_client_destroy; default 2,000</summary>
        public uint DestroyTimeoutMs { get; set; }
        /// <summary>larger answers are refused; default 64 MiB; downloads have no limit</summary>
        public ulong MaxResponseBytes { get; set; }
        /// <summary>tasks that may exist at a time; default 16,384</summary>
        public uint TaskCapacity { get; set; }
        /// <summary>requests on the wire at a time; default 32</summary>
        public uint MaxTransfers { get; set; }
        /// <summary>CONCH_LOG_…; default off</summary>
        public uint LogLevel { get; set; }
        /// <summary>Shortest pause between two looks at the same job; default 2,000. All waits of jobs are in
        /// proportion to it.</summary>
        public uint PollIntervalMs { get; set; }
        /// <summary>Where the journal of jobs is kept (journal); made if missing. null: `$XDG_STATE_HOME/conch`, or
        /// `$HOME/.local/state/conch`; none for a private emulator, whose jobs end with it. "": no journal, so that a
        /// job whose host dies is not brought back and leaves no record</summary>
        public string StateDirectory { get; set; }

        internal Native.conch_client_options ToNative(Scratch scratch)
        {
            var native = new Native.conch_client_options();
            Native.conch_client_options_init(ref native, (UIntPtr)Marshal.SizeOf(typeof(Native.conch_client_options)));
            if (Flags != 0) native.flags = Flags;
            native.base_url = scratch.Add(BaseUrl);
            native.api_token = scratch.Add(ApiToken);
            native.account = scratch.Add(Account);
            native.download_directory = scratch.Add(DownloadDirectory);
            native.proxy = scratch.Add(Proxy);
            native.no_proxy = scratch.Add(NoProxy);
            native.ca_file = scratch.Add(CaFile);
            native.user_agent = scratch.Add(UserAgent);
            if (ConnectTimeoutMs != 0) native.connect_timeout_ms = ConnectTimeoutMs;
            if (SendTimeoutMs != 0) native.send_timeout_ms = SendTimeoutMs;
            if (FirstByteTimeoutMs != 0) native.first_byte_timeout_ms = FirstByteTimeoutMs;
            if (IdleTimeoutMs != 0) native.idle_timeout_ms = IdleTimeoutMs;
            if (TotalTimeoutMs != 0) native.total_timeout_ms = TotalTimeoutMs;
            if (DestroyTimeoutMs != 0) native.destroy_timeout_ms = DestroyTimeoutMs;
            if (MaxResponseBytes != 0) native.max_response_bytes = MaxResponseBytes;
            if (TaskCapacity != 0) native.task_capacity = TaskCapacity;
            if (MaxTransfers != 0) native.max_transfers = MaxTransfers;
            if (LogLevel != 0) native.log_level = LogLevel;
            if (PollIntervalMs != 0) native.poll_interval_ms = PollIntervalMs;
            native.state_directory = scratch.Add(StateDirectory);
            return native;
        }
    }

    /// <summary>Options as in conch_webhook_options; what is left alone means its default.</summary>
    public sealed class ConchWebhookOptions
    {
        /// <summary>0: any free one</summary>
        public uint Port { get; set; }
        /// <summary>IP address to listen on; null: 127.0.0.1</summary>
        public string Address { get; set; }
        /// <summary>null: a random one that nobody can guess</summary>
        public string Path { get; set; }
        /// <summary>How the service reaches the listener, without the path, e.g. "https://me.example.org"; jobs that
        /// start afterwards and have no replyUrl of their own send this. null: the listener's own address, which only a
        /// service on this machine (the emulator) can reach</summary>
        public string PublicUrl { get; set; }

        internal Native.conch_webhook_options ToNative(Scratch scratch)
        {
            var native = new Native.conch_webhook_options();
            Native.conch_webhook_options_init(ref native, (UIntPtr)Marshal.SizeOf(typeof(Native.conch_webhook_options)));
            if (Port != 0) native.port = Port;
            native.address = scratch.Add(Address);
            native.path = scratch.Add(Path);
            native.public_url = scratch.Add(PublicUrl);
            return native;
        }
    }

    /// <summary>Options as in conch_emulator_options; what is left alone means its default.</summary>
    public sealed class ConchEmulatorOptions
    {
        /// <summary>0: any free one</summary>
        public uint Port { get; set; }
        /// <summary>how much faster than the real service its clock runs; 0: 1.0</summary>
        public double Speed { get; set; }
        /// <summary>of all random choices; the same seed gives the same ids and pictures; 0: the emulator's own
        /// choice</summary>
        public ulong Seed { get; set; }
        /// <summary>path of conch-emulator; null: beside the library, then `../bin` of it, then PATH</summary>
        public string Program { get; set; }
        /// <summary>the only API token that is accepted; null: any that does not begin with "invalid"</summary>
        public string Token { get; set; }
        /// <summary>keep state here across runs; null: in memory</summary>
        public string StateDirectory { get; set; }
        /// <summary>how long to wait for it to be ready; 0: 10,000</summary>
        public uint StartTimeoutMs { get; set; }

        internal Native.conch_emulator_options ToNative(Scratch scratch)
        {
            var native = new Native.conch_emulator_options();
            Native.conch_emulator_options_init(ref native, (UIntPtr)Marshal.SizeOf(typeof(Native.conch_emulator_options)));
            if (Port != 0) native.port = Port;
            if (Speed != 0) native.speed = Speed;
            if (Seed != 0) native.seed = Seed;
            native.program = scratch.Add(Program);
            native.token = scratch.Add(Token);
            native.state_directory = scratch.Add(StateDirectory);
            if (StartTimeoutMs != 0) native.start_timeout_ms = StartTimeoutMs;
            return native;
        }
    }
}
