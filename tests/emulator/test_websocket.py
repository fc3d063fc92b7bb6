"""/_conch/ws-echo against RFC 6455: a well-kept client for what is right, frames made by hand for what is wrong."""
import asyncio
import os
import socket
import struct
import unittest

from emulator import Emulator

try:
    import websockets
except ImportError:
    websockets = None

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def setUpModule():
    if websockets is None:
        print("SKIPPED emulator.websocket: python3-websockets is not installed")
        raise unittest.SkipTest("python3-websockets is not installed")


def frame(opcode, payload=b"", *, final=True, masked=True, reserved=0, length=None):
    head = bytes([(0x80 if final else 0) | reserved << 4 | opcode])
    flag = 0x80 if masked else 0
    size = len(payload) if length is None else length
    if size < 126:
        head += bytes([flag | size])
    elif size < 65536:
        head += bytes([flag | 126]) + struct.pack(">H", size)
    else:
        head += bytes([flag | 127]) + struct.pack(">Q", size)
    if not masked:
        return head + payload
    mask = b"\x12\x34\x56\x78"
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


class Raw:
    """A connection of which each byte is ours."""

    def __init__(self, emulator, headers=""):
        self.socket = socket.create_connection((emulator.host, emulator.port), timeout=30)
        self.socket.sendall((f"GET /_conch/ws-echo HTTP/1.1\r\nHost: {emulator.host}\r\nUpgrade: websocket\r\n"
                             "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                             f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n").encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.socket.recv(65536)
        self.head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)

    def close(self):
        self.socket.close()

    def send(self, *frames):
        self.socket.sendall(b"".join(frames))

    def take(self, length):
        while len(self.buffer) < length:
            piece = self.socket.recv(65536)
            if not piece:
                raise EOFError
            self.buffer += piece
        taken, self.buffer = self.buffer[:length], self.buffer[length:]
        return taken

    def receive(self):
        """Opcode and payload of the next frame, whichever pieces the message comes in."""
        first, second = self.take(2)
        size = second & 0x7F
        if size == 126:
            size, = struct.unpack(">H", self.take(2))
        elif size == 127:
            size, = struct.unpack(">Q", self.take(8))
        if second & 0x80:
            raise AssertionError("a server does not mask")
        return first & 0x0F, self.take(size)

    def end(self):
        """The code that the other side closes with, and that it then ends the connection."""
        opcode, payload = self.receive()
        if opcode != CLOSE:
            raise AssertionError(f"opcode {opcode} instead of a close")
        code = struct.unpack(">H", payload[:2])[0] if payload else None
        try:
            if self.socket.recv(1):
                raise AssertionError("more after the close")
        except ConnectionResetError:
            pass
        return code


class Echo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.close)

    def tearDown(self):
        self.assertEqual(self.emulator.raw("GET", "/_conch/health").status, 200)

    def raw(self):
        connection = Raw(self.emulator)
        self.addCleanup(connection.close)
        return connection

    def with_client(self, use):
        async def run():
            address = f"ws://{self.emulator.host}:{self.emulator.port}/_conch/ws-echo"
            async with websockets.connect(address, max_size=None, compression=None) as client:
                await use(client)
        asyncio.run(asyncio.wait_for(run(), 60))


class Right(Echo):
    def test_handshake_of_the_rfc(self):
        head = self.raw().head
        self.assertTrue(head.startswith(b"HTTP/1.1 101 "))
        self.assertIn(b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head)

    def test_texts_and_bytes_of_all_length_forms(self):
        async def use(client):
            for size in (0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000, 9_000_000):
                for message in ("ü" * (size // 2) + "x" * (size % 2), os.urandom(size)):
                    await client.send(message)
                    self.assertEqual(await client.recv(), message)
        self.with_client(use)

    def test_fragments_are_one_message(self):
        async def use(client):
            await client.send(["a", "", "ü", "b" * 70_000])
            self.assertEqual(await client.recv(), "aü" + "b" * 70_000)
            await client.send([b"\0", b"\xff" * 1000, b""])
            self.assertEqual(await client.recv(), b"\0" + b"\xff" * 1000)
        self.with_client(use)

    def test_ping_is_answered_with_its_payload_also_inside_a_message(self):
        connection = self.raw()
        connection.send(frame(PING), frame(PING, b"x" * 125))
        self.assertEqual([connection.receive() for _ in range(2)], [(PONG, b""), (PONG, b"x" * 125)])
        connection.send(frame(TEXT, b"one ", final=False), frame(PING, b"mid"), frame(0, b"two"))
        self.assertEqual(connection.receive(), (PONG, b"mid"))
        self.assertEqual(connection.receive(), (TEXT, b"one two"))

    def test_a_pong_that_nobody_asked_for_is_ignored(self):
        connection = self.raw()
        connection.send(frame(PONG, b"?"), frame(TEXT, b"after"))
        self.assertEqual(connection.receive(), (TEXT, b"after"))

    def test_character_split_over_fragments(self):
        connection = self.raw()
        euro = "€".encode()
        connection.send(frame(TEXT, euro[:1], final=False), frame(0, euro[1:2], final=False), frame(0, euro[2:]))
        self.assertEqual(connection.receive(), (TEXT, euro))

    def test_frame_sent_byte_by_byte(self):
        connection = self.raw()
        for byte in frame(TEXT, b"slow"):
            connection.send(bytes([byte]))
        self.assertEqual(connection.receive(), (TEXT, b"slow"))

    def test_close_is_answered_with_the_same_code(self):
        for payload, code in ((struct.pack(">H", 1000) + "grüß".encode(), 1000), (struct.pack(">H", 1001), 1001),
                              (struct.pack(">H", 3000), 3000), (struct.pack(">H", 4999) + b"x" * 123, 4999)):
            connection = self.raw()
            connection.send(frame(CLOSE, payload))
            self.assertEqual(connection.end(), code)

    def test_close_without_code(self):
        connection = self.raw()
        connection.send(frame(CLOSE))
        self.assertIn(connection.end(), (None, 1000))

    def test_nothing_is_taken_after_a_close(self):
        connection = self.raw()
        connection.send(frame(CLOSE, struct.pack(">H", 1000)), frame(TEXT, b"too late"))
        self.assertEqual(connection.end(), 1000)

    def test_many_messages_come_back_in_order(self):
        async def use(client):
            sender = asyncio.ensure_future(self.send_all(client, 3000))
            for number in range(3000):
                self.assertEqual(await client.recv(), str(number))
            await sender
        self.with_client(use)

    @staticmethod
    async def send_all(client, count):
        for number in range(count):
            await client.send(str(number))

    def test_who_never_reads_fills_no_memory(self):
        connection = self.raw()
        connection.socket.settimeout(1)
        one = frame(BINARY, bytes(100_000))
        sent = 0
        try:
            while sent < 400_000_000:
                connection.send(one)
                sent += len(one)
        except TimeoutError:
            pass
        self.assertLess(sent, 100_000_000)


class Wrong(Echo):
    def ends_with(self, code, *frames):
        connection = self.raw()
        connection.send(*frames)
        self.assertEqual(connection.end(), code, frames[0][:20])

    def test_frames_that_break_the_protocol(self):
        for frames in ((frame(TEXT, b"x", masked=False),),
                       *((frame(opcode, b"x"),) for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)),
                       *((frame(TEXT, b"x", reserved=bits),) for bits in (1, 2, 4)),
                       (frame(PING, b"x", final=False),),
                       (frame(CLOSE, b"", final=False),),
                       (frame(PING, b"x" * 126),),
                       (frame(0, b"nothing to continue"),),
                       (frame(TEXT, b"a", final=False), frame(TEXT, b"b")),
                       (frame(TEXT, b"a", final=False), frame(BINARY, b"b", final=False))):
            self.ends_with(1002, *frames)

    def test_texts_that_are_not_utf8(self):
        for bad in (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"ok\x80", b"\xf8\x88\x80\x80\x80"):
            self.ends_with(1007, frame(TEXT, bad))
        self.ends_with(1007, frame(TEXT, b"ok", final=False), frame(0, b"\xed\xa0", final=False), frame(0, b"\x80"))

    def test_closes_that_are_wrong(self):
        for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999):
            self.ends_with(1002, frame(CLOSE, struct.pack(">H", code)))
        self.ends_with(1002, frame(CLOSE, b"\x03"))
        connection = self.raw()
        connection.send(frame(CLOSE, struct.pack(">H", 1000) + b"\xff\xfe"))
        self.assertIn(connection.end(), (1002, 1007))

    def test_too_large_a_message(self):
        self.ends_with(1009, frame(BINARY, b"", length=1 << 40))

    def test_handshakes_that_are_none(self):
        def status(method, headers):
            return self.emulator.raw(method, "/_conch/ws-echo", headers=headers).status

        right = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
                 "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        self.assertEqual(status("GET", {}), 400)
        self.assertIn(status("POST", right), (400, 404, 405))
        for missing in right:
            self.assertIn(status("GET", {name: value for name, value in right.items() if name != missing}), (400, 426), missing)
        self.assertIn(status("GET", {**right, "Sec-WebSocket-Version": "8"}), (400, 426))
        self.assertEqual(status("GET", {**right, "Sec-WebSocket-Key": "short"}), 400)


if __name__ == "__main__":
    unittest.main()
