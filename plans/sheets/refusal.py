"""Owns the reasons for which a file is refused before anything in it is read, each as a bilingual problem."""

from plans.problems import Problem, Severity
from plans.values.sentence import Sentence

_SAVE_BN = "এক্সেলে খুলে .xlsx হিসেবে সংরক্ষণ করে আবার দিন।"
_SAVE_EN = "Open it in Excel, save it as .xlsx and send it again."


class Refused(Exception):
    """A file that must not or cannot be read; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence.en)
        self.problem = problem


def unsafe(reason_bn: str, reason_en: str) -> Refused:
    """A file built to harm, or too large to be a plan."""
    return _refused("unsafe_file", f"ফাইলটি পড়া হয়নি: {reason_bn}", f"The file was not read: {reason_en}")


def not_a_workbook(filename: str) -> Refused:
    """Something else than an Excel workbook of the present kind (.xlsx)."""
    name = f"“{filename}” " if filename else ""
    return _refused(
        "not_a_workbook",
        f"{name}এক্সেল ওয়ার্কবুক (.xlsx) নয়। {_SAVE_BN}",
        f"{name}is not an Excel workbook (.xlsx). {_SAVE_EN}".strip(),
    )


def encrypted() -> Refused:
    """A workbook locked with a password."""
    return _refused(
        "encrypted_file",
        "ওয়ার্কবুকটি পাসওয়ার্ড দিয়ে বন্ধ। পাসওয়ার্ড তুলে আবার দিন।",
        "The workbook is locked with a password. Remove the password and send it again.",
    )


def damaged() -> Refused:
    """A workbook whose parts cannot be read to the end."""
    return _refused(
        "damaged_file",
        f"ওয়ার্কবুকটি নষ্ট, পড়া যাচ্ছে না। {_SAVE_BN}",
        f"The workbook is damaged and cannot be read. {_SAVE_EN}",
    )


def _refused(code: str, bn: str, en: str) -> Refused:
    return Refused(Problem(Severity.ERROR, code, Sentence(bn, en)))
