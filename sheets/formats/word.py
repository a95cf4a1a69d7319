"""Owns reading a .docx: its tables as sheets, the paragraphs before and between them as rows."""

from cell_values.sentence import Sentence
from plan_tree.problems import Problem, Severity
from sheets.formats.archive import Archive
from sheets.formats.relations import main_part, relations
from sheets.formats.text_layout import lay_out
from sheets.formats.word_blocks import BlocksReader
from sheets.formats.word_fonts import WordFontsReader
from sheets.limits import Budget
from sheets.refusal import damaged
from sheets.stored import StoredBook


def read_word(archive: Archive, budget: Budget) -> StoredBook:
    """The tables in a Word document. Raises Refused when it is malformed or beyond reason."""
    part = main_part(archive, "word/document.xml")
    fonts = WordFontsReader()
    for relation in relations(archive, part).values():
        if relation.role == "styles":
            archive.read(relation.target, fonts)
    blocks = BlocksReader(fonts, budget)
    if not archive.read(part, blocks):
        raise damaged()
    sheets = lay_out(blocks.blocks, budget)
    notices = [Problem(Severity.WARNING, "automatic_numbers", _NUMBERED)] if blocks.has_automatic_numbers else []
    return StoredBook(sheets, notices)


_NUMBERED = Sentence(
    "দলিলে ওয়ার্ডের স্বয়ংক্রিয় ক্রমিক নম্বর আছে; সেগুলো লেখার অংশ নয়, তাই পড়া যায়নি। ক্রমিক নম্বরগুলো হাতে লিখে আবার দিন।",
    "The document has numbers that Word makes by itself; they are no part of the text and could not be read. "
    "Type the numbers and send it again.",
)
