"""Owns what a kind of plan is: one object a form app supplies."""

from dataclasses import dataclass
from typing import Any

from cell_values.sentence import Sentence
from cell_values.text import key
from official_forms.description import FormDescription
from official_forms.form_table import FormTable, find_table
from official_forms.grid import Sheet
from official_forms.headings import part
from official_forms.spelling import holds
from plan_tree.terms import LateRule
from plan_tree.tree import PlanTree


@dataclass(frozen=True, slots=True)
class PublishedLateRule:
    """A late rule a guideline of a fiscal year gives the indicators whose words hold one of each group."""

    year: str
    words: tuple[tuple[str, ...], ...]
    rule: LateRule

    def is_about(self, year: str, words: str) -> bool:
        """Whether it holds for an indicator of a year with such words of activity and title."""
        said = key(words)
        return year == self.year and all(any(key(word) in said for word in group) for group in self.words)


@dataclass(frozen=True, kw_only=True)
class PlanKind:
    """A kind of plan: its names, and the description of its form. ``letter`` begins the numbers of its receipts.

    ``late_rules`` are those its guidelines give single indicators.
    """

    code: str
    letter: str
    title: Sentence
    short: Sentence
    progress: Sentence
    form: FormDescription
    late_rules: tuple[PublishedLateRule, ...] = ()

    def late_rule(self, year: str, words: str) -> LateRule | None:
        """The late rule a guideline gives an indicator, by the words of its activity and title."""
        return next((each.rule for each in self.late_rules if each.is_about(year, words)), None)

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
