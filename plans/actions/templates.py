"""Owns making a template from a plan: always a new version, never an edit, told in the ledger."""

from collections.abc import Mapping

from django.db import transaction

from cell_values.sentence import Sentence
from offices.models import FiscalYear, Person, Tier
from plan_tree.rows_as_data import rows_as_data
from plan_tree.standard_rows import AreaChoice, standard_rows
from plans.actions.ledger import write_event
from plans.actions.reference_edits import hold_shared
from plans.actions.row_writes import told
from plans.models import Plan, PlanTemplate
from plans.queries.templates import plan_for_year, templates_of_year
from workflow.transitions import Refusal

NO_ROWS = Sentence("এই পরিকল্পনায় কোনো সারি নেই; তা থেকে টেমপ্লেট হয় না।", "This plan has no rows to make a template from.")
NOTHING_DIFFERS = Sentence(
    "এই অর্থবছর, ধরন ও স্তরের টেমপ্লেটে ঠিক এই সারিগুলোই আছে।",
    "The template of this year, kind and tier says just this already.",
)


@transaction.atomic
def make_template(
    *, plan: Plan, start_year: int, tier: Tier, choices: Mapping[str, AreaChoice], by: Person
) -> PlanTemplate:
    """The template of the plan's kind for a year and tier, with ``choices`` by area; it replaces the one before.

    Plans made from the one before keep it. Raises Refusal (no administrator, no rows, nothing differs).
    """
    hold_shared(by=by)
    before = templates_of_year(start_year, plan.kind).get(tier.value)
    rows = standard_rows(plan_for_year(plan, start_year).tree, choices)
    if not rows.areas:
        raise Refusal(NO_ROWS)
    contents = rows_as_data(rows)
    if before is not None and before.contents == contents:
        raise Refusal(NOTHING_DIFFERS)
    version = before.version + 1 if before else 1
    made = PlanTemplate(start_year=start_year, kind=plan.kind, tier=tier.value, version=version, contents=contents)
    made.made_from, made.made_by = plan, by
    made.save(force_insert=True)
    _tell(made, before, by)
    return made


def _tell(made: PlanTemplate, before: PlanTemplate | None, by: Person) -> None:
    after = {"year": FiscalYear(start_year=made.start_year).code, "made_from": told(made.made_from)} | made.contents
    was = before and before.contents
    write_event(plan=None, verb="make_template", subject=made.subject, by=by, before=was, after=after)
