"""Owns what is to be told of a cell that was not taken exactly as stored, or may not hold what was meant."""

from collections.abc import Mapping

from cell_values.digits import to_bengali
from cell_values.legacy import TextSetting
from cell_values.sentence import Sentence
from cell_values.set_text import SetText
from official_forms.grid import address
from plan_tree.problems import Problem, Severity

_LONGEST_QUOTE = 80


class Teller:
    """Collects the problems of the cells of one sheet."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self.problems: list[Problem] = []

    def tell(self, severity: Severity, code: str, row: int, column: int, bn: str, en: str) -> None:
        self.problems.append(Problem(severity, code, Sentence(bn, en), self._sheet, address(row, column)))

    def bijoy_converted(self, row: int, column: int, before: str, after: str) -> None:
        before, after = _quoted(before), _quoted(after)
        bn = f"“{before}” বিজয়ে লেখা; ইউনিকোডে “{after}” পড়া হয়েছে। ভুল হলে ঘরটি ইউনিকোডে লিখুন।"
        en = f"“{before}” is Bijoy text; it was read as “{after}”. If that is wrong, write the cell in Unicode."
        self.tell(Severity.NOTICE, "bijoy_converted", row, column, bn, en)

    def bijoy_guessed(self, row: int, column: int, before: str, after: str) -> None:
        before, after = _quoted(before), _quoted(after)
        bn = (
            f"“{before}” সম্ভবত বিজয়ে লেখা, কারণ পাতার অন্য ঘরও তাই; ইউনিকোডে “{after}” পড়া হয়েছে। "
            "ইংরেজি হলে ফাইলে ইউনিকোড ফন্টে লিখে আবার দিন।"
        )
        en = (
            f"“{before}” is probably Bijoy text, as other cells of the sheet are; it was read as “{after}”. "
            "If it is English, set it in a Unicode font and send the file again."
        )
        self.tell(Severity.WARNING, "bijoy_guessed", row, column, bn, en)

    def bijoy_doubtful(self, row: int, column: int, words: tuple[str, ...]) -> None:
        shown = _quoted(" ".join(words))
        bn = f"“{shown}” বিজয় ফন্টে আছে, কিন্তু ইংরেজি বলে মনে হয়; যেমন আছে রাখা হয়েছে। বাংলা হলে ইউনিকোডে লিখুন।"
        en = f"“{shown}” stands in Bijoy text but seems English and was kept. If it is Bengali, write it in Unicode."
        self.tell(Severity.WARNING, "bijoy_doubtful", row, column, bn, en)

    def visual_order_repaired(self, row: int, column: int, before: str, after: str, *, is_certain: bool) -> None:
        before, after = _quoted(before), _quoted(after)
        bn = f"“{before}” পিডিএফ থেকে আনা, কারচিহ্ন এলোমেলো; “{after}” পড়া হয়েছে। ভুল হলে ঘরটি আবার লিখুন।"
        en = f"“{before}” came out of a PDF, its signs out of place; it was read as “{after}”. Write it anew if wrong."
        severity = Severity.NOTICE if is_certain else Severity.WARNING
        self.tell(severity, "visual_order_repaired", row, column, bn, en)

    def set_text(self, row: int, column: int, result: SetText, before: str, taken: str) -> None:
        """What was left out or doubted for how it is set, and what was taken of the cell."""
        before, taken = _quoted(before), _quoted(taken)
        bn_taken = (
            f"নেওয়া হয়েছে “{taken}”। ঠিক না হলে ঘরটি ঠিক করে লিখুন।" if taken else "ঘরটি ফাঁকা ধরা হয়েছে। ঠিক কি না দেখুন।"
        )
        en_taken = (
            f"“{taken}” was taken. If that is wrong, correct the cell."
            if taken
            else "the cell was taken as empty. Please check."
        )
        for setting, text in result.left.items():
            code, severity, bn, en = _SET[setting]
            if setting is TextSetting.PROMPT and any(map(str.isdecimal, text)):
                severity = Severity.WARNING
            quoted = _quoted(" ".join(text.split()))
            bn, en = f"“{before}” ঘরে “{quoted}” {bn}; {bn_taken}", f"In “{before}” “{quoted}” {en}; {en_taken}"
            self.tell(severity, code, row, column, bn, en)
        if result.symbols:
            bn = f"ঘরে প্রতীকের ফন্টে লেখা “{result.symbols}” আছে; {bn_taken}"
            en = f"The cell shows “{result.symbols}” in a font of symbols; {en_taken}"
            self.tell(Severity.WARNING, "symbol_text", row, column, bn, en)

    def hidden_row(self, row: int, column: int, text: str) -> None:
        bn = f"সারিটি লুকানো; তবু “{_quoted(text)}” পড়া হয়েছে। ফরমের অংশ না হলে সারিটি মুছে আবার দিন।"
        en = f"The row is hidden, yet “{_quoted(text)}” was read. If it is no part of the form, delete the row."
        self.tell(Severity.WARNING, "hidden_row", row, column, bn, en)

    def hidden_column(self, row: int, column: int, text: str) -> None:
        bn = f"কলামটি লুকানো; তবু “{_quoted(text)}” পড়া হয়েছে। ফরমের অংশ না হলে কলামটি মুছে আবার দিন।"
        en = f"The column is hidden, yet “{_quoted(text)}” was read. If it is no part of the form, delete the column."
        self.tell(Severity.WARNING, "hidden_column", row, column, bn, en)

    def hidden_by_format(self, row: int, column: int, text: str) -> None:
        bn = f"ঘরে “{_quoted(text)}” আছে, কিন্তু এক্সেলের বিন্যাস তা দেখায় না; তবু পড়া হয়েছে। দরকার না হলে ঘরটি মুছুন।"
        en = f"The cell holds “{_quoted(text)}”, which its format hides; it was read. Clear it if it is not meant."
        self.tell(Severity.WARNING, "hidden_by_format", row, column, bn, en)

    def number_rounded(self, row: int, column: int, exact: str, rounded: str) -> None:
        bn = (
            f"{to_bengali(exact)} থেকে {to_bengali(rounded)} নেওয়া হয়েছে: দশমিকের পরে ৪টির বেশি অঙ্ক রাখা যায় না। "
            "অন্য মান চাইলে সেটি লিখুন।"
        )
        en = f"{exact} was taken as {rounded}: at most 4 decimals can be kept. To have another value, write it."
        self.tell(Severity.NOTICE, "number_rounded", row, column, bn, en)

    def date_shown_in_part(self, row: int, column: int, text: str) -> None:
        bn = f"এক্সেলে ঘরটিতে পুরো তারিখ দেখা যায় না, ভেতরে {to_bengali(text)} রাখা আছে। দিন ও সাল ঠিক কি না দেখুন।"
        en = f"Excel does not show the whole date in this cell; it keeps {text}. Please check the day and the year."
        self.tell(Severity.WARNING, "date_shown_in_part", row, column, bn, en)

    def date_may_be_swapped(self, row: int, column: int, text: str, swapped: str) -> None:
        bn = (
            f"এক্সেল এখানে {to_bengali(text)} রেখেছে, কিন্তু পাতার অন্য তারিখ দেখে মনে হয় এক্সেল মাসকে দিনের আগে ধরেছে। "
            f"{to_bengali(swapped)} লিখতে চেয়েছেন?"
        )
        en = (
            f"Excel keeps {text} here, but other dates of the sheet suggest that it took the month for the day. "
            f"Did you mean {swapped}?"
        )
        self.tell(Severity.WARNING, "date_may_be_swapped", row, column, bn, en)

    def month_may_stand_first(self, row: int, column: int, text: str, swapped: str) -> None:
        bn = (
            f"“{to_bengali(text)}” দিন আগে ধরে পড়া হয়েছে, কিন্তু পাতার অন্য তারিখে মাস আগে লেখা। {to_bengali(swapped)} হলে "
            "সেভাবে লিখুন।"
        )
        en = (
            f"“{text}” was read with the day first, but other dates of the sheet have the month first. If "
            f"{swapped} is meant, write it so."
        )
        self.tell(Severity.WARNING, "date_may_be_swapped", row, column, bn, en)


_SET: Mapping[TextSetting, tuple[str, Severity, str, str]] = {
    TextSetting.RAISED: (
        "raised_text",
        Severity.WARNING,
        "ওপরে বা নিচে ছোট করে বসানো",
        "is raised or lowered, as a footnote's mark is",
    ),
    TextSetting.STRUCK: ("struck_text", Severity.WARNING, "কেটে দেওয়া", "is struck out"),
    TextSetting.REMOVED: (
        "tracked_change",
        Severity.WARNING,
        "ওয়ার্ডের সংশোধনে মুছে দেওয়া",
        "was removed by a tracked change",
    ),
    TextSetting.ADDED: ("tracked_change", Severity.WARNING, "ওয়ার্ডের সংশোধনে বসানো", "was added by a tracked change"),
    TextSetting.HIDDEN: ("hidden_text", Severity.WARNING, "লুকানো", "is hidden"),
    TextSetting.UNSEEN: (
        "hidden_by_colour",
        Severity.WARNING,
        "পেছনের রঙেই লেখা, তাই দেখা যায় না",
        "has the colour of what lies behind it, so that nobody sees it",
    ),
    TextSetting.PROMPT: (
        "prompt_text",
        Severity.NOTICE,
        "না-ভরা ঘরের নির্দেশনা",
        "is the prompt of a field nobody filled in",
    ),
}


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
