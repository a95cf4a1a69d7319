"""Owns the proof that the head of an office signs off on the page before submitting, and stands on the paper."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from notices.delivering import deliver_notices
from notices.models import Notice, NoticeKind
from notices.tests.postbox import running_postbox
from offices.models import Office, Post, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.remarks import fingerprint, write_remark
from plans.models import SignOff
from plans.queries.access import standing_today
from plans.tests.deciding import send
from plans.tests.factories import cell_of
from reports.printed.official_form import official_form


@pytest.fixture
def head(industries_office):
    """The secretary, head of the Ministry of Industries, which wants a signature."""
    Office.objects.filter(pk=industries_office.pk).update(needs_sign_off=True)
    person = add_person("karim", industries_office, Role.HEAD, name_bn="আবদুল করিম")
    person.memberships.update(post=Post.objects.create(office=industries_office, title="সচিব"))
    return person


def at(name, plan):
    return reverse(f"entry:{name}", kwargs={"plan_id": plan.pk, "quarter": 1})


def test_the_head_signs_what_stands_and_the_paper_bears_name_post_and_day(plan_of_size, alice, head, client_of):
    plan = plan_of_size(1)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    page = client_of(alice).get(at("submit", plan)).text
    assert "তিনি এখনও স্বাক্ষর করেননি" in page
    assert at("sign_off", plan) not in page
    assert "data-needs-nothing-unsent" not in page  # the button would be refused
    send(client_of(alice), at("submit", plan))
    assert plan.reports.get(quarter=1).state == "draft"
    response = send(client_of(head), at("sign_off", plan), page=at("submit", plan))
    assert "আবদুল করিম" in response.text
    assert SignOff.objects.get().post == "সচিব"
    assert "data-needs-nothing-unsent" in client_of(alice).get(at("submit", plan)).text
    send(client_of(alice), at("submit", plan))
    report = plan.reports.select_related("plan__office", "plan__year", "plan__policy").get(quarter=1)
    assert report.state == "submitted"
    last = official_form(report, printed_on=timezone.localdate()).signatures[-1]
    assert last.lines[:2] == ("আবদুল করিম", "সচিব")


# --- the head is told --------------------------------------------------------------------------------------------


@pytest.fixture
def plan(plan_of_size, alice):
    plan = plan_of_size(2)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="১", version=0, by=alice)
    return plan


def told(person):
    return list(Notice.objects.filter(person=person, kind=NoticeKind.SIGNATURE).values_list("text_bn", flat=True))


def ask(client, plan):
    return send(client, at("ask_to_sign", plan), page=at("submit", plan))


def test_the_head_is_told_once_that_a_quarter_waits_and_finds_it_on_the_first_page(plan, alice, head, client_of):
    assert "দপ্তর প্রধানকে জানানো হয়েছে" in ask(client_of(alice), plan).text
    assert [text.endswith("আপনার স্বাক্ষরের অপেক্ষায়; জানিয়েছেন alice।") for text in told(head)] == [True]
    page = client_of(alice).get(at("submit", plan)).text
    assert at("ask_to_sign", plan) not in page
    assert "স্বাক্ষরের অপেক্ষায় আছে" in page
    assert "তাঁর স্বাক্ষরের অপেক্ষায় আছে" in ask(client_of(alice), plan).text  # asked again
    assert len(told(head)) == 1
    home = client_of(head).get("/").text
    assert "আপনার স্বাক্ষরের অপেক্ষায়" in home
    assert at("submit", plan) + "#sign-off-title" in home


def test_the_notice_is_withdrawn_once_the_head_has_signed(plan, alice, head, client_of):
    ask(client_of(alice), plan)
    send(client_of(head), at("sign_off", plan), page=at("submit", plan))
    assert told(head) == []
    assert "আপনার স্বাক্ষরের অপেক্ষায়" not in client_of(head).get("/").text
    assert "আবার বলার দরকার নেই" in ask(client_of(alice), plan).text


def by_cell(plan, by):
    record_achievement(cell=cell_of(plan, "1.2", 1), value="১", version=0, by=by)


def by_file(plan, by):
    attach_evidence(cell=cell_of(plan, "1.1", 1), file=SimpleUploadedFile("notice.pdf", b"%PDF-1.4 notice"), by=by)


def by_remark(plan, by):
    cell = cell_of(plan, "1.1", 1)
    write_remark(cell_id=cell.pk, text="সম্পন্ন", over=fingerprint(""), by=standing_today(by), among=None)


@pytest.mark.parametrize("change", [by_cell, by_file, by_remark])
def test_the_notice_is_withdrawn_once_something_else_stands_and_can_be_given_anew(plan, alice, head, client_of, change):
    ask(client_of(alice), plan)
    change(plan, alice)
    assert told(head) == []
    ask(client_of(alice), plan)
    assert len(told(head)) == 1


def test_what_changes_nothing_under_the_signature_withdraws_nothing(plan, alice, head, client_of):
    ask(client_of(alice), plan)
    write_comment(cell=cell_of(plan, "1.1", 1), text="দেখুন", by=alice)
    record_achievement(cell=cell_of(plan, "1.1", 2), value="১", version=0, by=alice)  # of a later quarter
    assert len(told(head)) == 1


def test_a_head_who_came_later_can_be_told_too(plan, alice, head, industries_office, client_of):
    ask(client_of(alice), plan)
    second = add_person("rahim", industries_office, Role.HEAD)
    head.memberships.update(until=timezone.localdate() - timedelta(days=1))
    Notice.objects.filter(person=head).delete()
    ask(client_of(alice), plan)
    assert (told(head), len(told(second))) == ([], 1)


def test_without_a_head_who_can_log_in_the_office_is_told_so(plan, alice, head, client_of):
    type(head).objects.filter(pk=head.pk).update(is_active=False)
    assert "এমন অন্য কেউ নেই" in ask(client_of(alice), plan).text
    assert not Notice.objects.filter(kind=NoticeKind.SIGNATURE).exists()


@pytest.fixture
def postbox(settings):
    with running_postbox(settings) as postbox:
        yield postbox


def test_what_was_withdrawn_is_not_mailed(plan, alice, head, client_of, postbox):
    type(head).objects.filter(pk=head.pk).update(email="karim@example.org")
    ask(client_of(alice), plan)
    by_cell(plan, alice)
    deliver_notices()
    assert postbox.taken == []
    ask(client_of(alice), plan)
    deliver_notices()
    assert [mail["To"] for mail in postbox.taken] == ["karim@example.org"]
    assert "স্বাক্ষরের অপেক্ষায়" in postbox.taken[0].get_body(("plain",)).get_content()


def test_nobody_is_asked_for_a_signature_where_the_office_wants_none(plan_of_size, alice, client_of):
    assert "স্বাক্ষর" not in client_of(alice).get(at("submit", plan_of_size(1))).text
