"""Owns the proof of what saves and steps ask of the database, and that what a save answers is the page."""

import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.sessions import SEEN, STEP
from entry.tests.views.test_entry import TOO_LONG, address_of, page_of, plain
from plans.actions.achievements import record_achievement
from plans.actions.exempting import decide_exemption
from plans.actions.reporting import return_report, submit_report
from plans.models import Area
from plans.tests.deciding import hidden_in
from plans.tests.factories import cell_of

MOST = 13  # statements of a save: all of the request, those of the session and after the transaction too
SAVED = [
    "SELECT django_session",
    "SELECT offices_person",  # with what they are today
    "SELECT plans_plan",  # locked, where the person reads it, with office, year and policy
    "SELECT plans_quarterreport",  # with the end of the chain, whether anything waits untaken, how much unanchored
    "SELECT plans_indicator",  # with activities and areas
    "SELECT plans_gradedtarget",
    "SELECT plans_quartercell",
    "UPDATE plans_quartercell",
    "INSERT plans_event",
    "INSERT plans_chainend",
    "INSERT plans_quarterreport",  # over those that are there, of the quarters whose marks moved
    "INSERT plans_leagueentry",
]
READ = SAVED[:7]
NOT_TAKEN = "SELECT plans_refusedvalue"
STATEMENT = re.compile(r'\(*(\w+)[^"]*"(\w+)(?::\d+)?"')
KEPT = re.compile("^(EXECUTE|PREPARE)")  # a question the server of PostgreSQL keeps


def statements_of(ask):
    """Verb and table of everything but BEGIN and COMMIT that the database is asked meanwhile."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    asked = [query["sql"] for query in queries if not query["sql"].startswith(("BEGIN", "COMMIT"))]
    return [KEPT.sub("SELECT", " ".join(STATEMENT.match(sql).groups())) for sql in asked]


@pytest.fixture
def client(alice, client_of):
    return client_of(alice)


@pytest.fixture
def save(client):
    """``save(cell, "১")``: what the browser of Alice is answered; ``htmx`` False: the one without JavaScript."""

    def post(cell, text, *, htmx=True, **data):
        headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
        return client.post(address_of(cell), {"text": text, "version": cell.version} | data, **headers)

    return post


# --- how much is asked -------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "number"), [("integrity", "1.1"), ("egov", "1.1.1")])
def test_a_save_asks_the_same_whatever_the_size_of_the_plan(plan_of_size, save, kind, number):
    for size in (1, 3, 37):
        plan = plan_of_size(size, kind=kind)
        for quarter, htmx in ((1, True), (2, False)):
            cell = cell_of(plan, number, quarter)
            assert statements_of(lambda cell=cell, htmx=htmx: save(cell, "১", htmx=htmx)) == SAVED, (size, htmx)
    assert len(SAVED) <= MOST


@pytest.mark.django_db(transaction=True)
def test_no_save_asks_more_than_thirteen_statements(plan_of_size, save, client, alice, bob):
    plan = plan_of_size(3)
    first, second = (cell_of(plan, number, 1) for number in ("1.1", "1.2"))

    def asked(cell, text, **data):
        cell.refresh_from_db()
        return statements_of(lambda: save(cell, text, **data))

    assert asked(second, "-৫") == SAVED  # what nobody understands is stored
    assert asked(first, TOO_LONG) == [*READ[:4], "INSERT plans_refusedvalue", *READ[4:], NOT_TAKEN]
    mended = asked(first, "১")
    assert mended == [*SAVED, "DELETE plans_refusedvalue"]
    assert len(mended) <= MOST
    assert asked(first, "১") == READ  # the same again
    assert len(asked(first, "", keep="theirs")) <= MOST

    session = client.session
    session[SEEN] = int(time.time()) - STEP
    session.save()
    assert asked(second, "১") == [*SAVED, "UPDATE django_session"]  # once a minute it is noted that somebody is here

    record_achievement(cell=first, value="২", version=1, by=bob)
    assert len(asked(first, "৩", version=1)) <= MOST
    assert len(asked(first, "৩", keep="theirs")) <= MOST
    submit_report(report=plan.reports.get(quarter=1), by=bob)
    assert asked(second, "২") == [*READ[:4], "INSERT plans_refusedvalue", *READ[4:], NOT_TAKEN]


@pytest.mark.django_db(transaction=True)
def test_what_a_reviewer_decided_is_withdrawn_without_a_statement_more(plan_of_size, save, alice, rita):
    plan = plan_of_size(3)
    cell = cell_of(plan, "1.1", 1)
    save(cell, "প্রযোজ্য নয়")
    report = submit_report(report=plan.reports.get(quarter=1), by=alice)
    decide_exemption(cell=cell, granted=True, reason="কারণ", by=rita)
    return_report(report=report, reason="আবার", by=rita)
    cell.refresh_from_db()
    assert statements_of(lambda: save(cell, "২")) == SAVED
    assert plan.events.filter(verb="withdraw_exemption").count() == 1


# --- what is answered --------------------------------------------------------------------------------------------

PARTS = (
    r'<div class="cell .*?</div>\s*</div>',
    r'<span id="total-.*?</span>',
    r'<div class="mark" id="mark-.*?(?=<span class="area-sum")',
    r'<span class="area-sum.*?[০-৯]</span>',
    r'<section class="summary".*?</section>',
)


def assert_as_fresh(answer, page):
    """Every part of an answer stands in a page loaded afterwards, as it came."""
    for part in PARTS:
        (came_back,) = re.findall(part, answer, re.DOTALL)
        assert plain(came_back).strip() in plain(page)


# What is doubtful about a text is told once, when it is typed: none of these is.
@pytest.mark.parametrize(
    ("number", "typed"),
    [("1.1", each) for each in ("২", "১.২৫", "--", "প্রযোজ্য নয়", "চলমান", "-৫", "")]
    + [("1.2", each) for each in ("৫০%", "৩৩.৩৩", "৯০")]
    + [("13.1", each) for each in ("১৫/১১/২০২০", "৩১/১২/২০৩০", "১৫/০৭/২০২০, ১৫/১০/২০২০")],
)
def test_what_comes_back_is_what_a_fresh_page_shows(industries, save, client, number, typed):
    answer = save(cell_of(industries, number, 2), typed).text
    assert_as_fresh(answer, client.get(page_of(industries, 2)).text)


def test_what_comes_back_counts_what_waits_in_other_cells(plan_of_size, save, client, bob, client_of):
    plan = plan_of_size(3)
    cells = [cell_of(plan, number, 1) for number in ("1.1", "1.2", "1.3")]
    save(cells[0], TOO_LONG)
    record_achievement(cell=cells[1], value="২", version=0, by=bob)
    assert_as_fresh(save(cells[1], "৩").text, client.get(page_of(plan)).text)
    answer = save(cells[2], "১").text
    assert "২ / ৩" in answer  # what waits beside a colleague's value is filled, what nobody understood is not
    assert_as_fresh(answer, client.get(page_of(plan)).text)


def test_an_area_without_indicators_changes_nothing_about_a_save(plan_of_size, save):
    plan = plan_of_size(2)
    Area.objects.create(plan=plan, position=5, number="9", title="শূন্য", weight=0)
    assert save(cell_of(plan, "1.1", 1), "১").status_code == 200
    assert plan.reports.get(quarter=1).earned > 0


# --- the other steps ---------------------------------------------------------------------------------------------

# Two of them tell people; three keep a round: what was said of rows, what they said then, what was decided.
AT_MOST = {"submit": 21, "assess": 21, "exempt": 22, "return": 20, "approve": 27}


def test_a_step_asks_as_much_of_a_large_plan_as_of_a_small_one(plan_of_size, alice, rita, client_of):
    office, reviewer = client_of(alice), client_of(rita)
    asked = [Steps(plan_of_size(size), office, reviewer).taken(alice) for size in (3, 37)]
    assert asked == [AT_MOST, AT_MOST]


class Steps:
    """A quarter on its way through all steps, each from the page it is taken on; how many statements each asks."""

    def __init__(self, plan, office, reviewer):
        self.plan, self.office, self.reviewer, self.asked = plan, office, reviewer, {}

    def taken(self, by):
        words, exempt = (cell_of(self.plan, number, 1) for number in ("1.1", "1.2"))
        record_achievement(cell=words, value="চলমান", version=0, by=by)
        record_achievement(cell=exempt, value="প্রযোজ্য নয়", version=0, by=by)
        page = page_of(self.plan)
        self._take("submit", self.office)
        marks = {f"marks-{words.pk}": "০.৫", f"why-{words.pk}": "দেখা হয়েছে"}
        self._take("assess", self.reviewer, page, cell_id=words.pk, data=marks)
        self._take(
            "exempt", self.reviewer, page, cell_id=exempt.pk, data={"answer": "grant", f"exempt-{exempt.pk}": "ক"}
        )
        self._take("return", self.reviewer, data={"confirmed": "1", "reason": "আবার"})
        submit_report(report=self.plan.reports.get(quarter=1), by=by)
        self._take("approve", self.reviewer, data={"confirmed": "1", "agreed": "on"})
        assert self.plan.reports.get(quarter=1).state == "approved"
        return self.asked

    def _take(self, step, client, page="", *, cell_id=None, data=None):
        place = {"cell_id": cell_id} if cell_id else {"plan_id": self.plan.pk, "quarter": 1}
        address = reverse(f"entry:{step}", kwargs=place)
        hidden = hidden_in(client.get(page or address).text)
        asked = statements_of(lambda: client.post(address, hidden | (data or {})))
        self.asked[step] = sum(not each.startswith(("SAVEPOINT", "RELEASE")) for each in asked)
