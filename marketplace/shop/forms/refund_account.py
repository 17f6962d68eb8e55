"""Where a buyer's money goes back to."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.shop.banks import BANKS

from .words import Words

OTHER = "other"


class RefundAccountForm(forms.Form):
    """Bank, number and holder; the bank from the list, or written."""

    bank = forms.ChoiceField(
        label=gettext_lazy("Bank"),
        error_messages={"required": gettext_lazy("Choose the bank.")},
    )
    bank_name = Words(label=gettext_lazy("Name of another bank"), max_length=80, required=False)
    number = Words(
        label=gettext_lazy("Account number"),
        max_length=30,
        error_messages={"required": gettext_lazy("Enter the account number.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    holder = Words(
        label=gettext_lazy("Account holder"),
        max_length=120,
        help_text=gettext_lazy("As the bank writes it, for example NGUYEN THI HANH."),
        error_messages={"required": gettext_lazy("Enter the name of the account holder.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bank"].choices = [
            ("", _("Choose …")),
            *((name, name) for name in sorted(BANKS.values(), key=str.casefold)),
            (OTHER, _("Another bank …")),
        ]

    def clean_number(self):
        number = re.sub(r"[ .-]", "", self.cleaned_data["number"])
        if not re.fullmatch(r"[A-Za-z0-9]{4,19}", number):
            raise forms.ValidationError(
                _("An account number has 4 to 19 digits or letters."), "number"
            )
        return number

    def clean(self):
        asked = self.cleaned_data
        if asked.get("bank") == OTHER and not asked.get("bank_name"):
            self.add_error("bank_name", _("Please write the name of the bank."))
        return asked

    def account(self) -> dict:
        """bank_name, number and holder, of a valid form."""
        asked = self.cleaned_data
        name = asked["bank_name"] if asked["bank"] == OTHER else asked["bank"]
        return {"bank_name": name, "number": asked["number"], "holder": asked["holder"]}
