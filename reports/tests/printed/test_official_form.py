"""Owns the proof of how a stored plan fills its official form."""

from plans.models import GradedTarget, Plan
from reports.printed.official_form import official_form
from reports.printing import report_of
from reports.tests.scene import PRINTED_ON


def test_a_form_without_any_target_has_the_columns_of_the_usual_ladder(labour: Plan) -> None:
    GradedTarget.objects.filter(indicator__activity__area__plan=labour).delete()
    form = official_form(report_of(labour, 1), printed_on=PRINTED_ON)
    assert [tuple(heading.bn for heading in each.headings[-2:]) for each in form.columns if each.percent] == [
        ("অসাধারণ", "১০০%"),
        ("উত্তম", "৮০%"),
        ("চলতি মান", "৬০%"),
    ]
