"""Owns what the ledger of a plan tells a reader: each event with what it changed, latest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from offices.models import Person
from plans.models import Event, Plan
from plans.queries.history import said_in_open_rounds

NAMED_BY = ("text", "reason", "name")  # what stands for a content that has parts
ALONE = {  # the events that tell one content and nothing else of it
    "record_achievement": "achievement",
    "assess_cell": "assessment",
    "withdraw_assessment": "assessment",
    "grant_exemption": "exemption",
    "refuse_exemption": "exemption",
    "withdraw_exemption": "exemption",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One content an event tells, by its name in the ledger; "" where it had or has none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One event; ``about`` is a row, a quarter or what else was changed, ``quarter`` None where it is of none."""

    sequence: int
    at: datetime
    by: Person | None
    verb: str
    about: str
    quarter: int | None
    changes: tuple[Changed, ...]


def ledger_of(plan: Plan, *, reviews: bool) -> QuerySet[Event]:
    """The events of a plan, latest first.

    Without ``reviews`` what a reviewer says of rows is left out until the round is decided: the office reads it then.
    """
    events = Event.objects.filter(plan=plan).order_by("-sequence")
    return events if reviews else events.exclude(said_in_open_rounds())


def chosen_of(
    events: QuerySet[Event],
    *,
    verb: str = "",
    by: str = "",
    quarter: int | None = None,
    row: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Event]:
    """Those that fit; ``by`` is the key of a person, ``row`` the number of one."""
    events = events.select_related("by").defer("rows")
    if row:
        events = events.filter(Q(subject=row) | Q(subject__startswith=f"{row} "))
    chosen: dict[str, Any] = {
        "verb": verb,
        "by": by,
        "quarter": quarter,
        "at__date__gte": since,
        "at__date__lte": until,
    }
    return events.filter(**{name: content for name, content in chosen.items() if content})


def told_in(events: QuerySet[Event]) -> tuple[list[str], list[tuple[str, str]]]:
    """The verbs of some events, and their people: keys and names. Two queries."""
    events = events.order_by()
    people = Person.objects.filter(pk__in=events.values("by")).order_by("name_bn", "username")
    return sorted(events.values_list("verb", flat=True).distinct()), [(str(each.pk), str(each)) for each in people]


def ledger_line(event: Event) -> LedgerLine:
    alone = ALONE.get(event.verb)
    before, after = ({alone: told} if alone and told else told for told in (event.before, event.after))
    changes = tuple(_changes(before, after))
    about = event.subject if event.quarter is None else event.subject.removesuffix(f"q{event.quarter}").strip()
    return LedgerLine(event.sequence, event.at, event.by, event.verb, about, event.quarter, changes)


def _changes(before: Any, after: Any) -> Iterator[Changed]:
    """Contents by name; of a list of lines (subject, field, before, after), as the first events told it, each line."""
    if isinstance(after, list):
        yield from (Changed(" ".join(map(str, line[:2])), *map(_text, line[2:4])) for line in after if _is_line(line))
        return
    was, now = _contents(before), _contents(after)
    for name in dict.fromkeys((*was, *now)):
        if (old := _text(was.get(name))) != (new := _text(now.get(name))):
            yield Changed(name, old, new)


def _is_line(line: Any) -> bool:
    return isinstance(line, list) and len(line) >= 4


def _contents(told: Any) -> Mapping[str, Any]:
    if isinstance(told, Mapping):
        return told
    return {} if told is None else {"": told}


def _text(content: Any) -> str:
    """What a reader sees of a content: marks with their reason, of many rows how many they are."""
    if isinstance(content, Mapping):
        if "marks" in content:
            return " – ".join(filter(None, (str(content["marks"]), str(content.get("reason", "")))))
        named = (content[name] for name in NAMED_BY if content.get(name))
        return str(next(named, "" if NAMED_BY[0] in content else "; ".join(map(_pair, content.items()))))
    if isinstance(content, list):
        return (
            str(len(content)) if any(isinstance(each, Mapping) for each in content) else ", ".join(map(_text, content))
        )
    return "" if content is None or content is False else str(content)


def _pair(pair: tuple[str, Any]) -> str:
    return f"{pair[0]}: {_text(pair[1])}"
