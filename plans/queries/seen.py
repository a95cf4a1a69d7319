"""Owns gathering what a page shows of a report to whoever decides on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cell_values.value import plain
from marking.scorecard import Mark
from offices.models import Person
from plan_tree.terms import Assessment, Exemption
from plan_tree.tree import IndicatorNode, PlanTree
from plans.models import Comment, Evidence, Plan, QuarterReport
from plans.queries.scorecards import stored_scorecard
from plans.seen import REPORT, Shown

SHORT_DIGEST = 12  # digits of a file's digest: enough to tell two files of one name apart


def shown_of(plan: Plan, report: QuarterReport, tree: PlanTree, *, to: Person) -> Shown:
    """The report and its rows up to its quarter as ``to`` is shown them: later quarters are no part of the decision,
    nor are one's own comments. Two queries beside the tree.
    """
    scorecard = stored_scorecard(report)
    marks = {mark.number: mark for mark in scorecard.marks}
    evidence, comments = files_of(plan, report.quarter), _comments(plan, report.quarter, to)
    about_report = {
        "receipt": _last_receipt(report),
        "earned": str(scorecard.earned),
        "possible": str(scorecard.possible),
        "policy": plan.policy.name,
    }
    return {REPORT: about_report} | {
        str(row.key): row_shown(row, report.quarter, marks.get(row.number), evidence, comments)
        for row in tree.indicators
    }


def _last_receipt(report: QuarterReport) -> str:
    """Which round it is: the number of its receipt, its moment where nobody kept one."""
    last = report.receipts.order_by("round").last()
    return (last.number or last.submitted_at.isoformat()) if last else ""


def row_shown(
    row: IndicatorNode,
    quarter: int,
    mark: Mark | None,
    evidence: Mapping[int, Sequence[str]],
    comments: Mapping[int, Sequence[str]],
) -> dict[str, str]:
    """One row of what is shown."""
    cell, talk = row.quarters[quarter], comments.get(row.key or 0, [])
    earlier = {each: before.achievement.text for each, before in row.known_quarters(quarter - 1)}
    return {
        "number": row.number,
        "title": row.title,
        "weight": str(row.weight),
        "annual": "; ".join(grade.target.text for grade in row.all_grades),
        "target": cell.target.text,
        "achievement": cell.achievement.text,
        "earlier": "; ".join(f"{each}: {text}" for each, text in earlier.items() if text),
        "mark": f"{mark.earned} / {mark.possible}" if mark else "",
        "assessed": _assessed(cell.assessment),
        "exemption": _exemption(cell.exemption),
        "evidence": "; ".join(evidence.get(row.key or 0, [])),
        "remark": cell.remark,
        "claim": "" if cell.claimed_marks is None else plain(cell.claimed_marks),
        "comments": f"{len(talk)}: {talk[-1]}" if talk else "",
    }


def _assessed(given: Assessment | None) -> str:
    return f"{given.marks}: {given.reason}" if given else ""


def _exemption(given: Exemption | None) -> str:
    """What was decided of "not applicable"; the sign says it in both languages."""
    return f"{'✓' if given.granted else '✗'} {given.reason}" if given else ""


def files_of(plan: Plan, quarter: int) -> dict[int, list[str]]:
    """The files of each row in a quarter, by the key of its indicator: name and digest. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    files = Evidence.objects.filter(cell__indicator__activity__area__plan=plan, cell__quarter=quarter)
    for row, name, digest in files.order_by("pk").values_list("cell__indicator", "name", "sha256"):
        found[row].append(f"{name} ({digest[:SHORT_DIGEST]})")
    return found


def _comments(plan: Plan, quarter: int, reader: Person) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    talk = Comment.objects.filter(cell__indicator__activity__area__plan=plan, cell__quarter=quarter)
    for row, text in talk.exclude(written_by=reader).order_by("pk").values_list("cell__indicator", "text"):
        found[row].append(text)
    return found
