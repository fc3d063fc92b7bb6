#!/usr/bin/env python3
"""Looks for API tokens where none may be: everything that the library and the command say, write and leave behind.

First a service that throws the token back in every form in every answer, headers included, is asked by every kind of
command, at every level of talkativeness; a run is also ended by a signal that leaves a crash. Their outputs and their
state directories are searched. Then come the files of the whole test run that are named on the command line.

usage: secret_scan.py CONCH [FILE|DIRECTORY]...
"""

import base64
import http.server
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

# What the other tests use as a token and what cannot be anything else.
TOKENS_OF_TESTS = ["sk-Very-Secret-Token-0123456789", "proof-token-7b1e"]

COMMANDS = [
    ["video", "create", "--prompt", "x"], ["image", "create", "--prompt", "x"], ["music", "create", "--prompt", "x"],
    ["speech", "create", "--text", "x", "--voice-id", "1"], ["chat", "create", "--prompt", "x"],
    ["call", "videos.list"], ["call", "accounts.list"], ["call", "scheduler.available"],
    ["call", "videos.create", '{"prompt":"TOKEN","replyUrl":"https://example.org/?token=TOKEN"}'],
    ["jobs", "list"], ["jobs", "restore"],
]


def forms(token):
    plain = token.encode()
    coded = base64.b64encode(plain).rstrip(b"=")
    found = {plain, urllib.parse.quote(token, safe="").encode(), coded[:-1], base64.urlsafe_b64encode(plain).rstrip(b"=")[:-1],
             token.replace("/", "\\/").encode(), plain.hex().encode()}
    # In the middle of something else that is base64, two of three alignments look different.
    for before in (b"x", b"xy"):
        found.add(base64.b64encode(before + plain)[4:-5])
    return {form for form in found if len(form) >= 12}


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers everything with the caller's own token; every second answer is a success."""

    protocol_version = "HTTP/1.1"
    count = 0

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        Echo.count += 1
        words = [token, urllib.parse.quote(token, safe=""), base64.b64encode(token.encode()).decode()]
        status = (200, 400, 429, 500, 401, 302)[Echo.count % 6]
        body = json.dumps({"error": f"token={words[1]} {words[0]} {words[2]}", "token": token, "message": words[2],
                           "videoId": f"user:1-minimax:2-video:{token}", "prompt": token}).encode()
        self.send_response(status, words[0])
        self.send_header("Location", f"http://127.0.0.1:1/?token={words[1]}")
        self.send_header("X-Token", token)
        self.send_header("Retry-After", "0")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, *_):
        pass


def files_of(path):
    path = Path(path)
    if path.is_dir():
        yield from (p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
    elif path.is_file():
        yield path


def main():
    conch, *paths = map(os.path.abspath, sys.argv[1:])
    token = "k/" + secrets.token_urlsafe(24) + "+=x"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/v1/minimax"
    found, bytes_seen, places = [], 0, 0

    def look(name, data, wanted):
        nonlocal bytes_seen, places
        bytes_seen += len(data)
        places += 1
        for form in wanted:
            at = data.find(form)
            if at >= 0:
                found.append(f"{name}: …{data[max(0, at - 40):at]!r} and then a form of the token")

    with tempfile.TemporaryDirectory(prefix="conch-secrets-") as folder:
        environment = {**os.environ, "CONCH_API_TOKEN": token, "XDG_STATE_HOME": folder + "/state"}
        for command in COMMANDS:
            for talk in ([], ["-vv"], ["--json", "-vv"]):
                words = [conch, *(word.replace("TOKEN", token) for word in command), "--base-url", url,
                         "--poll-interval", "0.02", *talk]
                if command[0] not in ("call", "jobs"):
                    words += ["--deadline", "5"]
                # The token that was given on the command line is known to whoever reads the process list.
                done = subprocess.run(words, env=environment, cwd=folder, capture_output=True, timeout=120, check=False)
                look(" ".join(command[:2] + talk), done.stdout + done.stderr, forms(token))
        crashed = subprocess.Popen([conch, "video", "create", "--prompt", "x", "--base-url", url, "-vv"], env=environment,
                                   cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        time.sleep(0.3)
        crashed.send_signal(signal.SIGABRT)
        look("a crash", crashed.communicate()[0], forms(token))
        for file in files_of(folder):
            look(str(file), file.read_bytes(), forms(token))
    server.shutdown()

    of_tests = set().union(*(forms(each) for each in TOKENS_OF_TESTS))
    for path in paths:
        for file in files_of(path):
            look(str(file), file.read_bytes(), of_tests)
    print(f"{places} outputs and files, {bytes_seen} bytes searched: tokens found {len(found)}")
    for each in found[:20]:
        print("  " + each)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
