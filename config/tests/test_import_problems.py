"""The list of problems an import can tell is whole: every code of the source stands in it and in its document."""

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

from plan_tree.problem_codes import CODES, GROUPS

ROOT = Path(__file__).parents[2]
ROOMS = (
    "cell_values", "plan_tree", "official_forms", "sheets", "plans", "imports", "integrity_plans", "egov_plans",
)  # fmt: skip
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")
DOUBTING = {"error", "warning", "notice", "fixed_doubt"}  # their first argument is a code, be it of one word
# What a code is put together from, where the source does not spell it out.
COMPOSED = {
    "{level}_missing": ("area_missing", "activity_missing"),
    "{noun}_contradiction": ("office_contradiction", "year_contradiction"),
    "{noun}_ambiguous": ("office_ambiguous",),
    "{noun}_unknown": ("office_unknown", "year_unknown"),
}


def codes_of_the_source() -> set[str]:
    files = (file for app in ROOMS for file in (ROOT / app).rglob("*.py"))
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in files if "tests" not in file.parts)
    nodes = [node for tree in trees for node in ast.walk(tree)]
    telling = {"Problem", *(node.name for node in nodes if isinstance(node, ast.FunctionDef) and _takes_a_code(node))}
    return {code for node in nodes for code in _codes(node, telling)}


def _takes_a_code(function: ast.FunctionDef) -> bool:
    return "code" in {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}


def _codes(node: ast.AST, telling: set[str]) -> Iterator[str]:
    """The codes a call tells, or a check yields or returns beside its sentence."""
    if isinstance(node, ast.Call) and _name(node.func) in DOUBTING and isinstance(node.args[0], ast.Constant):
        yield from (code for code in [str(node.args[0].value)] if " " not in code)  # a log is told sentences
    elif isinstance(node, ast.Call) and _name(node.func) in telling:
        yield from (code for argument in node.args for code in _literal(argument))
    elif isinstance(node, ast.Tuple) and any(ast.unparse(each).startswith("Severity.") for each in node.elts):
        yield from (code for element in node.elts[:1] for code in _literal(element))  # a row of a table of codes
    elif isinstance(node, ast.Yield | ast.Return) and isinstance(node.value, ast.Tuple):
        yield from (code for element in node.value.elts[:2] for code in _literal(element))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literal(node: ast.expr) -> tuple[str, ...]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        return (node.value,)
    return COMPOSED.get(ast.unparse(node)[2:-1], ()) if isinstance(node, ast.JoinedStr) else ()


def test_every_code_of_the_source_is_listed_and_no_other():
    assert codes_of_the_source() == set(CODES)


def test_no_code_is_listed_twice():
    assert len(CODES) == sum(len(group) for _, group in GROUPS)


def test_the_document_is_the_list():
    rendered = runpy.run_path(str(ROOT / "docs" / "make-import-problems.py"))["rendered"]
    assert (ROOT / "docs" / "import-problems.md").read_text(encoding="utf-8") == rendered()
