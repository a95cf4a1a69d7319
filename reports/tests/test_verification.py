"""Owns the proof that a printed number leads to what is stored, and that nobody invents one."""

import re
from functools import partial

import pytest
from django.core.cache import cache
from django.urls import reverse

from cell_values.digits import to_bengali
from offices.models import Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.reporting import approve_report, submit_report
from plans.models import Plan, QuarterReport
from plans.tests.beginning import remembered
from plans.tests.factories import cell_of
from reports.paper_numbers import LETTERS, OLDER_SEAL, Number, check_letter, fixed, letters_of
from reports.verification import Verdict, digest_of, find, number_of
from reports.views.verification import MOST_GUESSES

LANDED = "2A-MVVX-NP74"  # the number of report 1 with this SHA-256, as it was printed before codes were keyed
LANDED_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@pytest.fixture
def report(plan_of_size, alice) -> QuarterReport:
    """A report with one mark, not submitted yet."""
    return reported(plan_of_size(2), alice)


def reported(plan, alice) -> QuarterReport:
    record_achievement(cell=cell_of(plan, "1.1", 1), value="৪", version=0, by=alice)
    return plan.reports.get(quarter=1)


@pytest.fixture
def approved(plan_of_size, industries_office, cabinet_division) -> QuarterReport:
    made = remembered("approved to verify", partial(approved_now, plan_of_size, industries_office, cabinet_division))
    return QuarterReport.objects.get(pk=made.pk)


def approved_now(plan_of_size, industries_office, cabinet_division) -> QuarterReport:
    alice = add_person("alice", industries_office, Role.FOCAL_POINT)
    rita = add_person("rita", cabinet_division, Role.REVIEWER)
    return approve_report(report=submit_report(report=reported(plan_of_size(2), alice), by=alice), by=rita)


@pytest.fixture(autouse=True)
def guessed_before(db):
    """Nobody has guessed yet."""
    cache.clear()


def page(client, number):
    return client.get(reverse("verification:verdict", args=[number]))


def older_number_of(report):
    """The number as reports were printed with it at first: no key was needed to make one."""
    return str(Number(report.pk, fixed(int(digest_of(report), 16), OLDER_SEAL)))


def with_letters(number, place, letters):
    """The number with other letters from a place on, and the check letter that fits."""
    body = letters_of(number)[:-1]
    place %= len(body)
    changed = body[:place] + letters + body[place + len(letters) :]
    return changed + check_letter(changed)


def revise(report):
    plan = report.plan
    Plan.objects.create(office=plan.office, year=plan.year, kind=plan.kind, policy=plan.policy, revision=2)


def approve_anew(report):
    """As if the report had been opened again, changed and approved once more."""
    scorecard = report.scorecard | {"earned": "2.00"}
    QuarterReport.objects.filter(pk=report.pk).update(scorecard=scorecard)


# --- the number --------------------------------------------------------------------------------------------------


def test_a_number_is_short_and_leads_back_to_its_report(approved):
    number = number_of(approved)
    assert re.fullmatch(r"[1-9A-Z]{1,4}(-[1-9A-Z]{4}){3,4}", number)
    assert find(number).verdict is Verdict.CURRENT
    assert find(number).report == approved


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        to_bengali,
        lambda number: number.replace("-", ""),
        lambda number: f" {number} ",
        lambda number: number.replace("-", " – "),
        lambda number: number.replace("1", "I").replace("V", "u"),
        lambda number: "".join(chr(ord(letter) + 0xFEE0) for letter in number),
    ],
    ids=["small", "bengali", "together", "spaced", "dashes", "confused", "fullwidth"],
)
def test_a_number_may_be_typed_as_people_type(approved, typed):
    assert find(typed(number_of(approved))).report == approved


def test_every_wrong_letter_and_every_two_changed_letters_are_noticed(approved):
    number = letters_of(number_of(approved))
    for place, letter in enumerate(number):
        for other in set(LETTERS) - {letter}:
            assert find(number[:place] + other + number[place + 1 :]).verdict is Verdict.MISSPELLED
    for place in range(len(number) - 2):
        changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert changed == number or find(changed).verdict is Verdict.MISSPELLED


@pytest.mark.parametrize("place", range(-15, 0))
def test_a_number_with_another_seal_or_code_is_not_ours_however_its_check_letter_fits(approved, place):
    number = number_of(approved)
    other = LETTERS[(LETTERS.index(letters_of(number)[:-1][place]) + 1) % len(LETTERS)]
    invented = with_letters(number, place, other)
    assert find(invented) == find("1" * 16 + check_letter("1" * 16))
    assert find(invented).verdict is Verdict.UNKNOWN


def test_the_number_of_one_report_with_the_key_of_another_is_not_ours(approved):
    other = approved.plan.reports.get(quarter=2)
    letters = letters_of(number_of(approved))
    assert find(with_letters(letters, 0, letters_of(number_of(other))[: len(letters) - 16])).verdict is Verdict.UNKNOWN


def test_who_holds_another_key_issues_no_number(approved, settings):
    settings.NUMBER_KEYS = ["somebody else's"]
    forged = number_of(approved)
    settings.NUMBER_KEYS = ["ours"]
    assert find(forged).verdict is Verdict.UNKNOWN


def test_a_number_outlives_the_key_that_issued_it_as_long_as_it_is_named(approved, settings):
    settings.NUMBER_KEYS = ["old"]
    number = number_of(approved)
    settings.NUMBER_KEYS = ["new", "older still", "old"]
    assert number_of(approved) != number
    assert find(number).verdict is find(number_of(approved)).verdict is Verdict.CURRENT
    settings.NUMBER_KEYS = ["new"]
    assert find(number).verdict is Verdict.UNKNOWN


def test_a_draft_is_told_as_a_draft_whatever_became_of_the_report(report, alice, rita):
    number = number_of(report)
    assert find(number).verdict is Verdict.DRAFT
    record_achievement(cell=cell_of(report.plan, "1.1", 1), value="২", version=1, by=alice)
    assert find(number).verdict is Verdict.DRAFT
    approve_report(report=submit_report(report=report, by=alice), by=rita)
    assert find(number).verdict is Verdict.DRAFT
    assert find(number).report == report


def test_a_paper_is_old_once_the_approved_figures_are_others(approved, unguarded):
    number = number_of(approved)
    approve_anew(approved)
    assert find(number).verdict is Verdict.CHANGED
    assert find(number_of(QuarterReport.objects.get(pk=approved.pk))).verdict is Verdict.CURRENT


def test_a_later_revision_supersedes_an_approved_report(approved):
    revise(approved)
    assert find(number_of(approved)).verdict is Verdict.SUPERSEDED


def test_the_number_of_a_report_that_is_gone_is_still_ours(report):
    number = number_of(report)
    report.delete()
    assert find(number).verdict is Verdict.DRAFT
    assert find(number).report is None


def test_the_hash_covers_every_figure_and_the_switches(approved):
    digest = digest_of(approved)
    assert re.fullmatch("[0-9a-f]{64}", digest)
    approved.frozen_switches["decimals"] = 3
    assert digest_of(approved) != digest
    approved.refresh_from_db()
    approved.scorecard["areas"][0]["marks"][0]["earned"] = "0.99"
    assert digest_of(approved) != digest


# --- numbers issued before they carried a code -------------------------------------------------------------------


def test_an_older_number_is_spelled_as_it_was_printed():
    assert str(Number(1, fixed(int(LANDED_DIGEST, 16), OLDER_SEAL))) == LANDED


def test_an_older_number_of_an_approved_report_is_found_and_told_as_older(approved):
    finding = find(older_number_of(approved))
    assert (finding.verdict, finding.report, finding.is_older) == (Verdict.CURRENT, approved, True)
    revise(approved)
    assert find(older_number_of(approved)).verdict is Verdict.SUPERSEDED


def test_an_older_number_of_a_draft_is_a_draft_too(report):
    assert find(older_number_of(report)).verdict is Verdict.DRAFT


@pytest.mark.parametrize("seal", ["1" * OLDER_SEAL, "Z" * OLDER_SEAL])
def test_an_older_number_that_fits_no_figures_is_not_ours(approved, seal):
    finding = find(str(Number(approved.pk, seal)))
    assert (finding.verdict, finding.report, finding.is_older) == (Verdict.UNKNOWN, None, True)


# --- the page ----------------------------------------------------------------------------------------------------


def test_anybody_sees_the_figures_of_an_approved_report(approved, client):
    response = page(client, number_of(approved))
    assert response.status_code == 200
    for word in ("প্রতিবেদনটি আসল ও অনুমোদিত", "শিল্প মন্ত্রণালয়", "১ম কোয়ার্টার", "অনুমোদিত", "১.০০ / ২"):
        assert word in response.text
    assert digest_of(approved) in response.text.replace(" ", "")
    assert "গোপন সংকেত" not in response.text


@pytest.mark.parametrize("printed", [number_of, older_number_of])
def test_nobody_vouches_for_a_draft_or_shows_its_figures(report, client, printed):
    response = page(client, printed(report))
    assert response.status_code == 200
    assert "কাগজটি খসড়া" in response.text
    assert "শিল্প মন্ত্রণালয়" in response.text
    for word in (digest_of(report)[:16], "১.০০", "আসল", "পুরোনো"):
        assert word not in response.text


def test_a_draft_is_not_told_how_the_report_stands_since(report, alice, rita, client):
    number = number_of(report)
    approve_report(report=submit_report(report=report, by=alice), by=rita)
    facts = page(client, number).text.partition("<dl")[2].partition("</dl>")[0]
    assert "শিল্প মন্ত্রণালয়" in facts
    assert "অনুমোদিত" not in facts


@pytest.mark.parametrize("is_there", [True, False])
def test_an_invented_number_is_not_ours_and_names_no_office(approved, client, is_there):
    response = page(client, str(Number(approved.pk if is_there else 10**9, "7QXWM4", "T9C2K7QXW")))
    assert response.status_code == 404
    assert "নম্বরটি এই ব্যবস্থার নয়" in response.text
    for word in ("পুরোনো", "শিল্প মন্ত্রণালয়"):
        assert word not in response.text


def test_an_older_number_that_fits_nothing_is_not_ours_and_says_what_cannot_be_told(approved, client):
    response = page(client, str(Number(approved.pk, "1" * OLDER_SEAL)))
    assert response.status_code == 404
    assert "নম্বরটি এই ব্যবস্থার নয়" in response.text
    assert "আগের ধরনের" in response.text
    assert "শিল্প মন্ত্রণালয়" not in response.text


def test_a_mistyped_number_asks_to_look_again(approved, client):
    number = number_of(approved)
    response = page(client, number[:-1] + LETTERS[(LETTERS.index(number[-1]) + 1) % len(LETTERS)])
    assert response.status_code == 404
    assert "কাগজটি আবার দেখুন" in response.text


def test_an_older_paper_is_genuine_and_told_as_older(approved, client):
    response = page(client, older_number_of(approved))
    assert response.status_code == 200
    for word in ("প্রতিবেদনটি আসল ও অনুমোদিত", "গোপন সংকেত চালু হওয়ার আগে", "১.০০ / ২"):
        assert word in response.text


def test_an_old_paper_is_called_old_without_telling_new_figures(approved, client, unguarded):
    number = number_of(approved)
    approve_anew(approved)
    response = page(client, number)
    assert "কাগজটি পুরোনো" in response.text
    for word in ("১.০০", "২.০০"):
        assert word not in response.text


def test_a_superseded_report_is_called_so(approved, client):
    revise(approved)
    assert "পরের সংশোধিত সংস্করণ" in page(client, number_of(approved)).text


@pytest.mark.parametrize("typed", [str.lower, to_bengali, lambda number: number.replace("-", "/")])
def test_a_number_can_be_typed_in(approved, client, typed):
    assert client.get(reverse("verification:search")).status_code == 200
    data = {"number": f" {typed(number_of(approved))}"}
    response = client.get(reverse("verification:search"), data, follow=True)
    assert "প্রতিবেদনটি আসল ও অনুমোদিত" in response.text
    assert number_of(approved) in response.text


@pytest.mark.parametrize("typed", ["কাগজ", "../../admin", "?x=1", "%00", "a" * 5000])
def test_whatever_is_typed_is_answered_with_a_sentence(db, client, typed):
    response = client.get(reverse("verification:search"), {"number": typed}, follow=True)
    assert response.status_code == 404
    assert "আমাদের কোনো নম্বর এভাবে লেখা হয় না" in response.text


def test_who_guesses_on_and_on_is_asked_to_wait(approved, client):
    invented = str(Number(approved.pk, "1" * 6, "1" * 9))
    for _guess in range(MOST_GUESSES):
        assert page(client, invented).status_code == 404
    response = page(client, invented)
    assert response.status_code == 429
    assert "পাঁচ মিনিট পরে আবার চেষ্টা করুন" in response.text
    address = reverse("verification:verdict", args=[number_of(approved)])
    assert client.get(address, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_nothing_is_written_by_looking(approved, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4) as queries:
        page(client, number_of(approved))
    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)
