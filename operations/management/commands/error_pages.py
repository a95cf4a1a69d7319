"""Owns the command that writes pages of errors for the web server in front, which answers when nobody else does."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from plans.management.starting import QuietCommand

PAGES = ("413", "429", "503")


class Command(QuietCommand):
    help = "Writes 413.html, 429.html and 503.html for nginx, beside the collected static files. Exit 0: done."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="another folder than static/errors")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["output"] or settings.STATIC_ROOT / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        for name in PAGES:
            (folder / f"{name}.html").write_text(render_to_string(f"{name}.html"), encoding="utf-8")
        self.stdout.write(f"{folder}: {', '.join(PAGES)}")
