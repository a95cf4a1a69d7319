"""Owns the tables of who and when."""

from offices.models.calendar import Deadline, DeadlineExtension, FiscalYear, RevisionExtension
from offices.models.history import OfficeChange
from offices.models.office import Office, OfficeSpelling, Tier
from offices.models.people import Membership, Person, Post, Role
from offices.models.second_factor import SecondFactor
from offices.models.year_end import YearEndDeadline, YearEndDocument, usual_day

__all__ = [
    "Deadline",
    "DeadlineExtension",
    "FiscalYear",
    "Membership",
    "Office",
    "OfficeChange",
    "OfficeSpelling",
    "Person",
    "Post",
    "RevisionExtension",
    "Role",
    "SecondFactor",
    "Tier",
    "YearEndDeadline",
    "YearEndDocument",
    "usual_day",
]
