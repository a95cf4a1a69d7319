"""Owns the proof of the letter an office sends its report with: names of offices stay whole in it."""

from offices.models import Office
from reports.covering import cover_letter
from reports.printing import report_of


def test_a_name_that_ends_in_a_vowel_is_not_run_together_with_its_ending(industries):
    """“সংস্থা” and “ের” together are no word: two vowel signs stand on one letter."""
    Office.objects.filter(pk=industries.office_id).update(name_bn="ক্ষুদ্র ও কুটির শিল্প সংস্থা")
    industries.office.refresh_from_db()
    letter = cover_letter(report_of(industries, 1))
    assert "ক্ষুদ্র ও কুটির শিল্প সংস্থা-এর জাতীয় শুদ্ধাচার" in letter.body
    assert letter.to == "মন্ত্রিপরিষদ বিভাগ"
