"""Owns the proof that of two who act on a quarter at the same moment one wins and the other is told, by every page.

Each deed is a page that was opened before and is sent now, in a session of its own. A page that breaks ends the test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from cell_values.quarter_words import QUARTER_NAMES
from offices.models import Office, Person, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.reopening import reopen_report
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.actions.row_openings import ask_to_open
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.models import Plan, Receipt, RefusedValue, RowOpening, SignOff
from plans.tests.deciding import hidden_in
from plans.tests.factories import cell_of
from workflow.quarter_order import NOT_APPROVED_BEFORE, NOT_REOPENED
from workflow.row_openings import NOT_ASKED_TO_OPEN
from workflow.row_states import RowState
from workflow.sign_offs import CHANGED_SINCE_SIGNED, NOT_SIGNED_OFF
from workflow.transitions import NOT_NOW, ReportState

HTMX = {"HTTP_HX_REQUEST": "true"}
SUBMITTED, RETURNED, APPROVED = (NOT_NOW[ReportState(name)].bn for name in ("submitted", "returned", "approved"))
CHANGED = "আপনি পাতাটি খোলার পর"


@dataclass(frozen=True)
class Answer:
    """What a page answered: its status, where it led, and all it says."""

    status: int
    place: str
    text: str


@dataclass(frozen=True)
class Desk:
    """Somebody's session with the quarters of a plan."""

    plan: Plan
    person: Person
    client: Client

    def at(self, name: str, quarter: int = 1) -> str:
        return reverse(f"entry:{name}", kwargs={"plan_id": self.plan.pk, "quarter": quarter})

    def opened(self, name: str, quarter: int = 1, *, page: str = "", **typed: str) -> Callable[[], Answer]:
        """Opens a page now; what sends its form."""
        shown = self.client.get(self.at(page or name, quarter)).text
        return lambda: self.sent(self.at(name, quarter), hidden_in(shown) | typed)

    def typing(self, text: str, number: str = "1.1", quarter: int = 1) -> Callable[[], Answer]:
        """Looks at a cell now; what saves another text over it."""
        cell = cell_of(self.plan, number, quarter)
        data = {"text": text, "version": cell.version, "owner": self.person.pk}
        return lambda: self.sent(reverse("entry:record", args=[cell.pk]), data, **HTMX)

    def sent(self, address: str, data: dict, **headers: str) -> Answer:
        answer = self.client.post(address, data, follow=True, **headers)
        place = answer.redirect_chain[-1][0] if answer.redirect_chain else ""
        return Answer(answer.redirect_chain[0][1] if place else answer.status_code, place, answer.text)


@pytest.fixture
def plan(plan_of_size) -> Plan:
    return plan_of_size(2)


@pytest.fixture
def desk_of(plan, client_of):
    return lambda person: Desk(plan, person, client_of(person))


@pytest.fixture
def rabi(cabinet_division) -> Person:
    """Rita's colleague: another reviewer of the Cabinet Division."""
    return add_person("rabi", cabinet_division, Role.REVIEWER)


def report_of(plan, quarter=1):
    return plan.reports.get(quarter=quarter)


def receipt_of(plan):
    return reverse("reports:last_receipt", kwargs={"plan_id": plan.pk, "quarter": 1})


def hand_in(plan, by, quarter=1):
    RefusedValue.objects.all().delete()
    return submit_report(report=report_of(plan, quarter), by=by)


def send_back(plan, by, quarter=1):
    return return_report(report=report_of(plan, quarter), reason="আবার", by=by)


def take_back(plan, by, quarter=1):
    return reopen_report(report=report_of(plan, quarter), reason="আবার", by=by)


def achieved(plan, number="1.1", quarter=1):
    return cell_of(plan, number, quarter).achievement.text


# --- handing in ----------------------------------------------------------------------------------------------------


def test_a_save_against_handing_in_is_in_it_or_is_told(rounds, plan, desk_of, alice, bob, rita):
    here, there = desk_of(alice), desk_of(bob)
    for each in rounds:
        submit, save = here.opened("submit"), there.typing(text := str(each.number + 1))
        handed, saved = each.race(plan, submit, save)
        each.check_winner([handed.status == 302, saved.status == 200])
        if saved.status == 200:
            assert (handed.status, achieved(plan), report_of(plan).state in {"draft", "returned"}) == (409, text, True)
            assert CHANGED in handed.text
            hand_in(plan, alice)
        else:
            assert (saved.status, SUBMITTED in saved.text) == (403, True)
            assert RefusedValue.objects.get().text == text
            assert handed.place == receipt_of(plan)
        send_back(plan, rita)
        RefusedValue.objects.all().delete()


def test_handed_in_twice_at_once_there_is_one_receipt(rounds, plan, desk_of, alice, bob, rita):
    here, there = desk_of(alice), desk_of(bob)
    for each in rounds:
        answers = each.race(plan, here.opened("submit"), there.opened("submit"))
        receipts = [answer.place == receipt_of(plan) for answer in answers]
        each.check_winner(receipts)
        (loser,) = (answer for answer, won in zip(answers, receipts, strict=True) if not won)
        assert SUBMITTED in loser.text or CHANGED in loser.text
        assert Receipt.objects.filter(report__plan=plan).count() == each.number + 1
        send_back(plan, rita)


def test_a_signature_stands_for_what_stands_or_nothing_is_handed_in(rounds, plan, desk_of, alice, industries_office):
    Office.objects.filter(pk=industries_office.pk).update(needs_sign_off=True)
    here, head = desk_of(alice), desk_of(add_person("karim", industries_office, Role.HEAD))
    for each in rounds:
        signatures = plan.events.filter(verb="sign_off_report").count()
        sign, save = head.opened("sign_off", page="submit"), here.typing(str(each.number + 1))
        signed, saved = each.race(plan, sign, save)
        assert saved.status == 200
        is_signed = plan.events.filter(verb="sign_off_report").count() == signatures + 1
        each.check_winner([is_signed, not is_signed])
        assert is_signed or "আবার দেখে" in signed.text
        handed = here.opened("submit")()
        assert report_of(plan).state == "draft"
        assert (CHANGED_SINCE_SIGNED if SignOff.objects.exists() else NOT_SIGNED_OFF).bn in handed.text


# --- deciding ------------------------------------------------------------------------------------------------------

AGREED = {"agreed": "on", "confirmed": "1"}
BECAUSE = {"reason": "আবার দেখুন", "confirmed": "1"}


def test_a_save_against_an_approval_never_gets_in(rounds, plan, desk_of, alice, bob, rita):
    here, there = desk_of(bob), desk_of(rita)
    for each in rounds:
        before, save = achieved(plan), here.typing(str(each.number + 1))
        hand_in(plan, alice)
        approved, saved = each.race(plan, there.opened("approve", **AGREED), save)
        assert (approved.status, saved.status, achieved(plan)) == (302, 403, before)
        assert SUBMITTED in saved.text or APPROVED in saved.text
        take_back(plan, rita)
        send_back(plan, rita)


def test_a_save_of_the_next_quarter_and_an_approval_are_both_kept(rounds, plan, desk_of, alice, bob, rita):
    here, there = desk_of(bob), desk_of(rita)
    hand_in(plan, alice)
    for each in rounds:
        save = here.typing(text := str(each.number + 1), quarter=2)
        approved, saved = each.race(plan, there.opened("approve", **AGREED), save)
        assert (approved.status, saved.status, achieved(plan, quarter=2)) == (302, 200, text)
        take_back(plan, rita)


def test_returned_and_approved_at_once_it_is_one_of_the_two(rounds, plan, desk_of, alice, rita, rabi):
    here, there = desk_of(rita), desk_of(rabi)
    for each in rounds:
        hand_in(plan, alice)
        returned, approved = each.race(plan, here.opened("return", **BECAUSE), there.opened("approve", **AGREED))
        each.check_winner([returned.status == 302, approved.status == 302])
        if returned.status == 302:
            assert (report_of(plan).state, approved.status, RETURNED in approved.text) == ("returned", 403, True)
        else:
            assert (report_of(plan).state, returned.status, APPROVED in returned.text) == ("approved", 403, True)
            take_back(plan, rita)
            send_back(plan, rita)


def test_approved_by_two_at_once_it_is_approved_once(rounds, plan, desk_of, alice, rita, rabi):
    here, there = desk_of(rita), desk_of(rabi)
    hand_in(plan, alice)
    for each in rounds:
        answers = each.race(plan, here.opened("approve", **AGREED), there.opened("approve", **AGREED))
        each.check_winner([answer.status == 302 for answer in answers])
        assert sorted(answer.status for answer in answers) == [302, 403]
        assert plan.events.filter(verb="approve_report").count() == each.number + 1
        take_back(plan, rita)


def test_a_question_against_an_approval_is_put_or_is_told(rounds, plan, desk_of, alice, rita, rabi):
    here, there, row = desk_of(rita), desk_of(rabi), cell_of(plan, "1.1", 1).indicator_id
    for each in rounds:
        hand_in(plan, alice)
        word = {f"say-{row}": "question", f"ask-{row}": f"কেন? {each.number}"}
        question = here.opened("review", page="entry", **word)
        asked, approved = each.race(plan, question, there.opened("approve", **AGREED))
        each.check_winner([asked.status == 302, approved.status == 302])
        if asked.status == 302:
            assert (approved.status, report_of(plan).state) == (403, "submitted")
        else:
            assert (asked.status, report_of(plan).state, APPROVED in asked.text) == (403, "approved", True)
            take_back(plan, rita)
        send_back(plan, rita)
        mended = cell_of(plan, "1.1", 1)
        record_achievement(cell=mended, value=str(each.number), version=mended.version, by=alice)


def test_a_quarter_is_opened_again_or_the_next_is_approved_on_it(rounds, plan, desk_of, alice, rita, rabi):
    here, there = desk_of(rita), desk_of(rabi)
    for quarter in (1, 2):
        hand_in(plan, alice, quarter)
    approve_report(report=report_of(plan), by=rita)
    for each in rounds:
        reopen, approve = here.opened("reopen", reason="ভুল ছিল"), there.opened("approve", 2, **AGREED)
        reopened, approved = each.race(plan, reopen, approve)
        each.check_winner([reopened.status == 302, approved.status == 302])
        if reopened.status == 302:
            assert (report_of(plan).state, report_of(plan, 2).state, approved.status) == ("submitted", "submitted", 403)
            assert NOT_APPROVED_BEFORE.bn.format(QUARTER_NAMES[1].bn) in approved.text
            approve_report(report=report_of(plan), by=rita)
        else:
            assert (report_of(plan).state, report_of(plan, 2).state, reopened.status) == ("approved", "approved", 403)
            assert NOT_REOPENED.bn.format(QUARTER_NAMES[2].bn) in reopened.text
            take_back(plan, rita, 2)


def test_marks_against_an_approval_are_frozen_with_it_or_told(rounds, plan, desk_of, alice, rita, rabi):
    here, there = desk_of(rita), desk_of(rabi)
    hand_in(plan, alice)
    for each in rounds:
        cell, seen = cell_of(plan, "1.1", 1), hidden_in(here.client.get(here.at("entry")).text)
        marks = f"০.{each.number + 10}"
        typed = seen | {f"marks-{cell.pk}": marks, f"why-{cell.pk}": "দেখে"}
        assess = partial(here.sent, reverse("entry:assess", args=[cell.pk]), typed)
        assessed, approved = each.race(plan, assess, there.opened("approve", **AGREED))
        each.check_winner([assessed.status == 302, approved.status == 302])
        if assessed.status == 302:
            assert (approved.status, report_of(plan).state, CHANGED in approved.text) == (409, "submitted", True)
        else:
            assert (assessed.status, report_of(plan).state, APPROVED in assessed.text) == (403, "approved", True)
            take_back(plan, rita)


def test_a_row_is_opened_before_handing_in_or_the_reviewer_is_told(rounds, plan, desk_of, alice, bob, rita):
    """A wish ends with handing in: what is opened before is written before."""
    here, there = desk_of(alice), desk_of(rita)
    asked, closed = (cell_of(plan, number, 1).indicator for number in ("1.1", "1.2"))
    hand_in(plan, alice)
    for each in rounds:
        put_in_question(plan, asked, rita)
        return_report(report=report_of(plan), by=rita)
        ask_to_open(report=report_of(plan), row=closed, reason="ভুল", by=bob)
        address = reverse("entry:answer_row", args=[plan.pk, 1, closed.pk])
        answer = partial(there.sent, address, {"granted": "yes", f"answer-{closed.pk}": "ঠিক আছে"})
        answered, handed = each.race(plan, answer, here.opened("submit"))
        assert (handed.status, handed.place, report_of(plan).state) == (302, receipt_of(plan), "submitted")
        each.check_winner([answered.status == 302, answered.status == 422])
        assert RowOpening.objects.latest("pk").granted == (True if answered.status == 302 else None)
        assert answered.status == 302 or NOT_ASKED_TO_OPEN.bn in answered.text


def put_in_question(plan, row, by):
    word = RowWord(row.pk, RowState.QUESTION, "কেন?")
    review_quarter_rows(report=report_of(plan), words=[word], by=by)
