"""Benchmarks stay runnable: each prints the figures of both sides. What the figures say is not judged here."""

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from bench.league import make_league
from plans.models import Plan

pytestmark = [pytest.mark.long, pytest.mark.database]  # processes that are told which


def printed_by(module: str, *arguments: str, **environment: str) -> str:
    """What a benchmark prints that measures a single pair."""
    command = [sys.executable, "-m", f"bench.{module}", "--pairs", "1", "--warm-ups", "0", *arguments]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def named_figures(printed: str) -> list[str]:
    """The names of the medians in milliseconds."""
    return re.findall(r"^  (\S.*?) +\d+\.\d\d ms", printed, re.MULTILINE)


def test_import_benchmark_prints_ours_and_both_ways_of_the_peer():
    names = named_figures(printed_by("import_plan"))

    assert names == ["ours", "django-import-export", "ours", "django-import-export, in bulk"]


def test_reading_benchmark_prints_ours_and_openpyxl_and_the_time_of_a_folder():
    printed = printed_by("reading", "--workbooks", "2")

    assert named_figures(printed) == ["ours", "openpyxl"]
    assert re.search(r"2 workbooks .*: \d+\.\d s, all stored", printed)


def test_comparison_benchmark_prints_ours_and_statements_by_hand_for_few_offices_and_many():
    printed = printed_by("comparison", "--here", "--offices", "500")

    on_postgres = connection.vendor == "postgresql"
    assert named_figures(printed) == ["ours", "by hand"] * (4 if on_postgres else 2)
    assert len(re.findall(r"5 queries fetch \d+ rows, \d+ kB", printed)) == 2


def test_slow_line_benchmark_prints_one_request_and_one_after_another():
    assert named_figures(printed_by("slow_line")) == ["in one request", "one by one"]


def test_the_league_of_a_benchmark_leaves_a_plan_that_is_there_as_it_is(industries):
    events = industries.events.count()
    assert len(make_league(60)) == 60
    assert Plan.objects.filter(year=industries.year, kind=industries.kind).count() == 60
    assert industries.events.count() == events


def test_entry_page_benchmark_prints_ours_and_statements_by_hand():
    printed = printed_by("entry_page", "--here", "--plans", "2")

    assert named_figures(printed) == ["ours", "by hand"]
    assert re.search(r"\d+ queries fetch \d+ rows", printed)


def compared(printed: str) -> list[str]:
    """The names whose costs are printed in seconds of clock and processor."""
    return re.findall(r"^  (\S.*?) +\d+\.\d{3} s +\d+\.\d{3} s +\d+\.\d\d +\d+\.\d\d$", printed, re.MULTILINE)


@pytest.mark.browser
def test_pdf_benchmark_prints_ours_beside_its_peers_with_their_files(browser_type_launch_args: dict[str, Any]):
    printed = printed_by("pdf", CHROMIUM=browser_type_launch_args["executable_path"])

    names = [name for name in compared(printed) if not name.startswith(("typst", "LibreOffice"))]
    assert names == [
        "ours",
        "ours, frozen, from the store",
        "Chromium kept open",
        "ours, manage.py render_report",
        "Chromium started",
    ]
    assert len(re.findall(r"\d+ pages +\d+\.\d kB +\d+ MB", printed)) >= 2


@pytest.mark.browser
def test_booklet_benchmark_prints_ours_and_two_chromiums(browser_type_launch_args: dict[str, Any]):
    printed = printed_by("booklet", "--forms", "2", CHROMIUM=browser_type_launch_args["executable_path"])

    assert compared(printed) == ["ours", "two Chromiums"]
    assert len(re.findall(r"\d+ pages +\d+\.\d MB +\d+ MB", printed)) == 2


def test_flat_table_benchmark_prints_ours_and_the_documented_default():
    printed = printed_by("flat_tables", "--here", "--rows", "100")

    assert named_figures(printed) == ["ours", "django-import-export"] * 2
    assert "148 cells of 1 plans" in printed


def test_opening_benchmark_prints_ours_and_plan_by_plan_and_how_long_many_offices_take():
    printed = printed_by("opening", "--here", "--offices", "100")

    assert named_figures(printed) == ["ours", "plan by plan"]
    on_postgres = connection.vendor == "postgresql"
    assert len(re.findall(r"\d+ plans in \d+\.\d s; a batch took", printed)) == (4 if on_postgres else 2)


def test_administration_benchmark_looks_at_every_list_of_a_made_nation():
    if connection.vendor != "postgresql":
        pytest.skip("a nation is made in PostgreSQL only")
    printed = subprocess.run(
        [sys.executable, "-m", "bench.administration", "--pairs", "1", "--offices", "200", "--indicators", "400"],
        **{"cwd": settings.BASE_DIR, "env": os.environ | {}, "capture_output": True, "text": True, "timeout": 300},
    )
    assert printed.returncode == 0, printed.stderr
    lines = re.findall(
        r"^. +\d+ queries +\d+ ms, processor +\d+, database +\d+ +(\d+) +(\S+)", printed.stdout, re.MULTILINE
    )
    assert len({address.partition("?")[0] for _status, address in lines}) > 15
    assert {status for status, _address in lines} <= {"200", "302"}  # a page behind the last one leads back


def test_the_copies_of_a_nation_of_years_are_what_their_ledgers_tell():
    if connection.vendor != "postgresql":
        pytest.skip("a nation is made in PostgreSQL only")
    command = [sys.executable, "-m", "bench.nation_years", "--proved", "--offices", "130", "--years", "1"]
    how = {"cwd": settings.BASE_DIR, "capture_output": True, "text": True, "timeout": 300}
    proved = subprocess.run(command, env=os.environ | {}, **how)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert re.search(r"2\d\d plans, \d{4,} events, 0 differences", proved.stdout), proved.stdout
