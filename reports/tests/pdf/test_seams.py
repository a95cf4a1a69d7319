"""Owns the proof that printing starts only with a WeasyPrint it was tested with, and changes it once."""

from types import SimpleNamespace
from typing import Any

import pytest
import weasyprint.draw
import weasyprint.pdf
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break

from reports.pdf import artifacts, lines, ruling, searchable, structure
from reports.pdf.seams import UnknownWeasyPrint, known


def owner(**members: Any) -> Any:
    return SimpleNamespace(__name__="weasyprint.somewhere", **members)


def draw(stream: Any, box: Any) -> None:
    """A function as the seams know it."""


def test_a_known_function_is_handed_out() -> None:
    assert known(owner(draw=draw), "draw", "stream box", version="70.1") is draw


def test_another_version_of_the_library_is_refused() -> None:
    with pytest.raises(UnknownWeasyPrint, match=r"71\.0"):
        known(owner(draw=draw), "draw", "stream box", version="71.0")


@pytest.mark.parametrize("members", [{}, {"draw": None}, {"draw": lambda stream: None}])
def test_another_function_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(UnknownWeasyPrint, match=r"somewhere\.draw"):
        known(owner(**members), "draw", "stream box", version="70.0")


def test_every_seam_is_sewn_once() -> None:
    places = [
        (weasyprint.draw, "draw_table"),
        (weasyprint.draw.text, "draw_first_line"),
        (weasyprint.pdf, "add_tags"),
        (Stream, "marked"),
        (line_break, "Layout"),
    ]
    before = [getattr(*place) for place in places]
    assert all(found.__module__.startswith("reports.pdf.") for found in before)
    ruling.rule_tables()
    searchable.make_text_searchable()
    structure.tag_as_one_tree()
    artifacts.keep_repetitions_out()
    lines.keep_lines()
    assert [getattr(*place) for place in places] == before
