"""Owns giving the site's role what it needs, and no more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction

from plans.management.starting import QuietCommand
from plans.roles import grants


class Command(QuietCommand):
    help = "Prints the SQL by which the owner of the tables lets the site's role run the site; --apply executes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", required=True, metavar="ROLE", help="the role in the site's DATABASE_URL")
        parser.add_argument("--apply", action="store_true", help="execute it; DATABASE_URL names the owner")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("only PostgreSQL has roles")
        statements = list(grants(connection, options["site"]))
        if not options["apply"]:
            self.stdout.write("".join(f"{statement};\n" for statement in statements))
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"{options['site']} can run the site")
