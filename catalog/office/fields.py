"""A day, as the forms of the register ask for it."""

from django import forms


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)
