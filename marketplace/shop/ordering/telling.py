"""What every door leaves behind: events for the timeline, messages for the outbox."""

from oscar.apps.order.models import Order

from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import enqueue
from marketplace.shop.models import Fulfilment, OrderEvent


def locked(order_id: int) -> Order:
    """The order as it is now, locked until the door closes: doors of one order take turns."""
    # PostgreSQL refuses to lock the empty side of a join: only the order itself.
    orders = Order.objects.select_related("details").select_for_update(of=("self",))
    return orders.get(pk=order_id)


def locked_parcel(fulfilment: Fulfilment) -> Fulfilment:
    """The parcel as it is now, its order locked."""
    order = locked(fulfilment.order_id)
    found = Fulfilment.objects.select_related("producer").get(pk=fulfilment.pk)
    found.order = order
    return found


def tell(order, verb: str, *, fulfilment=None, by=None, message=True, **facts) -> OrderEvent:
    """Note what happened and, unless message is False, have the buyer or the desk told."""
    event = OrderEvent.objects.create(
        order=order, fulfilment=fulfilment, verb=verb, facts=facts, by=by, at=clock.now()
    )
    if message:
        enqueue(
            "order_message",
            f"event:{event.pk}",
            {
                "order": order.pk,
                "verb": verb,
                "fulfilment": fulfilment and fulfilment.pk,
                "event": event.pk,
            },
        )
    return event
