"""Owns the list of problems a document can have: each code with its gravity and a short name, by what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from cell_values.doubt import Severity
from cell_values.sentence import Sentence

E, W, N = (Severity.ERROR,), (Severity.WARNING,), (Severity.NOTICE,)


@dataclass(frozen=True, slots=True)
class Named:
    """How grave a problem may be, in an import, and what it is in a few words, to stand behind a number of cells."""

    gravities: tuple[Severity, ...]
    name: Sentence


def _named(gravities: tuple[Severity, ...], bn: str, en: str) -> Named:
    return Named(gravities, Sentence(bn, en))


_FILE = {
    "not_a_workbook": _named(E, "ফাইলটি ওয়ার্কবুক নয়", "the file is no workbook"),
    "damaged_file": _named(E, "ফাইলটি নষ্ট", "the file is damaged"),
    "encrypted_file": _named(E, "ফাইলটি পাসওয়ার্ড দিয়ে বন্ধ", "the file is locked with a password"),
    "letters_lost": _named(E, "অক্ষর হারিয়ে প্রশ্নবোধক চিহ্ন", "letters lost to question marks"),
    "encoding_assumed": _named(W, "অক্ষরের কোড জানা যায়নি, ধরা হয়েছে", "a character set that was assumed"),
    "page_styles_unread": _named(W, "ওয়েব পাতার স্টাইল পড়া হয়নি", "a page whose styles were not read"),
    "page_leaves_out": _named(W, "ওয়েব পাতায় ওয়ার্কবুকের কিছু নেই", "a page that holds less than its workbook"),
    "unsafe_file": _named(E, "ফাইলটি নিরাপদ নয়", "the file may do harm"),
    "file_too_large_to_read": _named(E, "ফাইলটি পড়ার পক্ষে বেশি বড়", "the file holds more than a plan can be"),
    "reading_took_too_long": _named(E, "ফাইলটি পড়তে বেশি সময় লাগে", "reading the file took too long"),
    "reading_failed": _named(E, "ফাইলটি পড়তে গিয়ে থেমে গেছে", "reading the file failed"),
    "machine_busy": _named(E, "যন্ত্রটি ব্যস্ত, পড়া যায়নি", "the machine was busy, the file was not read"),
    "more_than_a_plan": _named(E, "একবারে নেওয়ার পক্ষে বেশি", "more plans or indicators than are taken at once"),
    "more_of_the_same": _named(E + W + N, "আরও একই রকম ঘর", "more cells of the same kind"),
    "no_form_found": _named(E, "ফরম পাওয়া যায়নি", "no form of a plan was found"),
    "sheet_without_form": _named(N, "পাতায় ফরম নেই", "the sheet holds no form"),
    "hidden_sheet": _named(N, "লুকানো পাতা, পড়া হয়নি", "the sheet is hidden and was not read"),
    "form_in_hidden_sheet": _named(W, "ফরমটি লুকানো পাতায়", "the form stands on a hidden sheet"),
    "macros_ignored": _named(N, "ম্যাক্রো বাদ দেওয়া হয়েছে", "macros were left out"),
    "objects_ignored": _named(N, "ছবি বা বস্তু বাদ দেওয়া হয়েছে", "pictures or objects were left out"),
    "external_links": _named(W, "অন্য ফাইল থেকে আনা মান", "values linked from other files"),
    "automatic_numbers": _named(W, "ওয়ার্ডের নিজে বসানো নম্বর, পড়া হয়নি", "Word's automatic numbers were not read"),
    "annex_outdated": _named(W, "ফরমের বাইরের সারি, ধরা হয়নি", "lines of the annex that no longer fit the form"),
    "computed_by_system": _named(N, "এই ব্যবস্থার হিসাব করা নম্বর, নেওয়া হয়নি", "marks computed here, not taken as claims"),
}
_BUNDLE = {
    "no_files": _named(E, "কোনো ফাইল নেই", "there is no file"),
    "too_many_files": _named(E, "ফাইলের সংখ্যা বেশি", "too many files at once"),
    "file_too_large": _named(E, "ফাইলটি বেশি বড়", "the file is too large"),
    "file_unreadable": _named(E, "ফাইলটি খোলা যায়নি", "the file could not be opened"),
    "changed_meanwhile": _named(E, "দেখার পর বদলে গেছে", "changed since it was looked at"),
    "archive_damaged": _named(E, "জিপটি নষ্ট", "the zip is damaged"),
    "archive_locked": _named(E, "জিপটি পাসওয়ার্ড দিয়ে বন্ধ", "the zip is locked with a password"),
    "archive_nested": _named(E, "জিপের ভেতর জিপ", "a zip within the zip"),
    "archive_unsafe": _named(E, "জিপটি নিরাপদ নয়", "the zip may do harm"),
}
_BELONGING = {
    "kind_unclear": _named(E + W, "কোন ধরনের পরিকল্পনা, বোঝা যায়নি", "which kind of plan it is could not be told"),
    "kind_by_columns": _named(W, "পরিকল্পনার ধরন কলাম দেখে ধরা", "the kind of plan was told by its columns alone"),
    "kind_contradicts": _named(E, "শিরোনাম আর কলাম আলাদা ধরনের", "title and columns are of different kinds"),
    "kind_contradiction": _named(W, "বলা ধরন আর শিরোনামের ধরন আলাদা", "another kind was given than the title names"),
    "kind_not_kept": _named(E + W, "এ ধরনের পরিকল্পনা এখানে রাখা হয় না", "plans of this kind are not kept here"),
    "office_unknown": _named(E, "দপ্তর চেনা যায়নি", "the office is not known"),
    "office_ambiguous": _named(E, "এক নামে একাধিক দপ্তর", "several offices of that name"),
    "office_contradiction": _named(E + W, "বলা দপ্তর আর ফাইলের দপ্তর আলাদা", "another office was given than the file names"),
    "office_contradicts": _named(W, "পাতায় একাধিক দপ্তরের নাম", "the sheet names several offices"),
    "office_closed": _named(E, "দপ্তরটি তখন বন্ধ", "the office was closed before that year"),
    "year_unknown": _named(E, "অর্থবছর চেনা যায়নি", "the fiscal year is not known"),
    "year_contradiction": _named(E + W, "বলা অর্থবছর আর ফাইলেরটি আলাদা", "another year was given than the file names"),
    "year_contradicts": _named(W, "পাতায় একাধিক অর্থবছর", "the sheet names several fiscal years"),
    "office_named_elsewhere": _named(N, "দপ্তরের নাম অন্য পাতা থেকে", "the office was found on another sheet"),
    "year_named_elsewhere": _named(N, "অর্থবছর অন্য পাতা থেকে", "the fiscal year was found on another sheet"),
    "plan_repeated": _named(W, "পরিকল্পনাটি একাধিক পাতায়", "the plan stands on more than one sheet"),
    "indicators_missing": _named(E, "রাখা সূচক ফাইলে নেই", "stored indicators are missing in the document"),
    "template_fixed": _named(E, "টেমপ্লেটে ঠিক করা, বদলানো যায় না", "fixed by the plan's template"),
    "template_differs": _named(W, "এ বছরের টেমপ্লেট থেকে আলাদা", "other than the template of the year"),
    "template_own_rows_few": _named(W, "দপ্তরের নিজের কার্যক্রম কম", "too few activities of the office's own"),
    "plan_waits": _named(E, "পরিকল্পনা অনুমোদনের অপেক্ষায়", "the plan waits for approval"),
    "quarter_closed": _named(E, "কোয়ার্টারটি এখন লেখা যায় না", "the quarter is not written now"),
    "row_closed": _named(E, "সারিটি ফেরত আসেনি", "the row was not returned"),
    "report_closed": _named(E, "প্রতিবেদন জমা বা অনুমোদিত", "a report is submitted or approved"),
    "policy_missing": _named(E, "নম্বর নীতি নেই", "the kind of plan has no marking policy"),
}
_COLUMNS = {
    "column_missing": _named(E + W, "কলাম পাওয়া যায়নি", "a column is missing"),
    "column_unknown": _named(N, "ফরমে নেই এমন কলাম", "a column no form has"),
    "column_not_taken": _named(W, "ফরমে নেই এমন কলামে অঙ্ক, নেওয়া হয়নি", "figures in a column no form has, not taken"),
    "column_twice": _named(W, "একই শিরোনামের আরেকটি কলাম", "another column with the same heading"),
    "heading_by_place": _named(N, "শিরোনাম চেনা যায়নি, জায়গা দেখে ধরা", "an unknown heading, understood by its place"),
    "heading_moved": _named(N, "শিরোনাম অন্য কলামের ওপর", "a heading over another column"),
    "heading_of_two_meanings": _named(W, "শিরোনামে মন্তব্য ও অর্জন দুটিই", "a heading of remarks and achievements"),
    "quarter_unknown": _named(W, "অগ্রগতির ত্রৈমাসিক জানা যায়নি", "the quarter of a column of progress is not known"),
    "quarter_contradicts": _named(W, "শিরোনাম ও কলামের ত্রৈমাসিক আলাদা", "title and column name different quarters"),
    "running_total_below": _named(E, "বছরের শুরু থেকে মোট আগের চেয়ে কম", "a total to date below the quarters before"),
    "running_total_outdated": _named(
        W, "বছরের শুরু থেকে মোট আগের কোয়ার্টারের সঙ্গে আর মেলে না", "a total to date that earlier quarters changed"
    ),
    "running_total_unclear": _named(W, "বছরের শুরু থেকে মোট ভাগ করা যায় না", "a total to date that cannot be taken apart"),
    "year_to_date": _named(N, "বছরের শুরু থেকে অগ্রগতি", "progress from the beginning of the year"),
}
_ROWS = {
    "row_shifted": _named(E, "সারি সরে গেছে, নেওয়া হয়নি", "a shifted row, not taken"),
    "line_uneven": _named(E + W, "লাইনে ঘর বেশি বা কম", "a line with more or fewer cells than its table"),
    "row_moved": _named(N, "ছোট সারি ডানে সরিয়ে পড়া", "a row without merged cells, read further right"),
    "not_understood": _named(N, "বোঝা যায়নি, মান হিসেবে নেওয়া হয়নি", "not understood, not taken as a value"),
    "cell_continued": _named(N, "একাধিক ঘর একসঙ্গে পড়া", "an entry in several cells, read as one"),
    "cell_repeated": _named(N, "একই সূচকে আবার লেখা", "written again in the same indicator"),
    "area_missing": _named(W + N, "ক্ষেত্রের শিরোনাম নেই", "the heading of an area is missing"),
    "activity_missing": _named(W, "কার্যক্রমের শিরোনাম নেই", "the heading of an activity is missing"),
    "name_missing": _named(W, "সূচকের নাম নেই", "an indicator without a name"),
    "heading_below": _named(N, "শিরোনাম নিজের সারির নিচে", "a heading below some of its rows"),
    "number_inferred": _named(N, "নম্বর ক্রম দেখে ধরা", "a number inferred by its place"),
    "number_repeated": _named(E, "একই নম্বর একাধিক সারিতে", "a number given twice"),
    "number_out_of_place": _named(W, "নম্বর অন্য জায়গার", "a number under another one's heading"),
    "merged_value": _named(W, "একাধিক ঘর জুড়ে লেখা মান", "a value merged over several places"),
    "row_of_nobody": _named(W, "সারিটি কোন সূচকের, জানা নেই", "a row of no known indicator, not taken"),
    "line_of_another_year": _named(W, "অন্য বছরের সারি, নেওয়া হয়নি", "a line of another year, not taken"),
    "line_assumed": _named(W, "অর্জনের সারি ধরা হয়েছে", "a row taken for achievements"),
    "moved_from_total": _named(N, "মোট অর্জনের কলাম থেকে ফেরানো", "a target put back from the column of totals"),
    "total_of_targets": _named(W, "লক্ষ্যমাত্রার সারিতে মোট, নেওয়া হয়নি", "a total in a line of targets, not taken"),
    "no_indicators": _named(E, "কোনো সূচক নেই", "there is no indicator"),
}
_WEIGHTS = {
    "weight_unreadable": _named(E, "মান পড়া যায়নি", "a weight that is no number"),
    "weight_missing": _named(W, "মান লেখা নেই", "a weight is missing"),
    "weight_out_of_range": _named(E, "মান রাখা যায় না", "a weight that cannot be kept"),
    "grade_out_of_range": _named(E, "শতকরা ধাপ রাখা যায় না", "a grade that cannot be kept"),
    "no_weights": _named(W, "মানের কলাম নেই", "there is no column of weights"),
    "area_weight_missing": _named(N, "ক্ষেত্রের মান লেখা নেই, যোগফল ধরা", "an area without a weight, summed up"),
    "area_weight_differs": _named(W, "ক্ষেত্রের মান যোগফলের সমান নয়", "an area's weight is not the sum below it"),
    "plan_weight_differs": _named(W, "মোট নম্বর যোগফলের সমান নয়", "the total is not the sum of the weights"),
    "subtotal_differs": _named(W, "উপমোট ওপরের সারির সঙ্গে মেলে না", "a subtotal the rows above it deny"),
    "claim_unreadable": _named(W, "দাবি করা নম্বর পড়া যায়নি", "a claimed total that is no number"),
    "marks_unreadable": _named(W, "দাবি করা অর্জিত মান পড়া যায়নি", "claimed marks that are no number"),
}
_TARGETS = {
    "target_missing": _named(W, "কোনো লক্ষ্যমাত্রা নেই", "an indicator without any target"),
    "annual_differs_from_quarters": _named(W, "বছরের লক্ষ্যমাত্রা কোয়ার্টারের সঙ্গে মেলে না", "year and quarters disagree"),
    "quarters_repeat_annual": _named(W, "প্রতি কোয়ার্টারে বছরের পুরো লক্ষ্যমাত্রা", "the year's target in every quarter"),
    "quarter_rule_undecided": _named(W, "গণনা পদ্ধতি ঠিক করা যায়নি", "the quarter rule is undecided"),
    "cumulative_suggested": _named(N, "বাড়তে থাকা লক্ষ্যমাত্রা, ক্রমপুঞ্জিভূত ধরা", "rising targets, taken as cumulative"),
    "late_rule_suggested": _named(N, "নির্দেশিকার বিলম্বের নিয়ম ধরা", "a late rule of the guideline, taken"),
    "target_outdated": _named(N, "সংশোধনের আগের লক্ষ্যমাত্রা, নেওয়া হয়নি", "a target of before its revision, not taken"),
    "grades_out_of_order": _named(W, "ধাপের ক্রম উল্টো", "grades out of order"),
    "date_outside_year": _named(W, "তারিখ অর্থবছরের বাইরে", "a date outside the fiscal year"),
    "date_outside_quarter": _named(W, "তারিখ কোয়ার্টারের বাইরে", "a date outside its quarter"),
    "more_dates_than_targets": _named(W, "লক্ষ্যমাত্রার চেয়ে বেশি তারিখ", "more dates than targets"),
    "date_in_future": _named(W, "অর্জনের তারিখ এখনও আসেনি", "a date achieved that is still to come"),
    "receipt_contradicts": _named(W, "দাখিলের তারিখ প্রাপ্তির সঙ্গে মেলে না", "a day of submission its receipt denies"),
    "date_after_quarter": _named(N, "তারিখ কোয়ার্টারের ঠিক পরে", "a date just after its quarter"),
}
_CELLS = {
    "bijoy_converted": _named(N, "বিজয় থেকে ইউনিকোডে রূপান্তরিত", "converted from Bijoy to Unicode"),
    "bijoy_guessed": _named(W, "সম্ভবত বিজয়ে লেখা, রূপান্তরিত", "probably Bijoy, converted"),
    "bijoy_doubtful": _named(W, "বিজয় ফন্টে ইংরেজির মতো লেখা", "what seems English in a Bijoy font"),
    "visual_order_repaired": _named(N + W, "পিডিএফ থেকে আনা লেখা, ঠিক করে পড়া", "text out of a PDF, put right"),
    "visual_order_doubtful": _named(W, "পিডিএফ থেকে আনা লেখা, এলোমেলো", "text out of a PDF, out of order"),
    "markup_removed": _named(N, "ওয়েবের চিহ্ন বাদ দেওয়া", "tags or links taken out"),
    "spreadsheet_error": _named(W, "এক্সেলের ত্রুটি বা ফলহীন সূত্র", "an error or a formula without a result"),
    "raised_text": _named(W, "ওপরে বা নিচে বসানো ছোট লেখা", "raised or lowered text"),
    "struck_text": _named(W, "কেটে দেওয়া লেখা, নেওয়া হয়নি", "text struck out, not taken"),
    "tracked_change": _named(W, "ওয়ার্ডের অমীমাংসিত সংশোধন", "a tracked change nobody has accepted"),
    "hidden_text": _named(W, "লুকানো লেখা, নেওয়া হয়নি", "hidden text, not taken"),
    "prompt_text": _named(N + W, "না-ভরা ঘরের নির্দেশনা, নেওয়া হয়নি", "the prompt of an empty field, not taken"),
    "symbol_text": _named(W, "প্রতীকের ফন্টে লেখা", "signs in a font of symbols"),
    "hidden_row": _named(W, "লুকানো সারির ঘর, পড়া হয়েছে", "a cell of a hidden row, read"),
    "hidden_column": _named(W, "লুকানো কলামের ঘর, পড়া হয়েছে", "a cell of a hidden column, read"),
    "hidden_by_format": _named(W, "বিন্যাসে লুকানো মান, পড়া হয়েছে", "a value its format hides, read"),
    "hidden_by_colour": _named(W, "রঙে মিশে থাকা লেখা, দেখা যায় না", "text in the colour behind it"),
    "number_rounded": _named(N, "চার দশমিকে নেওয়া", "rounded to four decimals"),
    "date_shown_in_part": _named(W, "পুরো তারিখ দেখা যায় না", "a date shown in part only"),
    "date_may_be_swapped": _named(W, "দিন-মাস উল্টো হতে পারে", "day and month may be swapped"),
    "date_as_number": _named(W, "তারিখের জায়গায় সংখ্যা", "a number where a date belongs"),
    "date_cut": _named(N, "দুই ঘরে কাটা তারিখ জোড়া", "a date cut across two cells, joined"),
    "footnote_digit": _named(W, "সংখ্যার গায়ে পাদটীকার চিহ্ন", "a footnote's mark glued to a number"),
}
_DATES = {
    "impossible_date": _named(W, "ক্যালেন্ডারে নেই এমন তারিখ", "no date of the calendar"),
    "not_a_date": _named(W, "তারিখ নয়", "not a date"),
    "two_digit_year": _named(N, "দুই অঙ্কের সাল", "a year of two digits"),
    "year_digits": _named(W, "সালের অঙ্ক কম বা বেশি", "a year of too few or many digits"),
    "year_missing": _named(W, "তারিখে সাল নেই", "a date without a year"),
    "day_missing": _named(W, "তারিখে দিন নেই", "a date without a day"),
    "year_out_of_range": _named(W, "সাল অস্বাভাবিক", "a year out of range"),
    "space_in_date": _named(N, "তারিখের মাঝে ফাঁক", "a space within a date"),
    "ambiguous_space": _named(W, "ফাঁকের কারণে অস্পষ্ট তারিখ", "a date unclear for a space"),
}
_NUMBERS = {
    "form_label": _named(W, "ফরমের শিরোনাম, মান নয়", "a label of the form, not a value"),
    "not_a_number": _named(W, "সংখ্যা নয়", "not a number"),
    "fraction": _named(W, "ভগ্নাংশ, একটি সংখ্যা নয়", "a fraction, not one number"),
    "range": _named(W, "পরিসর বা অর্থবছর, একটি সংখ্যা নয়", "a range or a year, not one number"),
    "negative": _named(W, "ঋণাত্মক সংখ্যা", "a negative number"),
    "mixed_digits": _named(W, "বাংলা-ইংরেজি অঙ্ক মেশানো", "Bengali and English digits mixed"),
    "count_in_words": _named(N, "লক্ষ বা হাজারে লেখা সংখ্যা", "a count in thousands or lakhs"),
    "foreign_digits": _named(W, "অন্য লিপির অঙ্ক", "digits of another script"),
    "bad_grouping": _named(W, "কমা ঠিক জায়গায় নেই", "commas out of place"),
    "too_long": _named(W, "সংখ্যাটি বেশি লম্বা", "a number too long to be kept"),
    "several_numbers": _named(W, "এক ঘরে একাধিক সংখ্যা", "several numbers in a cell"),
    "list_number": _named(W, "তালিকার ক্রমিকের মতো সংখ্যা", "a number like that of a list"),
    "day_or_quantity": _named(W, "দিন না পরিমাণ, অস্পষ্ট", "a day or a quantity"),
    "figures_in_words": _named(W, "কথার ভেতর সংখ্যা", "figures among words"),
    "figure_and_word_differ": _named(W, "অঙ্কে ও কথায় দুই রকম", "figure and word differ"),
    "stray_mark": _named(W, "অর্থহীন চিহ্ন", "a stray mark"),
    "lost_percent": _named(W, "হারিয়ে যাওয়া শতকরা", "a lost percentage"),
    "percent_fraction": _named(W, "শতকরা ১-এর কম", "less than one percent"),
    "percent_over_100": _named(W, "শতকরা ১০০-র বেশি", "more than 100 percent"),
    "unit_differs": _named(W, "লেখা ও একক আলাদা", "another unit than the indicator's"),
    "money_scale": _named(W, "টাকার মাপ সন্দেহজনক", "money in a doubtful scale"),
}
GROUPS: tuple[tuple[Sentence, Mapping[str, Named]], ...] = (
    (Sentence("ফাইল ও পাতা", "The file and its sheets"), _FILE),
    (Sentence("একসঙ্গে অনেক ফাইল", "Many files at once"), _BUNDLE),
    (Sentence("কার পরিকল্পনা, কোন বছরের", "Whose plan, of which year"), _BELONGING),
    (Sentence("কলাম ও শিরোনাম", "Columns and headings"), _COLUMNS),
    (Sentence("সারি", "Rows"), _ROWS),
    (Sentence("মান ও নম্বর", "Weights and totals"), _WEIGHTS),
    (Sentence("লক্ষ্যমাত্রা", "Targets"), _TARGETS),
    (Sentence("ঘরে যা রাখা আছে", "What a cell keeps"), _CELLS),
    (Sentence("তারিখ", "Dates"), _DATES),
    (Sentence("সংখ্যা ও একক", "Numbers and units"), _NUMBERS),
)
CODES: Mapping[str, Named] = {code: named for _, group in GROUPS for code, named in group.items()}
