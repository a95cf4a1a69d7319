"""Owns the stretches of a text that came with the tags of a web page: raised, struck or hidden as these say."""

import re
from collections.abc import Iterator

from cell_values.legacy import Run, TextSetting

_TAG = re.compile(
    r"<(?P<end>/)?(?P<name>sup|sub|s|strike|del|ins|span|font|div|p|td)(?P<more>\s[^<>]*)?>", re.IGNORECASE
)
_STRIKE = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_TELLING = re.compile(r"<(?:su[bp]|s|strike|del)\b|~~|line-through|display:|visibility:|vertical-align:", re.IGNORECASE)
_BY_TAG = {
    "sup": TextSetting.RAISED,
    "sub": TextSetting.RAISED,
    "s": TextSetting.STRUCK,
    "strike": TextSetting.STRUCK,
    "del": TextSetting.STRUCK,
}
_BY_STYLE = (
    (re.compile(r"display:none|visibility:(?:hidden|collapse)"), TextSetting.HIDDEN),
    (re.compile("line-through"), TextSetting.STRUCK),
    (re.compile("vertical-align:su(?:b|per)"), TextSetting.RAISED),
)
_SPACES = re.compile(r"\s+")


def has_markup(text: str) -> bool:
    """Whether a text holds tags or marks that say how some of it is set."""
    return ("<" in text or "~~" in text) and _TELLING.search(text) is not None


def runs_of_markup(text: str, font: str = "") -> tuple[Run, ...]:
    """The stretches of a text, without the tags that set them; other tags stay."""
    return tuple(run for run in _runs(_STRIKE.sub(r"<s>\1</s>", text), font) if run.text)


def _runs(text: str, font: str) -> Iterator[Run]:
    around: list[tuple[str, TextSetting]] = []
    at = 0
    for tag in _TAG.finditer(text):
        yield Run(text[at : tag.start()], font, _strongest(around))
        at, name = tag.end(), tag["name"].lower()
        if tag["end"] and any(name == begun for begun, _ in around):
            while around.pop()[0] != name:
                pass
        elif not tag["end"] and not (tag["more"] or "").endswith("/"):
            around.append((name, _setting(name, tag["more"] or "")))
    yield Run(text[at:], font, _strongest(around))


def _setting(name: str, more: str) -> TextSetting:
    style = _SPACES.sub("", more).lower()
    by_style = next((setting for pattern, setting in _BY_STYLE if pattern.search(style)), None)
    return by_style or _BY_TAG.get(name, TextSetting.PLAIN)


def _strongest(around: list[tuple[str, TextSetting]]) -> TextSetting:
    """Hidden text is not there, struck or not; struck text is withdrawn, raised or not."""
    settings = {setting for _, setting in around}
    order = (TextSetting.HIDDEN, TextSetting.STRUCK, TextSetting.RAISED)
    return next((setting for setting in order if setting in settings), TextSetting.PLAIN)
