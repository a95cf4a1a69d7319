"""Owns the proof that values, marking and workflow stay pure; the import contracts can only name what is forbidden."""

import sys

import grimp
import pytest

PURE = ("cell_values", "plan_tree", "marking", "workflow", "official_forms")


def is_pure(module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in PURE)


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("plans", include_external_packages=True)


def test_pure_modules_import_the_standard_library_and_each_other_only(imports: grimp.ImportGraph) -> None:
    pure = {module for module in imports.modules if is_pure(module)}
    assert set(PURE) <= pure
    foreign = {
        f"{module} imports {other}"
        for module in pure
        for other in imports.find_modules_directly_imported_by(module)
        if other not in pure and other not in sys.stdlib_module_names
    }
    assert not foreign
