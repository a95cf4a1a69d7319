"""Owns whether an import can still be undone, and what stands against it."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from cell_values.sentence import Sentence
from plans.models import Event, PlanImport

UNDONE = Sentence("এই আমদানি আগেই ফিরিয়ে নেওয়া হয়েছে।", "This import was undone already.")
TOO_OLD = Sentence(
    "এই আমদানির আগের অবস্থা রাখা হয়নি, তাই এটি ফিরিয়ে নেওয়া যায় না।",
    "What the plan held before this import was not kept, so it cannot be undone.",
)
SINCE = {
    "record_achievement": Sentence("এর পরে অর্জন লেখা হয়েছে", "An achievement was entered since"),
    "attach_evidence": Sentence("এর পরে প্রমাণক যুক্ত হয়েছে", "Evidence was attached since"),
    "remove_evidence": Sentence("এর পরে প্রমাণক সরানো হয়েছে", "Evidence was taken off since"),
    "write_comment": Sentence("এর পরে মন্তব্য লেখা হয়েছে", "A comment was written since"),
    "assess_cell": Sentence("এর পরে একটি অর্জন মূল্যায়ন করা হয়েছে", "An achievement was assessed since"),
    "grant_exemption": Sentence("এর পরে “প্রযোজ্য নয়” মঞ্জুর করা হয়েছে", "“Not applicable” was granted since"),
    "refuse_exemption": Sentence("এর পরে “প্রযোজ্য নয়” নামঞ্জুর করা হয়েছে", "“Not applicable” was refused since"),
    "submit_report": Sentence("এর পরে প্রতিবেদন জমা দেওয়া হয়েছে", "A report was submitted since"),
    "return_report": Sentence("এর পরে প্রতিবেদন ফেরত দেওয়া হয়েছে", "A report was returned since"),
    "approve_report": Sentence("এর পরে প্রতিবেদন অনুমোদিত হয়েছে", "A report was approved since"),
    "submit_plan": Sentence("এর পরে পরিকল্পনাটি জমা দেওয়া হয়েছে", "The plan was submitted since"),
    "edit_plan": Sentence("এর পরে পরিকল্পনাটি সম্পাদনা করা হয়েছে", "The plan was edited since"),
    "import_table": Sentence("এর পরে ছক থেকে ঘর বদলানো হয়েছে", "Cells were changed by a table since"),
    "import_changes": Sentence("এর পরে আরেকটি ফাইল আনা হয়েছে", "Another document was imported since"),
}
# Each cell an import wrote or gave back has an event of its own beside that of the whole.
TOLD_WITH_IT = ("import_cell", "undo_import_cell")
CHANGED = Sentence("এর পরে পরিকল্পনাটি বদলেছে", "The plan was changed since")


def with_obstacles(imports: QuerySet[PlanImport]) -> QuerySet[PlanImport]:
    """The imports, each with ``obstacle``: the verb of the first event after it that an undo would take away.

    An undone import and its undoing are none: they left the plan as it was.
    """
    undone = PlanImport.objects.filter(
        plan_id=OuterRef("plan_id"), sequence=OuterRef("sequence"), undone_at__isnull=False
    )
    later = Event.objects.filter(plan_id=OuterRef("plan_id"), sequence__gt=OuterRef("sequence"))
    in_the_way = later.exclude(verb__in=("undo_import", *TOLD_WITH_IT)).exclude(Exists(undone)).order_by("sequence")
    return imports.annotate(obstacle=Subquery(in_the_way.values("verb")[:1]))


def why_not_undone(plan_import: PlanImport) -> Sentence | None:
    """Why an import loaded by ``with_obstacles`` cannot be undone; None when it can."""
    if plan_import.undone_at is not None:
        return UNDONE
    if plan_import.plan_id is None or plan_import.sequence == 0:
        return TOO_OLD
    verb: str | None = plan_import.obstacle  # type: ignore[attr-defined]
    if verb is None:
        return None
    since = SINCE.get(verb, CHANGED)
    return Sentence(
        f"{since.bn}; তাই আমদানিটি আর ফিরিয়ে নেওয়া যায় না।", f"{since.en}, so the import can no longer be undone."
    )
