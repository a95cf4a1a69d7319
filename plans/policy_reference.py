"""Owns loading of the marking policies from ``fixtures/``; policies already there stay as they are."""

import json
from pathlib import Path

from offices.models import FiscalYear
from plans.models import MarkingPolicy


def load_policies(folder: Path) -> None:
    for entry in json.loads((folder / "policies.json").read_text(encoding="utf-8")):
        year = FiscalYear.objects.get(start_year=entry["valid_from"])
        content = {"name": entry["name"], "switches": entry["switches"]}
        MarkingPolicy.objects.get_or_create(kind=entry["kind"], valid_from=year, version=1, defaults=content)
