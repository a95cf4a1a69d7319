"""Owns measuring how documents are understood in their own process, by what the system accounts for it."""

import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings

from sheets import isolation
from sheets.documents import understand_packed, unpacked
from sheets.isolation import Ended, run_apart
from sheets.refusal import Refused

KINDS = ["integrity_plans.kind.INTEGRITY", "egov_plans.kind.EGOV"]


def main(folder: Path, output: Path) -> None:
    """Write a JSON object for each file of a folder, by name; as many are read side by side as there are processors."""
    at_once = os.cpu_count() or 1
    settings.configure(DATA_DIR=output.parent, FILES_READ_AT_ONCE=at_once, PLAN_KINDS=KINDS)
    isolation.BY_THE_CLOCK, isolation.NICE = 100, 0  # whoever else uses the machine: measured is what the processor did
    with ThreadPoolExecutor(at_once) as readers:
        lines = readers.map(lambda path: json.dumps({"name": path.stem, **measured(path)}), sorted(folder.iterdir()))
        output.write_text("\n".join(lines))


def measured(path: Path) -> dict[str, object]:
    """What the process used (seconds of the processor, megabytes), and what it answered."""
    ended: list[Ended] = []
    problems, drafts, size = (), (), 0
    try:
        answer = run_apart(
            understand_packed,
            path.read_bytes(),
            watch=ended.append,
            name=path.name,
            kinds=KINDS,
        )
        document = unpacked(answer)
        drafts = document.drafts
        problems = (*document.problems, *(each for draft in drafts for each in draft.problems))
        problems += tuple(each for doubts in document.doubts for each in doubts)
        size = len(answer)
    except Refused as refused:
        problems = (refused.problem,)
    return {
        "seconds": ended[0].seconds,
        "megabytes": ended[0].megabytes,
        "bytes": size,
        "indicators": [len(draft.indicators) for draft in drafts],
        "codes": Counter(problem.code for problem in problems),
        "sentences": all(problem.sentence.bn and problem.sentence.en for problem in problems),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
