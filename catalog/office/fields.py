"""Form fields of the register: clean words and days."""

from django import forms

from marketplace.kernel.fields import refuse_controls
from marketplace.kernel.text import nfc


class Words(forms.CharField):
    """Text in NFC, without control characters."""

    default_validators = [refuse_controls]

    def to_python(self, value):
        return nfc(super().to_python(value))


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)
