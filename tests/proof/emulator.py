"""An emulator of its own for a proof: started, asked, ended."""

import json
import subprocess
import urllib.request


class Emulator:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, "--port", "0", "--exit-with-parent", *arguments],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("the emulator did not start")
            if "http://" in line:
                self.base_url = next(word for word in line.replace('"', " ").split() if word.startswith("http://"))
                break
        self.root = self.base_url[:self.base_url.index("/", 8)]

    def control(self, path, body=None, method=None):
        request = urllib.request.Request(f"{self.root}/_conch/{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def get(self, path):
        request = urllib.request.Request(self.base_url + path, headers={"Authorization": "Bearer proof"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()
