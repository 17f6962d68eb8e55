"""What the operator sets: who runs the shop, the account, shipping prices, texts, limits, VAT."""

import datetime
import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import Operator
from marketplace.kernel import clock, phone
from marketplace.kernel.form_fields import DongFormField
from marketplace.shop.banks import BANKS
from marketplace.shop.legal import SAMPLE
from marketplace.shop.models import OperatorAccount, ShippingBand, VatRate

from .words import Words

OTHER = "other"
ROWS = 10
HEAVIEST = 1_000_000


def day_field(**options) -> forms.DateField:
    options.setdefault("label", gettext_lazy("Valid from"))
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
    )


class AsOfForm(forms.Form):
    """For which day a page shows what holds."""

    day = day_field(label=gettext_lazy("What holds on"), required=False)


class OperatorForm(forms.Form):
    """Who runs the marketplace: what the law wants to be read at the foot of every page."""

    shop_name = Words(label=gettext_lazy("Name of the shop"), max_length=60)
    platform_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of platform"), choices=Operator.PlatformKind.choices
    )
    legal_name = Words(label=gettext_lazy("Legal name of the operator"), max_length=200)
    tax_code = Words(
        label=gettext_lazy("Tax code"),
        max_length=14,
        help_text=gettext_lazy("10 digits, or 10 digits, a hyphen and 3 digits for a branch."),
    )
    address = Words(label=gettext_lazy("Address"), max_length=200)
    phone = Words(label=gettext_lazy("Telephone"), max_length=30)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    registration = Words(
        label=gettext_lazy("Registration number at the Ministry of Industry and Trade"),
        max_length=120,
        required=False,
    )
    complaints = Words(
        label=gettext_lazy("Complaint desk: who answers, where and by when"), max_length=300
    )
    complaints_en = Words(
        label=gettext_lazy("Complaint desk, in English"), max_length=300, required=False
    )

    def clean_tax_code(self):
        code = self.cleaned_data["tax_code"].replace(" ", "")
        if not re.fullmatch(r"[0-9]{10}(-?[0-9]{3})?", code):
            raise forms.ValidationError(
                _("A tax code has 10 digits, and 3 more after a hyphen for a branch."), "tax_code"
            )
        return code if len(code) != 13 else f"{code[:10]}-{code[10:]}"

    def clean_phone(self):
        """Landlines and 1900 numbers too: this is a desk, not a person."""
        try:
            return phone.parse_any(self.cleaned_data["phone"])
        except phone.NotANumber as error:
            raise forms.ValidationError(
                _("Enter a Vietnamese telephone number, for example 0296 3 123 456."), "phone"
            ) from error


class AccountForm(forms.Form):
    """The bank account to which buyers transfer, all of it or nothing."""

    bank = forms.ChoiceField(label=gettext_lazy("Bank"), required=False)
    bin = Words(
        label=gettext_lazy("Six digits of another bank (BIN)"),
        max_length=6,
        required=False,
        help_text=gettext_lazy("Only when the bank is not in the list. The bank tells it to you."),
    )
    bank_name = Words(label=gettext_lazy("Name of another bank"), max_length=80, required=False)
    number = Words(label=gettext_lazy("Account number"), max_length=30, required=False)
    holder = Words(label=gettext_lazy("Account holder"), max_length=120, required=False)
    valid_from = day_field(
        required=False,
        help_text=gettext_lazy(
            "The account before it ends the day before; "
            "from then on waiting orders show the new one."
        ),
    )

    def __init__(self, *args, account: OperatorAccount | None = None, **kwargs):
        super().__init__(*args, initial=_of(account), **kwargs)
        self.fields["bank"].choices = [
            ("", _("No account: transfer is not offered")),
            *((code, f"{name} ({code})") for code, name in BANKS.items()),
            (OTHER, _("Another bank …")),
        ]

    def has_changed(self):
        """A day alone is no account."""
        return bool({"bank", "bin", "bank_name", "number", "holder"} & set(self.changed_data))

    def clean_number(self):
        number = re.sub(r"[ .-]", "", self.cleaned_data["number"])
        if number and not re.fullmatch(r"[A-Za-z0-9]{1,19}", number):
            raise forms.ValidationError(
                _("An account number has at most 19 digits or letters."), "number"
            )
        return number

    def clean(self):
        asked = self.cleaned_data
        for name in ("bank", "number", "holder", "valid_from"):
            if name not in self.errors and not asked.get(name):
                self.add_error(name, _("Please fill this in: an account needs all of it."))
        if asked.get("bank") != OTHER:
            return asked | {"bank_name": BANKS.get(asked.get("bank"), "")}
        if not re.fullmatch(r"[0-9]{6}", asked.get("bin") or ""):
            self.add_error("bin", _("A BIN has six digits, for example 970405."))
        if not asked.get("bank_name"):
            self.add_error("bank_name", _("Please write the name of the bank."))
        return asked | {"bank": asked.get("bin")}

    def account(self) -> dict:
        names = ("bank", "bank_name", "number", "holder", "valid_from")
        return {name: self.cleaned_data[name] for name in names}


def _of(account: OperatorAccount | None) -> dict:
    if not account:
        return {"valid_from": clock.today()}
    listed = account.bank in BANKS
    return {
        "bank": account.bank if listed else OTHER,
        "bin": "" if listed else account.bank,
        "bank_name": "" if listed else account.bank_name,
        "number": account.number,
        "holder": account.holder,
        "valid_from": clock.today() + datetime.timedelta(days=1),
    }


class _Price(DongFormField):
    """A cell of the table; None when it is empty."""

    def clean(self, value):
        return super().clean(value) if (value or "").strip() else None


class _Grams(_Price):
    """A weight as people write it, "1.000" too."""

    def __init__(self, **options):
        super().__init__(**options)
        self.wrong = gettext_lazy("Write whole grams, for example 1.000.")

    def clean(self, value):
        grams = super().clean(value)
        if grams is not None and not 0 < grams <= HEAVIEST:
            raise forms.ValidationError(self.wrong, "grams")
        return grams


class BandsForm(forms.Form):
    """The whole table of shipping prices: a row per weight, a column per zone."""

    valid_from = day_field()

    def __init__(self, *args, prices=None, **kwargs):
        super().__init__(*args, initial=_cells(prices or {}), **kwargs)
        for number in range(ROWS):
            row = {f"up_to_{number}": _Grams(label=_("Up to, grams"), required=False)}
            for zone in ShippingBand.Zone:
                row[f"{zone}_{number}"] = _Price(label=zone.label, required=False)
            for field in row.values():
                field.widget.attrs["aria-label"] = f"{field.label}, {number + 1}"
            self.fields |= row

    def rows(self):
        """The cells row by row, for drawing."""
        for number in range(ROWS):
            yield [self[f"up_to_{number}"], *(self[f"{zone}_{number}"] for zone in zones())]

    def clean(self):
        self.prices = {zone: [] for zone in zones()}
        seen = set()
        for number in range(ROWS):
            names = [f"up_to_{number}", *(f"{zone}_{number}" for zone in zones())]
            cells = {name: self.cleaned_data.get(name) for name in names}
            if set(cells.values()) == {None}:
                continue
            for name in names:
                if cells[name] is None and name not in self.errors:
                    self.add_error(name, _("Fill in the whole row, or empty it."))
            up_to, *prices = cells.values()
            if up_to in seen:
                self.add_error(names[0], _("This weight stands in the table already."))
            seen.add(up_to)
            for zone, price in zip(zones(), prices, strict=True):
                self.prices[zone].append((up_to, price))
        if not self.errors:
            self._look_over()
        return self.cleaned_data

    def _look_over(self):
        for zone, rows in self.prices.items():
            rows.sort()
            for (_lighter, less), (heavier, more) in zip(rows, rows[1:], strict=False):
                if more < less:
                    told = _("%(zone)s: a parcel of %(weight)s g costs less than a lighter one.")
                    label = ShippingBand.Zone(zone).label
                    self.add_error(None, told % {"zone": label, "weight": heavier})
        if not any(self.prices.values()):
            self.add_error(None, _("A table without a row would stop every order."))


def zones() -> list[str]:
    return ShippingBand.Zone.values


def _cells(prices: dict) -> dict:
    cells = {"valid_from": clock.today() + datetime.timedelta(days=1)}
    weights = sorted({up_to for rows in prices.values() for up_to, _price in rows})
    for number, up_to in enumerate(weights[:ROWS]):
        cells[f"up_to_{number}"] = _grouped(up_to)
        for zone, rows in prices.items():
            price = dict(rows).get(up_to)
            cells[f"{zone}_{number}"] = "" if price is None else _grouped(price)
    return cells


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


class TextForm(forms.Form):
    """A new version of a legal text."""

    valid_from = day_field(
        help_text=gettext_lazy("Orders placed before keep the version they agreed to.")
    )
    body_vi = Words(
        label=gettext_lazy("Text in Vietnamese"),
        lines=True,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 24}),
    )
    body_en = Words(
        label=gettext_lazy("Text in English"),
        lines=True,
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=gettext_lazy("May stay empty: the Vietnamese is shown then."),
    )

    def clean_body_vi(self):
        """Our samples say in their first line that nobody has looked at them."""
        if self.cleaned_data["body_vi"].lstrip().startswith(SAMPLE):
            raise forms.ValidationError(
                _("Have the text looked at, then take out its first line, “%s …”.") % SAMPLE,
                "sample",
            )
        return self.cleaned_data["body_vi"]


class LimitsForm(forms.Form):
    """How much may stay unpaid, from a day on."""

    valid_from = day_field()
    cash_ceiling = DongFormField(label=gettext_lazy("Highest total of a cash order, dong"))
    open_orders_per_phone = forms.IntegerField(
        label=gettext_lazy("Unpaid orders of one telephone"), min_value=1, max_value=100
    )
    open_orders_per_address = forms.IntegerField(
        label=gettext_lazy("Unpaid orders of one address"), min_value=1, max_value=100
    )
    transfer_hours = forms.IntegerField(
        label=gettext_lazy("Hours to pay by transfer"), min_value=1, max_value=720
    )


class VatForm(forms.Form):
    """A rate of VAT, from a day on."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of goods"), choices=VatRate.Kind.choices)
    percent = forms.IntegerField(label=gettext_lazy("Percent"), min_value=0, max_value=100)
    instrument = Words(label=gettext_lazy("By which law or decree"), max_length=120)
    valid_from = day_field()
