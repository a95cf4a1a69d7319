"""Owns what work costs on a shared machine: time by the clock, time of processors, memory of processes, from /proc."""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter, process_time, thread_time

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
GLANCE, PASSING_GLANCE = 0.05, 0.25  # seconds between two looks at processes: what they hold, and what they spent


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and seconds of all processors together: those do not grow when others want them too."""

    clock: float
    processor: float


Work = Callable[[], object]


def cost_of(work: Work) -> Cost:
    """What a piece of work costs this process and all below it, those kept open too.

    A process that leaves children behind when it ends, as browsers do, does not tell what they took: they are watched.
    """
    watched: dict[int, float] = {}
    before = {process: _spent(process) for process in _below(os.getpid())}
    processor, started = _processor(), perf_counter()

    def look() -> None:
        watched.update((process, _spent(process)) for process in _below(os.getpid()))

    with _watching(look, PASSING_GLANCE) as watcher:
        own = process_time()
        work()
        own = process_time() - own - watcher.spent
    clock, told = perf_counter() - started, _processor() - processor - watcher.spent
    look()
    seen = own + sum(max(spent - before.get(process, 0), 0) for process, spent in watched.items())
    return Cost(clock, max(told, seen))


def by_turns(works: dict[str, Work], *, rounds: int, warm_ups: int) -> dict[str, list[Cost]]:
    """Does every work once in each round, so that whatever else the machine does meets all of them."""
    done = [{name: cost_of(work) for name, work in works.items()} for _ in range(warm_ups + rounds)][warm_ups:]
    return {name: [costs[name] for costs in done] for name in works}


def print_costs(costs: dict[str, list[Cost]]) -> None:
    """Medians of clock and processor, and of the ratios first ÷ other, round by round."""
    ours = next(iter(costs.values()))
    width = max(map(len, costs))
    print(f"  {'':{width}}      clock  processor   ours ÷ it: clock  processor   ({len(ours)} rounds)")
    for name, theirs in costs.items():
        clock, processor = median(cost.clock for cost in theirs), median(cost.processor for cost in theirs)
        ratios = [(a.clock / b.clock, a.processor / b.processor) for a, b in zip(ours, theirs, strict=True)]
        by_clock, by_processor = map(median, zip(*ratios, strict=True))
        print(f"  {name:{width}}  {clock:7.3f} s  {processor:7.3f} s{by_clock:19.2f}{by_processor:11.2f}")
    print()


def peak_memory(work: Work, *, with_own: bool = False) -> float:
    """The most memory, in MB, that what a work starts takes at once, what is shared counted once; or with our own."""
    peaks, there = [0], set(_below(os.getpid()))

    def look() -> None:
        processes = [*(each for each in _below(os.getpid()) if each not in there), *[os.getpid()] * with_own]
        peaks[0] = max(peaks[0], sum(map(_memory, processes)))

    with _watching(look, GLANCE):
        work()
    return peaks[0] / 1000


class _Watcher(Thread):
    """Looks again and again until it is stopped; ``spent`` is the processor time that took."""

    def __init__(self, look: Callable[[], None], glance: float) -> None:
        super().__init__()
        self._look, self._glance, self._done, self.spent = look, glance, Event(), 0.0

    def run(self) -> None:
        while not self._done.wait(self._glance):
            self._look()
            self.spent = thread_time()

    def stop(self) -> None:
        self._done.set()
        self.join()


@contextmanager
def _watching(look: Callable[[], None], glance: float) -> Iterator[_Watcher]:
    watcher = _Watcher(look, glance)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.stop()


def _processor() -> float:
    """Seconds of this process, of those below it, and of their ended children as far as somebody waited for them."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime + sum(map(_spent_with_ended, _below(os.getpid())))


def _below(process: int) -> Iterator[int]:
    """All processes a process started, and they in turn."""
    try:
        children = [int(child) for task in (PROC / str(process) / "task").iterdir() for child in _children(task)]
    except OSError:
        return
    for child in children:
        yield child
        yield from _below(child)


def _children(task: Path) -> list[str]:
    try:
        return (task / "children").read_text().split()
    except OSError:  # it ended meanwhile
        return []


def _spent(process: int) -> float:
    """Seconds of processors a process has taken itself."""
    return sum(_times(process)[:2])


def _spent_with_ended(process: int) -> float:
    return sum(_times(process))


def processor_of(process: int) -> float:
    """Seconds of processors of a process and all below it, with those of their ended children."""
    return sum(map(_spent_with_ended, (process, *_below(process))))


def children_of(process: int) -> list[int]:
    """The processes a process started that are there now."""
    return [int(child) for task in (PROC / str(process) / "task").iterdir() for child in _children(task)]


def own_processor_of(process: int) -> float:
    """Seconds of processors of a process alone."""
    return _spent(process)


def _times(process: int) -> list[float]:
    """User and system time of a process, and of its ended children."""
    try:
        fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return [0, 0, 0, 0]
    return [int(field) / TICKS for field in fields[11:15]]


def _memory(process: int) -> int:
    """Kilobytes of a process, its share of what it shares with others."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
