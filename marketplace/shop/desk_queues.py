"""What waits at the officers' desk: every state that is not final stands in one queue.

A queue is a queryset whose rows carry `since`. A parcel may stay in a state for its normal time
without anybody being asked to look; see NORMAL.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import (
    Count,
    DateTimeField,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from marketplace.kernel import clock
from marketplace.kernel.outbox.models import OutboxItem

from . import desk
from .models import (
    Fulfilment,
    FulfilmentItem,
    OrderDetails,
    OrderEvent,
    PaymentAttempt,
    Receipt,
    RefundDue,
    StarWaiver,
)
from .ordering.deciding import STOPPING
from .ordering.stars import StarEnded, ended
from .transfers import METHOD

Parcel, Attempt = Fulfilment.State, PaymentAttempt.State

# How long a parcel may stay in a state before an officer looks at it.
NORMAL = {
    Parcel.NEW: desk.VERY_LATE,
    Parcel.CONFIRMED: timedelta(days=3),
    Parcel.SENT: timedelta(days=10),
}
# The worker ends what was not paid in time within a minute; then nobody works.
GRACE = timedelta(minutes=15)
DECLINES = ("declined", "items_declined")


@dataclass(frozen=True)
class Waiting:
    """How many rows a queue holds, and since when the oldest waits."""

    code: str
    count: int
    oldest: datetime | None


def summaries(now: datetime) -> list[Waiting]:
    """Every queue with its count and its oldest row, also the empty ones. Constant queries."""
    found = [_summed(code, queue(now)) for code, queue in QUEUES.items()]
    decisions = [change for change in stars_ended() if change.needs_decision]
    oldest = min((change.since for change in decisions), default=None)
    return [*found, Waiting("stars", len({c.parcel.pk for c in decisions}), oldest)]


def _summed(code: str, rows: QuerySet) -> Waiting:
    found = rows.order_by().aggregate(n=Count("pk"), oldest=Min("since"))
    return Waiting(code, found["n"], found["oldest"])


# --- parcels ------------------------------------------------------------------------------------


def parcels() -> QuerySet[Fulfilment]:
    """Parcels with what a line of a list names: two queries."""
    return Fulfilment.objects.select_related("order__details", "producer").prefetch_related("items")


def late(now: datetime) -> QuerySet[Fulfilment]:
    """The producer has not confirmed in time."""
    rows = parcels().annotate(since=_first("became_new_at"))
    return rows.filter(state=Parcel.NEW, since__lt=now - NORMAL[Parcel.NEW]).order_by("since", "pk")


def unsent(now: datetime) -> QuerySet[Fulfilment]:
    """Confirmed, and not sent in time."""
    since = now - NORMAL[Parcel.CONFIRMED]
    rows = parcels().annotate(since=_first("confirmed_at"))
    return rows.filter(state=Parcel.CONFIRMED, since__lt=since).order_by("since", "pk")


def on_the_way(now: datetime) -> QuerySet[Fulfilment]:
    """Sent so long ago that somebody should know what became of it."""
    since = now - NORMAL[Parcel.SENT]
    rows = parcels().annotate(since=_first("sent_at"))
    return rows.filter(state=Parcel.SENT, since__lt=since).order_by("since", "pk")


def returns(now: datetime) -> QuerySet[Fulfilment]:
    """Not taken at the door, and not back yet."""
    refused = OrderEvent.objects.filter(fulfilment=OuterRef("pk"), verb="refused").order_by("-pk")
    rows = parcels().filter(state=Parcel.REFUSED)
    return rows.annotate(since=Coalesce(Subquery(refused.values("at")[:1]), "sent_at")).order_by(
        "since", "pk"
    )


def cash(now: datetime) -> QuerySet[Fulfilment]:
    """Handed over against cash that has not come from the carrier."""
    rows = parcels().filter(
        state=Parcel.DELIVERED,
        cash_received=None,
        order__details__payment_method=OrderDetails.Method.COD,
    )
    return rows.annotate(since=_first("delivered_at")).order_by("since", "pk")


def _first(moment: str):
    """The moment, or when the parcel began where nobody noted it."""
    return Coalesce(moment, "became_new_at", "order__details__placed_at", output_field=_MOMENT)


_MOMENT = DateTimeField()


# --- money --------------------------------------------------------------------------------------


def transfers(now: datetime) -> QuerySet[PaymentAttempt]:
    """Transfers to compare with the bank statement; nothing has come yet."""
    rows = _waiting().filter(method=METHOD, receipts=None, deadline__gte=now - GRACE)
    return rows.order_by("since", "pk")


def short_transfers(now: datetime) -> QuerySet[PaymentAttempt]:
    """A part of the money came, and the order waits for the rest."""
    some = Receipt.objects.values("attempt")
    return _waiting().filter(pk__in=some, deadline__gte=now - GRACE).order_by("since", "pk")


def unended(now: datetime) -> QuerySet[PaymentAttempt]:
    """The time to pay is over and nothing ended the order: no worker runs."""
    overdue = Q(deadline__lt=now - GRACE) | Q(deadline=None)
    return _waiting().filter(overdue).order_by("since", "pk")


def _waiting():
    rows = PaymentAttempt.objects.filter(state=Attempt.WAITING)
    return rows.select_related("order__details").annotate(since=F("created_at"))


def refunds(now: datetime) -> QuerySet[RefundDue]:
    """Money of buyers that has not gone back."""
    rows = RefundDue.objects.filter(state=RefundDue.State.DUE).annotate(since=F("created_at"))
    return rows.select_related("order__details").order_by("since", "pk")


# --- news ---------------------------------------------------------------------------------------


def declined(now: datetime) -> QuerySet[OrderEvent]:
    """Goods that a producer declined, until an officer has looked at it."""
    rows = OrderEvent.objects.filter(verb__in=DECLINES, looked_at=None)
    rows = rows.select_related("order__details", "fulfilment__producer")
    return rows.annotate(since=F("at")).order_by("since", "pk")


def letters(now: datetime) -> QuerySet[OutboxItem]:
    """Messages that were given up."""
    rows = OutboxItem.objects.filter(dead_at__isnull=False, done_at=None)
    return rows.annotate(since=F("dead_at")).order_by("since", "pk")


QUEUES: dict[str, Callable[[datetime], QuerySet]] = {
    "late": late,
    "declined": declined,
    "unsent": unsent,
    "on_the_way": on_the_way,
    "transfers": transfers,
    "short": short_transfers,
    "unended": unended,
    "cash": cash,
    "returns": returns,
    "refunds": refunds,
    "letters": letters,
}


# --- stars --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StarChange:
    """A parcel, still here, with an item whose star ended or fell.

    needs_decision: it may not be sent before an officer decides. waived: one decided to send.
    """

    parcel: Fulfilment
    change: StarEnded
    since: datetime
    needs_decision: bool
    waived: bool


def stars_ended() -> list[StarChange]:
    """Open parcels touched by a star, what needs a decision first, the oldest first."""
    touched = ended(FulfilmentItem.objects.all(), clock.today())
    pks = {change.item.fulfilment_id for change in touched}
    here = parcels().filter(pk__in=pks).in_bulk()
    waived = set(StarWaiver.objects.filter(item__fulfilment__in=pks).values_list("item", "kind"))
    rows = [_star_change(here[change.item.fulfilment_id], change, waived) for change in touched]
    return sorted(rows, key=lambda row: (not row.needs_decision, row.since, row.change.item.pk))


def _star_change(parcel, change: StarEnded, waived: set) -> StarChange:
    is_waived = (change.item.pk, change.kind) in waived
    needs = change.kind in STOPPING and not is_waived
    return StarChange(parcel, change, _star_since(parcel, change), needs, is_waived)


def _star_since(parcel, change: StarEnded) -> datetime:
    """When the star ended; where the register does not say, when the order was placed."""
    placed = parcel.order.details.placed_at
    day = change.block.date if change.block and change.kind != "suspended" else None
    if day is None or day > clock.today():
        return placed
    return max(placed, datetime.combine(day, time(), clock.HANOI))
