"""Owns the proof that joined documents keep their pages, structure, bookmarks, links and order, and are numbered."""

import pytest

from reports.pdf.engine import render_pdf
from reports.pdf.joining import BookletPart, joined, page_count
from reports.tests.pdf.extraction import facts_of, fonts_of, text_of
from reports.tests.pdf.tagged import TaggedPdf

FRONT = """<h1>প্রচ্ছদ</h1><p style="break-before: page"><a href="part:1">দ্বিতীয়</a> <a href="#own">নিজের</a></p>
<p id="own">শেষ</p>"""
PLAIN = "<style>@page { @bottom-right { content: none } }</style>"


def document(body: str, title: str = "পরীক্ষা") -> bytes:
    html = f'<html lang="bn"><head><title>{title}</title>{PLAIN}</head><body>{body}</body></html>'
    return render_pdf(html, variant="pdf/ua-1")


def part(name: str, pages: int) -> BookletPart:
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{page}</td></tr>' for page in range(pages))
    body = "".join(f'<h2 style="break-before: page">{name} {page}</h2>' for page in range(1, pages))
    return BookletPart(name, document(f"<h1>{name}</h1><table>{rows}</table>{body}", name))


@pytest.fixture(scope="module")
def booklet() -> bytes:
    return joined(document(FRONT, "পুস্তিকা"), [part("ক", 1), part("খ", 3), part("গ", 2)], language="bn")


@pytest.fixture(scope="module")
def tagged(booklet: bytes) -> TaggedPdf:
    return TaggedPdf(booklet)


def test_all_pages_follow_one_another(booklet: bytes) -> None:
    assert page_count(booklet) == 2 + 1 + 3 + 2
    pages = text_of(booklet).split("\f")[:-1]
    assert [page.split()[0] for page in pages] == ["প্রচ্ছদ", "দ্বিতীয়", "ক", "খ", "খ", "খ", "গ", "গ"]


def test_every_page_but_the_cover_bears_its_number(booklet: bytes) -> None:
    pages = text_of(booklet).split("\f")[:-1]
    assert [page.split()[-1] for page in pages] == ["প্রচ্ছদ", "২", "৩", "৪", "৫", "৬", "৭", "৮"]


def test_page_numbers_are_of_the_language() -> None:
    booklet = joined(document("<h1>প্রচ্ছদ</h1>"), [part("ক", 11)], language="en")
    assert [page.split()[-1] for page in text_of(booklet).split("\f")[1:-1]] == [str(n) for n in range(2, 13)]
    assert set(fonts_of(booklet)) <= {"Noto-Sans", "Noto-Sans-Bengali"}


def test_the_whole_keeps_the_rules_of_pdf_ua(tagged: TaggedPdf) -> None:
    assert tagged.faults == []
    assert [node.kind for node in tagged.root.kids if node.kind == "Part"] == ["Part"] * 3
    assert tagged.root.whole_text.startswith("প্রচ্ছদ")


def test_the_front_gives_title_and_language(booklet: bytes) -> None:
    assert facts_of(booklet)["Title"] == "পুস্তিকা"
    assert "CreationDate" not in facts_of(booklet)


def test_every_part_has_a_bookmark_over_its_own(tagged: TaggedPdf) -> None:
    with tagged.pdf.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
        places = [tagged.pdf.pages.index(item.destination[0]) for item in outline.root]
    assert titles == [("প্রচ্ছদ", []), ("ক", ["ক"]), ("খ", ["খ"]), ("গ", ["গ"])]
    assert places == [0, 2, 3, 6]


def test_bookmarks_inside_a_part_keep_their_page(tagged: TaggedPdf) -> None:
    with tagged.pdf.open_outline() as outline:
        inner = outline.root[2].children[0].children
        assert [item.title for item in inner] == ["খ 1", "খ 2"]
        assert [tagged.pdf.pages.index(item.destination[0]) for item in inner] == [4, 5]


def test_the_contents_lead_to_the_parts(tagged: TaggedPdf) -> None:
    to_part, to_own = tagged.pdf.pages[1].Annots
    assert tagged.pdf.pages.index(to_part.Dest[0]) == 3
    assert "/A" not in to_part
    assert str(to_own.Dest) == "own"


def test_the_same_parts_give_the_same_bytes(booklet: bytes) -> None:
    again = joined(document(FRONT, "পুস্তিকা"), [part("ক", 1), part("খ", 3), part("গ", 2)], language="bn")
    assert booklet == again


def test_a_front_without_parts_is_numbered_only() -> None:
    assert page_count(joined(document("<h1>প্রচ্ছদ</h1>"), [], language="bn")) == 1
