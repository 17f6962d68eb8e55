"""What can be promised, asked for many products at once; at most two queries each."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from marketplace.kernel import clock
from showrooms.models import Hold, StockBalance, StockPlace

# The scope of the web shop: each product in the store of its own producer.
SHIP = "ship"
_OWN_STORE = Q(place__producer=F("batch__product__facts__producer"))


@dataclass(frozen=True, slots=True)
class OnShelf:
    """How many can be promised, and the best-before date of the batch that leaves next."""

    available: int = 0
    best_before: datetime.date | None = None


NOTHING = OnShelf()


def shelf(ids: Iterable[int], day: datetime.date, scope: StockPlace | str) -> dict[int, OnShelf]:
    """What hold() could promise of each product from this scope on this day.

    One query, and a second where something is held already.
    """
    found = dict.fromkeys(ids, NOTHING)
    balances = _in_own_store() if scope == SHIP else _goods().filter(place=scope)
    rows = list(balances.filter(batch__product__in=list(found)))
    promised = [pk for pk, *_rest, held in rows if held]
    lapsed = dict(_lapsed().filter(balance__in=promised)) if promised else {}
    for pk, product_id, best_before, on_hand, held in rows:
        free = on_hand - held + lapsed.get(pk, 0)
        if free > 0 and (best_before is None or best_before >= day):
            found[product_id] = _with(found[product_id], free, best_before)
    return found


def _with(shelf: OnShelf, free: int, best_before: datetime.date | None) -> OnShelf:
    """First expired, first out; what never expires leaves last."""
    dates = [day for day in (shelf.best_before, best_before) if day]
    return OnShelf(shelf.available + free, min(dates, default=None))


def available(ids: Iterable[int], day: datetime.date, scope: StockPlace | str) -> dict[int, int]:
    """How many of each product hold() could promise."""
    return {pk: on_shelf.available for pk, on_shelf in shelf(ids, day, scope).items()}


def best_before_of(
    ids: Iterable[int], day: datetime.date, scope: StockPlace | str
) -> dict[int, datetime.date | None]:
    """Best-before date of the batch that would leave next; None without goods or without date."""
    return {pk: on_shelf.best_before for pk, on_shelf in shelf(ids, day, scope).items()}


def free_goods(day: datetime.date, scope: StockPlace | str) -> QuerySet[StockBalance]:
    """Balances good on the day with `could_leave` > 0, as a query to ask more of."""
    here = _OWN_STORE if scope == SHIP else Q(place=scope)
    good = Q(batch__best_before__isnull=True) | Q(batch__best_before__gte=day)
    late = _lapsed().filter(balance=OuterRef("pk")).values("total")
    could_leave = F("on_hand") - F("held") + Coalesce(Subquery(late), 0)
    balances = StockBalance.objects.filter(here & good)
    return balances.annotate(could_leave=could_leave).filter(could_leave__gt=0)


def _lapsed() -> QuerySet:
    """(balance, total): how much of each balance is held by promises past their deadline."""
    holds = Hold.objects.filter(state=Hold.State.OPEN, deadline__lte=clock.now())
    return holds.values_list("balance").annotate(total=Sum("quantity"))


@cache
def _goods() -> QuerySet[StockBalance]:
    return StockBalance.objects.filter(on_hand__gt=0).values_list(
        "pk", "batch__product_id", "batch__best_before", "on_hand", "held"
    )


@cache
def _in_own_store() -> QuerySet[StockBalance]:
    """The goods that stand with whoever made them."""
    return _goods().filter(_OWN_STORE)
