"""Owns what a draft changes as a page shows it: rows added, changed and taken away, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cell_values.sentence import Sentence
from editor.columns import DIRECTION_NAMES, RULE_NAMES, EditorColumn
from editor.queries import OpenPlan
from editor.storing import suggested_rules
from plan_tree import outline as named
from plan_tree.outline import Level, Outline, OutlineRow
from plan_tree.outline_changes import NUMBER, FieldChange, outline_changes
from plan_tree.terms import Direction, QuarterRule
from plans.display import digits, said

LEVELS = {
    Level.AREA: Sentence("ক্ষেত্র", "Area"),
    Level.ACTIVITY: Sentence("কার্যক্রম", "Activity"),
    Level.INDICATOR: Sentence("সূচক", "Indicator"),
}
OF_AREA = {named.TITLE: Sentence("ক্ষেত্র", "Area"), named.WEIGHT: Sentence("মান", "Weight")}
FIELDS = {
    NUMBER: Sentence("ক্রম", "No."),
    named.NOTE: Sentence("টীকা", "Note"),
    named.UNIT_TEXT: Sentence("একক, যেমন ছাপা", "Unit as printed"),
    named.DIRECTION: Sentence("কোনটি ভালো", "Direction"),
    named.LATE_MARKS: Sentence("বিলম্বে কাটা নম্বর", "Marks lost when late"),
    named.LATE_DAYS: Sentence("বিলম্বের দিন", "Days of lateness"),
}
HIDDEN = {named.UNIT}  # told by its word


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field in words, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One row that was added, changed or taken away."""

    what: str
    number: str
    title: str
    fields: Sequence[ShownField]
    row: str = ""


@dataclass(frozen=True, slots=True)
class ShownChanges:
    """All of them by what happens to the row."""

    added: Sequence[ShownChange]
    changed: Sequence[ShownChange]
    removed: Sequence[ShownChange]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)


def shown_changes(opened: OpenPlan, columns: Sequence[EditorColumn]) -> ShownChanges:
    """What the draft of a plan does to the plan it was begun from."""
    names = {(column.level, column.field): said(column.heading) for column in columns}
    base = opened.draft.base if opened.draft else opened.base
    after = _with_rules(opened)
    found: Mapping[str, list[ShownChange]] = {"added": [], "changed": [], "removed": []}
    for change in outline_changes(base, after):
        sort = "added" if change.before is None else "removed" if change.after is None else "changed"
        row = change.row
        fields = list(_fields(row, change.fields, names))
        if change.is_moved:
            fields.append(ShownField(_("Place"), *(_head(some, row.id) for some in (base, after))))
        told = fields if sort == "changed" else fields[1:]  # the number stands above
        title, link = row.text(named.TITLE), row.id if change.after else ""
        found[sort].append(ShownChange(said(LEVELS[row.level]), row.number, title, told, link))
    return ShownChanges(**found)


def _with_rules(opened: OpenPlan) -> Outline:
    """The outline with the rules that will be stored because the targets suggest them."""
    rules = suggested_rules(opened)
    rows = (
        OutlineRow(row.id, row.level, row.number, {**row.fields, named.RULE: rules[row.id].value}, row.key)
        if row.id in rules
        else row
        for row in opened.outline.rows
    )
    return Outline(tuple(rows))


def _fields(
    row: OutlineRow, fields: Sequence[FieldChange], names: Mapping[tuple[Level, str], str]
) -> Iterator[ShownField]:
    for each in fields:
        if each.name not in HIDDEN:
            name = names.get((row.level, each.name)) or _named(row.level, each.name)
            yield ShownField(name, _shown(each.name, each.before), _shown(each.name, each.after))


def _named(level: Level, name: str) -> str:
    sentence = OF_AREA.get(name) if level is Level.AREA else None
    sentence = sentence or FIELDS.get(name)
    return said(sentence) if sentence else name.removeprefix(named.WORDS)


def _shown(name: str, text: str) -> str:
    if name == named.RULE and text:
        return str(RULE_NAMES[QuarterRule(text)])
    if name == named.DIRECTION:
        return str(DIRECTION_NAMES[Direction(text or Direction.HIGHER)])
    return digits(text)


def _head(outline: Outline, row_id: str) -> str:
    """The area a row stands in."""
    row = outline.rows[outline.head(outline.place(row_id), Level.AREA)]
    return digits(f"{row.number}. {row.text(named.TITLE)}")
