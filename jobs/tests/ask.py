"""Owns asking for a job in a process of its own, as the web server does: ``python -m jobs.tests.ask WHO TASK JSON``."""

import json
import sys

import django


def main() -> None:
    django.setup()
    import config.celery  # noqa: F401 - the application whose broker is asked
    from jobs.actions import ask_for
    from offices.models import Person

    username, task, arguments = sys.argv[1:]
    by = Person.objects.get(username=username)
    print(ask_for(task=task, title="কাজ", by=by, arguments=json.loads(arguments)).pk)


if __name__ == "__main__":
    main()
