"""Owns the reasons for which a file is refused, each as a bilingual problem that says what to do."""

from cell_values.sentence import Sentence
from plan_tree.problems import Problem, Severity

SAVE = Sentence("এক্সেলে খুলে .xlsx হিসেবে সংরক্ষণ করে আবার দিন।", "Open it in Excel, save it as .xlsx and send it again.")
SAVE_IN_WORD = Sentence(
    "ওয়ার্ডে খুলে .docx হিসেবে সংরক্ষণ করে আবার দিন।", "Open it in Word, save it as .docx and send it again."
)
GIVE_ORIGINAL = Sentence("যে এক্সেল বা ওয়ার্ড ফাইল থেকে এটি তৈরি, সেটি দিন।", "Give the Excel or Word file it was made of.")
UNPACK = Sentence(
    "ভেতরের ফাইলটি বের করে দিন; একাধিক ফাইল থাকলে জিপটি “একসঙ্গে অনেক ফাইল”-এ দিন।",
    "Take the file out of it; a zip of several goes to “Many workbooks at once”.",
)
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


def not_a_workbook(filename: str, found_bn: str = "", found_en: str = "", advice: Sentence = SAVE) -> Refused:
    """Something else than a file a plan can be read from; ``found`` names what it is, where that is known."""
    name = f"“{filename}” " if filename else ""
    taken_bn = "এক্সেল ওয়ার্কবুক (.xlsx, .xls), .ods, ওয়ার্ড সারণি (.docx), ওয়েব পাতা (.html) বা CSV"
    said_bn = f"একটি {found_bn}; এখানে {taken_bn} দিতে হয়।" if found_bn else f"{taken_bn} নয়।"
    what_en = f"is {found_en}, not" if found_en else "is not"
    return _refused(
        "not_a_workbook",
        f"{name or 'ফাইলটি '}{said_bn} {advice.bn}",
        f"{name or 'The file '}{what_en} an Excel workbook (.xlsx, .xls), an .ods, a Word table (.docx), a web page "
        f"(.html) or a CSV. {advice.en}",
    )


def encrypted() -> Refused:
    """A file locked with a password."""
    return _refused(
        "encrypted_file",
        "ফাইলটি পাসওয়ার্ড দিয়ে বন্ধ, তাই পড়া যায়নি। ফাইলটি খুলে File → Info → Protect থেকে পাসওয়ার্ড মুছে সংরক্ষণ করে আবার দিন।",
        "The file is locked with a password, so it could not be read. Open it, remove the password under File → Info → "
        "Protect, save it and send it again.",
    )


def letters_lost() -> Refused:
    """A text whose letters became question marks when it was saved."""
    return _refused(
        "letters_lost",
        "ফাইলটি সংরক্ষণের সময় বাংলা অক্ষর হারিয়ে প্রশ্নবোধক চিহ্ন (????) হয়ে গেছে, তাই পড়া যায়নি। মূল ফাইলটি খুলে .xlsx বা "
        "“CSV UTF-8” হিসেবে সংরক্ষণ করে আবার দিন।",
        "When the file was saved its Bengali letters were lost and became question marks (????), so it could not be "
        "read. Open the original, save it as .xlsx or as “CSV UTF-8” and send that.",
    )


def damaged() -> Refused:
    """A file whose parts cannot be read to the end."""
    return _refused(
        "damaged_file",
        f"ফাইলটি নষ্ট, পড়া যাচ্ছে না। {SAVE.bn}",
        f"The file is damaged and cannot be read. {SAVE.en}",
    )


def _refused(code: str, bn: str, en: str) -> Refused:
    return Refused(Problem(Severity.ERROR, code, Sentence(bn, en)))
