"""Goods that are not sent after all: the producer declines them, or an officer takes them out."""

from django.db import transaction

from marketplace.kernel import clock
from marketplace.shop.errors import NotNow
from marketplace.shop.models import Fulfilment, FulfilmentItem, RefundDue

from .closing import close_if_over
from .paying import owe_if_paid, release
from .states import move
from .telling import locked_parcel, tell

Item, Reason = FulfilmentItem.State, RefundDue.Reason


@transaction.atomic
def decline(fulfilment: Fulfilment, *, because: str, by, items=None) -> None:
    """The producer will not send these items, or nothing of it when items is None.

    Effects: goods set free, less due (with the shipping when nothing is left), what was paid
    for them due back, the buyer told. Raises NotNow also for items that are gone already.
    """
    parcel = locked_parcel(fulfilment)
    gone = _chosen(parcel, items)
    verb = "declined" if _is_all(parcel, gone) else "items_declined"
    door = {"declined": "decline", "items_declined": "decline_items"}[verb]
    back = _lessen(parcel, gone, door, Item.DECLINED, because=because, owed=Reason.DECLINED)
    titles = [item.title for item in gone]
    tell(parcel.order, verb, fulfilment=parcel, by=by, because=because, back=back, items=titles)
    close_if_over(parcel.order)


@transaction.atomic
def take_out(
    fulfilment: Fulfilment, *, because: str, by, items=None, reason: str = Reason.REMOVED
) -> None:
    """An officer takes these items out of the order for the buyer, or all when items is None.

    reason: why what was paid goes back, REMOVED or STAR. Effects as decline(). Open until the
    parcel is sent; an order that waits for money is cancelled as a whole instead.
    """
    parcel = locked_parcel(fulfilment)
    gone = _chosen(parcel, items)
    door = "take_out" if _is_all(parcel, gone) else "take_out_items"
    back = _lessen(parcel, gone, door, Item.CANCELLED, because=because, owed=reason)
    facts = {"because": because, "back": back, "items": [item.title for item in gone]}
    tell(parcel.order, "taken_out", fulfilment=parcel, by=by, reason=str(reason), **facts)
    close_if_over(parcel.order)


def _chosen(parcel, items) -> list[FulfilmentItem]:
    """The items that are meant, as they are now. Raises NotNow when one is gone already."""
    active = list(parcel.items.filter(state=Item.ACTIVE))
    wanted = {item.pk for item in active if items is None} | {item.pk for item in items or ()}
    gone = [item for item in active if item.pk in wanted]
    if len(gone) < len(wanted) or not gone:
        raise NotNow(Item.DECLINED)
    return gone


def _is_all(parcel, gone) -> bool:
    return parcel.items.filter(state=Item.ACTIVE).count() == len(gone)


def _lessen(parcel, gone, door: str, state: str, *, because: str, owed: str) -> int:
    """Set the goods free and owe what was paid for them; returns how much goes back."""
    due = parcel.due
    ended = {"ended_at": clock.now()} if _is_all(parcel, gone) else {}
    if state == Item.DECLINED:
        ended["declined_because"] = because[:200]
    move(parcel, door, **ended)
    parcel.items.filter(pk__in=[item.pk for item in gone]).update(state=state)
    release(gone)
    return owe_if_paid(parcel, due - parcel.due, owed)
