"""Owns drawing an e-governance plan as a form in any layout."""

from cell_values.digits import to_bengali
from imports.tests.corpus.canvas import Canvas
from imports.tests.corpus.layouts import Typed
from imports.tests.corpus.plans import Described, Json

HEADINGS = {
    "official": ("ক্রম", "কর্মসম্পাদন ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান"),
    "variant": ("ক্রমিক", "কর্ম সম্পাদন ক্ষেত্র", "ক্ষেত্রের মান", "কার্যক্রম", "কর্ম সম্পাদন সুচক", "একক", "কর্মসম্পাদন সুচকের মান"),
}
GRADES = {
    1: ("অসাধারণ",),
    3: ("অসাধারণ", "উত্তম", "চলতি মান"),
    5: ("অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"),
}
ORDINALS = {1: "১ম", 2: "২য়", 3: "৩য়", 4: "৪র্থ"}
UNTIL = {1: "সেপ্টেম্বর", 2: "ডিসেম্বর", 3: "মার্চ", 4: "জুন"}
_FIRST_GRADE = 8  # where nothing stands before it
OFFICIAL_TITLE = "ই-গভর্নেন্স ও উদ্ভাবন কর্মপরিকল্পনা"


class EgovForm:
    """Draws a plan on a canvas; afterwards the canvas knows where every part stands."""

    def __init__(self, canvas: Canvas, plan: Described) -> None:
        self.canvas = canvas
        self.layout = canvas.layout
        self.plan = plan
        self.first_grade = _FIRST_GRADE + self.layout.past_actual
        self.first_progress = self.first_grade + len(self.layout.grades)
        self.width = self.first_progress + len(self.layout.progress) - 1 + self.layout.whole_year
        self._drawn = 0

    def draw(self) -> None:
        row = self._header(self._titles() + 1)
        for serial, area in enumerate(self.plan.areas, start=1):
            row = self._area(row, serial, area)
        self._totals(row)

    def _titles(self) -> int:
        year = self.plan.data["year"]
        is_named = len(self.layout.progress) == 1 and not self.layout.to_date
        named = f" এর {ORDINALS[self.layout.progress[0]]} ত্রৈমাসিক" if is_named else ""
        lines = [
            "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার",
            *self.layout.letterhead,
            self.plan.data["office"],
            f"{self.layout.title or OFFICIAL_TITLE} {to_bengali(year)}{named} বাস্তবায়ন অগ্রগতি প্রতিবেদন",
        ]
        for row, line in enumerate(lines, start=1):
            self.canvas.put(row, 1, line, ("", "title") if row == len(lines) else None)
            self.canvas.merge(row, 1, row, self.width)
        return len(lines)

    def _header(self, top: int) -> int:
        for column, heading in enumerate(HEADINGS[self.layout.spelling], start=1):
            self._heading(top, column, heading)
        year = self.plan.data["year"]
        start = int(year[:4])
        self.canvas.put(top, self.first_grade, f"লক্ষ্যমাত্রা {to_bengali(year[:4])}-২০{to_bengali(year[-2:])}")
        self.canvas.merge(top, self.first_grade, top, self.first_progress - 1)
        if self.layout.past_actual:
            self._heading(top, _FIRST_GRADE, to_bengali(f"প্রকৃত অর্জন {start - 1}-{start % 100:02}"))
        if self.layout.whole_year:
            self._heading(top, self.width, to_bengali(f"বাস্তবায়ন অগ্রগতি (জুলাই {start} - জুন {start + 1})"))
        names = GRADES[len(self.layout.grades)]
        for column, (name, percent) in enumerate(zip(names, self.layout.grades, strict=True), start=self.first_grade):
            self.canvas.put(top + 1, column, name)
            self.canvas.put(top + 2, column, f"{to_bengali(str(percent))}%")
        for column, quarter in enumerate(self.layout.progress, start=self.first_progress):
            self._heading(top, column, self._progress(quarter))
            self.canvas.places.setdefault((f"q{quarter}", "progress"), self.canvas.address(top, column))
        if not self.layout.numbered:
            return top + 3
        for column in range(1, self.width + 1):
            self.canvas.put(top + 3, column, to_bengali(str(column)))
        return top + 4

    def _heading(self, top: int, column: int, heading: str) -> None:
        self.canvas.put(top, column, heading)
        self.canvas.merge(top, column, top + 2, column)

    def _progress(self, quarter: int) -> str:
        if self.layout.to_date:
            return f"{UNTIL[quarter]} পর্যন্ত বাস্তবায়ন অগ্রগতি"
        return f"{ORDINALS[quarter]} ত্রৈমাসিক বাস্তবায়ন অগ্রগতি (প্রযোজ্য ক্ষেত্রে)"

    def _area(self, row: int, serial: int, area: Json) -> int:
        end = row + len(area["indicators"])
        self.canvas.put(row, 1, to_bengali(str(serial)))
        self.canvas.put(row, 2, f"[{to_bengali(area['number'])}] {area['title']}", (area["number"], "area"))
        self.canvas.put(row, 3, self.canvas.typist.typed(area["weight"]), (area["number"], "area_weight"))
        for column in (1, 2, 3):
            self.canvas.merge(row, column, end - 1, column)
        activity, start = "", row
        for indicator in area["indicators"]:
            if indicator["activity_number"] != activity:
                self.canvas.merge(start, 4, row - 1, 4) if activity else None
                activity, start = indicator["activity_number"], row
                self.canvas.put(row, 4, f"[{to_bengali(activity)}] {indicator['activity']}", (activity, "activity"))
            self._indicator(row, indicator)
            row += 1
            self._drawn += 1
            if self.layout.page and self._drawn % self.layout.page == 0:
                row = self._header(self.canvas.page_end(row, self._drawn // self.layout.page))
        self.canvas.merge(start, 4, end - 1, 4)
        return row

    def _indicator(self, row: int, indicator: Json) -> None:
        number, typist = indicator["number"], self.canvas.typist
        self.canvas.put(row, 5, f"[{to_bengali(number)}] {indicator['title']}", (number, "activity"))
        self.canvas.put(row, 6, indicator["unit_text"], (number, "unit"))
        self.canvas.put(row, 7, typist.typed(indicator["weight"]), (number, "weight"))
        targets = {grade["percent"]: grade["value"] for grade in indicator["grades"]}
        if self.layout.past_actual:
            self.canvas.put(row, _FIRST_GRADE, typist.value(_past(indicator)), (number, "past"))
        if self.layout.whole_year:
            self.canvas.put(row, self.width, typist.value(indicator.get("whole")), (number, "whole"))
        for column, percent in enumerate(self.layout.grades, start=self.first_grade):
            self.canvas.put(row, column, typist.value(targets.get(percent)), (number, str(percent)))
        for column, quarter in enumerate(self.layout.progress, start=self.first_progress):
            achieved = indicator["quarters"][f"q{quarter}"]["achievement"]
            self.canvas.put(row, column, typist.value(achieved), (number, f"q{quarter} achieved"))

    def _totals(self, row: int) -> None:
        for name, label in (("total", "মোট নম্বর:"), ("obtained", "প্রাপ্ত নম্বর:")):
            figure = self.plan.data["claimed"][name]
            if figure is None or self.layout.totals == "none":
                continue
            typed: Typed = self.canvas.typist.typed(figure)
            if self.layout.totals == "one cell":
                self.canvas.put(row, 1, f"{label} {to_bengali(figure)}", ("", name))
            else:
                self.canvas.put(row, 1, label)
                self.canvas.put(row, self.width, typed, ("", name))
            row += 1


def _past(indicator: Json) -> Json | None:
    return next((year["value"] for year in indicator.get("other_years", ())), None)
