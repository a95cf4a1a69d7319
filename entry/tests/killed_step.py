"""Owns a step of a quarter killed in the middle: ``python -m … SQL STEP PLAN PERSON`` dies right after a statement."""

import os
import signal
import sys
from typing import Any

import django


def main() -> None:
    django.setup()
    from django.db import connection

    from offices.models import Person
    from plans.actions import reopening, reporting
    from plans.models import QuarterReport

    beginning, step, plan, person = sys.argv[1:]
    report, by = QuarterReport.objects.get(plan=plan, quarter=1), Person.objects.get(pk=person)

    def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.startswith(beginning):
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(kill):
        if step == "submit":
            reporting.submit_report(report=report, by=by)
        elif step == "return":
            reporting.return_report(report=report, reason="কারণ", by=by)
        elif step == "approve":
            reporting.approve_report(report=report, by=by)
        else:
            reopening.reopen_report(report=report, reason="কারণ", by=by)


if __name__ == "__main__":
    main()
