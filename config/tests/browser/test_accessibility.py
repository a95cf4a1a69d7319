"""Owns the proof that pages keep WCAG 2.2 AA as far as axe can see, fit a phone, and run under the strict CSP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from config.tests.browser.conftest import AXE, NARROW, WIDE, has_settled
from jobs.models import Job, JobState
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.publishing import publish_report
from plans.actions.reporting import approve_report, submit_report
from plans.models import MarkingPolicy
from plans.tests.factories import cell_of
from reports.download_list import public_path
from reports.forms import VIEWS

pytestmark = pytest.mark.django_db(transaction=True)

# Late dates earn half, marks are rounded to one decimal.
TRIED = "?interpolate=true&below_lowest=prorata&late_date_share=50&several_dates=share"
TRIED += "&number_and_date=share&not_applicable=exclude&decimals=1"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = f"() => axe.run(document, {{runOnly: {RULES}}}).then((result) => result.violations)"


def violations(page) -> list[str]:
    """What axe says against a page: it stands on those of windows with ``bypass_csp``, and is sent to others."""
    has_settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(VIOLATIONS)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.fixture
def addresses(industries, labour, alice, charlie) -> dict[str, str]:
    """The pages, with a submitted quarter, a value in words, a doubtful one and one short of its target."""
    for number, text in {"1.1": "১", "1.2": "৮০", "2.1": "হালনাগাদ করা হয়েছে"}.items():
        record_achievement(cell=cell_of(industries, number, 1), value=text, version=0, by=alice)
    submit_report(report=labour.reports.get(quarter=1), by=charlie)
    first, second = {"plan_id": industries.pk, "quarter": 1}, {"plan_id": labour.pk, "quarter": 1}
    return {
        "home": reverse("home"),
        "form to fill": reverse("entry:entry", kwargs=first),
        "form to review": reverse("entry:entry", kwargs=second),
        "submit": reverse("entry:submit", kwargs=first),
        "before approval": reverse("entry:approve", kwargs=second),
        "before a return": reverse("entry:return", kwargs=second),
        "scorecard": reverse("reports:scorecard", kwargs=first),
        "comparison": reverse("reports:comparison"),
        **{view: f"{reverse('reports:comparison')}?kind=integrity&view={view}" for view in VIEWS},
        "offices": reverse("offices:tree"),
        "an office": reverse("offices:office", args=[industries.office_id]),
        "an office mistyped": reverse("offices:tree") + "?search=শিলপ মন্ত্রণালয়",
        "columns": reverse("entry:columns", args=["egov"]),
        "about": reverse("about"),
        "policies": reverse("plans:policies"),
        "policy": reverse("plans:policy", kwargs={"policy_id": industries.policy_id}),
        "rules tried": reverse("plans:try_out", kwargs=first) + TRIED,
        "nowhere": "/nowhere/",
    }


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", WIDE)])
def test_pages_are_accessible_and_fit_the_window(leaf_through, addresses, alice, rita, language, viewport):
    faults = {}
    own = ["home", "form to fill", "submit", "scorecard", "policy", "rules tried"]
    for person, names in {alice: own, rita: list(addresses)}.items():
        places = {name: addresses[name] for name in names}
        for name, page in leaf_through(places, person, language=language, viewport=viewport, bypass_csp=True):
            faults[name, person.username] = violations(page)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_making_a_new_policy_is_accessible_and_says_what_is_wrong(open_page, reference, administrator, viewport):
    path = reverse("plans:new_policy", kwargs={"policy_id": MarkingPolicy.objects.get(kind="integrity").pk})
    page = open_page(path, administrator, viewport=viewport, bypass_csp=True)
    assert violations(page) == []
    page.locator("main form button").click()
    page.wait_for_selector("[role=alert]")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.fixture
def public_addresses(labour, charlie, rita) -> list[str]:
    """What anybody reads: a published report, the list it stands in, and where nothing is published."""
    report = approve_report(
        report=submit_report(report=labour.reports.get(quarter=1), by=charlie), by=rita, leaves_unassessed=True
    )
    publish_report(report=report, by=charlie)
    return [reverse("public:list"), public_path(report), public_path(report).replace("/q1/", "/q2/")]


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", NARROW)])
def test_public_pages_are_accessible_and_fit_the_window(leaf_through, public_addresses, language, viewport):
    faults = {}
    places = {address: address for address in public_addresses}
    for address, page in leaf_through(places, language=language, viewport=viewport, bypass_csp=True):
        for opened in page.locator("details").all()[:3]:
            opened.locator("summary").click()
        faults[address] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    assert {address: found for address, found in faults.items() if found} == {}


def test_a_download_menu_opens_by_keyboard_and_stays_in_the_window(leaf_through, addresses, rita):
    places = {name: addresses[name] for name in ("form to review", "scorecard", "comparison")}
    for viewport in (WIDE, NARROW):
        for name, page in leaf_through(places, rita, viewport=viewport, bypass_csp=True):
            page.locator(".downloads summary").press("Enter")
            box = page.locator(".downloads-menu").bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= viewport["width"], name
            assert violations(page) == [], name


@pytest.mark.parametrize("language", ["bn", "en"])
def test_signing_in_is_accessible_and_says_what_is_wrong(open_page, reference, language):
    page = open_page(reverse("account_login"), language=language, bypass_csp=True)
    assert violations(page) == []
    page.locator("main button").click()
    page.wait_for_selector("[role=alert]")
    assert violations(page) == []
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"


def test_no_page_breaks_the_content_security_policy(complaints_of, addresses, rita, alice):
    to_fill = {"form to fill": addresses.pop("form to fill")}
    assert complaints_of(to_fill, alice) + complaints_of(addresses, rita) == []


@pytest.fixture
def own_pages(industries, alice, rita) -> dict[str, str]:
    """Alice's cell with evidence, talk and history; her jobs in every state."""
    cell = cell_of(industries, "1.1", 1)
    record_achievement(cell=cell, value="১", version=0, by=alice)
    file = SimpleUploadedFile("notice.pdf", b"%PDF-1.4 notice", content_type="application/pdf")
    attach_evidence(cell=cell, file=file, by=alice)
    write_comment(cell=cell, text="কার্যবিবরণী দেখুন।", by=rita)
    pages = {"cell": reverse("entry:cell", args=[cell.pk]), "jobs": reverse("jobs:list")}
    lines = [{"level": "success", "name": "ক.xlsx", "text": "সংরক্ষিত", "text_en": "stored", "url": "/"}]
    for state in JobState:
        ended = None if state in (JobState.QUEUED, JobState.RUNNING) else timezone.now()
        about = {
            "task": "none",
            "title": f"কাজ {state}",
            "asked_by": alice,
            "heard_at": timezone.now(),
            "summary": lines,
        }
        job = Job.objects.create(**about, state=state, ended_at=ended, done=1, total=4, trouble="ফাইলটি খালি।")
        pages[f"job {state}"] = reverse("jobs:job", args=[job.pk])
    return pages


@pytest.mark.parametrize(("language", "viewport"), [("bn", WIDE), ("bn", NARROW), ("en", WIDE)])
def test_pages_of_a_cell_and_of_jobs_are_accessible_and_fit_the_window(
    leaf_through, own_pages, alice, language, viewport
):
    faults = {}
    for name, page in leaf_through(own_pages, alice, language=language, viewport=viewport, bypass_csp=True):
        faults[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_the_page_of_forgotten_passwords_is_accessible(open_page, reference, viewport):
    page = open_page(reverse("account_reset_password"), viewport=viewport, bypass_csp=True)
    assert violations(page) == []


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_an_empty_system_and_the_forms_of_an_office_are_accessible(
    leaf_through, reference, industries_office, administrator, alice, viewport
):
    steps = {step: reverse(f"offices:{step}", args=[industries_office.pk]) for step in ("move", "close", "reopen")}
    for person, places in ((alice, {}), (administrator, steps)):
        for name, page in leaf_through({"home": reverse("home")} | places, person, viewport=viewport, bypass_csp=True):
            assert violations(page) == [], name
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
