"""Owns how a file is handed over: its name in the header that browsers read, whatever the name is made of."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(content: bytes, name: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    """A file saved under its name; ``inline``: shown in the browser where it can be."""
    header = content_disposition_header(not inline, printable(name))
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": header or "attachment"})


def printable(name: str) -> str:
    """A file name a header can carry: a line break in an office's code or a file's name would end the header."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
