"""Owns a real server that tests kill in the middle of its work and start again, on the database of the test."""

import http.client
import os
import subprocess
import sys
import time
from contextlib import closing
from threading import Thread

import pytest
from django.conf import settings

from deploy.ports import HeldPorts
from jobs.tests.killing import database_url, kill, named, wait_until

PROGRAM = "from gunicorn.app.wsgiapp import run; run()"


class KilledServer:
    """The real server in a process of its own, on the database of the test."""

    def __init__(self, folder) -> None:
        self.folder, self.name, self._held = folder, named(), HeldPorts(["server"])
        self.port = self._held.of["server"]

    def start(self) -> None:
        command = [sys.executable, "-c", PROGRAM, "config.wsgi:application", "--bind", f"127.0.0.1:{self.port}"]
        told = {"DATABASE_URL": database_url(), "DATA_DIR": str(self.folder), "DJANGO_DEBUG": "1"}
        environment = os.environ | told | self.name | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        environment["DJANGO_SECRET_KEY"] = settings.SECRET_KEY  # else it knows none of our sessions
        self.process = subprocess.Popen(
            [*command, "--log-level", "error"],
            env=environment,
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )
        wait_until(self.answers)

    def answers(self) -> bool:
        assert self.process.poll() is None, "the server did not start"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            try:
                line.request("GET", "/robots.txt")
                return line.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                return False

    def kill(self) -> None:
        kill(self.process, self.name)

    def end(self) -> None:
        """Its port is free for others."""
        self._held.give_back()


@pytest.fixture
def killed_server(tmp_path):
    server = KilledServer(tmp_path)
    yield server
    server.end()


def work_until_killed(server, deeds, done, moments) -> None:
    """All deeds at once, each in a thread, on a server that is killed soon after each was answered something."""
    server.start()
    threads, before = [Thread(target=deed) for deed in deeds], done()
    for thread in threads:
        thread.start()
    wait_until(lambda: all(had < has for had, has in zip(before, done(), strict=True)) or not alive(threads))
    time.sleep(moments)
    server.kill()
    for thread in threads:
        thread.join()


def alive(threads) -> bool:
    return all(thread.is_alive() for thread in threads)
