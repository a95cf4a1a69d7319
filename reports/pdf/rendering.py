"""Owns laying out a PDF in this process, for which the engine is loaded when it is needed.

It takes a quarter of the time in which a command starts, and most commands and web processes print nothing themselves.
"""

from reports.pdf.renders import Revise, Variant


def render_here(html: str, *, variant: Variant | None = None, revise: Revise | None = None) -> bytes:
    """As ``reports.pdf.engine.render_pdf``."""
    from reports.pdf.engine import render_pdf

    return render_pdf(html, variant=variant, revise=revise)
