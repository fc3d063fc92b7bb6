# Made by bindings/generate from include/conch and the catalog; do not edit.
"""How clients and emulators work: one class a struct of options."""

import os
from dataclasses import dataclass, field, fields
from typing import Any, Optional, Union

StrPath = Union[str, "os.PathLike[str]"]


@dataclass
class _Options:
    def fill(self, struct: Any) -> None:
        """Writes what is set into the C struct; the rest keeps its default."""
        for member in fields(self):
            value = getattr(self, member.name)
            if isinstance(value, (str, os.PathLike)):
                value = os.fsencode(value)
            if value is not None:
                setattr(struct, member.name, value)


@dataclass
class ClientOptions(_Options):
    """Options as in conch_client_options; what is left alone means its default."""

    flags: int = 0
    """CONCH_CLIENT_… bits"""
    base_url: Optional[StrPath] = None
    """Where the service is. None: `https://api.useapi.net/v1/minimax`. `"emulator:"` starts a private emulator for this
    client; options as in `"emulator:?speed=60&seed=7"`
    """
    api_token: Optional[StrPath] = field(default=None, repr=False)
    """the service's API token; required unless base_url is the emulator"""
    account: Optional[StrPath] = None
    """used by operations that take an account when the parameters name none; None: none"""
    download_directory: Optional[StrPath] = None
    """where jobs put their files, UTF-8; None: every job must say where"""
    proxy: Optional[StrPath] = field(default=None, repr=False)
    """e.g. "http://proxy:3128" or "socks5h://127.0.0.1:1080"; None: none, the environment is not asked"""
    no_proxy: Optional[StrPath] = field(default=None, repr=False)
    """comma-separated hosts that are reached directly"""
    ca_file: Optional[StrPath] = None
    """PEM file of trusted authorities; None: the system's"""
    user_agent: Optional[StrPath] = None
    """your program, e.g. "obs-hailuo/1.2"; None: only libconch's own"""
    connect_timeout_ms: int = 0
    """name lookup, TCP and TLS; default 15,000"""
    send_timeout_ms: int = 0
    """longest time in which not one byte of a body could be sent; default 30,000"""
    first_byte_timeout_ms: int = 0
    """from the request's last byte to the answer's first; default 120,000"""
    idle_timeout_ms: int = 0
    """longest pause inside an answer; default 60,000"""
    total_timeout_ms: int = 0
    """a whole exchange, downloads and uploads excepted; default none"""
    destroy_timeout_ms: int = 0
    """bound of conch_client_destroy; default 2,000"""
    max_response_bytes: int = 0
    """larger answers are refused; default 64 MiB; downloads have no limit"""
    task_capacity: int = 0
    """tasks that may exist at a time; default 16,384"""
    max_transfers: int = 0
    """requests on the wire at a time; default 32"""
    log_level: int = 0
    """CONCH_LOG_…; default off"""
    poll_interval_ms: int = 0
    """Shortest pause between two looks at the same job; default 2,000. All waits of jobs are in proportion to it."""
    state_directory: Optional[StrPath] = None
    """Where the journal of jobs is kept (journal); made if missing. None: `$XDG_STATE_HOME/conch`, or
    `$HOME/.local/state/conch`; none for a private emulator, whose jobs end with it. "": no journal, so that a job whose
    host dies is not brought back and leaves no record
    """


@dataclass
class WebhookOptions(_Options):
    """Options as in conch_webhook_options; what is left alone means its default."""

    port: int = 0
    """0: any free one"""
    address: Optional[StrPath] = None
    """IP address to listen on; None: 127.0.0.1"""
    path: Optional[StrPath] = None
    """None: a random one that nobody can guess"""
    public_url: Optional[StrPath] = None
    """How the service reaches the listener, without the path, e.g. "https://me.example.org"; jobs that start afterwards
    and have no replyUrl of their own send this. None: the listener's own address, which only a service on this machine
    (the emulator) can reach
    """


@dataclass
class EmulatorOptions(_Options):
    """Options as in conch_emulator_options; what is left alone means its default."""

    port: int = 0
    """0: any free one"""
    speed: float = 0.0
    """how much faster than the real service its clock runs; 0: 1.0"""
    seed: int = 0
    """of all random choices; the same seed gives the same ids and pictures; 0: the emulator's own choice"""
    program: Optional[StrPath] = None
    """path of conch-emulator; None: beside the library, then `../bin` of it, then PATH"""
    token: Optional[StrPath] = field(default=None, repr=False)
    """the only API token that is accepted; None: any that does not begin with "invalid"
    """
    state_directory: Optional[StrPath] = None
    """keep state here across runs; None: in memory"""
    start_timeout_ms: int = 0
    """how long to wait for it to be ready; 0: 10,000"""
