"""Owns the lines of the operating guide, as an operator would copy them into a shell."""

from django.conf import settings

INDENT = "    "


def blocks(heading: str) -> list[str]:
    """The indented blocks below a heading of docs/operating.md, each as a script."""
    guide = (settings.BASE_DIR / "docs" / "operating.md").read_text(encoding="utf-8")
    section = guide.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found: list[list[str]] = [[]]
    for line in section.splitlines():
        if line.startswith(INDENT):
            found[-1].append(line.removeprefix(INDENT))
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]
