"""What a producer types about stock: a count, a batch, a loss."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import ProductFacts
from marketplace.kernel import clock
from marketplace.kernel.fields import refuse_controls
from marketplace.kernel.text import nfc

MOST = 100_000
# What is made by hand and not eaten has no best-before date.
KEEPS_FOR_EVER = ("TEXTILE", "HANDICRAFT", "ORNAMENTAL", "TOURISM")


class Pieces(forms.IntegerField):
    """How many, in whole pieces."""

    def __init__(self, **options):
        options.setdefault("min_value", 0)
        super().__init__(
            max_value=MOST,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "required": gettext_lazy("Write how many."),
                "invalid": gettext_lazy("Write a whole number, for example 12."),
            },
            **options,
        )


class Day(forms.DateField):
    """A day, from the phone's own calendar or typed as 31/12/2026."""

    def __init__(self, **options):
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
            error_messages={
                "required": gettext_lazy("Write the date, for example 31/12/2026."),
                "invalid": gettext_lazy("Write the date, for example 31/12/2026."),
            },
            **options,
        )


class OnceForm(forms.Form):
    """A form that works once, however often its button is pressed."""

    operation = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class RecountForm(OnceForm):
    """What was counted, and what the page said before."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    counted = Pieces(label=gettext_lazy("Counted"))


class BatchForm(OnceForm):
    """A new batch of one product."""

    quantity = Pieces(label=gettext_lazy("How many pieces"), min_value=1)
    best_before = Day(label=gettext_lazy("Best before"))
    made_on = Day(label=gettext_lazy("Made on"), required=False)
    lot = forms.CharField(
        label=gettext_lazy("Lot"),
        max_length=40,
        required=False,
        validators=[refuse_controls],
        help_text=gettext_lazy("As printed on the package. Leave it empty and we number it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args, facts: ProductFacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["best_before"].required = facts.group.identifier not in KEEPS_FOR_EVER

    def clean_lot(self):
        return nfc(self.cleaned_data["lot"])

    def clean_made_on(self):
        made_on = self.cleaned_data["made_on"]
        if made_on and made_on > clock.today():
            raise forms.ValidationError(_("The day it was made cannot lie ahead."), "ahead")
        return made_on

    def clean(self):
        asked = self.cleaned_data
        best_before, made_on = asked.get("best_before"), asked.get("made_on")
        if best_before and best_before < clock.today():
            self.add_error("best_before", _("This day is past: these goods can no longer be sold."))
        elif best_before and made_on and best_before < made_on:
            self.add_error(
                "best_before", _("The best-before date comes after the day it was made.")
            )
        return asked


class WriteOffForm(OnceForm):
    """Goods that are gone, and why."""

    REASONS = (
        ("expired", gettext_lazy("Past the best-before date")),
        ("damaged", gettext_lazy("Broken or spoilt")),
        ("own_use", gettext_lazy("Tasting, gift or own use")),
        ("lost", gettext_lazy("Missing")),
    )
    quantity = Pieces(label=gettext_lazy("How many are gone"), min_value=1)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
