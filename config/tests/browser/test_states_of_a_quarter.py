"""Owns the proof that a quarter is accessible and fits the window in every state people meet it in."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from config.tests.browser.conftest import NARROW, WIDE, follow
from config.tests.browser.desks import Office, Reviewer
from config.tests.browser.test_accessibility import violations
from offices.models import Deadline, Role
from offices.models import Office as OfficeOfState
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.actions.row_openings import ask_to_open
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.actions.signing import sign_off_report
from plans.tests.factories import cell_of
from plans.tests.writing import row_of
from uploads.tests import samples
from workflow.row_states import RowState

pytestmark = pytest.mark.django_db(transaction=True)
HIGH = 4000
IN_EVERY_STATE = pytest.mark.parametrize(
    ("language", "viewport"), [("bn", WIDE), ("en", NARROW)], ids=["wide", "telephone"]
)


@pytest.fixture
def karim(industries_office):
    """The head of the Ministry of Industries, which wants a signature."""
    OfficeOfState.objects.filter(pk=industries_office.pk).update(needs_sign_off=True)
    return add_person("karim", industries_office, Role.HEAD, name_bn="আবদুল করিম")


@pytest.fixture
def plan(plan_of_size, karim, alice, rita):
    """Figures, words, what is said to be not applicable, files and talk in the first quarter; the second is locked."""
    plan = plan_of_size(5)
    place = {"year": plan.year, "quarter": 2, "tier": plan.office.tier}
    passed = timezone.localdate() - timedelta(days=2)
    Deadline.objects.update_or_create(**place, defaults={"due_on": passed, "locks_after": passed})
    for number, text in {"1.1": "১", "1.2": "২", "1.3": "সভা হয়েছে", "1.4": "প্রযোজ্য নয়"}.items():
        record_achievement(cell=cell_of(plan, number, 1), value=text, version=0, by=alice)
    for name, content in {"notice.pdf": samples.PDF, "place.png": samples.picture("PNG")}.items():
        attach_evidence(cell=cell_of(plan, "1.1", 1), file=SimpleUploadedFile(name, content), by=alice)
    write_comment(cell=cell_of(plan, "1.1", 1), text="স্বাক্ষরিত কার্যবিবরণী দিন।", by=rita)
    return plan


@pytest.fixture
def hand_in(plan, karim, alice):
    def act():
        sign_off_report(report=plan.reports.get(quarter=1), by=karim)
        return submit_report(report=plan.reports.get(quarter=1), by=alice)

    return act


@pytest.fixture
def look():
    """``look(desk, "home")``: what axe and the width say of a page; faults are told at the end, with their states.

    In a window so high that nothing sticky lies over half a button: where a page is scrolled to is no state of it.
    """
    faults = {}

    def at(desk, name):
        desk.page.set_viewport_size({"width": desk.page.viewport_size["width"], "height": HIGH})
        found = violations(desk.page)
        found += ["wider than the window"] * desk.page.evaluate(
            "document.documentElement.scrollWidth > innerWidth ? 1 : 0"
        )
        faults.update({name: found} if found else {})

    yield at
    assert faults == {}


@pytest.fixture
def desk(open_page, plan, language, viewport):
    def opened(kind, person, path="/"):
        return kind(open_page(path, person, language=language, viewport=viewport, bypass_csp=True), plan)

    return opened


def say(plan, number, state, reason="", *, by):
    word = RowWord(row_of(plan, number).pk, state, reason)
    review_quarter_rows(report=plan.reports.get(quarter=1), words=[word], by=by)


@IN_EVERY_STATE
def test_a_quarter_being_written_is_accessible_whatever_happens_to_it(desk, plan, look, alice, bob, karim):
    office = desk(Office, alice)
    look(office, "home of the office")
    office.go()
    office.open_row("1.1")
    look(office, "a row opened")
    office.type("2.1", "-৫")
    office.stands_as("2.1", "unread")
    record_achievement(cell=cell_of(plan, "1.2", 1), value="৩", version=1, by=bob)
    office.type("1.2", "৪")
    office.stands_as("1.2", "conflict")
    office.page.context.set_offline(True)
    office.type("1.3", "সভা হয়নি")
    office.stands_as("1.3", "waiting")
    look(office, "not understood, in conflict, waiting for the line")
    office.page.context.set_offline(False)
    office.stands_as("1.3", "saved")
    office.page.context.clear_cookies(name="sessionid")
    office.type("1.4", "১")
    expect(office.page.locator("#signed-out")).to_be_visible()
    look(office, "signed out beside the page")

    head = desk(Office, karim)
    look(head, "home of the head")
    head.go("submit")
    look(head, "before the signature, with an obstacle")
    record_achievement(cell=cell_of(plan, "2.1", 1), value="১", version=1, by=bob)
    head.go("submit")
    follow(head.page, head.page.locator("form[action$='/sign/'] button").click)
    look(head, "signed")
    late = type(head)(head.page, plan, 2)
    late.go()
    look(late, "locked")


@IN_EVERY_STATE
def test_a_quarter_in_review_is_accessible_from_its_receipt_to_its_return(desk, plan, look, hand_in, alice, rita):
    report = hand_in()
    office = desk(Office, alice, reverse("reports:last_receipt", args=[plan.pk, 1]))
    look(office, "receipt")
    review = desk(Reviewer, rita)
    look(review, "home of the reviewer")
    say(plan, "1.1", RowState.QUESTION, "স্বাক্ষরিত কার্যবিবরণী দিন", by=rita)
    say(plan, "1.2", RowState.ACCEPTED, by=rita)
    review.go()
    review.page.locator("#review-dock").scroll_into_view_if_needed()
    look(review, "review")
    review.go("approve")
    look(review, "before approval, with what is open")
    follow(review.page, review.page.locator(".decision-side .actions button").click)
    look(review, "approval refused")
    review.page.goto(review.page.url.split("/plans/")[0] + reverse("entry:approve_many"))
    look(review, "several approvals, nothing clean")
    review.go("return")
    look(review, "before the return")

    return_report(report=report, by=rita, reply_by=timezone.localdate())
    office.home()
    look(office, "home with a returned quarter")
    office.go()
    look(office, "returned quarter with closed rows")
    ask = reverse("entry:ask_row", args=[plan.pk, 1, office.rows["1.2"]])
    office.page.goto(office.page.url.split("/plans/")[0] + ask)
    follow(office.page, office.page.locator("main form button[type=submit]").click)
    look(office, "asking to open a row, without a reason")
    ask_to_open(report=report, row=row_of(plan, "1.2"), reason="ভুল লেখা হয়েছে", by=alice)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="২", version=1, by=alice)
    review.go()
    look(review, "returned, with a wish")
    hand_in()
    review.go()
    look(review, "second round")


@IN_EVERY_STATE
def test_an_approval_is_accessible_in_bulk_and_when_it_is_taken_back(
    desk, plan, plan_of_size, look, hand_in, alice, karim, rita
):
    hand_in()
    other = plan_of_size(1)
    record_achievement(cell=cell_of(other, "1.1", 1), value="১", version=0, by=alice)
    sign_off_report(report=other.reports.get(quarter=1), by=karim)
    submit_report(report=other.reports.get(quarter=1), by=alice)
    review = desk(Reviewer, rita, reverse("entry:approve_many"))
    look(review, "several approvals")
    follow(review.page, review.page.locator("main form button[type=submit]").click)
    expect(review.page.locator("main [role=alert]").first).to_be_visible()
    look(review, "several approvals, refused")

    approve_report(report=plan.reports.get(quarter=1), by=rita, leaves_unassessed=True, note="ধন্যবাদ")
    review.go()
    look(review, "approved")
    review.go("reopen")
    look(review, "before the approval is taken back")
    follow(review.page, review.page.locator("main form button[type=submit]").click)
    expect(review.page.locator("main [role=alert]").first).to_be_visible()
    look(review, "taken back without a reason")
    review.page.locator("main form [name=reason]").fill("গণনায় ভুল ছিল")
    follow(review.page, review.page.locator("main form button[type=submit]").click)
    look(review, "approval taken back")
    office = desk(Office, alice)
    office.go()
    look(office, "of the office, its approval taken back")
