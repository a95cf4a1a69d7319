"""Owns the benchmark of the administration's lists over a nation: each list, a later page, each filter and searches.

python -m bench.administration --offices 24000     fills a throw-away database first, which takes some minutes
python -m bench.administration --filled            looks at the configured database as it is, to compare two checkouts
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import django

from bench.counting import Fetched, counted, logged_in
from bench.installation import ROOT, WITH_POSTGRES, database_version, throw_away_installation
from bench.measure import arguments, print_machine
from bench.nation import fill

if TYPE_CHECKING:
    from django.test import Client

    from offices.models import Person

FILTERS = re.compile(r'id="changelist-filter".*?</nav>', re.DOTALL)
FILTER = re.compile(r"<details.*?</details>", re.DOTALL)
CHOICE = re.compile(r'<li>\s*<a href="(\?[^"]+)"')
SEARCHED = "শিল্প মন্ত্রনালয়"  # as many write it: the ministry's own letters differ
LATER = "p=40"


def main() -> None:
    parser = arguments(__doc__, pairs=3, warm_ups=1)
    parser.add_argument("--offices", type=int, default=24_000)
    parser.add_argument("--indicators", type=int, default=900_000)
    parser.add_argument("--filled", action="store_true", help="the configured database holds a nation already")
    parser.add_argument("--only", default="", help="lists whose address holds this")
    options = parser.parse_args()
    if options.filled:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        _look(options.pairs, options.warm_ups, options.only)
    elif not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        raise SystemExit(
            subprocess.run(
                [WITH_POSTGRES, sys.executable, "-m", "bench.administration", *sys.argv[1:]], cwd=ROOT
            ).returncode
        )
    else:
        with throw_away_installation():
            fill(options.offices, options.indicators)
            _look(options.pairs, options.warm_ups, options.only)


def _look(pairs: int, warm_ups: int, only: str) -> None:
    """Prints a line for each address: queries, and medians of clock, processor and database in milliseconds."""
    from django.test import override_settings

    print_machine(database_version(), f"load {os.getloadavg()[0]:.1f}")
    with override_settings(ALLOWED_HOSTS=["localhost"], SECURE_SSL_REDIRECT=False):
        client = logged_in(_administrator())
        for address in _addresses(client, only):
            _print(client, address, pairs, warm_ups)


def _administrator() -> "Person":
    from offices.models import Person

    person, _made = Person.objects.get_or_create(username="bench", defaults={"is_staff": True, "is_superuser": True})
    return person


def _addresses(client: "Client", only: str) -> Iterator[str]:
    """Every list of the administration, with what its own page offers."""
    from django.contrib import admin
    from django.urls import reverse

    admin.autodiscover()
    for model, page in admin.site._registry.items():
        place = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        if only not in place:
            continue
        yield place
        found = FILTERS.search(client.get(place).text)
        for choices in map(CHOICE.findall, FILTER.findall(found[0] if found else "")):
            yield from (f"{place}{unescape(choice)}" for choice in sorted({*choices[:1], *choices[5:6], *choices[-1:]}))
        yield f"{place}?{LATER}"
        if page.search_fields:
            yield f"{place}?q={SEARCHED}"
            yield f"{place}?q=3.2"
            yield f"{place}?q=উপজেলা"


def _print(client: "Client", address: str, pairs: int, warm_ups: int) -> None:
    fetched, figures, status = Fetched(), [], 0
    for turn in range(warm_ups + pairs):
        with counted(fetched):
            clock, processor = perf_counter(), process_time()
            status = client.get(address).status_code
            taken = (perf_counter() - clock, process_time() - processor, fetched.seconds)
        if turn >= warm_ups:
            figures.append(taken)
    clock, processor, database = (1000 * median(each) for each in zip(*figures, strict=True))
    mark = "!" if fetched.queries > 10 or clock > 300 or status != 200 else " "
    print(
        f"{mark} {fetched.queries:3} queries {clock:8.0f} ms, processor {processor:6.0f}, database {database:7.0f}"
        f"  {status}  {address}",
        flush=True,
    )


if __name__ == "__main__":
    main()
