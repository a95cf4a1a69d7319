"""Owns timing in interleaved pairs, and how a benchmark says what it measured and where."""

import argparse
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

Run = Callable[[], float]  # does the work once; answers the seconds that count


@dataclass(frozen=True)
class Pairs:
    """Seconds of both sides, run by turns; the nth of one belongs to the nth of the other."""

    ours: Sequence[float]
    peer: Sequence[float]

    @property
    def ratios(self) -> list[float]:
        """How many times as long ours took, pair by pair."""
        return [ours / peer for ours, peer in zip(self.ours, self.peer, strict=True)]


def clocked(work: Callable[[], object]) -> Run:
    """Work measured by the wall clock."""

    def run() -> float:
        started = perf_counter()
        work()
        return perf_counter() - started

    return run


def interleave(ours: Run, peer: Run, *, pairs: int, warm_ups: int) -> Pairs:
    """Runs both by turns, so that whatever else the machine does meets both; the warm-ups are thrown away."""
    timed = [(ours(), peer()) for _ in range(warm_ups + pairs)][warm_ups:]
    return Pairs(*zip(*timed, strict=True))


def print_pairs(ours_name: str, peer_name: str, pairs: Pairs) -> None:
    """The median of either side and of the pairs' ratios, each with the range of its middle half."""
    ratio_name = f"ratio of {len(pairs.ours)} pairs"
    width = max(map(len, (ours_name, peer_name, ratio_name)))
    for name, seconds in ((ours_name, pairs.ours), (peer_name, pairs.peer)):
        _print_figures(name.ljust(width), [second * 1000 for second in seconds], "ms")
    _print_figures(ratio_name.ljust(width), pairs.ratios, "  ")
    print()


def _print_figures(name: str, figures: Sequence[float], unit: str) -> None:
    low, _, high = quantiles(figures, n=4) if len(figures) > 1 else list(figures) * 3
    print(f"  {name}  {median(figures):9.2f} {unit}   ({low:.2f} to {high:.2f})")


def print_machine(*programs: str) -> None:
    """The machine, the day and the programs in one line."""
    parts = (f"{os.cpu_count()} cores", _processor(), f"Python {platform.python_version()}", *programs)
    print(f"{datetime.now().astimezone():%d %B %Y} · {' · '.join(parts)}\n")


def _processor() -> str:
    """The processor's name, where the system tells it."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def arguments(description: str | None, *, pairs: int, warm_ups: int = 2) -> argparse.ArgumentParser:
    """The command line every benchmark has; these are its defaults."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--pairs", type=int, default=pairs, help=f"measured pairs ({pairs})")
    parser.add_argument("--warm-ups", type=int, default=warm_ups, help=f"pairs thrown away first ({warm_ups})")
    return parser
