"""Starts conch-emulator for a test and talks to it. Only Python's standard library."""
import http.client
import json
import os
import socket
import struct
import subprocess
import urllib.parse
import uuid

PROGRAM = os.environ.get("CONCH_EMULATOR", "conch-emulator")
TOKEN = "test-token"


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:2000]!r}"


class Emulator:
    """One emulator of its own; its time stands still unless a test says otherwise."""

    def __init__(self, *arguments, frozen=True):
        self.process = subprocess.Popen([PROGRAM, "--port", "0", "--exit-with-parent", *arguments],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        prefix = "conch-emulator listening on "
        if not line.startswith(prefix):
            raise RuntimeError(f"unexpected first line {line!r}")
        self.base = line[len(prefix):].strip()
        parts = urllib.parse.urlsplit(self.base)
        self.host, self.port, self.path = parts.hostname, parts.port, parts.path
        self.origin = f"http://{parts.netloc}"
        if frozen:
            self.control("POST", "clock", {"frozen": True})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=60)
        rest = self.process.stdout.read()
        self.process.stdout.close()
        if code != 0 or rest:
            raise RuntimeError(f"the emulator ended with {code} and printed {rest!r}")

    def kill(self):
        """Ends it as a crash would: at once, in the middle of whatever it does."""
        self.process.kill()
        self.process.wait(timeout=60)
        self.process.stdin.close()
        self.process.stdout.close()

    def raw(self, method, target, body=None, headers=None):
        """One request on a connection of its own; `target` goes out as it is."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def call(self, method, path, fields=None, *, form=None, files=None, body=None, headers=None, token=TOKEN):
        """An operation of the service; `fields` go as JSON, `form` urlencoded, `files` (name, file name, type, bytes) with
        `fields` as multipart."""
        headers = dict(headers or {})
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if files is not None:
            body, headers["Content-Type"] = multipart(fields or {}, files)
        elif fields is not None:
            body = json.dumps(fields).encode()
            headers["Content-Type"] = "application/json"
        elif form is not None:
            body = urllib.parse.urlencode(form).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self.raw(method, self.path + path, body, headers)

    def get(self, path, **more):
        return self.call("GET", path, **more)

    def post(self, path, fields=None, **more):
        return self.call("POST", path, fields, **more)

    def delete(self, path, **more):
        return self.call("DELETE", path, **more)

    def control(self, method, path, fields=None):
        body = None if fields is None else json.dumps(fields).encode()
        answer = self.raw(method, f"/_conch/{path}", body, {"Content-Type": "application/json"})
        if answer.status != 200:
            raise RuntimeError(f"{method} /_conch/{path}: {answer}")
        return answer.json

    def advance(self, seconds):
        """Lets the service's time pass and comes back when all that fell due has happened."""
        return self.control("POST", "clock", {"advance_ms": seconds * 1000})

    def fetch(self, url, method="GET", headers=None):
        parts = urllib.parse.urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}" == self.origin, url
        return self.raw(method, urllib.parse.urlunsplit(("", "", parts.path, parts.query, "")), headers=headers)

    def upload(self, picture, content_type="image/png", account=None):
        query = f"?account={account}" if account else ""
        answer = self.call("POST", f"/files/{query}", body=picture, headers={"Content-Type": content_type})
        assert answer.status == 200, answer
        return answer.json

    @property
    def account(self):
        return next(iter(self.get("/accounts").json))


def multipart(fields, files):
    boundary = uuid.uuid4().hex
    out = bytearray()
    for name, value in fields.items():
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, file_name, content_type, content in files:
        out += (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
                f"Content-Type: {content_type}\r\n\r\n").encode() + content + b"\r\n"
    out += f"--{boundary}--\r\n".encode()
    return bytes(out), f"multipart/form-data; boundary={boundary}"


class WebSocketClient:
    """As much of RFC 6455 as a test needs: text frames, one way or the other."""

    def __init__(self, emulator, target):
        self.connection = socket.create_connection((emulator.host, emulator.port), timeout=60)
        self.connection.sendall((f"GET {emulator.path}{target} HTTP/1.1\r\nHost: {emulator.host}\r\nUpgrade: websocket\r\n"
                                 "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode())
        self.received = b""
        while b"\r\n\r\n" not in self.received:
            piece = self.connection.recv(65536)
            if not piece:
                raise RuntimeError(f"no answer to the upgrade, only {self.received!r}")
            self.received += piece
        head, self.received = self.received.split(b"\r\n\r\n", 1)
        self.status = int(head.split()[1])

    def send(self, text):
        data = text.encode()
        size = struct.pack(">BBH", 0x81, 0x80 | 126, len(data))
        mask = b"\x01\x02\x03\x04"
        self.connection.sendall(size + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))

    def _take(self, count):
        while len(self.received) < count:
            piece = self.connection.recv(65536)
            if not piece:
                raise RuntimeError("the connection ended inside a frame")
            self.received += piece
        taken, self.received = self.received[:count], self.received[count:]
        return taken

    def messages(self):
        """All texts until the other side closes."""
        texts, begun = [], b""
        while True:
            first, second = self._take(2)
            size = second & 127
            if size == 126:
                size, = struct.unpack(">H", self._take(2))
            elif size == 127:
                size, = struct.unpack(">Q", self._take(8))
            data = self._take(size)
            if first & 15 == 8:
                self.connection.close()
                return texts
            if first & 15 in (0, 1, 2):
                begun += data
                if first & 128:  # the last piece of the message
                    texts.append(begun.decode())
                    begun = b""
