"""Owns the marking of dates: every dated target judged by itself, grade by grade."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from marking.figures import NOTHING, WHOLE, exact, show_day, show_percent
from marking.goals import DatedRung
from marking.judgement import Judgement
from marking.matching import Judged, match_dates
from marking.policy import Partly, Policy
from marking.reported import Reported
from marking.scorecard import ExplainedStep
from marking.wording import days, say


class _Tally(NamedTuple):
    """The dated targets of one grade, judged, and the share of the weight they earn with its arithmetic."""

    judged: Sequence[Judged]
    share: Fraction
    expression: str
    grade: str


def judge_dates(rungs: Sequence[DatedRung], reported: Reported, policy: Policy) -> Judgement:
    """The share of the weight that the dates done earn: that of the grade which gives most."""
    tallies = [_tally(rung, reported, policy, several=len(rungs) > 1) for rung in rungs]
    best = max(tallies, key=lambda tally: tally.share)
    if not best.share and reported.dates:
        best = tallies[-1]  # missed on every grade: what was missed is the easiest
    listed = days(reported.days)
    achieved = say("achievement", f"অর্জন: {listed or 'তারিখ নেই'}", f"Achieved: {listed or 'no date'}")
    working = [_judged_step(judged, best.grade, reported.through) for judged in best.judged]
    return Judgement(best.share, best.expression, (achieved,), tuple(working))


def _tally(rung: DatedRung, reported: Reported, policy: Policy, *, several: bool) -> _Tally:
    judged = match_dates(rung.targets, reported.dates)
    met, late = sum(one.in_time for one in judged), sum(one.late for one in judged)
    late_share = min(exact(policy.late_date_share) or NOTHING, rung.share) if late else NOTHING
    grade = f" ({show_percent(rung.share)})" if several else ""
    count = len(judged)
    if policy.several_dates is Partly.NOTHING:
        share = rung.share if met == count else late_share if met + late == count else NOTHING
        return _Tally(judged, share, show_percent(share), grade)
    if late_share:
        share = (rung.share * met + late_share * late) / count
    else:
        share = rung.share if met == count else rung.share * Fraction(met, count)
    return _Tally(judged, share, _expression(met, late, count, rung.share, late_share), grade)


def _expression(met: int, late: int, count: int, full: Fraction, late_share: Fraction) -> str:
    """What the weight is multiplied by: 100%, 3 ÷ 4, 80% × 1 ÷ 2, (3 × 100% + 1 × 50%) ÷ 4."""
    if met == count or not (met or late_share):
        return show_percent(full if met else NOTHING)
    if not late_share:
        return f"{met} ÷ {count}" if full == WHOLE else f"{show_percent(full)} × {met} ÷ {count}"
    if late == count:
        return show_percent(late_share)
    return f"({met} × {show_percent(full)} + {late} × {show_percent(late_share)}) ÷ {count}"


def _judged_step(judged: Judged, grade: str, through: int) -> ExplainedStep:
    day, done = show_day(judged.target.day) + grade, judged.done
    if done is None:
        waiting = judged.target.quarter > through
        bn, en = ("এখনো সময় হয়নি", "not due yet") if waiting else ("অর্জনের তারিখ নেই", "no date achieved")
        return say("arithmetic", f"লক্ষ্যমাত্রা {day}: {bn}", f"Target {day}: {en}")
    sign, bn, en = ("≤", "সময়মতো", "in time") if judged.in_time else (">", "বিলম্বিত", "late")
    comparison = f"{show_day(done)} {sign} {day}"
    return say("arithmetic", f"{comparison}: {bn}", f"{comparison}: {en}")
