"""What the tests of the `conch` command share: running it, a terminal, and a service that answers as told."""

import contextlib
import fcntl
import http.server
import json
import os
import pty
import select
import struct
import subprocess
import tempfile
import termios
import threading

CONCH = os.environ["CONCH_PROGRAM"]
TOKEN = "s3same+/=open"
TIME_LIMIT = 120


def environment(**extra):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CONCH_")}
    clean.pop("COLUMNS", None)
    return {**clean, "LC_ALL": "C.UTF-8", "TERM": "xterm", **extra}


def run(*arguments, env=None, text_in=None, cwd=None):
    return subprocess.run(
        [CONCH, *arguments],
        env=environment(**(env or {})),
        input=text_in.encode() if text_in is not None else b"",
        cwd=cwd,
        capture_output=True,
        timeout=TIME_LIMIT,
    )


def events(process):
    """Every line of standard output as JSON; raises when one is not."""
    return [json.loads(line) for line in process.stdout.decode().splitlines()]


class Terminal:
    """Runs a command with a terminal of so many columns as its standard streams."""

    def __init__(self, *arguments, columns=80, env=None, cwd=None):
        self.output = b""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        # A session of its own with this as its terminal, so that ^C works as it does for a person.
        self.process = subprocess.Popen(
            [CONCH, *arguments], env=environment(**(env or {})), cwd=cwd, stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(slave)
        self.master = master

    def read_until(self, text):
        """Reads until the text appears; fails when the command ends before."""
        while text.encode() not in self.output:
            if not self._read():
                raise AssertionError(f"{text!r} never appeared in {self.output.decode(errors='replace')!r}")
        return self.text()

    def type(self, text):
        os.write(self.master, text.encode())

    def finish(self):
        while self._read():
            pass
        os.close(self.master)
        return self.process.wait(TIME_LIMIT)

    def left_behind(self):
        """Processes of its session that still run."""
        found = []
        for entry in os.scandir("/proc"):
            with contextlib.suppress(OSError, ValueError):
                with open(f"/proc/{int(entry.name)}/stat", encoding="utf-8", errors="replace") as file:
                    state, _, _, session = file.read().rpartition(")")[2].split()[:4]
                if int(session) == self.process.pid and state != "Z":
                    found.append(entry.name)
        return found

    def text(self):
        return self.output.decode(errors="replace")

    def _read(self):
        ready, _, _ = select.select([self.master], [], [], TIME_LIMIT)
        if not ready:
            self.process.kill()
            raise AssertionError(f"nothing more came after {self.text()!r}")
        try:
            block = os.read(self.master, 65536)
        except OSError:  # how Linux tells that the other side is closed
            block = b""
        self.output += block
        return bool(block)


class Answer:
    def __init__(self, status, body="", headers=None):
        self.status = status
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        self.body = text if isinstance(text, bytes) else text.encode()
        self.headers = {"Content-Type": "application/json", **(headers or {})}


class Service(contextlib.AbstractContextManager):
    """A server on this machine that gives every request the same answer and remembers what it was asked."""

    def __init__(self, answer):
        service = self
        self.requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_request(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                service.requests.append((self.command, self.path, dict(self.headers), body))
                reply = answer(self.command, self.path, body) if callable(answer) else answer
                if reply is None:  # hang up without a word
                    self.close_connection = True
                    return
                payload = reply.body
                self.send_response(reply.status, "As told")
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            do_GET = do_POST = do_DELETE = handle_request

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/minimax"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def call(self, *arguments, **options):
        env = {"CONCH_BASE_URL": self.url, "CONCH_API_TOKEN": TOKEN, **options.pop("env", {})}
        return run(*arguments, env=env, **options)

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def temporary_directory():
    return tempfile.TemporaryDirectory(prefix="conch-cli-")
