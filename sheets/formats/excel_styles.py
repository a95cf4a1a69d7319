"""Owns the styles of an Excel workbook: which number format and which font a cell's style number stands for."""

from dataclasses import dataclass

from cell_values.legacy import TextSetting
from sheets.formats.colours import BLACK, WHITE, are_alike, excel_colour
from sheets.formats.xml import Attributes, PartReader, is_true, whole
from sheets.limits import MAX_NAME

# Formats Excel knows by number alone (ECMA-376 part 1, 18.8.30); 14 and 22 show in the order of the reader's country.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How the cells of a style show."""

    number_format: str = "General"
    font: str = ""
    setting: TextSetting = TextSetting.PLAIN
    ground: str = WHITE  # the colour behind the text


PLAIN = Style()
_SOLID = "solid"  # the one pattern whose colour lies behind all of a text


@dataclass(slots=True)
class ExcelFont:
    """A font as the styles or a run of rich text describe it."""

    name: str = ""
    setting: TextSetting = TextSetting.PLAIN
    colour: str = BLACK

    def add(self, name: str, attributes: Attributes) -> None:
        """Take in an element of the font; struck text is withdrawn, raised or not."""
        value = attributes.get("val", "")
        if name in ("name", "rFont"):
            self.name = value[:MAX_NAME]
        elif name == "strike" and is_true(value or "1"):
            self.setting = TextSetting.STRUCK
        elif name == "vertAlign" and value in ("superscript", "subscript") and self.setting is TextSetting.PLAIN:
            self.setting = TextSetting.RAISED
        elif name == "color":
            self.colour = excel_colour(attributes, BLACK)

    def on(self, ground: str) -> TextSetting:
        """How a text is set on a ground of some colour: in that very colour nobody sees it."""
        is_unseen = self.setting is TextSetting.PLAIN and are_alike(self.colour, ground)
        return TextSetting.UNSEEN if is_unseen else self.setting


class ExcelStylesReader(PartReader):
    """Reads the styles part; what is malformed in it counts as plain, for Excel opens such files too."""

    def __init__(self) -> None:
        super().__init__()
        self._formats = dict(BUILT_IN)
        self._fonts: list[ExcelFont] = []
        self._grounds: list[str] = []
        self._styles: list[tuple[int, int, int]] = []
        self._within = ""

    @property
    def styles(self) -> list[Style]:
        """The styles in the order of their numbers."""
        return [self._style(*numbers) for numbers in self._styles]

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs"):
            self._within = name
        elif name == "numFmt":
            self._formats[whole(attributes.get("numFmtId"), -1)] = attributes.get("formatCode", "General")[:MAX_NAME]
        elif name == "xf" and self._within == "cellXfs":
            numbers = (whole(attributes.get(each)) for each in ("numFmtId", "fontId", "fillId"))
            self._styles.append((next(numbers), next(numbers), next(numbers)))
        elif name == "font" and self._within == "fonts":
            self._fonts.append(ExcelFont())
        elif self._within == "fonts" and self._fonts:
            self._fonts[-1].add(name, attributes)
        elif self._within == "fills":
            self._fill(name, attributes)

    def _fill(self, name: str, attributes: Attributes) -> None:
        """A fill without a pattern shows the paper; one of a pattern that is not solid has no one colour."""
        if name == "fill":
            self._grounds.append(WHITE)
        elif name == "patternFill" and self._grounds:
            pattern = attributes.get("patternType", "none")
            self._grounds[-1] = WHITE if pattern == "none" else pattern
        elif name == "fgColor" and self._grounds and self._grounds[-1] == _SOLID:
            self._grounds[-1] = excel_colour(attributes, _SOLID)
        elif name == "gradientFill" and self._grounds:
            self._grounds[-1] = name

    def end(self, name: str) -> None:
        if name == self._within:
            self._within = ""

    def _style(self, shows: int, font_number: int, fill_number: int) -> Style:
        font = self._fonts[font_number] if font_number < len(self._fonts) else ExcelFont()
        ground = self._grounds[fill_number] if fill_number < len(self._grounds) else WHITE
        return Style(self._formats.get(shows, "General"), font.name, font.on(ground), ground)
