"""Owns the table of what the oldest browsers we serve know: ``features.json``, taken from MDN's browser-compat-data.

Renewed with the data of the npm package ``@mdn/browser-compat-data`` (CC0), which nothing else here needs:
``python -m config.tests.old_browsers.features data.json``.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

OLDEST = {"chrome": (109,), "firefox": (115,)}  # the last of Windows 7
TABLE = Path(__file__).with_name("features.json")
NAME = re.compile(r"-?[A-Za-z][\w-]*")


@dataclass(frozen=True)
class Features:
    """What may be used (``known_…``), and what may not though its neighbours may (``refused_…``)."""

    source: str
    known_properties: frozenset[str]
    known_selectors: frozenset[str]
    known_rules: frozenset[str]
    refused_functions: frozenset[str]
    refused_keywords: dict[str, list[str]]  # of a property
    refused_members: frozenset[str]  # methods and properties of objects, wherever they are unknown everywhere
    refused_globals: frozenset[str]
    refused_elements: frozenset[str]
    refused_attributes: frozenset[str]

    @classmethod
    def stored(cls) -> Self:
        stored = json.loads(TABLE.read_text("utf-8"))
        return cls(**{name: frozenset(each) if isinstance(each, list) else each for name, each in stored.items()})


def table_of(data: dict[str, Any]) -> dict[str, Any]:
    """The table as it is stored."""
    css, html, script = data["css"], data["html"], {**data["api"], **data["javascript"]["builtins"]}
    types = list(_below(css["types"])) + [each for rows in css["properties"].values() for each in _below(rows)]
    attributes = list(_features(html["global_attributes"]))
    attributes += [each for element in html["elements"].values() for each in _features(element)]
    members = [each for one in script.values() for each in _features(one)]
    return {
        "source": f"@mdn/browser-compat-data {data['__meta']['version']}",
        "known_properties": _known(_features(css["properties"])),
        "known_selectors": _known(_features(css["selectors"])),
        "known_rules": _known(_features(css["at-rules"])),
        "refused_functions": _refused(types),
        "refused_keywords": {
            name: refused
            for name, one in css["properties"].items()
            if _is_known(one) and (refused := _refused(_features(one)))
        },
        "refused_members": _refused(members),
        "refused_globals": _refused(_features(script)),
        "refused_elements": _refused(_features(html["elements"])),
        "refused_attributes": _refused(attributes),
    }


def _features(tree: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, one) for name, one in tree.items() if NAME.fullmatch(name) and "__compat" in one)


def _below(tree: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Features at any depth."""
    for name, one in _features(tree):
        yield name, one
        yield from _below(one)


def _known(features: Any) -> list[str]:
    return sorted({name for name, one in features if _is_known(one)})


def _refused(features: Any) -> list[str]:
    """Names that nothing known bears; ours could not be told from them by their name."""
    named = list(features)
    return sorted({name for name, _ in named} - set(_known(named)))


def _is_known(feature: dict[str, Any]) -> bool:
    support = feature["__compat"]["support"]
    return all(any(_is_in(each, oldest) for each in _listed(support[name])) for name, oldest in OLDEST.items())


def _listed(support: Any) -> list[dict[str, Any]]:
    return support if isinstance(support, list) else [support]


def _is_in(support: dict[str, Any], oldest: tuple[int, ...]) -> bool:
    """Under its own name, without a switch, and not in part only."""
    if support.keys() & {"flags", "prefix", "alternative_name"}:
        return False
    added, removed = support["version_added"], support.get("version_removed")
    return _number(added) <= oldest and not (removed and _number(removed) <= oldest)


def _number(version: str | bool | None) -> tuple[int, ...]:
    digits = re.findall(r"\d+", str(version))
    return tuple(map(int, digits)) if digits else (10_000,)  # false, null, preview


if __name__ == "__main__":
    table = table_of(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    TABLE.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n", "utf-8")
