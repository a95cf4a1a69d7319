"""Owns making a quarter cost what it can: all that hangs on a plan, its rows and its reports is there, and twice."""

from datetime import date, timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.tests.quarter_steps.scenes import OTHER, ROW, Stage
from config.tests.quarter_steps.truth import Who
from offices.models import Deadline, DeadlineExtension
from plans.actions.entering import TypedCell, enter_cells
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.remarks import claim_marks, fingerprint, write_remark
from plans.actions.signing import sign_off_report
from plans.actions.total_claims import claim_total
from plans.models import Activity, Area, OtherYearValue, Plan, TargetRevision
from plans.queries.access import standing_today
from plans.tests.factories import cell_of, typed

PDF = b"%PDF-1.4 the same proof for two claims"


def furnish(stage: Stage) -> None:
    """What stands beside the rows and hangs on them, the office late with more time given."""
    plan, row = stage.plan, stage.row(ROW)
    value = typed("৫")
    OtherYearValue.objects.create(indicator=row, position=1, sort="baseline", year="2019-20", value=value)
    TargetRevision.objects.create(
        indicator=row, targets=[], reason="ক", asked_by=stage.focal, asked_at=timezone.now(), granted=True,
        decision_reason="ক", decided_by=stage.reviewer, decided_at=timezone.now(), counts_from=4,
    )  # fmt: skip
    Activity.objects.create(area=row.activity.area, position=90, number="1.90", title="সারি নেই")
    Area.objects.create(plan=plan, position=90, number="90", title="কার্যক্রম নেই", weight=0)
    _give_more_time(stage)
    by = standing_today(stage.focal)
    for number in (ROW, OTHER):
        cell = cell_of(plan, number, stage.quarter)
        file = SimpleUploadedFile("b.pdf", PDF, content_type="application/pdf")
        attach_evidence(cell=cell, file=file, by=stage.focal)
        what = {"cell_id": cell.pk, "by": by, "among": by, "over": fingerprint("")}
        write_remark(text="ঐ", **what)
        claim_marks(text="০.৫", **what)
    place = {"plan_id": plan.pk, "quarter": stage.quarter, "over": fingerprint(""), "among": Plan.objects.all()}
    claim_total(text="১", by=stage.focal, **place)


def _give_more_time(stage: Stage) -> None:
    plan, today = stage.plan, timezone.localdate()
    deadline = Deadline.objects.get(year=plan.year, quarter=stage.quarter, tier=plan.office.tier)
    Deadline.objects.filter(pk=deadline.pk).update(due_on=date(2021, 1, 5), locks_after=None, grace_until=None)
    DeadlineExtension.objects.create(
        office=plan.office, deadline=deadline, until=today + timedelta(days=3), reason="বন্যা", granted_by=stage.reviewer
    )


def talk(stage: Stage) -> None:
    """Both sides comment on two rows."""
    for number in (ROW, OTHER):
        for by in (stage.focal, stage.reviewer):
            write_comment(cell=cell_of(stage.plan, number, stage.quarter), text=f"{number} {next(_NEXT)}", by=by)


def want_signature(stage: Stage, *, signed: bool = False) -> None:
    """The head signs before a quarter is handed in; where not ``signed``, it is wanting."""
    office = stage.plan.office
    office.needs_sign_off = True
    office.save()
    if signed:
        sign_off_report(report=stage.report(), by=stage.people[Who.HEAD])


def refuse(stage: Stage) -> None:
    """What two people typed waits, not taken."""
    cell = cell_of(stage.plan, ROW, stage.quarter)
    for who in (Who.FOCAL_POINT, Who.BOTH):
        typed_cell = TypedCell(cell.pk, f"৯{next(_NEXT)}", version=0)
        enter_cells(typed=[typed_cell], by=standing_today(stage.people[who]), among=None)


_NEXT = count(1)
