"""Owns what a kind of plan is: one object a form app supplies."""

from dataclasses import dataclass
from typing import Any

from cell_values.sentence import Sentence
from official_forms.description import FormDescription
from official_forms.form_table import FormTable, find_table
from official_forms.grid import Sheet
from plan_tree.tree import PlanTree


@dataclass(frozen=True, kw_only=True)
class PlanKind:
    """A kind of plan: its names, and the description of its form. ``letter`` begins the numbers of its receipts."""

    code: str
    letter: str
    title: Sentence
    short: Sentence
    progress: Sentence
    form: FormDescription

    def recognise(self, sheet: Sheet, table: FormTable | None = None) -> Any:
        """The form in a sheet, whose ``table`` may be known already; None where it is another one."""
        found = table or find_table(sheet)
        return self.form.family.recognise(sheet, found, self.form) if found else None

    def read(self, sheet: Sheet, form: Any) -> PlanTree:
        """The tree of a form that was recognised."""
        return self.form.family.read(sheet, form, self.form, self.code)
