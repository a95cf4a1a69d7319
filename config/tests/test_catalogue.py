"""Owns the proof that pages speak Bengali: every sentence of the templates has its translation, placeholders kept."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, npgettext, pgettext, trim_whitespace

SENTENCE = re.compile(r"""{% translate (?:"([^"]+)"|'([^']+)')(?: context "([^"]+)")?""")
BLOCK = re.compile(r"{% blocktranslate( [^%]*)?%}(.*?){% (plural|endblocktranslate) %}", re.DOTALL)
CONTEXT = re.compile(r'context "([^"]+)"')
PLACEHOLDER = re.compile(r"%\(\w+\)s|{\w+}")
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


def sentences(source: str) -> set[tuple[str, str, bool]]:
    """(context, msgid, whether it has a plural) of every translated sentence in a template."""
    said = {(context or "", double or single, False) for double, single, context in SENTENCE.findall(source)}
    return said | {(*_of_block(options, block), end == "plural") for options, block, end in BLOCK.findall(source)}


def _of_block(options: str, block: str) -> tuple[str, str]:
    context = CONTEXT.search(options)
    msgid = trim_whitespace(block) if " trimmed" in options else block
    return context[1] if context else "", re.sub(r"{{ (\w+) }}", r"%(\1)s", msgid)


def in_bengali(context: str, msgid: str, has_plural: bool = False) -> str:
    """Asked for as the template asks: older Pythons do not find a sentence with a plural by itself."""
    with translation.override("bn"):
        if has_plural:
            return npgettext(context, msgid, msgid, 1) if context else ngettext(msgid, msgid, 1)
        return pgettext(context, msgid) if context else gettext(msgid)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_every_sentence_of_a_template_is_said_in_bengali(template):
    for context, msgid, has_plural in sentences(template.read_text(encoding="utf-8")):
        bengali = in_bengali(context, msgid, has_plural)
        assert re.search("[ঀ-৿]", bengali), f"{msgid!r} has no Bengali"
        assert set(PLACEHOLDER.findall(bengali)) == set(PLACEHOLDER.findall(msgid)), msgid


def test_logging_in_and_passwords_speak_bengali():
    assert in_bengali("", "The username and/or password you specified are not correct.").startswith("ব্যবহারকারীর নাম")
    assert in_bengali("", "This password is too common.") == "পাসওয়ার্ডটি খুব প্রচলিত।"
