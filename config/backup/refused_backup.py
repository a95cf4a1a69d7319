"""Owns the sentences a backup or a restore is refused with."""


class RefusedError(Exception):
    """What stands in the way and what to do about it; nothing was changed."""
