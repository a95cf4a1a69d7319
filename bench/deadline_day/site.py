"""Owns the site of a checkout on this machine as production runs it: PostgreSQL, gunicorn, a worker, nginx with TLS."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from deploy import front
from deploy.command_lines import PUBLIC
from deploy.ports import HeldPorts
from deploy.programs import LONGEST, LOOPBACK, ROOT, as_postgres, found, let_stand_back, listens, postgres_folder, run

FILLING = ROOT / "bench" / "deadline_day" / "filling.py"
KEYS = ("DJANGO_SECRET_KEY", "NUMBER_KEY", "CHECKPOINT_KEY", "SECRETS_KEY")
STOPPED_BY = 20  # seconds


class Site:
    """The processes of a checkout by name, in a folder that goes with them; answers outlive a loss of power."""

    def __init__(self, home: Path, checkout: Path = ROOT) -> None:
        home.mkdir(mode=0o711)  # PostgreSQL and nginx must reach what is theirs
        self.home, self.checkout = home, checkout
        self._held = HeldPorts(("postgres", "web", PUBLIC, "nginx"))
        self.ports = self._held.of
        self.address = f"https://localhost:{self.ports['nginx']}"
        self.environment = self._environment()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.people: dict[str, Any] = {}

    def fill(self, *, offices: int, published: int, reviewers: int) -> None:
        """A new database with its tables, reference data, offices and people; nginx and PostgreSQL run from then on."""
        self._make_cluster()
        self._start("postgres", self._postgres())
        self._wait("postgres")
        for command in (["migrate", "--noinput"], ["load_reference"], ["collectstatic", "--noinput"]):
            self.manage(*command)
        if (self.checkout / "operations/management/commands/error_pages.py").exists():
            self.manage("error_pages")  # nginx slows down the crawler with one of them
        told = [str(each) for each in (offices, published, reviewers)]
        self.people = json.loads(self._python("-P", str(FILLING), *told))
        self._python("manage.py", "shell", "-c", "from django.db import connection as c; c.cursor().execute('ANALYZE')")
        front.prepare(self.home, self.ports["nginx"], servers=[self.ports["web"]], public=self.ports[PUBLIC])
        self._start("nginx", [found("nginx"), "-c", f"{self.home}/nginx.conf", "-p", self.home, "-g", "daemon off;"])
        self._wait("nginx")

    def serve(self, processes: int, threads: int) -> None:
        """Starts the web processes, one for everybody that stands back, and a worker beside them."""
        self._start_web("web", "--workers", str(processes), "--threads", str(threads))
        self._start_web(PUBLIC, "--workers", "1")
        let_stand_back(self.processes[PUBLIC].pid)
        if self._has_worker:
            self._start("worker", [sys.executable, "manage.py", "work"])
        for name in ("web", PUBLIC):
            self._wait(name)

    def stop_serving(self) -> None:
        for name in ("web", PUBLIC, "worker"):
            self._stop(name)

    def stop(self) -> None:
        for name in reversed(list(self.processes)):
            self._stop(name)
        self._held.give_back()
        shutil.rmtree(self.home, ignore_errors=True)

    def manage(self, *arguments: str) -> str:
        """A command of the site; what it printed. Raises CalledProcessError."""
        return self._python("manage.py", *arguments)

    def _python(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=self.checkout, stdout=subprocess.PIPE, check=True
        )
        return done.stdout.decode()

    def _start(self, name: str, command: list[Any]) -> None:
        user = as_postgres() if name == "postgres" else {}
        folder = self.home if name == "postgres" else self.checkout
        with (self.home / f"{name}.out").open("ab") as lines:
            self.processes[name] = subprocess.Popen(
                command, env=self.environment, cwd=folder, start_new_session=True, stdout=lines, stderr=lines, **user
            )

    def _start_web(self, name: str, *options: str) -> None:
        door = ["--bind", f"{LOOPBACK}:{self.ports[name]}", "--timeout", "120", "--log-level", "warning"]
        self._start(name, [sys.executable, "-m", "gunicorn", "config.wsgi:application", *door, *options])

    def _stop(self, name: str) -> None:
        process = self.processes.pop(name, None)
        if process is None:
            return
        process.send_signal(signal.SIGINT if name == "postgres" else signal.SIGTERM)  # its SIGTERM waits for clients
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOPPED_BY)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _wait(self, name: str) -> None:
        ends = time.monotonic() + LONGEST
        while not listens(self.ports[name]):
            if time.monotonic() > ends or self.processes[name].poll() is not None:
                raise SystemExit(f"{name} does not start: {(self.home / f'{name}.out').read_text()[-2000:]}")
            time.sleep(0.1)

    def _make_cluster(self) -> None:
        folder, user = self.home / "cluster", as_postgres()
        folder.mkdir(mode=0o700)
        if user:
            shutil.chown(folder, user["user"], user["group"])
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        run([f"{postgres_folder()}/initdb", f"--pgdata={folder}", *options], cwd=self.home, **user)

    def _postgres(self) -> list[Any]:
        told = (f"listen_addresses={LOOPBACK}", f"unix_socket_directories={self.home}/cluster")
        command = [f"{postgres_folder()}/postgres", "-D", self.home / "cluster", "-p", str(self.ports["postgres"])]
        return [*command, *(part for each in told for part in ("-c", each))]

    @property
    def _has_worker(self) -> bool:
        return (self.checkout / "config/management/commands/work.py").exists()

    def _environment(self) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "DJANGO", "S3_"))}
        return inherited | {key: secrets.token_hex(32) for key in KEYS} | {
            "DATABASE_URL": f"postgres://postgres@{LOOPBACK}:{self.ports['postgres']}/postgres",
            "BROKER_URL": "database" if self._has_worker else "",
            "DATA_DIR": str(self.home / "common"),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(self.checkout),
            "ALLOWED_HOSTS": "localhost", "TRUSTED_ORIGINS": self.address, "PUBLIC_ADDRESS": self.address,
            "HTTPS": "1", "TRUSTED_PROXIES": "1", "SECOND_FACTOR_REQUIRED": "0",
        }  # fmt: skip
