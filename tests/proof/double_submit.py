#!/usr/bin/env python3
"""A server that takes every create and hangs up without an answer, twice if it is asked twice: how many come?

The same experiment turns one paid job into three with clients that retry lost requests by themselves.

usage: double_submit.py CONCH
"""

import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading

CREATES = [["video", "create", "--prompt", "x"], ["image", "create", "--prompt", "x"],
           ["speech", "create", "--text", "x", "--voice-id", "1"], ["music", "create", "--prompt", "x"],
           ["call", "videos.create", '{"prompt":"x"}'], ["call", "music.create", '{"prompt":"x"}']]


def run(conch, arguments):
    """Exit code, and how many creates reached the server."""
    creates = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self, value):
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            if "/create" in self.path:  # music is created by GET
                return self.take()
            self.answer({"available": []} if "available" in self.path else [])

        def do_POST(self):
            self.take()

        def take(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            creates.append(self.path)
            self.close_connection = True  # and not a word

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="conch-double-") as folder:
        done = subprocess.run(
            [conch, *arguments, "--base-url", f"http://127.0.0.1:{server.server_port}/v1/minimax", "--poll-interval", "0.05"],
            env={**os.environ, "CONCH_API_TOKEN": "proof-token-7b1e", "XDG_STATE_HOME": folder}, cwd=folder,
            capture_output=True, text=True, timeout=120)
    server.shutdown()
    server.server_close()
    return done, len(creates)


def main():
    failed = False
    for arguments in CREATES:
        done, creates = run(os.path.abspath(sys.argv[1]), arguments)
        told = "may or may not have been accepted" in done.stderr
        print(f"conch {' '.join(arguments):45} creates that reached the server: {creates}; told that nobody knows: {told}")
        failed = failed or creates != 1 or not told
        if creates != 1 or not told:
            print(done.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
