"""What officers write down of producers and products, with what only a shop knows of them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.forms.producer import ProducerForm
from catalog.forms.product import ProductForm
from catalog.models import Producer
from catalog.registration import seen_of
from marketplace.kernel.form_fields import DongFormField
from marketplace.kernel.text import slug
from marketplace.shop.fresh_zones import zones_of
from marketplace.shop.models import ShippingBand
from marketplace.shop.pricing import HIGHEST


class _Seen(forms.Form):
    """Carries what was known when the form was opened."""

    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class MakerForm(_Seen, ProducerForm):
    """A producer, and how far it sends what does not keep."""

    fresh_zones = forms.MultipleChoiceField(
        label=_("Sends live and chilled goods"),
        choices=ShippingBand.Zone.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a tick such goods cannot be ordered; all other goods go everywhere."),
    )

    SHIPPING = ("fresh_zones",)

    def __init__(self, *args, producer: Producer | None = None, **options):
        if producer is not None:
            known = {"fresh_zones": zones_of(producer), "seen": seen_of(producer)}
            options["initial"] = known | (options.get("initial") or {})
        super().__init__(*args, producer=producer, **options)

    def clean(self):
        read = super().clean()
        if self.producer is None and not self.errors and (twin := self._twin(read)):
            self.add_error(
                "legal_name",
                forms.ValidationError(
                    _("“%(name)s” of this commune is entered already."),
                    "twin",
                    {"name": twin.legal_name},
                ),
            )
        return read

    def _twin(self, read) -> Producer | None:
        """A producer of the same name in the same commune: the form was sent twice, perhaps."""
        name = slug(read["legal_name"])
        near = Producer.objects.filter(place__commune=read["commune"])
        return next((maker for maker in near if slug(maker.legal_name) == name), None)

    def sections(self):
        """The place and the shipping stand behind the address, before the story."""
        who, reach, story = super().sections()
        shipping = (_("How far it sends"), [self[name] for name in self.SHIPPING])
        return [who, reach, shipping, story]


class GoodsForm(_Seen, ProductForm):
    """A product with its price; its producer is chosen once, when it is entered."""

    producer = forms.ModelChoiceField(
        Producer.objects.none(),
        label=pgettext_lazy("of a certificate", "Producer"),
        empty_label=_("Choose …"),
        error_messages={"required": _("Choose the producer.")},
    )
    price = DongFormField(
        label=_("Price, dong"),
        help_text=_("What the buyer pays for one, VAT inside. Empty: shown without a price."),
        lowest=1,
        highest=HIGHEST,
        wrong=_("Write whole dong above zero and below 1.000.000.000, for example 75.000."),
        required=False,
    )
    price_seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    price_meant = forms.BooleanField(
        label=_("Yes, this price is meant"), required=False, widget=forms.HiddenInput
    )

    SECTIONS = (
        (_("Whose it is"), ("producer",)),
        *ProductForm.SECTIONS[:2],
        (_("Price"), ("price", "price_meant")),
        *ProductForm.SECTIONS[2:],
    )

    def __init__(self, *args, product=None, price: int | None = None, **options):
        if product is not None:
            known = {"price": price, "price_seen": price, "seen": seen_of(product)}
            options["initial"] = known | (options.get("initial") or {})
        super().__init__(*args, product=product, **options)
        self.price = price
        if product is not None:
            del self.fields["producer"]
        else:
            makers = Producer.objects.filter(is_active=True).order_by("trade_name", "pk")
            self.fields["producer"].queryset = makers

    def clean_price(self):
        price = self.cleaned_data["price"]
        if price is None and self.price is not None:
            raise forms.ValidationError(
                _("A price can be changed, not taken away. To stop the sale, hide the product."),
                "gone",
            )
        return price

    def clean(self):
        read = super().clean()
        maker, title = read.get("producer"), read.get("title")
        if maker and title:
            twins = maker.products.filter(product__slug=slug(title)).select_related("product")
            if twins.exists():
                self.add_error(
                    "title",
                    _(
                        "This producer has a product of this name. Say what is different, such as "
                        "the size."
                    ),
                )
        return read

    def ask_whether_meant(self) -> None:
        """Show the box that says yes to a suspicious price."""
        self.fields["price_meant"].widget = forms.CheckboxInput()
        self.fields["price_meant"].widget.attrs["id"] = "id_price_meant"
