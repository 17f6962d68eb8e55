"""What a producer sees of the orders that are theirs: own parcels, and no more than sending asks.

The buyer's name, phone, address and note are shown while the producer has something to do with
them (law 91/2025/QH15, minimisation): from confirming until the parcel ended and its cash came.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, DateTimeField, Q, QuerySet, When
from django.utils.translation import get_language

from catalog.places import full_name

from .models import Fulfilment, FulfilmentItem, OrderDetails

State = Fulfilment.State
COD = OrderDetails.Method.COD

# A producer is reminded after a day, the centre told after two.
LATE, VERY_LATE = timedelta(hours=24), timedelta(hours=48)
ENDED = (State.DELIVERED, State.RETURNED, State.DECLINED, State.CANCELLED)
# DELIVERED with cash still outstanding is on the way: its money is.
TABS = {
    "new": Q(state=State.NEW),
    "to_send": Q(state=State.CONFIRMED),
    "on_the_way": Q(state__in=[State.SENT, State.REFUSED])
    | Q(
        state=State.DELIVERED,
        cash_received__isnull=True,
        order__details__payment_method=COD,
    ),
    "unpaid": Q(state=State.WAITING),
}
TABS["ended"] = Q(state__in=ENDED) & ~TABS["on_the_way"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a parcel goes. phone: E.164; commune with its province, as it is written today."""

    full_name: str
    phone: str
    street: str
    commune: str
    note: str


def parcels_of(producers) -> QuerySet[Fulfilment]:
    """The parcels of these producers with all that a list or a page of them reads: two queries."""
    return (
        Fulfilment.objects.filter(producer__in=producers)
        .select_related("order__details__commune__parent", "producer")
        .prefetch_related("items")
    )


def oldest_first(parcels: QuerySet[Fulfilment]) -> QuerySet[Fulfilment]:
    """What waits longest comes first; an unpaid order waits since it was placed."""
    since = Case(
        When(became_new_at__isnull=False, then="became_new_at"),
        default="order__details__placed_at",
        output_field=DateTimeField(),
    )
    return parcels.order_by(since, "pk")


def counts_of(producer, now: datetime) -> dict[str, int]:
    """How many parcels stand under each of TABS, and how many are late; one query."""
    asked = {tab: Count("pk", filter=test) for tab, test in TABS.items()}
    late = Q(state=State.NEW, became_new_at__lt=now - LATE)
    return Fulfilment.objects.filter(producer=producer).aggregate(
        **asked, late=Count("pk", filter=late)
    )


def waiting_elsewhere(producers, here) -> list[tuple]:
    """(producer, how many new orders) of one's other producers that have some."""
    others = [one for one in producers if one != here]
    if not others:
        return []
    new = Fulfilment.objects.filter(producer__in=others, state=State.NEW).order_by()
    counts = dict(new.values_list("producer").annotate(new=Count("pk")))
    return [(one, counts[one.pk]) for one in others if one.pk in counts]


def is_late(parcel: Fulfilment, now: datetime) -> bool:
    """Whether it has waited for the producer longer than a day."""
    since = parcel.became_new_at
    return parcel.state == State.NEW and since is not None and since < now - LATE


def active_items(parcel: Fulfilment) -> list[FulfilmentItem]:
    """What is to be sent, without what was declined."""
    return [item for item in parcel.items.all() if item.state == FulfilmentItem.State.ACTIVE]


def is_cash(parcel: Fulfilment) -> bool:
    """Whether the buyer pays at the door."""
    return parcel.order.details.payment_method == COD


def waits_for_cash(parcel: Fulfilment) -> bool:
    """Whether the goods were handed over and the money has not come back yet."""
    return parcel.state == State.DELIVERED and is_cash(parcel) and parcel.cash_received is None


def recipient_of(parcel: Fulfilment) -> Recipient | None:
    """To whom the parcel goes; None while or since that is not the producer's business."""
    needed = parcel.state in (State.CONFIRMED, State.SENT, State.REFUSED)
    if not (needed or waits_for_cash(parcel)):
        return None
    details = parcel.order.details
    commune = full_name(details.commune, get_language() or "vi") if details.commune else ""
    return Recipient(details.full_name, details.phone, details.street, commune, details.note)


def holder_of_money(parcel: Fulfilment) -> str:
    """Who holds what the buyer pays for this parcel, as a code.

    nobody · buyer · carrier · producer · centre · refund (the centre gives it back).
    """
    ended_badly = parcel.state in (State.DECLINED, State.CANCELLED, State.RETURNED)
    if is_cash(parcel):
        if parcel.cash_received is not None:
            return "producer"
        if ended_badly or parcel.state == State.REFUSED:
            return "nobody"
        return "carrier" if parcel.state == State.DELIVERED else "buyer"
    if parcel.state == State.WAITING:
        return "buyer"
    if ended_badly:
        return "refund" if parcel.became_new_at else "nobody"
    return "centre"
