"""Owns the proof of the page that opens a year: the dry run, what it refuses, the job that does it, and who may."""

from datetime import date

import pytest
from django.urls import reverse

from administration import opening_job
from administration.opening_job import ask_to_open
from cell_values.digits import to_bengali
from jobs.actions import ask_again, ask_for, cancel
from jobs.models import Job, JobState
from jobs.running import run_job
from offices.models import Deadline, FiscalYear, Membership, Office, Role, Tier
from offices.tests.people import add_person
from plans.actions.reporting import submit_report
from plans.actions.templates import make_template
from plans.models import Event, MarkingPolicy, Plan
from workflow.transitions import Refusal
from year_opening.actions import opening
from year_opening.queries.opening import opening_of
from year_opening.queries.opening_offices import OpeningChoices

pytestmark = pytest.mark.django_db
CHOICES = OpeningChoices(2028, ("integrity",), ("ministry",))


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def place(reference):
    return reverse("admin:offices_fiscalyear_open")


def sent(response, **changes):
    """What a browser sends of the page, with changes."""
    form = response.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if value not in (None, False, ""):
            data[bound.html_name] = "on" if value is True else value
    return {name: value for name, value in (data | changes).items() if value is not None}


def looked(client, place, **changes):
    """The page after it was asked what would be done; of a new year, for ministries and integrity plans."""
    few = {"year": "২০২৮-২০২৯", "kinds": ["integrity"], "tiers": ["ministry"]}
    return look(client, place, client.get(place), **{**few, **changes})


def look(client, place, response, **changes):
    """The page after it was asked once more."""
    return client.post(place, sent(response, look="1", **changes), follow=True)


def opened(client, place, response, **changes):
    return client.post(place, sent(response, open="1", agreed="on", **changes))


# --- what would be done ------------------------------------------------------------------------------------------


def test_the_page_shows_what_would_be_done_before_anything_is(client, place, industries):
    response = client.get(place)
    assert response.context["opening"].choices.start_year == 2021
    for words in ("২০২১-২০২২", "শুদ্ধাচার ২০২০-২১", "আগেই আছে", "৫৪"):
        assert words in response.text
    assert Plan.objects.count() == 1
    assert not FiscalYear.objects.filter(start_year=2028).exists()


def test_another_year_gets_its_own_deadlines(client, place):
    response = looked(client, place)
    assert response.status_code == 200
    assert response.context["form"]["day_ministry_1"].value() == "১৫/১০/২০২৮"
    assert "১৫/১০/২০২৭ থেকে" in response.text
    assert not Event.objects.exists()


@pytest.mark.parametrize("typed", ["২০/১০/২০২৮", "20.10.2028", "২০ অক্টোবর ২০২৮", "২০২৮-১০-২০"])
def test_a_deadline_is_typed_in_any_way_a_date_is_written(client, place, typed):
    response = look(client, place, looked(client, place), day_ministry_1=typed)
    (day,) = [each for each in response.context["opening"].days if (each.tier, each.quarter) == ("ministry", 1)]
    assert day.due_on == date(2028, 10, 20)
    assert "শুক্র বা শনিবারে পড়ে" in response.text


@pytest.mark.parametrize("typed", ["১৫/১০/২০২৭", "৩১/০২/২০২৯", "কাল", "1৫/10/2028"])
def test_a_day_that_cannot_be_is_refused_beside_its_field_and_kept(client, place, typed):
    response = look(client, place, looked(client, place), day_ministry_1=typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["day_ministry_1"]
    assert response.context["form"]["day_ministry_1"].value() == typed
    assert response.context["opening"] is None


@pytest.mark.parametrize("typed", ["", "২০২৮", "2028-30", "এই বছর"])
def test_what_is_no_fiscal_year_is_refused(client, place, typed):
    response = looked(client, place, year=typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["year"])


def test_the_page_asks_the_same_of_few_offices_and_many(
    client, place, industries, labour, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        assert client.get(place).status_code == 200


def test_without_a_kind_or_a_tier_nothing_is_shown(client, place):
    response = looked(client, place, kinds=None, tiers=None)
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"kinds", "tiers"})


def test_an_emptied_field_takes_the_proposal_again(client, place):
    response = look(client, place, looked(client, place, day_ministry_1="২০/১০/২০২৮"), day_ministry_1=None)
    assert response.context["form"]["day_ministry_1"].value() == "১৫/১০/২০২৮"


def test_a_tier_by_half_years_loses_two_fields_and_gets_them_back(client, place):
    response = looked(client, place, half_yearly=["field_office"])
    assert 'name="day_field_office_1"' not in response.text
    assert 'name="day_field_office_2"' in response.text
    again = look(client, place, response, half_yearly=None)
    assert again.context["form"]["day_field_office_1"].value() == "১৫/১০/২০২৮"


def test_a_kind_without_a_policy_says_so(client, place):
    MarkingPolicy.objects.filter(kind="egov").delete()
    response = looked(client, place, kinds=["integrity", "egov"])
    assert "কোনো নম্বর নীতি নেই" in response.text


def test_names_stand_behind_the_figures(client, place, industries_office):
    person = add_person("shilpo", name_bn="শিল্পী")
    time = {"since": date(2027, 7, 1), "until": date(2028, 6, 30)}
    Membership.objects.create(person=person, office=industries_office, role=Role.FOCAL_POINT, **time)
    response = looked(client, place)
    assert "শিল্প মন্ত্রণালয়" in response.text
    assert "শিল্পী · শিল্প মন্ত্রণালয়" in response.text
    assert "১ জনের দায়িত্ব" in response.text


def test_a_dry_run_is_an_address_one_can_come_back_to(client, place):
    response = looked(client, place, half_yearly=["field_office"], day_ministry_1="২০/১০/২০২৮")
    ((asked, _status),) = response.redirect_chain
    assert "csrf" not in asked
    again = client.get(asked)
    assert again.context["opening"].fingerprint == response.context["opening"].fingerprint
    assert client.get(f"{place}?year=2028-30").status_code == 422


# --- begun with the plan of the year before ----------------------------------------------------------------------


@pytest.fixture
def rolled(client, place, industries):
    """The page that was asked what becomes of the real plan a year on."""
    return looked(client, place, year="২০২১-২২", rolls_over="on")


def test_what_begins_with_rows_is_counted_and_each_plan_is_shown(client, rolled, industries):
    (kind,) = rolled.context["kinds"]
    assert (kind["rolled"], kind["before"]) == (1, [industries])
    page = client.get(reverse("admin:offices_fiscalyear_rolled", args=[industries.pk]))
    for words in ("৩০/০৯/২০২০", "৩০/০৯/২০২১", "বছরের লক্ষ্যমাত্রা", "২০২০-২০২১ → ২০২১-২০২২"):
        assert words in page.text
    assert page.text.count("তারিখটি নতুন অর্থবছরের বাইরে") == 3
    assert Plan.objects.count() == 1


def test_the_job_leads_to_what_has_to_be_looked_at(client, place, rolled, industries):
    opened(client, place, rolled)
    job = Job.objects.get()
    run_job(job.pk)
    job.refresh_from_db()
    assert "১টি আগের বছরের সারি নিয়ে" in job.summary[0]["text"]
    last = job.summary[-1]
    assert last["text"] == "শিল্প মন্ত্রণালয়, শুদ্ধাচার: ৬৪টি লক্ষ্যমাত্রার তারিখ এগোনো, ১২টি জায়গা দেখে নিন"
    assert last["url"] == reverse("admin:offices_fiscalyear_rolled", args=[industries.pk])


def test_a_choice_to_begin_with_rows_is_shown_before_it_is_done(client, place, industries):
    shown = looked(client, place, year="২০২১-২২")
    assert opened(client, place, shown, rolls_over="on").status_code == 409


def test_grades_are_named_by_their_percentages(client, labour):
    page = client.get(reverse("admin:offices_fiscalyear_rolled", args=[labour.pk]))
    assert "৮০%" in page.text
    assert "১৪/০৪/২০২৩" in page.text
    assert client.get(reverse("admin:offices_fiscalyear_rolled", args=[0])).status_code == 404


# --- and then it is done -----------------------------------------------------------------------------------------


def test_the_year_is_opened_by_a_job_as_it_was_shown(client, place, administrator):
    response = opened(client, place, looked(client, place, half_yearly=["field_office"]))
    job = Job.objects.get()
    assert response.url == reverse("jobs:job", args=[job.pk])
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, Plan.objects.count(), CHOICES.offices.count())
    assert [line["level"] for line in job.summary] == ["success", "success", "warning"]
    assert job.summary[1]["text"] == "সময়সীমা: তৈরি ২২"
    assert {plan.created_by for plan in Plan.objects.all()} == {administrator}
    page = client.get(reverse("jobs:job", args=[job.pk]))
    assert "পরিকল্পনা তৈরি" in page.text
    assert client.get(job.summary[0]["url"]).status_code == 200


def test_it_is_not_done_unless_somebody_looked(client, place):
    response = client.post(place, sent(looked(client, place), open="1"))
    assert response.status_code == 422
    assert "দেখেছেন বলে টিক দিন" in response.text
    assert not Job.objects.exists()


def test_who_did_not_tick_is_told_at_the_tick_and_led_there(client, place):
    response = client.post(place, sent(looked(client, place), open="1"))
    assert 'id="agreed-error"' in response.text
    tick = next(each for each in response.text.split("<") if 'name="agreed"' in each)
    assert all(each in tick for each in (" autofocus", 'aria-describedby="agreed-error"', 'aria-invalid="true"'))
    assert "agreed-error" not in looked(client, place).text


def test_what_is_not_what_was_shown_is_shown_again(client, place, plan_of_size):
    shown = looked(client, place)
    plan_of_size(1, year=2028)
    response = opened(client, place, shown)
    assert response.status_code == 409
    assert "আরেকবার দেখুন" in response.text
    assert not Job.objects.exists()
    assert opened(client, place, response).status_code == 302


def test_a_choice_changed_after_looking_is_shown_first(client, place):
    assert opened(client, place, looked(client, place), day_ministry_1="২০/১০/২০২৮").status_code == 409
    assert opened(client, place, looked(client, place), tiers=["division"]).status_code == 409
    assert not Job.objects.exists()


def test_the_pages_take_only_what_they_are_for(client, place, industries):
    plan = reverse("admin:offices_fiscalyear_rolled", args=[industries.pk])
    assert client.post(plan).status_code == 405
    assert client.put(place).status_code == 405
    assert client.head(place).status_code == 200


def test_deadlines_that_lack_are_written_first(client, place):
    Deadline.objects.filter(tier="ministry", quarter=1).delete()
    shown = looked(client, place)
    assert "তারিখটি লিখুন" in shown.text
    assert opened(client, place, shown).status_code == 422
    written = look(client, place, shown, day_ministry_1="২২/১০/২০২৮")
    assert opened(client, place, written).status_code == 302


# --- two people, and one run after another -----------------------------------------------------------------------


def test_who_comes_second_is_told_who_opens_the_year(client, place, administrator):
    ask_to_open(opening=opening_of(CHOICES), by=add_person("other", is_staff=True, is_superuser=True, name_bn="অন্যজন"))
    response = opened(client, place, looked(client, place))
    assert response.status_code == 409
    assert "অন্যজন" in response.text
    assert Job.objects.count() == 1


def test_another_year_or_a_job_that_ended_is_in_nobodys_way(administrator):
    first = ask_to_open(opening=opening_of(CHOICES), by=administrator)
    ask_to_open(opening=opening_of(OpeningChoices(2029, ("integrity",), ("ministry",))), by=administrator)
    run_job(first.pk)
    ask_to_open(opening=opening_of(CHOICES), by=administrator)


def test_a_run_beside_an_earlier_one_ends_with_a_sentence(administrator, django_capture_on_commit_callbacks):
    arguments = {"choices": CHOICES.as_json()}
    jobs = [ask_for(task="open_year", title="খোলা", by=administrator, arguments=arguments) for _ in range(2)]
    Job.objects.filter(pk=jobs[0].pk).update(state=JobState.RUNNING, attempts=1, heard_at=jobs[1].asked_at)
    run_job(jobs[1].pk)
    second = Job.objects.get(pk=jobs[1].pk)
    assert second.state == JobState.FAILED
    assert "admin" in second.told_trouble
    assert not Plan.objects.exists()


def test_a_cancelled_job_keeps_what_it_did_and_asked_again_goes_on(administrator, monkeypatch):
    job = ask_to_open(opening=opening_of(CHOICES), by=administrator)
    monkeypatch.setattr(opening, "BATCH", 10)

    def cancelled_after_a_batch(**options):
        for done in opening.open_year(**options):
            if done.done:
                cancel(job=job)
            yield done

    monkeypatch.setattr(opening_job, "open_year", cancelled_after_a_batch)
    run_job(job.pk)
    job.refresh_from_db()
    left = CHOICES.offices.count() - 10
    assert (job.state, Plan.objects.count()) == (JobState.CANCELLED, 10)
    assert f"10 plans made, {left} left" in job.summary[0]["text_en"]
    monkeypatch.undo()
    again = ask_again(job=job, by=administrator)
    run_job(again.pk)
    again.refresh_from_db()
    assert (again.state, again.done, again.total) == (JobState.DONE, left, left)
    assert Plan.objects.count() == CHOICES.offices.count()


def test_again_tells_what_was_there(administrator):
    for _turn in range(2):
        job = ask_to_open(opening=opening_of(CHOICES), by=administrator)
        run_job(job.pk)
    job.refresh_from_db()
    count = CHOICES.offices.count()
    assert job.summary[0]["text_en"].startswith(f"Integrity: 0 plans made, {count} there already")
    assert Plan.objects.count() == count


def test_kept_deadlines_are_told_with_their_reason(administrator, industries, alice):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    job = ask_to_open(
        opening=opening_of(OpeningChoices(2020, ("integrity",), ("ministry",), ("ministry",))), by=administrator
    )
    run_job(job.pk)
    job.refresh_from_db()
    (kept,) = [line for line in job.summary if line["text"].startswith("মন্ত্রণালয়, ১ম কোয়ার্টার")]
    assert "জমা পড়েছে" in kept["text"]
    assert "handed in" in kept["text_en"]


def test_a_kind_without_a_policy_is_the_first_line(administrator):
    opening = opening_of(CHOICES)
    job = ask_to_open(opening=opening, by=administrator)
    MarkingPolicy.objects.all().delete()
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.summary[0]["level"]) == (JobState.DONE, "error")


# --- who may -----------------------------------------------------------------------------------------------------


@pytest.fixture
def people(request, cabinet_division, industries_office):
    """Everybody who is no administrator, and some who nearly are."""
    known = {name: request.getfixturevalue(name) for name in ("alice", "bob", "charlie", "rita")}
    known["head"] = add_person("head", industries_office, Role.HEAD)
    known["staff"] = add_person("staff", is_staff=True)
    known["role"] = add_person("role", cabinet_division, Role.ADMINISTRATOR)
    known["below"] = add_person("below", industries_office, Role.ADMINISTRATOR, is_staff=True)
    known["ended"] = add_person("ended", cabinet_division, Role.ADMINISTRATOR, is_staff=True)
    known["ended"].memberships.update(until=date(2020, 1, 1))
    return known


def test_nobody_but_an_administrator_sees_the_pages_or_opens_a_year(client, client_of, place, people, industries):
    shown, plan = looked(client, place), reverse("admin:offices_fiscalyear_rolled", args=[industries.pk])
    for name, person in people.items():
        stranger = client_of(person)
        for response in (stranger.get(place), stranger.get(plan), opened(stranger, place, shown)):
            assert response.status_code in (302, 403), name
            assert response.status_code == 403 or "login" in response.url, name
    assert not Job.objects.exists()


def test_an_administrator_by_role_opens_a_year_and_finds_the_way_from_the_list(client_of, place, cabinet_division):
    helper = client_of(add_person("helper", cabinet_division, Role.ADMINISTRATOR, is_staff=True))
    assert helper.get(place).status_code == 200
    assert opened(helper, place, looked(helper, place)).status_code == 302


def test_the_list_of_years_leads_to_the_page(client, place):
    assert f'href="{place}"' in client.get(reverse("admin:offices_fiscalyear_changelist")).text


def test_a_job_of_somebody_who_is_no_administrator_any_more_does_nothing(administrator):
    job = ask_to_open(opening=opening_of(CHOICES), by=administrator)
    type(administrator).objects.update(is_superuser=False)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, Plan.objects.count()) == (JobState.FAILED, 0)
    assert "প্রশাসক" in job.trouble


def test_who_is_no_administrator_asks_for_nothing(alice):
    with pytest.raises(Refusal):
        ask_to_open(opening=opening_of(CHOICES), by=alice)
    assert not Job.objects.exists()


# --- begun with a template ---------------------------------------------------------------------------------------


@pytest.fixture
def template(industries, administrator):
    return make_template(plan=industries, start_year=2021, tier=Tier.MINISTRY, choices={}, by=administrator)


def test_a_year_with_a_template_proposes_it_and_says_how_many_begin_with_it(client, place, template):
    assert client.get(place).context["form"]["uses_templates"].value() is True
    shown = looked(client, place, year="২০২১-২২")
    (kind,) = shown.context["kinds"]
    assert (kind["templated"], kind["templates"], kind["rolled"]) == (kind["made"]["count"], [template], 0)
    assert f"{to_bengali(str(kind['templated']))}টি টেমপ্লেটের সারি নিয়ে" in shown.text


def test_the_job_makes_the_plans_with_it_and_says_so(client, place, template):
    Office.objects.filter(tier="ministry").exclude(pk=template.made_from.office_id).update(makes_plan=False)
    opened(client, place, looked(client, place, year="২০২১-২২"))
    run_job(Job.objects.get().pk)
    assert Plan.objects.get(year__start_year=2021).template == template
    assert "১টি টেমপ্লেটের সারি নিয়ে" in Job.objects.get().summary[0]["text"]


def test_not_chosen_it_is_left_out(client, place, template):
    (kind,) = looked(client, place, year="২০২১-২২", uses_templates=None).context["kinds"]
    assert (kind["templated"], kind["templates"]) == (0, [])
