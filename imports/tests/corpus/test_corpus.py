"""Every workbook of the corpus is read as its expectation says: the plans, and every doubt with its cell."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from imports.tests.corpus.generate import FOLDER, drawn
from imports.tests.corpus.specimens import specimens
from plans.exporting import write_form
from plans.interchange import import_json
from plans.kinds import read_document
from plans.tests.comparing import comparable
from sheets.documents import Document
from sheets.tests.golden import problems_of

WORKBOOKS = sorted(file for file in FOLDER.iterdir() if file.suffix != ".json")
read_once = cache(read_document)
NAMED = pytest.mark.parametrize("file", WORKBOOKS, ids=lambda file: file.name)


def result_of(document: Document) -> dict[str, Any]:
    """What was read, in the shape of the expectations."""
    plans = []
    for draft in document.drafts:
        data = import_json(draft, office=draft.office_name, year=draft.year, saved=False, problems=())
        told = [(p.severity.value, p.code, p.cell) for p in problems_of(draft)]
        problems = [
            {"severity": severity, "code": code, "cell": cell}
            for severity, code, cell in sorted(told, key=lambda each: (each[1], each[2]))
        ]
        below = {"below": draft.surroundings.below} if draft.surroundings.below else {}
        plans.append({"sheet": draft.sheet} | data | below | {"problems": problems})
    told = [
        {"severity": problem.severity.value, "code": problem.code, "sheet": problem.sheet, "cell": problem.cell}
        for problem in sorted(document.problems, key=lambda problem: (problem.code, problem.cell))
    ]
    return {"plans": [{key: each for key, each in plan.items() if key != "saved"} for plan in plans], "problems": told}


def expectation(file: Path) -> Any:
    return json.loads((FOLDER / f"{file.name.split('.')[0]}.json").read_text(encoding="utf-8"))


@NAMED
def test_a_workbook_is_read_as_expected(file):
    found, wanted = result_of(read_once(file)), expectation(file)
    assert found["problems"] == wanted["problems"]
    assert [plan["sheet"] for plan in found["plans"]] == [plan["sheet"] for plan in wanted["plans"]]
    for read, plan in zip(found["plans"], wanted["plans"], strict=True):
        assert read["problems"] == plan["problems"]
        assert read == plan


@NAMED
def test_a_plan_written_as_a_form_reads_as_it_was(file):
    for draft in read_once(file).drafts:
        (again,) = read_document(write_form(draft, None, through=4)).drafts
        assert comparable(again) == comparable(draft)


def test_the_corpus_is_large_and_light():
    assert len(WORKBOOKS) >= 40
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 3_000_000


def test_the_kept_workbooks_are_those_the_generator_makes():
    for specimen in specimens():
        content, result = drawn(specimen)
        assert expectation(FOLDER / f"{specimen.name}.xlsx") == json.loads(json.dumps(result)), specimen.name
        assert (FOLDER / f"{specimen.name}.xlsx").read_bytes() == content, specimen.name
