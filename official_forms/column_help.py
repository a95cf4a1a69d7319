"""Owns what is told of a column to who fills a form: what it holds, who fills it and when."""

from collections.abc import Mapping

from cell_values.sentence import Sentence, joined
from official_forms.columns import Column, Filler, Part

FILLED_BY: Mapping[Filler, Sentence] = {
    Filler.PLAN: Sentence("পরিকল্পনা তৈরির সময় লেখা হয়", "written with the plan"),
    Filler.OFFICE: Sentence(
        "দপ্তরের ফোকাল পয়েন্ট প্রতি কোয়ার্টারে লেখেন", "written each quarter by the focal point of the office"
    ),
    Filler.REVIEWER: Sentence("ঊর্ধ্বতন দপ্তরের পর্যালোচক লেখেন", "written by the reviewer of the office above"),
    Filler.SYSTEM: Sentence("নিজে থেকে হিসাব হয়", "reckoned by itself"),
}
REVISED = Sentence(
    "পরিকল্পনা তৈরির সময় লেখা হয়; বছরের মাঝে কেবল লক্ষ্যমাত্রা সংশোধনের আবেদনে বদলায়",
    "written with the plan; during the year it changes by a granted request for a revised target only",
)
HOW_TO_ENTER = Sentence(
    "সংখ্যা বাংলা বা ইংরেজি যে অঙ্কেই হোক, তারিখ যেমন ৩০/০৯/২০২০। কিছু না হলে ০ লিখুন; খালি ঘর মানে প্রতিবেদন দেওয়া হয়নি। "
    "“প্রযোজ্য নয়” লিখলে তা পর্যালোচকের কাছে আবেদন।",
    "Numbers in Bengali or English digits, days like 30/09/2020. Write 0 where nothing was done; an empty cell is not "
    "reported. “প্রযোজ্য নয়” (not applicable) asks the reviewer.",
)
HOLDS: Mapping[Part, Sentence] = {
    Part.SERIAL: Sentence("ক্ষেত্রের ক্রমিক নম্বর।", "The place of the area in the form."),
    Part.AREA: Sentence("যে ক্ষেত্রের অধীনে কার্যক্রমগুলো পড়ে।", "The area the activities belong to."),
    Part.AREA_WEIGHT: Sentence(
        "ক্ষেত্রের মান: এর সূচকগুলোর মানের যোগফল।", "The weight of the area: that of its indicators together."
    ),
    Part.ACTIVITY: Sentence("যে কাজ করা হবে।", "What is going to be done."),
    Part.INDICATOR: Sentence("কাজটি কতদূর হলো তা যা দিয়ে মাপা হয়।", "What tells how far the activity is."),
    Part.WEIGHT: Sentence(
        "লক্ষ্যমাত্রা পুরো অর্জিত হলে সূচকটি যত নম্বর পায়।", "The marks of the indicator when its target is reached in full."
    ),
    Part.UNIT: Sentence(
        "যে এককে গোনা হয়: সংখ্যা, শতকরা (%), তারিখ, লক্ষ টাকা ইত্যাদি।",
        "What it is counted in: number, per cent, date, lakh taka and others.",
    ),
    Part.TEXT: Sentence("সূচক সম্পর্কে কথায় যা বলার আছে।", "What there is to say of the indicator in words."),
    Part.ANNUAL: Sentence(
        "সারা বছরের লক্ষ্যমাত্রা; পূরণ হলে পূর্ণ নম্বর।", "The target of the whole year; reached, it earns full marks."
    ),
    Part.BASELINE: Sentence("তুলনার জন্য আগের একটি বছরের মান।", "The value of an earlier year, to compare with."),
    Part.ACTUAL: Sentence("আগের বছরে প্রকৃতপক্ষে যা অর্জিত হয়েছে।", "What was really achieved in an earlier year."),
    Part.PROJECTION: Sentence("পরের বছরে যা আশা করা হয়।", "What is expected of a later year."),
    Part.LINE: Sentence(
        "উপরের সারি লক্ষ্যমাত্রা, নিচের সারি অর্জন।", "The upper line is the target, the lower what was achieved."
    ),
    Part.QUARTER: Sentence(
        "উপরে ওই কোয়ার্টারের লক্ষ্যমাত্রা, নিচে দপ্তর ওই কোয়ার্টারে যা অর্জন করেছে।",
        "Above the target of the quarter, below what the office achieved in it.",
    ),
    Part.GRADE: Sentence(
        "এতটা অর্জিত হলে সূচকের মানের এই শতাংশ পাওয়া যায়।", "Achieving so much earns this share of the indicator's weight."
    ),
    Part.PROGRESS: Sentence("প্রতিবেদনের কোয়ার্টারে যা অর্জিত হয়েছে।", "What was achieved in the quarter reported on."),
    Part.TOTAL: Sentence(
        "চার কোয়ার্টার মিলিয়ে বছরের অর্জন, সূচকের গণনা পদ্ধতি অনুযায়ী: সমষ্টি, গড়, ক্রমপুঞ্জিভূত বা তারিখ।",
        "The year so far out of its quarters, by the indicator's rule: sum, average, cumulative or date.",
    ),
    Part.MARKS: Sentence(
        "প্রাপ্ত নম্বর; স্কোরকার্ডে প্রতিটি নম্বরের ব্যাখ্যা আছে। যা হিসাব করা যায় না তা পর্যালোচক মূল্যায়ন করেন।",
        "The marks earned; the scorecard explains each. What cannot be reckoned the reviewer assesses.",
    ),
}
OF_WORDS: Mapping[str, Sentence] = {  # by the names of columns of words that every form has alike
    "responsible": Sentence("যে ব্যক্তি বা পদ কাজটির জন্য দায়ী।", "The person or post that answers for the activity."),
    "remark": Sentence("যা জানানো দরকার, যেমন কেন কম হলো।", "What others should know, such as why less was done."),
}
TYPED_EACH_QUARTER = frozenset({Part.QUARTER, Part.PROGRESS})
TARGETS = frozenset({Part.ANNUAL, Part.GRADE})  # all that a request for a revised target can be about


def help_of(column: Column) -> Sentence:
    """What a column holds, who fills it, and how where it is typed each quarter."""
    holds = OF_WORDS.get(column.name, HOLDS[column.part]) if column.part is Part.TEXT else HOLDS[column.part]
    if column.part in TYPED_EACH_QUARTER:
        return joined([holds, HOW_TO_ENTER])
    by = REVISED if column.part in TARGETS else FILLED_BY[column.filler]
    return Sentence(f"{holds.bn} {by.bn}।", f"{holds.en} It is {by.en}.")
