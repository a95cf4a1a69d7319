"""Owns the proof of the pages of marking policies, and of trying rules on a plan without storing anything."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imports.actions.importing import refusals_of_new
from imports.queries.readings import read_plans
from offices.models import FiscalYear
from plans.actions.achievements import record_achievement
from plans.actions.exempting import decide_exemption
from plans.actions.policies import add_policy_version
from plans.actions.reporting import submit_report
from plans.models import Event, MarkingPolicy, QuarterReport
from plans.tests.factories import LABOUR, cell_of, workbook
from plans.tests.stepping import approve_through

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|ALTER|CREATE|DROP|TRUNCATE)\b", re.IGNORECASE)
AS_IS = {
    "interpolate": "true",
    "below_lowest": "prorata",
    "late_date_share": "০",
    "several_dates": "share",
    "number_and_date": "share",
    "not_applicable": "exclude",
    "decimals": "2",
}


@pytest.fixture
def base(reference):
    return MarkingPolicy.objects.get(kind="integrity")


@pytest.fixture
def lenient(base, administrator):
    """From 2022-23 late dates earn half."""
    return add_policy_version(
        base=base,
        name="শুদ্ধাচার ২০২২-২৩",
        valid_from=FiscalYear.objects.get(start_year=2022),
        switches=base.switches | {"late_date_share": "0.5"},
        reason="বিলম্বেও কাজ হয়",
        by=administrator,
    )


def page_of(policy):
    return reverse("plans:policy", kwargs={"policy_id": policy.pk})


def new_of(policy):
    return reverse("plans:new_policy", kwargs={"policy_id": policy.pk})


def try_on(plan, quarter=1):
    return reverse("plans:try_out", kwargs={"plan_id": plan.pk, "quarter": quarter})


# --- reading -----------------------------------------------------------------------------------------------------


def test_the_list_says_where_each_policy_holds_and_how_many_plans_use_it(industries, lenient, rita, client_of):
    kinds = client_of(rita).get(reverse("plans:policies")).context["kinds"]
    new, old = next(found for kind, found in kinds if kind.code == "integrity")
    assert (new.policy, new.plans, [new.years[0].start_year, new.years[-1].start_year]) == (lenient, 0, [2022, 2027])
    assert (old.policy, old.plans, [old.years[0].start_year, old.years[-1].start_year]) == (
        industries.policy,
        1,
        [2017, 2021],
    )


def test_a_policy_is_read_in_words_with_what_is_our_interpretation(base, rita, client_of):
    page = client_of(rita).get(page_of(base)).text
    assert "দুই গ্রেডের মাঝে সরলরৈখিক" in page
    assert "একাধিক তারিখের প্রতিটির সমান অংশ" in page
    assert page.count("আমাদের ব্যাখ্যা</span>") == 5
    assert page.count("সরকারি ভাষ্য থেকে") == 2


def test_a_policy_is_read_in_english_too(base, rita, client_of):
    client = client_of(rita)
    client.cookies["django_language"] = "en"
    page = client.get(page_of(base)).text
    assert "between two grades linear" in page
    assert "our interpretation" in page


def test_a_version_says_what_differs_from_the_one_before_who_made_it_and_why(lenient, rita, client_of):
    page = client_of(rita).get(page_of(lenient)).text
    assert "<del>বিলম্বিত তারিখে ওই অংশের ০%</del> → <ins>বিলম্বিত তারিখে ওই অংশের ৫০%</ins>" in page
    assert "বিলম্বেও কাজ হয় – admin" in page


def test_a_policy_lists_the_plans_that_use_it_and_on_demand_all_of_its_kind(industries, lenient, rita, client_of):
    client = client_of(rita)

    def offices(policy, **asked):
        return [item["plan"].office for item in client.get(page_of(policy), asked).context["plans"]]

    assert offices(industries.policy) == [industries.office]
    assert offices(lenient) == [industries.office]  # nobody uses it yet: to try it on
    assert offices(industries.policy, office="শ্রম") == []
    assert offices(industries.policy, office="industries") == [industries.office]
    assert offices(industries.policy, office="শিল্প\u200b  মন্ত্রণাল\u09df") == [industries.office]


def test_a_focal_point_reads_the_policy_of_the_own_plan_alone(industries, lenient, labour, alice, client_of):
    client = client_of(alice)
    page = client.get(page_of(industries.policy))
    assert [version.policy for version in page.context["versions"]] == [industries.policy]
    assert client.get(page_of(lenient)).status_code == 404
    assert client.get(page_of(labour.policy)).status_code == 404
    assert client.get(reverse("plans:policies")).status_code == 403


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_takes_as_many_queries_for_many_plans_as_for_one(plan_of_size, rita, client_of, size):
    plans = [plan_of_size(1) for _ in range(size)]
    policy, client = plans[0].policy, client_of(rita)
    with CaptureQueriesContext(connection) as queries:
        assert len(client.get(page_of(policy)).context["plans"]) == size
    assert len(queries) <= 11


# --- a new version -----------------------------------------------------------------------------------------------


def test_an_administrator_makes_a_new_version(base, administrator, client_of):
    client = client_of(administrator)
    data = AS_IS | {"name": "শুদ্ধাচার, ২য়", "valid_from": base.valid_from_id, "reason": "পরামর্শসভা"}
    response = client.post(new_of(base), data | {"late_date_share": "৫০%"})
    made = MarkingPolicy.objects.get(kind="integrity", version=2)
    assert (response.status_code, response.url) == (302, page_of(made))
    assert (made.name, made.switches["late_date_share"]) == ("শুদ্ধাচার, ২য়", "0.5")
    assert Event.objects.get(verb="add_policy").by == administrator


@pytest.mark.parametrize(
    ("given_otherwise", "said"),
    [
        ({}, "কোনো নিয়মের পার্থক্য নেই"),
        ({"late_date_share": "৫০", "name": "শুদ্ধাচার ২০২০-২১"}, "আলাদা নাম দিন"),
        ({"late_date_share": "১০১"}, "০ থেকে ১০০-র মধ্যে"),
        ({"late_date_share": "অর্ধেক"}, "অর্ধেক"),
    ],
)
def test_what_makes_no_version_comes_back_with_a_sentence(base, administrator, client_of, given_otherwise, said):
    data = AS_IS | {"name": "শুদ্ধাচার, ২য়", "valid_from": base.valid_from_id, "reason": "পরামর্শসভা"}
    response = client_of(administrator).post(new_of(base), data | given_otherwise)
    assert response.status_code == 422
    assert said in response.text
    assert MarkingPolicy.objects.filter(kind="integrity").count() == 1


# --- trying ------------------------------------------------------------------------------------------------------


@pytest.fixture
def late(industries, alice):
    """4.1, one of four dates worth a mark in all, was kept in the first quarter and missed in the second."""
    for quarter, text in ((1, "30/09/2020"), (2, "05/01/2021")):
        record_achievement(cell=cell_of(industries, "4.1", quarter), value=text, version=0, by=alice)
    return industries


def test_before_rules_are_chosen_the_page_shows_those_in_force(late, alice, client_of):
    response = client_of(alice).get(try_on(late))
    assert response.context["trial"] is None
    assert response.context["form"]["late_date_share"].value() == "০"


@pytest.mark.parametrize("share", ["৫০", "50", "৫০%"])
def test_late_dates_that_earned_half_would_change_these_marks(late, alice, client_of, share):
    response = client_of(alice).get(try_on(late, 2), AS_IS | {"late_date_share": share})
    trial = response.context["trial"]
    (row,) = trial.changed
    assert (row.mark.after.number, row.mark.before.earned, row.mark.after.earned) == (
        "4.1",
        Decimal("0.25"),
        Decimal("0.38"),
    )
    area = next(area for area in trial.areas if area.after.number == "4")
    assert area.moved == trial.difference.moved == Decimal("0.13")
    assert "বিলম্বিত তারিখে ওই অংশের ৫০%" in response.text
    assert [item["now"].switch for item in response.context["switched"]] == ["late_date_share"]


@pytest.mark.parametrize(
    ("switches", "changed"),
    [
        ({"interpolate": "false"}, {"1.5.1": "4.80"}),
        ({"below_lowest": "zero"}, {"1.6.1": "0.00"}),
        ({"decimals": "0"}, {"1.5.1": "5"}),
    ],
)
def test_the_ladder_can_be_read_otherwise(labour, charlie, client_of, switches, changed):
    """1.5.1 of six marks reports 75 against 80, 70, 60 (5.40); 1.6.1 one of 4, 3, 2 (1.00)."""
    record_achievement(cell=cell_of(labour, "1.5.1", 1), value="৭৫%", version=1, by=charlie)
    trial = client_of(charlie).get(try_on(labour), AS_IS | switches).context["trial"]
    moved = {row.mark.after.number: str(row.mark.after.earned) for row in trial.changed if row.mark.moved}
    assert moved == changed


def test_not_applicable_can_stay_possible(industries, alice, rita, client_of):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="প্রযোজ্য নয়", version=0, by=alice)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    decide_exemption(cell=cell_of(industries, "1.1", 1), granted=True, reason="এমন কাজ নেই", by=rita)
    trial = client_of(alice).get(try_on(industries), AS_IS | {"not_applicable": "zero"}).context["trial"]
    assert (trial.difference.before.possible, trial.difference.after.possible) == (98, 100)
    assert [row.mark.after.number for row in trial.changed] == ["1.1"]


def test_the_rules_of_a_stored_version_are_tried_at_once(late, lenient, rita, client_of):
    response = client_of(rita).get(try_on(late, 2), {"like": lenient.pk})
    assert [row.mark.after.number for row in response.context["trial"].changed] == ["4.1"]
    assert response.context["form"]["late_date_share"].value() == "৫০"


def test_rules_of_a_policy_one_may_not_read_are_not_tried(late, lenient, alice, client_of):
    assert client_of(alice).get(try_on(late, 2), {"like": lenient.pk}).context["trial"] is None


def test_both_explanations_of_a_changed_row_are_shown(late, alice, client_of):
    page = client_of(alice).get(try_on(late, 2), AS_IS | {"late_date_share": "৫০"})
    (row,) = page.context["trial"].changed
    for step in (*row.mark.before.steps, *row.mark.after.steps):
        assert step.sentence.bn.replace("<", "&lt;").replace(">", "&gt;") in page.text


def test_a_signed_quarter_is_tried_against_the_rules_it_was_frozen_with(late, lenient, alice, rita, client_of):
    approve_through(late, 2, by=alice, reviewer=rita)
    late.policy = lenient
    late.save()
    response = client_of(rita).get(try_on(late, 2), AS_IS)
    assert response.context["base"].late_date_share == 0
    assert response.context["switched"] == []
    assert response.context["trial"].changed == ()


@pytest.mark.parametrize("wrong", [{"late_date_share": "১২০"}, {"late_date_share": "আধা"}, {"decimals": "9"}])
def test_rules_that_mean_nothing_come_back_with_a_sentence(late, alice, client_of, wrong):
    response = client_of(alice).get(try_on(late), AS_IS | wrong)
    assert response.status_code == 422
    assert response.context["trial"] is None
    assert 'role="alert"' in response.text


def test_trying_writes_nothing(late, lenient, alice, rita, client_of):
    stored = list(QuarterReport.objects.values())
    events = Event.objects.count()
    for person in (alice, rita):
        client = client_of(person)
        for asked in ({}, AS_IS | {"late_date_share": "৫০", "decimals": "0"}, {"like": lenient.pk}, {"decimals": "x"}):
            with CaptureQueriesContext(connection) as queries:
                client.get(try_on(late, 2), asked)
            statements = [query["sql"] for query in queries]
            assert statements
            assert not [sql for sql in statements if WRITES.search(sql)]
    assert list(QuarterReport.objects.values()) == stored
    assert Event.objects.count() == events


@pytest.mark.parametrize("kind", ["integrity", "egov"])
def test_trying_takes_as_many_queries_for_37_indicators_as_for_one(plan_of_size, alice, client_of, kind):
    client, counts = client_of(alice), set()
    for size in (1, 37):
        plan = plan_of_size(size, kind=kind)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(try_on(plan), AS_IS).status_code == 200
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 10


# --- the first policy of a kind ------------------------------------------------------------------------------------


@pytest.fixture
def without_policy(reference):
    """Where the first policy of e-governance plans is made: they have none yet."""
    MarkingPolicy.objects.filter(kind="egov").delete()
    return reverse("plans:first_policy", kwargs={"kind": "egov"})


@pytest.fixture
def rules(without_policy):
    year = FiscalYear.objects.get(start_year=2021)
    return AS_IS | {"name": "ই-গভর্ন্যান্স", "valid_from": year.pk, "reason": "নির্দেশিকা অনুযায়ী"}


def test_a_kind_without_a_policy_is_said_and_an_administrator_is_led_to_make_one(
    without_policy, administrator, rita, client_of
):
    shown = client_of(administrator).get(reverse("plans:policies")).text
    assert "এখনও কোনো নীতি নেই" in shown
    assert without_policy in shown
    assert without_policy not in client_of(rita).get(reverse("plans:policies")).text


def test_plans_of_a_kind_are_imported_once_an_administrator_made_its_first_policy(
    without_policy, rules, administrator, client_of
):
    (reading,) = read_plans(workbook(LABOUR).read_bytes(), LABOUR)
    assert [each.code for each in refusals_of_new(reading.draft, reading.office, reading.year)] == ["policy_missing"]
    answer = client_of(administrator).post(without_policy, rules)
    made = MarkingPolicy.objects.get(kind="egov")
    assert (answer.url, made.version) == (page_of(made), 1)
    assert refusals_of_new(reading.draft, reading.office, reading.year) == ()
    told = Event.objects.get(verb="add_policy", subject=made.subject)
    assert (told.by, told.after["reason"]) == (administrator, "নির্দেশিকা অনুযায়ী")


def test_a_first_policy_is_made_once_and_by_administrators_alone(without_policy, rules, administrator, rita, client_of):
    assert client_of(rita).post(without_policy, rules).status_code == 403
    assert client_of(administrator).post(without_policy, rules).status_code == 302
    again = client_of(administrator).post(without_policy, rules)
    assert again.status_code == 422
    assert "নতুন সংস্করণ করুন" in again.text
    assert MarkingPolicy.objects.filter(kind="egov").count() == 1


def test_no_policy_is_made_for_a_kind_nobody_knows(reference, administrator, client_of):
    assert client_of(administrator).get(reverse("plans:first_policy", kwargs={"kind": "unknown"})).status_code == 404
