"""Owns the proof of the public pages: only what is published, nobody's name, asked again cheaply, gone if withdrawn."""

import json
import re
import subprocess
from decimal import Decimal
from functools import partial
from io import BytesIO

import jsonschema
import pytest
from django.conf import settings as house
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from offices.models import Person, Role
from offices.tests.people import add_person
from plans.actions.achievements import record_achievement
from plans.actions.evidence import attach_evidence, write_comment
from plans.actions.publishing import publish_report, withdraw_report
from plans.actions.reporting import approve_report, assess_cell, return_report, submit_report
from plans.actions.tree_rows import add_areas
from plans.models import Plan, QuarterReport
from plans.queries.trees import load_tree
from plans.tests.beginning import remembered
from plans.tests.factories import LABOUR, cell_of, official_plan
from reports.download_list import public_path
from reports.publishing import ENDINGS
from reports.report_json import SCHEMA
from reports.tests.pdf.extraction import text_of

LIST = "public:list"
SECRETS = {
    "focal point": "গোপন ফোকাল",
    "reviewer": "গোপন পর্যালোচক",
    "e-mail": "focal@secret.example",
    "user name": "hidden-focal",
    "comment": "গোপন কথা",
    "evidence": "secret-evidence.pdf",
    "reason of an assessment": "গোপন কারণ",
    "reason of a return": "ফেরতের গোপন কারণ",
}


@pytest.fixture
def focal(labour_office):
    names = {"name_bn": SECRETS["focal point"], "email": SECRETS["e-mail"]}
    add = partial(add_person, SECRETS["user name"], labour_office, Role.FOCAL_POINT, **names)
    return remembered("focal point with secrets", add)


@pytest.fixture
def reviewer(cabinet_division):
    add = partial(add_person, "hidden-reviewer", cabinet_division, Role.REVIEWER, name_bn=SECRETS["reviewer"])
    return remembered("reviewer with secrets", add)


def approved_report(focal, reviewer):
    """The report of a real plan with everything about it that is nobody else's business."""
    labour = official_plan(LABOUR)
    cell, report = cell_of(labour, "2.1.1", 1), labour.reports.get(quarter=1)
    file = SimpleUploadedFile(SECRETS["evidence"], b"%PDF-1.4 notice", content_type="application/pdf")
    attach_evidence(cell=cell, file=file, by=focal)
    write_comment(cell=cell, text=SECRETS["comment"], by=focal)
    submit_report(report=report, by=focal)
    return_report(report=report, reason=SECRETS["reason of a return"], by=reviewer)
    report = submit_report(report=report, by=focal)
    assess_cell(cell=cell, marks=Decimal(4), reason=SECRETS["reason of an assessment"], by=reviewer)
    return approve_report(report=report, by=reviewer, leaves_unassessed=True)


def published_report(focal, reviewer):
    return publish_report(report=approved_report(focal, reviewer), by=focal)


def stored(report):
    return QuarterReport.objects.select_related("plan__office", "plan__year").get(pk=report.pk)


@pytest.fixture
def approved(focal, reviewer):
    return stored(remembered("approved with secrets", partial(approved_report, focal, reviewer)))


@pytest.fixture
def published(focal, reviewer):
    return stored(remembered("published with secrets", partial(published_report, focal, reviewer)))


def addresses(report):
    """The page and the files of a report, in both languages."""
    files = [public_path(report, ending, language=spoken) for ending in ENDINGS for spoken in ("bn", "en")]
    return [public_path(report), *files]


# --- who sees what -----------------------------------------------------------------------------------------------


def test_what_is_approved_is_not_public_before_its_office_says_so(approved, client):
    assert {client.get(address).status_code for address in addresses(approved)} == {404}
    assert "শ্রম ও কর্মসংস্থান" not in client.get(reverse(LIST)).text


def test_anybody_reads_what_is_published(published, client):
    for address in addresses(published):
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.getvalue()
    page = client.get(public_path(published)).text
    for words in (
        "শ্রম ও কর্মসংস্থান মন্ত্রণালয়",
        "১৫.০০",
        "৩০.০০%",
        "১ম কোয়ার্টার",
        "পর্যালোচকের নির্ধারণ: ৪.০০",
    ):
        assert words in page


def test_the_address_is_one_to_refer_to(published):
    assert public_path(published) == "/public/egov/2021-22/" + published.plan.office.code + "/q1/"
    assert public_path(published, "json") == "/public/egov/2021-22/" + published.plan.office.code + "/q1.json"


@pytest.mark.parametrize("code", [None, "৩৬.০১", "36/01", "a b", "o1"])
def test_an_office_without_a_code_for_addresses_has_one_too(published, client, code):
    office = published.plan.office
    office.code = code
    office.save()
    assert f"/o{office.pk}/" in public_path(published)
    assert client.get(public_path(published)).context["report"] == published
    assert [row["url"] for row in client.get(reverse(LIST)).context["rows"]] == [public_path(published)]


def test_what_is_withdrawn_is_gone_with_a_sentence(published, focal, client):
    etag = client.get(public_path(published, "json")).headers["ETag"]
    withdraw_report(report=published, by=focal)
    for address in addresses(published):
        response = client.get(address, headers={"If-None-Match": etag})
        assert response.status_code == 404
        assert "দপ্তর এটি প্রকাশ করেনি, অথবা প্রত্যাহার করেছে" in response.text
    assert client.get(reverse(LIST)).context["rows"] == []


@pytest.mark.parametrize(
    "address",
    [
        "/public/egov/2021-22/99/q1/",
        "/public/nothing/2021-22/o1/q1/",
        "/public/egov/2021-23/o1/q1.pdf",
        "/public/egov/2021-22/o99999999999999999999999999/q1/",
        "/public/egov/2021-22/o%E0%A7%A7/q1/",
        "/public/egov/2021-22/o1/q5/",
        "/public/egov/2021-22/o1/q1.docx",
    ],
)
def test_an_address_of_nothing_is_not_found(published, client, address):
    assert client.get(address).status_code == 404


# --- nobody's business -------------------------------------------------------------------------------------------


def text_in(response):
    """Everything an answer tells, headers included, whatever its format."""
    content = response.getvalue()
    told = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    if content.startswith(b"%PDF"):
        about = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True).stdout.decode()
        return told + about + text_of(content) + text_of(content, "-raw")
    if content.startswith(b"PK"):
        book = load_workbook(BytesIO(content), read_only=True)
        cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
        return "\n".join([told, *cells, str(book.properties)])
    return told + content.decode()


def test_no_person_no_comment_and_no_evidence_is_public(published, client):
    people = [str(person) for person in Person.objects.all()] + list(Person.objects.values_list("username", flat=True))
    for address in [*addresses(published), reverse(LIST)]:
        told = text_in(client.get(address))
        found = [name for name, secret in SECRETS.items() if secret in told] + [name for name in people if name in told]
        assert found == [], address


def test_figures_of_quarters_that_are_not_published_stay_inside(many, focal, client, unguarded):
    withdraw_report(report=many[2], by=focal)
    QuarterReport.objects.filter(pk=many[2].pk).update(earned="0.73")
    for address in addresses(many[3]):
        told = text_in(client.get(address))
        assert "০.৭৩" not in told, address
        assert "0.73" not in told, address


def test_the_secrets_are_there_for_the_office_itself(published, client_of, focal):
    page = client_of(focal).get(reverse("reports:scorecard", kwargs={"plan_id": published.plan_id, "quarter": 1})).text
    assert SECRETS["reason of an assessment"] in page
    assert SECRETS["reviewer"] in page


def test_a_public_page_leads_to_no_page_behind_the_log_in(published, client):
    for address in (public_path(published), reverse(LIST)):
        links = re.findall(r'href="(/(?!static/)[^"]*)"', client.get(address).text)
        assert public_path(published, "json") in {link.partition("?")[0] for link in links} or address == reverse(LIST)
        assert {link for link in links if not link.startswith(("/public/", "/v/"))} == {"/", "/about/"}
        assert {client.get(link.replace("&amp;", "&")).status_code for link in set(links) - {"/"}} == {200}


def test_a_file_leaves_nothing_with_who_takes_it(published, client):
    for address in addresses(published)[1:]:
        response = client.get(address)
        assert not response.cookies
        assert "public" in response.headers["Cache-Control"]


# --- machines ----------------------------------------------------------------------------------------------------


def test_what_somebody_has_already_is_not_sent_again(published, client):
    for address in addresses(published)[1:]:
        first = client.get(address)
        assert "no-cache" in first.headers["Cache-Control"]
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.getvalue()) == (304, b"")


def test_a_page_is_kept_by_the_browser_of_its_visitor_alone_because_of_its_forms(published, client):
    response = client.get(public_path(published))
    assert "csrfmiddlewaretoken" in response.text
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response.headers["Vary"]


def asked_again(client, address):
    """The page as a browser has it, and the status when it asks for it once more."""
    client.get(address)  # brings the cookie of the forms
    page = client.get(address)
    return page, client.get(address, headers={"If-None-Match": page.headers["ETag"]})


@pytest.mark.parametrize("language", ["bn", "en"])
def test_who_has_a_page_is_told_so_without_it_being_rendered(published, client, language):
    client.cookies.load({house.LANGUAGE_COOKIE_NAME: language})
    for address in (public_path(published), reverse(LIST), reverse(LIST) + "?kind=egov"):
        page, repeated = asked_again(client, address)
        assert (page.status_code, repeated.status_code, repeated.content) == (200, 304, b"")
        assert repeated.templates == []
        assert repeated.headers["ETag"] == page.headers["ETag"]


def test_a_published_report_is_asked_for_in_few_statements(published, client):
    client.get(public_path(published))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(public_path(published)).status_code == 200
    assert len(queries) <= 10


def test_a_crawler_without_cookies_is_told_so_too(published):
    etag = Client().get(public_path(published)).headers["ETag"]
    assert Client().get(public_path(published), headers={"If-None-Match": etag}).status_code == 304


def test_a_page_in_the_other_language_of_another_visitor_or_release_is_another_one(published, client, settings):
    pages = [client.get(public_path(published)), client.get(public_path(published))]
    settings.RELEASE = "2026-12-01 abcdef"
    pages.append(client.get(public_path(published)))
    client.cookies.load({settings.LANGUAGE_COOKIE_NAME: "en"})
    pages.append(client.get(public_path(published)))
    assert len({page.headers["ETag"] for page in pages}) == 4


def test_who_is_signed_in_has_every_page_anew(published, focal, client_of):
    signed_in = client_of(focal)
    assert "ETag" not in signed_in.get(public_path(published)).headers
    etag = Client().get(public_path(published)).headers["ETag"]
    assert signed_in.get(public_path(published), headers={"If-None-Match": etag}).status_code == 200


def test_a_page_is_given_anew_when_what_it_shows_has_changed(published, focal, client):
    (page, _), (everything, _) = (
        asked_again(client, public_path(published)),
        asked_again(client, reverse(LIST)),
    )
    published.plan.office.name_bn = "অন্য নাম"
    published.plan.office.save()
    renamed = client.get(public_path(published), headers={"If-None-Match": page.headers["ETag"]})
    assert (renamed.status_code, "অন্য নাম" in renamed.text) == (200, True)
    withdraw_report(report=published, by=focal)
    assert client.get(public_path(published), headers={"If-None-Match": page.headers["ETag"]}).status_code == 404
    assert client.get(reverse(LIST), headers={"If-None-Match": everything.headers["ETag"]}).status_code == 200


def test_each_file_and_language_has_a_tag_of_its_own(published, client):
    tags = [client.get(address).headers["ETag"] for address in addresses(published)[1:]]
    assert len(set(tags)) == len(tags)


def test_head_tells_what_get_would(published, client):
    for address in [*addresses(published), reverse(LIST), "/robots.txt", reverse("public:schema", args=[1])]:
        head = client.head(address)
        assert (head.status_code, head.getvalue()) == (200, b"")
        assert client.post(address).status_code == 405


def test_the_json_keeps_the_schema_it_names(published, client):
    response = client.get(public_path(published, "json"))
    given = response.json()
    schema = client.get(given["schema"].partition("://")[2].partition("/")[1] + given["schema"].split("/", 3)[3]).json()
    assert schema == json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(given, schema)
    assert (given["earned"], given["percent"], given["state"]) == ("15.00", "30.00", "approved")
    assert given["published_on"] is not None


def test_the_pdf_is_printed_once_and_kept(published, client, settings):
    first = client.get(public_path(published, "pdf")).getvalue()
    (kept,) = settings.MEDIA_ROOT.rglob("public-bn.pdf")
    written = kept.stat().st_mtime_ns
    assert client.get(public_path(published, "pdf")).getvalue() == first == kept.read_bytes()
    assert kept.stat().st_mtime_ns == written
    assert published.plan.events.filter(verb="keep_print").count() == 1


def test_search_engines_read_what_is_public_and_nothing_else(client, db):
    rules = client.get("/robots.txt").text
    assert "Allow: /public/" in rules
    assert "Disallow: /\n" in rules


# --- a later revision --------------------------------------------------------------------------------------------


@pytest.fixture
def revised(published, focal, reviewer):
    """The plan in a second revision, whose first quarter is approved."""
    plan = published.plan
    later = Plan.objects.create(office=plan.office, year=plan.year, kind=plan.kind, policy=plan.policy, revision=2)
    tree = load_tree(plan)
    add_areas(later, tree, tree.areas)
    report = QuarterReport.objects.create(plan=later, quarter=1, scorecard=published.scorecard)
    return approve_report(report=submit_report(report=report, by=focal), by=reviewer, leaves_unassessed=True)


def test_an_earlier_revision_says_that_a_later_one_took_its_place(published, revised, client):
    page = client.get("/public/egov/2021-22/" + published.plan.office.code + "/q1/").text
    assert "পরের সংশোধিত সংস্করণ" in page
    assert client.get(public_path(published, "json")).json()["superseded"] is True


def test_the_latest_published_revision_answers_and_the_earlier_keeps_an_address(published, revised, focal, client):
    publish_report(report=revised, by=focal)
    address = public_path(published)
    assert client.get(address + "?revision=1").context["report"] == published
    assert client.get(address).context["report"] == revised
    assert "পরের সংশোধিত সংস্করণ" not in client.get(address).text
    assert client.get(address + "?revision=3").status_code == 404
    listed = {row["url"] for row in client.get(reverse(LIST)).context["rows"]}
    assert listed == {address, address + "?revision=1"}


# --- the list ----------------------------------------------------------------------------------------------------


@pytest.fixture
def many(plan_of_size, industries_office, labour_office, focal, reviewer):
    make = partial(many_published, plan_of_size, industries_office, labour_office, focal, reviewer)
    return [stored(each) for each in remembered("many published", make)]


def many_published(plan_of_size, industries_office, labour_office, focal, reviewer):
    """Reports of two offices: the integrity plan of one in two years, both quarters of the other's."""
    alice, made = add_person("alice", industries_office, Role.FOCAL_POINT), []
    for office, year, quarters, by in (
        (None, 2022, (1,), alice),
        (None, 2023, (1,), alice),
        (labour_office, 2023, (1, 2), focal),
    ):
        plan = plan_of_size(1, year=year) if office is None else plan_of_size(1, year=year, office=office)
        for quarter in quarters:
            record_achievement(cell=cell_of(plan, "1.1", quarter), value="১", version=0, by=by)
            report = submit_report(report=plan.reports.get(quarter=quarter), by=by)
            approve_report(report=report, by=reviewer)
            made.append(publish_report(report=report, by=by))
    return made


def listed(client, **chosen):
    rows = client.get(reverse(LIST), chosen).context["rows"]
    return [
        (row["report"].plan.office.name_bn.split()[0], row["report"].plan.year.start_year, row["report"].quarter)
        for row in rows
    ]


ALL = [("শিল্প", 2023, 1), ("শ্রম", 2023, 2), ("শ্রম", 2023, 1), ("শিল্প", 2022, 1)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ALL),
        ({"year": "2022"}, ALL[3:]),
        ({"quarter": "2"}, ALL[1:2]),
        ({"kind": "egov"}, []),
        ({"search": "শ্রম"}, ALL[1:3]),
        ({"search": "labour"}, ALL[1:3]),
        ({"search": "শ্রম মন্ত্রনালয়"}, ALL[1:3]),
        ({"search": "কর্মসংস্তান"}, ALL[1:3]),
        ({"kind": "integrity", "year": "2023", "search": "industries"}, ALL[:1]),
        ({"year": "1999", "kind": "none", "quarter": "x", "page": "99"}, ALL),
        ({"search": "নেই"}, []),
    ],
)
def test_the_list_is_chosen_from_by_year_kind_quarter_and_name(many, client, chosen, expected):
    assert listed(client, **chosen) == expected


def test_the_list_takes_three_statements_and_published_reports_have_an_index(many, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get(reverse(LIST))
    indexes = connection.introspection.get_constraints(connection.cursor(), QuarterReport._meta.db_table)
    assert indexes["report_published"]["columns"] == ["plan_id", "quarter"]


def test_one_office_can_be_chosen_in_the_list(many, client, labour_office):
    assert listed(client, office=labour_office.code) == ALL[1:3]
    assert "কেবল: শ্রম" in client.get(reverse(LIST), {"office": labour_office.code}).text


def test_the_list_has_pages(many, client, monkeypatch):
    monkeypatch.setattr("reports.views.public.PAGE_SIZE", 3)
    assert listed(client) == ALL[:3]
    assert listed(client, page="2") == ALL[3:]
    assert 'rel="next"' in client.get(reverse(LIST)).text


def test_lists_and_pages_ask_the_database_a_constant_number_of_questions(many, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get(reverse(LIST))
    # the rounds, the end of the ledger, own receipts, the days of the quarter among them
    for report in many[2:]:  # of the first and of the second quarter
        with django_assert_num_queries(9):
            client.get(public_path(report))
    tag = client.get(public_path(many[0], "json")).headers["ETag"]
    with django_assert_num_queries(1):
        client.get(public_path(many[0], "json"), headers={"If-None-Match": tag})


# --- the office's own page ---------------------------------------------------------------------------------------


def entry(report):
    return reverse("entry:entry", kwargs={"plan_id": report.plan_id, "quarter": 1})


def test_the_office_publishes_and_withdraws_on_its_page(approved, client_of, focal, client):
    own = client_of(focal)
    place = {"plan_id": approved.plan_id, "quarter": 1}
    assert reverse("entry:publish", kwargs=place) in own.get(entry(approved)).text
    page = own.post(reverse("entry:publish", kwargs=place), follow=True).text
    assert "প্রতিবেদনটি প্রকাশিত হয়েছে" in page
    assert public_path(approved) in page
    assert client.get(public_path(approved)).status_code == 200
    page = own.post(reverse("entry:withdraw", kwargs=place), follow=True).text
    assert "প্রতিবেদনটি প্রত্যাহার করা হয়েছে" in page
    assert client.get(public_path(approved)).status_code == 404


def test_a_reviewer_sees_what_is_published_and_no_button(published, client_of, reviewer):
    page = client_of(reviewer).get(entry(published)).text
    assert public_path(published) in page
    assert "withdraw" not in page
    place = {"plan_id": published.plan_id, "quarter": 1}
    assert (
        "এই দপ্তরের প্রধান বা ফোকাল পয়েন্ট"
        in client_of(reviewer).post(reverse("entry:withdraw", kwargs=place), follow=True).text
    )


def test_nothing_is_offered_to_be_published_before_approval(labour, client_of, focal):
    page = client_of(focal).get(reverse("entry:entry", kwargs={"plan_id": labour.pk, "quarter": 1})).text
    assert "publish" not in page
