"""Owns the proof that what a document prints around its table stands on the printed form."""

from dataclasses import replace

from django.utils import translation

from cell_values.text import normalise
from offices.models import Person
from plan_tree.surroundings import NO_SURROUNDINGS, Surroundings
from plans.models import Plan, QuarterCell
from plans.tests.factories import cell_of
from reports.printed.official_form import OfficialForm, official_form
from reports.printed.setting import form_html
from reports.printing import report_of
from reports.tests.scene import PRINTED_ON

GOVERNMENT, OFFICE = "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "শ্রম ও কর্মসংস্থান মন্ত্রণালয়"
TITLE = "শ্রম ও কর্মসংস্থান মন্ত্রণালয়ের ই-গভর্নেন্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২"
ABOVE = "\n".join((GOVERNMENT, OFFICE, "আইসিটি সেল", "www.mole.gov.bd", TITLE))


def around(form: OfficialForm, above: str = "", below: str = "") -> OfficialForm:
    return replace(form, around=Surroundings(normalise(above), normalise(below)))


def signed(form: OfficialForm) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.role.bn if each.role else "", each.lines) for each in form.signatures]


def test_a_report_without_a_document_has_the_usual_lines(egov: OfficialForm) -> None:
    form = replace(egov, around=NO_SURROUNDINGS)
    assert [line.text for line in form.lines][:2] == [GOVERNMENT, egov.tree.office_name]
    assert [line.is_heading for line in form.lines] == [False, False, True]
    assert all(lines == () for _, lines in signed(form))


def test_in_bengali_the_documents_own_lines_stand_over_the_table(egov: OfficialForm) -> None:
    lines = around(egov, ABOVE).lines
    assert [line.text for line in lines] == normalise(ABOVE).split("\n")
    assert [line.text for line in lines if line.is_heading] == [normalise(TITLE)]


def test_in_english_the_letterhead_joins_the_usual_lines(labour: Plan) -> None:
    with translation.override("en"):
        form = around(official_form(report_of(labour, 1), printed_on=PRINTED_ON), ABOVE)
        lines = form.lines
        html = form_html(form)
    assert [line.text for line in lines if line.is_as_printed] == [normalise("আইসিটি সেল"), "www.mole.gov.bd"]
    assert lines[0].text == "Government of the People's Republic of Bangladesh"
    assert lines[-1].is_heading
    assert '<p lang="bn">www.mole.gov.bd</p>' in html


def test_lines_that_name_another_office_or_no_plan_are_not_printed(egov: OfficialForm) -> None:
    for above in (ABOVE.replace("শ্রম ও কর্মসংস্থান", "ভূমি"), f"{OFFICE}\nআইসিটি সেল"):
        assert not any(line.is_as_printed for line in around(egov, above).lines)


def test_name_post_and_date_stand_on_the_line_of_their_role(integrity: OfficialForm) -> None:
    below = "প্রস্তুতকারী\n(মোঃ করিম)\nসহকারী সচিব\n\nশুদ্ধাচার ফোকাল পয়েন্ট\nনাম: রিতা সেন\nতারিখ: ১৫/১০/২০২০"
    assert signed(around(integrity, below=below)) == [
        ("প্রস্তুতকারী", (normalise("(মোঃ করিম)"), normalise("সহকারী সচিব"))),
        ("শুদ্ধাচার ফোকাল পয়েন্ট", (normalise("নাম: রিতা সেন"), normalise("তারিখ: ১৫/১০/২০২০"))),
        ("সভাপতি, নৈতিকতা কমিটি", ()),
    ]


def test_who_signed_as_nobody_says_has_a_line_of_its_own(integrity: OfficialForm) -> None:
    form = around(integrity, below="৩১/০২/২০২০\nমোহাম্মদ সালাউদ্দিন\nযুগ্মসচিব")
    assert signed(form)[0] == ("", tuple(map(normalise, ("৩১/০২/২০২০", "মোহাম্মদ সালাউদ্দিন", "যুগ্মসচিব"))))
    assert [role for role, _ in signed(form)[1:]] == [role.bn for role in integrity.description.titles.signatures]
    assert normalise("মোহাম্মদ সালাউদ্দিন") in normalise(form_html(form))


def test_notes_below_the_table_are_printed_as_notes(integrity: OfficialForm) -> None:
    form = around(integrity, below="১. সকল তথ্য প্রমাণকসহ সংরক্ষিত।\n\nস্বাক্ষর\nরিতা সেন")
    assert form.notes == [(normalise("১. সকল তথ্য প্রমাণকসহ সংরক্ষিত।"),)]
    assert signed(form)[0][1] == tuple(map(normalise, ("স্বাক্ষর", "রিতা সেন")))


def test_the_plans_own_signature_is_printed_as_long_as_nothing_is_reported(industries: Plan) -> None:
    Plan.objects.filter(pk=industries.pk).update(printed_below="স্বাক্ষর\nরিতা সেন")
    industries.refresh_from_db()
    assert signed(official_form(report_of(industries, 1), printed_on=PRINTED_ON))[0] == ("", ("স্বাক্ষর", "রিতা সেন"))
    QuarterCell.objects.filter(pk=cell_of(industries, "1.1", 1).pk).update(
        achievement_text="১", achievement_state="given", achievement_quantity=1
    )
    assert signed(official_form(report_of(industries, 1), printed_on=PRINTED_ON))[0][1] == ()


def test_the_report_the_document_came_with_is_printed_with_it_and_no_other(labour: Plan, charlie: Person) -> None:
    first, second = (official_form(report_of(labour, quarter), printed_on=PRINTED_ON) for quarter in (1, 2))
    assert first.around.lines_above[0] == GOVERNMENT
    assert second.around.is_empty
