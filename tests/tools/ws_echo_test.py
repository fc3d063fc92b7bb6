"""conch_ws_echo against a server that tries what a WebSocket peer can do, rightly and wrongly (RFC 6455).

Each case sends bytes and says what the client has to answer. The frames are made here, without any WebSocket library, so
that they can be wrong.
"""

import base64
import hashlib
import os
import socket
import struct
import subprocess
import threading
import unittest
from urllib.parse import parse_qs, urlparse

PROGRAM = os.environ["CONCH_WS_ECHO"]
TEXT, BINARY, CLOSE, PING, PONG, MORE = 1, 2, 8, 9, 10, 0


def frame(opcode, payload=b"", final=True, reserved=0, masked=False, length=None):
    head = bytes([(0x80 if final else 0) | reserved << 4 | opcode])
    mask_bit = 0x80 if masked else 0
    size = len(payload)
    if length == 8 or (length is None and size > 65535):
        head += bytes([mask_bit | 127]) + struct.pack(">Q", size)
    elif length == 2 or (length is None and size > 125):
        head += bytes([mask_bit | 126]) + struct.pack(">H", size)
    else:
        head += bytes([mask_bit | size])
    return head + (b"\0\0\0\0" if masked else b"") + payload


class Connection:
    def __init__(self, peer):
        self.peer = peer
        self.peer.settimeout(30)
        self.peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        head = b""
        while b"\r\n\r\n" not in head:
            head += self.peer.recv(65536)
        lines = head.decode().split("\r\n")
        self.target = urlparse(lines[0].split(" ")[1])
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        accept = hashlib.sha1((headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
        self.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  b"Sec-WebSocket-Accept: " + base64.b64encode(accept) + b"\r\n\r\n")

    def send(self, data, piece=None):
        for start in range(0, len(data), piece or len(data) or 1):
            self.peer.sendall(data[start:start + (piece or len(data))])

    def exactly(self, size):
        data = b""
        while len(data) < size:
            more = self.peer.recv(size - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def frame(self):
        """(opcode, payload) of a whole frame; the client must mask, and has no reason to split."""
        first, second = self.exactly(2)
        assert first & 0x70 == 0, "reserved bits"
        assert second & 0x80, "a client masks"
        size = second & 0x7F
        if size == 126:
            size, = struct.unpack(">H", self.exactly(2))
        elif size == 127:
            size, = struct.unpack(">Q", self.exactly(8))
        mask = self.exactly(4)
        data = self.exactly(size)
        payload = bytes(a ^ b for a, b in zip(data, mask * (size // 4 + 1)))
        return first & 0x0F, payload

    def message(self):
        """The next message, whole; pings and pongs aside."""
        opcode, payload = self.frame()
        assert opcode in (TEXT, BINARY), opcode
        return opcode, payload

    def close(self, code=1000):
        self.send(frame(CLOSE, struct.pack(">H", code)))
        while True:
            opcode, payload = self.frame()
            if opcode == CLOSE:
                assert payload[:2] == struct.pack(">H", code), payload
                break
        self.is_over()

    def is_over(self):
        try:
            while self.peer.recv(65536):
                pass
        except ConnectionError:
            pass

    def refuses(self, *codes):
        """The client ends the connection: with one of these codes, without one, or without a word."""
        try:
            while True:
                opcode, payload = self.frame()
                if opcode == CLOSE:
                    assert not payload or struct.unpack(">H", payload[:2])[0] in codes, payload
                    self.peer.shutdown(socket.SHUT_WR)
                    return self.is_over()
                assert opcode == PONG, "the wrong message was echoed"
        except (EOFError, ConnectionError):
            pass


CASES = []


def case(function):
    CASES.append(function)


def echoes(opcode, payload, piece=None):
    def run(c):
        c.send(frame(opcode, payload), piece)
        assert c.message() == (opcode, payload)
        c.close()
    run.__name__ = f"echoes opcode {opcode}, {len(payload)} bytes, pieces of {piece}"
    case(run)


def refused(name, data, *codes):
    def run(c):
        c.send(data)
        c.refuses(*codes)
    run.__name__ = name
    case(run)


for size in (0, 1, 125, 126, 127, 128, 65535, 65536, 300000):
    echoes(TEXT, b"*" * size)
    echoes(BINARY, bytes(i % 256 for i in range(size)))
for size, piece in ((200, 1), (65536, 997), (70000, 1460)):
    echoes(TEXT, b"x" * size, piece)
echoes(TEXT, "Ελληνικά 🐚 \U0010ffff\0".encode())
echoes(TEXT, "🐚🐚".encode(), 1)


@case
def pings_are_answered_in_order_and_with_their_payload(c):
    for payload in (b"", b"x", bytes(range(125))):
        c.send(frame(PING, payload))
        assert c.frame() == (PONG, payload)
    c.close()


@case
def pongs_nobody_asked_for_are_ignored(c):
    c.send(frame(PONG, b"hello") + frame(TEXT, b"after"))
    assert c.message() == (TEXT, b"after")
    c.close()


@case
def fragments_make_one_message(c):
    c.send(frame(TEXT, b"frag", final=False) + frame(MORE, b"", final=False) + frame(MORE, b"ment"))
    assert c.message() == (TEXT, b"fragment")
    c.close()


@case
def a_ping_may_come_between_fragments(c):
    c.send(frame(BINARY, b"a", final=False) + frame(PING, b"!") + frame(MORE, b"b", final=False) + frame(PING, b"?") +
           frame(MORE, b"c"), 1)
    assert c.frame() == (PONG, b"!")
    assert c.frame() == (PONG, b"?")
    assert c.message() == (BINARY, b"abc")
    c.close()


@case
def a_code_point_may_be_cut_between_fragments(c):
    shell = "🐚".encode()
    c.send(b"".join(frame(TEXT if i == 0 else MORE, shell[i:i + 1], final=i == 3) for i in range(4)))
    assert c.message() == (TEXT, shell)
    c.close()


@case
def many_messages_at_once_come_back_in_order(c):
    c.send(b"".join(frame(TEXT, b"%d" % i) for i in range(500)))
    for i in range(500):
        assert c.message() == (TEXT, b"%d" % i)
    c.close()


@case
def a_close_with_a_reason_is_answered(c):
    c.send(frame(CLOSE, struct.pack(">H", 1001) + "going 🐚".encode()))
    opcode, payload = c.frame()
    assert opcode == CLOSE and payload[:2] == struct.pack(">H", 1001), payload
    c.is_over()


@case
def a_close_without_a_code_is_answered(c):
    c.send(frame(CLOSE))
    assert c.frame()[0] == CLOSE
    c.is_over()


@case
def nothing_is_said_after_a_close(c):
    c.send(frame(CLOSE, struct.pack(">H", 1000)) + frame(TEXT, b"late") + frame(PING, b"late"))
    assert c.frame()[0] == CLOSE
    try:
        opcode, _ = c.frame()
        raise AssertionError(f"opcode {opcode} after the close")
    except (EOFError, ConnectionError):
        pass


for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
    def good_code(c, code=code):
        c.close(code)
    good_code.__name__ = f"close code {code} is answered"
    case(good_code)
for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535):
    refused(f"close code {code} is wrong", frame(CLOSE, struct.pack(">H", code)), 1002)

refused("a close of one byte", frame(CLOSE, b"\x03"), 1002)
refused("a close whose reason is not UTF-8", frame(CLOSE, b"\x03\xe8\xff"), 1007, 1002)
refused("a ping of 126 bytes", frame(PING, b"x" * 126), 1002)
refused("a fragmented ping", frame(PING, b"x", final=False), 1002)
refused("a continuation of nothing", frame(MORE, b"x"), 1002)
refused("a new message inside another", frame(TEXT, b"x", final=False) + frame(TEXT, b"y"), 1002)
refused("a masked frame from a server", frame(TEXT, b"x", masked=True), 1002)
refused("a length of two bytes that is not needed", frame(TEXT, b"x", length=2), 1002)
refused("a length of eight bytes that is not needed", frame(TEXT, b"x" * 200, length=8), 1002)
refused("a length of more than 63 bits", b"\x82\x7f\xff" + b"\xff" * 7, 1002, 1009)
refused("a message beyond the limit", b"\x82\x7f" + struct.pack(">Q", 1 << 40) + b"begun", 1009)
for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
    refused(f"opcode {opcode}", frame(opcode, b"x"), 1002)
for bits in range(1, 8):
    refused(f"reserved bits {bits}", frame(TEXT, b"x", reserved=bits), 1002)
for name, data in (("a lone continuation byte", b"\x80"), ("an overlong slash", b"\xc0\xaf"), ("a surrogate", b"\xed\xa0\x80"),
                   ("beyond U+10FFFF", b"\xf4\x90\x80\x80"), ("a cut code point", b"abc\xf0\x9f"), ("0xFF", b"\xff")):
    refused("text with " + name, frame(TEXT, data), 1007)
refused("a bad byte in a later fragment", frame(TEXT, b"good", final=False) + frame(MORE, b"\xff"), 1007)


@case
def a_connection_that_breaks_is_no_message(c):
    c.send(frame(TEXT, b"whole") + frame(TEXT, b"half of it")[:5])
    assert c.message() == (TEXT, b"whole")
    c.peer.shutdown(socket.SHUT_RDWR)


class Server:
    def __init__(self):
        self.verdicts = {}
        self.reported = False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"ws://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            with peer:
                self.talk(Connection(peer))

    def talk(self, connection):
        if connection.target.path == "/getCaseCount":
            connection.send(frame(TEXT, b"%d" % len(CASES)))
            connection.close()
        elif connection.target.path == "/updateReports":
            self.reported = True
            connection.close()
        else:
            number = int(parse_qs(connection.target.query)["case"][0])
            try:
                CASES[number - 1](connection)
                self.verdicts[number] = "ok"
            except Exception as problem:  # whatever it is, it is the verdict
                self.verdicts[number] = repr(problem)


class WsEcho(unittest.TestCase):
    def test_all_cases(self):
        server = Server()
        self.addCleanup(server.listener.close)
        process = subprocess.run([PROGRAM, server.url, "conch"], capture_output=True, timeout=240)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(process.stdout.decode().strip(), f"{len(CASES)} cases")
        self.assertTrue(server.reported)
        for number, function in enumerate(CASES, 1):
            with self.subTest(function.__name__):
                self.assertEqual(server.verdicts.get(number), "ok")


if __name__ == "__main__":
    unittest.main(verbosity=2)
