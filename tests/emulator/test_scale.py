"""Many at once, and much at once. CONCH_UPLOAD_BYTES makes the large upload larger: 5368709120 for the documented 5 GB."""
import os
import resource
import selectors
import socket
import struct
import threading
import time
import unittest

from emulator import TOKEN, Emulator
from pictures import png

MANY = 1000
UPLOAD_BYTES = int(os.environ.get("CONCH_UPLOAD_BYTES", 300_000_000))


def setUpModule():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard < MANY + 200:
        print(f"SKIPPED emulator.scale: this process may only open {hard} files")
        raise unittest.SkipTest("too few file descriptors")


def memory_kb(emulator, what="VmRSS"):
    with open(f"/proc/{emulator.process.pid}/status", encoding="ascii") as status:
        return int(next(line for line in status if line.startswith(what)).split()[1])


class Crowd:
    """Many connections, read together by one thread."""

    def __init__(self, emulator, count, request):
        self.selector = selectors.DefaultSelector()
        self.received = {}
        for _ in range(count):
            connection = socket.create_connection((emulator.host, emulator.port), timeout=60)
            connection.sendall(request)
            connection.setblocking(False)
            self.received[connection] = b""
            self.selector.register(connection, selectors.EVENT_READ)

    def read_until(self, complete, seconds=60):
        """Reads until `complete` holds for all that was received on each connection; how many it holds for."""
        end = time.monotonic() + seconds
        waiting = {each for each, received in self.received.items() if not complete(received)}
        while waiting and time.monotonic() < end:
            for key, _ in self.selector.select(timeout=1):
                try:
                    piece = key.fileobj.recv(1 << 16)
                except ConnectionResetError:
                    piece = b""
                if not piece:
                    self.selector.unregister(key.fileobj)
                self.received[key.fileobj] += piece
                if complete(self.received[key.fileobj]):
                    waiting.discard(key.fileobj)
        return len(self.received) - len(waiting)

    def forget(self):
        for connection in self.received:
            self.received[connection] = b""

    def send(self, request):
        for connection in self.received:
            connection.setblocking(True)
            connection.sendall(request)
            connection.setblocking(False)

    def close(self):
        self.selector.close()
        for connection in self.received:
            connection.close()


class Scale(unittest.TestCase):
    def setUp(self):
        self.emulator = Emulator()
        self.addCleanup(self.emulator.close)

    def crowd(self, request):
        crowd = Crowd(self.emulator, MANY, request)
        self.addCleanup(crowd.close)
        return crowd

    def test_a_thousand_connections_are_all_served(self):
        request = (f"GET {self.emulator.path}/accounts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n\r\n").encode()
        crowd = self.crowd(request)
        for _ in range(3):
            self.assertEqual(crowd.read_until(lambda received: received.endswith(b"}}")), MANY)
            crowd.forget()
            crowd.send(request)
            self.assertEqual(self.emulator.get("/accounts").status, 200)
        self.assertLess(memory_kb(self.emulator), 200_000)

    def test_a_thousand_event_streams_hear_the_same_and_starve_nobody(self):
        crowd = self.crowd(b"GET /_conch/events HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertEqual(crowd.read_until(lambda received: b"event: faults" in received), MANY)
        crowd.forget()
        self.emulator.control("POST", "faults", {"match": {"path": "/nothing"}, "action": {"status": 555}})
        self.assertEqual(crowd.read_until(lambda received: b"555" in received), MANY)
        created = self.emulator.post("/videos/create", {"prompt": "in the crowd"}).json
        for _ in range(20):
            self.assertEqual(self.emulator.get(f"/videos/{created['videoId']}").status, 200)
        self.assertEqual(crowd.read_until(lambda received: b"in the crowd" in received), MANY)
        self.assertLess(memory_kb(self.emulator), 300_000)

    def test_streams_that_nobody_reads_fill_no_memory(self):
        crowd = self.crowd(b"GET /_conch/events HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertEqual(crowd.read_until(lambda received: b"event: faults" in received), MANY)
        before = memory_kb(self.emulator)
        for _ in range(300):
            fault = self.emulator.control("POST", "faults", {"match": {"path": "/" + "n" * 5000}, "action": {"status": 500}})
            time.sleep(0.01)
            self.emulator.control("DELETE", f"faults/{fault['id']}")
        self.assertLess(memory_kb(self.emulator, "VmHWM") - before, 150_000)
        self.assertEqual(self.emulator.raw("GET", "/_conch/health").status, 200)

    def test_large_upload_takes_no_memory_and_starves_nobody(self):
        head = b"\x89PNG\r\n\x1a\n"
        picture = png(64, 64)[len(head):]
        ihdr, rest = picture[:25], picture[25:]
        # What fills it up is a private chunk, which every decoder skips.
        filling = UPLOAD_BYTES - len(head) - len(picture) - 12
        block = bytes(range(256)) * 4096
        before = memory_kb(self.emulator, "VmHWM")
        served = 0
        with socket.create_connection((self.emulator.host, self.emulator.port), timeout=120) as connection:
            connection.sendall((f"POST {self.emulator.path}/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
                                f"Content-Type: image/png\r\nContent-Length: {UPLOAD_BYTES}\r\n\r\n").encode())
            if filling > 0x7FFFFFFF:
                # One chunk holds at most 2 GB; what follows the end of a picture does not matter to its header.
                connection.sendall(head + picture)
                left, tail = filling + 12, b""
            else:
                connection.sendall(head + ihdr + struct.pack(">I", filling) + b"fiLl")
                left, tail = filling, struct.pack(">I", 0) + rest
            while left > 0:
                piece = block[:min(left, len(block))]
                connection.sendall(piece)
                left -= len(piece)
                if left // len(block) % 20 == 0:
                    self.assertEqual(self.emulator.get("/accounts").status, 200)
                    served += 1
            connection.sendall(tail)
            answer = connection.makefile("rb").readline()
        self.assertIn(b" 200 ", answer)
        self.assertGreater(served, 10)
        self.assertLess(memory_kb(self.emulator, "VmHWM") - before, 40_000)

    def test_large_multipart_upload_takes_no_memory_and_starves_nobody(self):
        """As many bytes as POST llm takes, in ten files; somebody else goes on asking."""
        self.emulator.control("POST", "clock", {"frozen": False, "speed": 1000})
        size = min(UPLOAD_BYTES // 10, 100_000_000)
        block = bytes(1 << 20)
        parts = [(f'--b\r\nContent-Disposition: form-data; name="files"; filename="{n}.txt"\r\n'
                  "Content-Type: text/plain\r\n\r\n").encode() for n in range(10)]
        end = b'--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nx\r\n--b--\r\n'
        length = sum(map(len, parts)) + 10 * (size + 2) + len(end)
        before = memory_kb(self.emulator, "VmHWM")
        longest = 0.0
        stop = threading.Event()

        def ask():
            nonlocal longest
            while not stop.is_set():
                began = time.monotonic()
                self.emulator.get("/accounts")
                longest = max(longest, time.monotonic() - began)

        with socket.create_connection((self.emulator.host, self.emulator.port), timeout=120) as connection:
            other = threading.Thread(target=ask)
            other.start()
            try:
                connection.sendall((f"POST {self.emulator.path}/llm HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
                                    "Content-Type: multipart/form-data; boundary=b\r\nConnection: close\r\n"
                                    f"Content-Length: {length}\r\n\r\n").encode())
                for part in parts:
                    connection.sendall(part)
                    left = size
                    while left > 0:
                        connection.sendall(block[:min(left, len(block))])
                        left -= len(block)
                    connection.sendall(b"\r\n")
                connection.sendall(end)
                answer = connection.makefile("rb").readline()
            finally:
                stop.set()
                other.join()
        print(f"longest wait of the other client: {longest * 1000:.0f} ms")
        self.assertIn(b" 200 ", answer)
        self.assertLess(memory_kb(self.emulator, "VmHWM") - before, 60_000)


if __name__ == "__main__":
    unittest.main()
