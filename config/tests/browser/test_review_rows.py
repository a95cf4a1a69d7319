"""Owns the story of a quarter reviewed in its rows: answered in place, nothing typed lost, one row goes back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.tests.browser.conftest import follow
from config.tests.browser.test_accessibility import violations
from plans.actions.achievements import record_achievement
from plans.actions.reporting import submit_report
from plans.models import RowReview
from plans.tests.factories import cell_of
from plans.tests.writing import row_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(plan_of_size, alice):
    plan = plan_of_size(3)
    for number, text in {"1.1": "১", "1.2": "১", "1.3": "সভা হয়েছে"}.items():
        record_achievement(cell=cell_of(plan, number, 1), value=text, version=0, by=alice)
    submit_report(report=plan.reports.get(quarter=1), by=alice)
    return plan


@pytest.fixture
def review(open_page, plan, rita):
    return open_page(reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": 1}), rita)


def accept_slowly(page, row):
    """Accepts a row; the answer waits until it is let go."""
    held = []
    page.route("**/review/", lambda route: route.continue_() if held else held.append(route))
    page.locator(f"#row-{row}").focus()
    page.keyboard.press("a")
    for _turn in range(1000):  # that it was asked for is told before it is held
        if held:
            break
        page.wait_for_timeout(10)
    return held[0]


@pytest.mark.parametrize("place", ["why", "reason"])
def test_what_is_typed_while_an_answer_is_under_way_stays_and_goes_on(review, plan, place):
    row = row_of(plan, "1.3").pk
    field = review.locator("#return-reason" if place == "reason" else f"#why-{cell_of(plan, '1.3', 1).pk}")
    answer = accept_slowly(review, row)
    field.click()
    review.keyboard.insert_text("তথ্য")
    answer.continue_()
    expect(review.locator(f"#row-{row} td.state-accepted")).to_be_visible()
    expect(field).to_be_focused()
    review.keyboard.insert_text(" বাতায়ন")
    expect(field).to_have_value("তথ্য বাতায়ন")


def test_leaving_a_review_asks_for_words_that_are_not_sent_and_sending_them_does_not(review, plan):
    asked = []
    review.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    review.locator(f"#ask-{row_of(plan, '1.2').pk}").fill("প্রমাণক দিন")
    review.reload()
    assert asked == ["beforeunload"]
    review.locator("#return-reason").fill("কথা")
    follow(review, review.get_by_role("button", name="ফেরত").last.click)
    expect(review.locator("main")).to_contain_text("কথা")
    assert asked == ["beforeunload"]


def test_rows_are_answered_in_place_and_one_goes_back(open_page, plan, alice, rita):
    address = reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": 1})
    first, second, third = (row_of(plan, number).pk for number in ("1.1", "1.2", "1.3"))
    review = open_page(address, rita)
    review.locator("#return-reason").fill("আধা লেখা")
    review.locator(f"#why-{cell_of(plan, '1.3', 1).pk}").fill("তথ্য বাতায়ন")
    review.locator(f"#row-{first}").focus()
    review.keyboard.press("a")
    review.keyboard.press("j")
    expect(review.locator(f"#row-{first}")).to_contain_text("● গৃহীত")
    expect(review.locator("#review-dock")).to_contain_text("১ গৃহীত")
    expect(review.locator(f"#row-{second}")).to_be_focused()  # where the reviewer went on meanwhile
    expect(review.locator("#return-reason")).to_have_value("আধা লেখা")
    expect(review.locator(f"#why-{cell_of(plan, '1.3', 1).pk}")).to_have_value("তথ্য বাতায়ন")
    review.locator(f"#row-{third} button[formaction$='percent=80']").click()
    expect(review.locator(f"#row-{third} .is-given")).to_contain_text("৮০ %")
    review.locator(f"#row-{second}").focus()
    review.keyboard.press("q")
    review.locator(f"#ask-{second}").fill("প্রমাণক দিন")
    review.locator(f"#ask-{second}").press("Enter")
    expect(review.locator(f"#row-{second} td.state-question")).to_be_visible()
    expect(review.locator(f"#row-{second}")).to_be_focused()  # the keys go on from here
    assert dict(RowReview.objects.values_list("indicator__number", "state")) == {"1.1": "accepted", "1.2": "question"}
    assert violations(review) == []
    review.emulate_media(media="print")
    for each in ("thead th", f"#row-{second} > *"):
        shown = [place.is_visible() for place in review.locator(f".review-table:first-of-type {each}").all()[:7]]
        assert shown == [True] * 6 + [False], "on paper each column stands under its heading, without the decision"
    review.emulate_media(media="screen")
    review.set_viewport_size({"width": 1024, "height": 768})
    box = review.locator(f"#row-{second} .decide").bounding_box()
    assert box["x"] + box["width"] <= 1024, "what is decided stands beside what it is about"
    review.locator("[data-show=question]").click()
    expect(review.locator(f"#row-{first}")).to_be_hidden()
    review.get_by_role("button", name="১টি সারি ফেরত দিন").click()
    expect(review.locator("main")).to_contain_text("যেসব সারি ফেরত যাবে")
    review.locator("main form button.button").first.click()
    expect(review.locator("main")).to_contain_text("ফেরত এসেছে")
    office = open_page(address, alice)
    expect(office.locator(f"#row-{second}")).to_contain_text("প্রমাণক দিন")
    expect(office.locator(f"#row-{first} input[type=text]")).to_have_count(0)
    expect(office.locator(f"#cell-{cell_of(plan, '1.2', 1).pk}-text")).to_be_visible()
