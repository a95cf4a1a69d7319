"""Owns reading a web page (.html, also one that is called .xls): its tables as sheets, its lines as rows."""

from collections.abc import Iterator

from lxml import etree

from cell_values.sentence import Sentence
from plan_tree.problems import Problem, Severity
from sheets.formats.text_layout import lay_out
from sheets.formats.web_blocks import PageReader
from sheets.limits import MAX_XML_BYTES, Budget
from sheets.refusal import GIVE_ORIGINAL, not_a_workbook, too_large
from sheets.stored import StoredBook

_CHUNK = 65_536


def read_web_page(text: str, filename: str, budget: Budget) -> StoredBook:
    """What a page shows, as sheets. Raises Refused for one beyond reason and for one that shows others in frames."""
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_XML_BYTES:
        raise too_large("পাতাটি অস্বাভাবিক বড়।", "the page is unreasonably large.")
    reader = PageReader(budget)
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True)
    for place in range(0, len(data), _CHUNK):
        parser.feed(data[place : place + _CHUNK])
    parser.close()
    if reader.has_frames:
        raise not_a_workbook(filename, *_FRAMES)
    return StoredBook(lay_out(reader.blocks, budget), list(_told(reader)))


def _told(reader: PageReader) -> Iterator[Problem]:
    if reader.has_automatic_numbers:
        yield Problem(Severity.WARNING, "automatic_numbers", _NUMBERED)
    if reader.leaves_out:
        yield Problem(Severity.WARNING, "page_leaves_out", _LEFT_OUT)
    if reader.has_unread_styles:
        yield Problem(Severity.WARNING, "page_styles_unread", _STYLES_UNREAD)


_FRAMES = (
    "ওয়েব পাতা যার সারণি পাশের ফোল্ডারের অন্য ফাইলে রাখা (sheet001.htm)",
    "a web page whose sheets are kept in files of a folder beside it (sheet001.htm)",
    GIVE_ORIGINAL,
)
_STYLES_UNREAD = Sentence(
    "পাতার স্টাইল অংশটি অস্বাভাবিক লম্বা, তাই পড়া হয়নি; যা তাতে কেটে দেওয়া বা লুকানো, তা-ও সাধারণ লেখার মতো পড়া হয়েছে। মূল ফাইলটি "
    "দিন, নয়তো মানগুলো পাতার সঙ্গে মিলিয়ে দেখুন।",
    "The style sheet of the page is unreasonably long and was not read; what it strikes out or hides was read like any "
    "other text. Give the original file, or hold the values against the page.",
)
_NUMBERED = Sentence(
    "পাতার সারণিতে ব্রাউজারের নিজে বসানো ক্রমিক নম্বর আছে; সেগুলো লেখার অংশ নয়, তাই পড়া যায়নি। ক্রমিক নম্বরগুলো হাতে লিখে আবার দিন।",
    "The page has numbers in its table that browsers make by themselves; they are no part of the text and could not be "
    "read. Type the numbers and send it again.",
)
_LEFT_OUT = Sentence(
    "পাতাটি লিব্রে অফিস দিয়ে তৈরি; তাতে লুকানো সারি থাকে না, আর অঙ্কের গায়ে ওপরে বসানো পাদটীকার চিহ্ন সাধারণ অঙ্ক হয়ে যায়। "
    "অঙ্কগুলো দেখে নিন, অথবা মূল ওয়ার্কবুকটি দিন।",
    "LibreOffice made this page; it leaves hidden rows out and writes a raised footnote's digit like any other. Check "
    "the figures, or give the workbook it was made of.",
)
