"""Owns making a checkpoint by hand or by the clock, and giving one out."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from plans.actions.checkpoints import make_checkpoint, not_anchored
from plans.management.starting import QuietCommand
from plans.models import Checkpoint
from plans.sealing import public_keys


class Command(QuietCommand):
    help = "Anchors the ends of all chains of events in a signed checkpoint; -o FILE gives out one of all chains."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("-o", "--output", metavar="FILE", help="write a checkpoint of all chains there")
        parser.add_argument("--public-key", action="store_true", help="print the public keys, the one in force first")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["public_key"]:
            self.stdout.write("\n".join(public_keys()))
            return
        made = make_checkpoint(complete=bool(options["output"]))
        if options["output"] and made:
            Path(options["output"]).write_text(made.document + "\n", encoding="utf-8")
        last = made or Checkpoint.objects.order_by("-number").first()
        number = last.number if last else 0
        self.stdout.write(f"checkpoint {number}: {'made' if made else 'nothing new'}, {not_anchored()} not anchored")
