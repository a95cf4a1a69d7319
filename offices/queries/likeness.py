"""Owns finding an office whose name was mistyped: a letter left out, doubled, exchanged or another one."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, connections, transaction
from django.db.models import F, QuerySet, Value
from rapidfuzz import fuzz

from offices.models import Office, OfficeSpelling
from offices.names import name_key

LEAST_LIKE = 78  # per cent of the letters typed that a name must have, in their order and near each other
FALLS_OFF = 8  # what is so much less like than the best is another name
MOST_ALIKE = 20
LEAST_SHARED = "0.3"  # of the groups of three letters, where an index finds them
THRESHOLD = "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)"  # of the transaction
CANDIDATES = 500
SHORTEST = 3  # letters; of fewer every name has some
USUAL_WORDS = [
    name_key(word)
    for word in (
        *("মন্ত্রণালয়", "বিভাগ", "অধিদপ্তর", "কার্যালয়", "দপ্তর"),
        *("ministry", "division", "department", "directorate", "office"),
    )
]
Spelt = tuple[int, str]  # an office's number and a key of its name


def offices_like(offices: QuerySet[Office], text: str) -> list[Office]:
    """Those whose names are like what was typed, the likest first; at most twenty. Two to four queries."""
    found = keys_like(offices, text)
    offices_found = offices.in_bulk(found) if found else {}
    return [offices_found[pk] for pk in found]


def keys_like(offices: QuerySet[Office], text: str) -> list[int]:
    """The keys of the same. One to three queries.

    Words that half of all offices bear do not tell them apart: they count only where nothing else was typed.
    """
    words = _telling(text)
    wanted = "".join(words)
    if len(wanted) < SHORTEST:
        return []
    spellings = OfficeSpelling.objects.filter(office__in=offices).exclude(key="")
    return _judged(words, _candidates(spellings, wanted)) or _judged(words, _all(spellings))


def _telling(text: str) -> list[str]:
    """The keys of the words typed, without the usual ones, mistyped themselves or not."""
    words = [key for key in map(name_key, text.split()) if key]
    telling = [word for word in words if max(fuzz.ratio(word, usual) for usual in USUAL_WORDS) < LEAST_LIKE]
    return telling or words


def _judged(words: Sequence[str], spelt: Iterable[Spelt]) -> list[int]:
    """The offices that are alike, in their order: the same on every database."""
    wanted = "".join(words)
    scores: dict[int, tuple[float, float]] = {}
    for office, key in spelt:
        if like := _likeness(words, wanted, key):
            scores[office] = max(scores.get(office, (0, 0)), (like, fuzz.ratio(wanted, key)))
    best = max((like for like, _ in scores.values()), default=0)
    alike = [office for office, (like, _) in scores.items() if like >= best - FALLS_OFF]
    return sorted(alike, key=lambda office: (scores[office], -office), reverse=True)[:MOST_ALIKE]


def _likeness(words: Sequence[str], wanted: str, key: str) -> float:
    """How much of what was typed stands in a name: in one piece, or each word somewhere; 0 where it is not enough."""
    if len(key) * 4 < len(wanted) * 3:
        return 0
    whole = fuzz.partial_ratio(wanted, key, score_cutoff=LEAST_LIKE)
    if len(words) == 1:
        return whole
    apart = [fuzz.partial_ratio(word, key, score_cutoff=LEAST_LIKE) for word in words if len(word) >= SHORTEST]
    return max(whole, min(apart, default=0))


def _all(spellings: QuerySet[OfficeSpelling]) -> Iterable[Spelt]:
    return spellings.values_list("office", "key").iterator()


def _candidates(spellings: QuerySet[OfficeSpelling], wanted: str) -> list[Spelt]:
    """The spellings that share most groups of three letters, where the database can tell: it has an index of them."""
    if connection.vendor != "postgresql" or not has_trigrams():
        return []
    asked = spellings.db  # a replica, it may be: the threshold is one of the connection
    like = spellings.filter(TrigramWordSimilar(F("key"), Value(wanted)))
    likest = like.annotate(shared=TrigramWordSimilarity(wanted, "key")).order_by("-shared", "pk")
    sql, params = likest.values_list("office", "key")[:CANDIDATES].query.sql_with_params()
    with transaction.atomic(using=asked), connections[asked].cursor() as cursor:
        cursor.execute(f"{THRESHOLD}; {sql}", [LEAST_SHARED, *params])
        return [(office, key) for office, key, *_ in cursor.fetchall()]


@cache
def has_trigrams() -> bool:
    """Whether this PostgreSQL takes Bengali apart: it has pg_trgm, and its locale knows the letters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() is None:
            return False
        cursor.execute("SELECT cardinality(show_trgm('শিল্প'))")
        return bool(cursor.fetchone()[0] > len("শিল্প"))
