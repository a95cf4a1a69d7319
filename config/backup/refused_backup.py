"""Owns the sentences a backup or a restore is refused with."""

from django.core.management.base import CommandError


class RefusedError(CommandError):
    """What stands in the way and what to do about it; nothing was changed. A command ends by it, with exit code 1."""
