"""Owns finding out which office and year a draft belongs to; a contradiction is a problem, not a guess."""

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from offices.models import FiscalYear, Office
from offices.queries.finding import proposals
from offices.queries.lookup import find_offices, find_year, may_mean
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QuarterRule
from plan_tree.tree import PlanTree
from plans.models import Indicator
from plans.queries.latest import find_plan
from plans.queries.plan_writing import is_editable


def find_belonging(
    draft: PlanTree, *, office: str = "", year: str = "", overrules: bool = False
) -> tuple[Office | None, FiscalYear | None, tuple[Problem, ...]]:
    """The office and year of a draft, from the sheet and from what the administrator named; what is None has its
    problem.

    ``overrules``: what was named holds though the sheet says otherwise, which is then doubtful and no error.
    """
    gravity = Severity.WARNING if overrules else Severity.ERROR
    found_office, office_problems = _office(draft, office, gravity)
    found_year, year_problems = _year(draft, year, gravity)
    return found_office, found_year, office_problems + year_problems


def stored_rules(office: Office | None, year: FiscalYear | None, kind: str) -> dict[str, QuarterRule | None]:
    """The quarter rules of the stored plan by the numbers of its indicators: decided, they outlive what is read.

    Where a report was handed in, an undecided one stays so: what is suggested now would change what was signed.
    """
    plan = find_plan(office, year, kind) if office and year else None
    if plan is None:
        return {}
    stored = Indicator.objects.filter(activity__area__plan=plan).values_list("number", "quarter_rule")
    keeps_undecided = not is_editable(plan)
    return {number: QuarterRule(rule) if rule else None for number, rule in stored if rule or keeps_undecided}


def _office(draft: PlanTree, named: str, gravity: Severity) -> tuple[Office | None, tuple[Problem, ...]]:
    in_sheet = find_offices(draft.office_name) if draft.office_name else []
    given = find_offices(named) if named else []
    if named and len(given) != 1:
        return None, (_unknown("office", named, len(given)),)
    if given and in_sheet and given[0] not in in_sheet:
        contradiction = _contradiction(gravity, "office", named, draft.office_name, draft.sheet, draft.office_cell)
        return given[0] if gravity is Severity.WARNING else None, (contradiction,)
    if given:
        is_other = bool(draft.office_name) and not in_sheet and not may_mean(draft.office_name, given[0])
        return given[0], (_stranger(named, draft),) * is_other
    if len(in_sheet) == 1:
        return in_sheet[0], ()
    return None, (_unknown("office", draft.office_name, len(in_sheet), draft.sheet, draft.office_cell),)


def _year(draft: PlanTree, named: str, gravity: Severity) -> tuple[FiscalYear | None, tuple[Problem, ...]]:
    in_sheet = find_year(draft.year)
    given = find_year(named)
    if named and given is None:
        return None, (_unknown("year", named, 0),)
    if given and in_sheet and given != in_sheet:
        contradiction = _contradiction(gravity, "year", named, draft.year, draft.sheet, draft.year_cell)
        return given if gravity is Severity.WARNING else None, (contradiction,)
    found = given or in_sheet
    if found is None:
        return None, (_unknown("year", draft.year, 0, draft.sheet, draft.year_cell),)
    return found, ()


def _stranger(named: str, draft: PlanTree) -> Problem:
    """That the file names an office nobody knows, another than the one that was chosen."""
    return _contradiction(Severity.WARNING, "office", named, draft.office_name, draft.sheet, draft.office_cell)


NOUNS = {"office": Sentence("দপ্তর", "office"), "year": Sentence("অর্থবছর", "fiscal year")}


def _contradiction(gravity: Severity, noun: str, named: str, read: str, sheet: str, cell: str) -> Problem:
    word = NOUNS[noun]
    bn, en = (
        ("ফাইলেরটি নয়, বলা নামটিই ধরা হয়েছে।", "What was given was taken, not the file's.")
        if gravity is Severity.WARNING
        else ("কোনটি ঠিক, দেখে আবার দিন।", "See which is right and try again.")
    )
    sentence = Sentence(
        f"{word.bn} বলা হয়েছে “{named}”, কিন্তু ফাইলে লেখা “{read}”। {bn}",
        f"The {word.en} was given as “{named}”, but the file says “{read}”. {en}",
    )
    return Problem(gravity, f"{noun}_contradiction", sentence, sheet, cell)


def _unknown(noun: str, read: str, found: int, sheet: str = "", cell: str = "") -> Problem:
    word = NOUNS[noun]
    if found > 1:
        bn = f"“{read}” নামে একাধিক {word.bn} আছে; কোডসহ বলুন।"
        en = f"More than one {word.en} is called “{read}”; name it by its code."
        return Problem(Severity.ERROR, f"{noun}_ambiguous", Sentence(bn, en), sheet, cell)
    if read:
        like = proposals(read) if noun == "office" else ""
        bn = f"“{read}” নামে কোনো {word.bn} পাওয়া যায়নি; বানান দেখুন বা তালিকা থেকে বেছে নিন।"
        en = f"No {word.en} “{read}” is known; check the spelling or choose it from the list."
        bn, en = (f"{bn} কাছাকাছি নাম: {to_bengali(like)}।", f"{en} Like it are: {like}.") if like else (bn, en)
    else:
        bn = f"ফাইলে {word.bn} লেখা নেই; তালিকা থেকে বেছে নিন।"
        en = f"The file names no {word.en}; choose it from the list."
    return Problem(Severity.ERROR, f"{noun}_unknown", Sentence(bn, en), sheet, cell)
