"""Owns filling a PostgreSQL with a nation: 24,000 offices, their people, and a real plan copied for each of them.

Rows are copied inside the database, in the columns the tables have today; of the ledger an event for each indicator.
"""

from collections.abc import Iterator
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from bench.installation import import_official

if TYPE_CHECKING:
    from django.db.models import Model

    from offices.models import Office
    from plans.models import Plan

APART = 1_000  # between the keys of a copy and the next; the source has fewer rows in every table
FIRST, SECOND = (
    (
        "রাম",
        "কালি",
        "মধু",
        "শিব",
        "চাঁদ",
        "হাজী",
        "সোনা",
        "নবী",
        "ফরিদ",
        "গোপাল",
        "লক্ষ্মী",
        "জয়",
        "দেব",
        "মির্জা",
        "বড়",
        "শ্রী",
        "কাশি",
        "মানিক",
    ),
    (
        "পুর",
        "গঞ্জ",
        "নগর",
        "খালী",
        "হাট",
        "গাঁও",
        "ডাঙ্গা",
        "পাড়া",
        "কান্দি",
        "বাড়ি",
        "দিয়া",
        "তলা",
        "কুল",
        "মারী",
        "চর",
        "খোলা",
        "ছড়ি",
        "সিংহ",
    ),
)
SUBJECTS = (
    """
কৃষি, মৎস্য, প্রাণিসম্পদ, সমাজসেবা, সমবায়, যুব উন্নয়ন, মহিলা বিষয়ক, পরিসংখ্যান, খাদ্য,
নির্বাচন, শিক্ষা, মাধ্যমিক শিক্ষা, স্বাস্থ্য, পরিবার পরিকল্পনা, প্রকৌশল, জনস্বাস্থ্য
প্রকৌশল, হিসাবরক্ষণ, ভূমি, সাব-রেজিস্ট্রার, আনসার ও ভিডিপি, পল্লী উন্নয়ন, দুর্যোগ
ব্যবস্থাপনা, তথ্য, বন, ডাক, সেটেলমেন্ট, পল্লী সঞ্চয়, আইসিটি, বীজ প্রত্যয়ন, পাট, রেশম,
তুলা, মৃত্তিকা, সেচ, বিদ্যুৎ, ফায়ার সার্ভিস, কারাগার, পাসপোর্ট, শ্রম, কলকারখানা, ভোক্তা
অধিকার, পরিবেশ, মাদক নিয়ন্ত্রণ, গণপূর্ত, সড়ক, পানি উন্নয়ন, কর, কাস্টমস, শুল্ক, ওজন ও
পরিমাপ, বিসিক, জাদুঘর, গ্রন্থাগার, শিল্পকলা, শিশু, ক্রীড়া, ইসলামিক, হজ, আবহাওয়া
""".replace("\n", " ")
    .strip()
    .split(", ")
)


def fill(offices: int, indicators: int) -> None:
    """So many offices, each with somebody who enters, and plans of 37 indicators until there are enough."""
    from django.db import connection

    if connection.vendor != "postgresql":
        raise SystemExit("a nation is made in PostgreSQL only")
    source = import_official()
    wanted = make_offices(offices)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # what is copied was checked at its source
        make_people(cursor)
        _plans(cursor, source, wanted, indicators)
        cursor.execute("SET session_replication_role = DEFAULT")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def make_offices(count: int) -> "list[Office]":
    """Ministries of the reference data, departments below them, field offices below these, with their spellings."""
    from offices.models import Office, OfficeSpelling, Tier
    from offices.names import name_key

    ministries = list(Office.objects.filter(makes_plan=True).exclude(tier=Tier.CABINET_DIVISION).order_by("pk"))
    departments = Office.objects.bulk_create(
        Office(
            parent=ministries[number % len(ministries)],
            tier=Tier.DEPARTMENT,
            name_bn=f"{each} অধিদপ্তর",
            name_en=f"D {each}",
        )
        for number, each in enumerate(SUBJECTS)
    )
    below = islice(_field_offices(departments), count - len(ministries) - len(departments))
    made = [*departments, *Office.objects.bulk_create(below, batch_size=5_000)]
    spelt = ((office, name) for office in made for name in (office.name_bn, office.name_en))
    OfficeSpelling.objects.bulk_create(
        (OfficeSpelling(office=office, spelling=name, key=name_key(name)) for office, name in spelt), batch_size=5_000
    )
    return [*ministries, *made]


def _field_offices(departments: "list[Office]") -> "Iterator[Office]":
    from offices.models import Office, Tier

    places = ["".join(parts) for parts in product(FIRST, SECOND)] + [f"উত্তর {a}{b}" for a, b in product(FIRST, SECOND)]
    for number, (place, department) in enumerate(product(places, departments), start=1):
        subject = department.name_bn.removesuffix(" অধিদপ্তর")
        name = f"উপজেলা {subject} কার্যালয়, {place}"
        yield Office(parent=department, tier=Tier.FIELD_OFFICE, name_bn=name, name_en=f"Upazila Office {number}")


def make_people(cursor: Any) -> None:
    """A post and a focal point for each office, every second with an address; every tenth came a year ago."""
    from allauth.account.models import EmailAddress

    from offices.models import Membership, Office, Person, Post

    offices = Office._meta.db_table
    columns = "id AS office_id, 100000 + id AS key, name_bn, id % 2 = 0 AS even, id % 10 AS tenth"
    each = f"(SELECT {columns} FROM {offices} WHERE makes_plan)"
    name, mail = "'person' || s.key", "'person' || s.key || '@example.org'"
    came = "CASE WHEN s.tenth = 0 THEN now() - interval '400 days' WHEN s.tenth < 8 THEN now() END"
    insert(cursor, Post, f"{each} s", id="s.key", office="s.office_id", title="'কর্মকর্তা'")
    insert(
        *(cursor, Person, f"{each} s"),
        **{"id": "s.key", "username": name, "name_bn": "'জনাব ' || s.name_bn", "last_login": came},
        **{"email": f"CASE WHEN s.even THEN {mail} ELSE '' END", "password": "'!'"},
    )
    since = "date '2019-07-01'"
    held = {"person": "s.key", "office": "s.office_id", "post": "s.key", "role": "'focal_point'", "since": since}
    insert(cursor, Membership, f"{each} s", id="s.key", **held)
    known = {"user": "s.key", "email": mail, "verified": "true", "primary": "true"}
    insert(cursor, EmailAddress, f"{each} s WHERE s.even", id="s.key", **known)


def _plans(cursor: Any, source: "Plan", offices: "list[Office]", indicators: int) -> None:
    """Copies with all their rows; where one for each office is not enough, in the years before the source's too."""
    from offices.models import FiscalYear
    from plans.models import (
        Activity,
        Area,
        Event,
        GradedTarget,
        Indicator,
        LeagueEntry,
        Plan,
        QuarterCell,
        QuarterReport,
    )

    years = [
        source.year,
        *(FiscalYear.objects.get_or_create(start_year=source.year.start_year - back)[0] for back in (1, 2)),
    ]
    size = Indicator.objects.filter(activity__area__plan=source).count()
    places = islice(product(years, offices), 1, indicators // size + 1)
    values = ", ".join(f"({number}, {office.pk}, {year.pk})" for number, (year, office) in enumerate(places, start=1))
    cursor.execute(f"CREATE TEMPORARY TABLE copies AS SELECT * FROM (VALUES {values}) AS c (k, office_id, year_id)")
    cursor.execute("DELETE FROM copies WHERE office_id = %s AND year_id = %s", [source.office_id, source.year_id])
    _copy(cursor, Plan, office="c.office_id", year="c.year_id")
    for model, parent in (
        *(
            (Area, "plan"),
            (Activity, "area"),
            (Indicator, "activity"),
            (GradedTarget, "indicator"),
            (QuarterCell, "indicator"),
        ),
        (QuarterReport, "plan"),
    ):
        _copy(cursor, model, **{parent: f"s.{parent}_id + c.k * {APART}"})
    _copy(cursor, LeagueEntry, plan=f"s.plan_id + c.k * {APART}", office="c.office_id", year="c.year_id")
    rows = f"{Indicator._meta.db_table} s WHERE s.id > {APART}"
    told = {
        "plan": f"s.id / {APART} * {APART} + {source.pk}",
        "indicator": "s.id",
        "verb": "'record_achievement'",
        "at": "now()",
    }
    sealed = {"digest": "repeat('0', 64)", "sequence": f"10 + s.id % {APART}", "subject": "s.number || ' q1'"}
    insert(cursor, Event, rows, id=f"{APART} * {APART} + s.id", quarter="1", **told, **sealed)


def _copy(cursor: Any, model: "type[Model]", **changed: str) -> None:
    """The source's rows once for each of the copies; ``changed``: column → SQL."""
    kept = {field.name: f's."{field.column}"' for field in model._meta.concrete_fields}
    insert(cursor, model, f'"{model._meta.db_table}" s, copies c', **kept | {"id": f"s.id + c.k * {APART}"} | changed)


def insert(cursor: Any, model: "type[Model]", rows: str, **columns: str) -> None:
    """Rows of a table by SQL; what is not named has its default."""
    from django.db import connection

    fields = model._meta.concrete_fields
    columns = {name: sql.replace("%", "%%") for name, sql in columns.items()}
    said = ", ".join(columns.get(field.name) or "%s" for field in fields)
    usual = [_usual(field) for field in fields if not columns.get(field.name)]
    names = ", ".join(f'"{field.column}"' for field in fields)
    cursor.execute(
        f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {said} FROM {rows.replace("%", "%%")}', usual
    )
    with connection.cursor() as after:
        for statement in connection.ops.sequence_reset_sql(_no_style(), [model]):
            after.execute(statement)


def _usual(field: Any) -> Any:
    from django.db import connection
    from django.utils import timezone

    is_moment = getattr(field, "auto_now_add", False)
    return field.get_db_prep_save(timezone.now() if is_moment else field.get_default(), connection)


def _no_style() -> Any:
    from django.core.management.color import no_style

    return no_style()
