"""Owns the walk over a nation of several years: the pages of every role, their queries and how long they take whole.

python -m bench.nation_pages            on the configured database, which bench.nation_years filled
python -m bench.nation_pages --only home --pairs 5

Marked with "!" is what asks more than 10 queries, takes the processors of web and database more than 300 ms, or the
database three times the SQL by hand. By the processors, since the clock tells what else the machine did.
"""

import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import django

from bench.counting import Fetched, counted, logged_in
from bench.installation import database_version
from bench.measure import arguments, print_machine
from bench.nation_by_hand import BY_HAND

if TYPE_CHECKING:
    from django.test import Client

MOST_QUERIES, LONGEST, TIMES_BY_HAND = 10, 300, 3
MISTYPED = "মৎস অধিদফতর"  # ৎ for ৎস্য, and a spelling nobody stored
MISSPELT = "ক্রিষি অধিদপ্তর"


@dataclass(frozen=True)
class Visit:
    """A page somebody opens; ``by_hand``: the name of the statement that fetches what it shows."""

    role: str
    address: str
    by_hand: str = ""


def main() -> None:
    parser = arguments(__doc__, pairs=3, warm_ups=1)
    parser.add_argument("--only", default="", help="addresses or roles that hold this")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.test import override_settings

    print_machine(database_version(), f"load {os.getloadavg()[0]:.1f}")
    with override_settings(ALLOWED_HOSTS=["localhost"], SECURE_SSL_REDIRECT=False):
        clients, visits = _clients(), list(_visits())
        gc.collect()
        gc.freeze()  # as a web process does, which searches none of its code for garbage
        for visit in visits:
            if options.only in f"{visit.role} {visit.address}":
                _print(clients[visit.role], visit, options.pairs, options.warm_ups)


def _clients() -> "dict[str, Client]":
    from django.test import Client

    from offices.models import Membership, Office, Person, Role, Tier

    department = _department()
    someone = Office.objects.filter(tier=Tier.FIELD_OFFICE, parent=department).order_by("pk")[0]
    ministry = Office.objects.get(pk=department.parent_id)
    clients = {"public": Client(headers={"host": "localhost"})}
    clients["focal"] = logged_in(Membership.objects.filter(office=someone, role=Role.FOCAL_POINT)[0].person)
    clients["cabinet"] = logged_in(Person.objects.get(username="reviewer"))
    for name, office, role in (
        ("department", department, Role.REVIEWER),
        ("head", department, Role.HEAD),
        ("ministry", ministry, Role.HEAD),
    ):
        person, made = Person.objects.get_or_create(username=f"bench-{name}", defaults={"name_bn": name})
        if made:
            Membership.objects.create(person=person, office=office, role=role, since="2017-07-01")
        clients[name] = logged_in(person)
    chief, _made = Person.objects.get_or_create(username="bench", defaults={"is_staff": True, "is_superuser": True})
    clients["admin"] = logged_in(chief)
    return clients


def _department() -> object:
    from offices.models import Office, Tier

    return Office.objects.filter(tier=Tier.DEPARTMENT, name_bn="কৃষি অধিদপ্তর")[0]


def _visits() -> Iterator[Visit]:
    yield from _homes()
    yield from _comparisons()
    yield from _offices()
    yield from _public()
    yield from _of_a_plan()
    for address in ("/notices/", "/jobs/", "/notices/choice/"):
        yield from (Visit(role, address) for role in ("focal", "department", "admin"))
    yield Visit("admin", "/notices/mails/")
    for address in ("/plans/checkpoints/", "/plans/policies/", "/plans/import/", "/about/"):
        yield Visit("admin", address)
    yield from (Visit("admin", address) for address in _administration())


def _homes() -> Iterator[Visit]:
    yield Visit("focal", "/")
    yield Visit("department", "/", "home of a department")
    yield Visit("cabinet", "/", "home of the Cabinet Division")
    yield from (Visit(role, "/") for role in ("head", "ministry", "admin"))
    for choice in ("page=2", "search=কৃষি", f"search={MISSPELT}", "year=2024", "state=submitted", "kind=egov&page=3"):
        yield Visit("department", f"/?{choice}")
        yield Visit("cabinet", f"/?{choice}")
    yield Visit("cabinet", "/?page=40")
    yield Visit("department", "/plans/approve/")
    yield Visit("cabinet", "/plans/approve/")


def _comparisons() -> Iterator[Visit]:
    place = "/reports/comparison/?kind=integrity"
    for role, wide in (("department", ""), ("cabinet", ""), ("cabinet", "&tier=all")):
        for view in ("ranking", "quarters", "trend", "distribution", "submissions"):
            by_hand = "ranking" if wide and view == "ranking" else ""
            yield Visit(role, f"{place}{wide}&view={view}", by_hand)
    for choice in ("sort=name", "sort=area-3", "page=2", "page=100", "search=কৃষি", "year=2024&through=4"):
        yield Visit("cabinet", f"{place}&tier=all&{choice}")
    yield Visit("cabinet", f"{place}&under=কৃষি অধিদপ্তর")
    yield Visit("cabinet", f"{place}&under={MISSPELT}&tier=all")
    for ending in ("csv", "xlsx"):
        yield Visit("department", f"/reports/comparison.{ending}?kind=integrity")


def _offices() -> Iterator[Visit]:
    department = _department()
    for role in ("focal", "department", "cabinet"):
        yield Visit(role, "/offices/")
        yield Visit(role, "/offices/?search=কৃষি", "office" if role == "cabinet" else "")
        yield Visit(role, f"/offices/?search={MISSPELT}")
    for search in (MISTYPED, "উপজেলা", "Upazila Office 1200", "উপজিলা ক্রিষি কার্যালয় রামপূর"):
        yield Visit("cabinet", f"/offices/?search={search}")
    yield Visit("cabinet", f"/offices/{department.pk}/")
    yield Visit("cabinet", f"/offices/{department.pk}/?page=5")


def _public() -> Iterator[Visit]:
    yield Visit("public", "/public/", "published")
    for choice in ("page=2", "page=40", "year=2024", "quarter=2&year=2025", "kind=egov", "search=কৃষি", "search=উপজেলা"):
        yield Visit("public", f"/public/?{choice}")
    yield Visit("public", f"/public/?search={MISSPELT}")
    yield Visit("public", "/v/")
    yield Visit("public", "/accounts/login/")
    yield from (Visit("public", address) for address in _published())


def _published() -> list[str]:
    from plans.models import QuarterReport
    from reports.download_list import public_path

    report = QuarterReport.objects.filter(published_at__isnull=False, plan_id__gt=10_000).order_by("pk")[0]
    return [public_path(report)]


def _of_a_plan() -> Iterator[Visit]:
    from plans.models import Plan

    plan = Plan.objects.filter(office__parent=_department(), kind="integrity", year__start_year=2026).order_by("pk")[0]
    for role in ("focal", "department", "cabinet"):
        for part in (f"/plans/{plan.pk}/q2/", f"/reports/{plan.pk}/q1/scorecard/", f"/plans/{plan.pk}/plan/"):
            yield Visit(role, part)
        yield Visit(role, f"/reports/{plan.pk}/ledger/")


def _administration() -> list[str]:
    from django.contrib import admin
    from django.urls import reverse

    names = ("offices_fiscalyear_open", "offices_person_invite", "offices_person_invite_many")
    found = ["/admin/", *(reverse(f"admin:{name}") for name in (*names, "plans_plantemplate_choose"))]
    tiers = "".join(f"&tiers={tier}" for tier in ("ministry", "division", "department", "field_office"))
    found.append(f"{found[1]}?year=2027-28&kinds=integrity&kinds=egov&rolls_over=on{tiers}")
    lists = ((model._meta.app_label, model._meta.model_name) for model in admin.site._registry)
    return [*found, *(reverse(f"admin:{label}_{name}_changelist") for label, name in lists)]


def _print(client: "Client", visit: Visit, pairs: int, warm_ups: int) -> None:
    """A line for a page: queries, and medians of clock, processor and database in milliseconds."""
    fetched, figures, status = Fetched(), [], 0
    for turn in range(warm_ups + pairs):
        with counted(fetched):
            clock, processor, server = perf_counter(), process_time(), _server_time()
            status = client.get(visit.address).status_code
            taken = (perf_counter() - clock, process_time() - processor, _server_time() - server)
        if turn >= warm_ups:
            figures.append(taken)
    clock, processor, server = (1000 * median(each) for each in zip(*figures, strict=True))
    ratio = server / (1000 * _by_hand(visit.by_hand, pairs)) if visit.by_hand else 0
    is_over = fetched.queries > MOST_QUERIES or processor + server > LONGEST or ratio > TIMES_BY_HAND or status != 200
    print(
        f"{'!' if is_over else ' '} {fetched.queries:3} queries, processors {processor:5.0f} +{server:5.0f} ms, clock"
        f" {clock:6.0f}{f', {ratio:.2f} × by hand' if ratio else ''}  {status}  {visit.role} {visit.address}",
        flush=True,
    )


def _server_time() -> float:
    """The processor's seconds of this connection's server process, which runs on the same machine."""
    from django.db import connection

    connection.ensure_connection()
    nanoseconds = Path(f"/proc/{connection.connection.get_backend_pid()}/schedstat").read_text(encoding="ascii")
    return int(nanoseconds.split()[0]) / 1e9


def _by_hand(name: str, pairs: int) -> float:
    """The server's seconds for the statements by hand, the median, on the driver's own cursor."""
    from django.db import connection

    def run() -> float:
        started = _server_time()
        for statement in BY_HAND[name]:
            cursor = connection.connection.cursor()
            cursor.execute(statement)
            cursor.fetchall()
        return _server_time() - started

    return median([run() for _turn in range(pairs + 1)][1:])


if __name__ == "__main__":
    main()
