"""Owns what a text says by how it is set: raised footnotes, struck, hidden and removed text, symbols, prompts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cell_values.bijoy_signs import is_bijoy_font
from cell_values.legacy import Run, TextSetting
from cell_values.symbols import drawn, has_private, is_symbol_font, name_of, without_private
from cell_values.text import normalise

Left = dict[TextSetting, str]
_LEFT_OUT = (TextSetting.STRUCK, TextSetting.REMOVED, TextSetting.HIDDEN, TextSetting.PROMPT)
_ROUND_A_MARK = re.compile(r"[\s()\[\]{},.;:/-]+")
# A digit, a star or a lone letter is a footnote; 1st, ২য়, ৪র্থ, ৮০% and ২টি are one word however their ends are set.
_MARK = re.compile("[0-9০-৯*†‡§#⁰¹²³⁴-⁹]+|[a-zক-হ]\u09bc?", re.IGNORECASE)
_ORDINAL_ENDS = frozenset(map(normalise, ("ম", "য়", "ই")))


@dataclass(frozen=True, slots=True)
class SetText:
    """The runs taken of a text; ``left`` holds what was left out or is doubted, by its setting.

    ``symbols`` are the signs that letters in a font of symbols show.
    """

    runs: tuple[Run, ...]
    left: Left
    symbols: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def as_set(runs: Sequence[Run], setting: TextSetting = TextSetting.PLAIN) -> SetText | None:
    """What is taken of a cell's runs, whose own setting holds where a run has none; None where all is plain."""
    own = [run if run.setting else replace(run, setting=setting) for run in runs]
    if all(run.setting is TextSetting.PLAIN and not _is_drawn(run) for run in own):
        return None
    shown = [_shown(run) for run in own]
    # A cell nobody sees as a whole is read and doubted, as one of a hidden row; unseen words beside others are not.
    is_unseen = all(run.setting is TextSetting.UNSEEN for run in shown if run.text.strip())
    left_out = _LEFT_OUT if is_unseen else (*_LEFT_OUT, TextSetting.UNSEEN)
    left = _by_setting(shown, (*_LEFT_OUT, TextSetting.UNSEEN))
    kept = [run for run in shown if run.setting not in left_out]
    if len({run.setting for run in shown if run.text.strip()}) > 1:
        left |= _by_setting(kept, (TextSetting.ADDED,))
    # A cell raised as a whole is no footnote to itself: its text is kept, and doubted.
    if all(_is_footnote(run) for run in kept if run.text.strip()):
        left |= _by_setting(kept, (TextSetting.RAISED,))
    else:
        left |= _by_setting(filter(_is_footnote, kept), (TextSetting.RAISED,))
        kept = [run for run in kept if not _is_footnote(run)]
    symbols = "".join(run.text for run, before in zip(shown, own, strict=True) if run.text != before.text)
    return SetText((*_named(kept, symbols), *kept), left, symbols)


def _is_drawn(run: Run) -> bool:
    return is_symbol_font(run.font) or (has_private(run.text) and not is_bijoy_font(run.font))


def _shown(run: Run) -> Run:
    if is_symbol_font(run.font):
        return replace(run, text=drawn(run.text, run.font), font="")
    return replace(run, text=without_private(run.text)) if _is_drawn(run) else run


def _named(kept: Sequence[Run], symbols: str) -> tuple[Run, ...]:
    """The name of the sign before a text of signs alone, so that it is read as words and assessed: টিক চিহ্ন ✓."""
    name = name_of("".join(run.text for run in kept)) if symbols else ""
    return (Run(f"{name} ", setting=TextSetting.PLAIN),) if name else ()


def _is_footnote(run: Run) -> bool:
    if run.setting is not TextSetting.RAISED:
        return False
    mark = _ROUND_A_MARK.sub("", normalise(run.text))
    return mark not in _ORDINAL_ENDS and _MARK.fullmatch(mark) is not None


def _by_setting(runs: Iterable[Run], settings: Sequence[TextSetting]) -> Left:
    left: Left = {}
    for run in runs:
        if run.setting and run.setting in settings and run.text.strip():
            left[run.setting] = left.get(run.setting, "") + run.text
    return left
