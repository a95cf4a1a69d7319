"""Owns what rows of flat tables name – offices, years, tiers – found for all rows in a few queries."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import translation

from cell_values.digits import to_ascii, to_bengali
from cell_values.sentence import Sentence
from flat_tables.file_rows import FlatRow
from offices.models import FiscalYear, Office, OfficeSpelling
from offices.names import name_key
from offices.queries.lookup import parse_year

CODE, NAME, YEAR = "office_code", "office", "year"  # columns


class OfficeLookup:
    """All offices by code and by every spelling: two queries, whatever is asked."""

    def __init__(self) -> None:
        self.all = {office.pk: office for office in Office.objects.all()}
        self.by_code = {office.code: office for office in self.all.values() if office.code}
        self.by_name: dict[str, dict[int, Office]] = defaultdict(dict)
        for key, office_id in OfficeSpelling.objects.values_list("key", "office_id"):
            self.by_name[key][office_id] = self.all[office_id]

    def named(self, text: str) -> list[Office]:
        """The offices a code, name or spelling means."""
        code, name = to_ascii(text.strip()), name_key(text)
        if code in self.by_code:
            return [self.by_code[code]]
        return list(self.by_name[name].values()) if name in self.by_name else []

    def of(self, row: FlatRow) -> Office | None:
        """The office of a row, by its code or else its name; None comes with its problem."""
        column = CODE if row.text(CODE) else NAME
        text = row.needed(column) if row.has(column) else row.needed(CODE if row.has(CODE) else NAME)
        found = self.named(text) if text else []
        if text and len(found) != 1:
            row.problem(column, ambiguous_office(text) if found else unknown_office(text))
        return found[0] if len(found) == 1 else None


class Years:
    """All fiscal years: one query."""

    def __init__(self) -> None:
        self._by_start = {year.start_year: year for year in FiscalYear.objects.all()}

    def of(self, row: FlatRow) -> FiscalYear | None:
        """The year of a row; None comes with its problem."""
        text = row.needed(YEAR)
        found = self._by_start.get(parse_year(text) or 0) if text else None
        if text and found is None:
            row.problem(YEAR, _unknown_year(text))
        return found


def labels(choices: Sequence[tuple[str, object]]) -> dict[str, tuple[str, ...]]:
    """The names of choices in both languages, by their codes."""
    named: dict[str, tuple[str, ...]] = {}
    for language in ("bn", "en"):
        with translation.override(language):
            for code, label in choices:
                named[code] = (*named.get(code, ()), str(label))
    return named


def unknown_office(text: str) -> Sentence:
    return Sentence(
        f"“{text}” নামে বা কোডে কোনো দপ্তর নেই। বানান বা কোড দেখে আবার দিন।",
        f"No office has the name or code “{text}”. Check it and try again.",
    )


def ambiguous_office(text: str) -> Sentence:
    return Sentence(
        f"“{text}” নামে একাধিক দপ্তর আছে। কোড লিখে আবার দিন।",
        f"More than one office is called “{text}”. Write its code and try again.",
    )


def _unknown_year(text: str) -> Sentence:
    return Sentence(
        f"“{to_bengali(text)}” কোনো রক্ষিত অর্থবছর নয়। ২০২০-২১-এর মতো লিখে আবার দিন।",
        f"“{text}” is no fiscal year that is kept. Write it like 2020-21 and try again.",
    )
