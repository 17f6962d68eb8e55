"""What can be promised, asked for many products at once; one query each."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from marketplace.kernel import clock
from showrooms.models import Hold, StockBalance, StockPlace

# The scope of the web shop: each product in the store of its own producer.
SHIP = "ship"
_OWN_STORE = Q(place__producer=F("batch__product__facts__producer"))
# First expired, first out; what never expires leaves last.
_FIRST_OUT = (F("batch__best_before").asc(nulls_last=True), "batch__lot", "pk")


@dataclass(frozen=True, slots=True)
class OnShelf:
    """How many can be promised, and the best-before date of the batch that leaves next."""

    available: int = 0
    best_before: datetime.date | None = None


NOTHING = OnShelf()


def shelf(ids: Iterable[int], day: datetime.date, scope: StockPlace | str) -> dict[int, OnShelf]:
    """What hold() could promise of each product from this scope on this day. One query."""
    found = dict.fromkeys(ids, NOTHING)
    rows = free_goods(day, scope).filter(batch__product__in=found).order_by(*_FIRST_OUT)
    for product_id, best_before, free in rows.values_list(
        "batch__product_id", "batch__best_before", "could_leave"
    ):
        before = found[product_id]
        found[product_id] = OnShelf(
            before.available + free, before.best_before if before.available else best_before
        )
    return found


def available(ids: Iterable[int], day: datetime.date, scope: StockPlace | str) -> dict[int, int]:
    """How many of each product hold() could promise. One query."""
    return {pk: on_shelf.available for pk, on_shelf in shelf(ids, day, scope).items()}


def best_before_of(
    ids: Iterable[int], day: datetime.date, scope: StockPlace | str
) -> dict[int, datetime.date | None]:
    """Best-before date of the batch that would leave next; None without goods or without date."""
    return {pk: on_shelf.best_before for pk, on_shelf in shelf(ids, day, scope).items()}


def free_goods(day: datetime.date, scope: StockPlace | str) -> QuerySet[StockBalance]:
    """Balances good on the day with `could_leave` > 0: free, or under a promise that lapsed."""
    here = _OWN_STORE if scope == SHIP else Q(place=scope)
    good = Q(batch__best_before__isnull=True) | Q(batch__best_before__gte=day)
    could_leave = F("on_hand") - F("held") + Coalesce(Subquery(_lapsed()), 0)
    balances = StockBalance.objects.filter(here & good)
    return balances.annotate(could_leave=could_leave).filter(could_leave__gt=0)


def _lapsed() -> QuerySet:
    """How much of a balance is held by promises past their deadline."""
    holds = Hold.objects.filter(
        balance=OuterRef("pk"), state=Hold.State.OPEN, deadline__lte=clock.now()
    )
    return holds.values("balance").annotate(quantity=Sum("quantity")).values("quantity")
