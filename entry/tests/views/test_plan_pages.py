"""Owns the proof of the pages of a plan itself: begun, written, submitted, judged row by row, returned, approved."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editor.models import PlanDraft
from entry.views.row_states import WRITTEN_UNDECIDED
from offices.models import FiscalYear, Role, Tier
from offices.tests.people import add_person
from plan_tree.standard_rows import AreaChoice
from plans.actions.plan_steps import approve_plan, return_plan, submit_plan
from plans.actions.row_reviews import RowWord, review_plan_row
from plans.actions.templates import make_template
from plans.display import digits
from plans.models import Indicator, Plan, QuarterReport, RowReview
from plans.queries.replay import mismatches
from plans.tests.deciding import hidden_in, send
from plans.tests.writing import as_draft, row_of, write_title
from workflow.row_states import RowState


@pytest.fixture
def draft(plan_of_size):
    return as_draft(plan_of_size(3))


@pytest.fixture
def waiting(draft, alice):
    submit_plan(plan=draft, by=alice)
    return Plan.objects.get(pk=draft.pk)


def of(plan, name="plan"):
    return reverse(f"entry:{name}", args=[plan.pk])


def state_of(plan):
    return Plan.objects.get(pk=plan.pk).state


def answers(plan, **said):
    """The fields of a reviewer's form: ``r1_1="accepted"``, ``why_1_1="…"``."""
    keys = {row.number: row.pk for row in Indicator.objects.filter(activity__area__plan=plan)}
    return {
        f"{'why' if name.startswith('why') else 'say'}-{keys[name.split('_', 1)[1].replace('_', '.')]}": text
        for name, text in said.items()
    }


def judge(client, plan, **said):
    shown = client.get(of(plan)).text
    return client.post(of(plan, "review_plan"), hidden_with_rows(shown) | answers(plan, **said), follow=True)


def hidden_with_rows(page):
    return dict(re.findall(r'<input type="hidden" name="(was-\d+)" value="([^"]*)">', page))


# --- the office ----------------------------------------------------------------------------------------------------


def test_an_office_submits_a_plan_with_a_tick_where_its_sums_are_not_whole(draft, alice, client_of):
    draft.areas.update(weight=7)
    client = client_of(alice)
    page = client.get(of(draft, "submit_plan")).text
    assert "এর সূচকগুলোর মানের যোগফল" in page
    refused = send(client, of(draft, "submit_plan"))
    assert (refused.status_code, state_of(draft)) == (422, "draft")
    send(client, of(draft, "submit_plan"), agreed="on")
    assert state_of(draft) == "submitted"


def test_a_whole_plan_asks_for_no_tick(draft, alice, client_of):
    assert "agreed" not in client_of(alice).get(of(draft, "submit_plan")).text
    done = send(client_of(alice), of(draft, "submit_plan"))
    assert "জমা হয়েছে" in done.text
    assert state_of(draft) == "submitted"


def test_what_was_written_since_is_not_submitted_unseen(draft, alice, bob, client_of):
    shown = hidden_in(client_of(alice).get(of(draft, "submit_plan")).text)
    write_title(draft, "1.1", "অন্য", by=bob)
    refused = client_of(alice).post(of(draft, "submit_plan"), shown)
    assert (refused.status_code, state_of(draft)) == (422, "draft")
    assert "এখন যা আছে দেখে আবার দিন" in refused.text


def test_a_plan_that_waits_is_neither_written_nor_submitted_again(waiting, alice, client_of):
    page = client_of(alice).get(of(waiting)).text
    assert of(waiting, "submit_plan") not in page
    assert of(waiting, "write_plan") not in page
    assert client_of(alice).post(of(waiting, "submit_plan"), {"seen": "x"}).status_code == 403
    assert "পর্যালোচক ফেরত দিলে আবার লেখা যাবে" in client_of(alice).get(of(waiting, "write_plan")).text


def test_the_office_does_not_see_what_a_reviewer_notes_until_the_plan_is_returned(waiting, alice, rita, client_of):
    word = RowWord(row_of(waiting, "1.2").pk, RowState.QUESTION, "একক ভুল")
    review_plan_row(plan=waiting, word=word, by=rita)
    assert "একক ভুল" not in client_of(alice).get(of(waiting)).text
    return_plan(plan=waiting, by=rita, reason="দেখে দিন")
    for page in ("plan", "write_plan"):
        assert "একক ভুল" in client_of(alice).get(of(waiting, page)).text
    assert "দেখে দিন" in client_of(alice).get(of(waiting)).text


def test_a_plan_to_be_written_leads_from_the_first_page(draft, alice, client_of):
    page = client_of(alice).get(reverse("home")).text
    assert of(draft) in page
    assert "পরিকল্পনার কাজে যান" in page


def test_a_report_of_a_draft_is_not_submitted_and_the_page_says_why(draft, alice, client_of):
    address = reverse("entry:submit", args=[draft.pk, 1])
    assert "অনুমোদনের পরই এর প্রতিবেদন" in client_of(alice).get(address).text
    send(client_of(alice), address)
    assert draft.reports.get(quarter=1).state == "draft"


def test_what_was_typed_and_not_stored_is_told_before_the_plan_is_submitted(draft, alice, client_of):
    kept = PlanDraft.objects.create(plan=draft, rows={}, begun_from={}, saved_by=alice)
    for page in ("plan", "submit_plan"):
        assert of(draft, "look_plan") in client_of(alice).get(of(draft, page)).text
    kept.delete()
    assert of(draft, "look_plan") not in client_of(alice).get(of(draft, "submit_plan")).text


# --- the reviewer --------------------------------------------------------------------------------------------------


def test_a_reviewer_says_a_word_on_many_rows_at_once_and_goes_on_to_return(waiting, rita, client_of):
    client = client_of(rita)
    shown = client.get(of(waiting)).text
    said = answers(waiting, r_1_1="accepted", r_1_2="question", why_1_2="একক ভুল") | {"then": "return"}
    kept = client.post(of(waiting, "review_plan"), hidden_with_rows(shown) | said)
    assert kept.headers["Location"] == of(waiting, "return_plan")
    found = RowReview.objects.order_by("indicator__number").values_list("indicator__number", "state", "reason")
    assert list(found) == [("1.1", "accepted", ""), ("1.2", "question", "একক ভুল")]
    assert "একক ভুল" in client.get(of(waiting, "return_plan")).text
    send(client, of(waiting, "return_plan"), reason="")
    assert state_of(waiting) == "returned"


def test_a_question_without_a_reason_is_refused_at_its_row_and_all_typed_stays(waiting, rita, client_of):
    answer = judge(client_of(rita), waiting, r_1_1="question", why_1_1="\u200b\u200d", r_1_3="accepted", why_1_3="টোকা")
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 1
    assert 'value="টোকা"' in answer.text
    assert not RowReview.objects.exists()


def test_a_plan_with_a_question_is_not_approved_and_leads_to_the_row(waiting, rita, client_of):
    judge(client_of(rita), waiting, r_1_1="question", why_1_1="কেন")
    page = client_of(rita).get(of(waiting, "approve_plan")).text
    assert f"#row-{row_of(waiting, '1.1').pk}" in page
    refused = send(client_of(rita), of(waiting, "approve_plan"), agreed="on")
    assert (refused.status_code, state_of(waiting)) == (422, "submitted")


def test_approving_takes_a_tick_and_names_what_becomes_final(waiting, rita, client_of):
    client = client_of(rita)
    assert "তিন নম্বরের পরিকল্পনাটি অনুমোদন করছি" in client.get(of(waiting, "approve_plan")).text
    assert send(client, of(waiting, "approve_plan")).status_code == 422
    assert state_of(waiting) == "submitted"
    send(client, of(waiting, "approve_plan"), agreed="on")
    assert state_of(waiting) == "approved"
    assert mismatches(Plan.objects.get(pk=waiting.pk)) == []


def test_the_second_round_shows_what_changed_and_folds_what_was_accepted(waiting, alice, rita, client_of):
    before = digits(row_of(waiting, "1.2").title)
    judge(client_of(rita), waiting, r_1_1="accepted", r_1_2="question", why_1_2="নাম ঠিক করুন")
    return_plan(plan=waiting, by=rita)
    write_title(waiting, "1.2", "ঠিক করা নাম", by=alice)
    submit_plan(plan=waiting, by=alice)
    page = client_of(rita).get(of(waiting)).text
    assert re.search(rf"<del>.*{before}</del>", page, re.DOTALL)
    assert "সংশোধিত" in page
    assert "১টি সারি আগের দফায় গৃহীত" in page
    assert "নাম ঠিক করুন" in page


def test_the_longest_waiting_plan_leads_the_reviewers_first_page(waiting, labour, charlie, rita, client_of):
    submit_plan(plan=as_draft(labour), by=charlie)
    plans = client_of(rita).get(reverse("home")).context["waiting_plans"]
    assert [each.plan for _label, each, _since in plans] == [waiting, labour]
    approve_plan(plan=waiting, by=rita)
    assert [each.plan for _label, each, _since in client_of(rita).get(reverse("home")).context["waiting_plans"]] == [
        labour
    ]


def test_what_was_written_at_a_row_without_a_decision_is_asked_about_and_not_dropped(waiting, rita, client_of):
    response = judge(client_of(rita), waiting, why_1_1="লক্ষ্যমাত্রা কম")
    assert response.status_code == 422
    assert response.text.count(WRITTEN_UNDECIDED.bn) == 2  # at the row, and above with a link to it
    assert 'value="লক্ষ্যমাত্রা কম"' in response.text


@pytest.mark.parametrize("name", ["submit_plan", "review_plan", "return_plan", "approve_plan"])
def test_own_child_and_sibling_offices_decide_nothing(
    waiting, alice, client_of, name, industries_office, labour_office
):
    below = add_person("below", waiting.office.children.first(), Role.REVIEWER)
    beside = add_person("beside", labour_office, Role.REVIEWER)
    data = {"agreed": "on", "reason": "কারণ", "seen": "x"} | answers(waiting, r_1_1="accepted")
    assert client_of(alice).post(of(waiting, name), data).status_code == 403
    for stranger in (below, beside):
        assert client_of(stranger).post(of(waiting, name), data).status_code == 404
    assert state_of(waiting) == "submitted"
    assert not RowReview.objects.exists()


@pytest.mark.parametrize("name", ["plan", "submit_plan", "return_plan", "approve_plan", "begin_plan"])
def test_a_page_takes_as_many_queries_for_a_long_plan_as_for_a_short_one(plan_of_size, alice, client_of, name):
    counts = set()
    for size in (2, 30):
        plan = as_draft(plan_of_size(size))
        with CaptureQueriesContext(connection) as queries:
            client_of(alice).get(of(plan, name))
        counts.add(len(queries))
    assert max(counts) <= 29
    assert max(counts) - min(counts) <= 1


# --- where a plan begins -------------------------------------------------------------------------------------------


@pytest.fixture
def empty(industries):
    """The plan of the year after that of the real one, as opening its year makes it."""
    year, _made = FiscalYear.objects.get_or_create(start_year=2021)
    whose = {"office": industries.office, "year": year, "kind": industries.kind, "policy": industries.policy}
    plan = Plan.objects.create(**whose, state="draft")
    QuarterReport.objects.bulk_create(QuarterReport(plan=plan, quarter=quarter) for quarter in (1, 2, 3, 4))
    return plan


def test_a_plan_without_rows_says_so_and_doubts_nothing(empty, alice, client_of):
    page = client_of(alice).get(reverse("entry:plan", args=[empty.pk]))
    assert "পরিকল্পনায় এখনও কোনো সারি নেই" in page.text
    assert page.context["page"].problems == []
    assert "ফরমটি পাওয়া গেছে" not in page.text


def test_an_office_begins_with_last_years_plan_once_it_saw_what_changes(empty, alice, client_of):
    client = client_of(alice)
    page = client.get(of(empty, "begin_plan")).text
    assert re.search(r"<del>[^<]*২০২০[^<]*</del> → <ins>[^<]*২০২১[^<]*</ins>", page)
    assert "কথায় একটি বছরের নাম আছে" in page
    client.post(of(empty, "begin_plan"), {"with": "last_year"})
    assert Indicator.objects.filter(activity__area__plan=empty).count() == 37
    assert empty.events.get().verb == "begin_plan"
    assert of(empty, "begin_plan") in client.get(of(empty)).text  # what changed can be seen again
    again = client.post(of(empty, "begin_plan"), {"with": "last_year"})
    assert (again.status_code, empty.areas.count()) == (422, 13)


def test_an_office_begins_with_the_template_of_its_year_and_kind(empty, industries, alice, administrator, client_of):
    choices = {area.number: AreaChoice() for area in industries.areas.all()}
    made = make_template(plan=industries, start_year=2021, tier=Tier.MINISTRY, choices=choices, by=administrator)
    client_of(alice).post(of(empty, "begin_plan"), {"with": "template"})
    plan = Plan.objects.get(pk=empty.pk)
    assert (plan.template, plan.areas.count(), plan.state) == (made, 13, "draft")


def test_what_is_not_there_is_neither_offered_nor_begun_with(plan_of_size, alice, client_of):
    plan = as_draft(plan_of_size(1))
    plan.areas.all().delete()
    page = client_of(alice).get(of(plan, "begin_plan")).text
    assert 'value="template"' not in page
    assert 'value="last_year"' not in page
    assert of(plan, "write_plan") in page
    for way in ("template", "last_year"):
        assert client_of(alice).post(of(plan, "begin_plan"), {"with": way}).status_code == 422
    assert not plan.areas.exists()


# --- signed on paper -----------------------------------------------------------------------------------------------


def test_an_administrator_records_a_signed_paper_in_either_digits(draft, administrator, alice, client_of):
    client = client_of(administrator)
    assert of(draft, "record_signed") in client.get(of(draft)).text
    assert of(draft, "record_signed") not in client_of(alice).get(of(draft)).text
    refused = send(client, of(draft, "record_signed"), signed_on="৩১/০২/২০২১", reference="স্মারক ১২৩")
    assert (refused.status_code, state_of(draft)) == (422, "draft")
    assert "স্মারক ১২৩" in refused.text
    done = send(client, of(draft, "record_signed"), signed_on="২৮/০৬/২০২১", reference="স্মারক ১২৩")
    assert state_of(draft) == "approved"
    assert "২৮ জুন ২০২১ তারিখে কাগজে সই হয়েছে; নথিভুক্ত করেছেন" in " ".join(done.text.split())
    assert of(draft, "record_signed") not in client.get(of(draft)).text


def test_who_wrote_the_plan_is_told_that_another_administrator_records_it(draft, administrator, client_of):
    write_title(draft, "1.1", "নতুন সূচক", by=administrator)
    page = client_of(administrator).get(of(draft, "record_signed")).text
    assert "অন্য কোনো প্রশাসক এর সই নথিভুক্ত করবেন" in page
    assert "signed_on" not in page
    assert of(draft, "record_signed") not in client_of(administrator).get(of(draft)).text
