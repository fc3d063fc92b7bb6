"""What the service tells those who gave a replyUrl."""
import http.server
import json
import os
import ssl
import subprocess
import tempfile
import threading
import unittest
from unittest import mock

from emulator import Emulator


class Receiver:
    """A server that keeps what is posted to it and answers as it is told; `certificate` (with its key) makes it TLS."""

    def __init__(self, certificate=None):
        self.calls = []
        self.status = 200
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.calls.append((self.path, self.headers, json.loads(body)))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate)
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.url = f"http{'s' if certificate else ''}://127.0.0.1:{self.server.server_address[1]}/hook?a=b"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def bodies(self):
        return [body for _, _, body in self.calls]


class Webhooks(unittest.TestCase):
    def setUp(self):
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.emulator = Emulator()
        self.addCleanup(self.emulator.close)

    def create(self, path="/videos/create", **fields):
        return self.emulator.post(path, {"prompt": "a boat", "replyUrl": self.receiver.url, "replyRef": "mine", **fields}).json

    def fault(self, webhook, **more):
        return self.emulator.control("POST", "faults", {"match": {}, "action": {"webhook": webhook, **more}})["id"]

    def journal(self):
        return self.emulator.control("GET", "webhooks")

    def test_each_change_of_a_video_is_told_as_its_item(self):
        video = self.create()["videoId"]
        self.emulator.advance(130)
        bodies = self.receiver.bodies()
        self.assertGreater(len(bodies), 5)
        percents = [each["percent"] for each in bodies if "percent" in each]
        self.assertEqual(percents, sorted(percents))
        self.assertEqual([each["statusFinal"] for each in bodies], [False] * (len(bodies) - 1) + [True])
        item = self.emulator.get(f"/videos/{video}").json
        self.assertEqual(bodies[-1], {**item, "replyUrl": self.receiver.url, "replyRef": "mine", "code": 200})
        path, headers, _ = self.receiver.calls[0]
        self.assertEqual((path, headers["Content-Type"]), ("/hook?a=b", "application/json"))
        records = self.journal()
        self.assertEqual([record["body"] for record in records], bodies)
        self.assertEqual({(record["status"], record["job"], record["attempt"]) for record in records}, {(200, video, 1)})

    def test_images_and_agent_jobs_too(self):
        image = self.create("/images/create")["imageIds"][0]
        job = self.create("/agent", models="qwen", **{"async": True})["jobId"]
        self.emulator.advance(60)
        self.assertEqual([each["imageId"] for each in self.receiver.bodies() if each.get("status") == 2], [image])
        self.assertEqual([each for each in self.receiver.bodies() if "jobId" in each],
                         [self.emulator.get(f"/agent/{job}").json])

    def test_three_tries(self):
        self.receiver.status = 500
        self.create("/agent", models="qwen", **{"async": True})
        self.emulator.advance(120)
        self.assertEqual([(each["attempt"], each["status"]) for each in self.journal()], [(1, 500), (2, 500), (3, 500)])

    def test_nobody_listens(self):
        self.receiver.close()
        self.emulator.post("/agent", {"prompt": "x", "models": "qwen", "async": True, "replyUrl": "http://127.0.0.1:1/"})
        self.emulator.advance(120)
        self.assertEqual([each["status"] for each in self.journal()], [0, 0, 0])
        self.assertTrue(self.journal()[0]["problem"])
        self.receiver = Receiver()  # for the cleanup
        self.addCleanup(self.receiver.close)

    def test_address_that_is_none(self):
        self.emulator.post("/agent", {"prompt": "x", "models": "qwen", "async": True, "replyUrl": "ftp://127.0.0.1/"})
        self.emulator.advance(120)
        self.assertEqual({each["problem"] for each in self.journal()}, {"not an http:// or https:// address"})

    def test_untracked_job_is_not_told(self):
        video = self.create()["videoId"]
        self.assertEqual(self.emulator.delete(f"/scheduler/{video}").status, 204)
        told = len(self.receiver.calls)
        self.emulator.advance(130)
        self.assertEqual(len(self.receiver.calls), told)
        self.assertEqual(self.emulator.get(f"/videos/{video}").json["status"], 2)

    def test_only_the_end_when_asked_so(self):
        with Emulator("--webhooks-at-end-only") as emulator:
            emulator.post("/videos/create", {"prompt": "x", "replyUrl": self.receiver.url})
            emulator.advance(130)
            self.assertEqual([each["status"] for each in self.receiver.bodies()], [2])

    def test_never(self):
        self.fault("never")
        self.create()
        self.emulator.advance(130)
        self.assertEqual(self.receiver.calls, [])
        self.assertGreater(len(self.journal()), 5)

    def test_duplicate(self):
        self.fault("duplicate")
        self.create("/agent", models="qwen", **{"async": True})
        self.emulator.advance(60)
        self.assertEqual(len(self.receiver.calls), 2)
        self.assertEqual(self.receiver.bodies()[0], self.receiver.bodies()[1])

    def test_late(self):
        self.fault("late", webhook_delay_ms=600_000)
        self.create("/agent", models="qwen", **{"async": True})
        self.emulator.advance(500)
        self.assertEqual(self.receiver.calls, [])
        self.emulator.advance(200)
        self.assertEqual(len(self.receiver.calls), 1)

    def test_out_of_order(self):
        self.emulator.control("POST", "faults", {"match": {"nth": 2}, "action": {"webhook": "out_of_order"}})
        self.create()
        self.emulator.advance(130)
        percents = [each["percent"] for each in self.receiver.bodies() if "percent" in each]
        self.assertNotEqual(percents, sorted(percents))
        self.assertEqual(sorted(percents), sorted(each["body"]["percent"] for each in self.journal()
                                                  if "percent" in each["body"]))


class Tls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.certificate = os.path.join(folder.name, "certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2",
                        "-keyout", cls.certificate + ".key", "-out", cls.certificate], check=True, capture_output=True)
        with open(cls.certificate + ".key", encoding="ascii") as key, open(cls.certificate, "a", encoding="ascii") as both:
            both.write(key.read())

    def tell(self, trusted):
        """Runs an agent job that is told to a server with this certificate; what that heard, and the journal."""
        receiver = Receiver(self.certificate)
        self.addCleanup(receiver.close)
        with mock.patch.dict(os.environ, {"SSL_CERT_FILE": self.certificate} if trusted else {}), Emulator() as emulator:
            job = emulator.post("/agent", {"prompt": "x", "models": "qwen", "async": True, "replyUrl": receiver.url}).json
            emulator.advance(120)
            return job["jobId"], receiver.bodies(), emulator.control("GET", "webhooks")

    def test_server_that_is_trusted_is_told(self):
        job, bodies, journal = self.tell(trusted=True)
        self.assertEqual([(each["jobId"], each["status"]) for each in bodies], [(job, "completed")])
        self.assertEqual([each["status"] for each in journal], [200])

    def test_server_that_nobody_vouches_for_is_not(self):
        _, bodies, journal = self.tell(trusted=False)
        self.assertEqual((bodies, [each["status"] for each in journal]), ([], [0, 0, 0]))
        self.assertIn("certificate", journal[0]["problem"])


if __name__ == "__main__":
    unittest.main()
