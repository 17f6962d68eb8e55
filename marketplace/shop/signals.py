"""What the shop does when the register of certificates changes: it notes whom to tell."""

from django.dispatch import receiver

from catalog.signals import certification_changed
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import enqueue, handles

from .models import FulfilmentItem
from .ordering import expire
from .ordering.stars import ended


@receiver(certification_changed, dispatch_uid="shop.tell_buyers")
def tell_buyers(product_id, **_signal):
    """Ask for a message to every buyer who waits for goods whose star ended or fell."""
    items = FulfilmentItem.objects.filter(product_id=product_id)
    for change in ended(items, clock.today()):
        item = change.item
        star = change.star.certification_id if change.star else ""
        enqueue(
            "order_message",
            f"star:{item.pk}:{change.kind}:{star}",
            {
                "order": item.fulfilment.order_id,
                "verb": "star_changed",
                "fulfilment": item.fulfilment_id,
                "item": item.pk,
                "kind": change.kind,
            },
        )


@handles("payment_deadline")
def give_up_waiting(payload):
    """The time to pay for an order is over."""
    expire(clock.now())
