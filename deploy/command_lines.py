"""Owns how each process of the whole on one machine is started."""

import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.programs import LOOPBACK, found, postgres_folder

WEB = ("web-1", "web-2")
PUBLIC = "public"  # the web server of what everybody reads
SERVING = (*WEB, PUBLIC)
POSTGRES = {"postgres": "cluster", "replica": "replica"}  # and the folder of each


def command_line(name: str, home: Path, ports: Mapping[str, int]) -> list[str]:
    """A program and its options; what it keeps lies in ``home``."""
    port = str(ports.get(name, ""))
    if name in SERVING:
        options = ["--bind", f"{LOOPBACK}:{port}", "--workers", "1", "--log-level", "warning"]
        return [sys.executable, "-m", "gunicorn", "config.wsgi:application", *options]
    if name in POSTGRES:
        return _postgres(home / POSTGRES[name], port)
    return {
        "redis": [found("redis-server"), "--port", port, "--bind", LOOPBACK, "--save", "", "--dir", str(home)],
        "s3": [sys.executable, "-m", "moto.server", "-H", LOOPBACK, "-p", port],
        "worker": [sys.executable, "-m", "celery", "--app", "config", "worker", "--concurrency", "1"],
        "nginx": [found("nginx"), "-c", f"{home}/nginx.conf", "-p", str(home), "-g", "daemon off;"],
    }[name]


def _postgres(cluster: Path, port: str) -> list[str]:
    settings = (
        f"listen_addresses={LOOPBACK}",
        f"unix_socket_directories={cluster}",
        "max_wal_size=128MB",
        "wal_keep_size=64MB",
    )
    options = [part for each in settings for part in ("-c", each)]
    return [f"{postgres_folder()}/postgres", "-D", str(cluster), "-p", port, *options]
