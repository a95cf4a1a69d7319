"""Owns what a reviewer is shown before a decision: what is open row by row, and what would become final."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from cell_values.number_words import in_words
from cell_values.reading import read_value
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import EntryRow
from marking.scorecard import MarkStatus
from plans.addresses import entry_url
from plans.display import digits, marks, quarter_name, said


@dataclass(frozen=True)
class CheckLine:
    """A row of the form as a check lists it; ``url`` leads to where it is answered."""

    number: str
    text: str
    detail: str
    url: str


@dataclass(frozen=True)
class Check:
    """One question asked of all rows before a decision; without lines it is answered."""

    title: str
    clean: str  # what is said where nothing is open
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True)
class Approval:
    """A submitted quarter before its decision, from the page its rows stand on."""

    page: EntryPage

    @cached_property
    def rows(self) -> list[EntryRow]:
        return [row for area in self.page.areas for row in area.rows]

    @cached_property
    def waiting(self) -> list[EntryRow]:
        """The rows that wait for a reviewer's marks."""
        return [row for row in self.rows if row.awaits_assessment and not row.is_assessed]

    @cached_property
    def checks(self) -> list[Check]:
        """What is open stands first."""
        found = [self._to_assess(), self._asked(), self._doubtful(), self._unreported()]
        return sorted(found, key=lambda check: not check.lines)

    @property
    def first_open(self) -> CheckLine | None:
        """The first row to be answered before the decision: marks to give, or "not applicable" to grant or refuse."""
        return next((line for check in (self._to_assess(), self._asked()) for line in check.lines), None)

    @property
    def words(self) -> str:
        """The sum that becomes final, in words."""
        return said(in_words(self.page.scorecard.earned))

    @property
    def agreed(self) -> str:
        """What somebody who approves puts their name to."""
        return _(
            "I have looked at the %(rows)s rows of %(office)s for the %(quarter)s and approve %(words)s marks."
        ) % {
            "rows": digits(len(self.rows)),
            "office": self.page.plan.office,
            "quarter": quarter_name(self.page.quarter),
            "words": self.words,
        }

    @property
    def zero(self) -> str:
        """What rows without marks are worth, said by whoever approves them so; nothing where none waits."""
        if not self.waiting:
            return ""
        return _("No marks were given for %(rows)s: what no rule can mark there earns nothing, and that is final.") % {
            "rows": ", ".join(digits(row.number) for row in self.waiting)
        }

    def _to_assess(self) -> Check:
        lines = [
            self._line(
                row, _("at most %(weight)s; without marks %(earned)s") % self._worth(row), f"marks-{row.cell.id}"
            )
            for row in self.waiting
        ]
        return Check(_("Marks to give"), _("Every row that no rule can mark has its marks."), tuple(lines))

    def _worth(self, row: EntryRow) -> dict[str, str]:
        return {"weight": marks(row.weight), "earned": marks(row.mark.earned if row.mark else None)}

    def _asked(self) -> Check:
        asked = [row for row in self.rows if row.mark and row.mark.status is MarkStatus.EXEMPTION_ASKED]
        detail = _("not answered: the row stays in the possible marks")
        lines = [self._line(row, detail, f"exempt-{row.cell.id}") for row in asked]
        return Check(_("Asked as not applicable"), _("Nothing is asked as not applicable."), tuple(lines))

    def _doubtful(self) -> Check:
        lines = (self._line(row, " ".join(doubts)) for row, doubts in self._doubts())
        return Check(_("Doubts"), _("No achievement raises a doubt."), tuple(lines))

    def _doubts(self) -> Iterable[tuple[EntryRow, list[str]]]:
        tree, quarter = self.page.tree, self.page.quarter
        indicators = {each.key: each for each in tree.indicators}
        for row in self.rows:
            indicator = indicators[row.id]
            reading = read_value(indicator.achievement(quarter).text, indicator.unit, start_year=tree.start_year)
            if reading.doubts:
                yield row, [said(doubt.sentence) for doubt in reading.doubts]

    def _unreported(self) -> Check:
        rows = [row for row in self.rows if row.cell.due and not row.cell.text]
        lines = tuple(self._line(row, _("an empty cell earns nothing")) for row in rows)
        return Check(_("Not reported"), _("All rows due are reported."), lines)

    def _line(self, row: EntryRow, detail: str, place: str = "") -> CheckLine:
        url = f"{entry_url(self.page.plan, self.page.quarter)}#{place or f'row-{row.id}'}"
        return CheckLine(row.number, f"“{row.cell.text}”" if row.cell.text else row.activity, detail, url)
