"""What must hold at the officers' desk; see audit.py."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from oscar.apps.order.models import Line, Order, OrderDiscount

from marketplace.kernel import clock
from marketplace.kernel.text import fold

from .desk_queues import unended
from .models import OrderDetails, RefundAccount

NOTHING = Decimal(0)


def overdue_payments() -> Iterator[str]:
    """What was not paid in time has ended."""
    for attempt in unended(clock.now()):
        yield f"order {attempt.order.number} waits for money since {attempt.deadline}"


def names() -> Iterator[str]:
    """An order is found under its buyer's name without marks."""
    rows = OrderDetails.objects.values_list("order__number", "full_name", "folded_name")
    for number, name, folded in rows.iterator(chunk_size=2000):
        if fold(name) != folded:
            yield f"order {number} of {name} is found as {folded!r}"


def discounts() -> Iterator[str]:
    """What discounts gave is what the lines of an order lost."""
    given = OrderDiscount.objects.filter(order=OuterRef("pk")).order_by().values("order")
    lines = Line.objects.filter(order=OuterRef("pk")).order_by().values("order")
    lost = F("line_price_before_discounts_incl_tax") - F("line_price_incl_tax")
    orders = Order.objects.annotate(
        given=Coalesce(Subquery(given.annotate(sum=Sum("amount")).values("sum")), NOTHING),
        lost=Coalesce(Subquery(lines.annotate(sum=Sum(lost)).values("sum")), NOTHING),
    )
    for order in orders.exclude(given=F("lost")):
        yield f"order {order.number}: discounts gave {order.given}, its lines lost {order.lost}"


def refund_accounts() -> Iterator[str]:
    """An account is known only where money goes or went back."""
    for account in RefundAccount.objects.filter(order__refunds_due=None).select_related("order"):
        yield f"order {account.order.number} has an account and no refund"
