"""Owns the scene printed reports are proved on: a returned and an approved report, set once for a run of tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from marking.scorecard import Scorecard
from offices.models import Office, Person, Role, Tier
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import write_comment
from plans.actions.reporting import approve_report, assess_cell, return_report, submit_report
from plans.models import Plan, QuarterReport
from plans.queries.scorecards import stored_scorecard
from plans.tests.beginning import remembered
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, official_plan
from reports.booklet import booklet_of, print_booklet
from reports.printed.official_form import OfficialForm, official_form
from reports.printed.setting import print_official_form
from reports.printing import LANGUAGES, Paper, print_comparison, print_paper, report_of
from reports.queries.league import League

PRINTED_ON = date(2021, 10, 14)
ACHIEVED = {"1.1": "১", "1.2": "৮০", "2.3": "১২০", "4.1": "৩০/০৯/২০২০", "4.2": "হালনাগাদ করা হয়েছে"}
COMMENTS = {"4.2": "কোন তারিখে হালনাগাদ হয়েছে, তা লিখুন।", "1.2": "কার্যবিবরণী সংযুক্ত করুন।"}
REASON = "দুটি সূচকের তথ্য অসম্পূর্ণ; প্রমাণকসহ আবার জমা দিন।"

Key = tuple[str, str, str]  # report, kind of plan, language


@dataclass(frozen=True)
class Scene:
    """The reports as they are stored, and their forms filled."""

    forms: dict[str, OfficialForm]
    cards: dict[str, Scorecard]


@cache
def printed(form: OfficialForm) -> bytes:
    """A form as PDF; the same form is set once."""
    return print_official_form(form)


@pytest.fixture(scope="session")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Scene:
    """Industries (integrity): returned. Labour (egov): approved."""
    with django_db_blocker.unblock(), _undone():
        reports = _reports()
        return Scene(
            forms={kind: official_form(report, printed_on=PRINTED_ON) for kind, report in reports.items()},
            cards={kind: stored_scorecard(report) for kind, report in reports.items()},
        )


@pytest.fixture(scope="session")
def papers(scene: Scene, django_db_blocker: DjangoDbBlocker) -> dict[Key, bytes]:
    """Everything printed of the scene, with the comparison of its offices beside it, in both languages."""
    with django_db_blocker.unblock(), _undone():
        return dict(_papers(_reports()))


@pytest.fixture(scope="session")
def integrity(scene: Scene) -> OfficialForm:
    """The form of the Ministry of Industries through its first quarter, returned for correction."""
    return scene.forms["integrity"]


@pytest.fixture(scope="session")
def egov(scene: Scene) -> OfficialForm:
    """The form of the Ministry of Labour through its first quarter, approved."""
    return scene.forms["egov"]


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _reports() -> dict[str, QuarterReport]:
    return {"integrity": returned(), "egov": approved()}


def _papers(reports: dict[str, QuarterReport]) -> Iterator[tuple[Key, bytes]]:
    for language in LANGUAGES:
        for kind, report in reports.items():
            for paper in set(Paper) - ({Paper.LETTER} if kind == "egov" else set()):
                pdf = print_paper(paper, report, printed_on=PRINTED_ON, language=language)
                yield (paper.value, kind, language), pdf
        year, offices = reports["integrity"].plan.year, Office.objects.filter(tier=Tier.MINISTRY)
        league = League(offices, "integrity", year, 1)
        yield ("comparison", "integrity", language), print_comparison(league, printed_on=PRINTED_ON, language=language)
        with translation.override(language):
            yield ("booklet", "integrity", language), print_booklet(booklet_of(league, printed_on=PRINTED_ON))


def returned() -> QuarterReport:
    """The first quarter of Industries, with what was achieved, returned for correction."""
    return _first_of(remembered("industries returned", partial(_returned, _reviewer())))


def approved() -> QuarterReport:
    """The first quarter of Labour, assessed and approved."""
    return _first_of(remembered("labour approved", partial(_approved, _reviewer())))


def _first_of(plan: Plan) -> QuarterReport:
    return report_of(Plan.objects.select_related("office", "year", "policy").get(pk=plan.pk), 1)


def _returned(rita: Person) -> Plan:
    plan = official_plan(INDUSTRIES)
    focal = _focal_point(plan)
    for number, value in ACHIEVED.items():
        record_achievement(cell=cell_of(plan, number, 1), value=value, version=0, by=focal)
    report = submit_report(report=plan.reports.get(quarter=1), by=focal)
    for number, text in COMMENTS.items():
        write_comment(cell=cell_of(plan, number, 1), text=text, by=rita)
    return_report(report=report, reason=REASON, by=rita)
    return plan


def _approved(rita: Person) -> Plan:
    plan = official_plan(LABOUR)
    report = submit_report(report=plan.reports.get(quarter=1), by=_focal_point(plan))
    for number, marks in (("2.1.1", 4), ("2.1.2", 2)):
        assess_cell(cell=cell_of(plan, number, 1), marks=Decimal(marks), reason="প্রমাণক দেখা হয়েছে", by=rita)
    approve_report(report=report, by=rita)
    return plan


def _focal_point(plan: Plan) -> Person:
    return add_person(f"focal-{plan.kind}", plan.office, Role.FOCAL_POINT)


def _reviewer() -> Person:
    known = Person.objects.filter(username="reviewer").first()
    return known or remembered("reviewer of the scene", _new_reviewer)


def _new_reviewer() -> Person:
    cabinet_division = Office.objects.get(tier=Tier.CABINET_DIVISION)
    return add_person("reviewer", cabinet_division, Role.REVIEWER, name_bn="রিতা সেন")
