"""Owns trying a step by each of its doors, as who has just opened the page: what is told, and what is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.tests.quarter_steps.scenes import NOT_APPLICABLE, ROW, Stage
from config.tests.statements import statements
from offices.models import Person
from plans.actions import evidence, exempting, remarks, reopening, reporting, row_openings, row_reviews
from plans.actions.achievements import record_achievement
from plans.models import Event, Evidence, QuarterCell
from plans.queries.access import standing_today
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import QuarterReviews
from plans.queries.seen import shown_of
from plans.seen import pack
from plans.tests.factories import cell_of
from workflow.row_states import RowState
from workflow.transitions import Refusal

TELLING = f'INSERT INTO "{Event._meta.db_table}"'
HTMX = {"HTTP_HX_REQUEST": "true"}
WORDS = {"see": RowState.SEEN, "question": RowState.QUESTION, "accept": RowState.ACCEPTED}
WHY = "আরও দেখুন"


@dataclass(frozen=True)
class Tried:
    """What came of a step: the status of a page (0 where there is none), all that was told, events written."""

    status: int
    said: str
    events: int


@dataclass
class Attempt:
    """A person before a quarter that stands somewhere, about to take a step; ``client``: where it is by a page."""

    stage: Stage
    person: Person
    client: Client | None

    @cached_property
    def cell(self) -> QuarterCell:
        return cell_of(self.stage.plan, ROW, self.stage.quarter)

    @cached_property
    def not_applicable(self) -> QuarterCell:
        return cell_of(self.stage.plan, NOT_APPLICABLE, self.stage.quarter)

    @property
    def seen(self) -> str:
        """What a page shows of the quarter, as its forms bring it back."""
        contents = QuarterContents(self.stage.plan, self.stage.quarter)
        return pack(shown_of(contents, to=self.person))

    @property
    def row_seen(self) -> str:
        reviews = QuarterReviews(QuarterContents(self.stage.plan, self.stage.quarter))
        return reviews.row_token(self.cell.indicator_id)

    def try_by(self, door: Callable[["Attempt", str], tuple[int, str]], step: str) -> Tried:
        """What comes of it; whatever was tried on the stage before is undone."""
        before = self.stage.told
        with statements() as asked:
            status, said = door(self, step)
        is_told = any(sql.startswith(TELLING) for sql in asked)
        return Tried(status, said, self.stage.plan.events.count() - before if is_told else 0)


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("b.pdf", b"%PDF-1.4 another", content_type="application/pdf")


# --- by the action every door calls --------------------------------------------------------------------------------


def _beside(attempt: Attempt, text: str, stored: str) -> dict[str, Any]:
    over = remarks.fingerprint(stored)
    place = {"cell_id": attempt.cell.pk, "by": standing_today(attempt.person), "among": None}
    return place | {"text": text, "over": over}


def _word(attempt: Attempt, step: str) -> object:
    word = row_reviews.RowWord(attempt.cell.indicator_id, WORDS[step], WHY if step == "question" else "")
    return row_reviews.review_quarter_rows(report=attempt.stage.report(), words=[word], by=attempt.person)


def _report(attempt: Attempt) -> dict[str, Any]:
    return {"report": attempt.stage.report(), "by": attempt.person}


def _row(attempt: Attempt) -> dict[str, Any]:
    return _report(attempt) | {"row": attempt.cell.indicator}


ACTIONS: Mapping[str, Callable[[Attempt], object]] = {
    "value": lambda a: record_achievement(cell=a.cell, value="৪", version=a.cell.version, by=a.person),
    "remark": lambda a: remarks.write_remark(**_beside(a, "মন্তব্য", a.cell.remark)),
    "claim": lambda a: remarks.claim_marks(**_beside(a, "০.৫", remarks.claim_text(a.cell.claimed_marks))),
    "attach": lambda a: evidence.attach_evidence(cell=a.cell, file=_file(), by=a.person),
    "remove": lambda a: evidence.remove_evidence(evidence=Evidence.objects.get(cell=a.cell), by=a.person),
    "comment": lambda a: evidence.write_comment(cell=a.cell, text="মন্তব্য", by=a.person),
    "submit": lambda a: reporting.submit_report(**_report(a)),
    "return": lambda a: reporting.return_report(reason=WHY, **_report(a)),
    "approve": lambda a: reporting.approve_report(leaves_unassessed=True, **_report(a)),
    "reopen": lambda a: reopening.reopen_report(reason=WHY, **_report(a)),
    "assess": lambda a: reporting.assess_cell(cell=a.cell, marks=Decimal("0.5"), reason=WHY, by=a.person),
    "exempt": lambda a: exempting.decide_exemption(cell=a.not_applicable, granted=True, reason=WHY, by=a.person),
    "see": lambda a: _word(a, "see"),
    "question": lambda a: _word(a, "question"),
    "accept": lambda a: _word(a, "accept"),
    "ask": lambda a: row_openings.ask_to_open(reason=WHY, **_row(a)),
    "open": lambda a: row_openings.answer_opening(granted=True, **_row(a)),
}


def by_action(attempt: Attempt, step: str) -> tuple[int, str]:
    try:
        ACTIONS[step](attempt)
    except Refusal as refusal:
        return 0, refusal.sentence.bn
    return 0, ""


# --- by the page, without JavaScript and with it -------------------------------------------------------------------

Form = tuple[str, Mapping[str, Any]]  # address and what is typed there


def _cell_form(name: str, typed: Callable[[Attempt], Mapping[str, Any]]) -> Callable[[Attempt], Form]:
    return lambda a: (reverse(f"entry:{name}", args=[a.cell.pk]), typed(a))


def _quarter_form(name: str, **typed: str) -> Callable[[Attempt], Form]:
    return lambda a: (_place(a, name), {"seen": a.seen} | typed)


def _place(attempt: Attempt, name: str, *more: int) -> str:
    return reverse(f"entry:{name}", args=[attempt.stage.plan.pk, attempt.stage.quarter, *more])


def _word_form(step: str) -> Callable[[Attempt], Form]:
    def form(a: Attempt) -> Form:
        key = a.cell.indicator_id
        typed = {f"say-{key}": WORDS[step].value, f"ask-{key}": WHY if step == "question" else ""}
        return _place(a, "review"), typed | {f"was-{key}": a.row_seen}

    return form


def _marks(a: Attempt) -> Mapping[str, str]:
    return {f"marks-{a.cell.pk}": "০.৫", f"why-{a.cell.pk}": WHY, "seen": a.seen}


def _exempt(a: Attempt) -> Form:
    cell = a.not_applicable
    return reverse("entry:exempt", args=[cell.pk]), {"answer": "grant", f"exempt-{cell.pk}": WHY}


def _over(stored: str) -> str:
    return remarks.fingerprint(stored)


FORMS: Mapping[str, Callable[[Attempt], Form]] = {
    "value": _cell_form("record", lambda a: {"text": "৪", "version": a.cell.version}),
    "remark": _cell_form("remark", lambda a: {"text": "মন্তব্য", "version": _over(a.cell.remark)}),
    "claim": _cell_form("claim", lambda a: {"text": "০.৫", "version": _over("")}),
    "attach": _cell_form("attach", lambda a: {"file": _file()}),
    "remove": lambda a: (reverse("entry:remove_evidence", args=[Evidence.objects.get(cell=a.cell).pk]), {}),
    "comment": _cell_form("comment", lambda a: {"text": "মন্তব্য"}),
    "submit": _quarter_form("submit"),
    "return": _quarter_form("return", reason=WHY, confirmed="1"),
    "approve": _quarter_form("approve", agreed="on", zero="on", confirmed="1"),
    "reopen": _quarter_form("reopen", reason=WHY),
    "assess": _cell_form("assess", _marks),
    "exempt": _exempt,
    **{step: _word_form(step) for step in WORDS},
    "ask": lambda a: (_place(a, "ask_row", a.cell.indicator_id), {"reason": WHY}),
    "open": lambda a: (_place(a, "answer_row", a.cell.indicator_id), {"granted": "yes"}),
}


def by_page(attempt: Attempt, step: str) -> tuple[int, str]:
    return _sent(attempt, step)


def by_htmx(attempt: Attempt, step: str) -> tuple[int, str]:
    return _sent(attempt, step, **HTMX)


def _sent(attempt: Attempt, step: str, **headers: str) -> tuple[int, str]:
    """What is said on the page, or on the one it leads to."""
    place, typed = FORMS[step](attempt)
    response = attempt.client.post(place, typed, **headers)
    told = [str(each) for each in get_messages(response.wsgi_request)] if response.status_code == 302 else []
    return response.status_code, " ".join([response.text, *told])
