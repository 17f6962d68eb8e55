"""What the doors share: lock in one order, look and take at once, write the move."""

import datetime
import uuid
from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.db.models import F

from marketplace.kernel import clock
from marketplace.kernel.accounts.models import User
from showrooms.errors import Expired, OutOfStock
from showrooms.models import Hold, StockBalance, StockMove
from showrooms.signals import stock_changed

Balances = dict[int, StockBalance]


class Trace(TypedDict, total=False):
    """What a move remembers; a door called twice with one operation works once."""

    by: User | None
    reason: str
    operation: uuid.UUID | None


def lock(**which) -> Balances:
    """The balances, by key, as they are now and stay until the transaction ends."""
    rows = StockBalance.objects.filter(**which).select_related("batch").order_by("pk")
    return {balance.pk: balance for balance in rows.select_for_update(of=["self"])}


def change(
    balance: StockBalance, kind: str, *, on_hand: int = 0, held: int = 0, **trace: Unpack[Trace]
) -> None:
    """Add to both counts, if 0 <= held <= on_hand still holds after it. Raises OutOfStock."""
    take(balance, kind, on_hand=on_hand, held=held, **trace).save(force_insert=True)


def take(
    balance: StockBalance, kind: str, *, on_hand: int = 0, held: int = 0, **trace: Unpack[Trace]
) -> StockMove:
    """As change(), but returns the move: whoever takes often writes its moves in one go."""
    # One statement looks and takes: nobody can promise the goods in between.
    room = StockBalance.objects.filter(
        pk=balance.pk, held__gte=-held, on_hand__gte=F("held") + held - on_hand
    )
    if not room.update(on_hand=F("on_hand") + on_hand, held=F("held") + held):
        raise OutOfStock(balance.batch.product_id, max(held, -on_hand), balance.free)
    balance.on_hand += on_hand
    balance.held += held
    if trace.get("operation") is None:
        trace["operation"] = uuid.uuid4()
    return StockMove(balance=balance, kind=kind, on_hand_change=on_hand, held_change=held, **trace)


def replayed(balances: Iterable[StockBalance], trace: Trace) -> bool:
    """Whether this operation has already moved one of these (locked) balances."""
    operation = trace.get("operation")
    if operation is None:
        return False
    return StockMove.objects.filter(operation=operation, balance__in=balances).exists()


def free_lapsed(balances: Balances) -> None:
    """Release every open hold on these (locked) balances whose deadline has passed."""
    lapsed = Hold.objects.filter(
        balance__in=balances, state=Hold.State.OPEN, deadline__lte=clock.now()
    )
    for hold in lapsed.order_by("balance", "pk"):
        set_free(hold, balances[hold.balance_id])


def set_free(hold: Hold, balance: StockBalance) -> None:
    """Release one open hold of a locked balance."""
    change(balance, StockMove.Kind.RELEASE, held=-hold.quantity)
    hold.state = Hold.State.RELEASED
    hold.save(update_fields=["state"])


def refuse_expired(balance: StockBalance, day: datetime.date) -> None:
    if not balance.batch.is_good_on(day):
        raise Expired(balance.batch, day)


def refuse_nothing(quantity: int) -> None:
    if quantity < 1:
        raise ValueError(f"goods are moved by whole pieces, not by {quantity}")


def tell(balances: Iterable[StockBalance]) -> None:
    """Send the news of these balances upwards, once a product."""
    for product_id in sorted({balance.batch.product_id for balance in balances}):
        stock_changed.send(sender=StockBalance, product_id=product_id)
