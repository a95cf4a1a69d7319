"""Owns the command of the last day before a deadline, on a throw-away PostgreSQL, gunicorn and nginx on loopback.

python -m bench.deadline_day                                  the mix, at 20 saves a second
python -m bench.deadline_day --mix --saves 40 --storm 30      another rate, beside people who log in without a pause
python -m bench.deadline_day --saves-only 20,40,60,80         saves alone, in rising steps
python -m bench.deadline_day --saves-only 80 --processes 1,2,3,4 --threads 4,8    the table of web processes
python -m bench.deadline_day --saves-only 60 --before CHECKOUT     beside an older commit, by turns

Exit 1: something failed that must not, or a save that was answered is not there.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from bench.deadline_day import tables
from bench.deadline_day.mix import Crowd, saves_alone, submissions, whole_mix
from bench.deadline_day.playing import Day, Run
from bench.deadline_day.site import Site
from bench.measure import print_machine
from deploy.programs import ROOT

THREADS = 12
PUBLISHED = 10  # offices whose first quarter everybody may read
REVIEWERS = 8
ENOUGH = 0.8  # of what was asked: less, and a further step tells nothing new


def numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mix", action="store_true", help="everything at once; what is done without another mode")
    parser.add_argument("--saves", type=float, default=20, help="saves a second of the mix (20)")
    parser.add_argument("--storm", type=int, default=0, help="so many log in again and again beside the mix (0)")
    parser.add_argument("--saves-only", type=numbers, help="saves alone, in these steps: 20,40,60")
    parser.add_argument("--processes", type=numbers, default=[2], help="web processes, one after another (2)")
    parser.add_argument("--threads", type=numbers, default=[THREADS], help=f"of each web process ({THREADS})")
    parser.add_argument("--before", type=Path, help="a checkout of another version: saves alone, by turns")
    parser.add_argument("--turns", type=int, default=3, help="of each version (3)")
    parser.add_argument("--seconds", type=float, default=30, help="measured in each run or step (30)")
    parser.add_argument("--warm-up", type=float, default=5, help="seconds before, when everybody is there (5)")
    options = parser.parse_args()
    print_machine("PostgreSQL, gunicorn, nginx with TLS")
    is_whole = _mode_of(options)(options)
    sys.exit(0 if is_whole else 1)


def _mode_of(options: argparse.Namespace) -> Callable[[argparse.Namespace], bool]:
    if options.before:
        return _beside_before
    return _steps if options.saves_only else _mix


def _mix(options: argparse.Namespace) -> bool:
    """Everything at once, for each number of processes and threads."""
    crowd, is_whole = whole_mix(options.saves, storming=options.storm), True
    runs = len(options.processes) * len(options.threads)
    handing_in = runs * submissions(crowd, options.seconds + options.warm_up)
    with _filled(ROOT, crowd, handing_in=handing_in, published=PUBLISHED) as day:
        for processes, threads in _servers(options):
            print(f"the mix at {options.saves:.0f} saves a second, {processes} web processes of {threads} threads")
            run = _served(day, processes, threads, crowd, options)
            tables.print_kinds(run)
            tables.print_parts(run)
            is_whole &= not run.errors
        return tables.print_proof(day) and is_whole


def _steps(options: argparse.Namespace) -> bool:
    """Saves alone, rising until the site gives much less than it is asked for."""
    is_whole = True
    with _filled(ROOT, saves_alone(max(options.saves_only))) as day:
        tables.print_head_of_steps()
        for processes, threads in _servers(options):
            for asked in options.saves_only:
                run = _served(day, processes, threads, saves_alone(asked), options)
                tables.print_step(run, asked, processes, threads)
                is_whole &= not run.errors
                if run.saves_a_second < ENOUGH * asked:
                    break
        return tables.print_proof(day) and is_whole


def _beside_before(options: argparse.Namespace) -> bool:
    """This version and another by turns, at the first number of processes and threads."""
    (processes, *_), (threads, *_) = options.processes, options.threads
    asked = (options.saves_only or [60])[-1]
    crowd, is_whole, ratios = saves_alone(asked), True, []
    with _filled(ROOT, crowd) as here, _filled(options.before.resolve(), crowd) as before:
        tables.print_head_of_steps()
        for _turn in range(options.turns):
            runs = [_served(day, processes, threads, crowd, options) for day in (here, before)]
            for name, run in zip(("here", "before"), runs, strict=True):
                print(f"  {name}:")
                tables.print_step(run, asked, processes, threads)
                is_whole &= not run.errors
            ratios.append(runs[0].saves_a_second / max(runs[1].saves_a_second, 0.01))
        print(f"  saves a second here ÷ before, median of {len(ratios)} turns: {median(ratios):.2f}")
        return all([tables.print_proof(here), tables.print_proof(before), is_whole])


def _servers(options: argparse.Namespace) -> Iterator[tuple[int, int]]:
    return ((processes, threads) for processes in options.processes for threads in options.threads)


def _served(day: Day, processes: int, threads: int, crowd: Crowd, options: argparse.Namespace) -> Run:
    day.site.serve(processes, threads)
    try:
        return day.play(crowd, seconds=options.seconds, warm_up=options.warm_up)
    finally:
        day.site.stop_serving()


@contextmanager
def _filled(checkout: Path, crowd: Crowd, *, handing_in: int = 0, published: int = 0) -> Iterator[Day]:
    """A site of a checkout with as many offices as the crowd has people, gone at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="deadline-day-", dir="/tmp")))
        folder.chmod(0o711)
        site = Site(folder / "site", checkout)
        stack.callback(site.stop)
        offices = crowd.offices + handing_in + published
        print(f"filling {offices} offices for the code of {checkout.name} …", flush=True)
        site.fill(offices=offices, published=published, reviewers=REVIEWERS)
        yield Day(site, handing_in=handing_in)


if __name__ == "__main__":
    main()
