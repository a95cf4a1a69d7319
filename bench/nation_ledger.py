"""Owns the ledger of a nation's copies: the patterns' events told of the copies' rows, chained and sealed by plan."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.nation_patterns import Pattern
    from plans.models import Event

KEY, OFFICE, PERSON = 9_000_000_000_000, 8_111_111_111_111, 8_222_222_222_222  # stand in for keys of a copy
COPY, OFFICES_OWN, PERSONS_OWN = "\x01", "\x02", "\x03"
COLUMNS = "id, plan_id, sequence, at, by_id, verb, subject, indicator_id, quarter, before, after, rows, seal"
STATEMENT = f"COPY plans_event ({COLUMNS}, previous_digest, digest) FROM STDIN"
WRITTEN = 1 << 20  # characters handed to the database at once
FIRST_PERSON = 100_000


@dataclass(frozen=True)
class EventForm:
    """An event with stand-ins for the keys of a copy: what is sealed, and the columns of COPY before and after it."""

    sealed: str
    line: str

    def of(self, copy: str, office: str, person: str, previous: str) -> tuple[str, str]:
        """The line of COPY, and the digest."""
        sealed, line = (
            each.replace(COPY, copy).replace(OFFICES_OWN, office).replace(PERSONS_OWN, person)
            for each in (self.sealed, self.line)
        )
        digest = hashlib.sha256(f'["{previous}",{sealed}'.encode()).hexdigest()
        return f"{line}\t{previous}\t{digest}\n", digest


def copy_ledger(cursor: Any, patterns: "list[Pattern]") -> None:
    """The events of every copy, in the order of plans, and the end of each chain."""
    from offices.models import Person

    focal = Person.objects.get(username="pattern").pk
    forms = {each.plan.pk: [_form(event, focal) for event in _events(each.plan.pk)] for each in patterns}
    cursor.execute("SELECT k, pattern, office_id FROM copies ORDER BY k")
    ends: list[str] = []
    lines = _Lines(_lines(cursor.fetchall(), forms, ends))
    cursor.connection.cursor().copy_expert(STATEMENT, lines)
    cursor.connection.cursor().copy_expert(
        "COPY plans_chainend (chain, count, head, anchored) FROM STDIN", _Lines(iter(ends))
    )
    cursor.execute("SELECT setval(pg_get_serial_sequence('plans_event', 'id'), (SELECT max(id) FROM plans_event))")


def _lines(copies: list[Any], forms: Mapping[int, "list[EventForm]"], ends: list[str]) -> Iterator[str]:
    for number, pattern, office in copies:
        digest, own = "", (str(number), str(office), str(FIRST_PERSON + office))
        for form in forms[pattern]:
            line, digest = form.of(*own, digest)
            yield line
        ends.append(f"{number}{pattern:04d}\t{len(forms[pattern])}\t{digest}\t0\n")


class _Lines:
    """Lines as a file that COPY reads."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._rest = b""

    def read(self, size: int) -> bytes:
        parts, length = [self._rest], len(self._rest)
        for line in self._lines:
            parts.append(line.encode())
            length += len(parts[-1])
            if length >= size:
                break
        whole = b"".join(parts)
        self._rest = whole[size:]
        return whole[:size]


def _events(plan: int) -> Any:
    from plans.models import Event

    return Event.objects.filter(plan_id=plan).order_by("sequence")


def _form(event: "Event", focal: int) -> EventForm:
    by = PERSON if event.by_id == focal else event.by_id
    indicator = event.indicator_id and event.indicator_id + KEY
    place = [event.seal, event.plan_id + KEY, event.sequence, event.at.isoformat(), by, event.verb, event.subject]
    told = [_receipts(event, each) for each in (event.before, event.after, _moved(event.rows, focal))]
    sealed = _standing_in(_dumped([*place, indicator, event.quarter, *told]).removeprefix("["))
    columns = [event.pk + KEY, *place[1:], indicator, event.quarter]
    texts = [_escaped(None if each is None else str(each)) for each in columns]
    texts += [_escaped(None if each is None else _dumped(each)) for each in told]
    return EventForm(sealed, _standing_in("\t".join([*texts, str(event.seal)])))


def _dumped(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _escaped(text: str | None) -> str:
    """As COPY reads it."""
    if text is None:
        return r"\N"
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _standing_in(text: str) -> str:
    """The stand-ins as single characters; a key is the copy's number followed by four digits."""
    text = text.replace(str(OFFICE), OFFICES_OWN).replace(str(PERSON), PERSONS_OWN)
    return re.sub(r"900000000(\d{4})", rf"{COPY}\1", text)


def _receipts(event: "Event", told: Any) -> Any:
    """Receipts bear the key of their plan in five digits, the first of which is 0 in a pattern."""
    if told is None:
        return None
    text = re.sub(rf'"([A-Z])0({event.plan_id:04d}-20)', r'"\g<1>900000000\2', json.dumps(told, ensure_ascii=False))
    return json.loads(text)


def _moved(rows: Any, focal: int) -> Any:
    """What an event tells of rows, with stand-ins for the keys of the copied tables, the office and its person."""
    from plans.queries.replay import MODELS

    if rows is None:
        return None
    return {
        table: {str(int(key) + KEY): row and _moved_row(MODELS[table], row, focal) for key, row in told.items()}
        for table, told in rows.items()
    }


def _moved_row(model: Any, row: Mapping[str, Any], focal: int) -> dict[str, Any]:
    to = {field.attname: field.related_model for field in model._meta.concrete_fields}
    return {column: _moved_key(to.get(column), content, focal) for column, content in row.items()}


def _moved_key(model: Any, content: Any, focal: int) -> Any:
    from offices.models import Office, Person
    from plans.queries.told_rows import TABLES

    if model is None or content is None:
        return content
    if model is Office:
        return OFFICE
    if model is Person:
        return PERSON if content == focal else content
    return content + KEY if model in TABLES else content
