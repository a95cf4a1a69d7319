"""Owns what a kind of plan is: one object a form app supplies."""

from dataclasses import dataclass
from typing import Any

from cell_values.sentence import Sentence
from official_forms.description import FormDescription
from official_forms.form_table import FormTable, find_table
from official_forms.grid import Sheet
from official_forms.headings import part
from official_forms.spelling import holds
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

    def is_named(self, title: str) -> bool:
        """Whether a title names the kind."""
        return part("title", *self.form.title_words).is_named(title, holds)

    def recognise(self, sheet: Sheet, table: FormTable | None = None, *, is_said: bool = False) -> Any:
        """The form in a sheet, whose ``table`` may be known already; None where it is another one.

        ``is_said``: a title or a person says that it is of this kind, so that fewer of its columns are enough.
        """
        found = table or find_table(sheet)
        return self.form.family.recognise(sheet, found, self.form, is_said) if found else None

    def read(self, sheet: Sheet, form: Any) -> PlanTree:
        """The tree of a form that was recognised."""
        return self.form.family.read(sheet, form, self.form, self.code)
