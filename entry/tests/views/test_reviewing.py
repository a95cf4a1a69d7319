"""Owns the proof of the reviewer's page of a quarter: row by row, filters, words kept, closed rows and wishes."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from cell_values.digits import to_bengali
from cell_values.value import BLANK
from entry.views.row_states import WRITTEN_UNDECIDED
from plans.actions.achievements import record_achievement
from plans.actions.reporting import assess_cell, return_report, submit_report
from plans.actions.row_openings import ask_to_open
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.models import RowOpening, RowReview
from plans.tests.deciding import send
from plans.tests.factories import cell_of
from plans.tests.writing import row_of
from workflow.row_openings import ROW_CLOSED
from workflow.row_states import RowState
from workflow.transitions import ReportState

UNGIVEN = "লিখেছেন, কিন্তু দেননি"
BUTTON = re.compile(r"<button[^>]*>")


@pytest.fixture
def plan(plan_of_size, alice):
    """Three rows, each with one done of one, handed in."""
    plan = plan_of_size(3)
    for number in ("1.1", "1.2", "1.3"):
        record_achievement(cell=cell_of(plan, number, 1), value="১", version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    return plan


@pytest.fixture
def second_round(plan, alice, rita):
    """1.2 accepted, 1.1 asked and mended, handed in again."""
    report = plan.reports.get(quarter=1)
    words = [
        RowWord(row_of(plan, "1.1").pk, RowState.QUESTION, "একটির প্রমাণক নেই"),
        RowWord(row_of(plan, "1.2").pk, RowState.ACCEPTED),
    ]
    review_quarter_rows(report=report, words=words, by=rita)
    return_report(report=report, by=rita)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="০", version=1, by=alice)
    submit_report(report=report, by=alice)
    return plan


def at(name, plan, **more):
    return reverse(f"entry:{name}", kwargs={"plan_id": plan.pk, "quarter": 1} | more)


def say(plan, number, state, why=""):
    key = row_of(plan, number).pk
    return {f"say-{key}": state, f"ask-{key}": why}


def first_button_of(page, part):
    """Of the form that has the part."""
    form = next(each for each in page.split("<form")[1:] if part in each.partition("</form>")[0])
    return BUTTON.search(form).group()


def rows_of(client, plan, show=""):
    review = client.get(at("entry", plan) + f"?show={show}").context["review"]
    return {row.number: row for row in review.rows}


def test_words_on_all_rows_are_kept_at_once_and_the_office_reads_none_of_them_yet(plan, rita, alice, client_of):
    typed = say(plan, "1.1", "question", "প্রমাণক দিন") | say(plan, "1.2", "accepted")
    response = send(client_of(rita), at("review", plan), page=at("entry", plan), then="keep", **typed)
    assert "১টি সারি ফেরত দিন" in response.text
    assert dict(RowReview.objects.values_list("indicator__number", "state")) == {"1.1": "question", "1.2": "accepted"}
    assert "প্রমাণক দিন" not in client_of(alice).get(at("entry", plan)).text
    elsewhere = [reverse("reports:ledger", args=[plan.pk]), reverse("entry:cell", args=[cell_of(plan, "1.1", 1).pk])]
    for address in elsewhere:
        assert "প্রমাণক দিন" not in client_of(alice).get(address).text
    send(client_of(rita), at("return", plan))
    for address in elsewhere:
        assert "প্রমাণক দিন" in client_of(alice).get(address).text
    page = client_of(alice).get(at("entry", plan)).text
    assert "প্রশ্ন: প্রমাণক দিন" in page
    assert page.count("closed-cell") == 2


def test_a_question_without_a_reason_keeps_everything_typed(plan, rita, client_of):
    typed = say(plan, "1.1", "question") | say(plan, "1.2", "accepted") | {"reason": "আধা লেখা"}
    response = send(client_of(rita), at("review", plan), page=at("entry", plan), **typed)
    assert response.status_code == 422
    assert "আধা লেখা</textarea>" in response.text
    assert f'name="say-{row_of(plan, "1.2").pk}" value="accepted" checked' in response.text
    assert RowReview.objects.count() == 0


@pytest.mark.parametrize("step", ["return", "approve"])
def test_going_on_to_a_decision_keeps_what_was_said(plan, rita, client_of, step):
    send(client_of(rita), at(step, plan), page=at("entry", plan), **say(plan, "1.1", "accepted"))
    assert RowReview.objects.get().state == "accepted"
    assert plan.reports.get(quarter=1).state == ReportState.SUBMITTED


def test_the_second_round_shows_what_changed_and_folds_what_was_accepted(second_round, rita, client_of):
    rows = rows_of(client_of(rita), second_round)
    assert {number: row.state.value for number, row in rows.items()} == {
        "1.1": "mended",
        "1.2": "accepted",
        "1.3": "unseen",
    }
    first = rows["1.1"]
    assert (first.text_before, first.gain, first.is_changed) == ("১", -1 / 4, True)
    assert first.asked_before.reason == "একটির প্রমাণক নেই"
    assert [number for number, row in rows.items() if row.is_folded] == ["1.2"]
    page = client_of(rita).get(at("entry", second_round)).text
    assert "▼ −০.২৫" in page.replace("\n", " ")
    assert "<del>১</del>" in page


def test_filters_count_what_they_show(second_round, rita, client_of):
    review = client_of(rita).get(at("entry", second_round)).context["review"]
    counts = {each.name: each.count for each in review.filters}
    assert counts == {"look": 2, "changed": 1, "marks": 0, "question": 0, "wish": 0, "all": 3}
    page = client_of(rita).get(at("entry", second_round) + "?show=changed").text
    hidden = 'data-groups="look all" hidden'
    assert hidden in page.replace('data-groups="all look"', 'data-groups="look all"')


def test_an_office_asks_for_a_closed_row_and_the_reviewer_opens_it_in_the_row(second_round, alice, rita, client_of):
    key, report = row_of(second_round, "1.2").pk, second_round.reports.get(quarter=1)
    words = [RowWord(row_of(second_round, "1.1").pk, RowState.QUESTION, "আবার দেখুন")]
    review_quarter_rows(report=report, words=words, by=rita)
    return_report(report=report, by=rita)
    ask = at("ask_row", second_round, indicator_id=key)
    assert ask in client_of(alice).get(at("entry", second_round)).text
    assert send(client_of(alice), ask, reason=" ").status_code == 422
    send(client_of(alice), ask, reason="দুটি বাদ পড়েছিল")
    assert RowOpening.objects.get().reason == "দুটি বাদ পড়েছিল"
    page = client_of(rita).get(at("entry", second_round)).text
    assert "দুটি বাদ পড়েছিল" in page
    send(
        client_of(rita), at("answer_row", second_round, indicator_id=key), page=at("entry", second_round), granted="yes"
    )
    assert ask not in client_of(alice).get(at("entry", second_round)).text


@pytest.mark.parametrize("step", ["review", "return", "approve"])
def test_what_was_written_at_a_row_without_a_decision_is_asked_about_and_not_dropped(plan, rita, client_of, step):
    """It was gone, whatever button was pressed: a report went back without the question."""
    address, typed = at(step, plan), say(plan, "1.1", "", "প্রমাণক কোথায়?")
    response = send(client_of(rita), address, page=at("entry", plan), **typed)
    assert response.status_code == 422
    assert WRITTEN_UNDECIDED.bn in response.text
    assert 'value="প্রমাণক কোথায়?"' in response.text
    assert send(client_of(rita), address, page=at("entry", plan), **say(plan, "1.1", "", " ")).status_code == 200


def test_what_was_not_taken_of_a_row_is_told_above_and_stands_in_sight_though_the_row_was_folded(
    second_round, rita, client_of
):
    """A row accepted before is folded, and one that the filter leaves out hidden: the page came back without a word."""
    typed = say(second_round, "1.2", "", "তবু একটি কথা") | say(second_round, "1.3", "question") | {"show": "changed"}
    response = send(client_of(rita), at("review", second_round), page=at("entry", second_round), **typed)
    told, table = response.text.partition("<tbody>")[::2]
    for number in ("1.2", "1.3"):
        key = row_of(second_round, number).pk
        assert f'<a href="#row-{key}">{to_bengali(number)}</a>' in told
        row = table.partition(f'<tr id="row-{key}"')[2]
        assert " hidden" not in row.partition(">")[0]
        assert "<details" not in table.partition(f'<tr id="row-{key}"')[0]


def test_a_wish_while_the_quarter_waits_stands_in_its_row(plan, alice, rita, client_of):
    ask_to_open(report=plan.reports.get(quarter=1), row=row_of(plan, "1.2"), reason="দুটি বাদ", by=alice)
    assert rows_of(client_of(rita), plan)["1.2"].groups >= {"wish", "look"}
    address = at("answer_row", plan, indicator_id=row_of(plan, "1.2").pk)
    assert send(client_of(rita), address, page=at("entry", plan), granted="no").status_code == 422
    send(client_of(rita), address, page=at("entry", plan), granted="yes")
    assert rows_of(client_of(rita), plan)["1.2"].state is RowState.QUESTION


def test_a_quarter_that_waits_says_beside_each_row_how_to_have_it_opened(plan, alice, rita, client_of):
    key, page = row_of(plan, "1.2").pk, at("entry", plan)
    asks = [at("ask_row", plan, indicator_id=row_of(plan, number).pk) for number in ("1.1", "1.2", "1.3")]
    shown = client_of(alice).get(page).text
    assert all(each in shown for each in asks)
    assert "পর্যালোচককে কারণ জানান" in shown
    assert "তা ফেরতের সঙ্গে আসবে" in client_of(alice).get(asks[1]).text
    send(client_of(alice), asks[1], reason="দুটি বাদ পড়েছিল")
    shown = client_of(alice).get(page).text
    assert asks[1] not in shown
    assert "উত্তরের অপেক্ষায়" in shown
    send(client_of(rita), at("answer_row", plan, indicator_id=key), page=page, granted="yes")
    assert "খোলা মঞ্জুর" in client_of(alice).get(page).text
    assert not any(each in client_of(rita).get(page + "?form=1").text for each in asks)


@pytest.mark.parametrize("is_returned", [False, True])
def test_the_answer_to_a_wish_stays_as_typed_where_it_was_not_what_was_sent(plan, alice, rita, client_of, is_returned):
    """It was kept, and shown nowhere: the field was empty again."""
    report, rows = plan.reports.get(quarter=1), [row_of(plan, number) for number in ("1.2", "1.3")]
    if is_returned:
        review_quarter_rows(report=report, words=[RowWord(row_of(plan, "1.1").pk, RowState.QUESTION, "কেন?")], by=rita)
        return_report(report=report, by=rita)
    for row in rows:
        ask_to_open(report=report, row=row, reason="দুটি বাদ", by=alice)
    address, typed = at("answer_row", plan, indicator_id=rows[0].pk), {f"answer-{rows[1].pk}": "ঠিকই আছে"}
    refused = send(client_of(rita), address, page=at("entry", plan), granted="no", **typed)
    assert refused.status_code == 422 - 19 * is_returned
    assert 'value="ঠিকই আছে"' in refused.text
    if not is_returned:  # there each answer has a form of its own
        answered = send(client_of(rita), address, page=at("entry", plan), granted="yes", **typed)
        assert 'value="ঠিকই আছে"' in answered.text


def test_the_enter_key_opens_no_row(plan, alice, rita, client_of):
    """The first button of a form is what Enter presses: who began to write why not had granted it."""
    report = plan.reports.get(quarter=1)
    review_quarter_rows(report=report, words=[RowWord(row_of(plan, "1.1").pk, RowState.QUESTION, "কেন?")], by=rita)
    return_report(report=report, by=rita)
    ask_to_open(report=report, row=row_of(plan, "1.2"), reason="দুটি বাদ", by=alice)
    page = client_of(rita).get(at("entry", plan)).text
    assert first_button_of(page, 'value="yes"') == '<button type="submit" disabled hidden>'


def test_a_row_that_stays_closed_can_be_asked_for_again(plan, alice, rita, client_of):
    key, page = row_of(plan, "1.2").pk, at("entry", plan)
    send(client_of(alice), at("ask_row", plan, indicator_id=key), reason="দুটি বাদ")
    send(
        client_of(rita),
        at("answer_row", plan, indicator_id=key),
        page=page,
        granted="no",
        **{f"answer-{key}": "ঠিকই আছে"},
    )
    assert at("ask_row", plan, indicator_id=key) in client_of(alice).get(page).text


def test_what_is_written_into_a_closed_row_is_refused_in_words(second_round, alice, rita, client_of):
    report = second_round.reports.get(quarter=1)
    words = [RowWord(row_of(second_round, "1.1").pk, RowState.QUESTION, "আবার দেখুন")]
    review_quarter_rows(report=report, words=words, by=rita)
    return_report(report=report, by=rita)
    cell = cell_of(second_round, "1.3", 1)
    response = client_of(alice).post(reverse("entry:record", args=[cell.pk]), {"text": "৯", "version": cell.version})
    assert response.status_code == 403
    assert ROW_CLOSED.bn in response.text


@pytest.mark.parametrize("step", ["return", "approve"])
def test_marks_typed_and_not_given_are_told_before_they_go_with_the_decision(labour, charlie, rita, client_of, step):
    """The old marks were approved, or none, and the new ones forgotten."""
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    cell, other = cell_of(labour, "2.1.1", 1), cell_of(labour, "2.1.2", 1)
    assess_cell(cell=other, marks=Decimal("1.50"), reason="দেখা হয়েছে", by=rita)
    client, page = client_of(rita), at("entry", labour)
    given = {f"marks-{other.pk}": "১.৫০"}
    assert UNGIVEN not in send(client, at(step, labour), page=page, **given).text
    for typed in ({f"marks-{other.pk}": "২"}, given | {f"marks-{cell.pk}": "৩"}, given | {f"why-{cell.pk}": "ভালো"}):
        shown = send(client, at(step, labour), page=page, **typed).text
        number = "২.১.২" if given.items() - typed.items() else "২.১.১"
        assert f"{number}</a>" in shown.partition(UNGIVEN)[2].partition("</p>")[0]


@pytest.mark.parametrize(("percent", "marks"), [("100", "4.00"), ("80", "3.20"), ("60", "2.40")])
def test_a_usual_mark_is_given_in_one_step_and_says_so(labour, charlie, rita, client_of, percent, marks):
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    cell = cell_of(labour, "2.1.1", 1)
    address = f"{reverse('entry:assess', args=[cell.pk])}?percent={percent}"
    page = client_of(rita).get(at("entry", labour)).text
    assert f'formaction="{address}"' in page
    send(client_of(rita), address, page=at("entry", labour))
    cell.refresh_from_db()
    assert (str(cell.assessed_marks), cell.assessed_reason.endswith(" %")) == (marks, True)


def test_the_target_of_the_year_is_not_told_as_that_of_a_quarter_in_which_nothing_is_due(plan, rita, client_of):
    cell = cell_of(plan, "1.2", 1)
    cell.target = BLANK
    cell.save()
    rows = rows_of(client_of(rita), plan, "all")
    assert (rows["1.1"].entry.target, rows["1.2"].entry.target) == ("১", "")
    cell = client_of(rita).get(reverse("entry:cell", args=[cell_of(plan, "1.2", 1).pk])).text
    assert "<dt>এ কোয়ার্টারের লক্ষ্যমাত্রা</dt><dd>–</dd>" in cell  # the row's own page says the same


def test_where_a_row_says_nothing_of_quarters_its_year_is_told(labour, charlie, rita, client_of):
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    row = rows_of(client_of(rita), labour, "all")["1.4.1"]
    assert row.entry.target == row.entry.node.annual.text != ""


def test_a_target_of_the_year_stands_under_its_name_to_both_sides(
    labour, plan_of_size, alice, charlie, rita, client_of
):
    """ "Four" as the target of a quarter, of which the form knows none, made two done of four in the year a lack."""
    handed_over = client_of(charlie).get(at("submit", labour)).text
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    for page in (handed_over, client_of(rita).get(at("entry", labour)).text):
        assert "বছরের লক্ষ্যমাত্রা" in page
        assert "এ কোয়ার্টারের লক্ষ্যমাত্রা" not in page


def test_a_row_without_targets_of_quarters_says_that_it_tells_the_year_beside_rows_with_them(plan, rita, client_of):
    page = at("entry", plan) + "?show=all"
    assert "বছরের লক্ষ্যমাত্রা" not in client_of(rita).get(page).text
    for cell in row_of(plan, "1.2").cells.all():
        cell.target = BLANK
        cell.save()
    assert client_of(rita).get(page).text.count("বছরের লক্ষ্যমাত্রা") == 1
