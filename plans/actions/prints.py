"""Owns keeping the print of an approved report: once, with its hash in the ledger, in the place nobody writes again."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from jobs.keeping import drop, is_kept, keep
from plans.actions.ledger import lock_plan, write_event
from plans.models import KeptPrint, QuarterReport
from plans.queries.told_rows import gone, told

FOLDER = "printed"


@transaction.atomic
def keep_print(*, report: QuarterReport, figures: str, paper: str, language: str, pdf: bytes) -> KeptPrint:
    """The print that is kept of these figures: this one, unless another was kept before.

    ``figures`` is the digest of what is printed. The same bytes bring a file back that was lost.
    Raises UnreachableFile.
    """
    plan = lock_plan(report.plan_id)
    place, digest = f"{FOLDER}/{figures}/{paper}-{language}.pdf", hashlib.sha256(pdf).hexdigest()
    known = KeptPrint.objects.filter(report=report, figures=figures, paper=paper, language=language).first()
    if known is not None:
        if known.sha256 == digest and not is_kept(known.file.name):
            keep(known.file.name or "", ContentFile(pdf))
        return known
    drop(place)  # cut off while it was written: no hash was kept of it
    kept = KeptPrint(report=report, figures=figures, paper=paper, language=language, sha256=digest)
    kept.file.name = keep(place, ContentFile(pdf))
    kept.save(force_insert=True)
    after = {"figures": figures, "sha256": digest}
    subject = f"{paper} {language} q{report.quarter}"
    what: dict[str, Any] = {"quarter": report.quarter, "after": after, "rows": told(kept)}
    write_event(plan=plan, verb="keep_print", subject=subject, by=None, **what)
    return kept


@transaction.atomic
def forget_print(*, kept: KeptPrint) -> None:
    """Has a print that is lost or was changed printed anew when it is next asked for; the event keeps its hash."""
    plan, report = lock_plan(kept.report.plan_id), kept.report
    before = {"figures": kept.figures, "sha256": kept.sha256}
    subject = f"{kept.paper} {kept.language} q{report.quarter}"
    what: dict[str, Any] = {"quarter": report.quarter, "before": before, "rows": gone(kept)}
    kept.delete()
    write_event(plan=plan, verb="forget_print", subject=subject, by=None, **what)
