"""Owns reading .xlsx and .xlsm: which parts make up the workbook, in the order of its sheets."""

from dataclasses import dataclass

from cell_values.sentence import Sentence
from plan_tree.problems import Problem, Severity
from sheets.formats.archive import Archive
from sheets.formats.excel_sheet import Shared, SheetReader
from sheets.formats.excel_strings import StringsReader
from sheets.formats.excel_styles import ExcelStylesReader
from sheets.formats.relations import Relation, main_part, relations
from sheets.formats.xml import Attributes, PartReader, attribute, is_true
from sheets.limits import MAX_NAME, Budget
from sheets.refusal import damaged
from sheets.stored import StoredBook, StoredSheet

_PROGRAMS = ("vbaproject", "/macrosheets/", "/activex/")


def read_excel(archive: Archive, budget: Budget) -> StoredBook:
    """The workbook in an archive. Raises Refused when parts are missing, malformed or beyond reason."""
    book = _BookReader()
    part = main_part(archive, "xl/workbook.xml")
    if not archive.read(part, book):
        raise damaged()
    budget.add_sheets(len(book.entries))
    roles = relations(archive, part)
    strings, styles = StringsReader(budget), ExcelStylesReader()
    _read_part(archive, roles, "sharedStrings", strings)
    _read_part(archive, roles, "styles", styles)
    shared = Shared(strings.strings, styles.styles, book.from_1904)
    sheets = [_sheet(archive, entry, roles, shared, budget) for entry in book.entries]
    return StoredBook([sheet for sheet in sheets if sheet is not None], _notices(archive))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


class _BookReader(PartReader):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[_Entry] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.entries.append(_Entry(attributes.get("name", ""), attribute(attributes, "id"), hidden))
        elif name == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))


def _sheet(
    archive: Archive, entry: _Entry, roles: dict[str, Relation], shared: Shared, budget: Budget
) -> StoredSheet | None:
    """One worksheet; None for a sheet of another kind, such as a chart. No part is read for two sheets."""
    relation = roles.pop(entry.relation, None)
    if relation is None:
        raise damaged()
    if relation.role != "worksheet":
        return None
    sheet = StoredSheet(entry.name[:MAX_NAME], hidden=entry.hidden)
    if not archive.read(relation.target, SheetReader(sheet, shared, budget)):
        raise damaged()
    return sheet


def _read_part(archive: Archive, roles: dict[str, Relation], role: str, reader: PartReader) -> None:
    """Reads the first part of a role, where there is one."""
    for target in [relation.target for relation in roles.values() if relation.role == role][:1]:
        archive.read(target, reader)


def _notices(archive: Archive) -> list[Problem]:
    found = []
    if any(part in f"/{name}" for name in archive.names for part in _PROGRAMS):
        found.append(Problem(Severity.NOTICE, "macros_ignored", MACROS))
    if any(name.startswith("xl/embeddings/") for name in archive.names):
        found.append(Problem(Severity.NOTICE, "objects_ignored", _OBJECTS))
    if any(name.startswith("xl/externallinks/") for name in archive.names):
        found.append(Problem(Severity.WARNING, "external_links", _LINKED))
    return found


MACROS = Sentence(
    "ফাইলটিতে ম্যাক্রো আছে; সেগুলো চালানো হয়নি, শুধু ঘরের লেখা পড়া হয়েছে। কিছু করার দরকার নেই।",
    "The file holds macros; they were not run, only the cells were read. Nothing needs to be done.",
)
_OBJECTS = Sentence(
    "পাতায় অন্য ফাইল বসানো আছে; সেগুলো খোলা হয়নি। ভেতরে কর্ম-পরিকল্পনা থাকলে সেটি আলাদা ফাইলে দিন।",
    "Other files are placed in the sheets; they were not opened. If one holds a plan, send it as a file of its own.",
)
_LINKED = Sentence(
    "ওয়ার্কবুকটি অন্য ফাইলের সঙ্গে যুক্ত; সেগুলো খোলা হয়নি, সর্বশেষ সংরক্ষিত মান পড়া হয়েছে। মানগুলো এখনো ঠিক কি না দেখুন।",
    "The workbook is linked to other files; they were not opened, the values stored last were read. "
    "Please check that these are still right.",
)
