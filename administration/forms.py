"""Owns the form of an administration page: it carries what it showed, so that nobody overwrites unseen."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from plans.actions.row_edits import check_removable
from plans.actions.row_writes import RowEdit
from plans.display import digits, said
from workflow.transitions import Refusal


class KeptForm(forms.ModelForm[Any]):
    """Beside every field stands hidden what it showed. A field that somebody else changed since is refused with both
    contents, once: who saves again has seen what is stored.

    What is not in the data (a script sends none of the hidden fields) is compared with what is stored.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self._meta_names():
            is_shown = not self.is_bound or self.add_initial_prefix(name) in self.data
            self.fields[name].show_hidden_initial = is_shown

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is not None:
            for name in self.typed_names():
                if self.fields[name].has_changed(self.initial.get(name), self._seen(name)):
                    self._refuse(name)
        return cleaned

    def typed_names(self) -> list[str]:
        """The columns a person changed."""
        return [name for name in self.changed_data if name in self._meta_names()]

    def as_edit(self) -> RowEdit:
        """What is to be written: the columns that were changed here, beside what was seen of them."""
        names = [name for name in self.typed_names() if name in self.cleaned_data]
        columns = {name: self.cleaned_data[name] for name in names}
        seen = {name: self.fields[name].to_python(self._seen(name)) for name in names} if self.instance.pk else {}
        return RowEdit(self.instance, columns, seen)

    def _meta_names(self) -> list[str]:
        own = {field.name for field in self.instance._meta.get_fields()}
        return [name for name, field in self.fields.items() if name in own and not _is_fixed(field)]

    def _seen(self, name: str) -> Any:
        """What the page had shown in a field, as the browser sends it."""
        field = self.fields[name]
        if not field.show_hidden_initial:
            return field.prepare_value(self.initial.get(name))
        return field.hidden_widget().value_from_datadict(self.data, self.files, self[name].html_initial_name)

    def _refuse(self, name: str) -> None:
        """Says what is stored now, and takes it as seen."""
        stored = self.initial.get(name)
        sentence = _(
            "Somebody changed this meanwhile: “%(stored)s” is stored now. What you typed still stands here; save again "
            "to put it in its place."
        )
        self.add_error(name, ValidationError(sentence % {"stored": self._shown(name, stored)}, code="stale"))
        if self.fields[name].show_hidden_initial:
            shown = self.fields[name].prepare_value(stored)
            contents = shown if isinstance(shown, list) else [shown]
            data = QueryDict(mutable=True)
            data.update(self.data)
            data.setlist(self[name].html_initial_name, ["" if each is None else str(each) for each in contents])
            self.data = data

    def _shown(self, name: str, content: Any) -> str:
        """A stored content as its field would show it."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            keys = content if isinstance(content, list) else [content]
            return ", ".join(
                str(each) for each in field.queryset.filter(pk__in=[getattr(k, "pk", k) for k in keys if k])
            )
        if isinstance(field, forms.BooleanField):
            return _("yes") if content else _("no")
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(content, content))  # type: ignore[arg-type]
        return digits(field.prepare_value(content) or "")


def _is_fixed(field: forms.Field) -> bool:
    """Whether a field only says what the row is: its key, the row it hangs on, or a word on its password."""
    return field.disabled or field.widget.is_hidden or isinstance(field, forms.models.InlineForeignKeyField)


class KeptFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """Rows under a row; one that holds what an office reported is not taken away."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The headings of the table name the fields to who sees them; each is named to who does not."""
        super().add_fields(form, index)
        row = f", {form.instance}" if form.instance.pk else ""
        for field in (each for each in form.fields.values() if each.label):
            field.widget.attrs.setdefault("aria-label", digits(f"{field.label}{row}"))

    def clean(self) -> None:
        super().clean()
        for form in getattr(self, "deleted_forms", []):
            if form.instance.pk is not None:
                self._check_removable(form.instance)

    def _construct_form(self, i: int, **options: Any) -> forms.ModelForm[Any]:
        """A row knows the row above as its page was filled in: a target is read in the unit chosen there."""
        form: forms.ModelForm[Any] = super()._construct_form(i, **options)  # type: ignore[misc]
        setattr(form.instance, self.fk.name, self.instance)
        return form

    def _check_removable(self, row: models.Model) -> None:
        try:
            check_removable(row)
        except Refusal as refusal:
            raise ValidationError(format_html("{}: {}", str(row), said(refusal.sentence))) from refusal

    def edits(self) -> Iterator[RowEdit]:
        """What is to be written of the rows; call after ``is_valid``."""
        self.save(commit=False)
        yield from (RowEdit(row, is_removed=True) for row in self.deleted_objects if row.pk is not None)
        added, changed = list(self.new_objects), [row for row, _ in self.changed_objects]
        for form in self.forms:
            if isinstance(form, KeptForm) and (form.instance in added or form.instance in changed):
                yield form.as_edit()
