"""Finding the product that an officer means, from what was typed or chosen."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product

from marketplace.kernel.form_fields import Words
from marketplace.kernel.text import slug

_NUMBER = re.compile(r"#(\d{1,9})\s*$")
# A longer list of suggestions costs more than it helps; names and numbers are found all the same.
MOST_SUGGESTIONS = 1500
MOST_NAMED = 5


def suggestions() -> list[str]:
    """Every product as it can be chosen: "Đường thốt nốt · HTX Tri Tôn #12"; one query."""
    products = Product.objects.filter(facts__isnull=False).select_related("facts__producer")
    return [written(product) for product in products.order_by("title", "pk")[:MOST_SUGGESTIONS]]


def written(product: Product) -> str:
    return f"{product.title} · {product.facts.producer} #{product.pk}"


def resolve(texts: Iterable[str]) -> dict[str, list[Product]]:
    """The products that each text may mean: by the number after #, else by name; two queries."""
    numbers, names = {}, {}
    for text in texts:
        if number := _NUMBER.search(text):
            numbers[text] = int(number[1])
        elif name := slug(text):
            names[text] = name
    every = Product.objects.filter(facts__isnull=False).select_related("facts__producer")
    by_number = every.in_bulk(numbers.values())
    by_name = defaultdict(list)
    for product in every.filter(slug__in=names.values()):
        by_name[product.slug].append(product)
    found = {text: by_name[name] for text, name in names.items()}
    return found | {
        text: [by_number[number]] for text, number in numbers.items() if number in by_number
    }


class ProductField(Words):
    """A product by its name or by its number after #; `found` is set by the set of lines."""

    def __init__(self, **options):
        attrs = {"list": "products", "autocomplete": "off"}
        super().__init__(max_length=300, widget=forms.TextInput(attrs=attrs), **options)
        self.found = {}

    def clean(self, value):
        typed = super().clean(value)
        products = self.found.get(value or "", [])
        if len(products) == 1:
            return products[0]
        if products:
            some = "; ".join(written(product) for product in products[:MOST_NAMED])
            raise forms.ValidationError(
                _("Several products are called so. Write one of these: %(some)s"),
                "several",
                {"some": some},
            )
        raise forms.ValidationError(
            _("No product is called “%(typed)s”. Choose one from the list."),
            "unknown",
            {"typed": typed},
        )
