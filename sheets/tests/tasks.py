"""Owns tasks for the limited process, each of which goes beyond one of its limits or tells what it finds there."""

import json
import os


def hungry(content: bytes) -> bytes:
    return bytes(600 * 1024 * 1024)


def wordy(content: bytes) -> bytes:
    return bytes(70 * 1024 * 1024)


def endless(content: bytes) -> bytes:
    while True:
        pass


def looking_round(content: bytes) -> bytes:
    descriptors = []
    for each in range(256):
        try:
            os.fstat(each)
        except OSError:
            continue
        descriptors.append(each)
    return json.dumps([descriptors, dict(os.environ)]).encode()
