"""Owns measuring the reading of files in a process by itself: its time, its memory, and what it touches outside."""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from plans.sheets.opening import open_workbook
from plans.tests.sheets.raw import workbook

TEMPORARY = tempfile.gettempdir()
touched: list[str] = []
watching = False


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Notes what is opened or connected to, but for modules and the temporary file that takes the answer."""
    if not watching:
        return
    if event == "open" and not _is_ours(str(arguments[0])):
        touched.append(f"{event} {arguments[0]}")
    elif event.startswith(("socket.", "os.system", "os.exec", "urllib.")):
        touched.append(f"{event} {arguments!r}")


def main(folder: Path) -> None:
    """Print a JSON object for each file of a folder."""
    sys.addaudithook(watch)
    open_workbook(workbook())
    for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_size):
        print(json.dumps({"name": path.name, **measured(path.read_bytes())}), flush=True)


def measured(data: bytes) -> dict[str, object]:
    """The codes a file gets, the seconds, the megabytes taken here and in started processes, what was touched."""
    global watching
    touched.clear()
    started = time.monotonic()
    watching = True
    book = open_workbook(data, "plan.xlsx")
    watching = False
    return {
        "seconds": time.monotonic() - started,
        "refused": book.is_refused,
        "codes": [problem.code for problem in book.problems],
        "sentences": [[problem.sentence.bn, problem.sentence.en] for problem in book.problems],
        "here": _most_memory_here(),
        "apart": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "touched": list(touched),
    }


def _is_ours(name: str) -> bool:
    return name.endswith((".py", ".pyc", ".so")) or name.startswith(TEMPORARY) or name == os.devnull or name.isdigit()


def _most_memory_here() -> float:
    """In megabytes; getrusage would count the process that started this one."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
