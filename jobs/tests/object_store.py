"""Owns the S3-compatible storage of tests: moto's server, which speaks S3 over a socket, and a bucket in it."""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from pytest_django import Settings

from config.kept_storage import kept_storage

KEYS = {"S3_ACCESS_KEY": "tests", "S3_SECRET_KEY": "only-for-tests"}
LONGEST = 60  # seconds until the server answers on a busy machine


class ObjectStore:
    """A server of objects that keeps them as long as it lives."""

    def __init__(self, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.environment = KEYS | {"S3_ENDPOINT": f"http://127.0.0.1:{self._port}"}
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self._port)]
        with log.open("wb") as lines:
            self._server = subprocess.Popen(command, stdout=lines, stderr=lines)
        ends = time.monotonic() + LONGEST
        while not self._answers():
            assert time.monotonic() < ends, log.read_text()
            time.sleep(0.05)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0

    def new_bucket(self) -> dict[str, str]:
        """The environment that names a bucket nobody used."""
        name = f"plans-{uuid.uuid4().hex}"
        keys = {"aws_access_key_id": KEYS["S3_ACCESS_KEY"], "aws_secret_access_key": KEYS["S3_SECRET_KEY"]}
        endpoint = self.environment["S3_ENDPOINT"]
        boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys).create_bucket(Bucket=name)
        return self.environment | {"S3_BUCKET": name}

    def hang(self) -> None:
        """It takes connections and answers nobody."""
        os.kill(self._server.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._server.pid, signal.SIGCONT)

    def stop(self) -> None:
        self.go_on()
        self._server.kill()
        self._server.wait(timeout=20)


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    store = ObjectStore(tmp_path_factory.mktemp("objects") / "log")
    yield store
    store.stop()


@pytest.fixture
def bucket(object_store: ObjectStore, settings: Settings) -> dict[str, str]:
    """The files of a test are kept in a bucket of its own; its environment names it for other processes."""
    named = object_store.new_bucket()
    settings.STORAGES = settings.STORAGES | {"default": kept_storage(named)}
    return named
