"""Owns the titles of a written form: whose plan it is and of which year, as a reader finds them again."""

from cell_values.digits import to_bengali
from cell_values.quarter_words import ORDINALS
from cell_values.text import normalise
from plan_tree.tree import PlanTree

_LABELS = {"মন্ত্রণালয়": "মন্ত্রণালয়ের নাম", "বিভাগ": "বিভাগের নাম"}


def title_line(line: str, tree: PlanTree, quarter: int) -> str:
    """A line above a form, filled in; "" for one about the office of a plan that has none.

    "{office_label}: {office}" is মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়, "{year}" ২০২০-২০২১, "{quarter}" ১ম, of 0 nothing.
    """
    office = normalise(tree.office_name)
    if "{office}" in line and not office:
        return ""
    label = next((label for ending, label in _LABELS.items() if office.endswith(normalise(ending))), "কার্যালয়ের নাম")
    year = to_bengali(f"{tree.start_year}-{tree.start_year + 1}") if tree.year else ""
    ordinal = ORDINALS[quarter].bn if quarter else ""
    return line.format(office=office, office_label=label, year=year, quarter=ordinal).strip(" ,")
