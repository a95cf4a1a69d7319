"""Owns the proof of the squares: figures in the digits of the reader, an area number never run as HTML."""

from django.utils import translation

from reports.templatetags.heat import numbered_squares, squares


def test_a_square_shows_its_percentage_and_leads_on():
    with translation.override("bn"):
        cell = numbered_squares([("3", 85, 4, "/reports/1/q4/scorecard/#area-3")])
    assert cell == ('<td class="heat heat-4" data-number="৩"><a href="/reports/1/q4/scorecard/#area-3">৮৫</a></td>')


def test_a_square_without_a_figure_is_a_dash_and_no_link():
    with translation.override("en"):
        assert (
            numbered_squares([("3", None, None, "")])
            == '<td class="heat heat-none" data-number="3"><span>–</span></td>'
        )


def test_the_number_of_an_area_is_text_and_never_html():
    for draw in (squares, numbered_squares):
        drawn = draw([("<b>", 85, 4, '/#"><b>'), ("<b>", None, None, "")])
        assert "<b>" not in drawn
        assert '#"' not in drawn
