"""Owns the quarter in an address: q1 to q4."""

from django.urls import register_converter


class QuarterConverter:
    """A quarter in an address: q1 to q4."""

    regex = "q[1-4]"

    def to_python(self, value: str) -> int:
        return int(value[1])

    def to_url(self, value: int) -> str:
        return f"q{value}"


register_converter(QuarterConverter, "quarter")
