"""What is known of a product, as a person writes it down.

`ProductForm(product=…)` shows a product and reads it back; `facts()` of a valid form are the
keyword arguments of catalog.registration.register_product and change_product.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.barcodes import validate_gtin
from catalog.models import Allergen, ProductFacts, ProductStatus
from marketplace.kernel.form_fields import WholeField, Words

from .kinds import KindField

HEAVIEST_G = 100_000
FULLEST = 1_000_000
OLDEST_DAYS = 3_660
LONGEST_TEXT = 5_000
FLAGS = (
    "is_alcohol",
    "is_health_food",
    "is_medicine",
    "is_service",
    "is_live",
    "needs_cold_chain",
)
# What a flag changes, said beside it.
_EFFECTS = {
    "is_alcohol": _("Buyers say that they are 18 or older and pay in advance; no cash."),
    "is_health_food": _("The page says that this food is not a medicine."),
    "is_medicine": _("Shown, but nobody can order it: only pharmacies sell medicine."),
    "is_service": _("Shown, but nobody can order it: a service cannot be sent."),
    "is_live": _("Sent only as far as the producer says it sends fresh goods."),
    "needs_cold_chain": _("Sent only as far as the producer says it sends fresh goods."),
}
_NOT_ASKED_HINT = _(
    "Tick nothing as long as the producer was not asked; the page then says that it is not known."
)


def _lines(label, **options) -> Words:
    """A text of several lines that may stay empty."""
    rows = options.pop("rows", 4)
    return Words(
        label=label,
        lines=True,
        required=False,
        max_length=options.pop("max_length", LONGEST_TEXT),
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


class AllergenField(forms.MultipleChoiceField):
    """Allergens as a list; None as long as nobody asked, and [] when there are none."""

    NONE = "none"

    def __init__(self, **options):
        choices = [
            (self.NONE, _("None of these: the producer was asked, there are none")),
            *Allergen.choices,
        ]
        super().__init__(
            choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **options
        )

    def prepare_value(self, value):
        return [self.NONE] if value == [] else value

    def bound_data(self, data, initial):
        """What was ticked; nothing ticked is no answer, and is shown again as none."""
        return data or None

    def clean(self, value):
        ticked = super().clean(value)
        if self.NONE in ticked and len(ticked) > 1:
            raise forms.ValidationError(
                _("Tick either the allergens, or that there are none."), "contradiction"
            )
        return [] if ticked == [self.NONE] else (ticked or None)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class ProductForm(forms.Form):
    """Every fact of a product but its price and its pictures."""

    title = Words(label=_("Name of the product"), max_length=160)
    title_en = Words(label=_("Name in English"), max_length=160, required=False)
    kind = KindField(label=_("Group and set"))
    status = forms.ChoiceField(
        label=_("Shown as"),
        choices=ProductStatus.choices,
        initial=ProductStatus.SPECIALITY,
        help_text=_(
            "While a certificate is valid the product stands with its stars. "
            "A hidden product is shown nowhere and cannot be ordered."
        ),
    )
    summary = Words(label=_("In one sentence"), max_length=200, required=False)
    summary_en = Words(label=_("In one sentence, in English"), max_length=200, required=False)
    description = _lines(pgettext_lazy("of a product", "Description"), rows=6)
    description_en = _lines(_("Description in English"), rows=6)
    net_content = WholeField(label=_("Net content"), lowest=1, highest=FULLEST, required=False)
    net_unit = forms.ChoiceField(
        label=_("Unit of the content"),
        choices=ProductFacts.Unit.choices,
        initial=ProductFacts.Unit.GRAM,
    )
    parcel_weight_g = WholeField(
        label=_("Weight with packaging, in grams"),
        help_text=_("Shipping is counted from it; without it the product cannot be ordered."),
        wrong=_("Write whole grams between 1 and 100.000, for example 1.200."),
        lowest=1,
        highest=HEAVIEST_G,
        required=False,
    )
    ingredients = _lines(_("Ingredients"), max_length=2_000, rows=3)
    ingredients_en = _lines(_("Ingredients in English"), max_length=2_000, rows=3)
    allergens = AllergenField(label=_("Allergens"), help_text=_NOT_ASKED_HINT)
    storage = Words(label=_("How to store it"), max_length=200, required=False)
    storage_en = Words(label=_("How to store it, in English"), max_length=200, required=False)
    shelf_life_days = WholeField(
        label=_("Shelf life, in days"), lowest=1, highest=OLDEST_DAYS, required=False
    )
    gtin = Words(
        label=_("Barcode (13 digits)"),
        max_length=40,
        required=False,
        help_text=_("The last digit is checked against the others. Leave it empty if none."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    is_alcohol = forms.BooleanField(label=_("Alcohol"), required=False)
    is_health_food = forms.BooleanField(label=_("Health food"), required=False)
    is_medicine = forms.BooleanField(label=_("Medicine"), required=False)
    is_service = forms.BooleanField(label=_("A service, such as a tour or a stay"), required=False)
    is_live = forms.BooleanField(label=_("Live animals or plants"), required=False)
    needs_cold_chain = forms.BooleanField(label=_("Kept cold on the way"), required=False)

    # (heading, names of the fields), in the order in which a person knows the answers.
    SECTIONS = (
        (
            _("Name and story"),
            ("title", "title_en", "summary", "summary_en", "description", "description_en"),
        ),
        (_("Where it stands"), ("kind", "status")),
        (
            _("Content and parcel"),
            ("net_content", "net_unit", "parcel_weight_g", "gtin"),
        ),
        (
            _("What the label says"),
            ("ingredients", "ingredients_en", "storage", "storage_en")
            + ("shelf_life_days", "allergens"),
        ),
        (_("What the law asks about it"), FLAGS),
    )

    def __init__(self, *args, product=None, **options):
        if product is not None:
            options["initial"] = shown(product) | (options.get("initial") or {})
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.product = product
        for name in set(FLAGS) & set(self.fields):
            self.fields[name].help_text = _EFFECTS[name]
        if "kind" in self.fields:
            self.fields["kind"].offer(self.initial.get("kind"))

    def clean_gtin(self):
        """The digits, without the spaces and hyphens that people print between them."""
        gtin = self.cleaned_data["gtin"].replace(" ", "").replace("-", "")
        if not gtin:
            return None
        validate_gtin(gtin)
        others = ProductFacts.objects.filter(gtin=gtin).select_related("product")
        other = others.exclude(pk=self.product and self.product.pk).first()
        if other:
            raise forms.ValidationError(
                _("“%(title)s” has this barcode already."), "taken", {"title": other.product.title}
            )
        return gtin

    def sections(self) -> list[tuple]:
        """(heading, bound fields) of every section of which fields are left."""
        found = [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in self.SECTIONS
        ]
        return [(heading, fields) for heading, fields in found if fields]

    def facts(self) -> dict:
        """What was written, by the names that the doors take; of a valid form."""
        read = {
            name: self.cleaned_data[name] for name in self.fields if name in ProductForm.base_fields
        }
        kind = read.pop("kind", None)
        return read | ({"group": kind.group, "set": kind.set} if kind else {})


def shown(product) -> dict:
    """What a form about this product begins with."""
    facts = product.facts
    own = {"title": product.title, "description": product.description}
    named = (name for name in ProductForm.base_fields if name not in (*own, "kind"))
    return own | {name: getattr(facts, name) for name in named} | {"kind": KindField.key(facts)}
