"""How much may be paid in cash, and how many unpaid orders one buyer may have. Dated."""

import datetime
import hashlib

from django.db.models import Count, Exists, OuterRef, Q

from marketplace.kernel.text import fold

from .errors import TooManyUnpaid
from .models import BuyerKey, Fulfilment, OrderDetails, PaymentLimit

State, Method = OrderDetails.State, OrderDetails.Method
# Where nobody set a limit, a careful one holds.
CAREFUL = PaymentLimit(
    cash_ceiling=5_000_000,
    open_orders_per_phone=3,
    open_orders_per_address=5,
    transfer_hours=24,
    valid_from=datetime.date.min,
)


def on(day: datetime.date) -> PaymentLimit:
    """The limits of a day. One query."""
    return PaymentLimit.objects.filter(valid_from__lte=day).order_by("valid_from").last() or CAREFUL


def address_key(commune_id: int, street: str) -> str:
    """One key for an address, however its street is written."""
    return _hashed(f"address:{commune_id}:{' '.join(fold(street).split())}")


def refuse_too_many(phone: str, address: str, limit: PaymentLimit) -> None:
    """Raise TooManyUnpaid when the phone or the address has its fill of unpaid orders.

    address: an address_key(). Inside placing: two orders of one buyer wait for each other here,
    so that both cannot count to the same number.
    """
    _queue_up([_hashed(f"phone:{phone}"), address])
    same_phone, same_address = Q(phone=phone), Q(address_key=address)
    open_orders = (
        unpaid()
        .filter(same_phone | same_address)
        .aggregate(phone=Count("pk", filter=same_phone), address=Count("pk", filter=same_address))
    )
    if open_orders["phone"] >= limit.open_orders_per_phone:
        raise TooManyUnpaid("phone", limit.open_orders_per_phone)
    if open_orders["address"] >= limit.open_orders_per_address:
        raise TooManyUnpaid("address", limit.open_orders_per_address)


def unpaid():
    """Details of orders whose money has not come: awaited, or cash for a parcel still to come."""
    coming = Fulfilment.objects.filter(
        order=OuterRef("pk"), state__in=[*Fulfilment.OPEN, Fulfilment.State.SENT]
    )
    cash = Q(payment_method=Method.COD, order__status=State.PLACED) & Exists(coming)
    return OrderDetails.objects.filter(Q(order__status=State.AWAITING_PAYMENT) | cash)


def _queue_up(keys: list[str]) -> None:
    keys = sorted(keys)
    BuyerKey.objects.bulk_create([BuyerKey(key=key) for key in keys], ignore_conflicts=True)
    list(BuyerKey.objects.select_for_update().filter(key__in=keys).order_by("key"))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
