"""Owns the proof of the command that opens a year: the dry run, the doing, its JSON and its exit codes."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from administration.opening_job import ask_to_open
from offices.models import Deadline, Office, Tier
from plans.actions.templates import make_template
from plans.models import Event, MarkingPolicy, Plan
from year_opening.queries.opening import opening_of
from year_opening.queries.opening_offices import OpeningChoices

pytestmark = pytest.mark.django_db


def run(*arguments):
    """The exit code and what was printed."""
    out, code = StringIO(), 0
    try:
        call_command("open_year", *arguments, stdout=out)
    except SystemExit as ended:
        code = int(ended.code)
    return code, out.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as error:
        call_command("open_year", *arguments, stdout=StringIO())
    return error.value.returncode, str(error.value)


def test_a_dry_run_says_what_would_be_done_and_does_nothing(reference):
    code, printed = run("2028-29", "--tier", "ministry", "--half-years", "ministry", "--dry-run", "--json")
    told = json.loads(printed)
    assert (code, told["year"], told["saved"], told["problems"], told["done"]) == (0, "2028-29", False, [], None)
    days = {day["quarter"]: day["outcome"] for day in told["deadlines"] if day["tier"] == "ministry"}
    assert days == {"q1": "not_due", "q2": "made", "q3": "not_due", "q4": "made"}
    assert {each["kind"]: each["made"] > 20 for each in told["plans"]} == {"integrity": True, "egov": True}
    assert not Plan.objects.exists()
    assert not Event.objects.exists()


def test_the_year_is_opened_by_a_named_administrator(administrator):
    code, printed = run(
        "২০২৮-২৯", "--tier", "ministry", "--kind", "egov", "--by", "admin", "--day", "ministry:q1=১৮/১০/২০২৮"
    )
    assert (code, printed.splitlines()[-1]) == (0, f"done: plans {Plan.objects.count()} egov; focal points 0")
    assert Plan.objects.count() > 20
    assert {event.by for event in Event.objects.all()} == {administrator}
    assert f"{Deadline.objects.get(year__start_year=2028, tier='ministry', quarter=1).due_on}" == "2028-10-18"


def test_what_was_done_is_told_as_json(administrator):
    code, printed = run("2028-29", "--tier", "ministry", "--kind", "egov", "--by", "admin", "--json")
    told = json.loads(printed)
    assert (code, told["saved"]) == (0, True)
    assert (told["done"]["people"], told["done"]["plans"]) == (0, {"egov": Plan.objects.count()})


def test_what_lacks_is_named_and_nothing_is_done(administrator):
    Deadline.objects.filter(tier="ministry", quarter=1).delete()
    code, printed = run("2028-29", "--by", "admin", "--half-years", "none", "--json")
    told = json.loads(printed)
    assert (code, told["saved"]) == (1, False)
    assert told["problems"] == ["ministry q1: - refused (no earlier year has a day for it; write one)"]
    assert not Plan.objects.exists()


def test_a_kind_without_policy_is_a_problem_and_the_others_are_opened(administrator):
    MarkingPolicy.objects.filter(kind="egov").delete()
    code, printed = run("2028-29", "--tier", "ministry", "--by", "admin", "--json")
    told = json.loads(printed)
    assert (code, len(told["problems"]), list(told["done"]["plans"])) == (1, 1, ["integrity"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("2028-30",),
        ("2028-29",),
        ("2028-29", "--by", "nobody"),
        ("2028-29", "--by", "admin", "--day", "ministry:q5=15/10/2028"),
        ("2028-29", "--by", "admin", "--day", "ministry:q1=31/02/2028"),
        ("2028-29", "--by", "admin", "--day", "ministry:q1=1৫/10/2028"),
    ],
)
def test_wrong_usage_is_told_by_its_own_code(administrator, arguments):
    assert refused(*arguments)[0] == 2
    assert not Plan.objects.exists()


def test_who_is_no_administrator_opens_nothing(alice):
    assert refused("2028-29", "--by", "alice") == (1, "Only an administrator can do this.")
    assert not Plan.objects.exists()


def test_a_job_that_opens_the_year_goes_first(administrator):
    choices = OpeningChoices(2028, ("integrity",), ("ministry",))
    ask_to_open(opening=opening_of(choices), by=administrator)
    code, why = refused("2028-29", "--by", "admin")
    assert (code, why.startswith("admin is opening this fiscal year just now")) == (1, True)
    assert not Plan.objects.exists()
    assert run("2029-30", "--tier", "ministry", "--kind", "egov", "--by", "admin")[0] == 0


def test_plans_of_the_year_before_are_rolled_over_and_what_to_look_at_is_told(industries, administrator):
    code, printed = run(
        "2021-22", "--tier", "ministry", "--kind", "integrity", "--roll-over", "--by", "admin", "--json"
    )
    told = json.loads(printed)
    assert (code, told["plans"][0]["rolled"], told["done"]["rolled"]) == (0, 1, {"integrity": 1})
    assert told["done"]["to_see"] == [{"office": "শিল্প মন্ত্রণালয়", "kind": "integrity", "points": 12}]


def test_plans_begin_with_the_template_of_the_year_where_that_is_asked_for(industries, administrator):
    make_template(plan=industries, start_year=2021, tier=Tier.MINISTRY, choices={}, by=administrator)
    Office.objects.filter(tier="ministry").exclude(pk=industries.office_id).update(makes_plan=False)
    asked = ("2021-22", "--tier", "ministry", "--kind", "integrity", "--by", "admin", "--json")
    code, printed = run(*asked, "--templates", "--dry-run")
    (kind,) = json.loads(printed)["plans"]
    assert (code, kind["made"], kind["templated"]) == (0, 1, 1)
    assert json.loads(run(*asked, "--templates")[1])["done"]["templated"] == {"integrity": 1}
    assert Plan.objects.get(year__start_year=2021).areas.count() == 13
