"""What a product card shows, for many products in a constant number of queries."""

import datetime
from collections import namedtuple
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from oscar.apps.catalogue.models import Product

from catalog.certification import Star, stars_of
from catalog.known import groups, units
from catalog.models import AdminUnit, ProductFacts, ProductStatus
from catalog.pictures import Picture, photos_of
from marketplace.kernel.addresses import product_path
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
    image: Picture | None
    available: int
    best_before: datetime.date | None
    is_alcohol: bool
    net_unit: str
    group: str


_Row = namedtuple(
    "_Row",
    "pk slug title title_en dong status net_content net_unit is_alcohol group producer"
    " producer_slug commune",
)
_COLUMNS = (
    *("pk", "slug", "title", "facts__title_en", "stockrecords__price", "facts__status"),
    *("facts__net_content", "facts__net_unit", "facts__is_alcohol", "facts__group"),
    *("facts__producer__trade_name", "facts__producer__slug", "facts__producer__place__commune"),
)


def cards(ids: Iterable[int], day: datetime.date, language: str) -> list[Card]:
    """The cards of these products in this order, as the web shop sees them on the day.

    Four queries, however many. A product that is gone has no card.
    """
    ids = list(ids)
    rows = {row[0]: _Row(*row) for row in _products().filter(pk__in=ids)}
    known = Known(
        stars_of(rows, day), photos_of(rows, first_only=True), stock.shelf(rows, day, stock.SHIP)
    )
    return filled((rows[pk] for pk in ids if pk in rows), known, language)


@dataclass(frozen=True, slots=True)
class Known:
    """What changes from day to day about some products, by product."""

    stars: Mapping[int, Star | None]
    photos: Mapping[int, list[Picture]]
    shelves: Mapping[int, stock.OnShelf]


def newest_rows(producer_id: int, *, but: int, limit: int) -> list[_Row]:
    """The bare rows of the newest products of a producer, for filled(); one query."""
    shown = _products().filter(facts__producer=producer_id)
    rows = shown.exclude(facts__status=ProductStatus.HIDDEN).exclude(pk=but).order_by("-pk")
    return [_Row(*row) for row in rows[:limit]]


def filled(rows: Iterable[_Row], known: Known, language: str) -> list[Card]:
    """The cards of these rows, with what is known of each."""
    rows = list(rows)
    units(row.commune for row in rows)
    groups(row.group for row in rows)
    return [_card(row, known, language) for row in rows]


@cache
def _products():
    """One plain row a product: models of eight tables would cost more than all else here."""
    return Product.objects.filter(facts__isnull=False).order_by().values_list(*_COLUMNS)


def _card(row: _Row, known: Known, language: str) -> Card:
    star, photos = known.stars.get(row.pk), known.photos.get(row.pk)
    shelf = known.shelves[row.pk]
    commune = units([row.commune])[row.commune]
    price = None if row.dong is None else whole(row.dong)
    has_english = language == "en" and row.title_en
    return Card(
        id=row.pk,
        url=product_path(row.slug, row.pk),
        title=row.title_en if has_english else row.title,
        title_language="en" if has_english else "vi",
        price=price,
        unit_price=unit_price(price, row),
        stars=star and star.stars,
        valid_until=star and star.valid_until,
        status=row.status,
        producer=row.producer,
        producer_url=f"/producers/{row.producer_slug}/",
        commune=_name(commune, language),
        province=_name(commune.parent, language),
        image=photos[0] if photos else None,
        available=shelf.available,
        best_before=shelf.best_before,
        is_alcohol=row.is_alcohol,
        net_unit=row.net_unit,
        group=groups([row.group])[row.group].identifier,
    )


def unit_price(price: int | None, facts) -> int | None:
    """Dong per kilogram or litre, rounded half up; None for pieces and unknown contents.

    facts: whatever has `net_content` and `net_unit`.
    """
    by_weight = facts.net_unit in (ProductFacts.Unit.GRAM, ProductFacts.Unit.MILLILITRE)
    if price is None or not by_weight or not facts.net_content:
        return None
    return whole(nearest_dong(Decimal(price) * 1000 / facts.net_content))


def _name(unit: AdminUnit | None, language: str) -> str:
    if unit is None:
        return ""
    return (language == "en" and unit.name_en) or unit.name
