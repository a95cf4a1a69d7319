"""Owns bringing a quarter to where each scene of the truth table has it, by the steps of the workflow."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cached_property

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.tests.quarter_steps.truth import Who
from offices.models import Deadline, Membership, Office, Person, Role
from offices.tests.people import SINCE, add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence
from plans.actions.reopening import reopen_report
from plans.actions.reporting import approve_report, return_report, submit_report
from plans.actions.row_openings import answer_opening, ask_to_open
from plans.actions.row_reviews import RowWord, review_quarter_rows
from plans.models import Plan, QuarterReport
from plans.tests.factories import cell_of
from workflow.plan_states import PlanState
from workflow.row_states import RowState

ROW, OTHER, NOT_APPLICABLE = "1.1", "1.2", "1.3"
People = Mapping[Who, Person]


def people_of(office: Office, elsewhere: Office) -> People:
    """Everybody of the table."""
    above = office.parent
    assert above is not None
    both = add_person("both.steps", office, Role.FOCAL_POINT)
    Membership.objects.create(person=both, office=above, role=Role.REVIEWER, since=SINCE)
    return {
        Who.FOCAL_POINT: add_person("focal.steps", office, Role.FOCAL_POINT),
        Who.HEAD: add_person("head.steps", office, Role.HEAD),
        Who.REVIEWER: add_person("reviewer.steps", above, Role.REVIEWER),
        Who.BOTH: both,
        Who.ADMINISTRATOR: add_person("admin.steps", is_staff=True, is_superuser=True),
        Who.OUTSIDER: add_person("outsider.steps", elsewhere, Role.FOCAL_POINT),
        Who.REVIEWER_ELSEWHERE: add_person("elsewhere.steps", elsewhere, Role.REVIEWER),
    }


class Stage:
    """A plan of three rows whose quarters are brought forward; the third calls itself not applicable."""

    def __init__(self, plan: Plan, people: People, quarter: int = 1, *, is_written: bool = False) -> None:
        self.plan, self.people, self.quarter = plan, people, quarter
        self.focal, self.reviewer = people[Who.FOCAL_POINT], people[Who.REVIEWER]
        if not is_written:
            self._write_all()

    def _write_all(self) -> None:
        quarter, people, plan = self.quarter, self.people, self.plan
        self.write(ROW, "১", by=people[Who.BOTH])
        for number, text in ((ROW, "২"), (OTHER, "১"), (NOT_APPLICABLE, "প্রযোজ্য নয়")):
            self.write(number, text)
        file = SimpleUploadedFile("a.pdf", b"%PDF-1.4 proof", content_type="application/pdf")
        attach_evidence(cell=cell_of(plan, ROW, quarter), file=file, by=self.focal)

    @cached_property
    def told(self) -> int:
        """How many events there are before the first step is tried."""
        return self.plan.events.count()

    def report(self, quarter: int | None = None) -> QuarterReport:
        return self.plan.reports.get(quarter=quarter or self.quarter)

    def row(self, number: str):
        return cell_of(self.plan, number, self.quarter).indicator

    def write(self, number: str, text: str, *, by: Person | None = None) -> None:
        cell = cell_of(self.plan, number, self.quarter)
        record_achievement(cell=cell, value=text, version=cell.version, by=by or self.focal)

    def hand_in(self, quarter: int | None = None) -> None:
        submit_report(report=self.report(quarter), by=self.focal)

    def say(self, number: str, state: str) -> None:
        word = RowWord(self.row(number).pk, RowState(state), "কেন?" if state == "question" else "")
        review_quarter_rows(report=self.report(), words=[word], by=self.reviewer)

    def send_back(self, quarter: int | None = None, *, reason: str = "") -> None:
        return_report(report=self.report(quarter), by=self.reviewer, reason=reason)

    def approve(self, quarter: int | None = None) -> None:
        approve_report(report=self.report(quarter), by=self.reviewer, leaves_unassessed=True)

    def wish(self) -> None:
        ask_to_open(report=self.report(), row=self.row(ROW), reason="ভুল", by=self.focal)

    def answer(self, granted: bool) -> None:
        answer_opening(report=self.report(), row=self.row(ROW), granted=granted, answer="হ্যাঁ", by=self.reviewer)

    def lock(self) -> None:
        """Its last day was yesterday."""
        deadline = Deadline.objects.filter(year=self.plan.year, quarter=self.quarter, tier=self.plan.office.tier)
        yesterday = timezone.localdate() - timedelta(days=1)
        assert deadline.update(locks_after=yesterday, due_on=yesterday, opens_on=None, grace_until=None) == 1


def _handed_in(stage: Stage, *words: tuple[str, str]) -> Stage:
    stage.hand_in()
    for number, state in words:
        stage.say(number, state)
    return stage


def _back(stage: Stage, *words: tuple[str, str], reason: str = "") -> Stage:
    _handed_in(stage, *words).send_back(reason=reason)
    return stage


def _closed(stage: Stage) -> Stage:
    return _back(stage, (OTHER, "question"))


def _in_turn(*steps: Callable[[Stage], object]) -> Callable[[Stage], object]:
    def bring(stage: Stage) -> None:
        for step in steps:
            step(stage)

    return bring


def _as_draft(stage: Stage) -> None:
    Plan.objects.filter(pk=stage.plan.pk).update(state=PlanState.DRAFT.value)


QUESTION = (ROW, "question")
SCENES: Mapping[str, Callable[[Stage], object]] = {
    "draft": lambda stage: None,
    "draft, locked": Stage.lock,
    "draft, plan a draft": _as_draft,
    "waits, unseen": _handed_in,
    "waits, seen": lambda stage: _handed_in(stage, (ROW, "seen")),
    "waits, in question": lambda stage: _handed_in(stage, QUESTION),
    "waits, accepted": lambda stage: _handed_in(stage, (ROW, "accepted")),
    "waits, wished open": lambda stage: _handed_in(stage).wish(),
    "waits, made a question": _in_turn(_handed_in, Stage.wish, lambda stage: stage.answer(True)),
    "waits again, unmended": lambda stage: _back(stage, QUESTION).hand_in(),
    "waits again, mended": _in_turn(
        lambda stage: _back(stage, QUESTION), lambda stage: stage.write(ROW, "৩"), Stage.hand_in
    ),
    "returned as a whole": lambda stage: _back(stage, reason="সব দেখুন"),
    "returned, in question": lambda stage: _back(stage, QUESTION),
    "returned, mended": lambda stage: _back(stage, QUESTION).write(ROW, "৩"),
    "returned, locked since": lambda stage: _back(stage, QUESTION).lock(),
    "returned, unseen": _closed,
    "returned, accepted": lambda stage: _back(stage, (ROW, "accepted"), (OTHER, "question")),
    "returned, wished open": _in_turn(_closed, Stage.wish),
    "returned, kept closed": _in_turn(_closed, Stage.wish, lambda stage: stage.answer(False)),
    "returned, opened": _in_turn(_closed, Stage.wish, lambda stage: stage.answer(True)),
    "approved": _in_turn(_handed_in, Stage.approve),
    "approved, next too": _in_turn(
        _handed_in, Stage.approve, lambda stage: stage.hand_in(2), lambda stage: stage.approve(2)
    ),
    "taken back": _in_turn(
        _handed_in,
        Stage.approve,
        lambda stage: reopen_report(report=stage.report(), reason="ভুল", by=stage.reviewer),
    ),
    "second, first a draft": lambda stage: None,
    "second, first returned": _in_turn(
        lambda stage: stage.hand_in(1), lambda stage: stage.send_back(1, reason="সব দেখুন")
    ),
    "second, first waits": _in_turn(lambda stage: stage.hand_in(1), Stage.hand_in),
}
