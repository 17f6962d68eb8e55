"""Bank transfers as the office sees them: what was expected, what came, what is missing."""

from datetime import datetime, timedelta

from django.db.models import (
    BigIntegerField,
    Case,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from .models import PaymentAttempt, Receipt

State = PaymentAttempt.State
METHOD = "transfer"
# How long a transfer that is over stays in sight.
RECENT = timedelta(days=14)


def transfers(now: datetime, *, code: str = "") -> QuerySet[PaymentAttempt]:
    """Waiting transfers, the nearest deadline first, then the recent ones, newest first.

    Each carries `received` and `difference` (received - expected), whole dong. code: a part of
    an order's code; with it old transfers are found too.
    """
    found = PaymentAttempt.objects.filter(method=METHOD).select_related("order__details")
    if code:
        found = found.filter(order__number__icontains=code)
    else:
        found = found.filter(Q(state=State.WAITING) | Q(created_at__gte=now - RECENT))
    return _with_sums(found).order_by(
        Case(When(state=State.WAITING, then=Value(0)), default=Value(1)),
        Case(When(state=State.WAITING, then="deadline")),
        "-created_at",
    )


def with_sums() -> QuerySet[PaymentAttempt]:
    """Every transfer with its `received` and `difference`."""
    return _with_sums(PaymentAttempt.objects.filter(method=METHOD).select_related("order__details"))


def _with_sums(found):
    came = (
        Receipt.objects.filter(attempt=OuterRef("pk"))
        .order_by()
        .values("attempt")
        .annotate(sum=Sum("amount"))
        .values("sum")
    )
    # PostgreSQL sums whole numbers into a decimal.
    received = Cast(Coalesce(Subquery(came), 0), BigIntegerField())
    return found.annotate(received=received).annotate(
        difference=F("received") - Cast("amount", BigIntegerField())
    )
