"""Owns what a kind of plan is: one object a form app supplies."""

from dataclasses import dataclass
from typing import Any

from cell_values.sentence import Sentence
from official_forms.description import FormDescription
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

    def recognise(self, sheet: Any) -> Any:
        """Where the form stands in a sheet; None where there is none."""
        return self.form.family.recognise(sheet, self.form)

    def read(self, sheet: Any, anchor: Any) -> PlanTree:
        """The tree of a form that was recognised."""
        return self.form.family.read(sheet, anchor, self.form, self.code)
