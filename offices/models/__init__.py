"""Owns the tables of who and when."""

from offices.models.calendar import Deadline, DeadlineExtension, FiscalYear
from offices.models.office import Office, OfficeSpelling, Tier
from offices.models.people import Membership, Person, Post, Role
from offices.models.second_factor import SecondFactor

__all__ = [
    "Deadline",
    "DeadlineExtension",
    "FiscalYear",
    "Membership",
    "Office",
    "OfficeSpelling",
    "Person",
    "Post",
    "Role",
    "SecondFactor",
    "Tier",
]
