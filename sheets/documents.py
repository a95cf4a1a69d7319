"""Owns understanding a document: from its bytes to drafts with every doubt about them, whatever stands in it.

Nothing here needs the site, so that it can be done in a process of its own (``imports.queries.understood``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from cell_values.digits import to_bengali
from cell_values.quarter_words import ORDINALS
from cell_values.sentence import Sentence
from cell_values.text import normalise
from official_forms.grid import Place, Sheet, Workbook
from official_forms.kind import PlanKind
from official_forms.kind_choice import SaidKinds
from official_forms.nothing_found import nothing_found
from official_forms.plan_checks import check_draft
from official_forms.plans_in_sheets import find_plans
from official_forms.storable import check_storable
from plan_tree.problems import Problem, Severity
from plan_tree.tree import PlanTree
from sheets.formats.plain_text import text_of
from sheets.formats.recognising import is_web_page
from sheets.opening import open_workbook
from sheets.pasted import how_to_paste, read_pasted

Problems = tuple[Problem, ...]
PASTED = ".tsv"
# The largest plan seen has 60 indicators; a book of all ministries some 2,000 in 52 plans.
MOST_INDICATORS = 2_000  # of one plan
MOST_INDICATORS_IN_ALL = 5_000
MOST_PLANS = 120
MOST_ALIKE = MOST_INDICATORS  # problems of one code that are told one by one
MOST_GRADES = 20  # of one indicator; the longest ladder known has five


@dataclass(frozen=True)
class Document:
    """The plans read from a file; ``problems`` belong to the file, what a reader doubted of a plan to its draft.

    ``doubts`` are those about each draft as a whole.
    """

    drafts: tuple[PlanTree, ...]
    problems: Problems
    doubts: tuple[Problems, ...] = ()


@dataclass(frozen=True)
class Answers:
    """What somebody says of a document where it leaves something open.

    ``kinds``: of which kind its plans are. ``quarters``: which quarter a column reports whose heading, at this place,
    does not say it.
    """

    kinds: SaidKinds = field(default_factory=SaidKinds)
    quarters: Mapping[Place, int] = field(default_factory=dict)


def understand(
    source: Path | bytes, filename: str, kinds: Sequence[PlanKind], answers: Answers | None = None
) -> Document:
    """Reads every plan in a file, in this process and without limits but those of the file."""
    said = answers or Answers()
    workbook = _open(source, filename)
    if workbook.is_refused:
        return Document((), workbook.problems)
    found = find_plans([_headed(sheet, said.quarters) for sheet in workbook.sheets], kinds, said.kinds)
    if too_many := _too_many(found.drafts):
        return Document((), (too_many,))
    told = (each for each in workbook.problems if each.code != "hidden_sheet" or each.sheet not in found.unhidden)
    is_told = any(problem.severity is Severity.ERROR for problem in found.problems)  # say, of what kind it is
    missing = (
        ()
        if found.drafts or is_told
        else (Problem(Severity.ERROR, "no_form_found", _why_not(source, filename, workbook)),)
    )
    drafts = tuple(replace(draft, problems=_in_bounds(draft.problems, draft.sheet)) for draft in found.drafts)
    doubts = tuple(_in_bounds((*check_draft(draft), *check_storable(draft)), draft.sheet) for draft in drafts)
    return Document(drafts, _in_bounds((*told, *found.problems, *missing)), doubts)


def understand_packed(content: bytes, *, name: str, kinds: list[str], answers: Any = None) -> bytes:
    """As ``understand``, for another process: kinds by where they stand ("room.kind.NAME"), answers as lists.

    ``answers`` are those ``as_lists`` gives; the document comes back packed.
    """
    return packed(understand(content, name, [_kind_at(path) for path in kinds], _from_lists(answers)))


def as_lists(answers: Answers) -> list[Any]:
    """Answers as JSON can hold them, equal ones alike."""
    said = (answers.kinds.at, answers.quarters)
    return [answers.kinds.of_all, *(sorted([*place, each] for place, each in every.items()) for every in said)]


def _from_lists(lists: Any) -> Answers:
    of_all, kinds, quarters = lists or ("", (), ())
    at, said = ({(sheet, cell): each for sheet, cell, each in every} for every in (kinds, quarters))
    return Answers(SaidKinds(of_all, at), said)


def packed(document: Document) -> bytes:
    """A document as bytes: JSON, which cannot make the receiver run anything."""
    return msgspec.json.encode(document)


def unpacked(data: bytes) -> Document:
    """The document ``packed`` made bytes of. Raises ValueError for anything else."""
    return msgspec.json.decode(data, type=Document)


def is_pasted(filename: str) -> bool:
    """Whether a document holds rows pasted from a spreadsheet: cells parted by tabs."""
    return filename.endswith(PASTED)


def _kind_at(path: str) -> PlanKind:
    module, _, name = path.rpartition(".")
    kind: PlanKind = getattr(import_module(module), name)
    return kind


def _open(source: Path | bytes, filename: str) -> Workbook:
    pasted = _pasted(source, filename)
    return open_workbook(source, filename) if pasted is None else read_pasted(pasted)


def _pasted(source: Path | bytes, filename: str) -> str | None:
    """The text that was pasted; None for a file, even one of tabs in another character set than ours."""
    if not isinstance(source, bytes) or not is_pasted(filename):
        return None
    text = text_of(source)
    return None if text is None or text.is_assumed else text.text


def _why_not(source: Path | bytes, filename: str, workbook: Workbook) -> Sentence:
    """Why no form was found: the cells of a text came without their tabs, else what stands in its place."""
    text = text_of(source) if isinstance(source, bytes) else None
    is_plain = text is not None and not is_web_page(text.text)
    return (how_to_paste(text.text) if text and is_plain else None) or nothing_found(workbook.sheets)


def _headed(sheet: Sheet, quarters: Mapping[Place, int]) -> Sheet:
    """The sheet with the answers written into its headings, as if it had said them itself."""
    answers = {cell: quarter for (name, cell), quarter in quarters.items() if name == sheet.name}
    if not answers:
        return sheet
    cells = {
        position: replace(cell, text=normalise(f"{cell.text} {ORDINALS[answers[cell.address]].bn} ত্রৈমাসিক"))
        if cell.address in answers
        else cell
        for position, cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells)


# --- bounds ------------------------------------------------------------------------------------------------------


def _too_many(drafts: Sequence[PlanTree]) -> Problem | None:
    """Why a file with more in it than anybody could look through is refused."""
    sizes = [len(draft.indicators) for draft in drafts]
    largest = max(sizes, default=0)
    if any(len(row.grades) > MOST_GRADES for draft in drafts for row in draft.indicators):
        return Problem(Severity.ERROR, "more_than_a_plan", _TOO_MANY_GRADES)
    if largest <= MOST_INDICATORS and sum(sizes) <= MOST_INDICATORS_IN_ALL and len(drafts) <= MOST_PLANS:
        return None
    found_bn, found_en = (
        f"{show(str(len(drafts)))}{plans}{show(str(sum(sizes)))}{rows}"
        for show, plans, rows in ((to_bengali, "টি পরিকল্পনা ও ", "টি সূচক"), (str, " plans with ", " indicators"))
    )
    most = (MOST_PLANS, MOST_INDICATORS_IN_ALL, MOST_INDICATORS)
    bn_plans, bn_all, bn_one = (to_bengali(str(number)) for number in most)
    sentence = Sentence(
        f"ফাইলে {found_bn} পাওয়া গেছে; একবারে সর্বোচ্চ {bn_plans}টি পরিকল্পনা ও {bn_all}টি সূচক, এক পরিকল্পনায় {bn_one}টি সূচক "
        "নেওয়া যায়। বাড়তি সারি মুছে বা ফাইল ভাগ করে আবার দিন।",
        f"The file holds {found_en}; at most {MOST_PLANS} plans and {MOST_INDICATORS_IN_ALL} indicators are taken at "
        f"once, {MOST_INDICATORS} in one plan. Remove what is no plan or divide the file, and send it again.",
    )
    return Problem(Severity.ERROR, "more_than_a_plan", sentence)


def _in_bounds(problems: Problems, sheet: str = "") -> Problems:
    """The problems; of too many of one code the first, and how many there were."""
    counts = Counter((problem.severity, problem.code) for problem in problems)
    if max(counts.values(), default=0) <= MOST_ALIKE:
        return problems
    seen: Counter[tuple[Severity, str]] = Counter()
    kept = []
    for problem in problems:
        kind = (problem.severity, problem.code)
        seen[kind] += 1
        if seen[kind] <= MOST_ALIKE:
            kept.append(problem)
    more = (
        Problem(severity, "more_of_the_same", _more(first.sentence, count - MOST_ALIKE), first.sheet or sheet)
        for (severity, code), count in counts.items()
        if count > MOST_ALIKE
        for first in (next(each for each in kept if (each.severity, each.code) == (severity, code)),)
    )
    return (*kept, *more)


def _more(first: Sentence, count: int) -> Sentence:
    return Sentence(
        f"এমন আরও {to_bengali(str(count))}টি ঘর আছে, একে একে দেখানো হয়নি। প্রথমটি: {first.bn}",
        f"There are {count} more cells like this, not shown one by one. The first: {first.en}",
    )


_TOO_MANY_GRADES = Sentence(
    f"ফরমে {to_bengali(str(MOST_GRADES))}টির বেশি শতাংশের কলাম আছে। মানের কলাম ছাড়া বাকিগুলো মুছে আবার দিন।",
    f"The form has more than {MOST_GRADES} columns of percentages. Remove those that are no grades and send it again.",
)
