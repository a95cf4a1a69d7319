"""Owns what the pages of plans accept."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cell_values.reading import read_value
from cell_values.value import Unit, Value, ValueState
from offices.models import FiscalYear
from plan_tree.revisions import place_of_grade
from plan_tree.terms import FULL
from plans.actions.revising import NEEDS_TARGET
from plans.display import digits, said
from plans.kinds import plan_kinds
from plans.models.report import STATES
from plans.written_fields import DayField, WrittenField
from uploads.file_kinds import ENDINGS
from uploads.refusals import megabytes


class CellForm(forms.Form):
    """One cell as typed, the version it was typed over, and which value to keep: what was typed, stored or received."""

    text = forms.CharField(required=False, strip=False, max_length=4000)
    version = forms.IntegerField(min_value=0)
    keep = forms.ChoiceField(choices=[(each, each) for each in ("", "mine", "theirs", "receipts")], required=False)

    def clean_text(self) -> str:
        """A field of several lines is sent with the line ends of Windows."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class ReasonForm(forms.Form):
    """Why something is returned or assessed."""

    reason = WrittenField()


class ReturnForm(ReasonForm):
    """Why a report goes back, and the day by which it is asked for again, in either digits.

    ``asks_of_rows``: the questions at its rows are reason enough.
    """

    reason = WrittenField(_("What is to be corrected"), rows=5)
    reply_by = forms.CharField(
        label=_("Reply by"), max_length=40, required=False, help_text=_("A day like 30/10/2020; may stay empty.")
    )

    def __init__(self, *args: Any, asks_of_rows: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not asks_of_rows

    def clean_reply_by(self) -> date | None:
        text = self.cleaned_data["reply_by"]
        if not text.strip():
            return None
        reading = read_value(text, Unit.DATE)
        if len(reading.value.dates) != 1 or reading.doubts:
            told = " ".join(said(doubt.sentence) for doubt in reading.doubts)
            raise forms.ValidationError(told or _("Write one day, like 30/10/2020."))
        return reading.value.dates[0]


class TakeBackForm(ReasonForm):
    """Why an approval is taken back."""

    reason = WrittenField(_("Why the approval is taken back"))


class OpenRowForm(ReasonForm):
    """Why an office wants a row opened that did not go back."""

    reason = WrittenField(_("Why this row should be opened"))


class AgreeForm(forms.Form):
    """What somebody who submits or approves a plan puts their name to; nothing where ``agreed`` is empty."""

    agreed = forms.BooleanField(error_messages={"required": _("Tick it once you have looked at the rows.")})

    def __init__(self, data: Mapping[str, Any] | None = None, **ticks: str) -> None:
        """``ticks``: what is said at each; without words there is none."""
        super().__init__(data)
        for name, words in ticks.items():
            self.fields[name].label = words
            if not words:
                del self.fields[name]


class ApproveForm(AgreeForm):
    """What somebody who approves puts their name to; a second tick where rows are left without marks; a word."""

    zero = forms.BooleanField(error_messages={"required": _("Give the marks, or tick that these rows stay without.")})
    note = WrittenField(_("A word to the office"), rows=2, required=False)


class ApproveManyForm(forms.Form):
    """What somebody puts their name to who approves many reports at once, and a word to all their offices."""

    agreed = forms.BooleanField(
        label=_("I have looked at the rows of the reports ticked and approve their marks."),
        error_messages={"required": _("Tick it once you have looked at the rows.")},
    )
    note = WrittenField(_("A word to the office"), rows=2, required=False)


class ReturnPlanForm(forms.Form):
    """What is said of the whole plan beside the questions at its rows."""

    reason = WrittenField(_("About the plan as a whole"), required=False)


class SignedPlanForm(forms.Form):
    """The day on a signed paper, in either digits, and where it lies."""

    signed_on = DayField(label=_("Day of signing"), max_length=40, help_text=_("A day like 30/06/2026."))
    reference = forms.CharField(
        label=_("Where the signed paper is"), max_length=2000, help_text=_("Its number, the file, or who keeps it.")
    )


class AssessForm(ReasonForm):
    """Marks a reviewer gives, in either digit set, with the reason."""

    marks = forms.CharField(max_length=20)

    def clean_marks(self) -> Decimal:
        reading = read_value(self.cleaned_data["marks"], Unit.NUMBER)
        if reading.value.quantity is None:
            raise forms.ValidationError(_("Write the marks as a number, like 2.50."))
        return reading.value.quantity


class AnswerForm(ReasonForm):
    """A reviewer's answer to "not applicable", with the reason."""

    answer = forms.ChoiceField(choices=[("grant", "grant"), ("refuse", "refuse")])


class RevisionForm(forms.Form):
    """The targets of a row as they should be, in either digits, and why; what leaves a doubt is ticked first."""

    reason = WrittenField(_("Why the target should be another"))
    sure = forms.BooleanField(label=_("I have looked: it is meant as written."), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, targets: Mapping[str, tuple[str, Value]], unit: Unit, year: int
    ) -> None:
        """``targets``: by field what each is called and what stands there."""
        super().__init__(data)
        self._unit, self._year = unit, year
        own = {name: self.fields.pop(name) for name in ("reason", "sure")}
        for name, (label, value) in targets.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=name == place_of_grade(FULL),
                max_length=1000,
                initial=digits(value.text),
                strip=False,
                error_messages={"required": said(NEEDS_TARGET)},
            )
        self.places = tuple(targets)
        self.fields |= own

    def clean(self) -> None:
        for name in self.places:
            reading = read_value(self.cleaned_data.get(name, ""), self._unit, start_year=self._year)
            if reading.value.state is ValueState.UNREADABLE:
                self.add_error(name, [said(doubt.sentence) for doubt in reading.doubts])

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.places}


class WordsForm(forms.Form):
    """A remark or a claim as typed, and the fingerprint of what it was typed over."""

    text = forms.CharField(required=False, strip=False, max_length=2000)
    version = forms.CharField(max_length=12)


class FilesInput(forms.FileInput):
    """Several files at once, of which the field itself judges the last: that there is one, and it is not empty."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> Any:
        return files.get(name)


class EvidenceForm(forms.Form):
    """A file that proves an achievement; what is in it is judged when it is attached."""

    file = forms.FileField(
        label=_("Evidence"), widget=FilesInput(attrs={"accept": ",".join(ENDINGS), "multiple": True})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = {"size": megabytes(settings.EVIDENCE_MAX_BYTES)}
        self.fields["file"].help_text = digits(
            _("PDF, picture, Word, Excel, PowerPoint or OpenDocument without macros, up to %(size)s MB.") % most
        )


class CommentForm(forms.Form):
    """A remark on a cell."""

    text = WrittenField(_("Question or answer"), rows=3, error_messages={"required": _("Write the comment.")})


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


class LaterField(forms.CharField):
    """Text that is asked for when it is handed in; a draft is kept without."""

    def __init__(self, label: Any, *, rows: int, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, widget=widget, max_length=10_000, **options)

    def validate(self, value: Any) -> None:
        """Empty is no fault yet."""


class NarrativeForm(forms.Form):
    """What an office writes of its year, and the version it was written over."""

    successes = LaterField(
        _("Successes of the year"),
        rows=6,
        help_text=_("What was achieved, and what it changed for those who are served."),
    )
    obstacles = LaterField(_("Obstacles"), rows=5, help_text=_("What stood in the way, and of which row."))
    next_year = LaterField(
        _("Next year"), rows=5, help_text=_("What will be gone on with, and what will be done otherwise.")
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AnnualDecisionForm(forms.Form):
    """Whether an annual report is accepted, goes back or waits again, with the reason; ``seen``: the receipt shown."""

    answer = forms.ChoiceField(choices=[(each, each) for each in ("return", "accept", "reopen")])
    reason = WrittenField(_("Reason"), rows=3, required=False)
    seen = forms.CharField(required=False, max_length=60)


class FeedbackForm(forms.Form):
    """The feedback of a reviewer on the half-year, and the version it was written over."""

    text = LaterField(
        _("Feedback"),
        rows=8,
        help_text=_("What went well, what stays behind, and what is to be done until the end of the year."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class FeedbackAnswerForm(forms.Form):
    """What an office answers to its feedback."""

    answer = WrittenField(
        _("Answer"), required=False, help_text=_("May stay empty: then it is only said that you have read it.")
    )
