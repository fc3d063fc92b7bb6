"""What HTTP itself promises (RFC 9110, RFC 9112), seen on the media, which players and resuming downloads read."""
import http.client
import socket
import unittest

from emulator import TOKEN, Emulator
from pictures import png


class Media(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.close)
        file = cls.emulator.upload(png(64, 36))
        created = cls.emulator.post("/videos/create", {"prompt": "x", "model": "I2V-2.3", "fileID": file["fileID"]}).json
        cls.url = cls.emulator.get(f"/videos/{created['videoId']}").json["originFiles"][0]["url"]
        cls.whole = cls.emulator.fetch(cls.url)

    def fetch(self, method="GET", **headers):
        return self.emulator.fetch(self.url, method, {name.replace("_", "-"): value for name, value in headers.items()})

    def test_whole_file_with_its_tag(self):
        self.assertEqual(self.whole.status, 200)
        self.assertEqual(self.whole.body, png(64, 36))
        self.assertEqual(self.whole.headers["Content-Length"], str(len(self.whole.body)))
        self.assertEqual(self.whole.headers["Accept-Ranges"], "bytes")
        self.assertRegex(self.whole.headers["ETag"], r'^"[^"]+"$')
        self.assertRegex(self.whole.headers["Last-Modified"], r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$")
        self.assertEqual(self.fetch().headers["ETag"], self.whole.headers["ETag"])

    def test_head_is_the_same_without_body(self):
        head = self.fetch("HEAD")
        self.assertEqual((head.status, head.body), (200, b""))
        for name in ("Content-Length", "Content-Type", "ETag", "Accept-Ranges", "Last-Modified"):
            self.assertEqual(head.headers[name], self.whole.headers[name], name)

    def test_ranges(self):
        size = len(self.whole.body)
        for asked, first, last in (("bytes=0-0", 0, 0), ("bytes=0-9", 0, 9), ("bytes=5-", 5, size - 1), ("bytes=-1", size - 1, size - 1),
                                   (f"bytes=-{size * 2}", 0, size - 1), (f"bytes=3-{size * 9}", 3, size - 1),
                                   (f"bytes={size - 1}-{size - 1}", size - 1, size - 1), ("Bytes=1-2", 1, 2),
                                   ("bytes=0-18446744073709551615", 0, size - 1)):
            answer = self.fetch(Range=asked)
            self.assertEqual(answer.status, 206, asked)
            self.assertEqual(answer.body, self.whole.body[first:last + 1], asked)
            self.assertEqual(answer.headers["Content-Range"], f"bytes {first}-{last}/{size}")
            self.assertEqual(answer.headers["Content-Length"], str(last - first + 1))
            self.assertEqual(answer.headers["ETag"], self.whole.headers["ETag"])

    def test_ranges_that_cannot_be_satisfied(self):
        size = len(self.whole.body)
        for asked in (f"bytes={size}-", f"bytes={size + 5}-{size + 9}", "bytes=-0", "bytes=18446744073709551615-"):
            answer = self.fetch(Range=asked)
            self.assertEqual((answer.status, answer.headers["Content-Range"]), (416, f"bytes */{size}"), asked)

    def test_ranges_that_are_none_are_ignored(self):
        for asked in ("bytes=5-2", "bytes=a-b", "bytes=", "bytes=-", "bytes", "lines=0-5", "bytes=0-1,4-5", "bytes=0x1-2", "bytes=+1-2",
                      "bytes=99999999999999999999999-", "bytes= 0-1"):
            answer = self.fetch(Range=asked)
            self.assertEqual((answer.status, answer.body), (200, self.whole.body), asked)

    def test_range_means_something_for_get_only(self):
        answer = self.fetch("HEAD", Range="bytes=0-9")
        self.assertEqual((answer.status, answer.headers["Content-Length"]), (200, str(len(self.whole.body))))

    def test_if_range_continues_only_the_same_file(self):
        tag, modified = self.whole.headers["ETag"], self.whole.headers["Last-Modified"]
        for same in (tag, modified):
            self.assertEqual(self.fetch(Range="bytes=5-", If_Range=same).status, 206, same)
        for other in ('"another"', "W/" + tag, "Thu, 01 Jan 1970 00:00:00 GMT", "nonsense", tag.strip('"')):
            answer = self.fetch(Range="bytes=5-", If_Range=other)
            self.assertEqual((answer.status, answer.body), (200, self.whole.body), other)

    def test_if_none_match(self):
        tag = self.whole.headers["ETag"]
        for known in (tag, "W/" + tag, f'"a", {tag}', "*"):
            answer = self.fetch(If_None_Match=known)
            self.assertEqual((answer.status, answer.body, answer.headers["ETag"]), (304, b"", tag), known)
        self.assertEqual(self.fetch(If_None_Match='"another"').status, 200)
        self.assertEqual(self.fetch(If_None_Match=tag, Range="bytes=0-1").status, 304)

    def test_media_is_read_only_and_needs_no_token(self):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            self.assertEqual(self.fetch(method).status, 405, method)

    def test_any_page_may_read_it(self):
        self.assertEqual(self.fetch(Origin="http://example.org").headers["Access-Control-Allow-Origin"], "*")
        asked = self.fetch("OPTIONS", Origin="http://example.org", Access_Control_Request_Method="GET",
                           Access_Control_Request_Headers="range")
        self.assertEqual(asked.status, 204)
        self.assertEqual(asked.headers["Access-Control-Allow-Headers"], "range")


class Connections(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator()
        cls.addClassCleanup(cls.emulator.close)

    def exchange(self, text):
        with socket.create_connection((self.emulator.host, self.emulator.port), timeout=30) as connection:
            connection.sendall(text.encode())
            received = b""
            while piece := connection.recv(65536):
                received += piece
        return received

    def test_connection_is_kept(self):
        connection = http.client.HTTPConnection(self.emulator.host, self.emulator.port, timeout=30)
        self.addCleanup(connection.close)
        sockets = set()
        for method, path, status in (("GET", "/accounts", 200), ("HEAD", "/accounts", 200), ("GET", "/nowhere", 404),
                                     ("POST", "/videos/create", 422), ("PUT", "/accounts", 405), ("GET", "/accounts", 200)):
            connection.request(method, self.emulator.path + path, headers={"Authorization": f"Bearer {TOKEN}"})
            answer = connection.getresponse()
            answer.read()
            self.assertEqual(answer.status, status, (method, path))
            sockets.add(connection.sock)
        self.assertEqual(len(sockets), 1)

    def test_refused_request_with_a_small_body_keeps_the_connection(self):
        answers = self.exchange("POST /v1/minimax/videos/create HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                                "GET /_conch/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        self.assertTrue(answers.startswith(b"HTTP/1.1 401 "))
        self.assertIn(b"HTTP/1.1 200 ", answers)

    def test_http_1_0(self):
        answer = self.exchange("GET /_conch/health HTTP/1.0\r\n\r\n")
        self.assertIn(b" 200 ", answer.split(b"\r\n")[0])
        self.assertIn(b'"status":"ok"', answer)

    def test_events_for_http_1_0_have_no_chunks(self):
        with socket.create_connection((self.emulator.host, self.emulator.port), timeout=30) as connection:
            connection.sendall(b"GET /_conch/events HTTP/1.0\r\n\r\n")
            received = b""
            while b"event: faults" not in received:
                received += connection.recv(65536)
        head, body = received.split(b"\r\n\r\n", 1)
        self.assertNotIn(b"chunked", head)
        self.assertTrue(body.startswith(b"event: hello\n"))

    def test_head_of_events_ends(self):
        answer = self.exchange("HEAD /_conch/events HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertIn(b"text/event-stream", answer)
        self.assertTrue(answer.endswith(b"\r\n\r\n"))

    def test_target_as_proxies_send_it(self):
        answer = self.exchange("GET http://x/_conch/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        self.assertIn(b"HTTP/1.1 200 ", answer)

    def test_body_is_asked_for(self):
        with socket.create_connection((self.emulator.host, self.emulator.port), timeout=30) as connection:
            connection.sendall((f"POST {self.emulator.path}/videos/create HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
                                "Expect: 100-continue\r\nContent-Length: 14\r\nConnection: close\r\n\r\n").encode())
            self.assertEqual(connection.recv(65536), b"HTTP/1.1 100 Continue\r\n\r\n")
            connection.sendall(b'{"prompt":"x"}')
            self.assertIn(b" 200 ", connection.recv(65536))


if __name__ == "__main__":
    unittest.main()
