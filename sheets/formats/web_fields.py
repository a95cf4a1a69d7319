"""Owns the fields of a form in a web page: what stands in them is seen, and so is what was chosen of a list."""

from collections.abc import Mapping

_WRITTEN = frozenset(("", "text", "number", "date", "search", "tel", "month"))
_TICKED = {"checkbox": "✓", "radio": "✓"}


class WebFields:
    """Follows the fields of a page; of a list only the chosen entry is shown, the first where none is marked."""

    def __init__(self) -> None:
        self._entries: list[tuple[str, bool]] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> str:
        """Take in an element; the text it shows by itself."""
        if name == "input":
            return _shown(attributes)
        if name == "select":
            self._entries = []
        elif name == "option" and self._entries is not None:
            self._entries.append(("", "selected" in attributes))
        return ""

    def end(self, name: str) -> str:
        """An element ends; what was chosen of a list that ends."""
        if name != "select" or self._entries is None:
            return ""
        entries, self._entries = self._entries, None
        first = entries[0][0] if entries else ""
        return next((text for text, is_chosen in reversed(entries) if is_chosen), first).strip()

    def take(self, text: str) -> bool:
        """Whether a text belongs to a list, to be shown once it was chosen."""
        if self._entries is None:
            return False
        if self._entries:
            before, is_chosen = self._entries[-1]
            self._entries[-1] = before + text, is_chosen
        return True


def _shown(attributes: Mapping[str, str]) -> str:
    kind = attributes.get("type", "").strip().lower()
    if kind in _WRITTEN:
        return attributes.get("value", "")
    return _TICKED.get(kind, "") if "checked" in attributes else ""
