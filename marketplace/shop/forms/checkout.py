"""What a buyer tells to have goods sent: five fields, and three that may stay empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import AdminUnit
from marketplace.shop.models import Consent, OrderDetails

from .words import Phone, Words


class CheckoutForm(forms.Form):
    """Where the goods go, how they are paid, and what the buyer agrees to.

    `communes` are those of the province that was chosen with the basket, `methods` the codes of
    the payment methods that this basket allows, `needs` the consents beside the terms.
    """

    full_name = Words(
        label=_("Full name of the person who receives it"),
        max_length=120,
        error_messages={"required": _("Enter the full name of the person who receives the goods.")},
        widget=forms.TextInput({"autocomplete": "name", "enterkeyhint": "next"}),
    )
    phone = Phone(
        label=_("Mobile number"),
        help_text=_("So that the carrier can call before delivering."),
        error_messages={"required": _("Enter a mobile number the carrier can call.")},
        widget=forms.TextInput(
            {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "enterkeyhint": "next"}
        ),
    )
    commune = forms.TypedChoiceField(
        label=_("Commune or ward"),
        error_messages={
            "required": _("Choose the commune or ward of the address."),
            "invalid_choice": _("This commune is not in the province you chose. Choose again."),
        },
        widget=forms.Select({"autocomplete": "address-level2"}),
    )
    street = Words(
        label=_("House number and street, or hamlet"),
        max_length=200,
        help_text=_("For example: 40/1 Trần Thị Nhượng, khóm 2"),
        error_messages={"required": _("Enter the house number and street, or the hamlet.")},
        widget=forms.TextInput({"autocomplete": "address-line1", "enterkeyhint": "next"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Only to send you news of this order. Without it we send text messages."),
        error_messages={
            "invalid": _("Enter an e-mail address like ten@example.com, or leave it empty."),
            "max_length": _("This e-mail address is too long."),
        },
        widget=forms.EmailInput(
            {"autocomplete": "email", "inputmode": "email", "enterkeyhint": "next"}
        ),
    )
    note = Words(
        label=_("Note for the sender"),
        required=False,
        max_length=500,
        lines=True,
        too_long=_("This note is too long. Please use at most %(limit_value)d characters."),
        widget=forms.Textarea({"rows": 2}),
    )
    method = forms.ChoiceField(
        label=_("How you pay"),
        error_messages={
            "required": _("Choose how you pay."),
            "invalid_choice": _("This order cannot be paid that way. Choose another one."),
        },
        widget=forms.RadioSelect,
    )
    old_name = Words(required=False, max_length=80)
    age = forms.BooleanField(
        label=_("I am 18 years old or older"),
        error_messages={
            "required": _("The basket holds alcohol: only who is 18 or older may order it.")
        },
    )
    lower_star = forms.BooleanField(
        label=_("I have seen that a product has fewer stars than before, and I order it"),
        error_messages={"required": _("Confirm that you have seen the lower star, or remove it.")},
    )
    terms = forms.BooleanField(
        label=_("I agree to the terms of sale"),
        error_messages={"required": _("To order, please agree to the terms of sale.")},
    )

    DELIVERY = ("full_name", "phone", "commune", "street", "email", "note")
    CONSENTS = (Consent.Purpose.AGE, Consent.Purpose.LOWER_STAR, Consent.Purpose.TERMS)

    def __init__(self, data=None, *, communes, methods, needs=(), **options):
        super().__init__(data, **options)
        self.communes = {str(commune.pk): commune for commune in communes}
        choices = [(pk, name_first(commune)) for pk, commune in self.communes.items()]
        self.fields["commune"].choices = [("", _("Choose …")), *choices]
        self.fields["commune"].coerce = self.communes.get
        self.fields["method"].choices = [
            (code, label) for code, label in OrderDetails.Method.choices if code in methods
        ]
        for purpose in {Consent.Purpose.AGE, Consent.Purpose.LOWER_STAR} - set(needs):
            del self.fields[purpose.value]

    def delivery(self):
        """The bound fields of the address, in the order in which they are asked."""
        return [self[name] for name in self.DELIVERY]

    def agreements(self):
        """The bound boxes that have to be ticked."""
        return [self[purpose.value] for purpose in self.CONSENTS if purpose.value in self.fields]

    def consents(self) -> set[str]:
        """What the buyer agreed to; of a valid form."""
        return {purpose.value for purpose in self.CONSENTS if self.cleaned_data.get(purpose.value)}


def name_first(commune: AdminUnit) -> str:
    """ "Long Xuyên (phường)": typing the first letters finds it in a list."""
    return f"{commune.name} ({commune.kind})"
