"""Owns PgBouncer before PostgreSQL: a command is run through it, each transaction on whichever connection is free.

bin/with-postgres .venv/bin/python -m deploy.pooler COMMAND [ARGUMENT...]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import dj_database_url

from deploy.ports import HeldPorts
from deploy.programs import LONGEST, LOOPBACK, as_postgres, found, listens

INI = """
[databases]
* = host={host} port={server} user={user}
[pgbouncer]
listen_addr = {loopback}
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
"""


def main() -> None:
    """Exit code of the command; DATABASE_URL names PostgreSQL before, and the pooler for the command."""
    database = dj_database_url.parse(os.environ["DATABASE_URL"])
    held = HeldPorts(["pooler"])
    port = held.of["pooler"]
    with tempfile.TemporaryDirectory(prefix="pooler-", dir="/tmp") as home:
        Path(home).chmod(0o755)  # PgBouncer does not run as root
        server = database["PORT"] or 5432
        told = INI.format(host=database["HOST"], server=server, user=database["USER"], port=port, loopback=LOOPBACK)
        (Path(home) / "pooler.ini").write_text(told, "utf-8")
        pooler = subprocess.Popen([found("pgbouncer"), "--quiet", f"{home}/pooler.ini"], cwd=home, **as_postgres())
        try:
            _wait_for(pooler, port)
            address = f"postgres://{database['USER']}@{LOOPBACK}:{port}/{database['NAME']}"
            given = os.environ | {"DATABASE_URL": address, "DATABASE_POOLING": "transaction"}
            code = subprocess.run(sys.argv[1:], env=given, check=False).returncode
        finally:
            pooler.kill()
            pooler.wait(timeout=LONGEST)
            held.give_back()
    sys.exit(code)


def _wait_for(pooler: "subprocess.Popen[bytes]", port: int) -> None:
    ends = time.monotonic() + LONGEST
    while not listens(port):
        if pooler.poll() is not None or time.monotonic() > ends:
            raise RuntimeError("PgBouncer does not start")
        time.sleep(0.05)


if __name__ == "__main__":
    main()
