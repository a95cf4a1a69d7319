"""Owns the whole on one machine where no container engine runs: the processes of deploy/compose, on loopback.

python -m deploy.one_machine starts PostgreSQL, Redis, S3 (moto's server: on trial only), three web servers, a worker
and nginx with TLS in a new folder under /tmp, and stops them at Ctrl+C. Tests start it and hurt it.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deploy import front
from deploy.command_lines import POSTGRES, PUBLIC, SERVING, WEB, command_line
from deploy.ports import HeldPorts
from deploy.programs import (
    LONGEST,
    LOOPBACK,
    ROOT,
    as_postgres,
    let_stand_back,
    listens,
    of_postgres,
    postgres_folder,
    run,
    serves,
)

KEYS = ("DJANGO_SECRET_KEY", "NUMBER_KEY", "CHECKPOINT_KEY", "SECRETS_KEY")


class OneMachine:
    """All processes by name, in a folder; each can be killed and started again."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.chmod(0o711)  # PostgreSQL and nginx must reach what is theirs
        names = ("postgres", "replica", "redis", "s3", *SERVING, "nginx")
        self._held = HeldPorts(names)
        self.ports = self._held.of
        self.address = f"https://localhost:{self.ports['nginx']}"
        self.environment = self._environment()
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    # --- the whole ---

    def start_all(self) -> None:
        """Everything, in an order in which each finds what it needs."""
        self._make_cluster()
        for name in ("postgres", "redis", "s3"):
            self.start(name)
        self._prepare()
        self._copy_cluster()
        for name in ("replica", *SERVING, "worker", "nginx"):
            self.start(name)

    def stop_all(self) -> None:
        """Everything, as quickly as it goes."""
        for name in reversed(list(self._running)):
            self.kill(name)
        self._held.give_back()

    def start(self, name: str) -> None:
        """Starts one, and waits until it answers."""
        user = as_postgres() if name in POSTGRES else {}
        folder = self.home if name in POSTGRES else ROOT
        with (self.home / f"{name}.out").open("ab") as lines:
            self._running[name] = subprocess.Popen(
                command_line(name, self.home, self.ports), env=self.environment_of(name), cwd=folder,
                start_new_session=True, stdout=lines, stderr=lines, **user,
            )  # fmt: skip
        if name == PUBLIC:
            let_stand_back(self.process_of(name))
        if name in self.ports:
            self._wait_for(name)

    def process_of(self, name: str) -> int:
        return self._running[name].pid

    def runs(self, name: str) -> bool:
        return self._running[name].poll() is None

    def kill(self, name: str) -> None:
        """As a loss of power does: nothing is ended first. PostgreSQL's processes go at once, and it recovers."""
        process = self._running.pop(name)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGQUIT if name in POSTGRES else signal.SIGKILL)
        process.wait(timeout=LONGEST)
        while name in self.ports and listens(self.ports[name]):  # by a child that still has to go
            time.sleep(0.01)

    def tell(self, name: str, told: signal.Signals) -> None:
        """A signal to one and to what it started, which in PostgreSQL are groups of their own."""
        first = self.process_of(name)
        for each in (*Path(f"/proc/{first}/task/{first}/children").read_text().split(), first):
            os.kill(int(each), told)

    # --- each of it ---

    def environment_of(self, name: str) -> dict[str, str]:
        """What a process is told; each that serves has a folder of its own, as on a machine of its own."""
        return self.environment | {"DATA_DIR": str(self.home / name)}

    def manage(self, *arguments: str, name: str = "web-1") -> str:
        """A command of the site; what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, env=self.environment_of(name), cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def load_demo(self, attempts: int = 3) -> str:
        """The two real plans and people to try them as; what was printed. A machine too busy to read is asked again."""
        try:
            return self.manage("load_demo")
        except RuntimeError as error:
            if "machine_busy" not in str(error) or attempts == 1:
                raise
            return self.load_demo(attempts - 1)

    def _environment(self) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "DJANGO", "S3_"))}
        return inherited | {key: secrets.token_hex(32) for key in KEYS} | {
            "DATABASE_URL": f"postgres://postgres@{LOOPBACK}:{self.ports['postgres']}/postgres",
            "REPLICA_DATABASE_URL": f"postgres://postgres@{LOOPBACK}:{self.ports['replica']}/postgres",
            "BROKER_URL": f"redis://{LOOPBACK}:{self.ports['redis']}/0",
            "S3_ENDPOINT": f"http://{LOOPBACK}:{self.ports['s3']}",
            "S3_BUCKET": "plans", "S3_ACCESS_KEY": "trial", "S3_SECRET_KEY": "only-on-trial",
            "ALLOWED_HOSTS": "localhost", "TRUSTED_ORIGINS": self.address, "PUBLIC_ADDRESS": self.address,
            "HTTPS": "1", "TRUSTED_PROXIES": "1", "SECOND_FACTOR_REQUIRED": "0",
        }  # fmt: skip

    # --- before the first start ---

    def _make_cluster(self) -> None:
        """Answers are kept as in production: what was said to be stored outlives a kill."""
        folder = self._folder_of_postgres("cluster")
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        run([f"{postgres_folder()}/initdb", f"--pgdata={folder}", *options], cwd=self.home, **as_postgres())

    def _copy_cluster(self) -> None:
        """A copy of PostgreSQL's folder, which follows it from then on."""
        server = ["--host", LOOPBACK, "--port", str(self.ports["postgres"]), "--username", "postgres"]
        folder = self._folder_of_postgres("replica")
        copied = [f"--pgdata={folder}", "--write-recovery-conf", "--checkpoint=fast"]
        run([of_postgres("pg_basebackup"), *server, *copied], cwd=self.home, **as_postgres())

    def _folder_of_postgres(self, name: str) -> Path:
        folder = self.home / name
        folder.mkdir(mode=0o700, exist_ok=True)  # it may be a disk of its own
        if user := as_postgres():
            shutil.chown(folder, user["user"], user["group"])
        return folder

    def _prepare(self) -> None:
        """Tables, reference data, the bucket, collected files, a certificate, and what nginx is told."""
        common = self.home / "common"
        for name in (*SERVING, "worker"):
            (self.home / name).mkdir()
            for shared in ("static", "checkpoints"):
                (common / shared).mkdir(parents=True, exist_ok=True)
                (self.home / name / shared).symlink_to(common / shared)
        self.manage("migrate", "--noinput", "--verbosity", "0")
        self.manage("load_reference")
        self.manage("make_bucket")
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.manage("error_pages")
        servers = [self.ports[name] for name in WEB]
        front.prepare(self.home, self.ports["nginx"], servers=servers, public=self.ports[PUBLIC])

    def _wait_for(self, name: str) -> None:
        ends = time.monotonic() + LONGEST
        while True:
            if serves(self.ports[name]) if name in SERVING else listens(self.ports[name]):
                return
            if time.monotonic() > ends or self._running[name].poll() is not None:
                raise RuntimeError(f"{name} does not start: {(self.home / f'{name}.out').read_text()[-2000:]}")
            time.sleep(0.1)


def main() -> None:
    """Everything with the people of the trial, until Ctrl+C."""
    home = Path(tempfile.mkdtemp(prefix="plans-", dir="/tmp"))  # other users must reach it
    machine = OneMachine(home)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        machine.start_all()
        print(machine.load_demo())
        print(f"{machine.address}  (files and logs: {home})", flush=True)
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        machine.stop_all()


if __name__ == "__main__":
    main()
