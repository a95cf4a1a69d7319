"""Owns the standard rows of a template: what a plan made from it holds unchanged, and where it adds rows of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from cell_values.digits import to_ascii, to_bengali
from cell_values.number_words import BENGALI
from cell_values.sentence import Sentence
from cell_values.text import normalise, written_alike
from cell_values.value import BLANK, plain
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree

RowPath = tuple[str, ...]  # the numbers that lead to a row: area, activity, indicator
_AT_LEAST = re.compile(normalise(r"(?:ন্যূনতম|ন্যুনতম|নূন্যতম|কমপক্ষে|অন্তত|at least)\s*([0-9]+|[^\s0-9]+)"))


class AreaRows(StrEnum):
    """Whose the rows of an area are."""

    STANDARD = "standard"  # all are the template's
    BOTH = "both"  # the template's stay, and an office adds its own
    OWN = "own"  # an office writes them all; the area itself stays


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """Whose the rows of an area are, and how many activities of its own an office writes there at least."""

    rows: AreaRows = AreaRows.STANDARD
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class StandardRows:
    """Areas without targets and posts, which are for the office to fill; ``own_rows``: the areas in which it may add
    activities of its own, by their number, with how many these are at least.
    """

    areas: tuple[AreaNode, ...]
    own_rows: Mapping[str, int]

    @property
    def indicators(self) -> Mapping[RowPath, IndicatorNode]:
        """The standard indicators by the numbers that lead to them."""
        return {(area.number, held.number, row.number): row for area in self.areas for held, row in area.in_activities}


class Departing(StrEnum):
    """In what a plan differs from its template."""

    TITLE = "title"
    WEIGHT = "weight"
    UNIT = "unit"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Departure:
    """One difference from the template: the number of the row, what the template says, what stands in a cell."""

    number: str
    what: Departing
    standard: str
    found: str
    cell: str = ""

    @property
    def sentence(self) -> Sentence:
        """What is said where somebody would overwrite it."""
        number, standard, found = to_bengali(self.number), to_bengali(self.standard), to_bengali(self.found)
        match self.what:
            case Departing.MISSING:
                return Sentence(
                    f"{number} টেমপ্লেটের সারি; তা বাদ দেওয়া যায় না: “{standard}”।",
                    f"{self.number} is a row of the template and cannot be left out: “{self.standard}”.",
                )
            case Departing.ADDED:
                return Sentence(
                    f"{number} টেমপ্লেটে নেই, আর এ ক্ষেত্রে দপ্তর নিজের সারি যোগ করতে পারে না: “{found}”।",
                    f"{self.number} is not in the template; this area takes no rows of an office: “{self.found}”.",
                )
        bn, en = _CALLED[self.what]
        there, here = self.standard, self.found
        return Sentence(
            f"{number}-এর {bn} টেমপ্লেটে ঠিক করা, বদলানো যায় না: টেমপ্লেটে “{standard}”, এখানে “{found}”।",
            f"The {en} of {self.number} is fixed by the template: it says “{there}”, here stands “{here}”.",
        )

    @property
    def difference(self) -> Sentence:
        """What is said of a document that was signed so, and is taken as it is."""
        number, standard, found = to_bengali(self.number), to_bengali(self.standard), to_bengali(self.found)
        match self.what:
            case Departing.MISSING:
                return Sentence(
                    f"টেমপ্লেটের {number} সারি এই নথিতে নেই: “{standard}”।",
                    f"Row {self.number} of the template is not in this document: “{self.standard}”.",
                )
            case Departing.ADDED:
                return Sentence(
                    f"{number} এ বছরের টেমপ্লেটে নেই: “{found}”।",
                    f"{self.number} is not in the template of this year: “{self.found}”.",
                )
        bn, en = _CALLED[self.what]
        return Sentence(
            f"{number}-এর {bn} এ বছরের টেমপ্লেট থেকে আলাদা: টেমপ্লেটে “{standard}”, এখানে “{found}”।",
            f"The {en} of {self.number} differs from the template of this year: it says “{self.standard}”, here stands "
            f"“{self.found}”.",
        )


_CALLED = {
    Departing.TITLE: ("কথা", "title"),
    Departing.WEIGHT: ("মান", "weight"),
    Departing.UNIT: ("একক", "unit"),
}


@dataclass(frozen=True, slots=True)
class FewOwnRows:
    """An area with fewer activities of an office's own than the guideline asks for."""

    number: str
    found: int
    at_least: int
    cell: str = ""

    @property
    def sentence(self) -> Sentence:
        number, found, least = (to_bengali(str(each)) for each in (self.number, self.found, self.at_least))
        return Sentence(
            f"{number} নম্বর ক্ষেত্রে দপ্তরের নিজের অন্তত {least}টি কার্যক্রম চাই; আছে {found}টি।",
            f"Area {self.number} needs at least {self.at_least} activities of the office's own; it has {self.found}.",
        )


def standard_rows(tree: PlanTree, choices: Mapping[str, AreaChoice]) -> StandardRows:
    """The rows of a plan as a template; an area without a choice is standard. Numbers are those of the areas."""
    areas = tuple(_standard(area, choices.get(area.number, AreaChoice())) for area in tree.areas)
    own = {number: choice.at_least for number, choice in choices.items() if choice.rows is not AreaRows.STANDARD}
    return StandardRows(areas, own)


def proposed_choice(area: AreaNode) -> AreaChoice:
    """What the words of an area suggest: "(ন্যূনতম পাঁচটি কার্যক্রম)" asks offices for five of their own."""
    found = _AT_LEAST.search(to_ascii(normalise(f"{area.title} {area.note}")))
    number = _number(found[1]) if found else None
    return AreaChoice(AreaRows.OWN, number) if number else AreaChoice()


def departures(standard: StandardRows, tree: PlanTree) -> Iterator[Departure]:
    """Every difference of a plan from its template, in the order of the template, then what was added to it."""
    areas = {area.number: area for area in tree.areas}
    for area in standard.areas:
        if (found := areas.get(area.number)) is None:
            yield Departure(area.number, Departing.MISSING, area.title, "")
        else:
            yield from _area_departures(area, found)
    yield from _added(standard, tree)


def indicator_departures(standard: IndicatorNode, found: IndicatorNode) -> Iterator[Departure]:
    """In what an indicator differs from the standard one of its numbers."""
    number, title_cell = standard.number, found.cell("indicator") or found.cell("number")
    yield from _text(number, Departing.TITLE, standard.title, found.title, title_cell)
    if standard.weight != found.weight:
        yield Departure(number, Departing.WEIGHT, plain(standard.weight), plain(found.weight), found.cell("weight"))
    if standard.unit != found.unit or not written_alike(standard.unit_text, found.unit_text):
        yield Departure(number, Departing.UNIT, standard.unit_text, found.unit_text, found.cell("unit"))


def few_own_rows(standard: StandardRows, tree: PlanTree) -> Iterator[FewOwnRows]:
    """The areas with too few activities of the office's own; one without an indicator is none yet."""
    known = {area.number: {each.number for each in area.activities} for area in standard.areas}
    for area in tree.areas:
        at_least = standard.own_rows.get(area.number, 0)
        own = [each for each in area.activities if each.indicators and each.number not in known.get(area.number, ())]
        if len(own) < at_least:
            yield FewOwnRows(area.number, len(own), at_least, area.cell)


def _standard(area: AreaNode, choice: AreaChoice) -> AreaNode:
    activities = () if choice.rows is AreaRows.OWN else tuple(map(_bare_activity, area.activities))
    return AreaNode(area.number, area.title, area.weight, activities, note=area.note)


def _bare_activity(activity: ActivityNode) -> ActivityNode:
    return ActivityNode(activity.number, activity.title, tuple(map(_bare, activity.indicators)))


def _bare(row: IndicatorNode) -> IndicatorNode:
    """The indicator as an office finds it: how it is measured stands, posts and targets are to be filled."""
    return IndicatorNode(
        row.number,
        row.title,
        row.weight,
        row.unit,
        unit_text=row.unit_text,
        quarter_rule=row.quarter_rule,
        late_rule=row.late_rule,
        direction=row.direction,
        grades=tuple(replace(grade, target=BLANK, cell="") for grade in row.grades),
        words=row.words,
    )


def _number(word: str) -> int | None:
    """A number in digits or in a Bengali word, with or without টি."""
    if word.isdecimal():
        return int(word)
    bare = re.sub(r"(টি|টা)$", "", word)
    words = [normalise(each) for each in BENGALI]
    return words.index(bare) if bare in words else None


def _area_departures(standard: AreaNode, found: AreaNode) -> Iterator[Departure]:
    yield from _text(standard.number, Departing.TITLE, standard.title, found.title, found.cell)
    if standard.weight != found.weight:
        cell = found.weight_cell or found.cell
        yield Departure(standard.number, Departing.WEIGHT, plain(standard.weight), plain(found.weight), cell)
    activities = {activity.number: activity for activity in found.activities}
    for activity in standard.activities:
        if (same := activities.get(activity.number)) is None:
            yield Departure(activity.number, Departing.MISSING, activity.title, "")
        else:
            yield from _activity_departures(activity, same)


def _activity_departures(standard: ActivityNode, found: ActivityNode) -> Iterator[Departure]:
    yield from _text(standard.number, Departing.TITLE, standard.title, found.title, found.cell)
    rows = {row.number: row for row in found.indicators}
    for row in standard.indicators:
        if (same := rows.get(row.number)) is None:
            yield Departure(row.number, Departing.MISSING, row.title, "")
        else:
            yield from indicator_departures(row, same)


def _text(number: str, what: Departing, standard: str, found: str, cell: str) -> Iterator[Departure]:
    if not written_alike(standard, found):
        yield Departure(number, what, standard, found, cell)


def _added(standard: StandardRows, tree: PlanTree) -> Iterator[Departure]:
    """Areas that are not the template's, and rows where an office writes none of its own."""
    areas = {area.number: area for area in standard.areas}
    for area in tree.areas:
        if area.number not in areas:
            yield Departure(area.number, Departing.ADDED, "", area.title, area.cell)
        elif area.number not in standard.own_rows:
            yield from _added_rows(areas[area.number], area)


def _added_rows(standard: AreaNode, found: AreaNode) -> Iterator[Departure]:
    known = {each.number: {row.number for row in each.indicators} for each in standard.activities}
    for activity in found.activities:
        if activity.number not in known:
            yield Departure(activity.number, Departing.ADDED, "", activity.title, activity.cell)
            continue
        for row in activity.indicators:
            if row.number not in known[activity.number]:
                yield Departure(row.number, Departing.ADDED, "", row.title, row.cell("number"))
