"""Owns the citizen's charter plan as a kind: its names, and the words around its form."""

from cell_values.sentence import Sentence
from config.tests.charter_plans.columns import COLUMNS
from official_forms.description import FormDescription, FormTitles, Numbering
from official_forms.graded.columns import FIVE, LADDERS
from official_forms.graded.reader import GRADED
from official_forms.kind import PlanKind

KIND = "charter"
TITLE = Sentence("সেবা প্রদান প্রতিশ্রুতি বাস্তবায়ন কর্মপরিকল্পনা", "Citizen's charter work plan")
TITLES = FormTitles(
    sheet="সেবা প্রদান প্রতিশ্রুতি",
    above=(f"{TITLE.bn} {{year}} এর {{quarter}} ত্রৈমাসিক অগ্রগতি", "{office_label}: {office}"),
    document=Sentence(f"{TITLE.bn} {{short_year}} – {{office}}", f"{TITLE.en} {{short_year}} – {{office}}"),
    paper=(
        Sentence(f"{TITLE.bn} {{year}}", f"{TITLE.en} {{year}}"),
        Sentence("{office_label}: {office}", "{office_label}: {office}"),
    ),
    headline=0,
    signatures=(Sentence("প্রস্তুতকারী", "Prepared by"), Sentence("কার্যালয় প্রধান", "Head of the office")),
    quarter=Sentence("ত্রৈমাসিক", "quarter"),
)
CHARTER = PlanKind(
    code=KIND,
    letter="C",
    title=TITLE,
    short=Sentence("সেবা প্রতিশ্রুতি", "Citizen's charter"),
    progress=Sentence(f"{TITLE.bn}র অগ্রগতি প্রতিবেদন", "Progress report of the citizen's charter work plan"),
    form=FormDescription(
        family=GRADED,
        columns=COLUMNS,
        titles=TITLES,
        numbering=Numbering.BOXED,
        unmistakable=9,
        ladders=LADDERS,
        usual_ladder=FIVE,
        title_words=("সেবা+প্রতিশ্রুতি", "সিটিজেন+চার্টার", "citizen+charter"),
    ),
)
