"""One name, one thing: no two public classes of the project share theirs."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from config.tests.rooms import ROOMS, ROOT

FRAMEWORK_CLASSES = {"Command", "Meta"}


def modules() -> Iterator[Path]:
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            if not {"tests", "migrations"} & set(file.relative_to(ROOT).parts):
                yield file.relative_to(ROOT)


def said_twice(named: Iterator[tuple[str, Path]]) -> dict[str, list[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for name, file in named:
        places[name].append(str(file))
    return {name: files for name, files in places.items() if len(files) > 1}


def test_no_two_public_classes_share_a_name() -> None:
    trees = ((file, ast.parse((ROOT / file).read_text(encoding="utf-8"))) for file in modules())
    classes = ((node, file) for file, tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    public = ((node.name, file) for node, file in classes if not node.name.startswith("_"))
    assert said_twice((name, file) for name, file in public if name not in FRAMEWORK_CLASSES) == {}
