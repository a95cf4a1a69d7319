"""Owns the returned rows of a review letter as a table."""

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from plans.display import date_long, digits, quarter_name, said
from reports.printed.letter import ReviewLetter
from reports.printed.letter_rows import LetterRow
from reports.tables.table import ReportColumn, ReportRow, ReportTable, Shape

NAME = Sentence("ফেরত দেওয়া সারি", "Returned rows")
REASON = Sentence("কারণ", "Reason")
COLUMNS = (
    (Sentence("ক্রমিক", "Number"), 9, Shape.LABEL),
    (Sentence("কার্যক্রম", "Activity"), 40, Shape.TEXT),
    (Sentence("কর্মসম্পাদন সূচক", "Performance indicator"), 30, Shape.TEXT),
    (Sentence("লক্ষ্যমাত্রা", "Target"), 16, Shape.LABEL),
    (Sentence("প্রতিবেদিত অর্জন", "Achievement reported"), 18, Shape.LABEL),
    (Sentence("পর্যালোচকের মন্তব্য", "Comments of the reviewer"), 50, Shape.TEXT),
)


def letter_table(letter: ReviewLetter) -> ReportTable:
    """The cells a reviewer spoke about when the report was returned, in the active language."""
    plan = letter.plan
    return ReportTable(
        name=said(NAME),
        titles=(
            f"{said(NAME)}: {plan.office}",
            f"{said(letter.kind.title)}, {plan.year.label}, {quarter_name(letter.quarter)}, "
            f"{date_long(letter.returned_at)}",
            *([f"{said(REASON)}: {letter.reason}"] if letter.reason else []),
        ),
        columns=tuple(ReportColumn(said(heading), width, shape) for heading, width, shape in COLUMNS),
        rows=tuple(_row(row, plan.year.start_year) for row in letter.rows),
    )


def _row(row: LetterRow, start_year: int) -> ReportRow:
    target, achievement = (
        read_value(text, row.unit, start_year=start_year).value for text in (row.target, row.achievement)
    )
    return ReportRow((digits(row.number), row.activity, row.indicator, target, achievement, "\n".join(row.comments)))
