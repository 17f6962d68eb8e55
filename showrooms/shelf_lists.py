"""What stands where, as people read it: the producer's stock and the keeper's shelves."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet
from oscar.apps.catalogue.models import Product

from catalog.models import Producer
from catalog.texts import Text, text

from .models import Showroom, StockBalance

# A batch this close to its date is sold first, or taken home.
SOON = datetime.timedelta(days=30)
_FIRST_OUT = (F("batch__best_before").asc(nulls_last=True), "batch__lot", "pk")


@dataclass(frozen=True, slots=True)
class Row:
    """One batch on one shelf. `state`: "good", "soon" or "expired", and "" without goods.

    `operation` makes a count typed beside the row work once.
    """

    balance: StockBalance
    title: Text
    state: str
    operation: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def batch(self):
        return self.balance.batch


@dataclass(slots=True)
class ProductStock:
    """One product of a producer: batches in the own store, and how many stand in which place."""

    product: Product
    title: Text
    rows: list[Row] = field(default_factory=list)
    elsewhere: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptShowroom:
    """A showroom with what stands in it, the soonest to expire first."""

    showroom: Showroom
    rows: list[Row]

    @property
    def urgent(self) -> list[Row]:
        return [row for row in self.rows if row.state in ("soon", "expired")]


def products_of(producer: Producer) -> QuerySet[Product]:
    return (
        Product.objects.filter(facts__producer=producer)
        .select_related("facts")
        .order_by("title", "pk")
    )


def stock_of(
    producer: Producer, products: Iterable[Product], day: datetime.date, language: str
) -> list[ProductStock]:
    """The stock of these products of a producer. One query."""
    found = {product.pk: ProductStock(product, _title(product, language)) for product in products}
    balances = StockBalance.objects.filter(
        Q(on_hand__gt=0) | Q(batch__best_before__gte=day) | Q(batch__best_before__isnull=True),
        owner=producer,
        batch__product__in=found,
    )
    for balance in balances.select_related("batch", "place").order_by(*_FIRST_OUT):
        mine = found[balance.batch.product_id]
        if balance.place.producer_id == producer.pk:
            mine.rows.append(Row(balance, mine.title, state_of(balance, day)))
        elif balance.on_hand:
            place = balance.place.name
            mine.elsewhere[place] = mine.elsewhere.get(place, 0) + balance.on_hand
    return list(found.values())


def kept_by(user, day: datetime.date, language: str) -> list[KeptShowroom]:
    """The showrooms a keeper keeps, with their shelves. Two queries, however many."""
    showrooms = (
        Showroom.objects.filter(keepers__user=user)
        .select_related("place__commune__parent")
        .order_by("name", "pk")
    )
    kept = {showroom.pk: showroom for showroom in showrooms}
    rows = defaultdict(list)
    balances = StockBalance.objects.filter(place__showroom__in=kept, on_hand__gt=0)
    for balance in balances.select_related("batch__product__facts", "owner", "place").order_by(
        *_FIRST_OUT
    ):
        title = _title(balance.batch.product, language)
        rows[balance.place.showroom_id].append(Row(balance, title, state_of(balance, day)))
    return [KeptShowroom(showroom, rows[pk]) for pk, showroom in kept.items()]


def state_of(balance: StockBalance, day: datetime.date) -> str:
    best_before = balance.batch.best_before
    if not balance.on_hand:
        return ""
    if best_before is None or best_before > day + SOON:
        return "good"
    return "soon" if best_before >= day else "expired"


def _title(product: Product, language: str) -> Text:
    return text(product.title, product.facts.title_en, language)
