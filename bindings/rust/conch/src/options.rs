// Made by bindings/generate from include/conch and the catalog; do not edit.
//! How clients, listeners and emulators work. What is left alone means its default.

use std::fmt;

use conch_sys as sys;

use crate::error::Error;
use crate::text::Texts;

/// Options as in `conch_client_options`.
#[derive(Clone, Default)]
pub struct ClientOptions {
    /// CONCH_CLIENT_… bits
    pub flags: u32,
    /// Where the service is. `None`: `https://api.useapi.net/v1/minimax`. `"emulator:"` starts a private emulator for
    /// this client; options as in `"emulator:?speed=60&seed=7"`
    pub base_url: Option<String>,
    /// the service's API token; required unless base_url is the emulator
    pub api_token: Option<String>,
    /// used by operations that take an account when the parameters name none; `None`: none
    pub account: Option<String>,
    /// where jobs put their files, UTF-8; `None`: every job must say where
    pub download_directory: Option<String>,
    /// e.g. `http://proxy:3128` or "socks5h://127.0.0.1:1080"; `None`: none, the environment is not asked
    pub proxy: Option<String>,
    /// comma-separated hosts that are reached directly
    pub no_proxy: Option<String>,
    /// PEM file of trusted authorities; `None`: the system's
    pub ca_file: Option<String>,
    /// your program, e.g. "obs-hailuo/1.2"; `None`: only libconch's own
    pub user_agent: Option<String>,
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
    /// Where the journal of jobs is kept (journal); made if missing. `None`: `$XDG_STATE_HOME/conch`, or
    /// `$HOME/.local/state/conch`; none for a private emulator, whose jobs end with it. "": no journal, so that a job
    /// whose host dies is not brought back and leaves no record
    pub state_directory: Option<String>,
}

impl ClientOptions {
    pub(crate) fn to_native(&self, texts: &mut Texts) -> Result<sys::conch_client_options, Error> {
        let mut native = std::mem::MaybeUninit::<sys::conch_client_options>::zeroed();
        // Zero is a valid value of all its fields; init fills in the defaults.
        let mut native = unsafe {
            sys::conch_client_options_init(native.as_mut_ptr(), std::mem::size_of::<sys::conch_client_options>());
            native.assume_init()
        };
        if self.flags != 0 {
            native.flags = self.flags;
        }
        native.base_url = texts.add("base_url", self.base_url.as_deref())?;
        native.api_token = texts.add("api_token", self.api_token.as_deref())?;
        native.account = texts.add("account", self.account.as_deref())?;
        native.download_directory = texts.add("download_directory", self.download_directory.as_deref())?;
        native.proxy = texts.add("proxy", self.proxy.as_deref())?;
        native.no_proxy = texts.add("no_proxy", self.no_proxy.as_deref())?;
        native.ca_file = texts.add("ca_file", self.ca_file.as_deref())?;
        native.user_agent = texts.add("user_agent", self.user_agent.as_deref())?;
        if self.connect_timeout_ms != 0 {
            native.connect_timeout_ms = self.connect_timeout_ms;
        }
        if self.send_timeout_ms != 0 {
            native.send_timeout_ms = self.send_timeout_ms;
        }
        if self.first_byte_timeout_ms != 0 {
            native.first_byte_timeout_ms = self.first_byte_timeout_ms;
        }
        if self.idle_timeout_ms != 0 {
            native.idle_timeout_ms = self.idle_timeout_ms;
        }
        if self.total_timeout_ms != 0 {
            native.total_timeout_ms = self.total_timeout_ms;
        }
        if self.destroy_timeout_ms != 0 {
            native.destroy_timeout_ms = self.destroy_timeout_ms;
        }
        if self.max_response_bytes != 0 {
            native.max_response_bytes = self.max_response_bytes;
        }
        if self.task_capacity != 0 {
            native.task_capacity = self.task_capacity;
        }
        if self.max_transfers != 0 {
            native.max_transfers = self.max_transfers;
        }
        if self.log_level != 0 {
            native.log_level = self.log_level;
        }
        if self.poll_interval_ms != 0 {
            native.poll_interval_ms = self.poll_interval_ms;
        }
        native.state_directory = texts.add("state_directory", self.state_directory.as_deref())?;
        Ok(native)
    }
}

/// Without what nobody should see.
impl fmt::Debug for ClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientOptions")
            .field("flags", &self.flags)
            .field("base_url", &self.base_url)
            .field("account", &self.account)
            .field("download_directory", &self.download_directory)
            .field("no_proxy", &self.no_proxy)
            .field("ca_file", &self.ca_file)
            .field("user_agent", &self.user_agent)
            .field("connect_timeout_ms", &self.connect_timeout_ms)
            .field("send_timeout_ms", &self.send_timeout_ms)
            .field("first_byte_timeout_ms", &self.first_byte_timeout_ms)
            .field("idle_timeout_ms", &self.idle_timeout_ms)
            .field("total_timeout_ms", &self.total_timeout_ms)
            .field("destroy_timeout_ms", &self.destroy_timeout_ms)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("task_capacity", &self.task_capacity)
            .field("max_transfers", &self.max_transfers)
            .field("log_level", &self.log_level)
            .field("poll_interval_ms", &self.poll_interval_ms)
            .field("state_directory", &self.state_directory)
            .finish_non_exhaustive()
    }
}

/// Options as in `conch_webhook_options`.
#[derive(Clone, Default)]
pub struct WebhookOptions {
    /// 0: any free one
    pub port: u32,
    /// IP address to listen on; `None`: 127.0.0.1
    pub address: Option<String>,
    /// `None`: a random one that nobody can guess
    pub path: Option<String>,
    /// How the service reaches the listener, without the path, e.g. `https://me.example.org`; jobs that start
    /// afterwards and have no replyUrl of their own send this. `None`: the listener's own address, which only a service
    /// on this machine (the emulator) can reach
    pub public_url: Option<String>,
}

impl WebhookOptions {
    pub(crate) fn to_native(&self, texts: &mut Texts) -> Result<sys::conch_webhook_options, Error> {
        let mut native = std::mem::MaybeUninit::<sys::conch_webhook_options>::zeroed();
        // Zero is a valid value of all its fields; init fills in the defaults.
        let mut native = unsafe {
            sys::conch_webhook_options_init(native.as_mut_ptr(), std::mem::size_of::<sys::conch_webhook_options>());
            native.assume_init()
        };
        if self.port != 0 {
            native.port = self.port;
        }
        native.address = texts.add("address", self.address.as_deref())?;
        native.path = texts.add("path", self.path.as_deref())?;
        native.public_url = texts.add("public_url", self.public_url.as_deref())?;
        Ok(native)
    }
}

/// Without what nobody should see.
impl fmt::Debug for WebhookOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookOptions")
            .field("port", &self.port)
            .field("address", &self.address)
            .field("path", &self.path)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

/// Options as in `conch_emulator_options`.
#[derive(Clone, Default)]
pub struct EmulatorOptions {
    /// 0: any free one
    pub port: u32,
    /// how much faster than the real service its clock runs; 0: 1.0
    pub speed: f64,
    /// of all random choices; the same seed gives the same ids and pictures; 0: the emulator's own choice
    pub seed: u64,
    /// path of conch-emulator; `None`: beside the library, then `../bin` of it, then PATH
    pub program: Option<String>,
    /// the only API token that is accepted; `None`: any that does not begin with "invalid"
    pub token: Option<String>,
    /// keep state here across runs; `None`: in memory
    pub state_directory: Option<String>,
    /// how long to wait for it to be ready; 0: 10,000
    pub start_timeout_ms: u32,
}

impl EmulatorOptions {
    pub(crate) fn to_native(&self, texts: &mut Texts) -> Result<sys::conch_emulator_options, Error> {
        let mut native = std::mem::MaybeUninit::<sys::conch_emulator_options>::zeroed();
        // Zero is a valid value of all its fields; init fills in the defaults.
        let mut native = unsafe {
            sys::conch_emulator_options_init(native.as_mut_ptr(), std::mem::size_of::<sys::conch_emulator_options>());
            native.assume_init()
        };
        if self.port != 0 {
            native.port = self.port;
        }
        if self.speed != 0.0 {
            native.speed = self.speed;
        }
        if self.seed != 0 {
            native.seed = self.seed;
        }
        native.program = texts.add("program", self.program.as_deref())?;
        native.token = texts.add("token", self.token.as_deref())?;
        native.state_directory = texts.add("state_directory", self.state_directory.as_deref())?;
        if self.start_timeout_ms != 0 {
            native.start_timeout_ms = self.start_timeout_ms;
        }
        Ok(native)
    }
}

/// Without what nobody should see.
impl fmt::Debug for EmulatorOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmulatorOptions")
            .field("port", &self.port)
            .field("speed", &self.speed)
            .field("seed", &self.seed)
            .field("program", &self.program)
            .field("state_directory", &self.state_directory)
            .field("start_timeout_ms", &self.start_timeout_ms)
            .finish_non_exhaustive()
    }
}
