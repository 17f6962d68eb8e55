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

from .models import PaymentAttempt, Receipt, RefundDue

State, Reason = PaymentAttempt.State, RefundDue.Reason
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


def standing(attempt: PaymentAttempt) -> str:
    """What became of a transfer, as a code.

    awaited · short · paid · over · double · saved (it came late, the goods were still free) ·
    late (they were not) · ended (nothing came in time) · short_ended (not all of it) ·
    after_cancel · cancelled · cancelled_back (paid, then cancelled).
    Asks for receipts and refunds of the order; with_sums() brings both.
    """
    reasons = {refund.reason for refund in attempt.order.refunds_due.all()}
    came = attempt.receipts.all()
    if attempt.state == State.WAITING:
        return "short" if came else "awaited"
    if attempt.state == State.SETTLED:
        return _paid(attempt, reasons)
    if attempt.state == State.EXPIRED:
        return _after_its_time(reasons) if came else "ended"
    return _cancelled(reasons) if came else "cancelled"


def _paid(attempt, reasons: set[str]) -> str:
    if reasons & {Reason.CANCELLED, Reason.AFTER_CANCEL}:
        return _cancelled(reasons)
    for reason in (Reason.DOUBLE, Reason.OVER):
        if reason in reasons:
            return str(reason.value)
    return "saved" if attempt.settled_at > attempt.deadline else "paid"


def _after_its_time(reasons: set[str]) -> str:
    return "late" if Reason.LATE in reasons else "short_ended"


def _cancelled(reasons: set[str]) -> str:
    return "after_cancel" if Reason.AFTER_CANCEL in reasons else "cancelled_back"


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
    found = found.prefetch_related("receipts", "order__refunds_due")
    return found.annotate(received=received).annotate(
        difference=F("received") - Cast("amount", BigIntegerField())
    )
