#!/usr/bin/env python3
"""Requests per second and memory of conch-emulator beside nginx, both answering from the same machine.

usage: tests/bench/emulator_http.py [--build build/release] [--seconds 5]

Needs wrk and nginx. Prints a Markdown table. nginx has one worker, as the emulator has one thread for its requests.
"""
import argparse
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

TOKEN = "bench"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--build", default="build/release", help="build tree with bin/conch-emulator")
    parser.add_argument("--seconds", type=int, default=5, help="how long each case is measured")
    return parser.parse_args()


class Emulator:
    def __init__(self, build):
        self.process = subprocess.Popen([os.path.join(build, "bin", "conch-emulator"), "--exit-with-parent"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.origin = re.match(r".* (http://[^/]+)/", self.process.stdout.readline()).group(1)
        self.pids = [self.process.pid]

    def call(self, method, path, fields=None):
        connection = http.client.HTTPConnection(self.origin.removeprefix("http://"), timeout=60)
        connection.request(method, path, None if fields is None else json.dumps(fields),
                           {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
        body = connection.getresponse().read()
        connection.close()
        return json.loads(body) if body else None

    def media_url(self):
        """The address of a clip, made and lying on disk."""
        self.call("POST", "/_conch/clock", {"speed": 1000})
        video = self.call("POST", "/v1/minimax/videos/create", {"prompt": "bench"})["videoId"]
        while True:
            item = self.call("GET", f"/v1/minimax/videos/{video}")
            if item.get("downloadURL"):
                return item["downloadURL"]
            time.sleep(0.1)

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


class Nginx:
    def __init__(self, folder, files):
        for name, content in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        configuration = os.path.join(folder, "nginx.conf")
        with open(configuration, "w", encoding="ascii") as file:
            file.write(f"""daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;
                events {{ worker_connections 4096; }}
                http {{ access_log off; default_type application/json; sendfile on; keepalive_requests 1000000000;
                    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
                    uwsgi_temp_path {folder}; scgi_temp_path {folder};
                    server {{ listen 127.0.0.1:{port}; root {folder}; }} }}""")
        self.process = subprocess.Popen(["nginx", "-c", configuration, "-e", f"{folder}/errors"])
        for _ in range(100):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        self.pids = [self.process.pid, *map(int, children.stdout.split())]

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)


def memory_mb(pids):
    """What these processes hold for themselves alone (proportional share of what is shared)."""
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as facts:
            total += int(next(line for line in facts if line.startswith("Pss:")).split()[1])
    return total / 1024


def load(url, connections, seconds):
    """Requests a second, megabytes a second and the 99th percentile of the waits, from wrk."""
    said = subprocess.run(["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--latency", "--timeout", "20s", "-H",
                           f"Authorization: Bearer {TOKEN}", url], capture_output=True, text=True, check=True).stdout
    units = {"KB": 1 / 1024, "MB": 1, "GB": 1024, "B": 1 / 1024 / 1024}
    amount, unit = re.search(r"Transfer/sec:\s+([\d.]+)([KMG]?B)", said).groups()
    errors = re.search(r"Socket errors: (.*)|Non-2xx.*: (\d+)", said)
    if errors:
        print(f"{url}: {errors.group(0)}", file=sys.stderr)
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), float(amount) * units[unit],
            re.search(r"^\s+99%\s+(\S+)", said, re.MULTILINE).group(1))


def main():
    options = arguments()
    for tool in ("wrk", "nginx"):
        if shutil.which(tool) is None:
            sys.exit(f"SKIPPED emulator_http: {tool} is not installed")
    print("## Emulator: requests beside nginx\n")
    print("One thread of `conch-emulator` beside one worker of nginx, loaded by wrk from the same machine. nginx serves the same\n"
          "bytes from files; the emulator checks the token, builds its JSON, and writes each request into its journal.\n"
          "Memory is the share that belongs to the process, after the case.\n")
    print("| case | connections | server | requests/s | MB/s | 99 % within | memory MB | of nginx |")
    print("|---|---:|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        emulator = Emulator(options.build)
        accounts = json.dumps(emulator.call("GET", "/v1/minimax/accounts")).encode()
        clip = emulator.media_url()
        connection = http.client.HTTPConnection(emulator.origin.removeprefix("http://"))
        connection.request("GET", clip.removeprefix(emulator.origin))
        content = connection.getresponse().read()
        connection.close()
        nginx = Nginx(folder, {"accounts": accounts, "clip.mp4": content})
        try:
            for name, paths in (("small JSON", ("/v1/minimax/accounts", "/accounts")),
                                (f"clip of {len(content) // 1024} KB", (clip.removeprefix(emulator.origin), "/clip.mp4"))):
                for connections in (16, 1000):
                    measured = {}
                    for server, label, path in ((nginx, "nginx", paths[1]), (emulator, "conch-emulator", paths[0])):
                        rate, megabytes, wait = load(server.origin + path, connections, options.seconds)
                        measured[label] = rate
                        ratio = f"{rate / measured['nginx']:.2f}" if label != "nginx" else ""
                        print(f"| {name} | {connections} | {label} | {rate:,.0f} | {megabytes:,.0f} | {wait} | "
                              f"{memory_mb(server.pids):.0f} | {ratio} |", flush=True)
        finally:
            nginx.close()
            emulator.close()


if __name__ == "__main__":
    main()
