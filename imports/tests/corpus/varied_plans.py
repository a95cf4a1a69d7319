"""Owns the plans of the corpus changed for a layout: with baselines, on another ladder, in other quarters."""

from datetime import date

from imports.tests.corpus.plans import Described, Json, reported, value


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


def with_past(plan: Described) -> Described:
    """The plan with what was achieved in the year before, of all that is counted."""

    def write(data: Json) -> None:
        start = int(data["year"][:4])
        for place, row in enumerate(row for area in data["areas"] for row in area["indicators"]):
            if row["unit"] in ("number", "percent"):
                past = value(str(place + 1), quantity=str(place + 1))
                row["other_years"] = [{"sort": "actual", "year": f"{start - 1}-{start % 100:02}", "value": past}]

    return plan.changed(write)


def with_whole(plan: Described) -> Described:
    """The plan with what was achieved from July to June, which so far is what the first quarter reports."""

    def write(data: Json) -> None:
        for row in (row for area in data["areas"] for row in area["indicators"]):
            row["whole"] = row["quarters"]["q1"]["achievement"]

    return plan.changed(write)


def with_late_rule(plan: Described) -> Described:
    """The plan with 0.25 marks less for each fortnight that 4.1 is late."""

    def write(data: Json) -> None:
        row = next(row for area in data["areas"] for row in area["indicators"] if row["number"] == "4.1")
        row["late_rule"] = {"marks": "0.25", "days": 14}

    return plan.changed(write)
