"""Owns the titles of a written form: whose plan it is and of which year, as a reader finds them again."""

from cell_values.digits import to_bengali
from cell_values.text import normalise
from plan_tree.tree import PlanTree

_LABELS = {"মন্ত্রণালয়": "মন্ত্রণালয়ের নাম", "বিভাগ": "বিভাগের নাম"}


def office_line(draft: PlanTree) -> str:
    """মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়; "" without an office."""
    name = normalise(draft.office_name)
    if not name:
        return ""
    label = next((label for ending, label in _LABELS.items() if name.endswith(normalise(ending))), "কার্যালয়ের নাম")
    return f"{label}: {name}"


def year_range(draft: PlanTree) -> str:
    """২০২০-২০২১ for "2020-21"; "" without a year."""
    return to_bengali(f"{draft.year[:4]}-{int(draft.year[:4]) + 1}") if draft.year else ""
