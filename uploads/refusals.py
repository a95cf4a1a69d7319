"""Owns the sentences in which an attached file is refused: what it really is, and what to do."""

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence

TAKEN = Sentence(
    "দেওয়া যায়: PDF, ছবি (JPG, PNG, WebP, HEIC), Word, Excel, PowerPoint বা OpenDocument ফাইল।",
    "Taken are: PDF, pictures (JPG, PNG, WebP, HEIC), Word, Excel, PowerPoint and OpenDocument files.",
)
MACROS = Sentence(
    "ফাইলটিতে ম্যাক্রো (ভেতরে লেখা প্রোগ্রাম) আছে, তাই নেওয়া হয়নি। ম্যাক্রো ছাড়া সংরক্ষণ করে আবার দিন, যেমন .docx, .xlsx বা PDF।",
    "The file holds macros (programs inside it), so it was not taken. Save it without macros, as .docx, .xlsx or PDF.",
)
ENCRYPTED = Sentence(
    "ফাইলটি পাসওয়ার্ড দিয়ে বন্ধ; পর্যালোচক খুলতে পারবেন না। পাসওয়ার্ড তুলে আবার দিন।",
    "The file is locked with a password; the reviewer could not open it. Remove the password and give it again.",
)
BOMB = Sentence(
    "ফাইলটি খুললে অস্বাভাবিক বড় হয় (জিপ বোমা), তাই নেওয়া হয়নি।",
    "The file unpacks to an unreasonable size (a zip bomb), so it was not taken.",
)
DAMAGED = Sentence(
    "ফাইলটি নষ্ট, খোলা যায় না। আবার সংরক্ষণ করে দিন।",
    "The file is damaged and cannot be opened. Save it again and give that.",
)
TWO_IN_ONE = Sentence(
    "ফাইলটির ভেতরে আরেকটি ফাইল লুকানো আছে, তাই নেওয়া হয়নি।",
    "Another file is hidden in this one, so it was not taken.",
)
TEST_VIRUS = Sentence(
    "ফাইলটিতে ভাইরাস পরীক্ষার নমুনা (EICAR) আছে, তাই নেওয়া হয়নি।",
    "The file holds the test pattern of virus scanners (EICAR), so it was not taken.",
)
VIRUS = Sentence(
    "ভাইরাস স্ক্যানার ফাইলটিতে ক্ষতিকর কিছু পেয়েছে, তাই নেওয়া হয়নি। আপনার কম্পিউটারটি পরীক্ষা করান।",
    "The virus scanner found something harmful in the file, so it was not taken. Have your computer looked at.",
)
SCANNER_SILENT = Sentence(
    "ভাইরাস স্ক্যানার সাড়া দিচ্ছে না, তাই ফাইলটি নেওয়া হয়নি। একটু পরে আবার দিন; না হলে প্রশাসককে জানান।",
    "The virus scanner does not answer, so the file was not taken. Try again later, or tell the administrator.",
)


def not_taken(what: Sentence) -> Sentence:
    """A file of a kind that is not taken."""
    return Sentence(
        f"ফাইলটি আসলে {what.bn}, তাই নেওয়া হয়নি। {TAKEN.bn}",
        f"The file is really {what.en}, so it was not taken. {TAKEN.en}",
    )


def misnamed(ending: str, what: Sentence, endings: tuple[str, ...]) -> Sentence:
    """A file whose name says something else than its content."""
    named_bn = f"“{ending}”-এ শেষ" if ending else "কোনো ধরন বলে না"
    named_en = f"ends in “{ending}”" if ending else "tells no kind"
    return Sentence(
        f"ফাইলের নাম {named_bn}, কিন্তু এটি আসলে {what.bn}। নামের শেষে {endings[0]} রেখে আবার দিন।",
        f"The name {named_en}, but the file is really {what.en}. Give it a name that ends in {endings[0]}.",
    )


def holds(member: str) -> Sentence:
    """A document with a file inside that no document needs."""
    return Sentence(
        f"ফাইলটির ভেতরে অন্য ফাইল আছে ({member}), তাই নেওয়া হয়নি।",
        f"The file holds another file ({member}), so it was not taken.",
    )


def too_large(most: int) -> Sentence:
    """A file of more bytes than ``most``."""
    return Sentence(
        f"ফাইলটি {to_bengali(megabytes(most))} মেগাবাইটের চেয়ে বড়। ছোট করে দিন।",
        f"The file is larger than {megabytes(most)} MB. Give a smaller one.",
    )


def quota_used_up(used: int, allowed: int, size: int) -> Sentence:
    """No room for a file of so many bytes in what an office may keep for a year."""
    figures = [megabytes(each) for each in (size, used, allowed)]
    size_bn, used_bn, allowed_bn = map(to_bengali, figures)
    return Sentence(
        f"{size_bn} মেগাবাইটের এই ফাইলের জায়গা নেই: এ অর্থবছরে দপ্তরের প্রমাণকে {allowed_bn} "
        f"মেগাবাইটের মধ্যে {used_bn} মেগাবাইট ভরে গেছে। "
        "ফাইলটি ছোট করুন, বা অপ্রয়োজনীয় প্রমাণক সরান, বা প্রশাসককে জানান।",
        f"There is no room for this file of {figures[0]} MB: of {figures[2]} MB for the evidence of the office in this "
        f"fiscal year {figures[1]} MB are used. Give a smaller one, take off another, or tell the administrator.",
    )


def day_used_up(allowed: int) -> Sentence:
    """No document more is taken from an office today."""
    return Sentence(
        f"আজ এই দপ্তর থেকে {to_bengali(str(allowed))}টি নতুন দলিল নেওয়া হয়েছে, এর বেশি নেওয়া হয় না। "
        "আগে আনা দলিল আবার আনতে পারেন, খসড়ায় সরাসরি লিখতে পারেন, বা কাল আবার চেষ্টা করুন।",
        f"{allowed} new documents were taken from this office today, and no more are. Bring one again that was taken "
        "before, write into the draft itself, or try again tomorrow.",
    )


def megabytes(size: int) -> str:
    """Bytes as megabytes with one decimal where it says something: "10", "2.5"."""
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")
