"""What an officer types at the order desk: filters, reasons, other addresses."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.models import AdminUnit
from catalog.places import CURRENT
from marketplace.kernel.form_fields import DongFormField
from marketplace.kernel.templatetags.shop_format import phone as as_read
from marketplace.shop import desk, ordering
from marketplace.shop.models import FulfilmentItem, OrderDetails

from .words import Phone, Words

ORDER_STATES = {
    OrderDetails.State.AWAITING_PAYMENT: gettext_lazy("Waiting for the transfer"),
    OrderDetails.State.PLACED: gettext_lazy("In progress"),
    OrderDetails.State.COMPLETED: gettext_lazy("Complete"),
    OrderDetails.State.CANCELLED: gettext_lazy("Cancelled"),
}
PARCEL_STATES = {
    "waiting": gettext_lazy("Waiting for the transfer"),
    "new": gettext_lazy("Not confirmed yet"),
    "confirmed": gettext_lazy("Being packed"),
    "sent": gettext_lazy("On the way"),
    "delivered": gettext_lazy("Delivered"),
    "refused": gettext_lazy("Not taken, coming back"),
    "returned": gettext_lazy("Came back"),
    "declined": gettext_lazy("Declined by the producer"),
    "cancelled": gettext_lazy("Cancelled"),
}
METHODS = {
    OrderDetails.Method.COD: gettext_lazy("Cash on delivery"),
    OrderDetails.Method.TRANSFER: gettext_lazy("Bank transfer (VietQR)"),
}


def _day(label) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


def _choice(label, choices: dict) -> forms.ChoiceField:
    every = [("", gettext_lazy("All")), *choices.items()]
    return forms.ChoiceField(label=label, choices=every, required=False)


class OrderFilter(forms.Form):
    """Every field is optional; one that cannot be read is left out, and told."""

    q = Words(label=gettext_lazy("Code, telephone or name"), max_length=80, required=False)
    producer = Words(
        label=pgettext_lazy("of a certificate", "Producer"), max_length=120, required=False
    )
    state = _choice(gettext_lazy("Order"), ORDER_STATES)
    parcel = _choice(gettext_lazy("Parcel"), PARCEL_STATES)
    method = _choice(gettext_lazy("Paid by"), METHODS)
    since = _day(gettext_lazy("Placed from"))
    until = _day(gettext_lazy("Placed until"))

    @property
    def asked(self) -> dict:
        """What could be read of the filters."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class ActForm(forms.Form):
    """What every act carries: the state of the parcel that was on the screen."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class ReasonForm(ActForm):
    """Why; the buyer reads it."""

    because = Words(
        label=gettext_lazy("Reason; the buyer reads it"),
        max_length=150,
        error_messages={"required": gettext_lazy("Write the reason in a few words.")},
    )


class TakeOutForm(ReasonForm):
    """Which goods are taken out of the order, and why."""

    goods = forms.MultipleChoiceField(
        label=gettext_lazy("What is taken out"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one product.")},
    )
    field_order = ("goods", "because", "seen")

    def __init__(self, *args, parcel, **kwargs):
        super().__init__(*args, **kwargs)
        self._active = {str(item.pk): item for item in desk.active_items(parcel)}
        self.fields["goods"].choices = [(pk, str(item)) for pk, item in self._active.items()]

    def items(self) -> list[FulfilmentItem]:
        return [self._active[pk] for pk in self.cleaned_data["goods"]]


class CashInForm(ActForm):
    """How much of the buyer's money the carrier handed over."""

    amount = DongFormField(label=gettext_lazy("Money received"))


class RecipientForm(ReasonForm):
    """To whom and where an order goes, within its province."""

    full_name = Words(label=gettext_lazy("Full name"), max_length=120)
    phone = Phone(label=gettext_lazy("Mobile number"))
    commune = forms.ModelChoiceField(
        AdminUnit.objects.none(), label=gettext_lazy("Commune"), empty_label=None
    )
    street = Words(label=gettext_lazy("House number, street or hamlet"), max_length=200)
    note = Words(
        label=gettext_lazy("Note for the sender"),
        lines=True,
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = (*ordering.RECIPIENT, "because", "seen")

    def __init__(self, *args, details: OrderDetails, **kwargs):
        facts = {name: getattr(details, name) for name in ordering.RECIPIENT}
        facts["phone"] = as_read(details.phone)
        super().__init__(*args, initial=facts | {"seen": ordering.seen(details)}, **kwargs)
        self.fields["commune"].queryset = _communes_beside(details.commune)

    def recipient(self) -> dict:
        return {name: self.cleaned_data[name] for name in ordering.RECIPIENT}


def _communes_beside(commune: AdminUnit | None):
    """The communes of its province as it is today; all of them where nobody knows."""
    units = AdminUnit.objects.filter(vintage=CURRENT, level=AdminUnit.Level.COMMUNE)
    if commune and commune.parent_id:
        units = units.filter(parent=commune.parent_id)
    return units.select_related("parent").order_by("folded_name")
