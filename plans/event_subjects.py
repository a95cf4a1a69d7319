"""Owns what an event is about, in words: a row, a quarter, a document of the year or a print that is kept."""

import re
from collections.abc import Mapping

from cell_values.sentence import Sentence
from plans.display import quarter_name, said

# By the verbs whose events are about one: the names of documents and prints would be met in other subjects too.
DOCUMENT_VERBS = ("annual_report", "feedback", "print")
DOCUMENTS: Mapping[str, Sentence] = {
    "annual": Sentence("বার্ষিক প্রতিবেদন", "annual report"),
    "half-year": Sentence("ষাণ্মাসিক ফিডব্যাক", "half-yearly feedback"),
    "form bn": Sentence("ফরম, বাংলা", "form in Bengali"),
    "form en": Sentence("ফরম, ইংরেজি", "form in English"),
    "scorecard bn": Sentence("স্কোরকার্ড, বাংলা", "scorecard in Bengali"),
    "scorecard en": Sentence("স্কোরকার্ড, ইংরেজি", "scorecard in English"),
}
_DOCUMENT = re.compile(r"^(annual|half-year|(form|scorecard)(?:-r[0-9]+)? (bn|en))\b")
_QUARTER = re.compile(r"\bq([1-4])\b")


def subject_in_words(verb: str, subject: str) -> str:
    """The subject of an event as the reader knows it, its digits as they are stored."""
    if verb.endswith(DOCUMENT_VERBS):
        subject = _DOCUMENT.sub(_document, subject)
    return quarters_in_words(subject)


def quarters_in_words(text: str) -> str:
    """q1 to q4 by their names."""
    return _QUARTER.sub(lambda found: quarter_name(int(found[1])), text)


def _document(found: re.Match[str]) -> str:
    """A print by its paper and language, whatever was revised for it."""
    return said(DOCUMENTS[f"{found[2]} {found[3]}" if found[2] else found[1]])
