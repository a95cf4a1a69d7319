"""Owns the proof of the pages of offices: who sees which part of the tree, the search, what an office page shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from offices.models import Office, Role, Tier
from offices.tests.people import add_person

TREE = reverse("offices:tree")


@pytest.fixture
def corporation(industries_office):
    return Office.objects.create(
        parent=industries_office,
        tier=Tier.DEPARTMENT,
        name_bn="রসায়ন শিল্প সংস্থা",
        name_en="Chemical Corporation",
        code="3601",
    )


def shown(response):
    return [row["office"].name_bn for row in response.context["rows"]]


def test_an_administrator_sees_the_top_of_the_tree_and_what_lies_below(administrator, client_of, industries_office):
    response = client_of(administrator).get(TREE)
    assert response.context["office"].tier == Tier.CABINET_DIVISION
    assert industries_office.name_bn in shown(client_of(administrator).get(TREE, {"page": 1})) + shown(
        client_of(administrator).get(TREE, {"page": 2})
    )


def test_a_focal_point_sees_the_own_office_and_the_names_of_those_above(alice, client_of, corporation):
    page = client_of(alice).get(TREE)
    assert page.context["office"].name_bn == "শিল্প মন্ত্রণালয়"
    assert page.context["crumbs"][0] == {"url": "", "label": "মন্ত্রিপরিষদ বিভাগ"}
    assert client_of(alice).get(reverse("offices:office", args=[corporation.pk])).status_code == 404


def test_a_head_walks_down_from_the_own_office_and_back(client_of, industries_office, corporation):
    head = client_of(add_person("helen", industries_office, Role.HEAD))
    assert shown(head.get(TREE)) == ["রসায়ন শিল্প সংস্থা"]
    below = head.get(reverse("offices:office", args=[corporation.pk]))
    assert below.context["crumbs"][-2]["url"] == reverse("offices:office", args=[industries_office.pk])


def test_who_holds_nothing_sees_nothing(db, client_of):
    response = client_of(add_person("nobody")).get(TREE)
    assert response.status_code == 200
    assert shown(response) == []


@pytest.mark.parametrize("text", ["রশায়ন সিল্প", "chemical", "৩৬০১", "3601", "  রসায়ন  "])
def test_an_office_is_found_in_any_spelling_with_the_way_to_it(rita, client_of, corporation, text):
    response = client_of(rita).get(TREE, {"search": text})
    assert shown(response) == ["রসায়ন শিল্প সংস্থা"]
    assert "মন্ত্রিপরিষদ বিভাগ › শিল্প মন্ত্রণালয়" in response.text


def test_a_mistyped_name_is_answered_with_what_is_like_it(rita, client_of, corporation):
    response = client_of(rita).get(TREE, {"search": "রশায়ণ সংসথা"})
    assert shown(response) == ["রসায়ন শিল্প সংস্থা"]
    assert "নামে কোনো দপ্তর নেই" in response.text


def test_a_search_stays_within_what_one_may_look_at(alice, client_of, corporation):
    for text in ("রসায়ন", "রসায়ণ সংসথা", "শ্রম"):
        response = client_of(alice).get(TREE, {"search": text})
        assert shown(response) == [], text
        assert "কোনো দপ্তর পাওয়া যায়নি" in response.text


def test_an_office_page_leads_to_its_plans(rita, client_of, industries):
    page = client_of(rita).get(reverse("offices:office", args=[industries.office_id]))
    assert reverse("entry:entry", kwargs={"plan_id": industries.pk, "quarter": 4}) in page.text


def test_the_page_speaks_english_too(rita, client_of, corporation):
    client = client_of(rita)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("offices:office", args=[corporation.parent_id])).text
    assert "Chemical Corporation" in page
    assert "Offices below" in page


@pytest.mark.parametrize("data", [{}, {"search": "দপ্তর"}, {"search": "রশায়ণ সংসথা"}])
def test_many_offices_cost_as_many_queries_as_one(rita, client_of, corporation, data):
    client, counts = client_of(rita), []
    for number in (1, 60):
        Office.objects.bulk_create(
            Office(parent=corporation.parent, tier=Tier.FIELD_OFFICE, name_bn=f"দপ্তর {each}", name_en=f"Office {each}")
            for each in range(number * 100, number * 101)
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(TREE, data)
        counts.append(len(queries))
    assert max(counts) <= 10
    assert counts[0] == counts[1]
