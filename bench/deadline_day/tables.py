"""Owns how the figures of the last day are printed."""

import os

from bench.deadline_day.playing import SAVE, Day, Run
from bench.deadline_day.proof import lost_saves, unproved

PERCENTS = (50, 95, 99)


def print_kinds(run: Run) -> None:
    """p50, p95 and p99 of each kind of request, how many, and how many were turned away."""
    print(f"  {'milliseconds':28} {'count':>6} {'a second':>9} {'p50':>7} {'p95':>7} {'p99':>7} {'turned away':>12}")
    for kind in sorted({*run.times, *run.turned_away}):
        count = len(run.times.get(kind, ()))
        figures = " ".join(f"{run.percentile(kind, each):7.0f}" for each in PERCENTS)
        print(f"  {kind:28} {count:6} {count / run.seconds:9.1f} {figures} {run.turned_away.get(kind, 0):12}")


def print_parts(run: Run) -> None:
    """Seconds of the processors by part, the load generator too; what failed."""
    parts = ", ".join(f"{name} {spent:.1f}" for name, spent in run.processor.items())
    spent = sum(run.processor.values())
    print(f"  processor seconds in {run.seconds:.0f} s: {parts}; in all {spent:.1f} of {run.seconds * cores():.0f}")
    print(f"  load {os.getloadavg()[0]:.1f}; errors: {sum(run.errors.values())}")
    _print_errors(run)


def print_head_of_steps() -> None:
    """Of the lines of saves alone; milliseconds, those of the processor for one save."""
    names = (
        "processes",
        "threads",
        "asked",
        "saves/s",
        "p50",
        "p95",
        "p99",
        "errors",
        "web",
        "PostgreSQL",
        "generator",
    )
    print("  " + " ".join(f"{name:>10}" for name in names))


def print_step(run: Run, asked: float, processes: int, threads: int) -> None:
    """A line of saves alone."""
    saves = max(1, len(run.times.get(SAVE, ())))
    times = [f"{run.percentile(SAVE, each):.0f}" for each in PERCENTS]
    of_one = [f"{1000 * run.processor.get(name, 0) / saves:.1f}" for name in ("web", "postgres", "load generator")]
    first = [processes, threads, asked, f"{run.saves_a_second:.1f}"]
    figures = [*first, *times, sum(run.errors.values()), *of_one]
    print("  " + " ".join(f"{figure:>10}" for figure in figures), flush=True)
    _print_errors(run)


def _print_errors(run: Run) -> None:
    for what, count in run.errors.items():
        print(f"    {count} times {what}", flush=True)


def print_proof(day: Day) -> bool:
    """Whether nothing is lost."""
    wrong = [*lost_saves(day), *unproved(day)]
    answered = f'{len(day.saved)} saves were answered "saved", {len(day.unknown)} were not answered'
    print(f"  {answered}; lost or wrong: {len(wrong)}")
    for each in wrong[:20]:
        print(f"    {each}")
    return not wrong


def cores() -> int:
    return os.cpu_count() or 1
