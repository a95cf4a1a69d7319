"""Owns the styles of an Excel workbook: which number format and which font a cell's style number stands for."""

from dataclasses import dataclass

from cell_values.legacy import TextSetting
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


PLAIN = Style()


@dataclass(slots=True)
class ExcelFont:
    """A font as the styles or a run of rich text describe it."""

    name: str = ""
    setting: TextSetting = TextSetting.PLAIN

    def add(self, name: str, attributes: Attributes) -> None:
        """Take in an element of the font; struck text is withdrawn, raised or not."""
        value = attributes.get("val", "")
        if name in ("name", "rFont"):
            self.name = value[:MAX_NAME]
        elif name == "strike" and is_true(value or "1"):
            self.setting = TextSetting.STRUCK
        elif name == "vertAlign" and value in ("superscript", "subscript") and self.setting is TextSetting.PLAIN:
            self.setting = TextSetting.RAISED


class ExcelStylesReader(PartReader):
    """Reads the styles part; what is malformed in it counts as plain, for Excel opens such files too."""

    def __init__(self) -> None:
        super().__init__()
        self._formats = dict(BUILT_IN)
        self._fonts: list[ExcelFont] = []
        self._styles: list[tuple[int, int]] = []
        self._within = ""

    @property
    def styles(self) -> list[Style]:
        """The styles in the order of their numbers."""
        return [self._style(*numbers) for numbers in self._styles]

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._within = name
        elif name == "numFmt":
            self._formats[whole(attributes.get("numFmtId"), -1)] = attributes.get("formatCode", "General")[:MAX_NAME]
        elif name == "xf" and self._within == "cellXfs":
            self._styles.append((whole(attributes.get("numFmtId")), whole(attributes.get("fontId"))))
        elif name == "font" and self._within == "fonts":
            self._fonts.append(ExcelFont())
        elif self._within == "fonts" and self._fonts:
            self._fonts[-1].add(name, attributes)

    def end(self, name: str) -> None:
        if name == self._within:
            self._within = ""

    def _style(self, shows: int, number: int) -> Style:
        font = self._fonts[number] if number < len(self._fonts) else ExcelFont()
        return Style(self._formats.get(shows, "General"), font.name, font.setting)
