"""Owns which rooms the house has: every package at the top that holds code."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = sorted(
    file.parent.name for file in ROOT.glob("*/__init__.py") if file.parent.name not in {"bench", "deploy", "docs"}
)
