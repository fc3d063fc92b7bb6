"""conch_sse_dump against a server that cuts its stream wherever a stream can be cut."""

import json
import os
import socket
import subprocess
import threading
import unittest

PROGRAM = os.environ["CONCH_SSE_DUMP"]

# Every line end, a byte order mark, comments, ids, unknown fields, data of several lines, and an event that never ends.
STREAM = (
    "\ufeff: a comment\r\n"
    "event: first\rdata: one\r\r"
    "data:two\ndata:  lines\r\n\r\n"
    "id: 7\ndata\n\n"
    "retry: 10\nunknown: x\ndata: {\"ü\":\"🐚\"}\n\n"
    "event: nothing\n\n"
    "id\ndata: after an empty id\n\n"
    "id: no\0nul\ndata:last\n\n"
    "data: never sent"
).encode()
# By hand, from the WHATWG's rules.
EVENTS = [
    {"event": "first", "data": "one", "id": ""},
    {"event": "message", "data": "two\n lines", "id": ""},
    {"event": "message", "data": "", "id": "7"},
    {"event": "message", "data": '{"ü":"🐚"}', "id": "7"},
    {"event": "message", "data": "after an empty id", "id": ""},
    {"event": "message", "data": "last", "id": ""},
]


class Server:
    """Answers every connection with the next list of pieces, each in a packet of its own."""

    def __init__(self, head="HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"):
        self.head = head.encode()
        self.pieces = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/events"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                request = b""
                while b"\r\n\r\n" not in request:
                    request += connection.recv(65536)
                for piece in [self.head, *self.pieces]:
                    connection.sendall(piece)

    def dump(self, pieces):
        self.pieces = pieces
        return subprocess.run([PROGRAM, self.url], capture_output=True, timeout=60)

    def close(self):
        self.listener.close()


class SseDump(unittest.TestCase):
    def server(self, **options):
        server = Server(**options)
        self.addCleanup(server.close)
        return server

    def events(self, process):
        self.assertEqual(process.returncode, 0, process.stderr)
        return [json.loads(line) for line in process.stdout.decode().splitlines()]

    def test_byte_by_byte(self):
        self.assertEqual(self.events(self.server().dump([bytes([byte]) for byte in STREAM])), EVENTS)

    def test_cut_in_two_at_every_place(self):
        server = self.server()
        for cut in range(len(STREAM) + 1):
            with self.subTest(cut=cut):
                self.assertEqual(self.events(server.dump([STREAM[:cut], STREAM[cut:]])), EVENTS)

    def test_chunked_at_every_byte(self):
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        pieces = [b"1\r\n" + bytes([byte]) + b"\r\n" for byte in STREAM] + [b"0\r\n\r\n"]
        self.assertEqual(self.events(self.server(head=head).dump([b"".join(pieces)])), EVENTS)

    def test_an_error_says_what_the_server_said(self):
        head = "HTTP/1.1 403 Forbidden\r\nContent-Length: 7\r\n\r\n"
        process = self.server(head=head).dump([b"not you"])
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"403", process.stderr)
        self.assertIn(b"not you", process.stderr)

    def test_nobody_there(self):
        with socket.socket() as bound:  # and not listening
            bound.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
            self.assertEqual(subprocess.run([PROGRAM, url], capture_output=True, timeout=60).returncode, 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
