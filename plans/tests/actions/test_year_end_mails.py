"""Owns the proof that what happens to annual reports and feedback reaches people by mail, each in their language."""

import pytest

from notices.actions import choose_telling
from notices.delivering import deliver_notices
from notices.models import MailRhythm
from notices.tests.postbox import running_postbox
from offices.models import Deadline, YearEndDeadline
from plans.actions.annual_reports import (
    accept_annual_report,
    reopen_annual_report,
    return_annual_report,
    submit_annual_report,
)
from plans.actions.half_year_feedback import answer_feedback, give_feedback, write_feedback
from plans.actions.reminding import remind_before
from plans.tests.stepping import approve_through
from plans.tests.year_end import report_year, write_narrative


@pytest.fixture
def postbox(settings):
    settings.PUBLIC_ADDRESS = "https://plans.example.org"
    with running_postbox(settings) as postbox:
        yield postbox


@pytest.fixture
def plan(plan_of_size, alice, bob, rita):
    """Bob of the office reads Bengali, Rita of the office above too; Alice, who does the work, English."""
    for person, language in ((alice, "en"), (bob, "bn"), (rita, "bn")):
        person.email = f"{person.username}@example.org"
        person.save()
        choose_telling(person=person, rhythm=MailRhythm.AT_ONCE, language=language)
    return plan_of_size(2)


def mailed(postbox):
    """The subjects of what came since this was asked last, by who got it."""
    deliver_notices()
    found = {}
    for mail in postbox.taken:
        found.setdefault(mail["To"].removesuffix("@example.org"), []).append(" ".join(mail["Subject"].split()))
    postbox.taken.clear()
    return found


def test_every_step_of_the_annual_report_is_mailed_in_the_language_of_who_gets_it(plan, postbox, alice, bob, rita):
    office, in_english = f"শিল্প মন্ত্রণালয়, শুদ্ধাচার {plan.year.label}", "Ministry of Industries, Integrity 2023-2024"
    report_year(plan, by=alice)
    write_narrative(plan, by=alice)
    mailed(postbox)
    submit_annual_report(plan=plan, by=alice)
    assert mailed(postbox) == {"rita": [f"বার্ষিক প্রতিবেদন জমা পড়েছে: {office}।"]}
    return_annual_report(plan=plan, reason="Explain row 1.2", by=rita)
    assert mailed(postbox) == {
        "alice": [f"The annual report came back: {in_english}: Explain row 1.2"],
        "bob": [f"বার্ষিক প্রতিবেদন ফেরত এসেছে: {office}: Explain row 1.2"],
    }
    submit_annual_report(plan=plan, by=alice)
    approve_through(plan, 4, by=alice, reviewer=rita)
    mailed(postbox)
    accept_annual_report(plan=plan, by=rita)
    assert mailed(postbox) == {
        "alice": [f"The annual report was accepted: {in_english}."],
        "bob": [f"বার্ষিক প্রতিবেদন গৃহীত হয়েছে: {office}।"],
    }
    reopen_annual_report(plan=plan, reason="A slip", by=rita)
    assert mailed(postbox)["alice"] == [f"The acceptance of the annual report was taken back: {in_english}: A slip"]


def test_feedback_and_its_answer_are_mailed_in_the_language_of_who_gets_them(plan, postbox, alice, rita):
    report_year(plan, by=alice, through=2)
    write_feedback(plan=plan, text="Go on", row_notes={}, version=0, by=rita)
    mailed(postbox)
    give_feedback(plan=plan, by=rita)
    told = mailed(postbox)
    assert told["alice"] == ["The half-yearly feedback: Ministry of Industries, Integrity 2023-2024: Go on"]
    assert told["bob"] == [f"ষাণ্মাসিক ফিডব্যাক: শিল্প মন্ত্রণালয়, শুদ্ধাচার {plan.year.label}: Go on"]
    answer_feedback(plan=plan, by=alice, answer="Done")
    answered = f"দপ্তর ষাণ্মাসিক ফিডব্যাক দেখেছে: শিল্প মন্ত্রণালয়, শুদ্ধাচার {plan.year.label}। Done"
    assert mailed(postbox) == {"rita": [answered]}


def test_the_reminder_of_the_annual_report_is_mailed_to_the_office(plan, postbox):
    mailed(postbox)
    Deadline.objects.all().delete()  # the last quarter is due on the same day
    due = YearEndDeadline.objects.get(year=plan.year, tier=plan.office.tier, document="annual").due_on
    remind_before(due.replace(day=due.day - 3))
    told = mailed(postbox)
    in_english = "Ministry of Industries, Integrity 2023-2024"
    assert told["alice"] == [f"The annual report is due in 3 days, on 15 July 2024: {in_english}."]
    assert told["bob"][0].startswith("বার্ষিক প্রতিবেদন জমার আর ৩ দিন বাকি, শেষ দিন ১৫ জুলাই ২০২৪")
