"""Owns reading a file's bytes into the grid: which format reads it, and what is told of the file as a whole."""

from collections.abc import Callable, Iterator

from cell_values.sentence import Sentence
from official_forms.grid import Sheet, Workbook
from plan_tree.problems import Problem, Severity
from sheets.formats.archive import Archive
from sheets.formats.excel import read_excel
from sheets.formats.open_document import read_open_document
from sheets.formats.plain_text import FileText, text_of
from sheets.formats.recognising import Kind, is_old_office, is_web_page, is_zip, kind_of, recognise_plain
from sheets.formats.separated import read_separated
from sheets.formats.word import read_word
from sheets.limits import Budget
from sheets.refusal import Refused, not_a_workbook
from sheets.stored import StoredBook
from sheets.unfolding import unfold

_ZIPPED: dict[Kind, Callable[[Archive, Budget], StoredBook]] = {
    Kind.EXCEL: read_excel,
    Kind.OPEN_DOCUMENT: read_open_document,
    Kind.WORD: read_word,
}


def read_file(data: bytes, filename: str, budget: Budget) -> Workbook:
    """The grid of a file; one that is refused comes back without sheets.

    Never raises for what is in the file.
    """
    try:
        return grid_of(_stored(data, filename, budget))
    except Refused as refused:
        return Workbook(problems=(refused.problem,))


def grid_of(stored: StoredBook) -> Workbook:
    """The grid of what was stored, with the problems of its cells and hidden sheets."""
    sheets, problems = [], list(stored.problems)
    for each in stored.sheets:
        sheet, told = unfold(each)
        sheets.append(sheet)
        problems += [] if each.hidden else told
    return Workbook(tuple(sheets), (*problems, *_hidden(sheets)))


def _stored(data: bytes, filename: str, budget: Budget) -> StoredBook:
    recognise_plain(data, filename)
    if is_zip(data):
        archive = Archive(data)
        return _ZIPPED[kind_of(archive, filename)](archive, budget)
    if is_old_office(data):
        from sheets.formats.old_excel import read_old_excel  # its library is only loaded for such files

        return read_old_excel(data, budget)
    text = text_of(data)
    if text is None:
        raise not_a_workbook(filename)
    return _of_text(text, filename, budget)


def _of_text(text: FileText, filename: str, budget: Budget) -> StoredBook:
    """A web page or a table whose cells are parted by commas, with a doubt where its letters may be others."""
    stored = read_text(text.text, filename, budget)
    if text.is_assumed:
        stored.problems.append(Problem(Severity.WARNING, "encoding_assumed", _ASSUMED))
    return stored


def read_text(text: str, filename: str, budget: Budget) -> StoredBook:
    """What a text stores that was typed, saved or copied as a page or a table. Raises Refused."""
    if not is_web_page(text):
        return read_separated(text, filename, budget)
    from sheets.formats.web_page import read_web_page  # its library is only loaded for such files

    return read_web_page(text, filename, budget)


def _hidden(sheets: list[Sheet]) -> Iterator[Problem]:
    for sheet in sheets:
        if sheet.hidden and sheet.cells:
            sentence = Sentence(
                f"“{sheet.name}” পাতাটি লুকানো, তাই পড়া হয়নি। দরকার হলে দৃশ্যমান করে আবার দিন।",
                f"The sheet “{sheet.name}” is hidden and was not read. If it is needed, unhide it and try again.",
            )
            yield Problem(Severity.NOTICE, "hidden_sheet", sentence, sheet.name)


_ASSUMED = Sentence(
    "ফাইলটি কোন অক্ষর-কোডে লেখা তা বলা নেই, আর ইউনিকোড (UTF-8) নয়; উইন্ডোজের পুরোনো কোড (Windows-1252) ধরে পড়া হয়েছে। লেখা ঠিক "
    "আছে কি না দেখুন, না থাকলে “CSV UTF-8” বা .xlsx হিসেবে সংরক্ষণ করে আবার দিন।",
    "The file does not say in which character set it is written, and it is no Unicode (UTF-8); it was read as the old "
    "one of Windows (Windows-1252). Check its texts; if they are wrong, save it as “CSV UTF-8” or .xlsx and send that.",
)
