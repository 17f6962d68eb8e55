"""What a producer types on a phone: few fields, big ones, most of them filled in."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.kernel.form_fields import DongFormField
from marketplace.shop import desk
from marketplace.shop.models import FulfilmentItem

from .words import Words


class DeclineForm(forms.Form):
    """Which goods cannot be sent, and why. The reason is shown to the buyer."""

    REASONS = (
        ("sold_out", gettext_lazy("The goods are sold out")),
        ("quality", gettext_lazy("The goods are not good enough to send")),
        ("distance", gettext_lazy("I cannot send to this place")),
        ("other", gettext_lazy("Another reason")),
    )
    goods = forms.MultipleChoiceField(
        label=gettext_lazy("What can you not send?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one product.")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
    words = Words(
        label=gettext_lazy("In your words, for the buyer"), max_length=150, required=False
    )

    def __init__(self, *args, parcel, **kwargs):
        super().__init__(*args, **kwargs)
        self._active = {str(item.pk): item for item in desk.active_items(parcel)}
        self.fields["goods"].choices = [(pk, str(item)) for pk, item in self._active.items()]
        self.fields["goods"].initial = list(self._active)

    def clean(self):
        asked = self.cleaned_data
        if asked.get("reason") == "other" and not asked.get("words"):
            self.add_error("words", _("Tell the buyer the reason in a few words."))
        return asked

    def items(self) -> list[FulfilmentItem] | None:
        """The goods that are declined; None when all are, which declines the parcel."""
        chosen = self.cleaned_data["goods"]
        return None if len(chosen) == len(self._active) else [self._active[pk] for pk in chosen]

    def because(self) -> str:
        """The reason in the active language, with the producer's own words behind it."""
        reason, words = self.cleaned_data["reason"], self.cleaned_data["words"]
        if reason == "other":
            return words
        said = str(dict(self.REASONS)[reason])
        return f"{said}. {words}" if words else said


class SendForm(forms.Form):
    """With whom the parcel left. Names of carriers are names; two ways are words."""

    CARRIERS = ("Viettel Post", "VNPost", "GHN", "GHTK", "J&T Express")
    WAYS = {"coach": gettext_lazy("Coach"), "self": gettext_lazy("Brought by the producer")}

    way = forms.ChoiceField(
        label=gettext_lazy("Sent with"),
        error_messages={"required": gettext_lazy("Choose with whom you send it.")},
    )
    number = Words(
        label=gettext_lazy("Tracking number"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("It stands on the carrier's receipt."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [
            ("", _("Choose …")),
            *((name, name) for name in self.CARRIERS),
            *self.WAYS.items(),
        ]
        self.fields["number"].widget.attrs.update(autocomplete="off", autocapitalize="characters")

    def clean(self):
        asked = self.cleaned_data
        if asked.get("way") in self.CARRIERS and not asked.get("number"):
            self.add_error("number", _("Write the tracking number from the carrier's receipt."))
        return asked

    def carrier(self) -> str:
        """The carrier as the buyer reads it, in the active language."""
        way = self.cleaned_data["way"]
        return str(self.WAYS.get(way, way))


class ReturnForm(forms.Form):
    """How many of each came back, and whether they can be sold again."""

    to_shelf = forms.TypedChoiceField(
        label=gettext_lazy("Can these goods be sold again?"),
        choices=(
            ("yes", gettext_lazy("Yes, put them back into my stock")),
            ("no", gettext_lazy("No, they are spoilt or damaged")),
        ),
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether they can be sold again.")},
    )

    def __init__(self, *args, parcel, **kwargs):
        super().__init__(*args, **kwargs)
        self._items = desk.active_items(parcel)
        ending = self.fields.pop("to_shelf")
        for item in self._items:
            self.fields[f"item_{item.pk}"] = forms.IntegerField(
                label=item.title,
                help_text=_("Sent: %s") % item.quantity,
                initial=item.quantity,
                min_value=0,
                max_value=item.quantity,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.fields["to_shelf"] = ending

    def quantities(self) -> dict:
        """What came back, by the id of the item."""
        return {item.pk: self.cleaned_data[f"item_{item.pk}"] for item in self._items}


class CashForm(forms.Form):
    """How much of the buyer's money arrived."""

    amount = DongFormField(label=gettext_lazy("Money received"))

    def __init__(self, *args, due: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = f"{due:,}".replace(",", ".")


class PriceForm(forms.Form):
    """A new price. `seen` is the price that was on the screen, `meant` a second yes."""

    price = DongFormField(label=gettext_lazy("New price"))
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    meant = forms.BooleanField(required=False, widget=forms.HiddenInput)
