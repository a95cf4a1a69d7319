"""Owns an import killed in the middle: ``python -m … SQL FILE`` dies right after the statement that begins so."""

import os
import signal
import sys
from typing import Any

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from sheets import isolation

    isolation.NICE, isolation.BY_THE_CLOCK = 0, 50  # as in the tests' own process: a busy machine reads slowly
    beginning, path = sys.argv[1:]

    def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.startswith(beginning):
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(kill):
        call_command("import_plan", path)


if __name__ == "__main__":
    main()
