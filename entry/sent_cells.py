"""Owns what a request of the entry page brings: the cells that were typed into, and who typed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import QueryDict

from entry.forms import CellForm
from plans.actions.entering import TypedCell
from plans.actions.notice_words import in_both

MOST_CELLS = 1000  # of a quarter; no form has so many rows
Sent = Mapping[str, Any]  # one cell's fields


def cells_sent(data: QueryDict, *, pressed: int | None = None) -> list[TypedCell]:
    """The cells to write; first the one whose button was ``pressed``. Raises BadRequest for what no page of ours sends.

    A request is of one cell (``text``, ``version``, ``keep``) or of many: ``cell``, ``text`` and ``version`` of each,
    and what the field held before (``was``), by which a cell nobody typed into is left out.
    """
    if "cell" not in data:
        return [] if pressed is None else [_typed_cell(pressed, data.dict())]
    sent = dict(_cells_of(data))
    chosen = {pk: each for pk, each in sent.items() if pk == pressed or is_typed_into(each)}
    if pressed and pressed not in chosen:
        raise BadRequest
    keep = data.get("keep", "")
    typed = [_typed_cell(pk, {**each, "keep": keep if pk == pressed else ""}) for pk, each in chosen.items()]
    return sorted(typed, key=lambda each: each.cell_id != pressed)


def is_sent_by(data: QueryDict, person: int) -> bool:
    """Whether a request comes from a page that this person was shown; somebody else may have signed in since."""
    return data.get("owner", str(person)) == str(person)


def is_typed_into(sent: Sent) -> bool:
    """Whether a field holds something else than before; browsers take line ends out of what a field shows."""
    return "was" not in sent or "".join(sent["text"].split()) != "".join(sent["was"].split())


def _cells_of(data: QueryDict) -> Iterator[tuple[int, Sent]]:
    names = ["text", "version", *["was"] * ("was" in data)]
    columns = [data.getlist(name) for name in names]
    keys = data.getlist("cell")
    if any(len(column) != len(keys) for column in columns) or not all(
        key.isdecimal() and key.isascii() for key in keys
    ):
        raise BadRequest
    if len(set(keys)) != len(keys) or len(keys) > MOST_CELLS:
        raise BadRequest
    for key, *fields in zip(keys, *columns, strict=True):
        yield int(key), dict(zip(names, fields, strict=True))


def _typed_cell(cell_id: int, sent: Sent) -> TypedCell:
    form = CellForm(sent)
    if form.is_valid():
        text, version, keep = (form.cleaned_data[name] for name in ("text", "version", "keep"))
        return TypedCell(cell_id, text, version, leaves_stored=keep == "theirs", is_by_receipts=keep == "receipts")
    if set(form.errors) != {"text"}:
        raise BadRequest
    keeps = form.data.get("keep") == "theirs"
    why = in_both(lambda: " ".join(map(str, form.errors["text"])))
    return TypedCell(cell_id, form.data["text"], no_value=why, leaves_stored=keeps)
