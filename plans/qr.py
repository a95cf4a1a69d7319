"""Owns the QR code: an address as a small drawing of black squares."""

from html import escape
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.main import QRCode  # type: ignore[import-untyped]


def qr_drawing(address: str, title: str) -> str:
    """The QR code of an address as SVG, with a quiet border of four squares; ``title`` is read out in its place."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(address)
    rows = code.get_matrix()
    size = len(rows)
    path = "".join(_line(y, row) for y, row in enumerate(rows))
    start = f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" role="img">'
    return f'{start}<title>{escape(title)}</title><path d="{path}"/></svg>'


def _line(y: int, row: list[bool]) -> str:
    """The black stretches of a row, each a rectangle."""
    drawn, x = "", 0
    for black, squares in groupby(row):
        width = len(list(squares))
        drawn += f"M{x} {y}h{width}v1h-{width}z" if black else ""
        x += width
    return drawn
