"""Owns the work on plans that takes longer than a page may: many workbooks brought at once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence, joined
from imports.actions.bulk import Bringing, Brought, Fate, accept_one
from imports.actions.comparing import doubts_of, fingerprint_with_doubts
from imports.bundles import Zip
from jobs.keeping import kept_copy
from jobs.running import Progress
from jobs.storing import discard
from plan_tree.problems import Severity
from plans.models import SourceFile

FATES = {
    Fate.STORED: ("success", Sentence("সংরক্ষিত", "stored")),
    Fate.UNCHANGED: ("info", Sentence("নতুন কিছু নেই", "nothing new")),
    Fate.DOUBTFUL: ("warning", Sentence("সন্দেহ দেখে টিক দিতে হবে", "needs a tick")),
    Fate.REFUSED: ("error", Sentence("নেওয়া হয়নি", "refused")),
}

MOST_DOUBTS = 10  # of one document that the list shows; its preview has all

_ACCEPT = {
    "button": "টিক দেওয়া ফাইলগুলো সংরক্ষণ করুন, সন্দেহজনক ঘর যেমন আছে তেমনই",
    "button_en": "Store the ticked files, doubtful cells as they stand",
}


def import_bundle(progress: Progress, *, bundle: str, accepts_doubts: bool) -> None:
    """Brings in every workbook of a stored zip and leaves a line about each; the zip goes when all is done."""
    with kept_copy(bundle) as file:
        documents = Zip(file)
        bringing = Bringing(by=progress.job.asked_by, accepts_doubts=accepts_doubts, keeps_all=True)
        _tell(progress, bringing.all_of(documents), len(documents.names))
    discard(bundle)


def accept_doubts(progress: Progress, *, seen: list[tuple[int, str]]) -> None:
    """Stores documents whose doubts somebody accepted: each as its line told it, by its fingerprint, or not at all."""
    by = progress.job.asked_by
    brought = (accept_one(source=SourceFile.objects.get(pk=pk), seen=shown, by=by) for pk, shown in seen)
    _tell(progress, brought, len(seen))


def _tell(progress: Progress, documents: Iterable[Brought], total: int) -> None:
    """Leaves a line about each document as it is brought."""
    lines: list[dict[str, Any]] = []
    fates: Counter[Fate] = Counter()
    progress.say(0, total)
    for brought in documents:
        lines.append(_line(brought))
        fates[brought.fate] += 1
        progress.leave_summary([_total(fates), *sorted(lines, key=_gravity)])
        progress.say(len(lines), total)


def _line(brought: Brought) -> dict[str, Any]:
    """A line of the summary: what became of a document, and the way to its preview."""
    level, word = FATES[brought.fate]
    parts = (word, *_whose(brought), *_why(brought))
    url = reverse("imports:preview", args=[brought.source.pk]) if brought.source else ""
    told = joined(parts, " – ")
    line = {"level": level, "name": brought.name, "text": told.bn, "text_en": told.en, "url": url}
    line["tick"] = _tick(brought)
    return line | (_doubts(brought) if brought.fate is Fate.DOUBTFUL else {})


def _doubts(brought: Brought) -> dict[str, Any]:
    """The doubts a tick accepts; of many some of each code, and how many more the preview shows."""
    doubts, turns, codes = doubts_of(brought.outcomes), [], Counter[str]()
    for at, doubt in enumerate(doubts):
        turns.append((codes[doubt.code], at))
        codes[doubt.code] += 1
    listed = [doubts[at] for at in sorted(at for _, at in sorted(turns)[:MOST_DOUBTS])]
    told = [{"cell": each.cell, "text": each.sentence.bn, "text_en": each.sentence.en} for each in listed]
    return {"doubts": told, "count": len(doubts), "more": len(doubts) - len(told)}


def _tick(brought: Brought) -> str:
    """What accepts the doubts of a document: which one, and the fingerprint of what was read and doubted in it."""
    if brought.fate is not Fate.DOUBTFUL or brought.source is None:
        return ""
    return f"{brought.source.pk}:{fingerprint_with_doubts(brought.source.sha256, brought.outcomes)}"


def _whose(brought: Brought) -> Iterator[Sentence]:
    """The office and year of each plan, where they are known."""
    for reading in (outcome.reading for outcome in brought.outcomes):
        if reading.office and reading.year:
            year = reading.year.code
            yield Sentence(f"{reading.office.name_bn}, {to_bengali(year)}", f"{reading.office.name_en}, {year}")


def _why(brought: Brought) -> Iterator[Sentence]:
    """The first error in words, or how many doubts there are."""
    errors = [problem for problem in brought.problems if problem.severity is Severity.ERROR]
    if errors:
        yield errors[0].sentence
    if more := len(errors[1:]):
        yield Sentence(f"আরও {to_bengali(str(more))}টি ত্রুটি", f"{more} more errors")
    if brought.fate is Fate.DOUBTFUL:
        doubts = len(doubts_of(brought.outcomes))
        yield Sentence(f"{to_bengali(str(doubts))}টি সন্দেহ", "1 doubt" if doubts == 1 else f"{doubts} doubts")


def _total(fates: Counter[Fate]) -> dict[str, Any]:
    """The first line of the summary: how many documents met which fate."""
    found = [(FATES[fate][1], fates[fate]) for fate in Fate if fates[fate]]
    total = fates.total()
    bn = ", ".join(f"{word.bn} {to_bengali(str(count))}" for word, count in found)
    en = ", ".join(f"{word.en} {count}" for word, count in found)
    text, text_en = f"{to_bengali(str(total))}টি ফাইল – {bn}", f"{total} files – {en}"
    accept = {"accept": reverse("imports:accept"), **_ACCEPT} if fates[Fate.DOUBTFUL] else {}
    return {"level": "info", "name": "", "text": text, "text_en": text_en, "url": ""} | accept


def _gravity(line: dict[str, Any]) -> int:
    """What somebody must look at comes first."""
    return ("error", "warning", "success", "info").index(line["level"])
