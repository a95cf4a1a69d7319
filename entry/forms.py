"""Owns what the pages of plans accept."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cell_values.reading import read_value
from cell_values.value import Unit
from offices.models import FiscalYear
from plans.display import digits, said
from plans.kinds import plan_kinds
from plans.models.report import STATES
from uploads.file_kinds import ENDINGS
from uploads.refusals import megabytes


class CellForm(forms.Form):
    """One cell as typed, the version it was typed over, and which value to keep after a conflict."""

    text = forms.CharField(required=False, strip=False, max_length=4000)
    version = forms.IntegerField(min_value=0)
    keep = forms.ChoiceField(choices=[("", ""), ("mine", "mine"), ("theirs", "theirs")], required=False)


class ReasonForm(forms.Form):
    """Why something is returned or assessed."""

    reason = forms.CharField(max_length=4000)


class ReturnForm(ReasonForm):
    """Why a report goes back, and the day by which it is asked for again, in either digits."""

    reason = forms.CharField(
        label=_("What is to be corrected"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    reply_by = forms.CharField(
        label=_("Reply by"), max_length=40, required=False, help_text=_("A day like ৩০/১০/২০২০; may stay empty.")
    )

    def clean_reply_by(self) -> date | None:
        text = self.cleaned_data["reply_by"]
        if not text.strip():
            return None
        reading = read_value(text, Unit.DATE)
        if len(reading.value.dates) != 1 or reading.doubts:
            said = " ".join(doubt.sentence.in_language(get_language() or "bn") for doubt in reading.doubts)
            raise forms.ValidationError(said or _("Write one day, like ৩০/১০/২০২০."))
        return reading.value.dates[0]


class ApproveForm(forms.Form):
    """What somebody who approves puts their name to; a second tick where rows are left without marks."""

    agreed = forms.BooleanField(error_messages={"required": _("Tick it once you have looked at the rows.")})
    zero = forms.BooleanField(error_messages={"required": _("Give the marks, or tick that these rows stay without.")})

    def __init__(self, data: Mapping[str, Any] | None = None, *, agreed: str, zero: str) -> None:
        super().__init__(data)
        self.fields["agreed"].label, self.fields["zero"].label = agreed, zero
        if not zero:
            del self.fields["zero"]


class AssessForm(ReasonForm):
    """Marks a reviewer gives, in either digit set, with the reason."""

    marks = forms.CharField(max_length=20)

    def clean_marks(self) -> Decimal:
        reading = read_value(self.cleaned_data["marks"], Unit.NUMBER)
        if reading.value.quantity is None:
            raise forms.ValidationError(_("Write the marks as a number, like ২.৫০."))
        return reading.value.quantity


class ExemptForm(ReasonForm):
    """A reviewer's answer to "not applicable", with the reason."""

    answer = forms.ChoiceField(choices=[("grant", "grant"), ("refuse", "refuse")])


class EvidenceForm(forms.Form):
    """A file that proves an achievement; what is in it is judged when it is attached."""

    file = forms.FileField(label=_("Evidence"), widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = {"size": megabytes(settings.EVIDENCE_MAX_BYTES)}
        self.fields["file"].help_text = digits(
            _("PDF, picture, Word, Excel, PowerPoint or OpenDocument without macros, up to %(size)s MB.") % most
        )


class CommentForm(forms.Form):
    """A remark on a cell."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=4000,
        error_messages={"required": _("Write the comment.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OverviewForm(forms.Form):
    """Which plans the first page of an overseer lists; nothing chosen lists all."""

    search = forms.CharField(label=_("Office"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Plan"), required=False)
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Mapping[str, Any], *, years: Iterable[FiscalYear]) -> None:
        super().__init__(data)
        offered: dict[str, list[tuple[str, Any]]] = {
            "kind": [(kind.code, said(kind.title)) for kind in plan_kinds().values()],
            "year": [(str(year.start_year), year.label) for year in years],
            "state": STATES,
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("All")), *choices]
