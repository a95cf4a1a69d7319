"""Owns how a web page's tags and styles set a text, and the stretches of a text that came with such tags."""

import re
from collections.abc import Iterable, Iterator

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
    (re.compile(r"display:none|visibility:(?:hidden|collapse)|mso-hide:all"), TextSetting.HIDDEN),
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


def setting_of(tag: str, style: str) -> TextSetting:
    """How a tag sets the text in it, by its style, written in any case and with any spaces, or by its name."""
    plain = _SPACES.sub("", style).lower()
    by_style = next((setting for pattern, setting in _BY_STYLE if pattern.search(plain)), None)
    return by_style or _BY_TAG.get(tag, TextSetting.PLAIN)


def strongest(settings: Iterable[TextSetting]) -> TextSetting:
    """Hidden text is not there, struck or not; struck text is withdrawn, raised or not."""
    given = set(settings)
    order = (TextSetting.HIDDEN, TextSetting.STRUCK, TextSetting.RAISED)
    return next((setting for setting in order if setting in given), TextSetting.PLAIN)


def _runs(text: str, font: str) -> Iterator[Run]:
    around: list[tuple[str, TextSetting]] = []
    at = 0
    for tag in _TAG.finditer(text):
        yield Run(text[at : tag.start()], font, strongest(setting for _, setting in around))
        at, name = tag.end(), tag["name"].lower()
        if tag["end"] and any(name == begun for begun, _ in around):
            while around.pop()[0] != name:
                pass
        elif not tag["end"] and not (tag["more"] or "").endswith("/"):
            around.append((name, setting_of(name, tag["more"] or "")))
    yield Run(text[at:], font, strongest(setting for _, setting in around))
