"""Owns the proof that odd addresses, names and values are answered, never by a failure of ours."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.actions.bringing import keep_source
from jobs.models import Job
from plans.models import MarkingPolicy, Plan
from plans.tests.factories import INDUSTRIES, LABOUR, workbook
from plans.tests.workbooks import zipped

admin.autodiscover()
ODD = ["%00", "a%00b", "%F0%9F%98%80", "%E0%A6%95" * 200, "9" * 60, "%27", "-1", "%FF", "..%2F..%2Fetc"]
ASKED = ["q", "page", "verb", "term", "search", "under", "office", "number", "year", "through", "sort", "revision", "o"]
LISTS = [
    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") for model in admin.site._registry
]
PAGES = [
    reverse("home"),
    reverse("jobs:list"),
    reverse("reports:comparison"),
    reverse("verification:search"),
    reverse("public:list"),
    reverse("plans:policies"),
    *LISTS,
]


@pytest.fixture
def inside(client_of, administrator):
    return client_of(administrator)


@pytest.mark.parametrize("address", PAGES)
def test_no_list_or_search_fails_at_what_it_is_asked(inside, industries, address):
    for odd in ODD[1:5]:
        asked = "&".join(f"{name}={odd}" for name in ASKED)
        assert inside.get(f"{address}?{asked}", follow=True).status_code < 500, odd
    for name in ASKED:
        assert inside.get(f"{address}?{name}=%00", follow=True).status_code < 500, name


@pytest.mark.parametrize("odd", ODD)
def test_no_autocomplete_fails_at_what_it_is_asked(inside, reference, odd):
    fields = {"app_label": "offices", "model_name": "membership", "field_name": "office"}
    asked = "&".join(f"{name}={content}" for name, content in fields.items())
    assert inside.get(f"{reverse('admin:autocomplete')}?{asked}&term={odd}").status_code < 500


ADDED = [
    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    for model, page in admin.site._registry.items()
    if page.autocomplete_fields
]


@pytest.mark.parametrize("address", ADDED)
def test_no_form_fails_at_the_key_of_another_row_that_no_row_can_have(inside, reference, address):
    for odd in ("9" * 20, "9" * 5000):
        typed = dict.fromkeys(("office", "parent", "person", "plan"), odd)
        assert inside.get(address, typed).status_code < 500, odd
        assert inside.post(address, typed).status_code < 500, odd


@pytest.mark.parametrize("odd", ["x", "9" * 20, "9" * 5000, ""])
def test_no_list_of_people_fails_at_keys_that_no_row_can_have(inside, reference, odd):
    asked = {"action": "invite_people", "_selected_action": odd}
    assert inside.post(reverse("admin:offices_person_changelist"), asked).status_code == 400


@pytest.mark.parametrize("name", ["office", "person", "deadline"])
def test_a_table_is_not_given_out_whole_for_a_filter_no_list_has(inside, industries, name):
    address = reverse(f"admin:offices_{name}_export")
    assert inside.get(f"{address}?nothing=1").status_code == 400


@pytest.mark.parametrize("odd", ODD)
def test_no_address_fails_at_what_it_is_made_of(inside, industries, odd):
    for address in (
        f"/plans/{odd}/q1/",
        f"/v/{odd}/",
        f"/public/{odd}/",
        f"/admin/plans/event/{odd}/change/",
        f"/{odd}",
    ):
        assert inside.get(address, follow=True).status_code < 500, address


def test_a_null_character_is_refused_in_words(client, reference):
    response = client.get("/public/?search=a%00")
    assert response.status_code == 400
    assert "অনুরোধটি বোঝা যায়নি" in response.text


def test_a_zip_whose_name_fills_no_file_system_is_taken(inside, reference):
    file = SimpleUploadedFile("ক" * 100 + ".zip", zipped({"plan.xlsx": workbook(LABOUR).read_bytes()}))
    assert inside.post(reverse("imports:many"), {"bundle": file}).status_code == 302
    assert Job.objects.get().arguments["bundle"].isascii()


def test_a_workbook_whose_name_fills_no_file_system_is_kept_under_it(reference):
    name = "ক" * 150 + ".xlsx"
    source = keep_source(b"content", name, by=None)
    assert source.name == name
    assert source.file.name.endswith(".xlsx")


@pytest.mark.parametrize("code", ["a\r\nSet-Cookie: x=1", 'a"b', "শিল্প", "a;b", "a\\b"])
def test_files_of_an_office_are_named_whatever_its_code_is_made_of(inside, industries, code):
    type(industries.office).objects.filter(pk=industries.office_id).update(code=code)
    for name in ("entry:export", "reports:scorecard_data", "reports:form_data"):
        ending = {} if name == "entry:export" else {"ending": "csv"}
        response = inside.get(reverse(name, kwargs={"plan_id": industries.pk, "quarter": 1} | ending))
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert "filename" in response["Content-Disposition"]


def test_a_plan_of_a_kind_without_a_policy_is_refused_in_words_at_the_preview_and_in_bulk(inside, reference):
    MarkingPolicy.objects.filter(kind="integrity").delete()
    source = keep_source(workbook(INDUSTRIES).read_bytes(), INDUSTRIES, by=None)
    address = reverse("imports:preview", args=[source.pk])
    page = inside.get(address)
    assert page.status_code == 200
    assert "নম্বর নীতি নেই" in page.text
    inside.post(address, {"step": "store", "seen": "on"})
    assert not Plan.objects.exists()


def test_a_zip_of_no_zip_is_refused_in_words(inside, reference):
    stream = BytesIO()
    with ZipFile(stream, "w") as made:
        made.writestr("ক" * 100 + ".xlsx", b"no workbook")
    file = SimpleUploadedFile("a.zip", stream.getvalue())
    assert inside.post(reverse("imports:many"), {"bundle": file}).status_code == 302
