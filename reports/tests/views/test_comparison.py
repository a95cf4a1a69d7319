"""Owns the proof of the comparison of offices: who stands where, by which figures, in how many queries."""

import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from io import BytesIO
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cell_values.digits import to_ascii
from imports.actions.importing import store_plan
from offices.models import Deadline, DeadlineExtension, FiscalYear, Office, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.actions.scoring import refresh_scorecards
from plans.models import LeagueEntry, QuarterCell, QuarterReport
from plans.tests.beginning import remembered
from plans.tests.factories import cell_of, draft_of_size
from reports.queries.comparison import compare
from reports.queries.league import League, _order
from reports.queries.opening_quarter import opening_quarter, years_with_plans
from reports.queries.submissions import submissions, totals
from reports.tests.league import departments, stand
from reports.tests.pdf.extraction import text_of

COMPARISON, PRINTED = "reports:comparison", "reports:printed_comparison"
YEAR = 2022


def plan_for(office, achieved, *, size=2, hands_in=True):
    """A plan of weight ``size`` of an office, with so many things done in the first quarter, and handed in."""
    plan = store_plan(
        draft=draft_of_size(size), office=office, year=FiscalYear.objects.get(start_year=YEAR), by=None
    ).plan
    person = add_person(f"focal-{office.pk}", office, Role.FOCAL_POINT)
    if achieved:
        record_achievement(cell=cell_of(plan, "1.1", 1), value=achieved, version=0, by=person)
    if hands_in:
        submit_report(report=plan.reports.get(quarter=1), by=person)
    return plan


@pytest.fixture
def offices(reference):
    """Four ministries, of which three have handed in ½, ¼ and ¼ marks of the ½ due in the first quarter."""
    names = {"a": "কৃষি মন্ত্রণালয়", "b": "খাদ্য মন্ত্রণালয়", "c": "ভূমি মন্ত্রণালয়", "d": "রেলপথ মন্ত্রণালয়"}
    found = {key: Office.objects.get(name_bn=name) for key, name in names.items()}
    remembered(
        "three handed in", lambda: [plan_for(found[key], done).pk for key, done in zip("abc", "১২১", strict=True)]
    )
    return found


def compared(offices, *, through=1, sort="-earned"):
    chosen = Office.objects.filter(pk__in=[office.pk for office in offices.values()])
    year = FiscalYear.objects.get(start_year=YEAR)
    return compare(League(chosen, "integrity", year, through), sort=sort)


def test_offices_are_ranked_by_marks_and_equals_share_a_rank(offices):
    rows = compared(offices).everybody
    assert [(row.office.name_bn, row.earned, row.rank) for row in rows] == [
        ("খাদ্য মন্ত্রণালয়", Decimal("0.50"), 1),
        ("কৃষি মন্ত্রণালয়", Decimal("0.25"), 2),
        ("ভূমি মন্ত্রণালয়", Decimal("0.25"), 2),
        ("রেলপথ মন্ত্রণালয়", None, "–"),
    ]


def test_an_office_without_a_plan_is_named_and_not_marked_zero(offices):
    (group,) = compared(offices).apart
    (row,) = group.rows
    assert (group.reason, group.count, group.label) == ("no_plan", 1, "পরিকল্পনা নেই")
    assert (row.office, row.earned, row.state, row.url) == (offices["d"], None, "missing", "")


def test_offices_are_sorted_by_name_mark_or_area_either_way(offices):
    assert [row.earned for row in compared(offices, sort="earned").rows] == [
        Decimal("0.25"),
        Decimal("0.25"),
        Decimal("0.5"),
    ]
    by_name = [row.office.name_bn for row in compared(offices, sort="name").rows]
    assert by_name == sorted(by_name)
    assert [row.office.name_bn for row in compared(offices, sort="-name").rows] == by_name[::-1]
    assert compared(offices, sort="-area-1").rows[0].office == offices["b"]
    assert compared(offices, sort="area-1").rows[-1].office == offices["b"]


def test_areas_are_squares_with_percentage_and_level(offices):
    found = compared(offices)
    assert [(number, weight) for number, _title, weight in found.areas] == [("1", 2)]
    squares = {row.office.pk: row.areas[0][:3] for row in found.everybody}
    assert squares[offices["b"].pk] == ("1", 100, 5)
    assert squares[offices["a"].pk] == ("1", 50, 2)
    assert squares[offices["d"].pk] == ("1", None, None)


def test_what_is_not_handed_in_stands_apart_and_is_neither_ranked_nor_coloured(offices, rita):
    plan_for(offices["d"], "২", hands_in=False)  # as much as the best
    return_report(report=offices["a"].plans.get().reports.get(quarter=1), reason="প্রমাণক দিন", by=rita)
    for sort in ("-earned", "earned", "name", "-name", "-area-1", "area-1"):
        found = compared(offices, sort=sort)
        rows = found.everybody
        assert [(group.reason, group.count) for group in found.apart] == [("returned", 1), ("not_handed_in", 1)]
        assert {row.office for row in rows[2:]} == {offices["a"], offices["d"]}
        assert [row.rank for row in rows[2:]] == ["–", "–"]
        assert [row.areas[0][1:3] for row in rows if row.office == offices["d"]] == [(100, None)]
        assert [row.trend for row in rows[2:]] == [(), ()]
    assert sorted(row.rank for row in rows[:2]) == [1, 2]


def test_where_nothing_was_due_an_area_has_no_percentage(offices):
    plan = offices["a"].plans.get()
    QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=1).update(
        target_text="", target_quantity=None
    )
    refresh_scorecards(plan)
    row = next(row for row in compared(offices).unranked if row.office == offices["a"])
    assert (row.due, row.percent, row.rank, row.areas[0][1]) == (0, None, "–", None)


def test_what_was_done_before_its_time_makes_no_more_than_all_of_what_was_due(offices):
    plan = plan_for(offices["d"], "৪")
    row = next(row for row in compared(offices).rows if row.office == offices["d"])
    assert (row.earned, row.due, row.percent, row.areas[0][1]) == (1, Decimal("0.5"), 100, 100)
    assert plan.league_entries.get(quarter=4).percent == 50


@pytest.mark.parametrize(("handed_in", "opens_at"), [((), 4), ((1,), 1), ((1, 2), 2), ((2,), 2), ((1, 2, 3, 4), 4)])
def test_the_page_opens_at_the_quarter_handed_in_last_and_else_at_the_current_one(
    reference, rita, client_of, handed_in, opens_at
):
    plan = plan_for(Office.objects.get(name_bn="কৃষি মন্ত্রণালয়"), "১", hands_in=False)
    plan.league_entries.filter(quarter__in=handed_in).update(state="submitted", ranked_by=F("percent"))
    page = client_of(rita).get(reverse(COMPARISON))
    assert page.context["choice"].league.through == opens_at
    assert page.context["filters"]["through"].value() == str(opens_at)


def test_the_page_says_what_is_ranked_and_what_its_colours_mean(offices, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON)).text
    for words in (
        "শতাংশ সমান হলে ক্রমও সমান (= চিহ্ন); পরের ক্রম আগের সব দপ্তর গুনে: ১, ২, ২, ৪।",
        "এ পর্যন্ত প্রাপ্য নম্বরের কত শতাংশ অর্জিত (সর্বোচ্চ ১০০)",
        "প্রাপ্য ০.৫০-এর ১০০.০০%",
    ):
        assert words in page
    assert page.index("খাদ্য মন্ত্রণালয়</a>") < page.index("ক্রমে নেই") < page.index("রেলপথ মন্ত্রণালয়")
    fold = re.search(r'<details class="apart">.*?</details>', page, re.DOTALL)[0]
    assert "পরিকল্পনা নেই: ৫১" in re.search(r"<summary>.*?</summary>", fold, re.DOTALL)[0]
    assert fold.count("<li>") == 51
    assert "heat-" not in fold


def test_trends_end_with_the_chosen_quarter(offices):
    offices["b"].league_entries.filter(quarter__gt=1).update(state="submitted", ranked_by=F("percent"))
    (row,) = (row for row in compared(offices, through=3).rows if row.office == offices["b"])
    assert row.trend == ((1, 100), (2, 50), (3, 33))


def test_submitted_and_approved_reports_are_counted(offices, rita):
    found = compared(offices)
    assert (found.total, found.submitted, found.approved) == (4, 3, 0)
    approve_report(report=offices["a"].plans.get().reports.get(quarter=1), by=rita)
    found = compared(offices)
    assert (found.total, found.submitted, found.approved) == (4, 3, 1)


def test_the_latest_revision_of_a_plan_counts(offices):
    revised = offices["a"].plans.get()
    revised.pk, revised.revision = None, 2
    revised.save()
    QuarterReport.objects.create(plan=revised, quarter=1)
    refresh_scorecards(revised)
    (row,) = (row for row in compared(offices).unranked if row.office == offices["a"])
    assert (row.earned, row.rank, row.url) == (0, "–", reverse("reports:scorecard", args=[revised.pk, 1]))


# --- the page ----------------------------------------------------------------------------------------------------


def test_the_page_shows_every_office_that_makes_plans(offices, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON)).text
    assert page.count("কৃষি মন্ত্রণালয়") >= 1
    assert "অর্থ বিভাগ" in page
    assert not re.search(r"<th[^>]*>\s*(<a[^>]*>)?\s*অর্থ মন্ত্রণালয়", page)  # it makes no plan itself


def test_a_reviewer_of_a_ministry_sees_the_offices_below_only(offices, industries_office, client_of):
    Office.objects.create(parent=industries_office, name_bn="বিসিক", name_en="BSCIC", tier="department", code="3601")
    reviewer = add_person("reviewer", industries_office, Role.REVIEWER)
    page = client_of(reviewer).get(reverse(COMPARISON), {"tier": "department"}).text
    assert "বিসিক" in page
    assert "কৃষি মন্ত্রণালয়" not in client_of(reviewer).get(reverse(COMPARISON)).text


def test_a_year_of_drafts_does_not_hide_the_last_that_was_handed_in(offices, rita, client_of):
    year = FiscalYear.objects.get(start_year=YEAR + 1)
    draft = draft_of_size(2)
    store_plan(draft=draft, office=offices["a"], year=year, by=None)
    page = client_of(rita).get(reverse(COMPARISON))
    assert (page.context["choice"].league.year.start_year, page.context["choice"].league.through) == (YEAR, 1)
    LeagueEntry.objects.filter(year__start_year=YEAR).update(state="draft", ranked_by=None)
    assert client_of(rita).get(reverse(COMPARISON)).context["choice"].league.year == year


def test_it_opens_at_what_offices_the_reader_sees_handed_in_and_not_at_what_others_did(
    offices, industries_office, rita, client_of
):
    department = Office.objects.create(parent=industries_office, name_bn="বিসিক", name_en="BSCIC", tier="department")
    plan_for(department, "১")
    offices["a"].plans.get().league_entries.filter(quarter=3).update(state="approved", ranked_by=F("percent"))
    reviewer = client_of(add_person("reviewer", industries_office, Role.REVIEWER))
    assert reviewer.get(reverse(COMPARISON)).context["choice"].league.through == 1
    assert client_of(rita).get(reverse(COMPARISON)).context["choice"].league.through == 3
    assert client_of(rita).get(reverse(COMPARISON), {"tier": "department"}).context["choice"].league.through == 1


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2022, 8, 1), 1),
        (date(2022, 10, 5), 1),
        (date(2023, 1, 1), 2),
        (date(2023, 6, 30), 3),
        (date(2023, 7, 1), 4),
    ],
)
def test_before_anything_is_handed_in_it_opens_at_the_last_quarter_that_is_over(reference, day, quarter):
    (year,) = (each for each in years_with_plans("integrity", Office.objects.all()) if each.start_year == YEAR)
    assert opening_quarter(year, today=day) == quarter


def test_the_latest_year_of_which_anything_of_the_kind_was_handed_in_is_shown_first(
    offices, labour, charlie, rita, client_of
):
    page = client_of(rita).get(reverse(COMPARISON))
    assert page.context["filters"].data["year"] == "2022"
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    page = client_of(rita).get(reverse(COMPARISON), {"kind": "egov"})
    assert (page.context["filters"].data["year"], page.context["choice"].league.through) == ("2021", 1)
    assert "১১.০০" in page.text


@pytest.mark.parametrize(
    "query", [{"year": "1999"}, {"kind": "apa"}, {"through": "9"}, {"sort": "'"}, {"tier": "x"}, {"sort": "area-99"}]
)
def test_choices_that_do_not_exist_fall_back_to_the_usual_page(offices, rita, client_of, query):
    response = client_of(rita).get(reverse(COMPARISON), query)
    assert response.status_code == 200
    assert "খাদ্য মন্ত্রণালয়" in response.text


@pytest.mark.parametrize("search", ["কৃষি", "Agri", "কৃসি মন্ত্রনালয়", "কিৃষি"])
def test_an_office_is_searched_for_in_either_language(offices, rita, client_of, search):
    page = client_of(rita).get(reverse(COMPARISON), {"search": search}).text
    assert "কৃষি মন্ত্রণালয়" in page
    assert "খাদ্য মন্ত্রণালয়" not in page


@pytest.mark.parametrize(
    ("query", "language", "told"),
    [
        ({}, "bn", "ক্রম"),
        ({"search": "কৃষি"}, "bn", "কেবল বাছাই করা দপ্তর, ক্রম তাদের মধ্যে। নাম বা কোড: কৃষি"),
        ({"search": "Agri", "tier": "ministry"}, "en", "ranked among themselves. Tier: Ministry; Name or code: Agri"),
    ],
)
def test_paper_and_files_say_which_offices_were_chosen(offices, rita, client_of, query, language, told):
    """The first of one stood on paper as the first of all ministries."""
    chosen = query | {"language": language}
    workbook = client_of(rita).get(reverse("reports:comparison_data", args=["xlsx"]), chosen)
    assert told in load_workbook(BytesIO(workbook.content)).active["A3"].value
    if language == "en":  # what is told of a Bengali PDF comes out in another order
        assert "ranked among themselves" in text_of(client_of(rita).get(reverse(PRINTED), chosen).content)


@pytest.mark.parametrize("view", ["ranking", "quarters"])
def test_52_ministries_by_13_areas_and_4_quarters_take_six_queries_session_and_person_included(
    reference, rita, client_of, view
):
    ministries = Office.objects.filter(tier__in=["ministry", "division"], makes_plan=True)[:52]
    stand(ministries, [number % 40 * 2.5 for number in range(52)])
    client = client_of(rita)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse(COMPARISON), {"view": view})
    assert len(queries) <= 6
    assert page.text.count('class="heat heat-') >= 52 * 13 * (4 if view == "quarters" else 1)


@pytest.mark.parametrize("view", ["ranking", "quarters", "trend", "distribution", "submissions"])
def test_5_ministries_and_54_take_the_same_queries_and_at_most_ten(reference, rita, client_of, view):
    """Of which every other one handed in, the others have a draft or no plan at all."""
    client, counts, makers = client_of(rita), [], list(Office.objects.filter(makes_plan=True))
    stand(makers[:36], [number % 40 * 2.5 for number in range(36)])
    drafts = [office.pk for office in makers[1:36:2]]
    LeagueEntry.objects.filter(office__in=drafts).update(state="draft", ranked_by=None)
    for shown in (makers[33:38], makers):
        Office.objects.update(makes_plan=False)
        Office.objects.filter(pk__in=[office.pk for office in shown]).update(makes_plan=True)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse(COMPARISON), {"view": view})
        assert page.context["counts"]["total"] == len(shown)
        counts.append(len(queries))
    assert len(makers) == 54
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize("view", ["ranking", "quarters", "trend", "distribution", "submissions"])
def test_a_page_of_many_offices_takes_at_most_ten_queries_too(industries_office, rita, client_of, view):
    made = departments(130, under=industries_office)
    stand(made[:100], list(range(100)))
    LeagueEntry.objects.filter(office__in=[office.pk for office in made[80:100]]).update(state="draft", ranked_by=None)
    client = client_of(rita)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse(COMPARISON), {"tier": "department", "view": view, "page": "2"})
    assert page.context["counts"]["total"] == 130
    assert len(queries) <= 10


@pytest.mark.parametrize("view", ["ranking", "quarters", "trend", "distribution", "submissions"])
def test_no_view_takes_more_queries_for_more_offices(offices, rita, client_of, view):
    client, counts = client_of(rita), []
    for more in (0, 1):
        if more:
            plan_for(offices["d"], "১", size=20)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(COMPARISON), {"view": view}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_ties_are_shown_beside_the_rank(offices, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON), {"through": "1"}).text
    ranks = re.findall(r'<td class="number rank">(.*?)</td>', page, re.DOTALL)
    assert [re.sub(r"<.*?>", "", rank).strip() for rank in ranks] == ["১", "২= সমান", "২= সমান"]


def test_columns_sort_by_links_that_say_how_they_are_sorted(offices, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON), {"sort": "-area-1", "through": "1"}).text
    (head,) = re.findall(r"<th[^>]*aria-sort=\"descending\"[^>]*>.*?</th>", page, re.DOTALL)
    assert "sort=area-1" in head
    assert "ক্ষেত্র 1" in head


@pytest.mark.parametrize("sort", ["unearned", "area-1 desc", "earned'x"])
def test_an_order_that_no_page_offers_is_no_choice(offices, rita, client_of, sort):
    address = reverse("reports:comparison_data", kwargs={"ending": "csv"})
    assert client_of(rita).get(address, {"sort": sort}).status_code == 400
    assert client_of(rita).get(reverse(COMPARISON), {"sort": sort}).context["sort"] == "-earned"


@pytest.mark.parametrize("sort", ["-earned", "earned", "name", "-area-1"])
def test_offices_of_one_name_and_figure_keep_their_places_from_page_to_page(sort):
    """Whether a database would mix them is its own affair; it is told not to."""
    assert _order(sort, F("percent"))[-1] == "pk"


def test_squares_lead_to_their_area_of_their_quarter_and_there_are_none_before_it_is_handed_in(
    offices, rita, client_of
):
    plan = offices["b"].plans.get()
    plan.league_entries.filter(quarter=2).update(state="submitted", ranked_by=F("percent"))
    page = client_of(rita).get(reverse(COMPARISON), {"view": "quarters", "through": "1"}).text
    for quarter in (1, 2, 3, 4):
        is_shown = f"{reverse('reports:scorecard', args=[plan.pk, quarter])}#area-1" in page
        assert is_shown == (quarter < 3), quarter
    assert page.count('<td class="heat heat-') == 4  # of three offices in the first quarter, of one in the second


# --- which offices -----------------------------------------------------------------------------------------------


@pytest.fixture
def bscic(offices, industries_office):
    """A department of the Ministry of Industries, and an office below it."""
    department = Office.objects.create(
        parent=industries_office, name_bn="ক্ষুদ্র ও কুটির শিল্প কর্পোরেশন", name_en="BSCIC", tier="department", code="3601"
    )
    Office.objects.create(parent=department, name_bn="বিসিক যশোর", name_en="BSCIC Jashore", tier="field_office")
    return department


def shown(client, **query):
    """The offices on a page, ranked or apart."""
    context = client.get(reverse(COMPARISON), query).context
    apart = [row for group in context["apart"] for row in group.rows]
    return [row.office.name_en for row in (*context["rows"], *apart)]


@pytest.mark.parametrize("under", ["শিল্প মন্ত্রণালয়", "শিল্প মন্ত্রনালয়", "Ministry of Industries", "36", "৩৬"])
def test_all_offices_under_a_ministry_are_found_by_its_name_spelling_or_code(bscic, rita, client_of, under):
    assert sorted(shown(client_of(rita), under=under)) == ["BSCIC", "BSCIC Jashore"]


def test_a_tier_narrows_the_offices_below(bscic, rita, client_of):
    assert shown(client_of(rita), under="শিল্প মন্ত্রণালয়", tier="field_office") == ["BSCIC Jashore"]


def test_a_ministry_links_to_the_offices_below_it(bscic, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON), {"search": "শিল্প মন্ত্রণালয়"})
    (link,) = re.findall(r'class="offices-below" href="([^"]+)"', page.text)
    assert sorted(shown(client_of(rita), **dict(parse_qsl(unescape(link)[1:])))) == ["BSCIC", "BSCIC Jashore"]


def test_nobody_under_an_unknown_office_is_said(bscic, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON), {"under": "কল্পিত"})
    assert "empty-title" in page.text
    assert not page.context["rows"]


def test_a_reviewer_of_a_ministry_first_sees_all_below_and_nothing_beside(bscic, industries_office, client_of):
    client = client_of(add_person("reviewer", industries_office, Role.REVIEWER))
    assert sorted(shown(client)) == ["BSCIC", "BSCIC Jashore", "Ministry of Industries"]
    assert shown(client, under="কৃষি মন্ত্রণালয়") == []
    assert shown(client, tier="ministry") == ["Ministry of Industries"]


@pytest.mark.parametrize("search", ["ক্ষুদ্র ও কুটির", "BSCIC", "৩৬০১", "3601"])
def test_an_office_is_found_by_part_of_a_name_or_its_code(bscic, rita, client_of, search):
    assert "BSCIC" in shown(client_of(rita), search=search, tier="all")


def test_many_offices_come_page_by_page_and_keep_their_choices(industries_office, rita, client_of):
    stand(departments(70, under=industries_office), list(range(70)))
    client = client_of(rita)
    query = {"tier": "department", "sort": "-earned"}
    first, second = (client.get(reverse(COMPARISON), query | {"page": page}) for page in "12")
    assert [len(page.context["rows"]) for page in (first, second)] == [60, 10]
    assert second.context["rows"][0].rank == 61
    assert "tier=department" in re.findall(r'rel="next" href="([^"]+)"', first.text)[0]
    assert first.context["counts"]["total"] == 70


def test_more_offices_than_paper_bears_are_refused_with_a_sentence(industries_office, rita, client_of):
    departments(501, under=industries_office)
    for name in ("reports:printed_comparison", "reports:booklet"):
        query = {"kind": "integrity", "year": "2022", "through": "4", "tier": "department"}
        answer = client_of(rita).get(reverse(name), query, follow=True)
        assert "এখানে ৫০১টি দপ্তর; একবারে সর্বোচ্চ ৫০০টি ছাপা যায়।" in answer.text


# --- trend, distribution, submissions ------------------------------------------------------------------------------


def test_the_trend_shows_every_year_and_quarter_of_offices_mean_and_median(reference, rita, client_of):
    ministries = Office.objects.filter(tier="ministry", makes_plan=True)[:3]
    for year, percents in ((2021, [40, 60, 80]), (2022, [20, 60, 100])):
        stand(ministries, percents, year=year)
    page = client_of(rita).get(reverse(COMPARISON), {"view": "trend", "office": ministries[0].pk})
    trend = page.context["trend"]
    assert trend.moments == tuple((year, quarter) for year in (2021, 2022) for quarter in (1, 2, 3, 4))
    assert [trend.means[3], trend.means[7], trend.medians[7]] == [60, 60, 60]
    assert trend.chosen.percents[3::4] == (40, 20)
    assert [series.name for series in trend.chart.series] == ["গড়", "মধ্যমা", ministries[0].name_bn]
    assert "গড় ১৫.০০% থেকে ৬০.০০%" in page.text
    (beside,) = re.findall(r'<table class="plain-table">.*?</table>', page.text, re.DOTALL)
    assert '২০২২-২০২৩, ৪র্থ কোয়ার্টার</th><td class="number">৬০.০০</td>' in beside
    assert beside.count("<tr>") == 1 + 8


def test_the_distribution_stands_in_the_chart_its_words_and_the_table(offices, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON), {"view": "distribution", "through": "1"})
    assert page.context["distribution"].words.startswith("৩টি দপ্তর; গড় ৬৬.৬৭%, মধ্যমা ৫০.০০%")
    svg = re.search(r"<svg.*?</svg>", page.text, re.DOTALL)[0]
    assert 'role="img"' in svg
    assert "style=" not in svg
    assert re.search(r"<th scope=\"row\">৫০–৫৯</th><td class=\"number\">২</td>", page.text)


def test_reports_are_in_time_late_missing_or_not_due_by_the_day_of_their_office(offices, rita, administrator):
    year = FiscalYear.objects.get(start_year=YEAR)
    plans = {key: offices[key].plans.get() for key in "abc"}
    for key, (day, hour) in {"a": (15, 23), "b": (18, 0), "c": (18, 9)}.items():
        moment = datetime(YEAR, 10, day, hour, 30, tzinfo=timezone.get_current_timezone())
        plans[key].league_entries.filter(quarter=1).update(state="submitted", submitted_at=moment)
    plans["c"].league_entries.filter(quarter=2).update(state="returned")
    deadline = Deadline.objects.get(year=year, quarter=1, tier=offices["c"].tier)
    DeadlineExtension.objects.create(
        deadline=deadline, office=offices["c"], until=date(YEAR, 10, 31), reason="বন্যা", granted_by=administrator
    )
    rows = submissions(compared(offices, sort="name").everybody, year, today=date(YEAR + 1, 1, 20))
    found = {row.office.pk: [(each.sending.value, each.days) for each in row.submissions] for row in rows}
    assert found[offices["a"].pk] == [("in_time", 0), ("missing", 5), ("not_due", 0), ("not_due", 0)]
    assert found[offices["b"].pk][0] == ("late", 3)
    assert found[offices["c"].pk][:2] == [("in_time", 0), ("returned", 0)]
    assert found[offices["d"].pk][:2] == [("missing", 97), ("missing", 5)]
    assert totals(rows)[0] == (1, {"in_time": 2, "late": 1, "missing": 1})


def test_what_nobody_asks_for_is_neither_due_nor_missing_nor_in_time(offices, rita, client_of):
    """A half-yearly tier hands two quarters in; an office that was closed owes none that ended later."""
    year = FiscalYear.objects.get(start_year=YEAR)
    Deadline.objects.filter(year=year, tier=offices["a"].tier, quarter__in=(1, 3)).delete()
    moment = datetime(YEAR, 10, 18, 9, 30, tzinfo=timezone.get_current_timezone())
    offices["b"].plans.get().league_entries.filter(quarter=1).update(state="submitted", submitted_at=moment)
    Office.objects.filter(pk=offices["c"].pk).update(closed_on=date(YEAR, 11, 15))
    rows = submissions(compared(offices, sort="name").everybody, year, today=date(YEAR + 1, 7, 20))
    found = {row.office.pk: [each.sending.value for each in row.submissions] for row in rows}
    assert found[offices["a"].pk][1:] == ["missing", "not_asked", "missing"]
    assert found[offices["b"].pk][0] == "handed_in"
    assert found[offices["c"].pk][1:] == ["not_asked"] * 3
    page = client_of(rita).get(reverse(COMPARISON), {"view": "submissions"}).text
    assert "দিতে হবে না" in page


def test_the_words_under_the_matrix_add_up_to_all_offices(offices, rita, client_of):
    offices["c"].plans.get().league_entries.filter(quarter=1).update(state="returned", ranked_by=None)
    page = client_of(rita).get(reverse(COMPARISON), {"view": "submissions"}).text
    feet = re.findall(r"<td[^>]*>([^<]*সময়মতো [^<]*)</td>", page)
    without_plan = int(to_ascii(re.search("পরিকল্পনা নেই: ([০-৯]+)", page)[1]))
    assert [sum(int(number) for number in re.findall(r"[0-9]+", to_ascii(foot))) for foot in feet] == [3] * 4
    assert 3 + without_plan == 54
    assert "ফেরত ১" in feet[0]


def test_the_matrix_says_it_in_words_and_leads_to_the_scorecards(offices, rita, client_of):
    page = client_of(rita).get(reverse(COMPARISON), {"view": "submissions"})
    assert "জমা হয়নি" in page.text
    assert reverse("reports:scorecard", args=[offices["a"].plans.get().pk, 3]) in page.text
