"""Owns gathering what a page shows of a report to whoever decides on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cell_values.value import plain
from marking.scorecard import Mark
from offices.models import Person
from plan_tree.terms import Assessment, Exemption
from plan_tree.tree import IndicatorNode
from plans.queries.quarter_contents import QuarterContents
from plans.queries.scorecards import stored_scorecard
from plans.seen import REPORT, Shown

SHORT_DIGEST = 12  # digits of a file's digest: enough to tell two files of one name apart


def shown_of(contents: QuarterContents, *, to: Person) -> Shown:
    """The report and its rows up to its quarter as ``to`` is shown them: later quarters are no part of the decision,
    nor are one's own comments.
    """
    scorecard = stored_scorecard(contents.report)
    marks = {mark.number: mark for mark in scorecard.marks}
    files, comments = files_of(contents), _comments(contents, to)
    about_report = {
        "receipt": _last_receipt(contents),
        "earned": str(scorecard.earned),
        "possible": str(scorecard.possible),
        "policy": contents.plan.policy.name,
    }
    return {REPORT: about_report} | {
        str(row.key): row_shown(row, contents.quarter, marks.get(row.number), files, comments)
        for row in contents.tree.indicators
    }


def _last_receipt(contents: QuarterContents) -> str:
    """Which round it is: the number of its receipt, its moment where nobody kept one."""
    last = contents.scene.receipts[-1] if contents.scene.receipts else None
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


def files_of(contents: QuarterContents) -> dict[int, list[str]]:
    """The files of each row in a quarter, by the key of its indicator: name and digest."""
    found: dict[int, list[str]] = defaultdict(list)
    for each in contents.scene.files:
        found[contents.rows.cells[each.cell_id].indicator_id].append(f"{each.name} ({each.sha256[:SHORT_DIGEST]})")
    return found


def _comments(contents: QuarterContents, reader: Person) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for each in contents.scene.comments:
        if each.written_by_id != reader.pk:
            found[contents.rows.cells[each.cell_id].indicator_id].append(each.text)
    return found
