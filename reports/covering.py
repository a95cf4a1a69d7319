"""Owns the words of the letter an office sends its report with; the office edits them in its own document."""

from marking.scorecard import Scorecard
from offices.queries.rights import office_above
from plans.display import digits, marks, quarter_name
from plans.kinds import plan_kind
from plans.models import QuarterReport
from plans.queries.scorecards import stored_scorecard
from reports.left_out import left_out_sentence
from reports.tables.word import Letter


def cover_letter(report: QuarterReport) -> Letter:
    """The letter to the office above, in Bengali, as letters between offices are."""
    plan, card = report.plan, stored_scorecard(report)
    form = f"{plan_kind(plan.kind).title.bn}, {plan.year.label}"
    told = f"{form}-এর {quarter_name(report.quarter)} পর্যন্ত বাস্তবায়ন অগ্রগতি প্রতিবেদন"
    above = office_above(plan.office)
    return Letter(
        sender=plan.office.name_bn,
        to=above.name_bn if above else "",
        subject=f"{told} প্রেরণ।",
        body=f"উপর্যুক্ত বিষয়ের পরিপ্রেক্ষিতে {plan.office.name_bn}-এর {told} এতদসঙ্গে প্রেরণ করা হলো। "
        f"মোট {digits(card.possible)} নম্বরের মধ্যে এ পর্যন্ত অর্জিত নম্বর {marks(card.earned)}।{_left_out(card)}",
    )


def _left_out(card: Scorecard) -> str:
    sentence = left_out_sentence(card)
    return f" {sentence.bn}" if sentence else ""
