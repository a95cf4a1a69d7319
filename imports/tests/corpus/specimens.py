"""Owns the list of the corpus: every workbook by name, the plans on its sheets and how each is laid out."""

from dataclasses import dataclass, field
from functools import cache

from imports.tests.corpus.expecting import IMPOSSIBLE
from imports.tests.corpus.layouts import (
    EIGHT,
    ELEVEN,
    ELEVEN_WITHOUT_LINES,
    FIFTEEN,
    TWELVE,
    TWELVE_OF_2017,
    Layout,
)
from imports.tests.corpus.plans import INDUSTRIES, LABOUR, Described, real_plan, remarked, reported
from imports.tests.corpus.varied_plans import (
    in_quarters,
    on_ladder,
    weightless,
    with_baselines,
    with_day_numbers,
    with_late_rule,
    with_past,
    with_whole,
)


@dataclass(frozen=True)
class PlanSheet:
    """A sheet that holds a plan; one that is not kept is of another kind, as its title says."""

    name: str
    plan: Described
    layout: Layout = field(default_factory=Layout)
    hidden: bool = False
    is_kept: bool = True


@dataclass(frozen=True)
class OtherSheet:
    """A sheet that holds none: a cover, notes."""

    name: str
    lines: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True)
class AnnexSheet:
    """A sheet behind a plan with what its form has no place for: number of an indicator, what, as read, as meant."""

    name: str
    rows: tuple[tuple[str, str, str, str], ...]
    hidden: bool = False


@dataclass(frozen=True)
class Specimen:
    """A workbook of the corpus; ``converted`` names the other formats LibreOffice makes of it."""

    name: str
    sheets: tuple[PlanSheet | OtherSheet | AnnexSheet, ...]
    converted: tuple[str, ...] = field(default=())


OFFICIAL = Layout()
OTHER_KINDS = {
    "grievance": "অভিযোগ প্রতিকার ব্যবস্থা সংক্রান্ত কর্মপরিকল্পনা",
    "charter": "সেবা প্রদান প্রতিশ্রুতি (সিটিজেনস চার্টার) কর্মপরিকল্পনা",
    "information": "তথ্য অধিকার বিষয়ক কর্মপরিকল্পনা",
}
LATE_RULE = AnnexSheet("ফরমের বাইরে", (("৪.১", "বিলম্বের নিয়ম", "", "প্রতি ১৪ দিনে ০.২৫ নম্বর"),))
GOVERNMENT = "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"
LETTERHEAD = ("প্রশাসন-২ শাখা", "www.example.gov.bd")
SIGNED = ("স্বাক্ষর", "(মোঃ আবদুল করিম)", "উপসচিব (প্রশাসন)", f"তারিখ: {IMPOSSIBLE}")
SET_EGOV = (
    ("1.5.1", "100", "raised"),
    ("1.6.1", "q1 achieved", "struck"),
    ("2.1.1", "unit", "unseen"),
    ("1.3.1", "activity", "row hidden"),
    ("1.1.1", "60", "column hidden"),
)
SET_INTEGRITY = (
    ("1.1", "annual", "raised"),
    ("1.2", "q2", "struck"),
    ("1.1", "q1 achieved", "unseen"),
    ("2.2", "activity", "row hidden"),
    ("1.1", "responsible", "column hidden"),
)
SHEET = "কর্ম-পরিকল্পনা"


@cache
def industries(*areas: str) -> Described:
    """The integrity plan or some of its areas."""
    plan = real_plan(INDUSTRIES)
    return plan.of_areas(areas) if areas else plan


@cache
def labour() -> Described:
    return real_plan(LABOUR)


def specimens() -> tuple[Specimen, ...]:
    """Every workbook of the corpus."""
    return (*_integrity(), *_typed(), *_egov(), *_workbooks(), *_misreporting())


def one(name: str, plan: Described, *converted: str, **layout: object) -> Specimen:
    return Specimen(name, (PlanSheet(SHEET, plan, Layout(**layout)),), converted)  # type: ignore[arg-type]


# Each part of the plan shows something of its own: counts and percents, dates, several dates, unlike units.
COUNTS, DATES, MIXED = ("1", "2"), ("3", "4", "5"), ("9", "10", "11", "12", "13")


def _integrity() -> list[Specimen]:
    return [
        one("integrity-14-whole", industries(), "xlsx", "xls", "ods"),
        one("integrity-14-first-quarter", reported(industries(*COUNTS, *DATES), (1,))),
        one(
            "integrity-14-whole-year-with-claims",
            remarked(reported(industries(*COUNTS, *DATES), (1, 2, 3, 4))),
            "xlsx",
            "ods",
        ),
        one("integrity-14-unmerged", reported(industries(*COUNTS, *DATES), (1, 2)), merged=False),
        one("integrity-14-unnumbered", industries(*DATES), numbered=False),
        one("integrity-14-unnumbered-unmerged", industries(*COUNTS), numbered=False, merged=False),
        one("integrity-14-one-row-with-both-labels", industries(*MIXED), lines="one"),
        one("integrity-14-headings-spelt-otherwise", reported(industries(*COUNTS), (1,)), spelling="variant"),
        one("integrity-14-leading-empty-rows-and-columns", industries(*DATES), top=5, left=2),
        one("integrity-14-dates-in-rows-of-their-own", industries("4", "13"), dates_in_rows=True),
        one("integrity-14-weights-after-colons", industries(*COUNTS), area_weight="colon"),
        one("integrity-14-weights-after-ellipses", industries(*MIXED), area_weight="ellipsis"),
        one("integrity-14-weights-in-their-column", industries(*COUNTS), area_weight="column"),
        one("integrity-14-areas-without-weights", industries(*COUNTS), area_weight="none"),
        one("integrity-15-with-baseline", with_baselines(industries(*COUNTS, *DATES)), columns=FIFTEEN),
        one("integrity-15-unnumbered", with_baselines(industries(*COUNTS)), columns=FIFTEEN, numbered=False),
        one("integrity-12", industries(*COUNTS, *MIXED), columns=TWELVE),
        one(
            "integrity-12-of-2017-without-weights",
            with_baselines(weightless(industries(*COUNTS, *DATES))),
            "xls",
            columns=TWELVE_OF_2017,
            area_weight="none",
            spelling="variant",
        ),
        one("integrity-11", reported(industries(*COUNTS, *MIXED), (1, 2, 3)), columns=ELEVEN),
        one("integrity-11-without-lines", industries(*COUNTS, *DATES), columns=ELEVEN_WITHOUT_LINES, lines="none"),
        one("integrity-14-on-pages", reported(industries(*COUNTS, *DATES), (1,)), "xls", page=4),
        one("integrity-14-on-pages-unmerged", industries(*MIXED), page=3, merged=False),
        one("integrity-8", industries(*COUNTS), columns=EIGHT, lines="none"),
        one("integrity-8-unmerged", industries(*DATES), columns=EIGHT, lines="none", merged=False),
    ]


def _typed() -> list[Specimen]:
    plan = reported(industries(*COUNTS, *DATES), (1, 2))
    return [
        one("typed-in-bengali-digits", plan, typing="bengali"),
        one("typed-in-ascii-digits", plan, typing="ascii"),
        one("typed-in-mixed-digits", plan, typing="mixed"),
        one("typed-as-numbers", plan, "ods", typing="numbers"),
        one("typed-as-real-dates", plan, "xlsx", "xls", "ods", typing="dates"),
        one("typed-as-real-percents", plan, "xlsx", "xls", typing="percents"),
        one("typed-as-formulas-with-results", plan, typing="formulas"),
        one("typed-with-decimal-tails", plan, typing="tails"),
        one("typed-in-bijoy", plan, "ods", typing="bijoy"),
        one("typed-with-dates-turned-into-numbers", with_day_numbers(plan), "xlsx", typing="numbers"),
    ]


def _egov() -> list[Specimen]:
    plan, name = labour(), "ই-গভর্ন্যান্স"

    def egov(title: str, plan: Described, *converted: str, **layout: object) -> Specimen:
        return Specimen(title, (PlanSheet(name, plan, Layout(**layout)),), converted)  # type: ignore[arg-type]

    return [
        egov("egov-first-quarter", plan, "xlsx", "xls", "ods"),
        egov("egov-unmerged", plan, merged=False),
        egov("egov-unnumbered", plan, numbered=False),
        egov("egov-headings-spelt-otherwise", plan, spelling="variant"),
        egov("egov-leading-empty-rows-and-columns", plan, top=3, left=1),
        egov("egov-totals-in-one-cell", plan, totals="one cell"),
        egov("egov-without-totals", plan, totals="none"),
        egov("egov-on-pages", plan, page=5, merged=False),
        egov("egov-in-bijoy", plan, "ods", typing="bijoy"),
        egov("egov-one-grade", on_ladder(plan, (100,)), grades=(100,)),
        egov("egov-five-grades", on_ladder(plan, (100, 90, 80, 70, 60)), grades=(100, 90, 80, 70, 60)),
        egov("egov-four-quarters", in_quarters(plan, (1, 2, 3, 4)), "ods", progress=(1, 2, 3, 4)),
        egov("egov-two-quarters", in_quarters(plan, (1, 2)), progress=(1, 2)),
        egov("egov-third-quarter-alone", in_quarters(plan, (3,)), progress=(3,)),
        egov("egov-year-to-date", in_quarters(plan, (2,)), progress=(2,), to_date=True),
        egov("egov-as-real-dates-and-numbers", plan, typing="dates"),
        egov("egov-as-real-percents", plan, typing="percents"),
    ]


def _workbooks() -> list[Specimen]:
    cover = OtherSheet("প্রচ্ছদ", (GOVERNMENT, "শিল্প মন্ত্রণালয়", "বার্ষিক কর্ম-পরিকল্পনা"))
    draft = OtherSheet("খসড়া", ("পুরোনো হিসাব", "৪২"), hidden=True)
    small = industries(*COUNTS)
    other = small.changed(lambda data: data.update(office="অর্থ বিভাগ"))
    plan, egov = PlanSheet(SHEET, small), PlanSheet("ই-গভর্ন্যান্স", labour())
    return [
        Specimen("workbook-with-cover", (cover, plan)),
        Specimen("workbook-with-hidden-sheet", (plan, draft)),
        Specimen("workbook-with-cover-and-hidden-sheet", (cover, plan, draft), ("xlsx",)),
        Specimen("workbook-with-both-plans", (plan, egov), ("ods",)),
        Specimen("workbook-with-two-offices-on-a-sheet", (plan, PlanSheet(SHEET, other, Layout(top=25))), ("xls",)),
        Specimen("workbook-with-both-kinds-on-a-sheet", (plan, PlanSheet(SHEET, labour(), Layout(top=25)))),
        Specimen("workbook-with-a-sheet-per-office", (PlanSheet("শিল্প", small), PlanSheet("অর্থ", other))),
    ]


def _misreporting() -> list[Specimen]:
    """What a form says beside its columns' usual words: other kinds and years, totals to date, texts set otherwise."""
    plan, egov = labour(), "ই-গভর্ন্যান্স"
    small = reported(industries(*COUNTS), (1, 2))
    dated = industries(*DATES)
    annexes = {
        name: PlanSheet(f"সংযোজনী {number}", plan, Layout(title=title), is_kept=False)
        for number, (name, title) in enumerate(OTHER_KINDS.items(), start=6)
    }
    field_office = small.changed(lambda data: data.update(office="জেলা প্রশাসকের কার্যালয়, ঢাকা"))
    return [
        *(Specimen(f"another-kind-{name}", (sheet,)) for name, sheet in annexes.items()),
        Specimen(
            "workbook-of-annexes",
            (PlanSheet(SHEET, small), annexes["grievance"], PlanSheet(egov, plan), annexes["charter"]),
        ),
        Specimen("integrity-with-a-late-rule", (PlanSheet(SHEET, with_late_rule(dated)), LATE_RULE)),
        Specimen("egov-signed", (PlanSheet(egov, plan, Layout(letterhead=LETTERHEAD, signed=SIGNED)),), ("ods",)),
        one("integrity-signed", small, "xls", letterhead=(GOVERNMENT, *LETTERHEAD), signed=SIGNED),
        Specimen("egov-past-year", (PlanSheet(egov, with_past(plan), Layout(past_actual=True)),)),
        Specimen("egov-whole-year-beside-a-quarter", (PlanSheet(egov, with_whole(plan), Layout(whole_year=True)),)),
        Specimen("egov-set-otherwise", (PlanSheet(egov, plan, Layout(settings=SET_EGOV)),), ("xlsx", "xls", "ods")),
        one("integrity-set-otherwise", small, "xlsx", "xls", "ods", settings=SET_INTEGRITY),
        one("integrity-short-rows", small, merged=False, short=True),
        one("integrity-of-a-field-office", field_office, place="behind"),
        one("integrity-place-below-the-office", field_office, place="below", july_to_june=True),
        one("typed-in-visual-order", reported(industries(*COUNTS), (1,)), typing="drawn"),
        one("typed-in-two-scripts", small, typing="scripts"),
    ]
