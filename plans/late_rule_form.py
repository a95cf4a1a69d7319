"""Owns the late rule of an indicator as a form asks for it: marks and a span in days, both or neither."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cell_values.value import plain
from plan_tree.late_rules import DAYS, MARKS, LateRules, WrittenLateRule, has_dates, read_late_rule
from plan_tree.terms import LateRule
from plan_tree.tree import PlanTree
from plans.display import digits, said


class LateRuleForm(forms.Form):
    """A late rule in either digits; empty fields say that there is none."""

    marks = forms.CharField(label=_("marks lost for each span begun late"), max_length=20, required=False)
    days = forms.CharField(label=_("days of that span"), max_length=20, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, prefix: str) -> None:
        """Bound only where the page that was sent had the fields: they stand where no rule is stored."""
        self.prefix = prefix
        is_asked = data is not None and any(self.add_prefix(name) in data for name in (MARKS, DAYS))
        super().__init__(data if is_asked else None, prefix=prefix, use_required_attribute=False)
        self.suggested: LateRule | None = None
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "inputmode": "decimal"}

    def suggest(self, rule: LateRule | None) -> None:
        """Fills the fields with what holds where nobody writes anything."""
        self.suggested = rule
        self.initial = {MARKS: digits(plain(rule.marks)), DAYS: digits(rule.days)} if rule else {MARKS: "", DAYS: ""}

    def clean(self) -> None:
        """Half a rule is told where the other half is missing."""
        for name, doubt in self._written.doubts.items():
            if name not in self.errors:
                self.add_error(name, said(doubt.sentence))

    @property
    def rule(self) -> LateRule | None:
        """What was written; None: that there is none, or nothing that holds."""
        return self._written.rule if self.is_valid() else None

    @property
    def is_changed(self) -> bool:
        """Whether another rule was written than the one suggested, or one that cannot hold."""
        return self.is_bound and (not self.is_valid() or self.rule != self.suggested)

    @property
    def _written(self) -> WrittenLateRule:
        return read_late_rule(*(self.cleaned_data.get(name, "") for name in (MARKS, DAYS)))


def late_rule_forms(draft: PlanTree, data: Mapping[str, Any] | None, *, prefix: str) -> dict[str, LateRuleForm]:
    """A form for each indicator that has dates to keep, by its number."""
    dated = (row.number for row in draft.indicators if has_dates(row))
    return {number: LateRuleForm(data, prefix=f"{prefix}-late-{number}") for number in dated}


def written_late_rules(late_forms: Mapping[str, LateRuleForm]) -> LateRules:
    """What was written for indicators, by their numbers; nothing of what does not hold."""
    return {number: form.rule for number, form in late_forms.items() if form.is_bound and form.is_valid()}
