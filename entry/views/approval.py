"""Owns what a reviewer is shown before a decision: what is open row by row, and what would become final."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from cell_values.number_words import in_words
from cell_values.reading import read_value
from entry.views.approval_lines import AnsweredBy, Check, CheckLine
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import EntryRow
from entry.views.review_page import ReviewPage
from entry.views.review_rows import ReviewRow
from marking.figures import round_half_up
from plan_tree.terms import Direction
from plans.addresses import entry_url
from plans.display import date_long, digits, marks, quarter_name, said, signed
from workflow.row_states import RowState


@dataclass(frozen=True)
class Approval:
    """A submitted quarter before its decision, from the page its rows stand on."""

    page: EntryPage
    errors: Mapping[int, str] = field(default_factory=dict)  # of what was said of rows, by their keys

    @cached_property
    def waiting(self) -> list[EntryRow]:
        """The rows that wait for a reviewer's marks."""
        return [row for row in self.page.rows if row.awaits_assessment and not row.is_assessed]

    @cached_property
    def review(self) -> ReviewPage:
        return ReviewPage(self.page, errors=self.errors)

    @cached_property
    def checks(self) -> list[Check]:
        """What is open stands first, then what was answered; clean ones last."""
        found = [
            self._questions(),
            self._to_assess(),
            self._doubtful(),
            self._asked(),
            self._beyond(),
            self._claimed(),
            self._unreported(),
            self._late(),
        ]
        found.sort(key=lambda check: (not check.is_open, not check.lines))
        return [check.at(place) for place, check in enumerate(found, start=1)]

    @property
    def open_lines(self) -> list[CheckLine]:
        """What nobody has answered yet."""
        return [line for check in self.checks for line in check.lines if not line.is_answered]

    @property
    def first_open(self) -> CheckLine | None:
        return next(iter(self.open_lines), None)

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
            "rows": digits(len(self.page.rows)),
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

    @cached_property
    def _seen(self) -> dict[int, ReviewRow]:
        return {row.key: row for row in self.review.rows}

    def _questions(self) -> Check:
        asked = [row for row in self.page.rows if self._seen[row.id].state is RowState.QUESTION]
        lines = (self._line(row, self._seen[row.id].question, by=AnsweredBy.WORD) for row in asked)
        return Check(_("In question"), _("No row is in question."), tuple(lines))

    def _to_assess(self) -> Check:
        detail = _("at most %(weight)s; without marks %(earned)s")
        lines = [
            self._line(row, detail % self._worth(row), f"marks-{row.cell.id}", by=AnsweredBy.MARKS)
            for row in self.waiting
        ]
        return Check(_("Marks to give"), _("Every row that no rule can mark has its marks."), tuple(lines))

    def _worth(self, row: EntryRow) -> dict[str, str]:
        return {"weight": marks(row.node.weight), "earned": marks(row.mark.earned if row.mark else None)}

    def _asked(self) -> Check:
        asked = [row for row in self.page.rows if self._seen[row.id].to_exempt is not None]
        lines = [
            self._line(row, self._said_of_exemption(row), f"exempt-{row.cell.id}", by=AnsweredBy.EXEMPTION)
            for row in asked
        ]
        return Check(_("Asked as not applicable"), _("Nothing is asked as not applicable."), tuple(lines))

    def _said_of_exemption(self, row: EntryRow) -> str:
        answer = self._seen[row.id].to_exempt
        if answer is None or answer.is_open:
            return _("not answered: the row stays in the possible marks")
        if answer.is_granted_before:
            return _("granted in an earlier quarter: it leaves the possible marks")
        return (
            _("granted: it leaves the possible marks")
            if answer.granted
            else _("refused: it stays in the possible marks")
        )

    def _doubtful(self) -> Check:
        lines = (self._line(row, " ".join(doubts), by=AnsweredBy.WORD) for row, doubts in self._doubts())
        return Check(_("Doubts"), _("No achievement raises a doubt."), tuple(lines))

    def _doubts(self) -> Iterable[tuple[EntryRow, list[str]]]:
        """What reading the text leaves in doubt, then what the row itself says of its days and totals."""
        tree, quarter = self.page.tree, self.page.quarter
        indicators = {each.key: each for each in tree.indicators}
        for row in self.page.rows:
            indicator = indicators[row.id]
            reading = read_value(indicator.achievement(quarter).text, indicator.unit, start_year=tree.start_year)
            if doubts := [*(said(doubt.sentence) for doubt in reading.doubts), *row.cell.notes]:
                yield row, doubts

    def _beyond(self) -> Check:
        found = ((row, percent_beyond(row)) for row in self.page.rows)
        detail = _("%(percent)s %% of the target; marks end at the target, %(earned)s")
        lines = (
            self._line(
                row, detail % {"percent": digits(percent), "earned": self._worth(row)["earned"]}, by=AnsweredBy.WORD
            )
            for row, percent in found
            if percent is not None
        )
        return Check(_("Beyond 100 %"), _("No achievement is beyond its target."), tuple(lines))

    def _claimed(self) -> Check:
        """What the office claims itself, where it is not what was computed."""
        detail = _("the office claims %(claimed)s, computed %(earned)s, difference %(difference)s")
        rows = [(row, row.node.quarter(row.quarter).claimed_marks or row.node.claimed_marks) for row in self.page.rows]
        lines = [
            self._line(row, detail % _differing(claim, row.mark.earned), by=AnsweredBy.WORD)
            for row, claim in rows
            if claim is not None and row.mark is not None and claim != row.mark.earned
        ]
        total, earned = self.page.report.claimed_obtained, self.page.scorecard.earned
        if total is not None and total != earned:
            lines.append(CheckLine("", _("Total"), detail % _differing(total, earned), ""))
        return Check(_("Claims and marks"), _("No claim differs from the marks."), tuple(lines))

    def _unreported(self) -> Check:
        rows = [row for row in self.page.rows if row.cell.due and not row.cell.text]
        lines = tuple(self._line(row, _("an empty cell earns nothing")) for row in rows)
        return Check(_("Not reported"), _("All rows due are reported."), lines)

    def _late(self) -> Check:
        late = [each for each in self.page.rounds if each.days_late]
        detail = _("handed in %(day)s, %(days)s days late")
        lines = (
            CheckLine("", _("Round %(number)s") % {"number": digits(each.number)},
                      detail % {"day": date_long(each.at), "days": digits(each.days_late)}, "")
            for each in late
        )  # fmt: skip
        return Check(_("Late"), _("Handed in in time."), tuple(lines))

    def _line(self, row: EntryRow, detail: str, place: str = "", *, by: AnsweredBy = AnsweredBy.NOTHING) -> CheckLine:
        url = f"{entry_url(self.page.plan, self.page.quarter)}#{place or f'row-{row.id}'}"
        text = f"“{row.cell.text}”" if row.cell.text else row.activity.title
        return CheckLine(row.number, text, detail, url, by, self._seen[row.id])


def percent_beyond(row: EntryRow) -> Decimal | None:
    """What a quarter achieved in percent of its target, of the year's where it has none; None up to 100 %."""
    node = row.node
    achieved = node.achievement(row.quarter).quantity
    target = node.target(row.quarter).quantity or node.annual.quantity
    if node.direction is not Direction.HIGHER or not achieved or not target or achieved <= target:
        return None
    return round_half_up(Fraction(achieved) * 100 / Fraction(target), 0)


def _differing(claimed: Decimal, earned: Decimal) -> dict[str, str]:
    return {"claimed": marks(claimed), "earned": marks(earned), "difference": signed(earned - claimed)}
