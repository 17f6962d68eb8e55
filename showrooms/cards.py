"""What a product card shows, for many products in a constant number of queries."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Prefetch, Subquery
from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import StockRecord

from catalog.certification import Star, stars_of
from catalog.models import AdminUnit, Image, ProductFacts, ProductPhoto
from marketplace.kernel.money import nearest_dong, whole

from . import stock


@dataclass(frozen=True, slots=True)
class Card:
    """One product at a glance. Money in dong, `unit_price` per kilogram or litre."""

    id: int
    url: str
    title: str
    title_language: str
    price: int | None
    unit_price: int | None
    stars: int | None
    valid_until: datetime.date | None
    status: str
    producer: str
    producer_url: str
    commune: str
    province: str
    image: Image | None
    available: int
    best_before: datetime.date | None
    is_alcohol: bool
    net_unit: str
    group: str


def cards(ids: Sequence[int], day: datetime.date, language: str) -> list[Card]:
    """The cards of these products in this order, as the web shop sees them on the day.

    Five queries, however many. A product that is gone has no card.
    """
    products = {product.pk: product for product in _products(ids)}
    stars = stars_of(list(products), day)
    shelves = stock.shelf(products, day, stock.SHIP)
    return [
        _card(products[pk], stars.get(pk), shelves[pk], language) for pk in ids if pk in products
    ]


def _products(ids: Sequence[int]):
    price = StockRecord.objects.filter(product=OuterRef("pk")).order_by("pk").values("price")
    photos = ProductPhoto.objects.select_related("image").prefetch_related("image__renditions")
    return (
        Product.objects.filter(pk__in=ids, facts__isnull=False)
        .select_related("facts__producer__place__commune__parent", "facts__group")
        .prefetch_related(Prefetch("photos", photos))
        .annotate(dong=Subquery(price[:1]))
    )


def _card(product: Product, star: Star | None, shelf: stock.OnShelf, language: str) -> Card:
    facts = product.facts
    maker = facts.producer
    commune = maker.place.commune
    photos = product.photos.all()
    price = None if product.dong is None else whole(product.dong)
    has_english = language == "en" and facts.title_en
    return Card(
        id=product.pk,
        url=product.get_absolute_url(),
        title=facts.title_en if has_english else product.title,
        title_language="en" if has_english else "vi",
        price=price,
        unit_price=unit_price(price, facts),
        stars=star and star.stars,
        valid_until=star and star.valid_until,
        status=facts.status,
        producer=maker.trade_name,
        producer_url=maker.get_absolute_url(),
        commune=_name(commune, language),
        province=_name(commune.parent, language),
        image=photos[0].image if photos else None,
        available=shelf.available,
        best_before=shelf.best_before,
        is_alcohol=facts.is_alcohol,
        net_unit=facts.net_unit,
        group=facts.group.identifier,
    )


def unit_price(price: int | None, facts: ProductFacts) -> int | None:
    """Dong per kilogram or litre, rounded half up; None for pieces and unknown contents."""
    by_weight = facts.net_unit in (ProductFacts.Unit.GRAM, ProductFacts.Unit.MILLILITRE)
    if price is None or not by_weight or not facts.net_content:
        return None
    return whole(nearest_dong(Decimal(price) * 1000 / facts.net_content))


def _name(unit: AdminUnit | None, language: str) -> str:
    if unit is None:
        return ""
    return (language == "en" and unit.name_en) or unit.name
