"""Owns the proof of the pages of templates: a plan is found, a template is made of it, read, replaced, and by whom."""

import pytest
from django.urls import reverse

from cell_values.digits import to_bengali
from cell_values.value import plain
from config.tests.test_admin_bengali import faults
from offices.models import Office, Tier
from plan_tree.standard_rows import AreaChoice, AreaRows
from plans.actions.templates import make_template
from plans.models import Event, Indicator, PlanTemplate
from plans.tests.factories import plan_from_template

pytestmark = pytest.mark.django_db
CHOOSE = "/admin/plans/plantemplate/make/"


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def place(industries):
    return reverse("admin:plans_plantemplate_make", args=[industries.pk])


def sent(response, **changes):
    """What a browser sends of the page, with changes."""
    data = {bound.html_name: bound.value() for bound in response.context["form"]}
    return {name: value for name, value in (data | changes).items() if value is not None}


def stored(client, place, **changes):
    return client.post(place, sent(client.get(place), **changes), follow=True)


def test_a_plan_is_found_by_its_office(client, industries, labour):
    assert {each["plan"] for each in client.get(CHOOSE).context["plans"]} == {industries, labour}
    found = client.get(CHOOSE, {"office": " শিল্প  মন্ত্রণালয়"}).context["plans"]
    assert [each["plan"] for each in found] == [industries]
    assert "সারি আছে এমন কোনো পরিকল্পনা পাওয়া যায়নি" in client.get(CHOOSE, {"office": "কোথাও নেই"}).text


def test_a_plan_without_rows_is_not_offered(client, industries):
    industries.areas.all().delete()
    assert client.get(CHOOSE).context["plans"] == []
    assert client.get(reverse("admin:plans_plantemplate_make", args=[industries.pk])).status_code == 404


def test_what_the_words_of_the_plan_ask_for_is_proposed_and_stored(client, place, industries, administrator):
    page = stored(client, place, year="২০২১-২২")
    (template,) = PlanTemplate.objects.all()
    assert (template.start_year, template.kind, template.tier) == (2021, "integrity", "ministry")
    assert (dict(template.rows.own_rows), len(template.rows.indicators)) == ({"9": 5}, 32)
    assert (template.made_from, template.made_by) == (industries, administrator)
    assert page.redirect_chain == [(reverse("admin:plans_plantemplate_change", args=[template.pk]), 302)]
    for words in ("অন্তত ৫টি", "সংরক্ষিত হয়েছে", "১.১", "প্রাতিষ্ঠানিক ব্যবস্থা"):
        assert words in page.text


def test_each_area_is_chosen_by_itself_in_either_digits(client, place):
    stored(client, place, rows_0="both", least_0="২", rows_8="standard", least_8="")
    (template,) = PlanTemplate.objects.all()
    assert (dict(template.rows.own_rows), len(template.rows.indicators)) == ({"1": 2}, 37)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"year": "কবে"}, "এটি কোনো অর্থবছর নয়"),
        ({"least_8": "-১"}, ""),
        ({"least_8": "১০০"}, "০ থেকে ৯৯"),
        ({"least_8": "২.৫"}, "পূর্ণ সংখ্যা লিখুন"),
        ({"least_0": "৩"}, "সেখানে দপ্তর কোনো সারি যোগ করে না"),
        ({"tier": "nobody"}, ""),
        ({"rows_0": "?"}, ""),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_stored(client, place, changes, said):
    response = client.post(place, sent(client.get(place), **changes))
    assert (response.status_code, PlanTemplate.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == list(changes)
    assert said in response.text


def test_another_one_replaces_it_and_the_same_is_refused(client, place):
    stored(client, place)
    same = client.post(place, sent(client.get(place)))
    assert (same.status_code, PlanTemplate.objects.count()) == (422, 1)
    assert "ঠিক এই সারিগুলোই আছে" in same.text
    page = stored(client, place, rows_8="both", least_8="১")
    assert "সংস্করণ ২ সংরক্ষিত হয়েছে" in page.text
    assert [each.version for each in PlanTemplate.objects.all()] == [2, 1]
    assert Event.objects.filter(verb="make_template").count() == 2


@pytest.fixture
def followed(industries, administrator):
    """A template with the plan of another ministry."""
    choices = {"9": AreaChoice(AreaRows.OWN, 5)}
    template = make_template(plan=industries, start_year=2021, tier=Tier.MINISTRY, choices=choices, by=administrator)
    office = Office.objects.filter(tier="ministry", makes_plan=True).exclude(pk=industries.office_id).first()
    return template, plan_from_template(template, office, by=administrator)


def test_the_plans_that_lack_rows_of_their_own_are_named(client, followed):
    template, plan = followed
    place = reverse("admin:plans_plantemplate_change", args=[template.pk])
    page = client.get(place).text
    assert "৯ নম্বর ক্ষেত্রে নিজের কার্যক্রম ৫টির কম: ১টি" in page
    assert str(plan.office) in page
    area = plan.areas.get(number="9")
    for number in range(1, 6):
        activity = area.activities.create(position=number, number=f"9.{number}", title="নিজের")
        row = {"number": f"9.{number}", "title": "সূচক", "weight": 3, "unit": "number"}
        Indicator.objects.create(activity=activity, position=1, **row)
    assert "নিজের কার্যক্রম ৫টির কম" not in client.get(place).text


def test_a_plan_leads_to_its_template(client, followed):
    template, plan = followed
    page = client.get(reverse("admin:integrity_plans_integrityplan_change", args=[plan.pk]))
    assert reverse("admin:plans_plantemplate_change", args=[template.pk]) in page.text


def test_an_administrator_is_told_what_the_template_fixes_and_what_lacks(client, followed):
    _template, plan = followed
    row = Indicator.objects.get(activity__area__plan=plan, number="2.1")
    place = reverse("admin:plans_indicator_change", args=[row.pk])
    page = client.get(place)
    form = page.context["adminform"].form
    data = {bound.html_name: "" if bound.value() is None else bound.value() for bound in form}
    for inline in page.context["inline_admin_formsets"]:
        for each in (inline.formset.management_form, *inline.formset.forms):
            data |= {bound.html_name: "" if bound.value() is None else bound.value() for bound in each}
    refused = client.post(place, data | {"weight": "৯"}, follow=True)
    weight = to_bengali(plain(row.weight))
    assert f"২.১-এর মান টেমপ্লেটে ঠিক করা, বদলানো যায় না: টেমপ্লেটে “{weight}”, এখানে “৯”।" in refused.text
    row.refresh_from_db()
    assert row.weight != 9
    kept = client.post(place, data | {"responsible": "উপসচিব"}, follow=True)
    assert "৯ নম্বর ক্ষেত্রে দপ্তরের নিজের অন্তত ৫টি কার্যক্রম চাই; আছে ০টি।" in kept.text
    row.refresh_from_db()
    assert row.responsible == "উপসচিব"


def test_the_pages_are_in_bengali(client, place):
    for page in (CHOOSE, place):
        assert faults(client, page, {"admin"}) == []  # the name for log-in


@pytest.mark.parametrize("name", ["alice", "rita"])
def test_nobody_else_reaches_them(request, client_of, place, name):
    for page in (CHOOSE, place):
        assert client_of(request.getfixturevalue(name)).get(page).status_code in (302, 403)


def test_the_pages_ask_a_few_queries(client, django_assert_max_num_queries, followed):
    template, _plan = followed
    with django_assert_max_num_queries(16):
        client.get(CHOOSE)
    with django_assert_max_num_queries(20):
        client.get(reverse("admin:plans_plantemplate_change", args=[template.pk]))
