"""Owns docs/import-problems.md: the problems an import can tell, by their stable codes.

.venv/bin/python docs/make-import-problems.py         writes it anew
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from plan_tree.problem_codes import GROUPS

FILE = Path(__file__).with_name("import-problems.md")
HEAD = """# What an import can say

Every problem stands at its sheet and cell with a sentence in Bengali and English: what was read, why it is doubted,
what to do. Its code never changes; `import_plan --json` prints it. An **error** keeps the plan from being stored, a
warning needs a tick, a notice informs. A value that cannot be read is stored as typed, so it is no more than a warning.
Written by `docs/make-import-problems.py` from `plan_tree/problem_codes.py`.
"""


def rendered() -> str:
    """The whole document."""
    lines = [HEAD]
    for topic, codes in GROUPS:
        lines += [f"## {topic.bn} · {topic.en}", "", "| code | gravity | বাংলা | English |", "|---|---|---|---|"]
        for code, named in codes.items():
            gravities = " or ".join(
                f"**{each.value}**" if each.value == "error" else each.value for each in named.gravities
            )
            lines.append(f"| `{code}` | {gravities} | {named.name.bn} | {named.name.en} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    FILE.write_text(rendered(), encoding="utf-8")
