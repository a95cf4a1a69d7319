"""Owns the list of the corpus: every workbook by name, the plans on its sheets and how each is laid out."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from imports.tests.corpus.layouts import (
    EIGHT,
    ELEVEN,
    ELEVEN_WITHOUT_LINES,
    FIFTEEN,
    TWELVE,
    TWELVE_OF_2017,
    Layout,
)
from imports.tests.corpus.plans import INDUSTRIES, LABOUR, Described, Json, real_plan, remarked, reported, value


@dataclass(frozen=True)
class PlanSheet:
    """A sheet that holds a plan."""

    name: str
    plan: Described
    layout: Layout = field(default_factory=Layout)
    hidden: bool = False


@dataclass(frozen=True)
class OtherSheet:
    """A sheet that holds none: a cover, notes."""

    name: str
    lines: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True)
class Specimen:
    """A workbook of the corpus; ``converted`` names the other formats LibreOffice makes of it."""

    name: str
    sheets: tuple[PlanSheet | OtherSheet, ...]
    converted: tuple[str, ...] = field(default=())


OFFICIAL = Layout()
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
    return (*_integrity(), *_typed(), *_egov(), *_workbooks())


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
    cover = OtherSheet("প্রচ্ছদ", ("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "শিল্প মন্ত্রণালয়", "বার্ষিক কর্ম-পরিকল্পনা"))
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


# --- plans for these layouts -------------------------------------------------------------------------------------


def with_baselines(plan: Described) -> Described:
    def write(data: Json) -> None:
        for place, row in enumerate(row for area in data["areas"] for row in area["indicators"]):
            row["baseline"] = "" if place % 4 == 3 else str(place + 1)

    return plan.changed(write)


def with_day_numbers(plan: Described) -> Described:
    """The plan with the dates reported in its quarters as the numbers by which Excel keeps days."""
    found: list[tuple[str, str, str, str]] = []

    def write(data: Json) -> None:
        for row in (row for area in data["areas"] for row in area["indicators"]):
            for name, quarter in row["quarters"].items():
                achieved = quarter["achievement"]
                if achieved and achieved["dates"]:
                    days = str((date.fromisoformat(achieved["dates"][0]) - date(1899, 12, 30)).days)
                    quarter["achievement"] = value(days, quantity=days)
                    found.append(("warning", "date_as_number", row["number"], f"{name} achieved"))

    return Described(plan.changed(write).data, (*plan.doubts, *found))


def weightless(plan: Described) -> Described:
    def write(data: Json) -> None:
        for area in data["areas"]:
            area["weight"] = "0"
            for row in area["indicators"]:
                row["weight"] = "0"

    return plan.changed(write)


def on_ladder(plan: Described, percents: tuple[int, ...]) -> Described:
    """The plan with its targets on another ladder: steps between the best and the lowest."""

    def write(data: Json) -> None:
        for area in data["areas"]:
            for row in area["indicators"]:
                row["grades"] = [{"percent": p, "value": each} for p, each in zip(percents, _ladder(row), strict=False)]

    beside = {"100"} if len(percents) == 1 else {"100", "80"}
    return plan.without_doubts(lambda doubt: doubt[3] in {"80", "60"} - beside).changed(write)


def _ladder(row: Json) -> list[Json | None]:
    best, good, fair = (grade["value"] for grade in row["grades"])
    if best["dates"] or best["quantity"] is None:
        return [best, None, good, None, fair]
    steps = [str(int(best["quantity"]) + 4 - step) for step in range(5)]
    sign = "%" if row["unit"] == "percent" else ""
    return [value(f"{step}{sign}", quantity=step) for step in steps]


def in_quarters(plan: Described, quarters: tuple[int, ...]) -> Described:
    """The plan with achievements in these quarters and no others."""

    def clear(data: Json) -> None:
        for area in data["areas"]:
            for row in area["indicators"]:
                row["quarters"]["q1"]["achievement"] = None

    return reported(plan.changed(clear), quarters)
