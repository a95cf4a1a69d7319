"""Owns the proof that figures of a page turn Bengali, and nothing else does."""

import pytest

from config.bengali_pages import in_bengali


@pytest.mark.parametrize(
    ("html", "turned"),
    [
        ("<p>37 of 120</p>", "<p>৩৭ of ১২০</p>"),
        ('<a href="/admin/plans/plan/7/">7</a>', '<a href="/admin/plans/plan/7/">৭</a>'),
        ('<input value="12" name="cells-0-id">', '<input value="12" name="cells-0-id">'),
        ("<textarea>1.5\n</textarea>", "<textarea>1.5\n</textarea>"),
        ("<script>var a = 1;</script>2", "<script>var a = 1;</script>২"),
        ('<pre class="data">{"a": 1}</pre>', '<pre class="data">{"a": 1}</pre>'),
        ("it&#x27;s &#39; 5&nbsp;%", "it&#x27;s &#39; ৫&nbsp;%"),
        ("clerk7 a1@example.org 1st", "clerk7 a1@example.org 1st"),
        ('<img src="icon-yes.svg" alt="True">', '<img src="icon-yes.svg" alt="হ্যাঁ">'),
        ('<a href="?o=2" title="ক্রম: 2">', '<a href="?o=2" title="ক্রম: ২">'),
        ("১ ও 2", "১ ও ২"),
    ],
)
def test_figures_turn_and_nothing_else(html, turned):
    assert in_bengali(html) == turned
