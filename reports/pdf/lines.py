"""Owns the shaping of lines: each text is shaped once, and its line kept for the next cell or document that has it.

WeasyPrint 70 shapes a line to measure it, forgets it and shapes it again to draw it; the words of an official form
stand in dozens of cells, and in the forms of all ministries. What is kept is bounded; a line depends on nothing but
its text, its width and the style of its letters, so the same bytes are printed with and without.
"""

from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import get_font_description

from reports.pdf.seams import known

MOST_LINES = 8192  # some 25 MB
PLAIN = {  # what a style leaves alone whose lines are kept
    "font_feature_settings": "normal", "font_kerning": "auto", "font_language_override": "normal",
    "font_variant_alternates": "normal", "font_variant_caps": "normal", "font_variant_east_asian": "normal",
    "font_variant_ligatures": "normal", "font_variant_numeric": "normal", "font_variant_position": "normal",
    "font_variation_settings": "normal", "text_decoration_line": "none",
}  # fmt: skip
STYLE = (  # all that a line and its breaks depend on
    "direction", "font_family", "font_size", "font_stretch", "font_style", "font_weight", "hyphenate_character",
    "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing", "overflow_wrap", "tab_size",
    "white_space", "word_break", "word_spacing",
)  # fmt: skip

_lines: dict[tuple[Any, ...], tuple[Any, ...]] = {}
_faces: dict[tuple[Any, ...], tuple[Any, Any, Any]] = {}


def keep_lines() -> None:
    """Let WeasyPrint keep what it shaped; calling it again changes nothing."""
    if line_break.Layout is KeptLayout:
        return
    split = known(
        line_break, "split_first_line", "text style context max_width justification_spacing is_line_start minimum"
    )
    known(line_break.Layout, "setup", "self style")
    line_break.Layout = KeptLayout
    inline.split_first_line = preferred.split_first_line = kept(split)


def kept(split: Any) -> Any:
    """``split_first_line`` that remembers its answers."""

    def split_kept_line(
        text: str,
        style: Any,
        context: Any,
        max_width: Any,
        spacing: float,
        is_line_start: bool = True,
        minimum: Any = 0,
    ) -> tuple[Any, ...]:
        style_key = _style_key(style)
        key = (text, style_key, max_width, spacing, is_line_start, minimum)
        line = _lines.get(key) if style_key else None
        if line is None:
            line = split(text, style, context, max_width, spacing, is_line_start, minimum)
            layout, length, resumed, *_measures = line
            layout.broke_at_space = resumed is not None and resumed > length
            if style_key:
                _keep(key, line)
        return line

    return split_kept_line


def _keep(key: tuple[Any, ...], line: tuple[Any, ...]) -> None:
    if len(_lines) >= MOST_LINES:
        _lines.clear()
    _lines[key] = line


class KeptLayout(line_break.Layout):
    """A shaped text that stays shaped for as long as anybody refers to it.

    ``broke_at_space``: the line ended where the text has a space, which is not part of the line.
    """

    broke_at_space = False

    def setup(self, style: Any) -> None:
        key = _style_key(style)
        if key is None:
            super().setup(style)
        else:
            if key not in _faces:
                _faces[key] = _face(style)
            context, description, self.language = _faces[key]
            self.style, self.first_line_direction = _own(style), 0
            self.ascent = self.underline_position = self.strikethrough_position = None
            self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
            pango.pango_layout_set_auto_dir(self.layout, False)
            pango.pango_layout_set_font_description(self.layout, description)
        # Drawing asks for this; set later, it would undo the shaping.
        pango.pango_layout_set_single_paragraph_mode(self.layout, True)

    def deactivate(self) -> None:
        """Would forget the shaping."""

    def reactivate(self, style: Any) -> None:
        """Shapes again only what is drawn otherwise than it was measured: lines stretched to both margins."""
        if self.justification_spacing:
            super().reactivate(style)


def _face(style: Any) -> tuple[Any, Any, Any]:
    """What all letters of a style are shaped with: Pango's context, font and language."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    code, _kept_alive = unicode_to_char_p(style["lang"] or "")
    language = pango.pango_language_from_string(code)
    pango.pango_context_set_language(context, language)
    return context, get_font_description(style), language


def _style_key(style: Any) -> tuple[Any, ...] | None:
    """What a line depends on besides its text and width; None for a style that is not plain."""
    style = _own(style)
    if not hasattr(style, "line_key"):
        is_plain = all(style[name] == plain for name, plain in PLAIN.items())
        style.line_key = (id(style.font_config), *(style[name] for name in STYLE)) if is_plain else None
    key: tuple[Any, ...] | None = style.line_key
    return key


def _own(style: Any) -> Any:
    """The style a text's anonymous box took its letters from."""
    while type(style) is AnonymousStyle:
        style = style.parent_style
    return style
