"""Owns what a PDF is asked with, wherever it is laid out."""

from collections.abc import Callable
from typing import Literal, Protocol

Variant = Literal["pdf/ua-1"]
Revise = Callable[[list[str]], str | None]


class Renders(Protocol):
    """What prints a document, here or elsewhere: ``render_here``, or the ``render_pdf`` of a press."""

    def __call__(self, html: str, *, variant: Variant | None = None, revise: Revise | None = None) -> bytes: ...
