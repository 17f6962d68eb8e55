"""What the officers' list of orders finds, and what it knows of each."""

from datetime import datetime, time

from django.db.models import BigIntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from marketplace.kernel import clock
from marketplace.kernel.text import fold, slug

from .models import Fulfilment, OrderDetails, Receipt, RefundDue


def orders() -> QuerySet[OrderDetails]:
    """All orders, the newest first, with what a line of the list names: two queries."""
    parcels = Fulfilment.objects.select_related("producer").order_by("pk")
    return (
        OrderDetails.objects.select_related("order", "commune__parent")
        .prefetch_related(Prefetch("order__fulfilments", parcels))
        .order_by("-placed_at", "-pk")
    )


def found(asked: dict) -> QuerySet[OrderDetails]:
    """The orders that fit every filter.

    asked: any of q, state, parcel, method, since, until and producer (a part of a name).
    """
    rows = orders()
    if words := asked.get("q"):
        rows = rows.filter(_named(words))
    if state := asked.get("state"):
        rows = rows.filter(order__status=state)
    if method := asked.get("method"):
        rows = rows.filter(payment_method=method)
    if since := asked.get("since"):
        rows = rows.filter(placed_at__gte=datetime.combine(since, time.min, clock.HANOI))
    if until := asked.get("until"):
        rows = rows.filter(placed_at__lte=datetime.combine(until, time.max, clock.HANOI))
    parcels = _parcels(asked)
    return rows if parcels is None else rows.filter(pk__in=parcels)


def with_money(rows: QuerySet[OrderDetails]) -> QuerySet[OrderDetails]:
    """Each with `came`, `owed_back` and `paid_back`, whole dong."""
    receipts = Receipt.objects.filter(attempt__order=OuterRef("pk"))
    cash = Fulfilment.objects.filter(order=OuterRef("pk"))
    back = RefundDue.objects.filter(order=OuterRef("pk"))
    return rows.annotate(
        came=_sum(receipts, "attempt__order") + _sum(cash, "order", "cash_received"),
        owed_back=_sum(back.filter(state=RefundDue.State.DUE), "order"),
        paid_back=_sum(back.filter(state=RefundDue.State.PAID), "order"),
    )


def _named(words: str) -> Q:
    """By code, by the buyer's name without regard to marks, or by telephone."""
    test = Q(order__number__icontains=words) | Q(folded_name__contains=fold(words))
    digits = "".join(sign for sign in words if sign.isdigit())
    if len(digits) >= 4:
        # A number is kept as +84912345678 and said as 0912345678.
        test |= Q(phone__contains=digits.removeprefix("84").removeprefix("0"))
    return test


def _parcels(asked: dict):
    """The orders of the parcels that fit; None when no filter is about parcels."""
    test = Q()
    if state := asked.get("parcel"):
        test &= Q(state=state)
    if maker := slug(asked.get("producer") or ""):
        test &= Q(producer__slug__contains=maker)
    return Fulfilment.objects.filter(test).values("order") if test else None


def _sum(rows, of: str, field: str = "amount"):
    total = rows.order_by().values(of).annotate(sum=Sum(field)).values("sum")
    # PostgreSQL sums whole numbers into a decimal.
    return Cast(Coalesce(Subquery(total), 0), BigIntegerField())
