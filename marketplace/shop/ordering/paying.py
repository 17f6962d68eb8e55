"""Money of an order: it comes in, it does not come, it has to go back."""

import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum

from catalog.selling import why_not
from marketplace.kernel import clock
from marketplace.shop.errors import NotNow, WrongAmount
from marketplace.shop.models import (
    FulfilmentItem,
    OrderDetails,
    PaymentAttempt,
    Receipt,
    RefundDue,
)
from showrooms import stock

from .placing import HOLD, wants
from .states import OF_PARCEL, move, move_order
from .telling import locked, tell

Attempt, Reason = PaymentAttempt.State, RefundDue.Reason


@transaction.atomic
def receive_transfer(
    attempt: PaymentAttempt,
    *,
    amount: int,
    received_on: datetime.date,
    by,
    bank_reference: str = "",
    operation: UUID | None = None,
) -> Receipt:
    """Note money that an officer read in the bank statement, and act on it.

    Too little: the order waits for the rest. Enough: settle(); what is over goes back. Paid
    twice, after a cancellation, or after the deadline without goods left: it goes back
    (RefundDue). The same operation again changes nothing. Raises WrongAmount below 1 dong.
    """
    if amount <= 0:
        raise WrongAmount(amount, attempt.amount)
    order = locked(attempt.order_id)
    operation = operation or uuid4()
    if known := Receipt.objects.filter(operation=operation).first():
        return known
    attempt = _fresh(attempt, order)
    receipt = Receipt.objects.create(
        attempt=attempt,
        operation=operation,
        amount=amount,
        received_on=received_on,
        by=by,
        bank_reference=bank_reference,
    )
    _AT_ARRIVAL[attempt.state](attempt, receipt)
    return receipt


@transaction.atomic
def settle(attempt: PaymentAttempt) -> bool:
    """The money is there: the parcels go to their producers. True when the order stands.

    Idempotent. After the deadline the goods are promised anew; when that cannot be, or a
    product may no longer be sold, the order is cancelled and what came in goes back.
    Raises NotNow for an attempt that was cancelled.
    """
    order = locked(attempt.order_id)
    attempt = _fresh(attempt, order)
    if attempt.state == Attempt.SETTLED:
        return True
    if attempt.state == Attempt.CANCELLED:
        raise NotNow(attempt.state)
    if not _secure(attempt):
        _too_late(attempt)
        return False
    door = "revive" if attempt.state == Attempt.EXPIRED else "settle"
    _move_attempt(attempt, Attempt.SETTLED, settled_at=clock.now())
    move_order(order, door)
    if door == "revive":
        _uncancel(order)
    for parcel in order.fulfilments.order_by("pk"):
        move(parcel, door, became_new_at=clock.now(), ended_at=None)
    tell(order, "paid", amount=attempt.amount)
    return True


def expire(now: datetime.datetime) -> int:
    """Cancel the orders whose money did not come by its deadline; returns how many."""
    late = PaymentAttempt.objects.filter(state=Attempt.WAITING, deadline__lte=now)
    return sum(_expire_one(attempt, now) for attempt in late.order_by("deadline", "pk"))


@transaction.atomic
def cancel(order, *, because: str, by=None, for_buyer: bool = False) -> None:
    """Take the whole order back, until any parcel was sent. Raises NotNow after that.

    for_buyer: an officer does it, and the buyer reads why. Effects: goods set free, the payment
    attempt closed, what came in is due back, buyer and producers told.
    """
    order = locked(order.pk)
    for parcel in order.fulfilments.order_by("pk"):
        if parcel.state not in OF_PARCEL["cancel"]:
            raise NotNow(parcel.state)
    move_order(order, "cancel")
    _close(order, because)
    _move_waiting(order, Attempt.CANCELLED)
    back = owe_rest(order, Reason.CANCELLED)
    tell(order, "cancelled", by=by, because=because, for_buyer=for_buyer, back=back)


@transaction.atomic
def pay_back(refund: RefundDue, *, by, bank_reference: str = "") -> RefundDue:
    """Note that money went back to the buyer. Raises NotNow when it already had."""
    order = locked(refund.order_id)
    due = RefundDue.objects.filter(pk=refund.pk, state=RefundDue.State.DUE)
    paid = {
        "state": RefundDue.State.PAID,
        "paid_at": clock.now(),
        "paid_by": by,
        "bank_reference": bank_reference,
    }
    if not due.update(**paid):
        raise NotNow(RefundDue.State.PAID)
    tell(order, "paid_back", by=by, amount=refund.amount)
    refund.refresh_from_db()
    return refund


def received(order) -> int:
    """Dong that came in for an order: transfers, and cash at the door."""
    transfers = Receipt.objects.filter(attempt__order=order).aggregate(sum=Sum("amount"))["sum"]
    cash = order.fulfilments.aggregate(sum=Sum("cash_received"))["sum"]
    return (transfers or 0) + (cash or 0)


def owe(order, amount: int, reason: str, *, fulfilment=None) -> int:
    """Owe the buyer money, never more than came in; returns how much."""
    given = order.refunds_due.aggregate(sum=Sum("amount"))["sum"] or 0
    amount = min(amount, received(order) - given)
    if amount > 0:
        RefundDue.objects.create(order=order, fulfilment=fulfilment, amount=amount, reason=reason)
    return max(amount, 0)


def owe_if_paid(parcel, amount: int, reason: str) -> int:
    """Owe the buyer what was paid for goods that are not theirs any more; returns how much."""
    prepaid = parcel.order.payment_attempts.filter(state=Attempt.SETTLED).exists()
    if not prepaid and parcel.cash_received is None:
        return 0
    return owe(parcel.order, amount, reason, fulfilment=parcel)


def owe_rest(order, reason: str) -> int:
    """Owe the buyer all that came in and is not yet owed back; returns how much."""
    return owe(order, received(order), reason)


def release(items) -> None:
    """Set free the goods that are promised to these items."""
    for item in sorted(items, key=lambda item: item.product_id):
        stock.release(kind=HOLD, ref=item.uuid)


# --- what came in finds the attempt waiting, settled, expired or cancelled ---------------------


def _in_time(attempt, receipt) -> None:
    came = attempt.receipts.aggregate(sum=Sum("amount"))["sum"]
    if came < attempt.amount:
        missing = attempt.amount - came
        tell(attempt.order, "short", by=receipt.by, amount=receipt.amount, missing=missing)
    elif settle(attempt) and came > attempt.amount:
        _too_much(attempt, receipt, came)


def _after_deadline(attempt, receipt) -> None:
    given = attempt.order.refunds_due.aggregate(sum=Sum("amount"))["sum"] or 0
    ours = received(attempt.order) - given
    if ours < attempt.amount:
        _goes_back(attempt, receipt, Reason.LATE)
    elif settle(attempt) and ours > attempt.amount:
        _too_much(attempt, receipt, ours)


def _too_much(attempt, receipt, came: int) -> None:
    over = owe(attempt.order, came - attempt.amount, Reason.OVER)
    tell(attempt.order, "over", by=receipt.by, amount=over)


def _twice(attempt, receipt) -> None:
    is_over = attempt.order.status == OrderDetails.State.CANCELLED
    _goes_back(attempt, receipt, Reason.AFTER_CANCEL if is_over else Reason.DOUBLE)


def _after_cancel(attempt, receipt) -> None:
    _goes_back(attempt, receipt, Reason.AFTER_CANCEL)


def _goes_back(attempt, receipt, reason) -> None:
    owe(attempt.order, receipt.amount, reason)
    tell(attempt.order, "goes_back", by=receipt.by, amount=receipt.amount, reason=reason)


_AT_ARRIVAL = {
    Attempt.WAITING: _in_time,
    Attempt.SETTLED: _twice,
    Attempt.EXPIRED: _after_deadline,
    Attempt.CANCELLED: _after_cancel,
}


# --- steps --------------------------------------------------------------------------------------


def _fresh(attempt, order) -> PaymentAttempt:
    """The attempt as it is now that its order is locked."""
    attempt = PaymentAttempt.objects.get(pk=attempt.pk)
    attempt.order = order
    return attempt


def _move_attempt(attempt, after: str, **changes) -> None:
    same = PaymentAttempt.objects.filter(pk=attempt.pk, state=attempt.state)
    if not same.update(state=after, **changes):
        raise NotNow(PaymentAttempt.objects.get(pk=attempt.pk).state)
    attempt.state = after


def _move_waiting(order, after: str) -> None:
    order.payment_attempts.filter(state=Attempt.WAITING).update(state=after)


def _secure(attempt) -> bool:
    """Make the promise of the goods stand; False when it lapsed and cannot be given again."""
    items = list(
        FulfilmentItem.objects.filter(
            fulfilment__order=attempt.order, state=FulfilmentItem.State.ACTIVE
        ).select_related("fulfilment__producer__store")
    )
    today = clock.today()
    if attempt.state == Attempt.EXPIRED and why_not([i.product_id for i in items], today):
        return False
    lapsed = [item for item in items if not _kept(item)]
    producers = [item.fulfilment.producer for item in lapsed]
    stores = {producer.pk: producer.store for producer in producers}
    try:
        stock.hold_all(wants(lapsed, stores), day=today)
    except stock.OutOfStock:
        return False
    return True


def _kept(item) -> bool:
    try:
        stock.keep(kind=HOLD, ref=item.uuid)
    except stock.NothingHeld:
        return False
    return True


def _too_late(attempt) -> None:
    """The money is there and the goods are not: cancel, and owe it all back."""
    order = attempt.order
    if attempt.state == Attempt.WAITING:
        _move_attempt(attempt, Attempt.EXPIRED)
        move_order(order, "expire")
        _close(order, "")
    amount = owe_rest(order, Reason.LATE)
    tell(order, "goes_back", amount=amount, reason=Reason.LATE)


@transaction.atomic
def _expire_one(attempt, now) -> bool:
    order = locked(attempt.order_id)
    waiting = PaymentAttempt.objects.filter(pk=attempt.pk, state=Attempt.WAITING, deadline__lte=now)
    if not waiting.update(state=Attempt.EXPIRED):
        return False
    move_order(order, "expire")
    _close(order, "")
    back = owe_rest(order, Reason.SHORT)
    tell(order, "expired", back=back)
    return True


def _close(order, because: str) -> None:
    """Cancel every parcel that is still here and set its goods free."""
    now = clock.now()
    OrderDetails.objects.filter(order=order).update(
        cancelled_at=now, cancelled_because=because[:200]
    )
    for parcel in order.fulfilments.order_by("pk"):
        move(parcel, "cancel", ended_at=now)
    active = FulfilmentItem.State.ACTIVE
    release(FulfilmentItem.objects.filter(fulfilment__order=order, state=active))


def _uncancel(order) -> None:
    OrderDetails.objects.filter(order=order).update(cancelled_at=None, cancelled_because="")
