"""A discount as an officer writes it."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from oscar.apps.catalogue.models import Product

from catalog.models import Producer
from marketplace.kernel import clock
from marketplace.kernel.form_fields import DongFormField, WholeField
from marketplace.kernel.text import slug
from marketplace.shop.discounts import Discount
from marketplace.shop.models import OfferTerms

from .house_rules import day_field
from .words import Words

Scope, Payer = OfferTerms.Scope, OfferTerms.Payer
MOST_PRODUCTS = 200


class DiscountForm(forms.Form):
    """With a code it is a voucher; without one everybody has it."""

    name = Words(
        label=gettext_lazy("Name; the buyer reads it"),
        max_length=100,
        error_messages={"required": gettext_lazy("Write what the discount is called.")},
    )
    code = Words(
        label=gettext_lazy("Voucher code"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Empty: everybody gets it without a code."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    percent = WholeField(label=gettext_lazy("Percent off"), required=False, lowest=1, highest=100)
    dong = DongFormField(label=gettext_lazy("Or dong off"), required=False, lowest=1_000)
    scope = forms.ChoiceField(label=gettext_lazy("Which goods"), choices=Scope.choices)
    producer = forms.ModelChoiceField(
        Producer.objects.none(),
        label=pgettext_lazy("of a certificate", "Producer"),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    products = Words(
        label=gettext_lazy("Products, one in a line"),
        lines=True,
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The name or the code of each, for “some products” only."),
    )
    minimum = DongFormField(
        label=gettext_lazy("These goods cost at least"), required=False, initial=0
    )
    payer = forms.ChoiceField(label=gettext_lazy("Who pays for it"), choices=Payer.choices)
    first_day = day_field(label=gettext_lazy("First day"))
    last_day = day_field(label=gettext_lazy("Last day"))
    max_uses = WholeField(
        label=gettext_lazy("Orders in all, at most"), required=False, lowest=1, highest=1_000_000
    )
    max_uses_per_phone = WholeField(
        label=gettext_lazy("Orders of one telephone, at most"),
        required=False,
        lowest=1,
        highest=1_000,
        help_text=gettext_lazy("For vouchers only."),
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"first_day": clock.today(), "minimum": 0})
        super().__init__(*args, **kwargs)
        self.fields["producer"].queryset = Producer.objects.order_by("slug")

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].replace(" ", "").upper()
        if code and not re.fullmatch(r"[A-Z0-9-]{4,30}", code):
            raise forms.ValidationError(
                _("A code has 4 to 30 letters without marks, digits or hyphens."), "code"
            )
        return code

    def clean_products(self) -> tuple[int, ...]:
        """The ids of the products that are named; a name that is not one product is refused."""
        lines = [line.strip() for line in self.cleaned_data["products"].splitlines()]
        wanted = [line for line in lines if line][: MOST_PRODUCTS + 1]
        if len(wanted) > MOST_PRODUCTS:
            raise forms.ValidationError(_("At most %s products fit here.") % MOST_PRODUCTS, "many")
        found = _named(wanted)
        for line in wanted:
            if len(found[line]) != 1:
                told = _("“%s” is several products; write the code.")
                none = _("“%s” is no product.")
                raise forms.ValidationError((told if found[line] else none) % line, "product")
        return tuple(pk for line in wanted for pk in found[line])

    def clean(self):
        asked = self.cleaned_data
        self._one_amount(asked)
        self._one_scope(asked)
        first, last = asked.get("first_day"), asked.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        if asked.get("max_uses_per_phone") and not asked.get("code"):
            self.add_error("max_uses_per_phone", _("Only a voucher can count telephones."))
        if asked.get("payer") == Payer.PRODUCER and not asked.get("producer"):
            self.add_error("payer", _("Choose the producer who pays for it."))
        return asked

    def _one_amount(self, asked) -> None:
        if {"percent", "dong"} & set(self.errors):
            return
        if bool(asked.get("percent")) == bool(asked.get("dong")):
            self.add_error("percent", _("Write percent or dong, one of them."))

    def _one_scope(self, asked) -> None:
        scope = asked.get("scope")
        if scope == Scope.PRODUCER and not asked.get("producer"):
            self.add_error("producer", _("Choose the producer."))
        if scope == Scope.PRODUCTS and not asked.get("products") and "products" not in self.errors:
            self.add_error("products", _("Name at least one product."))
        if scope == Scope.ALL and asked.get("payer") == Payer.PRODUCER:
            self.add_error("scope", _("A producer pays for its own goods only."))
        if scope == Scope.PRODUCTS and asked.get("payer") == Payer.PRODUCER:
            self._own_goods(asked)

    def _own_goods(self, asked) -> None:
        maker, goods = asked.get("producer"), asked.get("products") or ()
        strange = Product.objects.filter(pk__in=goods).exclude(facts__producer=maker)
        if maker and (other := strange.first()):
            self.add_error("products", _("“%s” is another producer's.") % other.title)

    def discount(self) -> Discount:
        """What is wanted, of a valid form."""
        asked = dict(self.cleaned_data)
        asked["minimum"] = asked["minimum"] or 0
        if asked["scope"] != Scope.PRODUCTS:
            asked["products"] = ()
        return Discount(**asked)


def _named(lines: list[str]) -> dict[str, set[int]]:
    """Line -> the products with this name, without regard to marks, or this code. Two queries."""
    by_slug, by_code = {slug(line): line for line in lines}, {line.upper(): line for line in lines}
    found = {line: set() for line in lines}
    known = Product.objects.filter(facts__isnull=False)
    for pk, name in known.filter(slug__in=by_slug).values_list("pk", "slug"):
        found[by_slug[name]].add(pk)
    codes = known.filter(stockrecords__partner_sku__in=[*by_code, *lines])
    for pk, code in codes.values_list("pk", "stockrecords__partner_sku"):
        found[by_code[code.upper()]].add(pk)
    return found
