"""What became of the stars of an order since it was placed."""

import datetime
from dataclasses import dataclass
from datetime import timedelta

from catalog.certification import Star, stars_of
from catalog.selling import Block, star_blocks
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import enqueue
from marketplace.shop.models import Fulfilment, FulfilmentItem

# No parcel stays open for longer; only stars that end within it are watched.
WATCHED = timedelta(days=60)


@dataclass(frozen=True)
class StarEnded:
    """An item whose star is no longer what it was when it was bought.

    kind: expired, lowered, suspended, revoked, safety or no_star (void). star: of that day.
    """

    item: FulfilmentItem
    kind: str
    star: Star | None
    block: Block | None


def stars_ended_since(order, day: datetime.date) -> list[StarEnded]:
    """The items of an order, not yet sent, whose star ended or fell until a day."""
    waiting = FulfilmentItem.objects.filter(fulfilment__order=order)
    return ended(waiting, day)


def ended(items, day: datetime.date) -> list[StarEnded]:
    """Of a queryset of items, those not yet sent whose star ended or fell. Three queries."""
    items = list(
        items.filter(
            state=FulfilmentItem.State.ACTIVE, fulfilment__state__in=Fulfilment.OPEN
        ).select_related("fulfilment")
    )
    ids = [item.product_id for item in items]
    stars, blocks = stars_of(ids, day), star_blocks(ids, day)
    found = [(item, stars.get(item.product_id), blocks.get(item.product_id)) for item in items]
    return [
        StarEnded(item, kind, star, block)
        for item, star, block in found
        if (kind := _kind(item, star, block))
    ]


def _kind(item, star, block) -> str | None:
    if star is None:
        return block.code if block else "no_star"
    if star.stars < item.stars:
        return "lowered"
    return "suspended" if block and block.code == "suspended" else None


def watch(item: FulfilmentItem, valid_until: datetime.date) -> None:
    """Look at an item again on the first day after its star, if that is soon."""
    if valid_until - clock.today() > WATCHED:
        return
    morning = datetime.datetime.combine(
        valid_until + timedelta(days=1), datetime.time(), clock.HANOI
    )
    enqueue("star_expiry", f"{item.pk}:{valid_until}", {"item": item.pk}, not_before=morning)


def tell_waiting_buyers(items) -> None:
    """Ask for one message for each of these items, not yet sent, whose star ended or fell."""
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
