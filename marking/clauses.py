"""Owns the rules as sentences, each with its source: the guideline, a switch of the policy, or a method of ours."""

from dataclasses import dataclass
from fractions import Fraction

from cell_values.sentence import Sentence
from marking.figures import show, show_percent
from marking.goals import LateLoss
from marking.policy import BelowLowest, NotApplicable, Partly, Policy
from marking.scorecard import ExplainedStep
from marking.wording import rounding, say
from plan_tree.terms import QuarterRule

_GUIDELINE = ("মন্ত্রিপরিষদ বিভাগের নির্দেশিকা", "Cabinet Division guideline")
_SWITCH = ("পদ্ধতি: নীতির সুইচ", "method: a switch of the policy")
_METHOD = ("পদ্ধতি", "method")
_OF_INDICATOR = ("এই সূচকের নিজস্ব নিয়ম", "a rule of this indicator")


def _rule(source: tuple[str, str], bn: str, en: str) -> ExplainedStep:
    return say("rule", f"নিয়ম: {bn} ({source[0]})", f"Rule: {en} ({source[1]})")


QUARTERS_TO_YEAR = {
    QuarterRule.SUM: _rule(_GUIDELINE, "গণনা পদ্ধতি সমষ্টি, কোয়ার্টারের অর্জন যোগ হয়", "sum, the quarters add up"),
    QuarterRule.AVERAGE: _rule(
        _GUIDELINE, "গণনা পদ্ধতি গড়, প্রতি কোয়ার্টারের নিজস্ব হারের গড়", "average of each quarter's own rate"
    ),
    QuarterRule.CUMULATIVE: _rule(
        _GUIDELINE, "গণনা পদ্ধতি ক্রমপুঞ্জিভূত, সর্বশেষ প্রতিবেদন গণ্য", "cumulative, the latest report counts"
    ),
}
WITHOUT_QUARTER_TARGETS = {
    QuarterRule.SUM: _rule(
        _METHOD,
        "কোয়ার্টারের লক্ষ্যমাত্রা নেই, প্রতিবেদিত অর্জনের সমষ্টি গণ্য",
        "no quarter targets, the reported quarters add up",
    ),
    QuarterRule.AVERAGE: _rule(
        _METHOD,
        "কোয়ার্টারের লক্ষ্যমাত্রা নেই, প্রতিবেদিত অর্জনের গড় গণ্য",
        "no quarter targets, the mean of the reported quarters counts",
    ),
    QuarterRule.CUMULATIVE: _rule(
        _METHOD,
        "কোয়ার্টারের লক্ষ্যমাত্রা নেই, সর্বশেষ প্রতিবেদন গণ্য",
        "no quarter targets, the latest report counts",
    ),
}

PROPORTIONAL = _rule(
    _GUIDELINE,
    "লক্ষ্যমাত্রা পূরণে পূর্ণ নম্বর, কম হলে গাণিতিক হারে নম্বর কর্তন",
    "full marks at the target, otherwise reduced in proportion",
)
CHART = _rule(_GUIDELINE, "লক্ষ্যমাত্রার ছক অনুযায়ী সমানুপাতিক নম্বর", "marks in proportion to the chart of targets")
BETWEEN = {
    True: _rule(_SWITCH, "দুই গ্রেডের মাঝে সরলরৈখিক", "between two grades linear"),
    False: _rule(_SWITCH, "দুই গ্রেডের মাঝে যে গ্রেড অর্জিত", "between two grades the grade reached"),
}
BELOW = {
    BelowLowest.PRORATA: _rule(
        _SWITCH,
        "সর্বনিম্ন গ্রেডের নিচে অর্জন ÷ ১০০% লক্ষ্যমাত্রা, ওই গ্রেডের বেশি নয়",
        "below the lowest grade achieved ÷ 100% target, never more than that grade",
    ),
    BelowLowest.ZERO: _rule(_SWITCH, "সর্বনিম্ন গ্রেডের নিচে শূন্য", "nothing below the lowest grade"),
}
LOWER_IS_BETTER = {
    BelowLowest.PRORATA: _rule(
        _SWITCH,
        "কম হওয়াই ভালো; সর্বনিম্ন গ্রেডের বেশি হলে লক্ষ্যমাত্রা ÷ অর্জন",
        "lower is better; above the lowest grade target ÷ achieved",
    ),
    BelowLowest.ZERO: _rule(
        _SWITCH,
        "কম হওয়াই ভালো; সর্বনিম্ন গ্রেডের বেশি হলে শূন্য",
        "lower is better; nothing above the lowest grade",
    ),
}

IN_TIME = _rule(
    _GUIDELINE,
    "নির্ধারিত তারিখে বা তার আগে হলে পূর্ণ নম্বর, নইলে শূন্য",
    "full marks on or before the date, otherwise none",
)
GRADE_OF_DATE = _rule(_METHOD, "যে গ্রেডের তারিখের মধ্যে সম্পন্ন, সেই গ্রেডের নম্বর", "the grade whose date was kept")
SEVERAL_DATES = {
    Partly.SHARE: _rule(_SWITCH, "একাধিক তারিখের প্রতিটির সমান অংশ", "each of several dates carries an equal share"),
    Partly.NOTHING: _rule(_SWITCH, "একাধিক তারিখের সবগুলো রক্ষা হলে নম্বর", "of several dates all must be kept"),
}

BOTH_MET = _rule(_GUIDELINE, "সংখ্যা ও তারিখ দুটিই পূরণে পূর্ণ নম্বর", "full marks when both number and date are met")
BOTH_PARTLY = {
    Partly.SHARE: _rule(
        _SWITCH,
        "সংখ্যা ও তারিখের একটি অপূর্ণ হলে সময়মতো সম্পন্ন অংশ, দুটির মধ্যে কমটি",
        "with number or date unmet the part done in time, the lesser of the two",
    ),
    Partly.NOTHING: _rule(_SWITCH, "সংখ্যা ও তারিখের একটি অপূর্ণ হলে শূন্য", "with number or date unmet none"),
}

NOT_APPLICABLE = {
    NotApplicable.EXCLUDE: _rule(
        _SWITCH,
        "প্রযোজ্য নয় বলে অর্জিত ও মোট নম্বর দুটি থেকেই বাদ",
        "not applicable, left out of both obtained and possible marks",
    ),
    NotApplicable.ZERO: _rule(_SWITCH, "প্রযোজ্য নয়, তবু মোট নম্বরে থাকে", "not applicable, yet part of the possible marks"),
}


def late_clause(policy: Policy) -> ExplainedStep:
    """What a date missed on every grade earns by the policy."""
    percent = show_percent(Fraction(policy.late_date_share))
    return _rule(_SWITCH, f"বিলম্বিত তারিখে ওই অংশের {percent}", f"a late date earns {percent} of its share")


def loss_clause(loss: LateLoss, *, graded: bool) -> ExplainedStep:
    """What a date missed on every grade loses by the late rule of its indicator."""
    marks, days = show(loss.marks), loss.days
    bn, en = _AFTER_GRADES if graded else _AFTER_DATE
    return _rule(
        _OF_INDICATOR,
        f"{bn} শুরু হওয়া প্রতি {days} দিনের জন্য {marks} নম্বর কর্তন, শূন্যের নিচে নয়",
        f"{en} {marks} marks less for each {days} days begun, never below none",
    )


_AFTER_DATE = ("নির্ধারিত তারিখে বা তার আগে হলে পূর্ণ নম্বর; পরে হলে", "full marks on or before the date; after it")
_AFTER_GRADES = ("শেষ গ্রেডের তারিখের পরে হলে", "after the date of the last grade")


def describe(policy: Policy) -> tuple[Sentence, ...]:
    """Every switch of a policy as a sentence, for the foot of a report."""
    return tuple(clause.sentence for clause in _clauses(policy).values())


@dataclass(frozen=True, slots=True)
class Clause:
    """One switch of a policy as it stands, in words; ``is_ours``: the sources are silent, it is our interpretation."""

    switch: str
    sentence: Sentence
    is_ours: bool


def read_clauses(policy: Policy) -> tuple[Clause, ...]:
    """A policy to read switch by switch, in the order of ``describe``, each sentence without its source."""
    ours = _ours(policy)
    return tuple(
        Clause(switch, Sentence(_bare(step.sentence.bn), _bare(step.sentence.en)), switch in ours)
        for switch, step in _clauses(policy).items()
    )


def _ours(policy: Policy) -> frozenset[str]:
    """The switches no source speaks for as they stand (rulebook, [I]).

    Both ways below the lowest grade occur in official texts, and a late date earns nothing by the guideline.
    """
    late = {"late_date_share"} if policy.late_date_share else set()
    return frozenset({"interpolate", "several_dates", "number_and_date", "not_applicable", "decimals"} | late)


def _clauses(policy: Policy) -> dict[str, ExplainedStep]:
    marks = rounding(policy.decimals)
    return {
        "interpolate": BETWEEN[policy.interpolate],
        "below_lowest": BELOW[policy.below_lowest],
        "late_date_share": late_clause(policy),
        "several_dates": SEVERAL_DATES[policy.several_dates],
        "number_and_date": BOTH_PARTLY[policy.number_and_date],
        "not_applicable": NOT_APPLICABLE[policy.not_applicable],
        "decimals": _rule(_SWITCH, f"নম্বর {marks.bn}", f"marks {marks.en}"),
    }


def _bare(text: str) -> str:
    """A rule without "Rule:" before it and its source behind."""
    return text.partition(": ")[2].rpartition(" (")[0]
