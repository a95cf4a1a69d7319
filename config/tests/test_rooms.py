"""Owns the proof that the import contracts bind every module, and that the pure rooms stay pure."""

import configparser
import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PURE = ("cell_values", "plan_tree", "marking", "workflow", "official_forms")
NO_ROOMS = {"bench", "deploy", "docs"}  # measure, start and write; nothing imports them
NO_MODULES = {"migrations", "tests"}


@pytest.fixture(scope="module")
def tools() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]


@pytest.fixture(scope="module")
def rooms(tools: dict[str, Any]) -> set[str]:
    return named_in(contract(tools, "rooms")["layers"])


@pytest.fixture(scope="module")
def imports(rooms: set[str]) -> grimp.ImportGraph:
    return grimp.build_graph(*rooms, include_external_packages=True)


def contract(tools: dict[str, Any], identity: str) -> dict[str, Any]:
    return next(each for each in tools["importlinter"]["contracts"] if each["id"] == identity)


def named_in(layers: list[str]) -> set[str]:
    return {name.strip() for layer in layers for name in layer.replace(":", "|").split("|")}


def test_every_folder_with_python_is_a_room(rooms: set[str]) -> None:
    holding = {folder.name for folder in ROOT.iterdir() if folder.name.isidentifier() and any(folder.rglob("*.py"))}
    assert holding - NO_ROOMS == rooms


def test_every_room_is_linted_typed_and_tested(tools: dict[str, Any], rooms: set[str]) -> None:
    pytest_ini = configparser.ConfigParser()
    pytest_ini.read(ROOT / "pytest.ini")
    assert set(tools["importlinter"]["root_packages"]) == rooms
    assert set(contract(tools, "no-circles")["ancestors"]) == rooms
    assert set(tools["mypy"]["files"]) == rooms | {"conftest.py"}
    assert set(pytest_ini["pytest"]["testpaths"].split()) == rooms
    assert set(contract(tools, "no-framework")["source_modules"]) == set(PURE)


def test_every_module_stands_in_a_contract_of_its_room(
    tools: dict[str, Any], rooms: set[str], imports: grimp.ImportGraph
) -> None:
    inside = [each for each in tools["importlinter"]["contracts"] if each.get("exhaustive")]
    containers = {container for each in inside for container in each["containers"]}
    bound = {f"{each['containers'][0]}.{name}" for each in inside for name in named_in(each["layers"])}
    modules = {module for container in containers for module in imports.find_children(container)}
    assert rooms <= containers
    assert bound == {module for module in modules if module.rpartition(".")[2] not in NO_MODULES}
    assert all(
        len(each["containers"]) == 1 and set(each.get("exhaustive_ignores", ())) <= NO_MODULES for each in inside
    )


def test_no_room_holds_more_than_a_fifth_of_the_code(rooms: set[str]) -> None:
    lines = {room: sum(len(each.read_text("utf-8").splitlines()) for each in production(ROOT / room)) for room in rooms}
    whole = sum(lines.values())
    assert whole > 50_000
    assert not {room: f"{each / whole:.1%}" for room, each in lines.items() if each > whole / 5}


def production(room: Path) -> list[Path]:
    return [each for each in room.rglob("*.py") if not NO_MODULES & set(each.relative_to(room).parts)]


def test_pure_rooms_import_the_standard_library_and_each_other_only(imports: grimp.ImportGraph) -> None:
    pure = {module for room in PURE for module in {room, *imports.find_descendants(room)} if ".tests" not in module}
    foreign = {
        f"{module} imports {other}"
        for module in pure
        for other in imports.find_modules_directly_imported_by(module)
        if other not in pure and other not in sys.stdlib_module_names
    }
    assert len(pure) > 80
    assert not foreign
