"""What finds an order without an account: its code and the mobile number given with it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .words import Phone, Words


class LookupForm(forms.Form):
    code = Words(
        label=_("Order code"),
        max_length=40,
        help_text=_("You find it on the order page and in our messages."),
        error_messages={"required": _("Enter the order code.")},
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    phone = Phone(
        label=_("Mobile number"),
        help_text=_("The number you gave when you ordered."),
        error_messages={"required": _("Enter the mobile number you gave when you ordered.")},
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_code(self) -> str:
        return self.cleaned_data["code"].replace(" ", "").upper()
