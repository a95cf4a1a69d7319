"""Owns the tables of every plan: its rows, its quarterly cells, its reports and its ledger of events."""

from plans.models.annual_report import AnnualReport, AnnualRound
from plans.models.cell import Comment, Evidence, QuarterCell
from plans.models.checkpoint import ChainEnd, Checkpoint
from plans.models.event import Event
from plans.models.half_year_feedback import HalfYearFeedback
from plans.models.league import LeagueEntry
from plans.models.plan import Activity, Area, GradedTarget, Indicator, OtherYearValue, Plan
from plans.models.plan_round import PlanRound
from plans.models.policy import MarkingPolicy
from plans.models.print import KeptPrint
from plans.models.quarter_round import QuarterRound, Receipt, SignOff, SupersededApproval
from plans.models.refused import RefusedValue
from plans.models.report import QuarterReport
from plans.models.revision import TargetRevision
from plans.models.row_review import RowOpening, RowReview
from plans.models.source import PlanImport, SourceFile
from plans.models.template import PlanTemplate

__all__ = [
    "Activity",
    "AnnualReport",
    "AnnualRound",
    "Area",
    "ChainEnd",
    "Checkpoint",
    "Comment",
    "Event",
    "Evidence",
    "GradedTarget",
    "HalfYearFeedback",
    "Indicator",
    "KeptPrint",
    "LeagueEntry",
    "MarkingPolicy",
    "OtherYearValue",
    "Plan",
    "PlanImport",
    "PlanRound",
    "PlanTemplate",
    "QuarterCell",
    "QuarterReport",
    "QuarterRound",
    "Receipt",
    "RefusedValue",
    "RowOpening",
    "RowReview",
    "SignOff",
    "SourceFile",
    "SupersededApproval",
    "TargetRevision",
]
