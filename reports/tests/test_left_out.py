"""Owns the proof that every table adds up and says so where possible marks shrank: one granted, one only asked."""

import csv
import json
from decimal import Decimal
from functools import partial
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from cell_values.digits import to_ascii
from marking.scorecard import MarkStatus
from offices.models import Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.exempting import decide_exemption
from plans.actions.publishing import publish_report
from plans.actions.reporting import approve_report, submit_report
from plans.models import Plan
from plans.queries.scorecards import stored_scorecard
from plans.tests.beginning import remembered
from plans.tests.factories import INDUSTRIES, cell_of, official_plan
from reports.covering import cover_letter
from reports.download_list import public_path
from reports.printing import report_of
from reports.tests.pdf.extraction import text_of
from reports.tests.pdf.tagged import TaggedPdf
from reports.verification import number_of

# Industries: 100 marks; 1.1 weighs 2 and is granted, 1.2 weighs 6 and is only asked.
WHOLE, GONE, REST = Decimal(100), Decimal(2), Decimal(98)
SAID = "“প্রযোজ্য নয়” বলে বাদ"


@pytest.fixture
def report(industries_office, rita):
    made = remembered("industries with one left out", partial(published_with_one_left_out, industries_office, rita))
    return report_of(Plan.objects.select_related("office", "year", "policy").get(pk=made.plan_id), 1)


@pytest.fixture
def rita(cabinet_division):
    return remembered("rita of what is left out", partial(add_person, "rita", cabinet_division, Role.REVIEWER))


def published_with_one_left_out(office, rita):
    """The first quarter, approved and published, with one indicator granted, one asked and one done."""
    industries, alice = official_plan(INDUSTRIES), add_person("alice", office, Role.FOCAL_POINT)
    for number, value in {"1.1": "প্রযোজ্য নয়", "1.2": "প্রযোজ্য নয়", "2.3": "১২০"}.items():
        record_achievement(cell=cell_of(industries, number, 1), value=value, version=0, by=alice)
    submitted = submit_report(report=industries.reports.get(quarter=1), by=alice)
    decide_exemption(cell=cell_of(industries, "1.1", 1), granted=True, reason="এমন সভা নেই", by=rita)
    approve_report(report=submitted, by=rita)
    return publish_report(report=submitted, by=alice)


@pytest.fixture
def taken(report, client_of, rita):
    """``taken("reports:scorecard")``: what the reviewer gets from an address of the report."""
    client = client_of(rita)

    def take(name, **place):
        response = client.get(reverse(name, kwargs={"plan_id": report.plan_id, "quarter": 1} | place))
        assert response.status_code == 200
        return response.getvalue()

    return take


def number(text):
    found = to_ascii(text.replace(" ", " ")).strip().rstrip("%")
    return Decimal(0) if found in {"–", ""} else Decimal(found)


def columns(table):
    """A table of a page by its headings: the figures of its rows, and that of its foot."""
    headings = ["".join(head.itertext()).strip() for head in table.xpath(".//thead//th")]
    rows, (foot,) = (
        [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in table.xpath(path)]
        for path in ("./tbody/tr", "./tfoot/tr[last()]")
    )
    return {name: ([row[place] for row in rows], foot[place]) for place, name in enumerate(headings)}


def check_column(found, heading, total):
    cells, foot = found[heading]
    assert sum(map(number, cells)) == number(foot) == total, heading


def test_the_scorecard_holds_what_this_is_about(report):
    card = stored_scorecard(report)
    marks = {mark.number: mark.status for mark in card.marks}
    assert (marks["1.1"], marks["1.2"]) == (MarkStatus.NOT_APPLICABLE, MarkStatus.EXEMPTION_ASKED)
    assert (card.possible_weight, card.left_out, card.possible) == (WHOLE, GONE, REST)


def test_the_areas_of_the_scorecard_add_up_on_its_page_and_on_the_public_one(report, taken, client):
    for page in (taken("reports:scorecard"), client.get(public_path(report, "")).content):
        tree = html.fromstring(page.decode())
        found = columns(tree.xpath("//table[contains(@class, 'area-table')]")[0])
        for heading, total in {"নম্বর": WHOLE, "বাদ (প্রযোজ্য নয়)": GONE, "সম্ভাব্য নম্বর": REST}.items():
            check_column(found, heading, total)
        check_column(found, "অর্জিত", report.earned)
        assert SAID in tree.text_content()


def test_the_verification_page_adds_up(report, client):
    page = client.get(reverse("verification:verdict", kwargs={"number": number_of(report)})).content.decode()
    tree = html.fromstring(page)
    found = columns(tree.xpath("//table")[0])
    check_column(found, "নম্বর", WHOLE)
    check_column(found, "বাদ (প্রযোজ্য নয়)", GONE)
    cells, foot = next(found[name] for name in found if "/" in found[name][1])
    for part, total in enumerate((report.earned, REST)):
        assert sum(number(cell.split("/")[part]) for cell in cells) == number(foot.split("/")[part]) == total
    assert SAID in tree.text_content()


def scorecard_lines(rows):
    """The lines of areas and the total of a scorecard as a table, by heading."""
    head = next(place for place, row in enumerate(rows) if row[0] == "সারি")
    lines = [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]
    return [line for line in lines if line["সারি"] == "ক্ষেত্র"], next(line for line in lines if line["সারি"] == "মোট")


def test_excel_and_csv_add_up_and_say_so(report, taken):
    excel = load_workbook(BytesIO(taken("reports:scorecard_data", ending="xlsx"))).active
    in_excel = [["" if cell is None else str(cell) for cell in row] for row in excel.iter_rows(values_only=True)]
    text = taken("reports:scorecard_data", ending="csv").decode("utf-8-sig")
    for rows in (in_excel, list(csv.reader(StringIO(text, newline="")))):
        areas, total = scorecard_lines(rows)
        for heading, whole in {"মান": WHOLE, "বাদ (প্রযোজ্য নয়)": GONE, "সম্ভাব্য": REST}.items():
            assert sum(number(line[heading]) for line in areas) == number(total[heading]) == whole, heading
    assert any(SAID in cell for row in in_excel for cell in row)


def test_json_adds_up(report, taken):
    found = json.loads(taken("reports:scorecard_data", ending="json"))
    assert [Decimal(found[name]) for name in ("weight", "left_out", "possible")] == [WHOLE, GONE, REST]
    for name, total in {"weight": WHOLE, "left_out": GONE, "possible": REST}.items():
        assert sum(Decimal(area[name]) for area in found["areas"]) == total
    assert Decimal(found["percent"]) > Decimal(found["percent_of_weight"])


def test_the_printed_scorecard_adds_up(report, taken):
    pdf = taken("reports:printed_scorecard")
    rows = [[" ".join(cell.whole_text.split()) for cell in row.kids] for row in TaggedPdf(pdf).root.all("TR")]
    lines = [row for row in rows if len(row) == 8]
    areas, total = [row for row in lines if to_ascii(row[0])[:1].isdigit()], lines[-1]
    for place, whole in {1: WHOLE, 2: GONE, 3: REST}.items():
        assert sum(number(row[place]) for row in areas) == number(total[place]) == whole
    assert "98" in to_ascii(text_of(pdf, "-raw"))


def test_the_page_before_submitting_adds_up(plan_of_size, industries, alice, rita, client_of):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="প্রযোজ্য নয়", version=0, by=alice)
    record_achievement(cell=cell_of(industries, "4.1", 1), value="৩০/০৯/২০২০", version=0, by=alice)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    decide_exemption(cell=cell_of(industries, "1.1", 1), granted=True, reason="এমন সভা নেই", by=rita)
    page = client_of(alice).get(reverse("entry:submit", kwargs={"plan_id": industries.pk, "quarter": 1})).text
    table = html.fromstring(page).xpath("//table")[0]
    last = [row.xpath("./*[last()]")[0].text_content() for row in table.xpath("./tbody/tr")]
    foot = [row.xpath("./*[last()]")[0].text_content() for row in table.xpath("./tfoot/tr")]
    assert [number(part) for part in foot[0].split("/")] == [GONE, WHOLE]
    for part, total in enumerate((industries.reports.get(quarter=1).earned, REST)):
        assert sum(number(each.split("/")[part]) for each in last) == number(foot[-1].split("/")[part]) == total


def test_letter_form_and_comparison_say_it(report, taken, client_of, rita):
    assert SAID in cover_letter(report).body
    assert "98" in to_ascii(text_of(taken("reports:official_form"), "-raw"))
    chosen = {"through": "q1", "year": "2020", "kind": "integrity"}
    page = client_of(rita).get(reverse("reports:comparison"), chosen)
    assert "মঞ্জুর করেছেন, তা অর্জিত ও প্রাপ্য কোনোটিতেই ধরা হয়নি" in page.text


def test_the_public_reads_neither_who_granted_it_nor_why(report, client):
    page = client.get(public_path(report, "")).content.decode()
    assert "পর্যালোচক “প্রযোজ্য নয়” মঞ্জুর করেছেন" in page
    assert "এমন সভা নেই" not in page
    assert "rita" not in page
