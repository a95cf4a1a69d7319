"""Owns the proof of how a command starts: without the pages of the site, and without what only some commands need."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.urls import reverse

from plans.management.starting import QuietCommand
from reports.verification import address_of

SLOW_TO_READ = {
    "weasyprint", "openpyxl", "docx", "pikepdf", "xlrd", "PIL.ImageOps", "boto3",
    "celery", "import_export.resources", "tablib", "fido2", "config.urls", "flat_tables.admin", "sheets.documents",
}  # fmt: skip
TEMPLATES = "from django.template import engines; engines['django'].engine"
COMMANDS = {
    "one that asks nothing": "manage(['manage.py', 'checkpoint', '--public-key'])",
    "the printing of a form, until it prints": f"import reports.management.commands.render_report; {TEMPLATES}",
}
PROGRAM = """
import json, os, sys
import django
from django.core.management import execute_from_command_line as manage
django.setup()
{does}
print(json.dumps(sorted(sys.modules)))
"""


def modules_after(does):
    """The names of all modules a new process has read after it did that."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "BROKER_URL": ""}
    command = [sys.executable, "-c", PROGRAM.format(does=does)]
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    return set(json.loads(told.splitlines()[-1]))


@pytest.mark.parametrize("does", COMMANDS.values(), ids=COMMANDS)
def test_a_command_reads_nothing_that_it_does_not_need(does):
    read = modules_after(does)
    assert "plans.models" in read
    assert read & SLOW_TO_READ == set()


def test_every_command_of_ours_starts_so(settings):
    ours = {name: app for name, app in get_commands().items() if (settings.BASE_DIR / str(app)).is_dir()}
    assert ours
    assert {name for name, app in ours.items() if not isinstance(load_command_class(app, name), QuietCommand)} == set()


def test_the_address_on_paper_is_the_one_that_answers(settings):
    settings.PUBLIC_ADDRESS = "https://plans.example/"
    assert address_of("2K-7QXW") == "https://plans.example" + reverse("verification:verdict", args=["2K-7QXW"])


def test_a_web_process_searches_none_of_its_code_for_garbage():
    begins = "import gc, runpy; runpy.run_path('gunicorn.conf.py')['post_worker_init'](None)"
    modules = modules_after(f"{begins}; assert len(gc.get_objects()) < gc.get_freeze_count() / 10")
    assert "config.urls" in modules


def test_a_command_that_makes_no_checks_takes_the_word_that_leaves_them_out(db):
    call_command("verify_events", "--skip-checks", stdout=StringIO())
    call_command("verify_events", skip_checks=True, stdout=StringIO())
