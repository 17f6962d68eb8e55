"""All that the page of one product shows, asked in a constant number of queries."""

import datetime
from dataclasses import dataclass
from functools import cache, cached_property

from django.db.models import F
from oscar.apps.catalogue.models import Product

from catalog.certification import HistoryRow, Phase, Star, certificates_of, history, star_among
from catalog.known import groups, sets, units
from catalog.models import Allergen, Producer, ProductFacts
from catalog.pictures import Picture, photos_of, pictures_of
from catalog.selling import Block, block_of, notices
from catalog.texts import Text, product_texts
from marketplace.kernel.money import whole
from showrooms import stock
from showrooms.cards import Card, Known, filled, newest_rows, unit_price

from . import tables

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
    photos: list[Picture]
    face: Picture | None
    shelf: stock.OnShelf
    siblings: list[Card]
    dearest_shipping: int | None = None

    @property
    def facts(self) -> ProductFacts:
        return self.product.facts

    @property
    def price(self) -> int | None:
        return None if self.product.dong is None else whole(self.product.dong)

    @property
    def unit_price(self) -> int | None:
        return unit_price(self.price, self.facts)

    @property
    def available(self) -> int:
        return self.shelf.available

    @property
    def best_before(self) -> datetime.date | None:
        return self.shelf.best_before

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
    product = _products().filter(pk=product_id).first()
    if product:
        _name(product.facts)
    return product


@cache
def _products():
    found = Product.objects.filter(facts__isnull=False)
    with_price = found.annotate(dong=F("stockrecords__price"))
    return with_price.select_related("facts__producer__place").order_by("pk")


def _name(facts: ProductFacts) -> None:
    """Set what the process knows by heart, instead of joining five more tables."""
    place = facts.producer.place
    known = units(filter(None, [place.commune_id, place.legacy_commune_id]))
    place.commune = known[place.commune_id]
    place.legacy_commune = known.get(place.legacy_commune_id)
    facts.group = groups([facts.group_id])[facts.group_id]
    facts.set = facts.set_id and sets([facts.set_id])[facts.set_id]


def page_of(product: Product, day: datetime.date, language: str) -> ProductPage:
    """What the product's page shows on the day."""
    others = newest_rows(product.facts.producer_id, but=product.pk, limit=SIBLINGS)
    ids = [product.pk, *(row.pk for row in others)]
    certificates = certificates_of(ids)
    own = certificates[product.pk]
    stars = {pk: star_among(rows, day) for pk, rows in certificates.items()}
    known = Known(stars, photos_of(ids), stock.shelf(ids, day, stock.SHIP))
    return ProductPage(
        product=product,
        language=language,
        day=day,
        block=block_of(product.facts, own[::-1], day),
        history=history(own, day),
        photos=known.photos.get(product.pk, []),
        face=_face(product.facts.producer),
        shelf=known.shelves[product.pk],
        siblings=filled(others, known, language),
        dearest_shipping=_dearest_shipping(product.facts, day),
    )


def _face(producer: Producer) -> Picture | None:
    return pictures_of([producer.photo_id]).get(producer.photo_id)


def _dearest_shipping(facts: ProductFacts, day: datetime.date) -> int | None:
    """None also where the producer decides how far the goods may go."""
    if facts.is_live or facts.needs_cold_chain or not facts.parcel_weight_g:
        return None
    return tables.of(day).bands.dearest(facts.parcel_weight_g)
