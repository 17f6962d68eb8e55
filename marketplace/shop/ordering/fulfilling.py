"""What the producer does with a parcel, and what becomes of it."""

from django.db import transaction

from marketplace.kernel import clock
from marketplace.kernel.money import share
from marketplace.shop.errors import CertificationEnded, NotNow, WrongAmount
from marketplace.shop.models import (
    Fulfilment,
    FulfilmentItem,
    OrderDetails,
    RefundDue,
)
from showrooms import stock

from .closing import close_if_over
from .deciding import stopped
from .paying import owe_if_paid
from .placing import HOLD
from .states import is_open, move
from .telling import locked_parcel, tell

Item, Parcel = FulfilmentItem.State, Fulfilment.State


@transaction.atomic
def confirm(fulfilment: Fulfilment, *, by) -> None:
    """The producer will send it. Effects: the buyer is told."""
    parcel = locked_parcel(fulfilment)
    move(parcel, "confirm", confirmed_at=clock.now())
    tell(parcel.order, "confirmed", fulfilment=parcel, by=by)


def send(fulfilment: Fulfilment, *, carrier: str, number: str, by) -> None:
    """The parcel is handed to a carrier. Effects: goods leave the store, the buyer is told.

    The stars are asked again: revoked, suspended or void since the order, and not waived by an
    officer, raises CertificationEnded, and the officers are told. Goods past their date raise
    stock.Expired.
    """
    if refusal := _stopped(fulfilment):
        with transaction.atomic():
            parcel = locked_parcel(fulfilment)
            codes = {str(pk): block.code for pk, block in refusal.blocks.items()}
            tell(parcel.order, "star_stopped", fulfilment=parcel, by=by, blocks=codes)
        raise refusal
    _send(fulfilment, carrier, number, by)


@transaction.atomic
def deliver(fulfilment: Fulfilment, *, by) -> None:
    """The buyer has it. Effects: the buyer is told; the order may be completed by it."""
    parcel = locked_parcel(fulfilment)
    now = clock.now()
    move(parcel, "deliver", delivered_at=now, ended_at=now)
    tell(parcel.order, "delivered", fulfilment=parcel, by=by)
    close_if_over(parcel.order)


@transaction.atomic
def refuse(fulfilment: Fulfilment, *, by) -> None:
    """The buyer did not take it at the door; take_back() follows when it is here again."""
    parcel = locked_parcel(fulfilment)
    move(parcel, "refuse")
    tell(parcel.order, "refused", fulfilment=parcel, by=by)


@transaction.atomic
def take_back(
    fulfilment: Fulfilment, *, to_shelf: bool, by, quantities: dict[int, int] | None = None
) -> None:
    """Sent goods came back. quantities: by item id, all when None; a parcel comes back once.

    Effects: to_shelf puts them back on the shelf they left, else they stay off the books; what
    was paid for them is due back. Raises WrongAmount for more than went.
    """
    parcel = locked_parcel(fulfilment)
    move(parcel, "take_back", ended_at=clock.now())
    back = 0
    for item in parcel.items.filter(state=Item.ACTIVE).order_by("product_id"):
        count = item.quantity if quantities is None else quantities.get(item.pk, 0)
        if not 0 <= count <= item.quantity:
            raise WrongAmount(count, item.quantity)
        if count:
            back += share(item.amount, [count, item.quantity - count])[0]
            _return(item, count, to_shelf, by)
    owed = owe_if_paid(parcel, back, RefundDue.Reason.RETURNED)
    tell(parcel.order, "taken_back", fulfilment=parcel, by=by, back=owed, to_shelf=to_shelf)
    close_if_over(parcel.order)


@transaction.atomic
def cash_received(fulfilment: Fulfilment, *, amount: int, by) -> None:
    """The carrier handed over the cash of a parcel: what was due, or less.

    Raises WrongAmount for nothing or more than was due, NotNow when it is prepaid or noted.
    """
    parcel = locked_parcel(fulfilment)
    if not is_open("cash_received", parcel):
        raise NotNow(parcel.state)
    if parcel.order.details.payment_method != OrderDetails.Method.COD:
        raise NotNow(parcel.order.details.payment_method)
    if parcel.cash_received is not None:
        raise NotNow("cash_received")
    if not 0 < amount <= parcel.due:
        raise WrongAmount(amount, parcel.due)
    due = parcel.due
    move(parcel, "cash_received", cash_received=amount, cash_received_at=clock.now())
    tell(
        parcel.order,
        "cash_received",
        fulfilment=parcel,
        by=by,
        message=False,
        amount=amount,
        due=due,
    )


@transaction.atomic
def _send(fulfilment, carrier, number, by) -> None:
    parcel = locked_parcel(fulfilment)
    sent = {"carrier": carrier, "tracking_number": number, "sent_at": clock.now()}
    move(parcel, "send", **sent)
    for item in parcel.items.filter(state=Item.ACTIVE).order_by("product_id"):
        stock.issue(kind=HOLD, ref=item.uuid, day=clock.today(), by=by)
    tell(parcel.order, "sent", fulfilment=parcel, by=by, carrier=carrier, number=number)


def _stopped(fulfilment) -> CertificationEnded | None:
    """What forbids to send a parcel that could be sent otherwise."""
    if Fulfilment.objects.get(pk=fulfilment.pk).state != Parcel.CONFIRMED:
        return None
    items = list(fulfilment.items.filter(state=Item.ACTIVE))
    blocks = stopped(items)
    against = {item.product_id: blocks[item.pk] for item in items if item.pk in blocks}
    goods = [item for item in items if item.pk in blocks]
    return CertificationEnded(goods, against) if goods else None


def _return(item, count: int, to_shelf: bool, by) -> None:
    state = Item.RETURNED if count == item.quantity else Item.ACTIVE
    FulfilmentItem.objects.filter(pk=item.pk).update(returned=count, state=state)
    if to_shelf:
        stock.give_back(kind=HOLD, ref=item.uuid, quantities=count, by=by)
