"""Owns the proof that a tagged PDF reads in order, as one document, by the rules of PDF/UA-1."""

from typing import Any

import pytest

from reports.pdf.engine import render_pdf
from reports.tests.pdf.tagged import Node, TaggedPdf, grid_of

ROWS = "".join(f'<tr><th scope="row">সূচক {n}</th><td>{"লম্বা লেখা " * 12}</td><td></td></tr>' for n in range(60))
TABLE = f"""<table class="ruled"><thead><tr><th rowspan="2">নাম</th><th colspan="2">অর্জন</th></tr>
<tr><th>ক</th><th>খ</th></tr></thead><tbody>{ROWS}</tbody></table>"""


def tagged(body: str, *, head: str = "") -> TaggedPdf:
    title = f"<head><title>পরীক্ষা</title>{head}</head>"
    footer = '<p class="footer">পাদটীকা</p>'
    html = f'<html lang="bn">{title}<body>{footer}{body}</body></html>'
    return TaggedPdf(render_pdf(html, variant="pdf/ua-1"))


@pytest.fixture(scope="module")
def long_table() -> TaggedPdf:
    return tagged(f"<h1>শিরোনাম</h1>{TABLE}<p>শেষ কথা</p>")


def kinds(nodes: list[Node]) -> list[str]:
    return [node.kind for node in nodes]


def test_a_table_over_several_pages_is_one_table(long_table: TaggedPdf) -> None:
    assert len(long_table.pdf.pages) > 2
    assert long_table.faults == []
    assert kinds(long_table.root.kids) == ["H1", "Table", "P"]
    (table,) = long_table.root.all("Table")
    assert len(list(table.all("TR"))) == 62
    assert len(list(table.all("THead"))) == 1


def test_what_a_page_repeats_is_not_read_out_again(long_table: TaggedPdf) -> None:
    text = long_table.root.whole_text
    assert text.count("অর্জন") == 1
    assert "পাদটীকা" not in text
    assert "পৃষ্ঠা" not in text


def test_headers_say_what_they_are_headers_of(long_table: TaggedPdf) -> None:
    (table,) = long_table.root.all("Table")
    grid = grid_of(list(table.all("TR")))
    assert [str(grid[0, column].attribute("Scope")) for column in range(3)] == ["/Column"] * 3
    assert grid[0, 1] is grid[0, 2]
    assert grid[0, 0] is grid[1, 0]
    assert (grid[1, 1].text, grid[1, 2].text) == ("ক", "খ")
    assert str(grid[2, 0].attribute("Scope")) == "/Row"


def test_a_cell_over_two_pages_is_one_cell() -> None:
    text = "দীর্ঘ লেখা " * 900
    pdf = tagged(f'<table><tr class="long"><th scope="row">নাম</th><td>{text}</td></tr></table>')
    assert len(pdf.pdf.pages) > 1
    (cell,) = pdf.root.all("TD")
    assert cell.text.split() == text.split()
    assert pdf.faults == []


def test_what_is_read_stands_in_the_order_of_the_document() -> None:
    pdf = tagged("<h1>এক</h1><div><p>দুই <b>তিন</b> চার</p></div><ul><li>পাঁচ</li><li>ছয়</li></ul>")
    assert pdf.root.whole_text.replace("–", "").split() == ["এক", "দুই", "তিন", "চার", "পাঁচ", "ছয়"]
    assert kinds(pdf.root.kids) == ["H1", "Div", "L"]
    assert pdf.faults == []


def test_an_item_of_a_list_keeps_its_label_apart_from_its_body() -> None:
    pdf = tagged('<h1>ক</h1><ul><li>এক <a href="#x">দুই</a></li></ul><p id="x">তিন</p>')
    (item,) = pdf.root.all("LI")
    assert kinds(item.kids) == ["Lbl", "LBody"]
    assert (item.kids[0].text.strip(), item.kids[1].whole_text.split()) == ("–", ["এক", "দুই"])
    assert pdf.faults == []


def test_a_drawing_is_a_figure_with_words() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><title>{}</title><path d="M0 0h9v9z"/></svg>'
    )
    pdf = tagged(f"<h1>চিত্র</h1><p>{drawing.format('ত্রিভুজ')}</p>")
    (figure,) = pdf.root.all("Figure")
    assert str(figure.raw.Alt) == "ত্রিভুজ"
    left, bottom, right, top = (float(corner) for corner in figure.attribute("BBox"))
    assert (round(right - left), round(top - bottom)) == (30, 15)
    assert 500 < bottom < 595
    assert pdf.faults == []
    assert tagged(f"<h1>চিত্র</h1><p>{drawing.format('')}</p>").faults == ["a figure without words"]


def test_a_link_says_where_it_leads() -> None:
    pdf = tagged('<h1>যাচাই</h1><p>দেখুন: <a href="https://example.org/v/1">প্রতিবেদন</a></p>')
    (link,) = pdf.root.all("Link")
    assert link.text == "প্রতিবেদন"
    (annotation,) = pdf.pdf.pages[0].Annots
    assert str(annotation.Contents) == "প্রতিবেদন"
    assert str(annotation.A.URI) == "https://example.org/v/1"
    assert pdf.faults == []


def test_words_of_another_language_say_so() -> None:
    pdf = tagged('<h1>ক</h1><p lang="en">Weight</p>')
    (paragraph,) = pdf.root.all("P")
    assert (str(paragraph.raw.Lang), paragraph.text) == ("en", "Weight")
    pdf = tagged('<h1>ক</h1><p>কারণ: <span lang="en">late</span> <span>আর</span></p>')
    assert [(str(span.raw.Lang), span.text) for span in pdf.root.all("Span")] == [("en", "late")]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h1>ক</h1><h3>খ</h3>", "headings leave out a level: [1, 3]"),
        ("<table><tr><td>ক</td><td>খ</td></tr></table>", "cell 'ক' has no header"),
        ('<h1>ক</h1><p lang="bangla bhasha">খ</p>', "P in the language bangla bhasha"),
        ("<h1>ক</h1><table><tr><th>ক</th><td><ul><p>খ</p></ul></td></tr></table>", "P in L"),
        ("<table><tr><th>ক</th><th>খ</th></tr><tr><td>গ</td></tr></table>", "table 'ক খ গ': rows of [1, 2] columns"),
    ],
)
def test_the_reader_of_these_tests_sees_faults(body: str, fault: Any) -> None:
    assert fault in tagged(body).faults
