"""Owns what the pages of plans accept."""

from django import forms


class CellForm(forms.Form):
    """One cell as typed, the version it was typed over, and which value to keep after a conflict."""

    text = forms.CharField(required=False, strip=False, max_length=4000)
    version = forms.IntegerField(min_value=0)
    keep = forms.ChoiceField(choices=[("", ""), ("mine", "mine"), ("theirs", "theirs")], required=False)


class ReasonForm(forms.Form):
    """Why something is returned or assessed."""

    reason = forms.CharField(max_length=4000)
