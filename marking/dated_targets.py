"""Owns the marking of dates: every dated target judged by itself, grade by grade."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from marking.figures import NOTHING, WHOLE, exact, show_day, show_percent
from marking.goals import DatedRung, Goals, LateLoss
from marking.judgement import Judgement
from marking.late_losses import cost_of, earn_late, tell_loss
from marking.matching import Judged, match_at_least_cost, match_dates
from marking.policy import Partly, Policy
from marking.reported import Reported, read_reported
from marking.scorecard import ExplainedStep
from marking.targets import read_goals
from marking.wording import days, say
from plan_tree.tree import IndicatorNode


class _Tally(NamedTuple):
    """The dated targets of one grade, judged, and the share of the weight they earn with its arithmetic.

    ``loss`` is the late rule in force for them, ``most`` the share that each of them carries.
    """

    judged: Sequence[Judged]
    share: Fraction
    expression: str
    grade: str
    most: Fraction
    loss: LateLoss | None = None


def judge_dates(goals: Goals, reported: Reported, policy: Policy) -> Judgement:
    """The share of the weight that the dates done earn: that of the grade which gives most.

    A late rule of the indicator holds for what was missed on every grade, so on the easiest one.
    """
    several = len(goals.dated) > 1
    tallies = [_tally(rung, reported, goals, policy, grade=_grade(rung) if several else "") for rung in goals.dated]
    best = max(tallies, key=lambda tally: tally.share)
    if not best.share and reported.dates:
        best = tallies[-1]  # missed on every grade: what was missed is the easiest
    listed = days(reported.days)
    achieved = say("achievement", f"অর্জন: {listed or 'তারিখ নেই'}", f"Achieved: {listed or 'no date'}")
    working = [_judged_step(judged, best, reported.through) for judged in best.judged]
    return Judgement(best.share, best.expression, (achieved,), tuple(working))


def _grade(rung: DatedRung) -> str:
    return f" ({show_percent(rung.share)})"


def _tally(rung: DatedRung, reported: Reported, goals: Goals, policy: Policy, *, grade: str) -> _Tally:
    if goals.late is not None and rung is goals.dated[-1]:
        return _tally_late(rung, reported, goals.late, policy, grade)
    judged = match_dates(rung.targets, reported.dates)
    late_share = exact(policy.late_date_share) or NOTHING if goals.late is None else NOTHING
    return _Tally(judged, *_earn(judged, rung.share, late_share, policy), grade, rung.share / len(judged))


def _tally_late(rung: DatedRung, reported: Reported, loss: LateLoss, policy: Policy, grade: str) -> _Tally:
    """The dates as they lose least; or only those kept in time, where that gives more."""
    carried = rung.share / len(rung.targets)
    losing = match_at_least_cost(rung.targets, reported.dates, lambda judged: cost_of(judged, carried, loss, policy))
    kept = [each if each.in_time else Judged(each.target, None) for each in match_dates(rung.targets, reported.dates)]
    ways = [(judged, *earn_late(judged, rung.share, loss, policy)) for judged in (losing, kept)]
    return _Tally(*max(ways, key=lambda way: way[1]), grade, carried, loss)


def _earn(judged: Sequence[Judged], full: Fraction, late_share: Fraction, policy: Policy) -> tuple[Fraction, str]:
    """The share that dates earn by the policy, a late one no more than one in time, and its arithmetic."""
    count, met, late = len(judged), sum(one.in_time for one in judged), sum(one.late for one in judged)
    late_share = min(late_share, full) if late else NOTHING
    if policy.several_dates is Partly.NOTHING:
        share = full if met == count else late_share if met + late == count else NOTHING
        return share, show_percent(share)
    if late_share:
        share = (full * met + late_share * late) / count
    else:
        share = full if met == count else full * Fraction(met, count)
    return share, _expression(met, late, count, full, late_share)


def _expression(met: int, late: int, count: int, full: Fraction, late_share: Fraction) -> str:
    """What the weight is multiplied by: 100%, 3 ÷ 4, 80% × 1 ÷ 2, (3 × 100% + 1 × 50%) ÷ 4."""
    if met == count or not (met or late_share):
        return show_percent(full if met else NOTHING)
    if not late_share:
        return f"{met} ÷ {count}" if full == WHOLE else f"{show_percent(full)} × {met} ÷ {count}"
    if late == count:
        return show_percent(late_share)
    return f"({met} × {show_percent(full)} + {late} × {show_percent(late_share)}) ÷ {count}"


def _judged_step(judged: Judged, of: _Tally, through: int) -> ExplainedStep:
    day, done = show_day(judged.target.day) + of.grade, judged.done
    if done is None:
        waiting = judged.target.quarter > through
        bn, en = ("এখনো সময় হয়নি", "not due yet") if waiting else ("অর্জনের তারিখ নেই", "no date achieved")
        return say("arithmetic", f"লক্ষ্যমাত্রা {day}: {bn}", f"Target {day}: {en}")
    sign, bn, en = ("≤", "সময়মতো", "in time") if judged.in_time else (">", "বিলম্বিত", "late")
    if judged.late and of.loss is not None:
        bn, en = tell_loss(judged, of.loss, of.most)
    comparison = f"{show_day(done)} {sign} {day}"
    return say("arithmetic", f"{comparison}: {bn}", f"{comparison}: {en}")


def late_dates(indicator: IndicatorNode, *, start_year: int, through: int) -> tuple[Judged, ...]:
    """The dated targets of full marks that were met after their day, by the reports through a quarter (1..4)."""
    goals = read_goals(indicator, start_year)
    if not goals.dated:
        return ()
    reported = read_reported(indicator, goals, through)
    return tuple(judged for judged in match_dates(goals.dated[0].targets, reported.dates) if judged.late)
