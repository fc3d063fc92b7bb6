"""Small recordings made by hand."""
import math
import struct


def wav(seconds, rate=8000):
    samples = b"".join(struct.pack("<h", int(8000 * math.sin(i / 9))) for i in range(int(seconds * rate)))
    return (b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt " +
            struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * 2, 2, 16) + b"data" + struct.pack("<I", len(samples)) + samples)
