"""Just enough of the WebSocket protocol to talk to obs-websocket 5 without password."""

import base64
import json
import os
import socket
import struct
import time


class ObsWebSocket:
    def __init__(self, port, seconds=60):
        limit = time.monotonic() + seconds
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
                break
            except OSError:
                if time.monotonic() > limit:
                    raise
                time.sleep(0.1)
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall((f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self._stream = self._socket.makefile("rb")
        while self._stream.readline().strip():
            pass
        self._receive()  # Hello
        self._send({"op": 1, "d": {"rpcVersion": 1, "eventSubscriptions": 0}})
        self._receive()  # Identified
        self._number = 0

    def _frame(self, opcode, payload):
        mask = os.urandom(4)
        length = len(payload)
        head = struct.pack("!BB", 0x80 | opcode, 0x80 | length) if length < 126 else struct.pack("!BBH", 0x80 | opcode, 0xFE, length)
        self._socket.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload)))

    def _send(self, message):
        self._frame(1, json.dumps(message).encode())

    def _receive(self):
        whole = b""
        while True:
            first, second = self._stream.read(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack("!H", self._stream.read(2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self._stream.read(8))[0]
            payload = self._stream.read(length)
            if first & 0x0F in (0, 1):
                whole += payload
                if first & 0x80:
                    return json.loads(whole)

    def __call__(self, request, **data):
        """The answer's data; raises when OBS refuses."""
        self._number += 1
        self._send({"op": 6, "d": {"requestType": request, "requestId": str(self._number), "requestData": data}})
        while True:
            answer = self._receive()
            if answer["op"] == 7 and answer["d"]["requestId"] == str(self._number):
                break
        status = answer["d"]["requestStatus"]
        if not status["result"]:
            raise RuntimeError(f"{request}: {status}")
        return answer["d"].get("responseData", {})

    def levels(self, source, seconds):
        """What the mixer's meter of a source shows meanwhile: peaks from 0 to 1. Empty when the mixer has no such strip."""
        peaks = []
        self._subscribe(1 << 16)  # InputVolumeMeters
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            message = self._receive()
            if message["op"] != 5:
                continue
            for strip in message["d"]["eventData"]["inputs"]:
                if strip["inputName"] == source:
                    peaks += [peak for _, peak, _ in strip["inputLevelsMul"]]
        self._subscribe(0)
        return peaks

    def _subscribe(self, events):
        self._send({"op": 3, "d": {"eventSubscriptions": events}})

    def close(self):
        """OBS waits for the closing frame when it quits."""
        self._frame(8, struct.pack("!H", 1000))
        self._socket.close()
