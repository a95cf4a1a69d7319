"""Owns what the pages of notices accept: which to show, and how somebody wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.models import NoticeChoice, NoticeKind


class NoticeFilter(forms.Form):
    """Which notices to show; a choice no page offers chooses nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *NoticeKind.choices])
    unread = forms.BooleanField(label=_("Unread only"), required=False)


class NoticeChoiceForm(forms.ModelForm[NoticeChoice]):
    """How and in which language somebody is mailed."""

    class Meta:
        model = NoticeChoice
        fields = ("rhythm", "language")
        widgets = {"rhythm": forms.RadioSelect, "language": forms.RadioSelect}
