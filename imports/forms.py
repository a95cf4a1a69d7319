"""Owns what the pages of imports accept: documents, and what somebody says of a plan beside its document."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imports.bundles import BundleRefusedError, Zip
from imports.queries.readings import Choices
from offices.models import FiscalYear
from official_forms.grid import Place
from official_forms.kind_choice import KIND_DOUBTS
from plan_tree.terms import QUARTERS, QuarterRule
from plan_tree.tree import PlanTree
from plans.display import digits, quarter_name
from plans.display import said as in_words
from plans.kinds import plan_kinds
from plans.late_rule_form import LateRuleForm, late_rule_forms, written_late_rules
from plans.models.plan import QUARTER_RULES
from sheets.documents import PASTED

WORKBOOKS = ".xlsx,.xlsm,.xls,.ods,.docx,.html,.htm,.csv,.tsv,.txt"
LEFT_OUT = "0"  # the answer that a column reports no quarter


class UploadForm(forms.Form):
    """A workbook to import."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_(
            "The official form: an Excel file (.xlsx, .xls), an .ods, a Word table (.docx), "
            "a web page (.html) or a CSV."
        ),
        widget=forms.FileInput(attrs={"accept": WORKBOOKS}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        return _small_enough(self.cleaned_data["file"])

    @property
    def document(self) -> tuple[bytes, str]:
        """The bytes and the name of what was brought."""
        file = self.cleaned_data["file"]
        return file.read(), document_name(file)


class PasteForm(forms.Form):
    """Rows pasted from a spreadsheet."""

    text = forms.CharField(
        label=_("Pasted rows"),
        strip=False,
        max_length=250_000,
        help_text=_("Mark the whole form in Excel, from the title to the last row, copy it and paste it here."),
        widget=forms.Textarea(attrs={"rows": 5, "wrap": "off", "spellcheck": "false"}),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

    @property
    def document(self) -> tuple[bytes, str]:
        """The bytes of what was brought, named by the minute."""
        name = f"{_('pasted rows')} {digits(f'{timezone.localtime():%d-%m-%Y %H-%M}')}{PASTED}"
        return self.cleaned_data["text"].encode(), name


class BundleForm(forms.Form):
    """Many workbooks in one zip."""

    bundle = forms.FileField(
        label=_("Zip of workbooks"),
        help_text=_("Up to 500 workbooks in one .zip, one file for each plan."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )
    accepts_doubts = forms.BooleanField(
        label=_("Store every workbook without errors, doubtful cells as they stand"),
        help_text=_("Quarter rules that could not be decided stay open. Unticked, doubtful workbooks wait for you."),
        required=False,
    )

    def clean_bundle(self) -> UploadedFile[bytes]:
        file = _small_enough(self.cleaned_data["bundle"])
        try:
            Zip(file)
        except BundleRefusedError as refused:
            raise forms.ValidationError(in_words(refused.problem.sentence)) from refused
        file.seek(0)
        return file


def _small_enough(file: UploadedFile[bytes]) -> UploadedFile[bytes]:
    if file.size and file.size > settings.IMPORT_MAX_BYTES:
        raise forms.ValidationError(_("The file is larger than 50 MB. Give the workbook of one plan."))
    return file


class PlanForm(forms.Form):
    """What somebody says of one plan of a document: office, year, quarters of columns, rules of indicators.

    Each indicator that has dates to keep has a form of its own for its late rule (``late_forms``).
    """

    office = forms.CharField(label=_("Office"), required=False, max_length=200)
    year = forms.ChoiceField(label=_("Fiscal year"), required=False)

    def __init__(
        self, draft: PlanTree, data: Mapping[str, Any] | None, *, prefix: str, asks_kind: bool = False
    ) -> None:
        super().__init__(data, prefix=prefix, use_required_attribute=False)
        self.draft = draft
        if asks_kind:
            self.fields["kind"] = kind_field(draft)
        self.fields["office"].widget.attrs |= {"list": "offices", "autocomplete": "off"}
        years = [(year.code, year.label) for year in FiscalYear.objects.all()]
        unchosen = _("as the document says") if draft.year else _("choose …")
        self.fields["year"].choices = [("", unchosen), *years]  # type: ignore[attr-defined]
        for cell in columns_without_quarter(draft):
            self.fields[f"quarter-{cell}"] = _quarter_field(cell)
        for row in draft.indicators:
            self.fields[f"rule-{row.number}"] = _rule_field(row.number, row.quarter_rule)
        self.late_forms: Mapping[str, LateRuleForm] = late_rule_forms(draft, data, prefix=prefix)

    def choices(self) -> Choices:
        """What was said; nothing for what is not bound or not understood."""
        said = self._said()
        rules = {name.removeprefix("rule-"): QuarterRule(rule) for name, rule in said.items() if name[:5] == "rule-"}
        late_rules = written_late_rules(self.late_forms)
        return Choices(said.get("office", ""), said.get("year", ""), rules, late_rules, overrules=True)

    def quarters(self) -> dict[Place, int]:
        """The quarters said for columns that do not name theirs."""
        said = self._said()
        columns = {cell: said.get(f"quarter-{cell}", "") for cell in columns_without_quarter(self.draft)}
        return {(self.draft.sheet, cell): int(said) for cell, said in columns.items() if said not in ("", LEFT_OUT)}

    @property
    def belonging_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "office", "year") if name in self.fields]

    @property
    def quarter_fields(self) -> list[forms.BoundField]:
        return [self[f"quarter-{cell}"] for cell in columns_without_quarter(self.draft)]

    def rule_field(self, number: str) -> forms.BoundField:
        return self[f"rule-{number}"]

    def _said(self) -> dict[str, str]:
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: said.strip() for name, said in self.cleaned_data.items() if said and said.strip()}


class KindForm(forms.Form):
    """Of which kind a plan is, where the document leaves it in doubt at a ``place``."""

    def __init__(self, draft: PlanTree, data: Mapping[str, Any] | None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        doubts = (problem for problem in draft.problems if problem.code in KIND_DOUBTS)
        self.place: Place | None = next(((doubt.sheet, doubt.cell) for doubt in doubts), None)
        if self.place:
            self.fields["kind"] = kind_field(draft)

    def said(self) -> dict[Place, str]:
        """The kind that was said, at the place of its doubt; nothing for what is not bound or not understood."""
        kind = self.cleaned_data.get("kind") if self.is_bound and self.place and self.is_valid() else ""
        return {self.place: kind} if self.place and kind else {}


def kind_field(draft: PlanTree) -> forms.ChoiceField:
    """The kinds a plan may be of."""
    taken = any(problem.code == "kind_by_columns" for problem in draft.problems)
    unchosen = _("as its columns say") if taken else _("choose …")
    kinds = [(kind.code, in_words(kind.title)) for kind in plan_kinds().values()]
    return forms.ChoiceField(label=_("Kind of plan"), choices=[("", unchosen), *kinds], required=False)


def columns_without_quarter(draft: PlanTree) -> list[str]:
    """The headings of columns of progress that name no quarter, by their cells."""
    return [problem.cell for problem in draft.problems if problem.code == "quarter_unknown" and problem.cell]


def _quarter_field(cell: str) -> forms.ChoiceField:
    named = [(str(quarter), quarter_name(quarter)) for quarter in QUARTERS]
    choices = [("", _("choose …")), *named, (LEFT_OUT, _("leave this column out"))]
    return forms.ChoiceField(
        label=_("Quarter of the progress in %(cell)s") % {"cell": cell}, choices=choices, required=False
    )


def _rule_field(number: str, suggested: QuarterRule | None) -> forms.ChoiceField:
    choices = QUARTER_RULES if suggested else [("", _("choose …")), *QUARTER_RULES]
    initial = suggested.value if suggested else ""
    return forms.ChoiceField(label=number, choices=choices, initial=initial, required=False)


def document_name(file: UploadedFile[bytes]) -> str:
    """The name of an uploaded file, without a path."""
    return PurePath(file.name or "file").name
