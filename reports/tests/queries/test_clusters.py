"""Owns the proof of places within a cluster: like offices among themselves, on page, paper and in tables."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from flat_tables.office_table import OfficeTable
from flat_tables.tests.tables import exported, imported, problems, totals
from offices.models import Office
from plans.models import Event
from reports.queries.comparison import compare, compare_page
from reports.queries.league import League
from reports.tests.league import KIND, departments, stand

PAGE = "reports:comparison"
PERCENTS = [90, 70, 70, 50, None, 95, 20]
CLUSTERS = ["বড়", "বড়", "বড়", "বড়", "বড়", "ছোট", ""]


@pytest.fixture
def office_above(industries_office):
    return industries_office


@pytest.fixture
def year(office_above):
    """Five large departments of which one handed nothing in, a small one, and one in no cluster."""
    offices = departments(len(PERCENTS), under=office_above)
    for office, cluster in zip(offices, CLUSTERS, strict=True):
        Office.objects.filter(pk=office.pk).update(cluster=cluster)
    return stand(offices, PERCENTS)


def places(found):
    return {
        row.office.name_bn[-1]: row.in_cluster
        and (row.in_cluster.rank, row.in_cluster.ranked, row.in_cluster.is_shared)
        for row in found.rows
    }


@pytest.mark.parametrize("comparing", [compare, lambda league, sort: compare_page(league, sort=sort, page="1")])
def test_an_office_is_ranked_among_those_of_its_cluster(year, office_above, comparing):
    found = comparing(League(Office.objects.filter(parent=office_above), KIND, year, 4), sort="-earned")
    assert places(found) == {
        **{"1": (1, 4, False), "2": (2, 4, True), "3": (2, 4, True), "4": (4, 4, False)},
        **{"6": (1, 1, False), "7": None},
    }


def test_places_cost_one_query_and_nothing_where_there_are_no_clusters(year, office_above, django_assert_num_queries):
    league = League(Office.objects.filter(parent=office_above), KIND, year, 4)
    with django_assert_num_queries(3):
        compare(league)
    Office.objects.update(cluster="")
    with django_assert_num_queries(2):
        assert set(places(compare(league)).values()) == {None}


def asked(office_above, year, **more):
    return {
        "kind": KIND,
        "year": year.start_year,
        "through": 4,
        "tier": "department",
        "under": office_above.name_bn,
    } | more


def test_the_page_compares_among_like_offices(client_of, rita, year, office_above):
    client = client_of(rita)
    page = client.get(reverse(PAGE), asked(office_above, year))
    text = " ".join(page.text.split())
    assert "একই ধরনের দপ্তরের মধ্যে" in text
    assert "২=/৪" in text
    assert '<option value="বড়">' in page.text
    only = client.get(reverse(PAGE), asked(office_above, year, cluster="বড়"))
    assert [row.office.name_bn[-1] for row in only.context["rows"]] == ["1", "2", "3", "4"]
    assert '<option value="বড়" selected>' in only.text
    unknown = client.get(reverse(PAGE), asked(office_above, year, cluster="নেই"))
    assert unknown.status_code == 200


def test_without_clusters_nothing_is_asked_or_shown(client_of, rita, year, office_above):
    Office.objects.update(cluster="")
    page = client_of(rita).get(reverse(PAGE), asked(office_above, year))
    assert "একই ধরনের দপ্তরের মধ্যে" not in page.text
    assert 'name="cluster"' not in page.text


def test_tables_and_paper_have_the_place_in_the_cluster(client_of, rita, year, office_above):
    client, choice = client_of(rita), asked(office_above, year)
    content = client.get(reverse("reports:comparison_data", kwargs={"ending": "csv"}), choice).content.decode(
        "utf-8-sig"
    )
    rows = list(csv.reader(StringIO(content)))
    head = next(row for row in rows if "গুচ্ছ" in row)
    at = head.index("গুচ্ছ")
    assert head[at + 1] == "গুচ্ছে ক্রম"
    by_name = {row[1]: row[at : at + 2] for row in rows if len(row) > at}
    assert by_name["অধিদপ্তর 3"][0] == "বড়"
    assert by_name["অধিদপ্তর 3"][1] in {"2", "২"}
    excel = client.get(reverse("reports:comparison_data", kwargs={"ending": "xlsx"}), choice).content
    cells = {cell.value for row in load_workbook(BytesIO(excel)).active.iter_rows() for cell in row}
    assert {"গুচ্ছ", "গুচ্ছে ক্রম", "ছোট"} <= cells
    pdf = client.get(reverse("reports:printed_comparison"), choice)
    assert pdf.content.startswith(b"%PDF")


# --- who says which offices are alike ------------------------------------------------------------------------------


def test_an_administrator_puts_an_office_in_a_cluster_and_the_ledger_tells(client_of, administrator, industries_office):
    client = client_of(administrator)
    place = reverse("admin:offices_office_change", args=[industries_office.pk])
    form = client.get(place).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    inlines = {
        f"spellings-{name}": client.get(place).context["inline_admin_formsets"][0].formset.management_form[name].value()
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    rows = client.get(place).context["inline_admin_formsets"][0].formset.initial_forms
    for row in rows:
        inlines |= {row[name].html_name: row[name].value() for name in ("id", "office", "spelling")}
    typed = {name: "on" if value is True else value for name, value in typed.items() if value is not False}
    response = client.post(place, typed | inlines | {"cluster": "  বড়   মন্ত্রণালয় "})
    assert response.status_code == 302, response.context["errors"]
    industries_office.refresh_from_db()
    assert industries_office.cluster == "বড় মন্ত্রণালয়"
    event = Event.objects.filter(verb="edit_office").latest("pk")
    assert (event.before, event.after) == ({"cluster": ""}, {"cluster": "বড় মন্ত্রণালয়"})
    listed = client.get(reverse("admin:offices_office_changelist"), {"cluster": "বড় মন্ত্রণালয়"})
    assert [row.pk for row in listed.context["cl"].result_list] == [industries_office.pk]


def test_the_flat_table_brings_clusters_in_and_out(industries_office, administrator):
    (row,) = exported(OfficeTable, Office.objects.filter(pk=industries_office.pk))
    assert row["cluster"] in {"", None}
    assert totals(imported(OfficeTable, [row | {"cluster": "বড় মন্ত্রণালয়"}], administrator)) == (0, 1, 0)
    (again,) = exported(OfficeTable, Office.objects.filter(pk=industries_office.pk))
    assert again["cluster"] == "বড় মন্ত্রণালয়"
    without = {name: value for name, value in again.items() if name != "cluster"}
    assert totals(imported(OfficeTable, [without], administrator)) == (0, 0, 1)
    assert problems(imported(OfficeTable, [again | {"cluster": "ক" * 101}], administrator))
    industries_office.refresh_from_db()
    assert industries_office.cluster == "বড় মন্ত্রণালয়"
