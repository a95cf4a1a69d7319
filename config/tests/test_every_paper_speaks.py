"""Owns the proof that papers, files and mails speak the reader's language, as pages do: read before they are set."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import product

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from administration.tests.test_many_invitations import MANY
from config.tests.spoken import bengali_in, data_words, foreign_in, not_bengali, not_english, said, stored_texts, titles
from notices.mails import mail_of
from notices.models import Notice, NoticeChoice, NoticeKind, NoticeMail
from offices.models import Office, Person, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.annual_reports import return_annual_report, submit_annual_report
from plans.actions.evidence import write_comment
from plans.actions.exempting import decide_exemption
from plans.actions.half_year_feedback import give_feedback, write_feedback
from plans.actions.plan_steps import approve_plan, return_plan, submit_plan
from plans.actions.reporting import approve_report, assess_cell, return_report, submit_report
from plans.actions.revising import ask_for_revision, decide_on_revision
from plans.actions.signing import ask_to_sign
from plans.exporting import export_plan, export_signed_plan
from plans.models import AnnualRound, HalfYearFeedback
from plans.tests.factories import cell_of
from plans.tests.writing import as_draft, row_of
from plans.tests.year_end import NARRATIVE, hand_in_year
from reports.file_formats import Format
from reports.printed.letter import NothingReturned
from reports.printing import (
    LANGUAGES,
    Paper,
    PrintDesk,
    print_annual_report,
    print_comparison,
    print_feedback,
    print_paper,
    print_plan,
    report_of,
)
from reports.queries.league import League
from reports.spreadsheets import MAKERS, report_file

pytestmark = pytest.mark.django_db
PRINTED_ON = date(2021, 10, 14)


@pytest.fixture
def plans(industries, labour, alice, charlie, rita, plan_of_size, administrator):
    """A report that came back with comments, one that was approved, a plan in its second round; all of it is told."""
    for number, text in {"1.1": "১", "4.2": "হালনাগাদ করা হয়েছে"}.items():
        record_achievement(cell=cell_of(industries, number, 1), value=text, version=0, by=alice)
    returned = submit_report(report=industries.reports.get(quarter=1), by=alice)
    write_comment(cell=cell_of(industries, "4.2", 1), text="তারিখ লিখুন।", by=rita)
    return_report(report=returned, reason="তথ্য অসম্পূর্ণ।", reply_by=date(2030, 1, 1), by=rita)
    assessed = submit_report(report=labour.reports.get(quarter=1), by=charlie)
    for number, marks in (("2.1.1", 4), ("2.1.2", 2)):
        assess_cell(cell=cell_of(labour, number, 1), marks=Decimal(marks), reason="প্রমাণক দেখা হয়েছে", by=rita)
    approve_report(report=assessed, by=rita)
    plan = as_draft(plan_of_size(2))
    submit_plan(plan=plan, by=alice)
    return_plan(plan=plan, reason="মান ঠিক করুন।", by=rita)
    submit_plan(plan=plan, by=alice)
    approve_plan(plan=plan, by=rita)
    _revise_and_exempt(plan, alice, rita)
    _ask_for_a_signature(labour, charlie)
    return industries, labour, plan


def _revise_and_exempt(plan, alice, rita):
    plan.year.revisions_until = timezone.localdate()
    plan.year.save()
    for granted in (False, True):
        asked = ask_for_revision(indicator=row_of(plan, "1.1"), texts={"100%": "৬"}, reason="বাজেট বেড়েছে।", by=alice)
        decide_on_revision(revision=asked, granted=granted, reason="দেখা হয়েছে।", by=rita)
    record_achievement(cell=cell_of(plan, "1.1", 1), value="প্রযোজ্য নয়", version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    decide_exemption(cell=cell_of(plan, "1.1", 1), granted=True, reason="এ বছর নেই।", by=rita)


def _ask_for_a_signature(plan, by):
    add_person("karim", plan.office, Role.HEAD, name_bn="আবদুল করিম")
    Office.objects.filter(pk=plan.office_id).update(needs_sign_off=True)
    ask_to_sign(report=plan.reports.get(quarter=2), by=by)
    Office.objects.filter(pk=plan.office_id).update(needs_sign_off=False)


@dataclass
class Typesetter:
    """Keeps every page that would be laid out."""

    pages: list[str] = field(default_factory=list)

    def __call__(self, html: str, **_how: object) -> bytes:
        self.pages.append(html)
        return b"%PDF-1.4"


def papers_of(plans, language: str) -> Iterator[tuple[str, str]]:
    """Every paper in a language, by its name: the page it is laid out from."""
    setter = Typesetter()
    desk = PrintDesk(render=setter)
    how = {"printed_on": PRINTED_ON, "language": language, "at": desk}
    for plan in plans:
        print_plan(plan, **how)
        yield f"plan {plan}", setter.pages.pop()
        for paper in Paper:
            try:
                print_paper(paper, report_of(plan, 1), **how)
            except NothingReturned:
                continue
            yield f"{paper.value} {plan}", setter.pages.pop()
    print_comparison(League(Office.objects.filter(tier="ministry"), "integrity", plans[0].year, 1), **how)
    yield "comparison", setter.pages.pop()


# What verifies a paper, letter by letter, and where.
NUMBER = re.compile(r"https?://[^\s<\"]+|\b[1-9A-Z]{1,4}(?:-[1-9A-Z]{4}){2,4}(?:-[1-9A-Z]{1,4})?\b")


def test_every_paper_is_in_its_language(plans):
    words, typed, stored = data_words(), titles(), stored_texts()
    bengali = {name: not_bengali(NUMBER.sub("", page), words, typed) for name, page in papers_of(plans, "bn")}
    assert {name: faults for name, faults in bengali.items() if faults} == {}
    english = {name: not_english(NUMBER.sub("", page), stored) for name, page in papers_of(plans, "en")}
    assert {name: faults for name, faults in english.items() if faults} == {}
    assert len(bengali) == len(english) > 10


def year_end_papers(plan, language: str) -> Iterator[tuple[str, str]]:
    """The papers beside the quarters in a language."""
    setter = Typesetter()
    how = {"printed_on": PRINTED_ON, "language": language, "at": PrintDesk(render=setter)}
    for round_ in AnnualRound.objects.select_related("submitted_by", "decided_by"):
        print_annual_report(round_, plan, **how)
        yield f"annual {round_.number}", setter.pages.pop()
    print_feedback(HalfYearFeedback.objects.select_related("given_by").get(), plan, **how)
    yield "feedback", setter.pages.pop()


def test_the_papers_beside_the_quarters_are_in_their_language(plan_of_size, alice, rita):
    plan = plan_of_size(2)
    hand_in_year(plan, by=alice)
    write_feedback(plan=plan, text="গতি ভালো।", row_notes={row_of(plan, "1.1").pk: "ভালো"}, version=0, by=rita)
    give_feedback(plan=plan, by=rita)
    return_annual_report(plan=plan, reason="বিস্তারিত লিখুন।", by=rita)
    submit_annual_report(plan=plan, by=alice)
    words, typed, stored = data_words(), [*titles(), "notice.pdf"], stored_texts() | set(NARRATIVE.values())
    bengali = {name: not_bengali(NUMBER.sub("", page), words, typed) for name, page in year_end_papers(plan, "bn")}
    assert {name: faults for name, faults in bengali.items() if faults} == {}
    english = {name: not_english(NUMBER.sub("", page), stored) for name, page in year_end_papers(plan, "en")}
    assert {name: faults for name, faults in english.items() if faults} == {}
    assert len(bengali) == len(english) == 3


# --- files -----------------------------------------------------------------------------------------------------------


def files_of(plans, client, language: str) -> Iterator[tuple[str, bytes]]:
    """Every file of a report that is given in a language."""
    for plan in plans:
        for paper, file_format in MAKERS:
            if file_format in (Format.XLSX, Format.CSV) and paper is not Paper.FORM:
                try:
                    content = report_file(paper, file_format, report_of(plan, 1), language=language)
                except NothingReturned:
                    continue
                yield f"{paper.value} {plan}.{file_format.value}", content
        place = reverse("reports:ledger_data", args=[plan.pk, "xlsx"])
        yield f"ledger {plan}.xlsx", _content(client.get(place, {"language": language}))
    asked = {"kind": "integrity", "year": "2020", "through": "1", "language": language}
    yield "comparison.xlsx", _content(client.get(reverse("reports:comparison_data", args=["xlsx"]), asked))


def forms_of(plans) -> Iterator[tuple[str, bytes]]:
    """The official forms, which are Bengali whoever takes them."""
    for plan in plans:
        yield f"plan {plan}.xlsx", export_signed_plan(plan)
        yield f"form {plan}.xlsx", export_plan(plan, through=1)


def _content(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


def texts_in(name: str, content: bytes) -> list[str]:
    """The words of a file: figures of a workbook are numbers, which Excel shows in the digits of its user."""
    if name.endswith(".csv"):
        rows = csv.reader(StringIO(content.decode("utf-8-sig")))
        return [NUMBER.sub("", cell) for row in rows for cell in row if not NUMERAL.fullmatch(cell)]
    book = load_workbook(BytesIO(content), read_only=True)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return [NUMBER.sub("", text) for text in (*book.sheetnames, *cells) if isinstance(text, str)]


# A file of rows for machines has figures and days as these read them.
NUMERAL = re.compile(r"-?[0-9]+(\.[0-9]+)?%?|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def test_every_file_is_in_its_language_and_every_form_in_bengali(plans, administrator, client_of):
    client = client_of(administrator)
    words, typed, stored = data_words(), titles(), stored_texts()
    bengali = dict(files_of(plans, client, "bn"))
    written = bengali | dict(forms_of(plans))
    found = {name: foreign_in(texts_in(name, each), words, typed) for name, each in written.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}
    english = {name: bengali_in(texts_in(name, each), stored) for name, each in files_of(plans, client, "en")}
    assert {name: faults for name, faults in english.items() if faults} == {}
    assert set(english) == set(bengali)


# --- mails and invitations -------------------------------------------------------------------------------------------


def mails_in(language: str, person: Person) -> Iterator[tuple[str, str]]:
    """Every notice that was told, alone and all together: subject, text and page of the mail that brings it."""
    NoticeChoice.objects.update_or_create(person=person, defaults={"language": language})
    notices = list(Notice.objects.order_by("pk"))
    for some in (*([each] for each in notices), notices):
        message = mail_of(NoticeMail(pk=1, person=person), some)
        yield f"{some[0].once} {len(some)}", "\n".join((message.subject, str(message.body)))
        yield f"{some[0].once} {len(some)}.html", str(message.alternatives[0][0])


def test_every_mail_of_notices_is_in_the_language_of_who_gets_it(plans, rita):
    told = set(Notice.objects.values_list("kind", flat=True))
    assert told == set(NoticeKind.values) - {NoticeKind.DEADLINE.value}
    words, typed = data_words(), titles()
    stored = stored_texts() - set(Notice.objects.values_list("text_bn", flat=True))
    bengali = {name: foreign_in(_lines(text), words, typed) for name, text in mails_in("bn", rita)}
    assert {name: faults for name, faults in bengali.items() if faults} == {}
    english = {name: bengali_in(_lines(text), stored) for name, text in mails_in("en", rita)}
    assert {name: faults for name, faults in english.items() if faults} == {}


def _lines(text: str) -> list[str]:
    return said(text) if "<html" in text else [NUMBER.sub("", line) for line in text.splitlines() if line.strip()]


SENT = ("password_reset_key", "unknown_account", "password_changed", "password_set", "email_confirmation")
SENT += ("email_changed", "email_deleted", "email_confirm")
OF_FACTORS = ("totp_activated", "totp_deactivated", "recovery_codes_generated")


def test_every_mail_of_accounts_is_in_the_language_of_the_page_it_is_sent_from(alice, rf):
    prefixes = [f"account/email/{name}" for name in SENT] + [f"mfa/email/{name}" for name in OF_FACTORS]
    link = "https://plans.example.org/x/"
    says = {"user": alice, "username": "alice", "email": "alice@example.org", "from_email": "alice@example.org"}
    says |= {"to_email": "a@example.org", "deleted_email": "a@example.org", "ip": "", "timestamp": timezone.now()}
    says |= {"password_reset_url": link, "activate_url": link, "key": "x", "user_agent": ""}
    request, words, found = rf.get("/"), data_words(), {}
    adapter = get_adapter(request)
    for prefix, language in product(prefixes, LANGUAGES):
        with translation.override(language), request_context(request):
            message = adapter.render_mail(prefix, "alice@example.org", says)
        lines = ADDRESS.sub("", f"{message.subject}\n{message.body}".replace("testserver", "")).splitlines()
        faults = foreign_in(lines, words, ()) if language == "bn" else bengali_in(lines, set())
        found |= {(prefix, language): faults} if faults else {}
    assert found == {}


ADDRESS = re.compile(r"https?://[^\s<\"]+|[^\s<>\"]+@[^\s<>\"]+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_of_invitations_is_in_the_language_of_who_prints_it(
    administrator, client_of, industries_office, language
):
    newcomer = add_person("newcomer", industries_office, Role.FOCAL_POINT)
    client = client_of(administrator)
    client.cookies["django_language"] = language
    words, stored, typed = data_words(), stored_texts(), titles()
    again = client.post(reverse("admin:offices_person_invite_again", args=[newcomer.pk])).text
    many = client.post(MANY, {"people": str(newcomer.pk), "way": "paper"}).text
    for page in (again, many):
        assert "newcomer" in page
        page = ADDRESS.sub("", page)
        assert (not_bengali(page, words, typed) if language == "bn" else not_english(page, stored)) == []
