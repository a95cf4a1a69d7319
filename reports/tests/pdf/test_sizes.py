"""Owns the proof that keeping the sizes of boxes changes time only: what is printed is the same."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from weasyprint.layout import block, percent, table

from reports.pdf.engine import render_pdf
from reports.pdf.sizes import SIZES, keep_sizes, kept_sizes
from reports.printed.official_form import OfficialForm
from reports.printed.setting import form_html

ROOT = Path(__file__).resolve().parents[3]
WITHOUT = (
    "import hashlib, json, sys; from reports.pdf import sizes; sizes.keep_sizes = lambda: None;"
    "from reports.pdf.engine import render_pdf;"
    "print(*(hashlib.sha256(render_pdf(html, variant='pdf/ua-1')).hexdigest() for html in json.load(sys.stdin)))"
)


def test_forms_have_the_bytes_that_reckoning_anew_gives(integrity: OfficialForm, egov: OfficialForm) -> None:
    forms, command = [form_html(form) for form in (integrity, egov)], [sys.executable, "-c", WITHOUT]
    told = subprocess.run(command, cwd=ROOT, input=json.dumps(forms), capture_output=True, check=True, text=True)
    digests = [hashlib.sha256(render_pdf(html, variant="pdf/ua-1")).hexdigest() for html in forms]
    assert told.stdout.split() == digests


def test_a_style_is_reckoned_once_for_each_room() -> None:
    reckoned: list[tuple[int, int]] = []

    def resolve(box: SimpleNamespace, room: tuple[int, int]) -> None:
        reckoned.append(room)
        box.__dict__.update(dict.fromkeys(SIZES, room[0]))

    class Style(dict[str, str]):
        """Can carry what was reckoned, as WeasyPrint's can."""

    style, kept = Style(border_collapse="separate"), kept_sizes(resolve)
    boxes = [SimpleNamespace(style=style) for _ in range(3)]
    for box, room in zip(boxes, [(9, 4), (9, 4), (7, 4)], strict=True):
        kept(box, room)
    assert reckoned == [(9, 4), (7, 4)]
    assert [box.width for box in boxes] == [9, 9, 7]


def test_every_part_of_the_layout_uses_it_once() -> None:
    resolve = percent.resolve_percentages
    keep_sizes()
    assert percent.resolve_percentages is block.resolve_percentages is table.resolve_percentages is resolve
