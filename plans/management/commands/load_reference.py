"""Owns the command that fills in reference data: offices, spellings, years, deadlines, marking policies."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from offices.models import FiscalYear
from offices.reference import load_calendar, load_offices
from plans.management.starting import QuietCommand
from plans.models import MarkingPolicy


class Command(QuietCommand):
    help = "Adds the reference data that is missing; what administrators changed stays."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        load_offices(settings.FIXTURES_ROOT)
        load_calendar(settings.FIXTURES_ROOT)
        load_policies(settings.FIXTURES_ROOT)


def load_policies(folder: Path) -> None:
    for entry in json.loads((folder / "policies.json").read_text(encoding="utf-8")):
        year = FiscalYear.objects.get(start_year=entry["valid_from"])
        content = {"name": entry["name"], "switches": entry["switches"]}
        MarkingPolicy.objects.get_or_create(kind=entry["kind"], valid_from=year, version=1, defaults=content)
