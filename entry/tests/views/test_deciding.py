"""Owns the proof of the pages on which a reviewer assesses, returns and approves: about what was seen, nothing lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from offices.models import Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import write_comment
from plans.actions.reporting import assess_cell, return_report, submit_report
from plans.display import digits
from plans.tests.deciding import hidden_in, send
from plans.tests.factories import cell_of
from plans.tests.stepping import submit_through
from workflow.transitions import ReportState


@pytest.fixture
def rafiq(cabinet_division):
    """Rita's colleague: another reviewer at the Cabinet Division."""
    return add_person("rafiq", cabinet_division, Role.REVIEWER)


@pytest.fixture
def submitted(labour, charlie):
    """The real first quarter of the Ministry of Labour, with 2.1.1 and 2.1.2 in words."""
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    return labour


def at(name, plan, quarter=1):
    return reverse(f"entry:{name}", kwargs={"plan_id": plan.pk, "quarter": quarter})


def assess_at(plan, number):
    return reverse("entry:assess", kwargs={"cell_id": cell_of(plan, number, 1).pk})


def fields(plan, number):
    """The names of the fields in which a row is assessed."""
    pk = cell_of(plan, number, 1).pk
    return f"marks-{pk}", f"why-{pk}"


def state_of(plan):
    return plan.reports.get(quarter=1).state


READY = {"agreed": "on"}
LEFT = READY | {"zero": "on"}

# --- approving ---------------------------------------------------------------------------------------------------


def test_before_approval_the_sum_stands_in_digits_and_words_and_what_waits_is_listed(submitted, rita, client_of):
    page = client_of(rita).get(at("approve", submitted)).text
    assert "১১.০০" in page
    assert "এগারো" in page
    for number in ("2.1.1", "2.1.2"):
        assert f"{at('entry', submitted)}#{fields(submitted, number)[0]}" in page
    assert state_of(submitted) == ReportState.SUBMITTED


def test_rows_without_marks_are_approved_only_by_saying_so(submitted, rita, client_of):
    client = client_of(rita)
    refused = send(client, at("approve", submitted), **READY)
    assert refused.status_code == 422
    assert "২.১.১, ২.১.২" in refused.text
    assert state_of(submitted) == ReportState.SUBMITTED
    send(client, at("approve", submitted), **LEFT)
    assert state_of(submitted) == ReportState.APPROVED


def test_a_clean_report_is_approved_with_one_tick(submitted, rita, client_of):
    for number in ("2.1.1", "2.1.2"):
        assess_cell(cell=cell_of(submitted, number, 1), marks=Decimal(2), reason="কারণ", by=rita)
    page = client_of(rita).get(at("approve", submitted)).text
    assert 'name="zero"' not in page
    assert send(client_of(rita), at("approve", submitted)).status_code == 422
    response = send(client_of(rita), at("approve", submitted), **READY)
    assert "প্রতিবেদন অনুমোদিত হয়েছে" in response.text
    assert state_of(submitted) == ReportState.APPROVED


def test_what_is_asked_doubtful_or_empty_is_listed_before_approval(industries, alice, rita, client_of):
    for number, text in (("1.1", "প্রযোজ্য নয়"), ("1.2", "১৮০")):
        record_achievement(cell=cell_of(industries, number, 1), value=text, version=0, by=alice)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    checks = client_of(rita).get(at("approve", industries)).context["approval"].checks
    listed = {check.title: [line.number for line in check.lines] for check in checks}
    assert listed["প্রযোজ্য নয় চাওয়া"] == ["1.1"]
    assert listed["সন্দেহ"] == ["1.2"]
    assert "4.1" in listed["প্রতিবেদন নেই"]
    assert "1.2" not in listed["প্রতিবেদন নেই"]


def test_a_doubt_about_the_digits_of_a_text_quotes_it_as_it_was_typed(industries, alice, rita, client_of):
    record_achievement(cell=cell_of(industries, "1.1", 1), value="1২", version=0, by=alice)
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    page = client_of(rita).get(at("approve", industries)).text
    assert "“1২” লেখায় বাংলা ও ইংরেজি অঙ্ক মেশানো; ১২ ধরা হয়েছে" in page


def test_the_confirmation_that_is_not_confirmed_decides_nothing(submitted, rita, client_of):
    client = client_of(rita)
    shown = hidden_in(client.get(at("entry", submitted)).text)
    for name in ("approve", "return"):
        response = client.post(at(name, submitted), shown | {"reason": "১.৬.১-এর প্রমাণক দিন"})
        assert response.status_code == 200
        assert state_of(submitted) == ReportState.SUBMITTED
    assert "১.৬.১-এর প্রমাণক দিন" in response.text


def test_before_a_decision_the_change_since_the_form_was_opened_is_shown(submitted, rita, rafiq, client_of):
    client = client_of(rita)
    shown = hidden_in(client.get(at("entry", submitted)).text)
    assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal("3.5"), reason="কারণ", by=rafiq)
    page = client.post(at("approve", submitted), shown).text
    assert "<del>–</del> → <ins>৩.৫০: কারণ</ins>" in page


def test_what_changed_meanwhile_is_not_approved_and_the_difference_is_shown(submitted, rita, rafiq, client_of):
    client = client_of(rita)
    shown = hidden_in(client.get(at("approve", submitted)).text)
    assess_cell(cell=cell_of(submitted, "2.1.1", 1), marks=Decimal("3.5"), reason="কারণ", by=rafiq)
    response = client.post(at("approve", submitted), shown | LEFT)
    assert response.status_code == 409
    assert "<strong>২.১.১</strong>" in response.text
    assert "<del>১১.০০</del> → <ins>১৪.৫০</ins>" in response.text
    assert state_of(submitted) == ReportState.SUBMITTED
    client.post(at("approve", submitted), hidden_in(response.text) | LEFT)
    assert state_of(submitted) == ReportState.APPROVED


@pytest.mark.parametrize("seen", ["", "x", "eJyrVkrLz1eyUkpKLFKqBQAdegQ0", "e30=", "৯"])
@pytest.mark.parametrize("name", ["approve", "return"])
def test_a_decision_that_does_not_tell_what_was_seen_is_refused_in_words(submitted, rita, client_of, name, seen):
    data = LEFT | {"reason": "১.৬.১ দেখুন", "confirmed": "1", "seen": seen}
    response = client_of(rita).post(at(name, submitted), data)
    assert response.status_code == 409
    assert state_of(submitted) == ReportState.SUBMITTED
    if name == "return":
        assert "১.৬.১ দেখুন" in response.text


def test_a_later_quarter_is_not_offered_for_approval_before_the_earlier(plan_of_size, alice, rita, client_of):
    plan = plan_of_size(1)
    submit_through(plan, 2, by=alice)
    page = client_of(rita).get(at("approve", plan, 2)).text
    assert "১ম কোয়ার্টার এখনও অনুমোদিত নয়" in page
    assert 'name="agreed"' not in page


def test_a_draft_is_shown_with_why_it_cannot_be_decided(labour, rita, charlie, client_of):
    for name in ("approve", "return"):
        assert "প্রতিবেদনটি এখনও জমা দেওয়া হয়নি।" in client_of(rita).get(at(name, labour)).text
        assert "ঊর্ধ্বতন দপ্তরের পর্যালোচক" in client_of(charlie).get(at(name, labour)).text
        response = client_of(charlie).post(at(name, labour), {"confirmed": "1", "reason": "কারণ"})
        assert response.status_code == 403
    assert state_of(labour) == ReportState.DRAFT


# --- returning ---------------------------------------------------------------------------------------------------


def test_a_report_is_returned_with_a_reason_and_a_day(submitted, rita, client_of):
    day = timezone.localdate() + timedelta(days=10)
    send(client_of(rita), at("return", submitted), reason="১.৬.১", reply_by=digits(f"{day:%d/%m/%Y}"))
    report = submitted.reports.get(quarter=1)
    assert (report.state, report.return_reason, report.reply_by) == (ReportState.RETURNED, "১.৬.১", day)


@pytest.mark.parametrize(
    "typed",
    [
        {"reason": ""},
        {"reason": "  "},
        {"reason": "ক" * 4001},
        {"reason": "১.৬.১", "reply_by": "৩১/০২/২০৩০"},
        {"reason": "১.৬.১", "reply_by": "শীঘ্রই"},
        {"reason": "১.৬.১", "reply_by": "০১/০১/২০২০"},
    ],
)
def test_a_return_refused_keeps_what_was_typed(submitted, rita, client_of, typed):
    response = send(client_of(rita), at("return", submitted), **typed)
    assert response.status_code in (403, 422)
    assert "notice-error" in response.text
    for text in typed.values():
        assert text.strip() in response.text
    assert state_of(submitted) == ReportState.SUBMITTED


# --- assessing ---------------------------------------------------------------------------------------------------


def test_assessing_one_row_keeps_the_half_written_reason_and_the_marks_of_another(submitted, rita, client_of):
    client = client_of(rita)
    marks, why = fields(submitted, "2.1.1")
    other, other_why = fields(submitted, "2.1.2")
    typed = {marks: "৪", why: "দেখা হয়েছে", other: "১.", other_why: "আংশিক", "reason": "১.৬.১-এর প্রমা"}
    page = send(client, assess_at(submitted, "2.1.1"), page=at("entry", submitted), **typed).text
    assert cell_of(submitted, "2.1.1", 1).assessed_marks == 4
    for text in ("১.৬.১-এর প্রমা</textarea>", f'name="{other}" value="১."', f'name="{other_why}" value="আংশিক"'):
        assert text in page
    assert f'name="{why}" value=""' in page
    assert "১.৬.১-এর প্রমা" in client.get(at("return", submitted)).text
    send(client, at("return", submitted), reason="১.৬.১-এর প্রমাণক দিন")
    assert "১.৬.১-এর প্রমা</textarea>" not in client.get(at("entry", submitted)).text


@pytest.mark.parametrize(
    ("marks", "why", "at_marks", "at_why"),
    [
        ("৫", "কারণ", True, False),  # more than the weight
        ("-১", "কারণ", True, False),
        ("২.৫৫৫", "কারণ", True, False),
        ("চার", "কারণ", True, False),
        ("", "কারণ", True, False),
        ("৪", "", False, True),
        ("৪", "  ", False, True),
    ],
)
def test_marks_refused_stay_with_the_sentence_at_their_field(submitted, rita, client_of, marks, why, at_marks, at_why):
    of_marks, of_why = fields(submitted, "2.1.1")
    typed = {of_marks: marks, of_why: why, "reason": "আধা লেখা"}
    response = send(client_of(rita), assess_at(submitted, "2.1.1"), page=at("entry", submitted), **typed)
    assert response.status_code == 422
    assert (f'id="{of_marks}-error"' in response.text, f'id="{of_why}-error"' in response.text) == (at_marks, at_why)
    assert f'name="{of_marks}" value="{marks}"' in response.text
    assert "আধা লেখা</textarea>" in response.text
    assert cell_of(submitted, "2.1.1", 1).assessed_marks is None


def test_a_row_changed_meanwhile_is_not_assessed_and_the_marks_stay_typed(submitted, charlie, rita, client_of):
    client = client_of(rita)
    marks, why = fields(submitted, "2.1.1")
    shown = hidden_in(client.get(at("entry", submitted)).text)
    write_comment(cell=cell_of(submitted, "2.1.1", 1), text="লিংকটি ভুল ছিল", by=charlie)
    response = client.post(assess_at(submitted, "2.1.1"), shown | {marks: "৪", why: "কারণ", "reason": "আধা"})
    assert response.status_code == 409
    assert "লিংকটি ভুল ছিল" in response.text
    assert f'name="{marks}" value="৪"' in response.text
    assert cell_of(submitted, "2.1.1", 1).assessed_marks is None
    client.post(assess_at(submitted, "2.1.1"), hidden_in(response.text) | {marks: "৪", why: "কারণ"})
    assert cell_of(submitted, "2.1.1", 1).assessed_marks == 4


def test_granting_keeps_what_was_typed_elsewhere(plan_of_size, alice, rita, client_of):
    plan = plan_of_size(2)
    for number, text in (("1.1", "প্রযোজ্য নয়"), ("1.2", "সভা হয়েছে")):
        record_achievement(cell=cell_of(plan, number, 1), value=text, version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    asked, (marks, why) = cell_of(plan, "1.1", 1), fields(plan, "1.2")
    typed = {f"exempt-{asked.pk}": "এমন কাজ নেই", marks: "০.", why: "", "reason": "আধা লেখা", "answer": "grant"}
    exempt = reverse("entry:exempt", kwargs={"cell_id": asked.pk})
    page = send(client_of(rita), exempt, page=at("entry", plan), **typed).text
    assert cell_of(plan, "1.1", 1).exemption_granted is True
    assert "আধা লেখা</textarea>" in page
    assert f'name="{marks}" value="০."' in page


# --- handing in --------------------------------------------------------------------------------------------------


def test_what_a_colleague_changed_meanwhile_is_not_handed_in_unseen(industries, alice, bob, client_of):
    client = client_of(alice)
    shown = hidden_in(client.get(at("submit", industries)).text)
    record_achievement(cell=cell_of(industries, "1.2", 1), value="৮০", version=0, by=bob)
    response = client.post(at("submit", industries), shown)
    assert response.status_code == 409
    assert "<del>–</del> → <ins>৮০</ins>" in response.text
    assert state_of(industries) == ReportState.DRAFT
    client.post(at("submit", industries), hidden_in(response.text))
    assert state_of(industries) == ReportState.SUBMITTED


def test_every_round_stands_on_the_page_with_its_receipt(industries, alice, rita, client_of):
    report = submit_report(report=industries.reports.get(quarter=1), by=alice)
    return_report(report=report, reason="কারণ", reply_by=timezone.localdate(), by=rita)
    assert "এর মধ্যে উত্তর দিন" in client_of(alice).get(at("entry", industries)).text.replace("-এর", "এর")
    submit_report(report=report, by=alice)
    first, second = report.receipts.all()
    for person, name in ((alice, "entry"), (rita, "entry"), (rita, "approve")):
        page = client_of(person).get(at(name, industries)).text
        assert first.number in page
        assert second.number in page
        assert "দফা ২:" in page
