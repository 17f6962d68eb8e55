"""What an officer decides when a star stopped goods that were ordered."""

from django.db import transaction

from catalog.selling import Block, star_blocks
from marketplace.kernel import clock
from marketplace.shop.errors import NotNow, SafetyStop
from marketplace.shop.models import Fulfilment, FulfilmentItem, RefundDue, StarWaiver

from .declining import take_out
from .telling import locked_parcel, tell

# A star that merely expired after the order does not stop its parcel.
STOPPING = {"revoked", "safety", "suspended", "no_star"}


def stopped(items) -> dict[int, Block]:
    """What forbids to send each of these items today and no officer waived, by item id.

    Two queries. Safety is never waived.
    """
    items = list(items)
    blocks = star_blocks([item.product_id for item in items], clock.today())
    waived = set(StarWaiver.objects.filter(item__in=items).values_list("item", "kind"))
    found = {item.pk: blocks.get(item.product_id) for item in items}
    return {
        pk: block
        for pk, block in found.items()
        if block and block.code in STOPPING and (pk, block.code) not in waived
    }


@transaction.atomic
def send_anyway(fulfilment: Fulfilment, *, because: str, by) -> None:
    """Let all goods of a parcel go that a star stopped; its producer may send it then.

    Another reason than today's stops them again. Raises NotNow when the
    parcel was sent or nothing stops it, SafetyStop where a star was revoked for safety.
    """
    parcel = locked_parcel(fulfilment)
    items = _waiting(parcel)
    blocks = stopped(items)
    unsafe = [item for item in items if item.pk in blocks and blocks[item.pk].code == "safety"]
    if unsafe:
        raise SafetyStop(unsafe)
    if not blocks:
        raise NotNow(parcel.state)
    StarWaiver.objects.bulk_create(
        StarWaiver(item_id=pk, kind=block.code, because=because, by=by, at=clock.now())
        for pk, block in blocks.items()
    )
    titles = [item.title for item in items if item.pk in blocks]
    tell(parcel.order, "sent_anyway", fulfilment=parcel, by=by, because=because, items=titles)


@transaction.atomic
def refund_stopped(fulfilment: Fulfilment, *, because: str, by) -> None:
    """Take all goods out of a parcel that a star stopped; what was paid goes back.

    Raises NotNow when the parcel was sent or nothing stops it.
    """
    parcel = locked_parcel(fulfilment)
    items = _waiting(parcel)
    blocks = stopped(items)
    gone = [item for item in items if item.pk in blocks]
    if not gone:
        raise NotNow(parcel.state)
    take_out(parcel, items=gone, because=because, by=by, reason=RefundDue.Reason.STAR)


def _waiting(parcel) -> list[FulfilmentItem]:
    """What of a parcel is still to be sent. Raises NotNow when it is not here any more."""
    if parcel.state not in Fulfilment.OPEN:
        raise NotNow(parcel.state)
    return list(parcel.items.filter(state=FulfilmentItem.State.ACTIVE).order_by("pk"))
