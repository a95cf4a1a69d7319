"""Owns the e-governance and innovation plan as a kind: its names, and the words around its form."""

from cell_values.sentence import Sentence
from egov_plans.columns import COLUMNS
from official_forms.description import FormDescription, FormTitles, Numbering
from official_forms.graded.columns import LADDERS, THREE
from official_forms.graded.reader import GRADED
from official_forms.kind import PlanKind

KIND = "egov"
TITLE = Sentence("ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা", "E-governance and innovation work plan")
TITLES = FormTitles(
    sheet="ই-গভর্ন্যান্স",
    above=(
        "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার",
        "{office_label}: {office}",
        f"{TITLE.bn} {{year}} এর {{quarter}} ত্রৈমাসিক বাস্তবায়ন অগ্রগতি প্রতিবেদন",
    ),
    document=Sentence(
        f"{TITLE.bn} {{short_year}}, {{quarter_word}} ত্রৈমাসিক – {{office}}",
        f"{TITLE.en} {{short_year}}, {{quarter_word}} quarter – {{office}}",
    ),
    paper=(
        Sentence("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "Government of the People's Republic of Bangladesh"),
        Sentence("{office}", "{office}"),
        Sentence(
            f"{TITLE.bn} {{short_year}} এর {{quarter_word}} ত্রৈমাসিক বাস্তবায়ন অগ্রগতি ({{months}}) প্রতিবেদন",
            f"{TITLE.en} {{short_year}}: report on progress in the {{quarter_word}} quarter ({{months}})",
        ),
    ),
    headline=2,
    signatures=(
        Sentence("প্রস্তুতকারী", "Prepared by"),
        Sentence("ফোকাল পয়েন্ট", "Focal point"),
        Sentence("কার্যালয় প্রধান", "Head of the office"),
    ),
    quarter=Sentence("ত্রৈমাসিক", "quarter"),
    of_plan=Sentence(f"{TITLE.bn}, {{year}}", f"{TITLE.en}, {{year}}"),
)


EGOV = PlanKind(
    code=KIND,
    letter="E",
    title=TITLE,
    short=Sentence("ই-গভর্ন্যান্স ও উদ্ভাবন", "E-governance and innovation"),
    progress=Sentence(
        "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনার বাস্তবায়ন অগ্রগতি প্রতিবেদন",
        "Progress report of the e-governance and innovation work plan",
    ),
    form=FormDescription(
        family=GRADED,
        columns=COLUMNS,
        titles=TITLES,
        numbering=Numbering.BOXED,
        unmistakable=7,
        ladders=LADDERS,
        usual_ladder=THREE,
        title_words=("গভর্ন্যান্স", "উদ্ভাবন", "ইনোভেশন", "governance", "innovation"),
    ),
)
