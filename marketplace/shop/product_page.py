"""All that the page of one product shows, asked in a constant number of queries."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import StockRecord

from catalog.certification import HistoryRow, Phase, Star, history_of
from catalog.models import Allergen, ProductFacts, ProductPhoto, ProductStatus
from catalog.selling import Block, notices, why_not
from catalog.texts import Text, product_texts
from marketplace.kernel.money import whole
from showrooms import stock
from showrooms.cards import Card, cards, unit_price

from . import shipping

SIBLINGS = 4
EATEN = ("FOOD", "BEVERAGE", "HERBAL")
_IN_FORCE = (Phase.CURRENT, Phase.EXPIRING, Phase.EXTENDED)


@dataclass(frozen=True)
class ProductPage:
    """One product as a reader of a language sees it on a day. Money in whole dong."""

    product: Product
    language: str
    day: datetime.date
    block: Block | None
    history: list[HistoryRow]
    photos: list[ProductPhoto]
    price: int | None
    available: int
    best_before: datetime.date | None
    siblings: list[Card]
    dearest_shipping: int | None = None

    @property
    def facts(self) -> ProductFacts:
        return self.product.facts

    @property
    def path(self) -> str:
        return self.product.get_absolute_url()

    @cached_property
    def texts(self) -> dict[str, Text]:
        return product_texts(self.product, self.language)

    @property
    def title(self) -> Text:
        return self.texts["title"]

    @property
    def summary(self) -> Text:
        return self.texts["summary"]

    @property
    def description(self) -> Text:
        return self.texts["description"]

    @property
    def is_partly_vietnamese(self) -> bool:
        """Whether a reader of another language meets Vietnamese words here."""
        return any(text and text.language != self.language for text in self.texts.values())

    @property
    def star(self) -> Star | None:
        return next((row.star for row in self.history if row.phase in _IN_FORCE), None)

    @property
    def stars_before(self) -> int | None:
        """How many stars the certificate before today's had, where they were more."""
        older = [row.star.stars for row in self.history if row.phase not in _IN_FORCE]
        more = self.star and older and older[0] > self.star.stars
        return older[0] if more else None

    @property
    def ended(self) -> HistoryRow | None:
        """The newest certificate, where it no longer holds."""
        return self.history[0] if self.history and not self.star else None

    @property
    def can_be_ordered(self) -> bool:
        return self.block is None and self.price is not None and self.available > 0

    @property
    def unit_price(self) -> int | None:
        return unit_price(self.price, self.facts)

    @property
    def allergens(self) -> list[str] | None:
        """Their names; an empty list where the producer declared none, None where nobody asked."""
        declared = self.facts.allergens
        if declared is None:
            return None
        return [Allergen(code).label for code in declared if code in Allergen.values]

    @property
    def is_eaten(self) -> bool:
        return self.facts.group.identifier in EATEN

    @property
    def notices(self) -> list[str]:
        return notices(self.facts)


def find(product_id: int) -> Product | None:
    """The product with its producer, place (today's and the former) and group, or None."""
    return (
        Product.objects.filter(pk=product_id, facts__isnull=False)
        .select_related(
            "facts__group",
            "facts__set",
            "facts__producer__photo",
            "facts__producer__place__commune__parent",
            "facts__producer__place__legacy_commune__parent__parent",
        )
        .prefetch_related("facts__producer__photo__renditions")
        .first()
    )


def page_of(product: Product, day: datetime.date, language: str) -> ProductPage:
    """What the product's page shows on the day."""
    shelf = stock.shelf([product.pk], day, stock.SHIP)[product.pk]
    return ProductPage(
        product=product,
        language=language,
        day=day,
        block=why_not([product.pk], day).get(product.pk),
        history=history_of(product, day),
        photos=_photos(product),
        price=_price(product),
        available=shelf.available,
        best_before=shelf.best_before,
        siblings=cards(_siblings(product), day, language),
        dearest_shipping=_dearest_shipping(product.facts, day),
    )


def _dearest_shipping(facts: ProductFacts, day: datetime.date) -> int | None:
    """None also where the producer decides how far the goods may go."""
    if facts.is_live or facts.needs_cold_chain or not facts.parcel_weight_g:
        return None
    return shipping.dearest(facts.parcel_weight_g, day)


def _photos(product: Product) -> list[ProductPhoto]:
    photos = product.photos.select_related("image").prefetch_related("image__renditions")
    return list(photos)


def _price(product: Product) -> int | None:
    price = StockRecord.objects.filter(product=product).values_list("price", flat=True).first()
    return None if price is None else whole(price)


def _siblings(product: Product) -> list[int]:
    """Other products of the same producer."""
    others = ProductFacts.objects.filter(producer=product.facts.producer_id)
    shown = others.exclude(status=ProductStatus.HIDDEN).exclude(pk=product.pk)
    return list(shown.order_by("-pk").values_list("pk", flat=True)[:SIBLINGS])
