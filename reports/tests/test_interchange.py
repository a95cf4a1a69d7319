"""Owns the proof that a report as JSON keeps the schema we state, and says the stored figures."""

import json
from decimal import Decimal

import jsonschema
import pytest
from django.urls import reverse

from plans.queries.scorecards import stored_scorecard
from plans.tests.factories import cell_of
from reports.publishing import without_persons
from reports.report_json import SCHEMA, report_json, schema_address
from reports.tests.scene import approved, returned


@pytest.fixture(scope="module")
def schema():
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


@pytest.fixture(params=["integrity", "egov"])
def report(request, reference):
    return {"integrity": returned, "egov": approved}[request.param]()


def test_the_schema_is_one(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.django_db
def test_a_report_keeps_the_schema_with_and_without_persons(report, schema):
    card = stored_scorecard(report)
    for given in (report_json(report), report_json(report, without_persons(card))):
        jsonschema.validate(given, schema, format_checker=jsonschema.FormatChecker())


def test_a_report_keeps_the_schema_in_every_state_and_quarter(industries, plan_of_size, schema):
    plans = [industries, plan_of_size(1), plan_of_size(0)]
    for report in (report for plan in plans for report in plan.reports.select_related("plan__office", "plan__year")):
        jsonschema.validate(report_json(report), schema)


@pytest.mark.parametrize("key", ["earned", "areas", "digest"])
def test_a_report_with_a_part_missing_breaks_the_schema(labour, schema, key):
    given = report_json(labour.reports.get(quarter=1))
    del given[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(given, schema)


@pytest.mark.django_db
def test_the_figures_are_the_stored_ones(report):
    card, given = stored_scorecard(report), report_json(report)
    told = [row for area in given["areas"] for row in area["indicators"]]
    assert [(row["number"], Decimal(row["earned"])) for row in told] == [
        (mark.number, mark.earned) for mark in card.marks
    ]
    assert Decimal(given["earned"]) == card.earned
    first = told[0]
    cell = cell_of(report.plan, first["number"], 1)
    assert first["quarters"]["q1"]["achievement"] == cell.achievement.as_json()
    assert first["quarters"]["q1"]["target"] == cell.target.as_json()


def test_a_report_names_the_schema_it_keeps(labour, client):
    given = report_json(labour.reports.get(quarter=1))
    assert given["schema"] == schema_address()
    address = reverse("public:schema", kwargs={"version": 1})
    assert given["schema"].endswith(address)
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/schema+json"
    assert response.json() == json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert client.get(reverse("public:schema", kwargs={"version": 2})).status_code == 404
