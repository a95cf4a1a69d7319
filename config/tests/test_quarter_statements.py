"""Owns the proof that no page of a quarter asks more than ten statements, whoever opens it, however much hangs on it.

The pages are found among the addresses: one that is added is opened here too.
"""

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from django.http import HttpResponse
from django.urls import get_resolver, reverse

from config.tests.quarter_steps.beginnings import begun, everybody
from config.tests.quarter_steps.furnishing import furnish, refuse, talk, want_signature
from config.tests.quarter_steps.scenes import OTHER, ROW, SCENES, Stage
from config.tests.quarter_steps.truth import Who
from config.tests.statements import statements
from plans.models import Plan
from plans.queries.quarter_contents import QuarterContents
from plans.queries.seen import shown_of

pytestmark = pytest.mark.django_db

MOST = 10  # of all the request asks, session and person included
PLACES = (
    {"plan_id", "quarter"},
    {"plan_id", "quarter", "indicator_id"},
    {"cell_id"},
    {"plan_id", "quarter", "round_number"},
)
# Of the year that quarters make: the papers that close it and the ledger.
BESIDE_QUARTERS = {"entry:annual", "entry:submit_annual", "entry:feedback", "entry:give_feedback", "reports:ledger"}
ALWAYS_PAGES = ("entry", "submit", "return", "approve", "ask_row", "cell", "scorecard")
VIEWERS = (Who.FOCAL_POINT, Who.HEAD, Who.REVIEWER, Who.BOTH, Who.ADMINISTRATOR)


def _mend_and_hand_in(stage: Stage) -> None:
    SCENES["returned, in question"](stage)
    talk(stage)
    stage.write(ROW, "৩")
    want_signature(stage, signed=True)
    stage.hand_in()
    stage.say(ROW, "question")
    stage.say(OTHER, "accepted")
    stage.wish()


def _returned_twice(stage: Stage) -> None:
    _mend_and_hand_in(stage)
    stage.send_back()
    refuse(stage)
    want_signature(stage)
    talk(stage)


def _draft(stage: Stage) -> None:
    talk(stage)
    refuse(stage)
    want_signature(stage)


def _superseded(stage: Stage) -> None:
    SCENES["taken back"](stage)
    talk(stage)
    stage.say(ROW, "accepted")


def _approved_again(stage: Stage) -> None:
    _superseded(stage)
    stage.approve()


COSTLY: Mapping[str, Callable[[Stage], object]] = {
    "draft, nothing taken, unsigned": _draft,
    "waits again, in question and wished open": _mend_and_hand_in,
    "returned twice, unsigned": _returned_twice,
    "taken back": _superseded,
    "approved again": _approved_again,
}


@pytest.fixture
def people(industries_office, labour_office):
    return everybody(industries_office, labour_office)


@pytest.fixture
def stage(request, plan_of_size, people):
    """The costly scene a test is about."""
    stage = begun(plan_of_size, people)
    furnish(stage)
    COSTLY[request.param](stage)
    return stage


def given(stage: Stage) -> Mapping[str, int]:
    """What an address of this quarter, of one of its rows or one of its cells is made of."""
    cell = stage.row(ROW).cells.get(quarter=stage.quarter)
    place = {"plan_id": stage.plan.pk, "quarter": stage.quarter, "round_number": 1}
    return place | {"indicator_id": cell.indicator_id, "cell_id": cell.pk}


def addresses_of(stage: Stage) -> set[str]:
    """Whatever address there is of a quarter."""
    values, found = given(stage), {reverse("entry:approve_many")}
    for room in ("entry", "reports"):
        names = get_resolver().namespace_dict[room][1].reverse_dict
        for name in (name for name in names if isinstance(name, str)):
            for ((_, needed),) in (each[0] for each in names.getlist(name)):
                if set(needed) in PLACES or f"{room}:{name}" in BESIDE_QUARTERS:
                    found.add(reverse(f"{room}:{name}", kwargs={each: values[each] for each in needed}))
    return found


def asked_by(ask: Callable[[], HttpResponse]) -> tuple[HttpResponse, int]:
    """An answer, and how many statements it asked."""
    with statements() as asked:
        response = ask()
    return response, sum(not sql.startswith("BEGIN") for sql in asked)


def is_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


IN_COSTLY_SCENES = pytest.mark.parametrize("stage", COSTLY, indirect=True)


@IN_COSTLY_SCENES
def test_no_page_of_a_quarter_asks_more_than_ten_statements(stage, people, client_of):
    found = {}
    for who in VIEWERS:
        client = client_of(people[who])
        for address in addresses_of(stage):
            response, asked = asked_by(partial(client.get, address))
            if is_page(response):
                found[who.value, address] = asked
    assert len(found) >= len(VIEWERS) * len(ALWAYS_PAGES)
    assert {place: asked for place, asked in found.items() if asked > MOST} == {}


@pytest.mark.parametrize("number", [1, 6])
def test_many_reports_wait_on_one_page_that_asks_as_little_as_for_one(plan_of_size, people, client_of, number):
    for _ in range(number):
        stage = Stage(plan_of_size(3), people)
        stage.hand_in()
    response, asked = asked_by(partial(client_of(people[Who.REVIEWER]).get, reverse("entry:approve_many")))
    lines = response.context["lines"]
    assert len(lines) == number
    assert asked <= MOST
    for line in lines:
        alone = QuarterContents(Plan.objects.get(pk=line.page.plan.pk), line.page.quarter)
        assert line.page.shown == shown_of(alone, to=people[Who.REVIEWER])
        assert line.page.contents.workers == alone.workers


@pytest.mark.parametrize("size", [3, 37])
def test_a_large_plan_asks_no_more_than_a_small_one(plan_of_size, people, client_of, size):
    stage = Stage(plan_of_size(size), people)
    stage.hand_in()
    for who in VIEWERS:
        client = client_of(people[who])
        for address in addresses_of(stage):
            response, asked = asked_by(partial(client.get, address))
            assert not is_page(response) or asked <= MOST, (who, address)


# What does not fit as it was typed: the page comes back with the sentence at its field, and asks no more.
UNFIT: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "entry:return": ("waits again, in question and wished open", {"confirmed": "1", "reply_by": "কাল"}),
    "entry:approve": ("waits again, in question and wished open", {"confirmed": "1"}),
    "entry:review": ("waits again, in question and wished open", {"say-{row}": "question"}),
    "entry:assess": ("waits again, in question and wished open", {"marks-{cell}": "অনেক"}),
    "entry:exempt": ("waits again, in question and wished open", {"answer": "grant"}),
    "entry:approve_many": ("waits again, in question and wished open", {"report": "1"}),
    "entry:ask_row": ("waits again, in question and wished open", {"reason": ""}),
    "entry:reopen": ("approved again", {"reason": ""}),
    "entry:comment": ("draft, nothing taken, unsigned", {"text": ""}),
    "entry:remark": ("draft, nothing taken, unsigned", {"text": "ক" * 5000}),
    "entry:claim": ("draft, nothing taken, unsigned", {"text": "১" * 5000}),
    "entry:claim_total": ("draft, nothing taken, unsigned", {"text": "১" * 5000}),
}
BY_OFFICE = {"entry:ask_row", "entry:comment", "entry:remark", "entry:claim", "entry:claim_total"}


@pytest.mark.parametrize(("name", "stage"), [(name, scene) for name, (scene, _) in UNFIT.items()], indirect=["stage"])
def test_a_form_that_comes_back_asks_no_more_than_ten_statements(name, stage, people, client_of):
    values = given(stage)
    sent = {
        field.format(row=values["indicator_id"], cell=values["cell_id"]): text for field, text in UNFIT[name][1].items()
    }
    client = client_of(people[Who.FOCAL_POINT if name in BY_OFFICE else Who.REVIEWER])
    response, asked = asked_by(partial(client.post, address_of(name, values), sent))
    assert response.status_code == 422
    assert asked <= MOST


def address_of(name: str, values: Mapping[str, int]) -> str:
    patterns = get_resolver().namespace_dict["entry"][1].reverse_dict
    ((_, needed),) = patterns.getlist(name.removeprefix("entry:"))[0][0]
    return reverse(name, kwargs={each: values[each] for each in needed})
