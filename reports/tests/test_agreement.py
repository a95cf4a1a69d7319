"""Owns the proof that screen, PDF, Excel, CSV, Word and JSON of a report agree figure by figure, for both real plans.

Four quarters are filled; each medium is read back on its own (``agreement``), and none may lack a figure another has.
"""

from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse

from cell_values.digits import to_bengali
from cell_values.reading import read_value
from cell_values.value import Unit
from marking.scorecard import MarkStatus
from offices.models import Role
from offices.tests.people import add_person
from plan_tree.terms import QUARTERS
from plans.actions.publishing import publish_report
from plans.actions.reporting import approve_report, assess_cell, submit_report
from plans.actions.scoring import refresh_scorecards
from plans.models import Indicator, Plan, QuarterCell
from plans.models.fields import value_columns
from plans.queries.scorecards import stored_scorecard
from plans.tests.beginning import remembered
from plans.tests.factories import INDUSTRIES, LABOUR, cell_of, official_plan
from plans.tests.stepping import approve_through
from reports.download_list import public_path
from reports.printing import report_of
from reports.tests import agreement

COUNTS = {"integrity": (13, 37), "egov": (2, 13)}
# What a medium of the official form has room for; the rest of a report it cannot show.
INTEGRITY_FORM = {"annual", "target", "achieved", "total", "mark"}
PARTS = {
    "integrity": dict.fromkeys(("screen", "PDF", "Excel", "Word", "CSV"), INTEGRITY_FORM),
    "egov": {
        "screen": {"grade", "achieved", "total", "mark"},
        "PDF": {"grade", "achieved"},
        "Excel": {"grade", "achieved"},
        "Word": {"grade", "achieved"},
        "CSV": {"annual", "grade", "achieved", "total", "mark"},
    },
}
ACHIEVED = {  # by unit, in turn from indicator to indicator and quarter to quarter
    Unit.NUMBER: ("১", "২টি", "0", "১.৫", "--"),
    Unit.PERCENT: ("৮০%", "৯৯.৫", "৪০%", "২৫%"),
    Unit.LAKH_TAKA: ("১.২৫", "০.৫"),
    Unit.NUMBER_AND_DATE: ("২টি, ৩০/১১/{year}", "১টি, ৩০/০৫/{next}"),
    Unit.DATE: ("৩০/০৯/{year}", "২৯/১২/{year}", "হালনাগাদ করা হয়েছে", "২৫/০৩/{next}", "১০/০৬/{next}", "--"),
}


def fill(plan):
    """Something in every cell: numbers, percents, dates, words and nothing achieved, in both sorts of digits."""
    start = plan.year.start_year
    years = {"year": to_bengali(str(start)), "next": to_bengali(str(start + 1))}
    rows = Indicator.objects.filter(activity__area__plan=plan).prefetch_related("cells")
    cells = []
    for place, row in enumerate(rows):
        unit = Unit(row.unit)
        texts = ACHIEVED[unit]
        for cell in row.cells.all():
            text = texts[(place + cell.quarter) % len(texts)].format(**years)
            cell.achievement = read_value(text, unit, start_year=start).value
            cells.append(cell)
    QuarterCell.objects.bulk_update(cells, value_columns("achievement"))
    refresh_scorecards(plan)


def approve(plan, by, reviewer):
    """The fourth quarter, with marks for what no rule can mark."""
    approve_through(plan, 3, by=by, reviewer=reviewer)
    report = submit_report(report=plan.reports.get(quarter=4), by=by)
    waiting = {MarkStatus.WORDS, MarkStatus.UNREADABLE, MarkStatus.NO_TARGET}
    for mark in stored_scorecard(plan.reports.get(quarter=4)).marks:
        if mark.status in waiting:
            marks = (mark.weight / 3).quantize(Decimal("0.01"))
            assess_cell(cell=cell_of(plan, mark.number, 4), marks=marks, reason="প্রমাণক দেখা হয়েছে", by=reviewer)
    approve_report(report=report, by=reviewer, leaves_unassessed=True)
    return report_of(plan, 4)


@pytest.fixture
def rita(cabinet_division):
    return remembered("rita of the agreement", partial(add_person, "rita", cabinet_division, Role.REVIEWER))


@pytest.fixture(params=[INDUSTRIES, LABOUR], ids=["industries", "labour"])
def report(request, rita):
    made = remembered(f"{request.param} filled and published", partial(filled_and_published, request.param, rita))
    return report_of(Plan.objects.select_related("office", "year", "policy").get(pk=made.plan_id), 4)


def filled_and_published(name, rita):
    plan = official_plan(name)
    by = add_person("focal", plan.office, Role.FOCAL_POINT)
    fill(plan)
    return publish_report(report=approve(plan, by, rita), by=by)


@pytest.fixture
def taken(report, client_of, rita):
    """``taken("reports:scorecard_data", ending="csv")``: what the reviewer gets from an address of the report."""
    client = client_of(rita)

    def take(name, *, quarter=4, query="", **place):
        address = reverse(name, kwargs={"plan_id": report.plan_id, "quarter": quarter} | place)
        response = client.get(address + query)
        assert response.status_code == 200, address
        return response.getvalue()

    return take


def differences(expected, found):
    names = sorted(expected.keys() | found.keys())
    return {name: (expected.get(name), found.get(name)) for name in names if expected.get(name) != found.get(name)}


def scorecards(taken):
    return {
        "screen": agreement.scorecard_on_screen(taken("reports:scorecard")),
        "PDF": agreement.scorecard_on_paper(taken("reports:printed_scorecard")),
        "Excel": agreement.scorecard_in_excel(taken("reports:scorecard_data", ending="xlsx")),
        "CSV": agreement.scorecard_in_csv(taken("reports:scorecard_data", ending="csv")),
    }


def forms(kind, taken):
    pages = {str(quarter): taken("entry:entry", quarter=quarter) for quarter in QUARTERS}
    paper, excel = taken("reports:official_form"), agreement.rows_in_excel(taken("entry:export"))
    word = agreement.rows_in_word(taken("reports:form_data", ending="docx"))
    on_screen, on_paper, in_table = (
        getattr(agreement, f"{kind}_{medium}") for medium in ("on_screen", "on_paper", "in_table")
    )
    return {
        "screen": on_screen(pages),
        "PDF": on_paper(paper),
        "Excel": in_table(excel),
        "Word": in_table(word),
        "CSV": agreement.form_in_csv(taken("reports:form_data", ending="csv", query="?language=en")),
    }


def test_screen_pdf_excel_csv_word_and_json_agree_figure_by_figure(report, taken):
    kind, content = report.plan.kind, taken("reports:scorecard_data", ending="json")
    areas, indicators = COUNTS[kind]
    card, form = agreement.scorecard_in_json(content), agreement.form_in_json(content)
    assert len(card) == 3 * indicators + 2 * areas + 3
    assert {name[1] for name in form if name[0] == "achieved"} == {name[1] for name in card if name[0] == "mark"}
    assert sum(name[0] == "achieved" for name in form) == 4 * indicators
    for medium, found in scorecards(taken).items():
        room = card if medium != "PDF" else {name: each for name, each in card.items() if name[0] != "area possible"}
        assert differences(room, found) == {}, f"the scorecard as {medium}"
    for medium, found in forms(kind, taken).items():
        shown = {name: each for name, each in form.items() if name[0] in PARTS[kind][medium]}
        assert shown
        told = {name: each for name, each in found.items() if name[0] in PARTS[kind][medium]}
        assert differences(shown, told) == {}, f"the form as {medium}"


def test_what_is_published_agrees_with_what_the_office_sees(report, taken, client):
    own = agreement.scorecard_in_json(taken("reports:scorecard_data", ending="json"))
    figures = {name: each for name, each in own.items() if name[0] != "why"}
    read = {
        "": agreement.scorecard_on_screen,
        "pdf": agreement.scorecard_on_paper,
        "xlsx": agreement.scorecard_in_excel,
        "csv": agreement.scorecard_in_csv,
        "json": agreement.scorecard_in_json,
    }
    public = {ending: reader(client.get(public_path(report, ending)).getvalue()) for ending, reader in read.items()}
    for ending, found in public.items():
        room = (
            figures if ending != "pdf" else {name: each for name, each in figures.items() if name[0] != "area possible"}
        )
        assert differences(room, {name: each for name, each in found.items() if name[0] != "why"}) == {}, ending
        assert differences(public["json"], found).keys() <= {name for name in own if name[0] == "area possible"}, ending


def test_a_figure_that_differs_anywhere_is_found(report, taken):
    content = taken("reports:scorecard_data", ending="json")
    expected = agreement.scorecard_in_json(content)
    number = next(name[1] for name in expected if name[0] == "mark")
    changed = expected | {("mark", number): "99.99"}
    assert list(differences(expected, changed)) == [("mark", number)]
    del changed[("mark", number)]
    assert list(differences(expected, changed)) == [("mark", number)]
