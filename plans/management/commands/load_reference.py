"""Owns the command that fills in reference data: offices, spellings, years, deadlines, marking policies."""

from typing import Any

from django.conf import settings
from django.db import transaction

from offices.reference import load_calendar, load_offices
from plans.management.starting import QuietCommand
from plans.policy_reference import load_policies


class Command(QuietCommand):
    help = "Adds the reference data that is missing; what administrators changed stays."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        load_offices(settings.FIXTURES_ROOT)
        load_calendar(settings.FIXTURES_ROOT)
        load_policies(settings.FIXTURES_ROOT)
