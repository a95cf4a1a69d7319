"""Owns the reasons for which a file is refused, each as a bilingual problem that says what to do."""

from cell_values.sentence import Sentence
from plan_tree.problems import Problem, Severity

_SAVE_BN = "এক্সেলে খুলে .xlsx হিসেবে সংরক্ষণ করে আবার দিন।"
_SAVE_EN = "Open it in Excel, save it as .xlsx and send it again."
_ALONE_BN = "শুধু কর্ম-পরিকল্পনার পাতাটি নতুন ফাইলে কপি করে আবার দিন।"
_ALONE_EN = "Copy the sheet of the plan alone into a new file and send that."


class Refused(Exception):
    """A file that must not or cannot be read; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence.en)
        self.problem = problem


class Busy(Refused):
    """A file that was not read because too many others were: nothing is wrong with it."""


def unsafe(reason_bn: str, reason_en: str) -> Refused:
    """A file built to harm, or so odd that it may be."""
    return _refused(
        "unsafe_file", f"ফাইলটি পড়া হয়নি: {reason_bn} {_ALONE_BN}", f"The file was not read: {reason_en} {_ALONE_EN}"
    )


def too_large(reason_bn: str, reason_en: str) -> Refused:
    """More than a plan can be."""
    return _refused(
        "file_too_large_to_read",
        f"ফাইলটি পড়ার পক্ষে বেশি বড়: {reason_bn} {_ALONE_BN}",
        f"The file is too large to be read: {reason_en} {_ALONE_EN}",
    )


def too_slow() -> Refused:
    """A file whose reading was stopped."""
    return _refused(
        "reading_took_too_long",
        f"ফাইলটি পড়তে খুব বেশি সময় লাগছিল, তাই থামানো হয়েছে। {_ALONE_BN}",
        f"Reading the file took too long and was stopped. {_ALONE_EN}",
    )


def busy() -> Busy:
    """The machine has too much to read."""
    sentence = Sentence(
        "এই মুহূর্তে অন্য অনেক ফাইল পড়া হচ্ছে, তাই এটি পড়া যায়নি। ফাইলে দোষ নেই; একটু পরে আবার দিন।",
        "Many other files are being read at the moment, so this one was not. Nothing is wrong with it; try again soon.",
    )
    return Busy(Problem(Severity.ERROR, "machine_busy", sentence))


def not_a_workbook(filename: str, found_bn: str = "", found_en: str = "") -> Refused:
    """Something else than a file a plan can be read from; ``found`` names what it is, where that is known."""
    name = f"“{filename}” " if filename else ""
    what_bn = f"একটি {found_bn}, " if found_bn else ""
    what_en = f"is {found_en}, not" if found_en else "is not"
    return _refused(
        "not_a_workbook",
        f"{name or 'ফাইলটি '}{what_bn}এক্সেল ওয়ার্কবুক (.xlsx, .xls), .ods বা ওয়ার্ড সারণি (.docx) নয়। {_SAVE_BN}",
        f"{name or 'The file '}{what_en} an Excel workbook (.xlsx, .xls), an .ods or a Word table (.docx). {_SAVE_EN}",
    )


def encrypted() -> Refused:
    """A file locked with a password."""
    return _refused(
        "encrypted_file",
        "ফাইলটি পাসওয়ার্ড দিয়ে বন্ধ। পাসওয়ার্ড তুলে আবার দিন।",
        "The file is locked with a password. Remove the password and send it again.",
    )


def damaged() -> Refused:
    """A file whose parts cannot be read to the end."""
    return _refused(
        "damaged_file",
        f"ফাইলটি নষ্ট, পড়া যাচ্ছে না। {_SAVE_BN}",
        f"The file is damaged and cannot be read. {_SAVE_EN}",
    )


def _refused(code: str, bn: str, en: str) -> Refused:
    return Refused(Problem(Severity.ERROR, code, Sentence(bn, en)))
