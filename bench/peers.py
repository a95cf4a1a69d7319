"""Owns the content of a printed form as its peers take it: HTML for a browser, a workbook, and typst's own language."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tree.terms import QUARTERS

if TYPE_CHECKING:
    from plan_tree.tree import AreaNode
    from plans.models import QuarterReport
    from reports.printed.official_form import OfficialForm

WIDTHS = "39mm, 25mm, 11mm, 13mm, 25mm, 19.5mm, 15mm, 18.5mm, 18.5mm, 18.5mm, 18.5mm, 18.5mm, 11mm, 1fr"
HEADS = (
    ("কার্যক্রমের নাম", "কর্মসম্পাদন সূচক", "সূচকের মান", "একক", "বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "লক্ষ্যমাত্রা"),
    ("লক্ষ্যমাত্রা/ অর্জন", "১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার", "৪র্থ কোয়ার্টার", "মোট অর্জন", "অর্জিত মান"),
)
NUMBERS = ("১", "২", "৩", "৪", "৫", "৬", "৭", "৮", "৯", "১০", "১১", "১২", "১৩", "১৪")
TYPST = """
#set document(title: {title})
#set page(paper: "a4", flipped: true, margin: (x: 10mm, top: 9mm, bottom: 11mm),
  footer: context [#set text(7pt); #{foot} #h(1fr) পৃষ্ঠা #counter(page).display("১/১", both: true)])
#set text(font: ("Noto Sans Bengali", "Noto Sans"), size: 8pt, lang: "bn", hyphenate: false)
#set par(leading: 0.5em)
#set table(stroke: 0.3pt, inset: (x: 2pt, y: 2pt))
#align(center)[#text(10pt)[= #{title}
#{office}]]
#table(columns: ({widths}),
{rows}
)
#{notes}
#v(10mm)
#grid(columns: (1fr, 1fr, 1fr), column-gutter: 15mm, ..{signs}.map(sign => align(center)[#line(length: 100%) #sign]))
"""


def html_of(report: "QuarterReport", printed_on: object, folder: Path, name: str = "form") -> Path:
    """The document ours lays out, with the base stylesheet, and the fonts where a browser finds them."""
    from reports.pdf.engine import PAPER
    from reports.pdf.fetcher import SCHEME
    from reports.pdf.font_files import FOLDER
    from reports.printed.official_form import official_form
    from reports.printed.setting import form_html

    form = official_form(report, printed_on=printed_on)  # type: ignore[arg-type]
    document = form_html(form)
    paper = PAPER.read_text(encoding="utf-8").replace(SCHEME, f"{FOLDER.as_uri()}/")
    file = folder / f"{name}.html"
    file.write_text(document.replace("<style>", f"<style>{paper}</style><style>", 1), encoding="utf-8")
    return file


def typst_of(form: "OfficialForm") -> str:
    """The same form in typst's language: headers repeated, cells spanning, pages numbered, tagged as PDF/UA-1."""
    imprint = form.imprint
    return TYPST.format(
        title=_said(form.title),
        office=_said(form.lines[-1].text),
        foot=_said(f"{imprint.policy} · {imprint.state} · {imprint.number}"),
        widths=WIDTHS,
        rows="\n".join([_header(), *(line for area in form.tree.areas for line in _area(form, area))]),
        notes=_said(f"{form.scorecard.earned} · {'; '.join(imprint.clauses)} · {imprint.address} {imprint.digest}"),
        signs='("প্রস্তুতকারী", "শুদ্ধাচার ফোকাল পয়েন্ট", "সভাপতি, নৈতিকতা কমিটি")',
    )


def _header() -> str:
    first, second = HEADS
    high = "".join(f"table.cell(rowspan: 2, {_text(head)})," for head in first)
    wide = f"table.cell(colspan: 7, {_text('বাস্তবায়ন অগ্রগতি পরিবীক্ষণ')}), table.cell(rowspan: 2, {_text('মন্তব্য')}),"
    numbers = "".join(f"{_text(number)}," for number in NUMBERS)
    return f"table.header({high}{wide}{''.join(f'{_text(head)},' for head in second)}{numbers}),"


def _area(form: "OfficialForm", area: "AreaNode") -> Iterator[str]:
    yield f"table.cell(colspan: 14, strong({_text(f'{area.number}. {area.title}.....{area.weight}')})),"
    for activity in area.activities:
        for row in activity.indicators:
            mark = form.marks[row.number]
            left = (f"{row.number} {activity.title}", row.title, str(row.weight), row.unit_text, row.responsible)
            targets = "".join(f"{_text(row.target(quarter).text)}," for quarter in QUARTERS)
            achieved = "".join(f"{_text(row.achievement(quarter).text)}," for quarter in QUARTERS)
            right = _high((mark.total.text, str(mark.earned), row.remark))
            yield f"{_high((*left, row.annual.text))}{_text('লক্ষ্যমাত্রা')},{targets}{right}{_text('অর্জন')},{achieved}"


def _high(texts: tuple[str, ...]) -> str:
    return "".join(f"table.cell(rowspan: 2, breakable: false, {_text(text)})," for text in texts)


def _text(text: str) -> str:
    return f"[#{_said(text)}]"


def _said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
