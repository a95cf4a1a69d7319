"""Owns the 14 columns of the integrity form."""

from cell_values.sentence import Sentence
from official_forms.columns import Column
from official_forms.lines.columns import (
    ACTIVITY,
    ANNUAL,
    INDICATOR,
    LINE,
    MARKS,
    Q1,
    Q2,
    Q3,
    Q4,
    RESPONSIBLE,
    TOTAL,
    UNIT,
    WEIGHT,
)
from official_forms.usual_columns import REMARK

MONITORING = Sentence("বাস্তবায়ন অগ্রগতি পরিবীক্ষণ, {year}", "Monitoring of progress, {year}")


def _quarter(column: Column, en: str) -> Column:
    heading = Sentence(column.called.bn, f"{en} quarter")
    return column.printed(heading=heading, group=MONITORING, width=12.0, paper=18.5)


# As the form numbers them ১ … ১৪ (জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো).
COLUMNS = (
    ACTIVITY.printed(heading=Sentence("কার্যক্রমের নাম", "Activity"), width=34.0, paper=39.0),
    INDICATOR.printed(heading=Sentence("কর্মসম্পাদন সূচক", "Performance indicator"), width=18.0, paper=25.0),
    WEIGHT.printed(heading=Sentence("সূচকের মান", "Weight"), width=7.0, paper=11.0),
    UNIT.printed(heading=Sentence("একক", "Unit"), width=9.0, paper=13.0),
    RESPONSIBLE.printed(
        heading=Sentence("বাস্তবায়নের দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "Person or post responsible"), width=18.0, paper=25.0
    ),
    ANNUAL.printed(heading=Sentence("{year} অর্থবছরের লক্ষ্যমাত্রা", "Target for {year}"), width=18.0, paper=19.5),
    LINE.printed(heading=Sentence("লক্ষ্যমাত্রা/ অর্জন", "Target/ achieved"), group=MONITORING, width=10.0, paper=15.0),
    *map(_quarter, (Q1, Q2, Q3, Q4), ("1st", "2nd", "3rd", "4th")),
    TOTAL.printed(heading=Sentence("মোট অর্জন", "Total achieved"), group=MONITORING, width=12.0, paper=18.5),
    MARKS.printed(heading=Sentence("অর্জিত মান", "Marks"), group=MONITORING, width=9.0, paper=11.0),
    REMARK.printed(heading=Sentence("মন্তব্য", "Remarks"), width=20.0, paper=26.0),
)
