"""Owns the proof that templates can be read: no line of 160 characters, all compile, forms are answered
by the site alone, and joined lines join."""

import re
from pathlib import Path

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template

TEMPLATES = Path(settings.BASE_DIR, "templates")
LONGEST = 159
FORM = re.compile(r"<form\b(?:{%.*?%}|{{.*?}}|[^>])*>", re.DOTALL)
ONE_TAG = re.compile(r" *{%((?!%}).)*%}")  # Django breaks none


def test_no_line_of_a_template_is_longer_than_can_be_read() -> None:
    long = {
        f"{path.relative_to(TEMPLATES)}:{number}"
        for path in TEMPLATES.rglob("*.html")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST and not ONE_TAG.fullmatch(line)
    }
    assert long == set()


def test_every_template_compiles() -> None:
    names = [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")]
    assert len(names) > 100
    for name in names:
        get_template(name)


def test_no_browser_answers_a_form_in_its_own_language_before_ours_speaks() -> None:
    forms = [
        (path.relative_to(TEMPLATES), form)
        for path in TEMPLATES.rglob("*.html")
        for form in FORM.findall(path.read_text("utf-8"))
        if 'method="post"' in form
    ]
    assert len(forms) > 60
    assert [each for each in forms if "novalidate" not in each[1]] == []


def test_joined_lines_show_no_space_between_them() -> None:
    words = "a{% joined %}\n  {% if yes %}b\n  {% else %}c{% endif %}\n  <i>d e</i>\n{% endjoined %}f"
    assert Template(words).render(Context({"yes": True})) == "ab<i>d e</i>f"
