"""A parcel as the producer's pages show it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from marketplace.kernel.money import format_dong
from marketplace.shop import desk
from marketplace.shop.models import Fulfilment, FulfilmentItem

from . import words


@dataclass(frozen=True)
class ShownParcel:
    """Amounts are whole dong; `to` is None while the buyer is not the producer's business."""

    pk: int
    code: str
    state: str
    status: str
    tone: str
    since: datetime
    is_late: bool
    items: list[FulfilmentItem]
    left_out: list[FulfilmentItem]
    goods: int
    shipping: int
    total: int
    is_cash: bool
    waits_for_cash: bool
    money: str
    to: desk.Recipient | None
    parcel: Fulfilment


def shown(parcel: Fulfilment, now: datetime) -> ShownParcel:
    """The parcel in the active language; asks nothing of the database."""
    items = list(parcel.items.all())
    active = desk.active_items(parcel)
    return ShownParcel(
        pk=parcel.pk,
        code=parcel.order.number,
        state=parcel.state,
        status=str(words.STATES[parcel.state]),
        tone=words.TONES.get(parcel.state, "quiet"),
        since=parcel.became_new_at or parcel.order.details.placed_at,
        is_late=desk.is_late(parcel, now),
        items=active or items,
        left_out=[item for item in items if item not in active] if active else [],
        goods=parcel.goods,
        shipping=parcel.shipping if parcel.due else 0,
        total=parcel.due,
        is_cash=desk.is_cash(parcel),
        waits_for_cash=desk.waits_for_cash(parcel),
        money=words.money_sentence(parcel, format_dong(parcel.due, get_language() or "vi")),
        to=desk.recipient_of(parcel),
        parcel=parcel,
    )
