"""What an officer reads in the bank statement."""

import datetime
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.kernel import clock
from marketplace.kernel.form_fields import DongFormField

from .words import Words

# Older statements were settled long ago; a typing slip in the year is caught.
OLDEST = datetime.timedelta(days=120)


class TransferForm(forms.Form):
    """One line of the statement. `operation` names this very page, so a double click is one."""

    amount = DongFormField(label=_("Amount received, dong"))
    received_on = forms.DateField(
        label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    bank_reference = Words(label=_("Reference of the bank"), max_length=60, required=False)
    operation = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def for_attempt(cls, missing: int):
        """Filled in with what is still missing, today."""
        return cls(
            initial={
                "amount": f"{missing:,}".replace(",", "."),
                "received_on": clock.today(),
                "operation": uuid.uuid4(),
            }
        )

    def clean_amount(self):
        if not self.cleaned_data["amount"]:
            raise forms.ValidationError(_("Nothing received is nothing to record."), "zero")
        return self.cleaned_data["amount"]

    def clean_received_on(self):
        day, today = self.cleaned_data["received_on"], clock.today()
        if not today - OLDEST <= day <= today:
            raise forms.ValidationError(
                _("The day lies in the future or too far back. Please check it."), "day"
            )
        return day


class RefundForm(forms.Form):
    """The bank's reference of the money that went back."""

    bank_reference = Words(label=_("Reference of the bank"), max_length=60, required=False)
