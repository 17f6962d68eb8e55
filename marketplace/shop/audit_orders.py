"""What must hold of orders and their money; see audit.py."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from showrooms.models import Hold

from .models import Fulfilment, FulfilmentItem, OrderDetails, PaymentAttempt, RefundDue
from .ordering.placing import HOLD
from .ordering.states import ENDED

State, Parcel, Item = OrderDetails.State, Fulfilment.State, FulfilmentItem.State
GONE = (Parcel.SENT, Parcel.DELIVERED, Parcel.REFUSED, Parcel.RETURNED)


def _sum(rows, of: str, field: str = "amount"):
    """A correlated sum, 0 where there is nothing."""
    total = rows.order_by().values(of).annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(total), 0)


def sums_of_orders() -> Iterator[str]:
    """Items and sending are the total, on our row and on Oscar's."""
    goods = FulfilmentItem.objects.filter(fulfilment__order=OuterRef("pk"))
    parcels = Fulfilment.objects.filter(order=OuterRef("pk"))
    orders = OrderDetails.objects.annotate(
        parts=_sum(goods, "fulfilment__order") + _sum(parcels, "order", "shipping")
    )
    wrong = orders.exclude(total=F("parts"), order__total_incl_tax=F("total"))
    for details in wrong.select_related("order"):
        yield (
            f"order {details}: items and sending are {details.parts}, the total is "
            f"{details.total}, Oscar's {details.order.total_incl_tax}"
        )


def states_of_orders() -> Iterator[str]:
    """An order and its parcels tell the same story, which began with "placed"."""
    parcels = Fulfilment.objects.filter(order=OuterRef("pk"))
    not_void = parcels.exclude(state__in=Fulfilment.VOID)
    living = parcels.exclude(state__in=ENDED)
    stories = {
        "completed with parcels on the way": Q(order__status=State.COMPLETED) & Exists(living),
        "cancelled with parcels that are not": Q(order__status=State.CANCELLED) & Exists(not_void),
        "placed with no parcel left": Q(order__status=State.PLACED) & ~Exists(living),
        "waiting for money with parcels that do not": Q(order__status=State.AWAITING_PAYMENT)
        & Exists(parcels.exclude(state=Parcel.WAITING)),
        "without a parcel": ~Exists(parcels),
    }
    for story, holds in stories.items():
        for details in OrderDetails.objects.filter(holds).select_related("order"):
            yield f"order {details} is {story}"
    begun = OrderDetails.objects.annotate(
        begun=Count("order__events", filter=Q(order__events__verb="placed"))
    )
    for details in begun.exclude(begun=1).select_related("order"):
        yield f"order {details} was placed {details.begun} times by its events"


def payments() -> Iterator[str]:
    """Paid attempts and orders agree; what is settled came in."""
    attempts = PaymentAttempt.objects.select_related("order__details").annotate(
        came=Coalesce(Sum("receipts__amount"), 0)
    )
    for attempt in attempts:
        order, settled = attempt.order, attempt.state == PaymentAttempt.State.SETTLED
        if attempt.amount != order.details.total:
            yield f"attempt {attempt} is not the total of its order, {order.details.total}"
        if settled and order.status == State.AWAITING_PAYMENT:
            yield f"order {order.number} is paid and waits for money"
        if settled and attempt.came < attempt.amount:
            yield f"attempt {attempt} is settled, {attempt.came} came in"
        waits = attempt.state == PaymentAttempt.State.WAITING
        if waits != (order.status == State.AWAITING_PAYMENT):
            yield f"attempt {attempt} is {attempt.state}, its order {order.status}"


def refunds() -> Iterator[str]:
    """What goes back never exceeds what came in; a cancelled order keeps no money."""
    receipts = PaymentAttempt.objects.filter(order=OuterRef("pk"))
    cash = Fulfilment.objects.filter(order=OuterRef("pk"))
    due = RefundDue.objects.filter(order=OuterRef("pk"))
    orders = OrderDetails.objects.annotate(
        came=_sum(receipts, "order", "receipts__amount") + _sum(cash, "order", "cash_received"),
        back=_sum(due, "order"),
    ).select_related("order")
    for details in orders.filter(back__gt=F("came")):
        yield f"order {details}: {details.back} go back, {details.came} came in"
    for details in orders.filter(order__status=State.CANCELLED, came__gt=F("back")):
        yield f"cancelled order {details} keeps {details.came - details.back}"


def snapshots() -> Iterator[str]:
    """Each item says which star it was sold with."""
    for item in FulfilmentItem.objects.filter(Q(stars=None) | Q(certification=None)):
        yield f"item {item.pk} ({item}) was sold without a star"


def promises() -> Iterator[str]:
    """Goods are held for what is to be sent, issued for what was, and for nothing else."""
    held = {}
    for ref, state, quantity in Hold.objects.filter(kind=HOLD).values_list(
        "ref", "state", "quantity"
    ):
        held[ref, state] = held.get((ref, state), 0) + quantity
    for item in FulfilmentItem.objects.select_related("fulfilment"):
        is_here, was_sent = _expected(item)
        is_open = held.pop((item.uuid, Hold.State.OPEN), 0)
        issued = held.pop((item.uuid, Hold.State.ISSUED), 0)
        held.pop((item.uuid, Hold.State.RELEASED), None)
        # A promise to somebody who has not paid may have lapsed.
        lapsed = item.fulfilment.state == Parcel.WAITING and not is_open
        if (is_open, issued) != (is_here, was_sent) and not lapsed:
            yield (
                f"item {item.pk} of a {item.fulfilment.state} parcel: {is_open} held and "
                f"{issued} issued, expected {is_here} and {was_sent}"
            )
    for ref, state in held:
        yield f"a hold that is {state} belongs to no item: {ref}"


def _expected(item) -> tuple[int, int]:
    """How many of an item should be held, and how many should have left."""
    if item.state in FulfilmentItem.VOID:
        return 0, 0
    is_here = item.fulfilment.state in Fulfilment.OPEN
    return (item.quantity if is_here else 0, item.quantity * (item.fulfilment.state in GONE))
