"""Owns how our commands start: at once, without the pages of the site."""

from django.core.management.base import BaseCommand


class QuietCommand(BaseCommand):
    """A command that leaves out the checks of the system, for which Django reads every address and every page.

    They are made where something can be mended: in CI, by ``migrate`` at each update and by the doctor. What a command
    needs itself (fonts, keys, triggers) it asks itself.
    """

    requires_system_checks = ()
