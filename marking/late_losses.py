"""Owns what dated targets earn by the late rule of their indicator: less a loss for each span begun after the day."""

from collections.abc import Sequence
from fractions import Fraction

from marking.figures import NOTHING, WHOLE, show, show_percent
from marking.goals import LateLoss
from marking.matching import Judged
from marking.policy import Partly, Policy

_MORE_THAN_ALL = Fraction(1000)  # of the weight; the dates of an indicator are fewer


def earn_late(judged: Sequence[Judged], full: Fraction, loss: LateLoss, policy: Policy) -> tuple[Fraction, str]:
    """The share of the weight that dates earn, and its arithmetic; ``full`` is the share with all of them in time.

    Each date carries an equal part and loses no more than that. Where all must be kept, a date not done leaves
    nothing, and the losses of all come off the whole.
    """
    if policy.several_dates is Partly.NOTHING:
        lost = sum((_lost(each, loss) for each in judged), NOTHING)
        share = NOTHING if any(each.done is None for each in judged) else max(full - lost, NOTHING)
        return share, show_percent(share)
    parts = [_part(each, full / len(judged), loss) for each in judged]
    share = sum(parts, NOTHING)
    if len(parts) == 1 or share == full or not share:
        return share, show_percent(share)
    return share, f"({' + '.join(map(show_percent, parts))})"


def cost_of(judged: Judged, carried: Fraction, loss: LateLoss, policy: Policy) -> Fraction:
    """What a date costs of the share it carries; where all must be kept, one not done costs more than all."""
    if policy.several_dates is Partly.NOTHING:
        return _MORE_THAN_ALL if judged.done is None else _lost(judged, loss)
    return carried - _part(judged, carried, loss)


def tell_loss(judged: Judged, loss: LateLoss, most: Fraction) -> tuple[str, str]:
    """How late a date is and what it loses, in Bengali and English; ``most`` is the share of the weight it carries."""
    late_by, spans = judged.late_by, loss.spans(judged.late_by)
    lost = f"{spans} × {show(loss.marks)} = {show(spans * loss.marks)}"
    is_all = spans * loss.share >= most
    bn = f"{late_by} দিন বিলম্বিত, প্রতি {loss.days} দিনে {show(loss.marks)} করে কর্তন {lost}"
    en = f"{late_by} {'day' if late_by == 1 else 'days'} late, {spans} begun of {loss.days} days, {lost} lost"
    return bn + ("; কিছুই থাকে না" if is_all else ""), en + ("; nothing is left" if is_all else "")


def _part(judged: Judged, carried: Fraction, loss: LateLoss) -> Fraction:
    if judged.done is None:
        return NOTHING
    return max(carried - _lost(judged, loss), NOTHING)


def _lost(judged: Judged, loss: LateLoss) -> Fraction:
    return min(loss.spans(judged.late_by) * loss.share, WHOLE)
