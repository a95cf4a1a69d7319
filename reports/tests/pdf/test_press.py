"""Owns the proof that a process beside this one prints the same, and ends when it should."""

from typing import Any

import pytest

from reports.pdf.engine import render_pdf
from reports.pdf.press import Press, Presses, PressLost
from reports.pdf.renders import Renders

PAGE = '<html lang="bn"><head><title>পরীক্ষা</title></head><body><p>{}</p></body></html>'


@pytest.fixture(scope="module")
def presses() -> Any:
    with Presses(2) as presses:
        yield presses


def simply(text: str, render: Renders) -> bytes:
    return render(PAGE.format(text), variant="pdf/ua-1")


def test_a_press_prints_what_is_printed_here(presses: Presses) -> None:
    works = ["এক", "দুই", "তিন", "চার", "পাঁচ"]
    assert list(presses.print_all(works, simply)) == [simply(work, render_pdf) for work in works]


def test_a_press_asks_back_where_pages_begin(presses: Presses) -> None:
    asked: list[list[str]] = []
    rows = "".join(f'<tr id="row-{n}" style="height: 30mm"><td>{n}</td></tr>' for n in range(12))

    def revise(found: list[str]) -> str | None:
        asked.append(found)
        return PAGE.format("বদলানো") if len(asked) == 1 else None

    def revised(html: str, render: Renders) -> bytes:
        return render(html, revise=revise)

    document = PAGE.replace("<p>", "<table>").replace("</p>", "</table>").format(rows)
    (there,) = presses.print_all([document], revised)
    assert asked == [["row-0", "row-6"], []]
    assert there == render_pdf(PAGE.format("বদলানো"))


def test_what_is_refused_here_is_refused_there(presses: Presses) -> None:
    def unnamed(html: str, render: Renders) -> bytes:
        return render(html)

    with pytest.raises(ValueError, match="language and a title"):
        list(presses.print_all(["<html><body/></html>"], unnamed))
    assert list(presses.print_all(["এক"], simply)) == [simply("এক", render_pdf)]


def test_a_press_that_was_killed_is_missed() -> None:
    press = Press()
    press.stop()
    with pytest.raises(PressLost):
        press.render_pdf(PAGE.format("এক"))
    press.close()


def test_leaving_stops_what_is_being_printed() -> None:
    def broken(text: str, render: Renders) -> bytes:
        raise RuntimeError(text)

    presses = Presses(1)
    with pytest.raises(RuntimeError, match="এক"), presses:
        list(presses.print_all(["এক", "দুই"], broken))
    assert [press._process.poll() is not None for press in presses._presses] == [True]
