"""Owns writing the corpus: every specimen as a workbook with what is expected of it beside it.

python -m imports.tests.corpus.generate              all workbooks and expectations
python -m imports.tests.corpus.generate --convert    those LibreOffice makes of them too (needs soffice)
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from imports.tests.corpus.canvas import Canvas, saved
from imports.tests.corpus.drawing import proves_its_order
from imports.tests.corpus.dressing import dress
from imports.tests.corpus.egov_form import EgovForm
from imports.tests.corpus.expecting import expected
from imports.tests.corpus.integrity_form import IntegrityForm
from imports.tests.corpus.specimens import AnnexSheet, OtherSheet, PlanSheet, Specimen, specimens

ANNEX_HEADINGS = ("নম্বর", "বিষয়", "ফরমে যা পড়া যায়", "যা ধরতে হবে")
FOLDER = Path(__file__).parents[3] / "fixtures" / "corpus"


def drawn(specimen: Specimen) -> tuple[bytes, dict[str, Any]]:
    """A specimen's workbook, and what is expected of it."""
    book = Workbook()
    book.remove(book.active)
    plans, told = [], []
    for each in specimen.sheets:
        sheet = book[each.name] if each.name in book.sheetnames else book.create_sheet(each.name)
        sheet.sheet_state = "hidden" if each.hidden else "visible"
        if isinstance(each, OtherSheet):
            for row, line in enumerate(each.lines, start=1):
                sheet.cell(row, 1, line)
            told.append(_of_other(each))
        elif isinstance(each, AnnexSheet):
            for cells in (("",), ANNEX_HEADINGS, *each.rows):
                sheet.append(cells)
        else:
            canvas = Canvas(sheet, each.layout)
            form = IntegrityForm if each.plan.data["kind"] == "integrity" else EgovForm
            form(canvas, each.plan).draw()
            canvas.sign()
            told += _of_cells(canvas, each.name)
            if each.is_kept:
                plans.append({"sheet": each.name, **expected(canvas, each.plan)})
            else:
                told.append(_told("kind_not_kept", each.name, canvas.places["", "title"], _gravity(specimen)))
    return saved(book), {"plans": plans, "problems": sorted(told, key=lambda each: (each["code"], each["cell"]))}


def _gravity(specimen: Specimen) -> str:
    """How grave it is that a plan is of another kind: beside one that is kept it stops nothing."""
    is_beside = any(isinstance(each, PlanSheet) and each.is_kept for each in specimen.sheets)
    return "warning" if is_beside else "error"


def _of_cells(canvas: Canvas, sheet: str) -> list[dict[str, str]]:
    """What is told of cells whatever they hold: the letters and the order they are typed in, how they are set."""
    told = [_told("bijoy_converted", sheet, cell) for cell in canvas.converted]
    for cell, shown in canvas.drawn.items():
        told.append(_told("visual_order_repaired", sheet, cell, "notice" if proves_its_order(shown) else "warning"))
    return told + [_told(code, sheet, cell, "warning") for code, cell in dress(canvas)]


def _of_other(sheet: OtherSheet) -> dict[str, str]:
    code = "hidden_sheet" if sheet.hidden else "sheet_without_form"
    return _told(code, sheet.name)


def _told(code: str, sheet: str, cell: str = "", severity: str = "notice") -> dict[str, str]:
    return {"severity": severity, "code": code, "sheet": sheet, "cell": cell}


def write(folder: Path, *, convert: bool) -> None:
    """Writes every specimen into a folder; when asked, what LibreOffice makes of those that are new or changed.

    What it makes differs from run to run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for specimen in specimens():
        content, result = drawn(specimen)
        file = folder / f"{specimen.name}.xlsx"
        is_known = file.exists() and file.read_bytes() == content
        file.write_bytes(content)
        text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
        file.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
        for suffix in specimen.converted if convert else ():
            target = folder / f"{specimen.name}.libreoffice.{suffix}"
            if not (is_known and target.exists()):
                _convert(file, suffix, target)


def _convert(file: Path, suffix: str, target: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        raise SystemExit("LibreOffice is not on this machine (Debian: libreoffice-calc)")
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", suffix, "--outdir", f"{folder}/out", str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.move(f"{folder}/out/{file.stem}.{suffix}", target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--convert", action="store_true", help="make those of LibreOffice too")
    write(FOLDER, convert=parser.parse_args().convert)


if __name__ == "__main__":
    main()
