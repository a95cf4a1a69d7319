"""Owns servers that pass for a replica and are none: one that says nothing, and the copy of another database."""

import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg2

from deploy.ports import HeldPorts
from deploy.programs import LONGEST, LOOPBACK, as_postgres, of_postgres, postgres_folder, run

PARAMETERS = {"client_encoding": "UTF8", "DateStyle": "ISO, MDY", "TimeZone": "UTC", "server_version": "15.0",
              "integer_datetimes": "on", "standard_conforming_strings": "on"}  # fmt: skip
ENCRYPTED = {80877103, 80877104}  # asked for by TLS and by Kerberos
AHEAD = "000000010000FF0000000000"  # a file of the log that no database of tests reaches


@contextmanager
def silent() -> Iterator[int]:
    """Lets everybody in, and never answers a question. Its port."""
    with socket.create_server((LOOPBACK, 0)) as door:
        held: list[socket.socket] = []
        threading.Thread(target=_let_in, args=[door, held], daemon=True).start()
        yield int(door.getsockname()[1])
        door.shutdown(socket.SHUT_RDWR)
        for line in held:
            line.close()


def _let_in(door: socket.socket, held: list[socket.socket]) -> None:
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        held.append(line)
        while _begins_with(line) in ENCRYPTED:
            line.sendall(b"N")
        told = [b"R" + _sized(struct.pack("!i", 0))]
        told += [b"S" + _sized(f"{name}\0{value}\0".encode()) for name, value in PARAMETERS.items()]
        line.sendall(b"".join([*told, b"K" + _sized(struct.pack("!ii", 1, 1)), b"Z" + _sized(b"I")]))


def _begins_with(line: socket.socket) -> int:
    size, code = struct.unpack("!ii", line.recv(8, socket.MSG_WAITALL))
    if size > 8:
        line.recv(size - 8, socket.MSG_WAITALL)
    return int(code)


def _sized(part: bytes) -> bytes:
    return struct.pack("!i", len(part) + 4) + part


@contextmanager
def of_another_database() -> Iterator[int]:
    """Follows nothing, and is far ahead of every database of tests. Its port."""
    ports, home = HeldPorts(["other"]), Path(tempfile.mkdtemp(prefix="other-", dir="/tmp"))
    port = ports.of["other"]
    with ExitStack() as undone:
        undone.callback(ports.give_back)
        undone.callback(shutil.rmtree, home, ignore_errors=True)
        _make_cluster(home)
        there = ["-p", str(port), f"-clisten_addresses={LOOPBACK}", *_options(home).split()]
        command = [f"{postgres_folder()}/postgres", "-D", str(home / "data"), *there]
        with (home / "out").open("wb") as told:
            server = subprocess.Popen(command, cwd="/", stdout=told, stderr=told, **as_postgres())
        undone.callback(server.wait, timeout=LONGEST)
        undone.callback(server.send_signal, signal.SIGQUIT)
        _wait_for(server, port, home / "out")
        yield port


def _options(home: Path) -> str:
    return f"-cunix_socket_directories={home} -cfsync=off"


def _make_cluster(home: Path) -> None:
    if user := as_postgres():
        shutil.chown(home, user["user"], user["group"])
    folder = f"{home}/data"
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    for command in (
        [f"{postgres_folder()}/initdb", f"--pgdata={folder}", *options],
        [of_postgres("pg_resetwal"), "-l", AHEAD, folder],
        # Once as itself, for initdb writes a log that cannot be followed.
        [of_postgres("pg_ctl"), "-D", folder, "-w", "-l", f"{folder}/out", "-o", f"-h '' {_options(home)}", "start"],
        [of_postgres("pg_ctl"), "-D", folder, "-w", "-m", "fast", "stop"],
        ["touch", f"{folder}/standby.signal"],
    ):
        run(command, cwd="/", **as_postgres())


def _wait_for(server: "subprocess.Popen[bytes]", port: int, told: Path) -> None:
    ends = time.monotonic() + LONGEST
    while not _lets_in(port):
        if server.poll() is not None or time.monotonic() > ends:
            raise RuntimeError(f"the other PostgreSQL does not start: {told.read_text()}")
        time.sleep(0.05)


def _lets_in(port: int) -> bool:
    """It listens before it does."""
    try:
        psycopg2.connect(host=LOOPBACK, port=port, user="postgres", dbname="postgres").close()
    except psycopg2.OperationalError:
        return False
    return True
