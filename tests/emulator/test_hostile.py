"""Requests that no honest client sends: each gets its status, and the emulator lives on."""
import json
import os
import random
import socket
import struct
import tempfile
import threading
import time
import unittest
import zlib

from emulator import TOKEN, Emulator
from pictures import png

BASE = "/v1/minimax"
AUTHORIZED = f"Host: x\r\nAuthorization: Bearer {TOKEN}\r\n"


class Hostile(unittest.TestCase):
    arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator(*cls.arguments)
        cls.addClassCleanup(cls.emulator.close)

    def tearDown(self):
        self.assertEqual(self.emulator.raw("GET", "/_conch/health").status, 200)

    def connect(self):
        connection = socket.create_connection((self.emulator.host, self.emulator.port), timeout=30)
        self.addCleanup(connection.close)
        return connection

    def receive(self, connection):
        """All that comes until the other side ends."""
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
        except ConnectionResetError:
            pass
        return received

    def status_of(self, *pieces, finish=True):
        """The status that these bytes are answered with; 0: none."""
        connection = self.connect()
        try:
            for piece in pieces:
                connection.sendall(piece if isinstance(piece, bytes) else piece.encode())
            if finish:
                connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = self.receive(connection)
        return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0

    def post(self, path, body, content_type="application/json", *headers):
        body = body if isinstance(body, bytes) else body.encode()
        head = (f"POST {BASE}{path} HTTP/1.1\r\n{AUTHORIZED}Content-Type: {content_type}\r\nConnection: close\r\n"
                + "".join(f"{each}\r\n" for each in headers) + f"Content-Length: {len(body)}\r\n\r\n")
        return self.status_of(head, body, finish=False)


class Heads(Hostile):
    def test_huge_headers(self):
        one = f"GET {BASE}/accounts HTTP/1.1\r\n{AUTHORIZED}X-Large: {'x' * 70_000}\r\n\r\n"
        many = f"GET {BASE}/accounts HTTP/1.1\r\n{AUTHORIZED}" + "X-Many: y\r\n" * 10_000 + "\r\n"
        endless = f"GET /{'a' * 3_000_000}"
        for head in (one, many, endless):
            self.assertEqual(self.status_of(head), 431, head[:40])

    def test_what_is_not_http(self):
        for head in ("\r\n\r\nGET\r\n\r\n", "GET /\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "\0" * 40,
                     "GET / HTTP/9.9\r\n\r\n", "GET / SPDY/1.1\r\n\r\n", f"GET {BASE}/accounts HTTP/1.1\r\nNo colon\r\n\r\n",
                     "GET / HTTP/1.1\r\nBad name: x\r\n\r\n", "G\0T / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nA: \x01\r\n\r\n"):
            self.assertEqual(self.status_of(head), 400, head)

    def test_lengths_that_contradict_themselves(self):
        for headers in ("Content-Length: -1", "Content-Length: 1x", "Content-Length: 99999999999999999999999",
                        "Content-Length: 4\r\nContent-Length: 5", "Content-Length: 4\r\nTransfer-Encoding: chunked"):
            self.assertEqual(self.status_of(f"POST {BASE}/videos/create HTTP/1.1\r\n{AUTHORIZED}{headers}\r\n\r\n0\r\n\r\n"),
                             400, headers)

    def test_bad_chunks(self):
        for body in ("zz\r\n", "-5\r\nabcde\r\n", "ffffffffffffffffff\r\nab\r\n", "3\r\nabcdef\r\n", "3;" + "x" * 300_000):
            status = self.status_of(f"POST {BASE}/videos/create HTTP/1.1\r\n{AUTHORIZED}Transfer-Encoding: chunked\r\n\r\n"
                                    + body)
            self.assertIn(status, (400, 431), body[:20])

    def test_paths_and_queries_that_are_not_utf8_or_have_nul(self):
        for target in (b"/%zz", b"/%", b"/%2", b"/\xff\xfe", b"/%ff%fe", b"/%00", b"/a%C0%AFb", b"/x?a=%ff", b"/x?%00=1",
                       b"/x?a=%ed%a0%80"):
            head = b"GET " + BASE.encode() + target + b" HTTP/1.1\r\n" + AUTHORIZED.encode() + b"\r\n"
            self.assertEqual(self.status_of(head), 400, target)

    def test_nothing_outside_is_served(self):
        for target in ("/media/../../../../etc/passwd", "/media/..%2f..%2f..%2fetc%2fpasswd", "/media/%2e%2e/%2e%2e/etc/passwd",
                       "/../../etc/passwd", "/_conch/../../etc/passwd", "/_conch/%2e%2e%2fetc%2fpasswd", "//etc/passwd",
                       "/media//etc/passwd", "/media/.hidden", "/media/..", "/_conch/..%5c..%5cetc%5cpasswd"):
            answer = self.emulator.raw("GET", target)
            self.assertIn(answer.status, (403, 404), target)
            self.assertNotIn(b"root:", answer.body)

    def test_pipelined_requests_are_answered_in_order(self):
        connection = self.connect()
        one = f"GET {BASE}/accounts HTTP/1.1\r\n{AUTHORIZED}\r\n"
        two = f"GET {BASE}/nowhere HTTP/1.1\r\n{AUTHORIZED}Connection: close\r\n\r\n"
        connection.sendall((one + two).encode())
        answers = self.receive(connection)
        self.assertLess(answers.index(b"HTTP/1.1 200"), answers.index(b"HTTP/1.1 404"))

    def test_random_bytes(self):
        chance = random.Random(4)
        words = [b"GET ", b"POST ", BASE.encode(), b"/videos/create", b" HTTP/1.1\r\n", b"\r\n", b"Content-Length: 10\r\n",
                 b"Transfer-Encoding: chunked\r\n", b"Upgrade: websocket\r\n", b"Expect: 100-continue\r\n", b"%", b"\0", b"?a=b",
                 AUTHORIZED.encode(), b"Range: bytes=0-0\r\n", b"{", b"--x\r\n", b"0\r\n\r\n"]
        for _ in range(300):
            pieces = [chance.choice(words) if chance.random() < 0.8 else chance.randbytes(chance.randrange(1, 60))
                      for _ in range(chance.randrange(1, 25))]
            self.status_of(b"".join(pieces))

    def test_connections_that_break_off(self):
        whole = f"POST {BASE}/videos/create HTTP/1.1\r\n{AUTHORIZED}Content-Length: 100000\r\n\r\n".encode() + b"x" * 50_000
        for length in (0, 3, 30, 80, 120, len(whole)):
            for reset in (False, True):
                connection = self.connect()
                connection.sendall(whole[:length])
                if reset:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()


class SlowHeads(Hostile):
    arguments = ("--header-timeout", "0.7")

    def test_a_head_that_does_not_come_to_its_end(self):
        """Byte by byte, as those do who want to keep a server busy; others are served meanwhile."""
        slow = [self.connect() for _ in range(50)]
        stop = threading.Event()

        def dribble():
            while not stop.wait(0.05):
                for each in slow:
                    try:
                        each.sendall(b"G" if each.fileno() % 2 else b"GET / HTTP/1.1\r\nA: b\r\n"[:3])
                    except OSError:
                        pass

        for each in slow:
            each.sendall(b"GET /_conch/health HTTP/1.1\r\nX: ")
        writer = threading.Thread(target=dribble)
        writer.start()
        try:
            for _ in range(20):
                self.assertEqual(self.emulator.raw("GET", "/_conch/health").status, 200)
            for each in slow:
                self.assertTrue(self.receive(each).startswith(b"HTTP/1.1 408 "))
        finally:
            stop.set()
            writer.join()

    def test_an_idle_connection_is_closed_without_a_word(self):
        connection = self.connect()
        connection.sendall(b"GET /_conch/health HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertTrue(connection.recv(65536).startswith(b"HTTP/1.1 200"))
        self.assertEqual(self.receive(connection), b"")


class Bodies(Hostile):
    def test_too_large_bodies(self):
        self.assertEqual(self.post("/videos/create", b"", "application/json", "X: y"), 422)
        head = f"POST {BASE}/videos/create HTTP/1.1\r\n{AUTHORIZED}Content-Length: {1 << 40}\r\n\r\n"
        self.assertEqual(self.status_of(head, finish=False), 413)
        head = f"POST {BASE}/videos/create HTTP/1.1\r\n{AUTHORIZED}Transfer-Encoding: chunked\r\n\r\n"
        self.assertEqual(self.status_of(head, *(f"{1 << 20:x}\r\n{'x' * (1 << 20)}\r\n" for _ in range(40)), finish=False), 413)
        head = f"POST {BASE}/files HTTP/1.1\r\n{AUTHORIZED}Content-Type: image/png\r\nContent-Length: {6 << 30}\r\n\r\n"
        self.assertEqual(self.status_of(head, finish=False), 413)
        head = f"POST /_conch/faults HTTP/1.1\r\nHost: x\r\nContent-Length: {1 << 30}\r\n\r\n"
        self.assertEqual(self.status_of(head, finish=False), 413)

    def test_refused_before_the_body_is_sent(self):
        """Who asks with Expect whether to go on learns of the refusal instead."""
        head = (f"POST {BASE}/files HTTP/1.1\r\n{AUTHORIZED}Content-Type: image/png\r\nExpect: 100-continue\r\n"
                f"Content-Length: {6 << 30}\r\n\r\n")
        self.assertEqual(self.status_of(head, finish=False), 413)

    def test_bad_json(self):
        for body in (b"{", b"[]", b"7", b"null", b'"text"', b'{"prompt":}', b'{"prompt":"x"', b'{"prompt":"x"}}', b"{'prompt':'x'}",
                     b'{"prompt":"\xff\xfe"}', b'{"prompt":"\xed\xa0\x80"}', b'{"prompt":"\\ud800"}', b'{"prompt":"a\nb"}',
                     b'{"prompt":"x",}', b'{"prompt":NaN}', b'{"a":' * 5_000, b'{"prompt":"x"}trailing',
                     b'{"prompt":1e999}', b"{\0}", b'{"prompt":"' + b"x" * 3_000_000):
            self.assertEqual(self.post("/videos/create", body), 400, body[:60])

    def test_bad_urlencoded(self):
        for body in ("prompt=%zz", "prompt=%ff%fe", "%=x", "prompt=%00"):
            self.assertEqual(self.post("/videos/create", body, "application/x-www-form-urlencoded"), 400, body)

    def test_bad_multipart(self):
        part = '--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nx\r\n'
        form = "multipart/form-data; boundary=b"
        self.assertEqual(self.post("/videos/create", part + "--b--\r\n", form), 200)
        for body, content_type in (
                (part + "--b--\r\n", "multipart/form-data"),
                (part + "--b--\r\n", f"multipart/form-data; boundary={'b' * 500}"),
                (part, form), ("", form), ("--b", form), ("--b--x", "multipart/form-data; boundary=c"),
                ("--b\r\n\r\nnameless\r\n--b--\r\n", form),
                ("--b\r\nContent-Disposition form-data\r\n\r\nx\r\n--b--\r\n", form),
                ("--bx\r\n\r\n--b--\r\n", form),
                ("--b\r\n" + "X: y\r\n" * 10_000 + "\r\nx\r\n--b--\r\n", form),
                (part * 1000 + "--b--\r\n", form),
                (b'--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n\xff\xfe\r\n--b--\r\n', form),
                (b'--b\r\nContent-Disposition: form-data; name="\xff"\r\n\r\nx\r\n--b--\r\n', form),
                ('--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n' + "x" * 2_000_000 + "\r\n--b--\r\n", form)):
            self.assertEqual(self.post("/videos/create", body, content_type), 400, body[:60])

    def test_a_body_that_ends_early_is_not_processed(self):
        before = self.emulator.get("/scheduler").json
        head = f"POST {BASE}/videos/create HTTP/1.1\r\n{AUTHORIZED}Content-Type: application/json\r\nContent-Length: 40\r\n\r\n"
        self.assertEqual(self.status_of(head, '{"prompt":"a boat"}'), 0)
        self.assertEqual(self.emulator.get("/scheduler").json, before)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width, height, data, more=b""):
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + more +
            chunk(b"IDAT", data) + chunk(b"IEND", b""))


class Pictures(Hostile):
    def upload(self, picture, content_type="image/png"):
        return self.post("/files", picture, content_type)

    def peak_kb(self):
        with open(f"/proc/{self.emulator.process.pid}/status", encoding="ascii") as status:
            return int(next(line for line in status if line.startswith("VmHWM")).split()[1])

    def test_pictures_of_absurd_size_are_refused(self):
        jpeg = b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"
        webp = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\xff" * 2 + b"\0" * 8
        deflated = zlib.compress(bytes(30_000_000), 9)
        for picture, content_type in ((png_that_says(60_000, 60_000, deflated), "image/png"),
                                      (png_that_says(0x7FFFFFFF, 0x7FFFFFFF, deflated), "image/png"),
                                      (png_that_says(0, 5, deflated), "image/png"),
                                      (jpeg, "image/jpeg"), (webp, "image/png")):
            self.assertEqual(self.upload(picture, content_type), 400, picture[:40])

    def test_what_is_no_picture_is_refused(self):
        for body in (b"", b"x", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(100), b"<svg xmlns='http://www.w3.org/2000/svg'/>",
                     b"#EXTM3U\nfile:///etc/passwd\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP"):
            self.assertEqual(self.upload(body), 400, body[:20])

    def test_bombs_inside_small_pictures_take_little_memory(self):
        """A text chunk of 2 GB and pixel data of 1 GB, each in a few hundred kilobytes, made into a video."""
        before = self.peak_kb()
        squeezer = zlib.compressobj(9)
        text = b"".join(squeezer.compress(bytes(1 << 20)) for _ in range(256)) + squeezer.flush()
        row = zlib.compress(b"\0" + bytes(64 * 3) * 64, 9)
        for more, data in ((chunk(b"zTXt", b"Comment\0\0" + text), zlib.compress((b"\0" + bytes(300)) * 100)),
                           (chunk(b"iCCP", b"profile\0\0" + text), zlib.compress((b"\0" + bytes(300)) * 100)),
                           (b"", text), (b"", row)):
            picture = png_that_says(100, 100, data, more)
            answer = self.emulator.call("POST", "/files", body=picture, headers={"Content-Type": "image/png"})
            self.assertIn(answer.status, (200, 400))
            if answer.status == 200:
                made = self.emulator.post("/videos/create", {"prompt": "x", "fileID": answer.json["fileID"], "model": "I2V-2.3"})
                if made.status == 200:
                    self.emulator.advance(600)
                    item = self.emulator.get(f"/videos/{made.json['videoId']}").json
                    self.assertTrue(item["statusFinal"], item)
        with open(f"/proc/{self.emulator.process.pid}/maps", encoding="utf-8") as libraries:
            sanitized = "libasan" in libraries.read()  # which keeps freed memory for a while
        if not sanitized:
            self.assertLess(self.peak_kb() - before, 400_000)


class FileNames(unittest.TestCase):
    def test_nothing_is_written_outside_the_own_directory(self):
        with tempfile.TemporaryDirectory() as home:
            temporary = os.path.join(home, "tmp")
            os.mkdir(temporary)
            before = os.environ.get("TMPDIR")
            os.environ["TMPDIR"] = temporary
            try:
                emulator = Emulator("--speed", "100000", frozen=False)
            finally:
                if before is None:
                    del os.environ["TMPDIR"]
                else:
                    os.environ["TMPDIR"] = before
            with emulator:
                for name in ("../../escaped.png", "/" + home.strip("/") + "/escaped.png", "..\\..\\escaped.png", "..", ".",
                             "escaped\0.png", "a/b/../../../escaped.png", "x" * 5000, ""):
                    files = [("files", name, "image/png", png(20, 20)), ("file", name, "image/png", png(20, 20))]
                    for path in ("/agent", "/llm", "/videos/create"):
                        answer = emulator.post(path, {"prompt": "x", "async": "true"}, files=files)
                        self.assertIn(answer.status, (200, 201, 400, 422, 429, 501), (path, name, answer))
                emulator.call("POST", "/files?name=../../escaped.png", body=png(9, 9), headers={"Content-Type": "image/png"})
                self.assertEqual(emulator.raw("GET", "/_conch/health").status, 200)
                own = [os.path.join(temporary, each) for each in os.listdir(temporary)]
                self.assertEqual(len(own), 1)
                for folder, _, names in os.walk(home):
                    if not folder.startswith(own[0]):
                        self.assertEqual(names, [], folder)
            self.assertEqual(os.listdir(temporary), [])


if __name__ == "__main__":
    unittest.main()
