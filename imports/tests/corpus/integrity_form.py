"""Owns drawing an integrity plan as a form in any layout."""

from typing import Any

from cell_values.digits import to_bengali
from imports.tests.corpus.canvas import Canvas
from imports.tests.corpus.layouts import QUARTERS, Typed
from imports.tests.corpus.plans import Described, Json

HEADINGS = {
    "official": {
        "activity": "কার্যক্রমের নাম",
        "indicator": "কর্মসম্পাদন সূচক",
        "weight": "সূচকের মান",
        "unit": "একক",
        "responsible": "বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ",
        "baseline": "ভিত্তিরেখা জুন {before}",
        "annual": "{year} অর্থবছরের লক্ষ্যমাত্রা",
        "line": "লক্ষ্যমাত্রা/ অর্জন",
        "q1": "১ম কোয়ার্টার",
        "q2": "২য় কোয়ার্টার",
        "q3": "৩য় কোয়ার্টার",
        "q4": "৪র্থ কোয়ার্টার",
        "total": "মোট অর্জন",
        "marks": "অর্জিত মান",
        "remark": "মন্তব্য",
    },
    "variant": {
        "activity": "কার্যক্রম",
        "indicator": "কর্ম সম্পাদন সুচক",
        "weight": "সুচকের মান",
        "unit": "একক",
        "responsible": "দায়িত্ব প্রাপ্ত ব্যাক্তি/ প্রশাসনিক ইউনিট",
        "baseline": "ভিত্তিবছর (Baseline)",
        "annual": "লক্ষ্য মাত্রা",
        "line": "লক্ষ্যমাত্রা/ প্রকৃত অর্জন",
        "q1": "1ম কোয়াটার জুলাই-সেপ্টেম্বর",
        "q2": "2য় কোয়াটার অক্টোবর- ডিসেম্বর",
        "q3": "3য় কোয়াটার জানুয়ারী-মার্চ",
        "q4": "4র্থ কোয়াটার এপ্রিল--জুন",
        "total": "মোট অর্জন",
        "marks": "অর্জিত নম্বর",
        "remark": "মন্তব্য:",
    },
}
_LEADERS = {"dots": ".....", "colon": " : ", "ellipsis": "………………… "}


class IntegrityForm:
    """Draws a plan on a canvas; afterwards the canvas knows where every part stands."""

    def __init__(self, canvas: Canvas, plan: Described) -> None:
        self.canvas = canvas
        self.layout = canvas.layout
        self.plan = plan
        self.columns = {part: column for column, part in enumerate(self.layout.columns, start=1)}
        self.width = len(self.layout.columns)

    def draw(self) -> None:
        row = self._header(self._titles() + 1)
        drawn = 0
        for area in self.plan.areas:
            self._area(row, area)
            row += 1
            for indicator in area["indicators"]:
                row += self._indicator(row, indicator)
                drawn += 1
                if self.layout.page and drawn % self.layout.page == 0:
                    row = self._header(self.canvas.page_end(row, drawn // self.layout.page))

    def _titles(self) -> int:
        start = int(self.plan.data["year"][:4])
        year = f"জুলাই {start} – জুন {start + 1}" if self.layout.july_to_june else f"{start}-{start + 1}"
        title = f"জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো, {to_bengali(year)}"
        lines = [*self.layout.letterhead, title, *self._office()]
        for row, line in enumerate(reversed(lines) if self.layout.office_first else lines, start=1):
            self.canvas.put(row, 1, line)
            self.canvas.merge(row, 1, row, self.width)
        return len(lines)

    def _office(self) -> list[str]:
        """The lines that name the office: with a label, or a field office with its place alone."""
        office, _, place = self.plan.data["office"].partition(", ")
        match self.layout.place:
            case "behind":
                return [f"{office}, {place}।"]
            case "below":
                return [office, place]
        return [f"মন্ত্রণালয়ের নাম: {self.plan.data['office']}"]

    def _header(self, top: int) -> int:
        year = self.plan.data["year"]
        words = {"year": to_bengali(f"{year[:4]}-20{year[-2:]}"), "before": to_bengali(year[:4])}
        group = [self.columns[part] for part in ("line", *QUARTERS, "total", "marks") if part in self.columns]
        for part, column in self.columns.items():
            heading = HEADINGS[self.layout.spelling][part].format(**words)
            self.canvas.put(top + (column in group), column, heading)
            if column not in group:
                self.canvas.merge(top, column, top + 1, column)
        self.canvas.put(top, group[0], f"বাস্তবায়ন অগ্রগতি পরিবীক্ষণ, {words['year']}")
        self.canvas.merge(top, group[0], top, group[-1])
        if not self.layout.numbered:
            return top + 2
        for column in self.columns.values():
            self.canvas.put(
                top + 2, column, self.canvas.typist.typed(str(column)) if self._is_ascii else to_bengali(str(column))
            )
        return top + 3

    @property
    def _is_ascii(self) -> bool:
        return self.layout.typing == "ascii"

    def _area(self, row: int, area: Json) -> None:
        number, title, weight, note = (area[name] for name in ("number", "title", "weight", "note"))
        heading = f"{to_bengali(number)}. {title}"
        if self.layout.area_weight in _LEADERS:
            heading += f"{_LEADERS[self.layout.area_weight]}{to_bengali(weight)} {note}".rstrip()
        self.canvas.put(row, 1, heading, (number, "area"))
        if self.layout.area_weight == "column":
            self.canvas.put(row, self.columns["weight"], self.canvas.typist.typed(weight), (number, "area_weight"))
        else:
            self.canvas.places[number, "area_weight"] = self.canvas.places[number, "area"]
            self.canvas.merge(row, 1, row, self.width)

    def _indicator(self, row: int, indicator: Json) -> int:
        """Draw the rows of one indicator; how many there are."""
        number = indicator["number"]
        dates = self._dates(indicator)
        height = max({"two": 2, "one": 1, "none": 1}[self.layout.lines], len(dates))
        self._words(row, height, indicator, dates)
        for quarter in QUARTERS:
            values = indicator["quarters"][quarter]
            self._put(row, quarter, self.canvas.typist.value(values["target"]), number)
            if self.layout.lines == "two":
                self._put(
                    row + 1, quarter, self.canvas.typist.value(values["achievement"]), number, f"{quarter} achieved"
                )
        self._labels(row, number)
        return height

    def _words(self, row: int, height: int, indicator: Json, dates: list[str]) -> None:
        number, typist = indicator["number"], self.canvas.typist
        label = number if self._is_ascii else to_bengali(number)
        annual = [Typed(text, text) for text in dates] or [typist.value(indicator["annual"])]
        over_all: dict[str, Any] = {
            "activity": f"{label} {indicator['activity']}",
            "indicator": indicator["title"],
            "weight": typist.typed(indicator["weight"]),
            "unit": indicator["unit_text"],
            "responsible": indicator["responsible"],
            "baseline": typist.typed(indicator.get("baseline", "") or "--"),
            "remark": indicator["remark"],
        }
        for part, content in over_all.items():
            self._put(row, part, content, number)
            self._merge_down(row, height, part)
        for below, each in enumerate(annual):
            self._put(row + below, "annual", each, number, f"annual {below}" if below else "")
        if not dates:
            self._merge_down(row, height, "annual")
        for part, name in (("total", "claimed_total"), ("marks", "claimed_marks")):
            content = indicator.get(name)
            self._put(row + height - 1, part, typist.typed(content) if content else None, number)

    def _dates(self, indicator: Json) -> list[str]:
        """The dates of an annual target, each for a row of its own, where the layout writes them so."""
        annual = indicator["annual"]
        if not self.layout.dates_in_rows or annual is None or len(annual["dates"]) < 3 or annual["quantity"]:
            return []
        return [f"{text}," for text in annual["text"].split(", ")[:-1]] + [annual["text"].split(", ")[-1]]

    def _labels(self, row: int, number: str) -> None:
        if self.layout.lines == "one":
            self._put(row, "line", "লক্ষ্যমাত্রা অর্জন", number)
        elif self.layout.lines == "two":
            self._put(row, "line", "লক্ষ্যমাত্রা", number)
            self._put(row + 1, "line", "অর্জন", number, "achieved line")

    def _put(self, row: int, part: str, content: Typed | str | None, number: str, name: str = "") -> None:
        if part in self.columns:
            is_short = self.layout.short and name.startswith(("achieved", "q"))
            aside = self.columns["line"] - 1 if is_short else 0
            self.canvas.put(row, self.columns[part] - aside, content, (number, name or part))

    def _merge_down(self, row: int, height: int, part: str) -> None:
        if part in self.columns:
            self.canvas.merge(row, self.columns[part], row + height - 1, self.columns[part])
