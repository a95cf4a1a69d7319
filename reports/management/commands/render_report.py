"""Owns the command that gives a report as PDF or as data: of a plan's quarter, or of all offices."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone, translation

from offices.models import FiscalYear, Office
from offices.queries.lookup import find_year
from plans.kinds import plan_kinds
from plans.management.arguments import add_through_argument, plan_named, quarter_named
from plans.management.starting import QuietCommand
from reports.file_formats import Format, NotOffered
from reports.printed.comparison import printed_comparison
from reports.printed.letter import NothingReturned
from reports.printing import LANGUAGES, Paper, print_comparison, print_paper, report_of
from reports.queries.league import TOP_TIERS, League

OF_ALL_OFFICES = ("comparison", "booklet")
PDF = "pdf"


class Command(QuietCommand):
    help = "Gives a report of a plan through a quarter. Exit 0: done, 1: no such plan or report, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--report", choices=[*(paper.value for paper in Paper), *OF_ALL_OFFICES], default="form")
        parser.add_argument("--office", metavar="NAME|CODE", help="needed for all but comparison and booklet")
        parser.add_argument("--year", required=True, metavar="2020-21")
        parser.add_argument("--kind", required=True, choices=list(plan_kinds()))
        add_through_argument(parser)
        parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
        parser.add_argument("--format", choices=[PDF, *(each.value for each in Format)], default=PDF)
        parser.add_argument("-o", "--output", required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = self._of_all(options) if options["report"] in OF_ALL_OFFICES else self._of_plan(options)
        except NotOffered as error:
            raise CommandError(str(error), returncode=2) from error
        try:
            Path(options["output"]).write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}", returncode=2) from error

    def _of_plan(self, options: dict[str, Any]) -> bytes:
        if not options["office"]:
            raise CommandError(f"--office is needed for a {options['report']}", returncode=2)
        report = report_of(plan_named(options), quarter_named(options))
        paper, today = Paper(options["report"]), timezone.localdate()
        try:
            if options["format"] != PDF:
                from reports.spreadsheets import report_file  # reads what writes Word and Excel

                return report_file(paper, Format(options["format"]), report, language=options["language"])
            return print_paper(paper, report, printed_on=today, language=options["language"])
        except NothingReturned as error:
            raise CommandError(str(error), returncode=1) from error

    def _of_all(self, options: dict[str, Any]) -> bytes:
        if options["office"]:
            raise CommandError(f"--office has no meaning for a {options['report']}", returncode=2)
        offices, today = Office.objects.filter(tier__in=TOP_TIERS), timezone.localdate()
        league = League(offices, options["kind"], _year(options), quarter_named(options))
        if options["format"] != PDF:
            return self._as_data(options, league, today)
        if options["report"] == "comparison":
            return print_comparison(league, printed_on=today, language=options["language"])
        from reports.booklet import booklet_of, print_booklet  # reads what joins many files

        with translation.override(options["language"]):
            return print_booklet(booklet_of(league, printed_on=today))

    def _as_data(self, options: dict[str, Any], league: League, today: date) -> bytes:
        if options["report"] != "comparison":
            raise NotOffered(f"no {options['report']} as {options['format']}")
        from reports.spreadsheets import comparison_file

        with translation.override(options["language"]):
            return comparison_file(Format(options["format"]), printed_comparison(league, printed_on=today))


def _year(options: dict[str, Any]) -> FiscalYear:
    year = find_year(options["year"])
    if year is None:
        raise CommandError(f"year {options['year']!r} is unknown; write it as 2020-21", returncode=2)
    return year
