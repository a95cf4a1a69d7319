"""Owns the fields in which the late rule of the row in hand is written."""

from editor.typed_rows import OF_ROW
from plan_tree.outline import LATE_DAYS, LATE_MARKS, OutlineRow
from plans.display import digits
from plans.late_rule_form import LateRuleForm


class LateFields(LateRuleForm):
    """The late rule of a row as typed, with what is wrong about it."""

    def __init__(self, row: OutlineRow) -> None:
        typed = {f"{OF_ROW}{name}": digits(row.text(name)) for name in (LATE_MARKS, LATE_DAYS)}
        super().__init__(typed, prefix=row.id)

    def add_prefix(self, field_name: str) -> str:
        return f"{OF_ROW}late_{field_name}"
