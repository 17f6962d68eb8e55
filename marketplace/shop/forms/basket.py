"""What a buyer changes in a basket: what to add, how many, which voucher."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .words import Words

MOST_OF_ONE = 500


class AddForm(forms.Form):
    """One product and how many of it; the sentences are shown as messages."""

    product = forms.IntegerField(min_value=1, max_value=2**31)
    quantity = forms.IntegerField(
        min_value=1,
        max_value=MOST_OF_ONE,
        required=False,
        error_messages={
            "invalid": _("Enter a whole number."),
            "min_value": _("Enter a number of at least %(limit_value)d."),
            "max_value": _("For more than %(limit_value)d of a product please call us."),
        },
    )


class QuantitiesForm(forms.Form):
    """How many of each line; 0 takes it out. Fields are called `quantity-<line id>`."""

    def __init__(self, data=None, *, quantities: dict[int, int]):
        super().__init__(data)
        for line_id, quantity in quantities.items():
            self.fields[f"quantity-{line_id}"] = forms.IntegerField(
                min_value=0,
                max_value=MOST_OF_ONE,
                initial=quantity,
                error_messages={
                    "required": _("Enter how many, or 0 to take it out."),
                    "invalid": _("Enter a whole number."),
                    "min_value": _("Enter how many, or 0 to take it out."),
                    "max_value": _("For more than %(limit_value)d of a product please call us."),
                },
            )

    def changes(self) -> dict[int, int]:
        """The quantity of each line, by line id; of a valid form."""
        return {int(name.split("-")[1]): quantity for name, quantity in self.cleaned_data.items()}


class VoucherForm(forms.Form):
    code = Words(
        label=_("Voucher code"),
        max_length=64,
        error_messages={"required": _("Enter the code of the voucher.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
