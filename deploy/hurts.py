"""Owns what happens to the whole on one machine while people save: processes go, a disk is full, and it is mended."""

import re
import time
from contextlib import suppress
from http import HTTPStatus
from io import BytesIO
from zipfile import ZipFile

import psycopg2

from deploy.browsers import Browser, rows, told, wait_until
from deploy.load import Load
from deploy.one_machine import OneMachine
from deploy.programs import ROOT
from deploy.small_disk import SmallDisk

MANY = "/plans/import/many/"
PLAN = ROOT / "fixtures" / "industries-nis-2020-21.xlsx"


def kill_web(machine: OneMachine, name: str, load: Load) -> None:
    """One of the servers behind nginx goes, and comes back."""
    machine.kill(name)
    load.goes_on()
    machine.start(name)
    load.goes_on()


def kill_beside(machine: OneMachine, name: str, administrator: Browser, load: Load) -> None:
    """Broker or worker goes; a job is asked for meanwhile, and done when it is back."""
    machine.kill(name)
    job = bring_in(administrator)
    load.goes_on()
    machine.start(name)
    wait_until(lambda: state_of(machine, job) == "done")


def kill_database(machine: OneMachine, load: Load) -> None:
    """All of PostgreSQL goes as at a loss of power, and recovers."""
    machine.kill("postgres")
    machine.start("postgres")
    load.goes_on()


def fill_disk(machine: OneMachine, disk: SmallDisk, load: Load) -> None:
    """No room is left where PostgreSQL writes; then there is some again, and nobody does anything else."""
    disk.fill()
    load.is_refused()
    disk.make_room()
    load.goes_on()


def fill_disk_for_the_log(machine: OneMachine, disk: SmallDisk, load: Load) -> None:
    """PostgreSQL has no room for its log of writes: it stops at once, and is started as systemd and compose do it."""
    disk.fill()
    load.is_refused()
    while machine.runs("postgres"):
        with suppress(psycopg2.Error):
            rows(machine, "SELECT pg_switch_wal()")  # as when the file of the log is written to its end
        time.sleep(0.2)
    disk.make_room()
    machine.kill("postgres")
    machine.start("postgres")
    load.goes_on()


def bring_in(administrator: Browser) -> int:
    """Has a zip with a document be read by a job; the job's number."""
    zipped = BytesIO()
    with ZipFile(zipped, "w") as archive:
        archive.write(PLAN, "a.xlsx")
    answer = administrator.post(MANY, {}, files={"bundle": ("all.zip", zipped.getvalue())})
    found = re.search(r"/jobs/(\d+)/", answer.url)
    if answer.status_code != HTTPStatus.OK or not found:
        raise AssertionError(told(answer))
    return int(found[1])


def state_of(machine: OneMachine, job: int) -> str:
    ((state,),) = rows(machine, "SELECT state FROM jobs_job WHERE id = %s", job)
    return str(state)
