"""Owns how the proof of agreement reads a report back: each medium on its own, into the same figures by the same names.

A figure's name is what it is, of which indicator or area, of which quarter: ("mark", "1.1"), ("achieved", "1.1", "2").
Its content is what stands there, in ASCII digits and without spaces, for lines break differently everywhere.
"""

import csv
import json
import re
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

from docx import Document
from lxml import html
from openpyxl import load_workbook

from cell_values.digits import to_ascii
from cell_values.value import plain
from reports.tests.pdf.extraction import text_of
from reports.tests.pdf.tagged import TaggedPdf

Figures = dict[tuple[str, ...], str]
QUARTERS = ("1", "2", "3", "4")
MARKED = re.compile(r"(–|[0-9]+\.[0-9]{2}) / ([0-9.]+)")
ORDINALS = {"১ম": "1", "২য়": "2", "৩য়": "3", "৪র্থ": "4"}

DOUBT = "দেখুন:"  # what follows it in print is no figure but a doubt about one


def _page(page: bytes) -> html.HtmlElement:
    """A page without the doubts that stand beside its figures."""
    tree = html.fromstring(page.decode())
    for doubt in tree.find_class("doubt"):
        doubt.drop_tree()
    return tree


def squeezed(text: object) -> str:
    return to_ascii(re.sub(r"[\s\u00ad]+", "", str(text or "")))


def figure(text: object) -> str:
    """A figure without the zeros that say nothing: 2.00 and ২ are the same."""
    found = squeezed(text)
    return plain(Decimal(found)) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", found) else found


def filled(figures: Figures) -> Figures:
    """Without the cells in which nothing stands."""
    return {name: content for name, content in figures.items() if content}


# --- the scorecard -----------------------------------------------------------------------------------------------


def scorecard_on_screen(page: bytes) -> Figures:
    tree = _page(page)
    figures: Figures = {}
    for row in tree.xpath("//details[starts-with(@id, 'indicator-')]"):
        number = row.get("id").removeprefix("indicator-")
        (mark, possible) = MARKED.search(to_ascii(" ".join(row.xpath("./summary")[0].text_content().split()))).groups()
        steps = [step.text_content() for step in row.xpath(".//ol[contains(@class, 'explanation')]/li")]
        figures |= _indicator(number, mark, possible, steps)
    for area in tree.xpath("//section[starts-with(@id, 'area-')]"):
        earned, possible = area.xpath("./h3/span")[0].text_content().split("/")
        figures |= _area(area.get("id").removeprefix("area-"), earned, possible)
    big, of = (tree.xpath(f"//p[@class='{name}']")[0].text_content() for name in ("big-mark", "big-mark-of"))
    possible, percent = re.match(r"\D*([0-9.]+).*?([0-9.]+)%", to_ascii(of), re.DOTALL).groups()
    return figures | _total(big, possible, percent)


def scorecard_on_paper(pdf: bytes) -> Figures:
    """Marks and totals as pdftotext finds them; whose they are and why, cell by cell as a screen reader hears it."""
    figures: Figures = {}
    text = to_ascii(text_of(pdf, "-raw"))
    pairs = [match.groups() for match in MARKED.finditer(text)]
    total, marked = pairs[0], pairs[1:]
    percent = re.search(r"([0-9.]+)%;", text)[1]
    rows = [_cells(row) for row in TaggedPdf(pdf).root.all("TR")]
    explained = [row for row in rows if len(row) == 4 and MARKED.search(to_ascii(row[2]))]
    for row, (mark, possible) in zip(explained, marked, strict=True):
        assert MARKED.search(to_ascii(row[2])).groups() == (mark, possible)
        figures |= _indicator(to_ascii(row[0].split()[0]), mark, possible, [row[3].split(DOUBT)[0]])
    for row in rows:
        if len(row) >= 5 and (number := re.match(r"([0-9]+)\. ", to_ascii(row[0]))):
            figures |= {("area", number[1]): figure(row[3])}
    return figures | _total(total[0], total[1], percent)


def scorecard_in_excel(content: bytes) -> Figures:
    return _scorecard_lines(
        [[_shown(cell) for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]
    )


def scorecard_in_csv(content: bytes) -> Figures:
    return _scorecard_lines(list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))))


def _scorecard_lines(lines: list[list[str]]) -> Figures:
    head = next(place for place, line in enumerate(lines) if line[0] == "সারি")
    figures: Figures = {}
    for line in lines[head + 1 :]:
        cells = dict(zip(lines[head], line, strict=True))
        number, earned, possible = to_ascii(cells["ক্রমিক"]), cells["অর্জিত"], cells["সম্ভাব্য"]
        if cells["সারি"] == "সূচক":
            figures |= _indicator(number, earned, possible, [cells["যেভাবে এ নম্বর"]])
        elif cells["সারি"] == "ক্ষেত্র":
            figures |= _area(number, earned, possible)
        elif cells["সারি"] == "মোট":
            figures |= _total(earned, possible, cells["বছরের শতাংশ"].rstrip("%"))
    return figures


def scorecard_in_json(content: bytes) -> Figures:
    given = json.loads(content)
    figures = _total(given["earned"], given["possible"], given["percent"])
    for area in given["areas"]:
        figures |= _area(area["number"], area["earned"], area["possible"])
        for row in area["indicators"]:
            steps = [step["bn"] for step in row["explanation"]]
            figures |= _indicator(row["number"], row["earned"], row["possible"], steps)
    return figures


def _indicator(number: str, mark: str, possible: str, steps: list[str]) -> Figures:
    why = squeezed("".join(steps))
    return {("mark", number): squeezed(mark), ("possible", number): figure(possible), ("why", number): why}


def _area(number: str, earned: str, possible: str) -> Figures:
    return {("area", number): figure(earned), ("area possible", number): figure(possible)}


def _total(earned: str, possible: str, percent: str) -> Figures:
    return {("total",): figure(earned), ("total possible",): figure(possible), ("percent",): figure(percent)}


# --- the official form -------------------------------------------------------------------------------------------


def form_in_json(content: bytes) -> Figures:
    figures: Figures = {}
    for row in (row for area in json.loads(content)["areas"] for row in area["indicators"]):
        number = row["number"]
        figures |= {("annual", number): _typed(row["annual"]), ("total", number): _typed(row["total"])}
        figures[("mark", number)] = squeezed(row["earned"])
        for grade in row["grades"]:
            figures[("grade", number, str(grade["percent"]))] = _typed(grade["value"])
        for quarter in QUARTERS:
            cell = row["quarters"][f"q{quarter}"]
            figures[("target", number, quarter)] = _typed(cell["target"])
            figures[("achieved", number, quarter)] = _typed(cell["achievement"])
    return filled(figures)


def _typed(value: dict | None) -> str:
    return squeezed(value["text"]) if value else ""


def form_in_csv(content: bytes) -> Figures:
    """The file in English."""
    names = {"annual target": "annual", "target": "target", "achievement": "achieved"}
    names |= {"total achievement": "total", "marks": "mark"}
    figures: Figures = {}
    for line in csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")):
        what, number, quarter = line["Cell"], line["Indicator number"], line["Quarter"]
        if what in names:
            place = (names[what], number, quarter) if quarter else (names[what], number)
        elif what.startswith("target at"):
            place = ("grade", number, re.search(r"([0-9.]+)%", what)[1])
        else:
            continue
        figures[place] = squeezed(line["As typed"].removeprefix("'"))
    return filled(figures)


def integrity_on_screen(pages: dict[str, bytes]) -> Figures:
    """The last quarter's page: the whole form. Every mark must lead to its explanation."""
    figures: Figures = {}
    tree = _page(pages["4"])
    for row in tree.xpath("//tbody[starts-with(@id, 'row-')]"):
        number = to_ascii(row.xpath(".//th[contains(@class, 'activity')]")[0].text_content().split()[0])
        figures[("annual", number)] = squeezed(row.xpath(".//td[contains(@class, 'annual')]")[0].text_content())
        for name, line in (("target", "target"), ("achieved", "achievement")):
            cells = row.xpath(f"./tr[contains(@class, '{line}')]/td[contains(@class, 'quarter')]")
            for quarter, cell in zip(QUARTERS, cells, strict=True):
                figures[(name, number, quarter)] = squeezed(cell.text_content())
        figures |= _reckoned(row, number)
    return filled(figures)


def egov_on_screen(pages: dict[str, bytes]) -> Figures:
    """The pages of the quarters, each with the progress of its own."""
    figures: Figures = {}
    for quarter, page in pages.items():
        for row in _page(page).xpath("//tr[starts-with(@id, 'row-')]"):
            number = to_ascii(re.search(r"\[([০-৯.]+\.[০-৯]+\.[০-৯]+)\]", row.text_content())[1])
            grades = row.xpath(".//td[contains(concat(' ', @class, ' '), ' grade ')]")
            for percent, cell in zip(("100", "80", "60"), grades, strict=True):
                figures[("grade", number, percent)] = squeezed(cell.text_content())
            (entered,) = row.xpath(".//td[contains(@class, 'entry')]")
            figures[("achieved", number, quarter)] = squeezed(entered.text_content())
            figures |= _reckoned(row, number)
    return filled(figures)


def _reckoned(row, number: str) -> Figures:
    (total,) = row.xpath(".//td[contains(concat(' ', @class, ' '), ' total ')]")
    button = row.xpath(".//button[contains(@class, 'mark-figure')]")[0]
    (why,) = row.xpath(f".//*[@id='{button.get('popovertarget')}']")
    assert why.xpath(".//ol[contains(@class, 'explanation')]/li"), number
    (mark,) = button.xpath("./strong")
    return {("total", number): squeezed(total.text_content()), ("mark", number): squeezed(mark.text_content())}


def integrity_on_paper(pdf: bytes) -> Figures:
    rows = [_cells(row) for row in TaggedPdf(pdf).root.all("TR")]
    return _integrity(
        [row + [""] * (14 - len(row)) if len(row) == 14 else [""] * 6 + row for row in rows if len(row) in (5, 14)]
    )


def integrity_in_table(rows: list[list[str]]) -> Figures:
    return _integrity(rows)


def _integrity(rows: list[list[str]]) -> Figures:
    """Two rows for an indicator: targets with all that spans both, achievements below."""
    figures: Figures = {}
    number = ""
    for row in rows:
        line = squeezed(row[6])
        if line == "লক্ষ্যমাত্রা":
            number = to_ascii(row[0].split()[0])
            figures[("annual", number)] = squeezed(row[5])
        name = {"লক্ষ্যমাত্রা": "target", "অর্জন": "achieved"}.get(line)
        if name is None:
            continue
        for quarter, text in zip(QUARTERS, row[7:11], strict=True):
            figures[(name, number, quarter)] = squeezed(text)
        for part, text in zip(("total", "mark"), row[11:13], strict=False):
            if squeezed(text):
                figures[(part, number)] = squeezed(text).rstrip("*")
    return filled(figures)


def egov_on_paper(pdf: bytes) -> Figures:
    """The cells from the indicator on; the progress of several quarters stands in lines that name them."""
    figures: Figures = {}
    for row in (_cells(row) for row in TaggedPdf(pdf).root.all("TR")):
        found = re.match(r"\[([০-৯]+\.[০-৯]+\.[০-৯]+)\]", row[-7]) if len(row) >= 7 else None
        if found is None:
            continue
        number = to_ascii(found[1])
        for percent, text in zip(("100", "80", "60"), row[-4:-1], strict=True):
            figures[("grade", number, percent)] = squeezed(text)
        told = re.split(r"(১ম|২য়|৩য়|৪র্থ): ", row[-1])
        for ordinal, text in zip(told[1::2], told[2::2], strict=True):
            figures[("achieved", number, ORDINALS[ordinal])] = squeezed(text)
    return filled(figures)


def egov_in_table(rows: list[list[str]]) -> Figures:
    figures: Figures = {}
    for row in rows:
        found = re.match(r"\[([০-৯]+\.[০-৯]+\.[০-৯]+)\]", row[4])
        if found is None:
            continue
        number = to_ascii(found[1])
        for percent, text in zip(("100", "80", "60"), row[7:10], strict=True):
            figures[("grade", number, percent)] = squeezed(text)
        for quarter, text in zip(QUARTERS, row[10:14], strict=True):
            figures[("achieved", number, quarter)] = squeezed(text)
    return filled(figures)


def rows_in_excel(content: bytes) -> list[list[str]]:
    sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]  # openpyxl frames each merged cell else
    return [[_shown(cell) for cell in row] for row in sheet.iter_rows()]


def rows_in_word(content: bytes) -> list[list[str]]:
    """A cell that spans several rows is told in each of them, as its text."""
    return [[cell.text for cell in row.cells] for row in Document(BytesIO(content)).tables[0].rows]


def _cells(row) -> list[str]:
    return [" ".join(cell.whole_text.split()) for cell in row.kids if cell.kind in {"TH", "TD"}]


def _shown(cell) -> str:
    """A cell as Excel shows it."""
    if isinstance(cell.value, datetime):
        return f"{cell.value:%d/%m/%Y}"
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    places, percent = re.search(r"0(?:\.(0+))?(%?)$", cell.number_format).groups()
    number = Decimal(str(cell.value)) * (100 if percent else 1)
    return f"{number:.{len(places or '')}f}{percent}"
