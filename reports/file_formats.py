"""Owns the formats that reports are given as beside PDF."""

from enum import StrEnum


class Format(StrEnum):
    """What a report is given as beside PDF; the value is the ending of the file."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    JSON = "json"

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self]


CONTENT_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.JSON: "application/json",
}
"""The media types of the formats."""


class NotOffered(Exception):
    """No such report is given in the format."""
