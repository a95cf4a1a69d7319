"""Owns the tables of every plan: its rows, its quarterly cells, its reports and its ledger of events."""

from plans.models.cell import Comment, Evidence, QuarterCell
from plans.models.checkpoint import ChainEnd, Checkpoint
from plans.models.event import Event
from plans.models.league import LeagueEntry
from plans.models.plan import Activity, Area, GradedTarget, Indicator, OtherYearValue, Plan
from plans.models.policy import MarkingPolicy
from plans.models.print import KeptPrint
from plans.models.receipt import Receipt
from plans.models.refused import RefusedValue
from plans.models.report import QuarterReport
from plans.models.source import PlanImport, SourceFile

__all__ = [
    "Activity",
    "Area",
    "ChainEnd",
    "Checkpoint",
    "Comment",
    "Event",
    "Evidence",
    "GradedTarget",
    "Indicator",
    "KeptPrint",
    "LeagueEntry",
    "MarkingPolicy",
    "OtherYearValue",
    "Plan",
    "PlanImport",
    "QuarterCell",
    "QuarterReport",
    "Receipt",
    "RefusedValue",
    "SourceFile",
]
