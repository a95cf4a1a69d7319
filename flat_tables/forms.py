"""Owns the forms of flat tables: a file to look at, the yes to it, and the format to export."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm

from sheets.formats.recognising import is_zip


class TableUploadForm(ImportForm):
    """A file; which format it has is seen by its bytes, whatever its name."""

    import_file = forms.FileField(
        label=_("Excel (.xlsx) or CSV file"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )

    def __init__(self, formats: Any, resources: Any, **options: Any) -> None:
        super().__init__(formats, resources, **options)
        self.fields["format"].required = False
        self.fields["format"].widget = forms.HiddenInput()

    @property
    def media(self) -> forms.Media:
        return forms.Media()  # the library's scripts guess the format from the name

    def clean_import_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["import_file"]
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 50 megabytes."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if file := cleaned.get("import_file"):
            cleaned["format"] = "0" if is_zip(file.read(4)) else "1"  # as flat_tables.formats.FORMATS lists them
            file.seek(0)
        return cleaned


class YesForm(ConfirmImportForm):
    """The yes to what was shown: ``fingerprint`` says what that was."""

    fingerprint = forms.CharField(widget=forms.HiddenInput())


class FormatForm(ExportForm):
    """The format of an export."""

    def __init__(self, formats: Any, resources: Any, **options: Any) -> None:
        super().__init__(formats, resources, **options)
        names = {"xlsx": _("Excel (.xlsx)"), "csv": _("CSV")}
        self.fields["format"].choices = [(str(i), names[each().get_title()]) for i, each in enumerate(formats)]
        self.fields["format"].initial = "0"
