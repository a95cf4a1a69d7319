"""Owns running a command as a shell does: what it prints, and the code it ends with."""

import json
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.management import CommandError, get_commands, load_command_class


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(name: str, *arguments: object) -> Run:
    """Runs ``manage.py NAME ARGUMENTS`` within the test's own transaction."""
    command = load_command_class(get_commands()[name], name)
    command._called_from_command_line = True
    out, err = StringIO(), StringIO()
    try:
        options = vars(command.create_parser("manage.py", name).parse_args([str(each) for each in arguments]))
        command.execute(*options.pop("args", ()), **options | {"stdout": out, "stderr": err})
    except SystemExit as end:
        return Run(int(end.code or 0), out.getvalue(), err.getvalue())
    except CommandError as error:
        return Run(error.returncode, out.getvalue(), str(error))
    return Run(0, out.getvalue(), err.getvalue())
