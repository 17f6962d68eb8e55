"""Finding the product that an officer means, from what was typed or chosen."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django import forms
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product

from marketplace.kernel.form_fields import Words
from marketplace.kernel.text import slug

_NUMBER = re.compile(r"#(\d{1,9})\s*$")
# A longer list of suggestions costs more than it helps; names and numbers are found all the same.
MOST_SUGGESTIONS = 1500
MOST_NAMED = 5
# A part of a name of fewer letters means too much.
SHORTEST = 3
MOST_WORDS = 12


def suggestions() -> list[str]:
    """Every product as it can be chosen: "Đường thốt nốt · HTX Tri Tôn #12"; one query."""
    return [written(product) for product in _every().order_by("title", "pk")[:MOST_SUGGESTIONS]]


def written(product: Product) -> str:
    return f"{product.title} · {product.facts.producer} #{product.pk}"


def named_like(words: str, most: int) -> list[Product]:
    """Products whose own or whose producer's name has words that begin so; one query.

    Names that begin with all that was typed come first, then those that hold it in one piece.
    """
    typed = _words(words)
    if not typed:
        return []
    whole = "-".join(typed)
    nearness = Case(
        When(slug__startswith=whole, then=Value(0)),
        When(slug__contains=f"-{whole}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(_every().filter(_begins(typed)).order_by(nearness, "title", "pk")[:most])


def resolve(texts: Iterable[str]) -> dict[str, list[Product]]:
    """The products that each text may mean; three queries.

    By the number after #, else by the whole name, else by the beginnings of its words.
    """
    numbers, names = {}, {}
    for text in texts:
        if number := _NUMBER.search(text):
            numbers[text] = int(number[1])
        elif name := slug(text):
            names[text] = name
    by_number = _every().in_bulk(numbers.values())
    by_name = defaultdict(list)
    for product in _every().filter(slug__in=names.values()):
        by_name[product.slug].append(product)
    found = {text: by_name[name] for text, name in names.items()}
    found |= _by_beginnings([text for text, products in found.items() if not products])
    return found | {
        text: [by_number[number]] for text, number in numbers.items() if number in by_number
    }


def _every():
    return Product.objects.filter(facts__isnull=False).select_related("facts__producer")


def _words(text: str) -> list[str]:
    """The words of a text, folded; none of a text too short to mean anything."""
    name = slug(text)
    return name.split("-")[:MOST_WORDS] if len(name) >= SHORTEST else []


def _begins(words: list[str]) -> Q:
    """Every word begins a word of the product's name or of its producer's."""
    wanted = Q()
    for word in words:
        either = Q()
        for name in ("slug", "facts__producer__slug"):
            either |= Q(**{f"{name}__startswith": word}) | Q(**{f"{name}__contains": f"-{word}"})
        wanted &= either
    return wanted


def _by_beginnings(texts: list[str]) -> dict[str, list[Product]]:
    """What parts of names may mean, all looked up in one query."""
    typed = {text: words for text in texts if (words := _words(text))}
    if not typed:
        return {}
    wanted = Q()
    for words in typed.values():
        wanted |= _begins(words)
    likely = list(_every().filter(wanted).order_by("title", "pk")[:MOST_SUGGESTIONS])
    return {
        text: [one for one in likely if _has(one, words)][: MOST_NAMED + 1]
        for text, words in typed.items()
    }


def _has(product: Product, words: list[str]) -> bool:
    """What `_begins` asks of the database."""
    names = f"-{product.slug}-{product.facts.producer.slug}"
    return all(f"-{word}" in names for word in words)


class ProductField(Words):
    """A product by its name or by its number after #; `found` is set by the set of lines."""

    def __init__(self, **options):
        attrs = {"list": "products", "autocomplete": "off"}
        super().__init__(max_length=300, widget=forms.TextInput(attrs=attrs), **options)
        self.found = {}

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
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
