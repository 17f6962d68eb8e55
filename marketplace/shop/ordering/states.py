"""Which door opens in which state, and where it leads. The one place that says so.

An order waits for payment or is placed; it ends completed or cancelled. Each parcel goes its
own way.
"""

from marketplace.shop.errors import NotNow
from marketplace.shop.models import Fulfilment, OrderDetails

Parcel, Whole = Fulfilment.State, OrderDetails.State

# door -> {state before: state after}
OF_PARCEL = {
    "settle": {Parcel.WAITING: Parcel.NEW},
    "revive": {Parcel.CANCELLED: Parcel.NEW},
    "confirm": {Parcel.NEW: Parcel.CONFIRMED},
    "decline": {Parcel.NEW: Parcel.DECLINED, Parcel.CONFIRMED: Parcel.DECLINED},
    "decline_items": {Parcel.NEW: Parcel.NEW, Parcel.CONFIRMED: Parcel.CONFIRMED},
    "take_out": {Parcel.NEW: Parcel.CANCELLED, Parcel.CONFIRMED: Parcel.CANCELLED},
    "take_out_items": {Parcel.NEW: Parcel.NEW, Parcel.CONFIRMED: Parcel.CONFIRMED},
    "send": {Parcel.CONFIRMED: Parcel.SENT},
    "deliver": {Parcel.SENT: Parcel.DELIVERED},
    "refuse": {Parcel.SENT: Parcel.REFUSED},
    "take_back": {Parcel.REFUSED: Parcel.RETURNED, Parcel.DELIVERED: Parcel.RETURNED},
    "cash_received": {Parcel.SENT: Parcel.SENT, Parcel.DELIVERED: Parcel.DELIVERED},
    "cancel": {
        Parcel.WAITING: Parcel.CANCELLED,
        Parcel.NEW: Parcel.CANCELLED,
        Parcel.CONFIRMED: Parcel.CANCELLED,
        Parcel.DECLINED: Parcel.DECLINED,
        Parcel.CANCELLED: Parcel.CANCELLED,
    },
}
OF_ORDER = {
    "settle": {Whole.AWAITING_PAYMENT: Whole.PLACED},
    "revive": {Whole.CANCELLED: Whole.PLACED},
    "cancel": {Whole.AWAITING_PAYMENT: Whole.CANCELLED, Whole.PLACED: Whole.CANCELLED},
    "expire": {Whole.AWAITING_PAYMENT: Whole.CANCELLED},
    "complete": {Whole.PLACED: Whole.COMPLETED},
}
# A parcel that is here needs nobody any more. REFUSED waits for its goods to come back.
ENDED = (Parcel.DELIVERED, Parcel.RETURNED, Parcel.DECLINED, Parcel.CANCELLED)


def is_open(door: str, fulfilment: Fulfilment) -> bool:
    """Whether a door of a parcel is open now; a screen shows no button that is not."""
    return fulfilment.state in OF_PARCEL[door]


def move(fulfilment: Fulfilment, door: str, **changes) -> None:
    """Take a parcel through a door: looks and moves in one UPDATE. Raises NotNow."""
    before = fulfilment.state
    if before not in OF_PARCEL[door]:
        raise NotNow(before)
    changes["state"] = OF_PARCEL[door][before]
    if not Fulfilment.objects.filter(pk=fulfilment.pk, state=before).update(**changes):
        raise NotNow(Fulfilment.objects.get(pk=fulfilment.pk).state)
    for name, value in changes.items():
        setattr(fulfilment, name, value)


def move_order(order, door: str) -> None:
    """Take an order through a door: looks and moves in one UPDATE. Raises NotNow."""
    before = order.status
    if before not in OF_ORDER[door]:
        raise NotNow(before)
    after = OF_ORDER[door][before]
    if not type(order).objects.filter(pk=order.pk, status=before).update(status=after):
        raise NotNow(type(order).objects.get(pk=order.pk).status)
    order.status = after
