"""When the last parcel is done, the order is."""

from marketplace.kernel import clock
from marketplace.shop.models import Fulfilment, OrderDetails

from .states import ENDED, move_order
from .telling import tell

Parcel = Fulfilment.State


def close_if_over(order) -> None:
    """Close the order when no parcel needs anybody any more."""
    states = set(order.fulfilments.values_list("state", flat=True))
    if not states <= set(ENDED) or order.status != OrderDetails.State.PLACED:
        return
    if states & {Parcel.DELIVERED, Parcel.RETURNED}:
        move_order(order, "complete")
        tell(order, "completed", message=False)
    else:
        move_order(order, "cancel")
        OrderDetails.objects.filter(order=order).update(cancelled_at=clock.now())
