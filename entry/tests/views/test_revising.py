"""Owns the proof of the pages of revised targets: asked for by the office, decided above it; nothing is lost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from plans.actions.reporting import return_report
from plans.actions.revising import NEEDS_TARGET
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.models import Activity, Indicator, TargetRevision
from plans.tests.factories import cell_of
from plans.tests.stepping import approve_through, submit_through
from workflow.revising import TARGET_MOVED, WINDOW_CLOSED
from workflow.row_states import RowState


@pytest.fixture
def plan(plan_of_size):
    plan = plan_of_size(2)
    plan.year.revisions_until = timezone.localdate() + timedelta(1)
    plan.year.save()
    return plan


def row_of(plan, number="1.1"):
    return Indicator.objects.get(activity__area__plan=plan, number=number)


def form_of(plan, number="1.1"):
    return reverse("entry:revise", args=[row_of(plan, number).pk])


def list_of(plan):
    return reverse("entry:revisions", args=[plan.pk])


TYPED = {"100%": "২", "q1": "১", "q2": "১", "q3": "", "q4": "", "reason": "বরাদ্দ কমেছে"}


def asked(plan, client, **more):
    response = client.post(form_of(plan), TYPED | more)
    assert response.status_code == 302, response.context["form"].errors
    return TargetRevision.objects.latest("pk")


def decide(client, revision, answer, reason="যুক্তিসঙ্গত"):
    address = reverse("entry:decide_revision", args=[revision.pk])
    return client.post(address, {"answer": answer, "reason": reason}, follow=True)


def test_an_office_asks_and_sees_what_it_asked_for(plan, alice, client_of):
    client = client_of(alice)
    assert form_of(plan) in client.get(list_of(plan)).text
    revision = asked(plan, client)
    assert [each.place for each in revision.revised] == ["100%", "q3", "q4"]
    page = client.get(list_of(plan)).text
    assert "বরাদ্দ কমেছে" in page
    assert form_of(plan) not in page  # it waits
    assert "entry:decide_revision" not in page
    assert 'name="answer"' not in page


@pytest.mark.parametrize(("days", "told"), [(0, "পর্যন্ত সারি ধরে কারণসহ আবেদন করা যায়"), (-1, "আবেদনের শেষ দিন ছিল")])
def test_everybody_reads_whether_there_still_is_time_to_ask(plan, rita, client_of, days, told):
    plan.year.revisions_until = timezone.localdate() + timedelta(days)
    plan.year.save()
    page = client_of(rita).get(list_of(plan)).text
    assert told in page
    assert page.count("আবেদন করা যায়") + page.count("আবেদনের শেষ দিন ছিল") == 1


def test_the_form_shows_what_stands_and_not_the_quarters_that_were_handed_in(plan, alice, rita, client_of):
    approve_through(plan, 1, by=alice, reviewer=rita)
    page = client_of(alice).get(form_of(plan)).text
    assert 'value="৪"' in page
    assert 'name="q2"' in page
    assert 'name="q1"' not in page


def test_a_reviewer_grants_with_a_reason(plan, alice, rita, client_of):
    revision = asked(plan, client_of(alice))
    client = client_of(rita)
    assert 'name="answer"' in client.get(list_of(plan)).text
    page = decide(client, revision, "grant").text
    assert row_of(plan).annual.text == "২"
    assert cell_of(plan, "1.1", 4).target.is_blank
    assert "১ম কোয়ার্টার থেকে গণ্য" in page
    assert "যুক্তিসঙ্গত" in page


def test_a_reviewer_refuses_and_the_office_reads_why(plan, alice, rita, client_of):
    decide(client_of(rita), asked(plan, client_of(alice)), "refuse", "বরাদ্দ আছে")
    page = client_of(alice).get(list_of(plan)).text
    assert "বরাদ্দ আছে" in page
    assert row_of(plan).annual.text == "৪"


def test_only_what_was_granted_is_told_as_the_target_of_now(plan, alice, rita, client_of):
    """The same words for every request told a refused target as the one that stands."""
    revision = asked(plan, client_of(alice))
    waiting = client_of(alice).get(list_of(plan)).text
    refused = decide(client_of(rita), revision, "refuse").text
    granted = decide(client_of(rita), asked(plan, client_of(alice)), "grant").text
    for page in (waiting, refused):
        assert "৪ → চাওয়া হয়েছে: <strong>২</strong>" in page
        assert "<ins>" not in page
    assert re.search(r"<del>.*ছিল.*৪</del>\s+→ <ins>.*এখন.*২</ins>", granted)


def test_who_asked_takes_the_request_back_on_the_page(plan, alice, bob, rita, client_of):
    revision = asked(plan, client_of(alice))
    address = reverse("entry:withdraw_revision", args=[revision.pk])
    for other in (bob, rita):
        assert address not in client_of(other).get(list_of(plan)).text
    assert client_of(bob).post(address).status_code == 403
    client = client_of(alice)
    assert address in client.get(list_of(plan)).text
    page = client.post(address, follow=True).text
    assert "আবেদনটি প্রত্যাহার করা হলো" in page
    assert "প্রত্যাহৃত:" in page
    assert address not in page
    assert form_of(plan) in page  # it can be asked for again
    assert 'name="answer"' not in client_of(rita).get(list_of(plan)).text
    assert list_of(plan) not in client_of(rita).get(reverse("home")).text
    assert client.post(address).status_code == 403


def test_a_decision_without_a_reason_is_not_taken(plan, alice, rita, client_of):
    response = decide(client_of(rita), asked(plan, client_of(alice)), "grant", " ")
    assert response.status_code == 422
    assert "কারণ লিখুন" in response.text
    assert TargetRevision.objects.get().granted is None


def test_what_a_reviewer_typed_stays_where_the_decision_is_not_taken(plan, alice, rita, client_of):
    revision = asked(plan, client_of(alice))
    row_of(plan).graded_targets.update(target_text="৮", target_quantity=8)
    response = decide(client_of(rita), revision, "grant", "এ কথা থাকে")
    assert response.status_code == 403
    assert "এ কথা থাকে" in response.text
    assert "অন্যভাবে বদলেছে" in response.text


def test_what_is_not_understood_stands_at_its_field_and_all_that_was_typed_stays(plan, alice, client_of):
    response = client_of(alice).post(form_of(plan), TYPED | {"q2": "৩১/০২/২০২৪"})
    assert response.status_code == 422
    assert "q2" in response.context["form"].errors
    assert "বরাদ্দ কমেছে" in response.text
    assert not TargetRevision.objects.exists()


@pytest.mark.parametrize(("number", "text"), [("3.2", "৩০/৪/২০২০"), ("3.3", "৩০/৬/২০২২"), ("3.2", "৩১-১২-২০২1")])
def test_a_doubtful_target_is_asked_for_once_somebody_looked(industries, alice, client_of, number, text):
    """A day outside the year, and digits of two scripts: a silent wrong target would be judged by."""
    industries.year.revisions_until = timezone.localdate()
    industries.year.save()
    client, typed = client_of(alice), {"100%": text, "q4": text, "reason": "ভুল সংশোধন"}
    shown = {f"q{quarter}": cell_of(industries, number, quarter).target.text for quarter in (1, 2, 3)}
    response = client.post(form_of(industries, number), shown | typed)
    assert response.status_code == 422
    assert response.context["doubts"]
    assert 'name="sure"' in response.text
    assert not TargetRevision.objects.exists()
    assert client.post(form_of(industries, number), shown | typed | {"sure": "on"}).status_code == 302


def test_the_mended_rows_3_2_and_3_3_raise_no_doubt(industries, alice, client_of):
    industries.year.revisions_until = timezone.localdate()
    industries.year.save()
    for number, text in (("3.2", "৩০/৪/২০২১"), ("3.3", "৩০/৬/২০২১")):
        shown = {f"q{quarter}": cell_of(industries, number, quarter).target.text for quarter in (1, 2, 3)}
        typed = {"100%": text, "q4": text, "reason": "বছরের ভুল"}
        response = client_of(alice).post(form_of(industries, number), shown | typed)
        assert response.status_code == 302, response.context["doubts"]


def test_after_the_last_day_the_page_says_so(plan, alice, client_of):
    plan.year.revisions_until = None
    plan.year.save()
    client = client_of(alice)
    assert WINDOW_CLOSED.bn in client.get(list_of(plan)).text
    assert WINDOW_CLOSED.bn in client.get(form_of(plan)).text
    assert client.post(form_of(plan), TYPED).status_code == 403


def test_the_pages_are_in_english_too(plan, alice, rita, client_of):
    client = client_of(alice)
    client.cookies["django_language"] = "en"
    asked(plan, client)
    page = client.get(list_of(plan)).text
    assert "Waiting for a decision" in page
    assert "annual target" in page


def test_the_list_asks_the_same_of_the_database_whatever_the_number_of_requests(
    plan_of_size, alice, client_of, django_assert_max_num_queries
):
    plan = plan_of_size(12)
    plan.year.revisions_until = timezone.localdate()
    plan.year.save()
    client = client_of(alice)
    for number in ("1.1", "1.2", "2.1", "3.1"):
        assert client.post(form_of(plan, number), TYPED).status_code == 302
    with django_assert_max_num_queries(14):
        client.get(list_of(plan))


def test_the_form_of_the_quarter_leads_there(plan, alice, client_of):
    assert list_of(plan) in client_of(alice).get(reverse("entry:entry", args=[plan.pk, 1])).text


def test_the_page_of_a_cell_tells_that_its_target_was_revised(plan, alice, rita, client_of):
    decide(client_of(rita), asked(plan, client_of(alice)), "grant")
    page = client_of(alice).get(reverse("entry:cell", args=[cell_of(plan, "1.1", 4).pk])).text
    assert "সংশোধিত লক্ষ্যমাত্রা মঞ্জুর হয়েছে।" in page


def test_each_row_stands_with_its_activity_since_titles_of_indicators_repeat(industries, alice, client_of):
    industries.year.revisions_until = timezone.localdate()
    industries.year.save()
    page = client_of(alice).get(list_of(industries)).text
    for activity in Activity.objects.filter(area__plan=industries):
        assert escape(activity.title) in page


def test_an_emptied_target_of_the_year_is_told_at_its_field(plan, alice, client_of):
    client = client_of(alice)
    response = client.post(form_of(plan), TYPED | {"100%": ""})
    assert response.status_code == 422
    assert response.context["form"].errors["100%"] == [NEEDS_TARGET.bn]
    assert "বরাদ্দ কমেছে" in response.text
    fields = client.get(form_of(plan)).context["form"].fields
    assert [name for name, field in fields.items() if field.required] == ["100%", "reason"]


def test_what_can_only_be_refused_by_now_says_so_and_why_before_anybody_decides(plan, alice, rita, client_of):
    """Reviewers wrote a reason for a grant, and were told then that the quarter had been handed in."""
    revision = asked(plan, client_of(alice), **{"100%": "৪", "q1": "৩"})
    page = client_of(rita).get(list_of(plan)).text
    assert 'value="grant"' in page
    assert "এখন শুধু নামঞ্জুর করা যায়" not in page
    submit_through(plan, 1, by=alice)
    page = client_of(rita).get(list_of(plan)).text
    assert 'value="grant"' not in page
    assert "১ম কোয়ার্টারের প্রতিবেদন জমা পড়েছে" in page.split("এখন শুধু নামঞ্জুর করা যায়:")[1]
    assert "আবেদন নামঞ্জুর হয়েছে" in decide(client_of(rita), revision, "refuse").text


def test_a_target_that_moved_since_it_was_asked_for_can_only_be_refused(plan, alice, rita, client_of):
    asked(plan, client_of(alice))
    row_of(plan).graded_targets.update(target_text="৮", target_quantity=8)
    page = client_of(rita).get(list_of(plan)).text
    assert 'value="grant"' not in page
    assert TARGET_MOVED.bn in page


def test_a_quarter_handed_in_while_its_target_was_written_is_answered_not_left_out(plan, alice, client_of):
    """Its field was gone from the answer: the rest was asked for, and nobody was told that this was not."""
    client = client_of(alice)
    submit_through(plan, 1, by=alice)
    response = client.post(form_of(plan), TYPED | {"100%": "৪", "q1": "৩"})
    assert response.status_code == 422
    assert "১ম কোয়ার্টারের প্রতিবেদন জমা পড়েছে" in response.text
    assert 'value="৩"' in response.text
    assert not TargetRevision.objects.exists()
    assert client.post(form_of(plan), TYPED).status_code == 302  # what stands there is no wish


def test_no_target_is_asked_for_of_a_quarter_whose_row_stays_closed(plan, alice, rita, client_of):
    """The form offered what was refused whenever it was sent: the other row went back, this one did not."""
    submit_through(plan, 1, by=alice)
    report = plan.reports.get(quarter=1)
    review_quarter_rows(report=report, words=[RowWord(row_of(plan, "1.2").pk, RowState.QUESTION, "কেন?")], by=rita)
    return_report(report=report, by=rita, reason="")
    page = client_of(alice).get(form_of(plan)).text
    assert 'name="q2"' in page
    assert 'name="q1"' not in page


def test_the_enter_key_grants_no_target(plan, alice, rita, client_of):
    """The first button of a form is what Enter presses: who wrote why not would have granted it."""
    asked(plan, client_of(alice))
    page = client_of(rita).get(list_of(plan)).text
    form = next(each for each in page.split("<form")[1:] if 'value="grant"' in each)
    assert re.search(r"<button[^>]*>", form).group() == '<button type="submit" disabled hidden>'
