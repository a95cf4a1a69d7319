"""Owns writing an e-governance plan as its official form: graded targets, and the progress of the reported quarters."""

from decimal import Decimal

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.quarter_words import ORDINALS
from cell_values.value import BLANK
from marking.scorecard import Scorecard
from official_forms.computed import computed_line
from official_forms.graded.ladders import LADDERS as GRADE_NAMES
from official_forms.graded.ladders import THREE as USUAL_LADDER
from official_forms.titling import office_line, year_range
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree
from sheets.writing import FormSheet

SHEET = "ই-গভর্ন্যান্স"
_HEADINGS = ("ক্রম", "কর্মসম্পাদন ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান")
_WIDTHS = (5.0, 22.0, 6.0, 26.0, 28.0, 9.0, 9.0)
_GRADE_WIDTH, _PROGRESS_WIDTH = 12.0, 20.0
_TOP, _FIRST = 4, 8  # rows of the header and of the first indicator
_FIRST_GRADE = len(_HEADINGS) + 1


def write(draft: PlanTree, scorecard: Scorecard | None, through: int) -> bytes:
    """The form as an .xlsx file: achievements through a quarter; totals of the scorecard, without one the office's."""
    writer = _Writer(draft.through(through), through)
    writer.head()
    row = _FIRST
    for serial, area in enumerate(writer.draft.areas, start=1):
        row = writer.area(row, serial, area)
    writer.totals(row, scorecard)
    return writer.form.finish(header=range(_TOP, _FIRST), frozen_columns=2)


def ladder(draft: PlanTree) -> tuple[Decimal, ...]:
    """The percentages of the plan's graded targets, best first; the usual ones for a plan that has none yet."""
    percents = {grade.percent for indicator in draft.indicators for grade in indicator.all_grades}
    return tuple(sorted(percents, reverse=True)) or tuple(map(Decimal, USUAL_LADDER))


def reported_quarters(draft: PlanTree, through: int) -> tuple[int, ...]:
    """The quarters with any achievement, else the one the form is written for."""
    reported = (q for q in QUARTERS if any(not row.achievement(q).is_blank for row in draft.indicators))
    return tuple(reported) or (through,)


class _Writer:
    def __init__(self, draft: PlanTree, through: int) -> None:
        self.draft = draft
        self._ladder = ladder(draft)
        self._quarters = reported_quarters(draft, through)
        grades, progress = len(self._ladder), len(self._quarters)
        self.form = FormSheet(SHEET, (*_WIDTHS, *[_GRADE_WIDTH] * grades, *[_PROGRESS_WIDTH] * progress))
        self._first_progress = _FIRST_GRADE + grades

    def head(self) -> None:
        """Titles, the header of three rows and the numbered row."""
        form, low = self.form, _TOP + 2
        year = year_range(self.draft)
        latest = ORDINALS[self._quarters[-1]].bn
        form.title(1, "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার")
        form.title(2, office_line(self.draft))
        form.title(3, f"ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা {year} এর {latest} ত্রৈমাসিক বাস্তবায়ন অগ্রগতি প্রতিবেদন")
        for column, heading in enumerate(_HEADINGS, start=1):
            form.heading((_TOP, column), heading, (low, column))
        form.heading((_TOP, _FIRST_GRADE), f"লক্ষ্যমাত্রা {year}".strip(), (_TOP, self._first_progress - 1))
        for column, (name, percent) in enumerate(self._grade_headings(), start=_FIRST_GRADE):
            form.heading((_TOP + 1, column), name)
            form.heading((low, column), percent)
        for column, quarter in enumerate(self._quarters, start=self._first_progress):
            heading = f"{ORDINALS[quarter].bn} ত্রৈমাসিক বাস্তবায়ন অগ্রগতি (প্রযোজ্য ক্ষেত্রে)"
            form.heading((_TOP, column), heading, (low, column))
        for column in range(1, form.columns + 1):
            form.heading((_FIRST - 1, column), to_bengali(str(column)))

    def _grade_headings(self) -> list[tuple[str, str]]:
        names = next((names for percents, names in GRADE_NAMES.items() if percents == self._ladder), ())
        words = [name.bn for name in names] or [
            f"গ্রেড {to_bengali(str(place + 1))}" for place in range(len(self._ladder))
        ]
        return [(word, f"{show_number(percent)}%") for word, percent in zip(words, self._ladder, strict=True)]

    def area(self, row: int, serial: int, area: AreaNode) -> int:
        """Write an area from a row on, its first columns down over all its rows; the row behind it."""
        end = row + max(1, sum(max(1, len(activity.indicators)) for activity in area.activities))
        self.form.label((row, 1), to_bengali(str(serial)), (end - 1, 1))
        self.form.text((row, 2), f"[{to_bengali(area.number)}] {area.title}", (end - 1, 2))
        self.form.number((row, 3), area.weight, (end - 1, 3))
        for activity in area.activities:
            row = self._activity(row, activity)
        return end

    def _activity(self, row: int, activity: ActivityNode) -> int:
        end = row + max(1, len(activity.indicators))
        self.form.text((row, 4), f"[{to_bengali(activity.number)}] {activity.title}", (end - 1, 4))
        for place, indicator in enumerate(activity.indicators, start=row):
            self._indicator(place, indicator)
        return end

    def _indicator(self, row: int, indicator: IndicatorNode) -> None:
        form = self.form
        form.text((row, 5), f"[{to_bengali(indicator.number)}] {indicator.title}")
        form.label((row, 6), indicator.unit_text)
        form.number((row, 7), indicator.weight)
        targets = {grade.percent: grade.target for grade in indicator.all_grades}
        for column, percent in enumerate(self._ladder, start=_FIRST_GRADE):
            form.value((row, column), targets.get(percent, BLANK))
        for column, quarter in enumerate(self._quarters, start=self._first_progress):
            form.value((row, column), indicator.achievement(quarter))

    def totals(self, row: int, scorecard: Scorecard | None) -> None:
        """The two bottom lines and, when their figures were computed, the line that says so."""
        claimed = self.draft.claimed
        total, obtained = claimed.total, claimed.obtained
        if scorecard:
            total = sum((indicator.weight for indicator in self.draft.indicators), Decimal(0))
            obtained = scorecard.earned
        if total is not None:
            row = self._total(row, "মোট নম্বর:", total)
        if obtained is not None:
            row = self._total(row, "প্রাপ্ত নম্বর:", obtained, marks=scorecard is not None)
        if scorecard:
            self.form.note(row + 1, computed_line(scorecard))

    def _total(self, row: int, label: str, figure: Decimal, *, marks: bool = False) -> int:
        self.form.text((row, 1), label, (row, self.form.columns - 1), bold=True)
        self.form.number((row, self.form.columns), figure, marks=marks)
        return row + 1
