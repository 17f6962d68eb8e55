"""Doors through which goods come, are counted, move to another shelf, or are lost."""

from typing import Unpack

from django.db import transaction

from catalog.models import Producer
from marketplace.kernel import clock
from showrooms.errors import CountBelowHeld, Recounted
from showrooms.models import Batch, StockBalance, StockMove, StockPlace

from .ledger import (
    Balances,
    Trace,
    change,
    free_lapsed,
    lock,
    refuse_expired,
    refuse_nothing,
    replayed,
    tell,
)


@transaction.atomic
def receive(
    *, place: StockPlace, batch: Batch, owner: Producer, quantity: int, **trace: Unpack[Trace]
) -> StockBalance:
    """Put goods of a batch on a shelf; the balance is made when it is the first of them."""
    refuse_nothing(quantity)
    made, _ = StockBalance.objects.get_or_create(place=place, batch=batch, owner=owner)
    balance = lock(pk=made.pk)[made.pk]
    if not replayed([balance], trace):
        change(balance, StockMove.Kind.RECEIVE, on_hand=quantity, **trace)
        tell([balance])
    return balance


@transaction.atomic
def recount(
    *, balance: StockBalance, counted: int, expected: int, **trace: Unpack[Trace]
) -> StockBalance:
    """Set what is on hand to what was counted, if it still is what the counter was shown.

    A count that changes nothing leaves its move too: somebody looked. Raises Recounted when
    the goods moved meanwhile, CountBelowHeld when more is promised than was counted.
    """
    now = _free_and_lock(balance)[balance.pk]
    if replayed([now], trace):
        return now
    if now.on_hand != expected:
        raise Recounted(now, expected)
    if counted < now.held:
        raise CountBelowHeld(now, counted)
    change(now, StockMove.Kind.RECOUNT, on_hand=counted - expected, **trace)
    tell([now])
    return now


@transaction.atomic
def write_off(*, balance: StockBalance, quantity: int, **trace: Unpack[Trace]) -> StockBalance:
    """Take spoilt, broken or expired goods off the books.

    Raises OutOfStock beyond what is free: promised goods are released first.
    """
    refuse_nothing(quantity)
    now = _free_and_lock(balance)[balance.pk]
    if not replayed([now], trace):
        change(now, StockMove.Kind.WRITE_OFF, on_hand=-quantity, **trace)
        tell([now])
    return now


@transaction.atomic
def transfer(
    *, balance: StockBalance, quantity: int, to: StockPlace, **trace: Unpack[Trace]
) -> StockBalance:
    """Carry free goods to another shelf, same batch and owner; gives the balance over there.

    Raises Expired for goods past their date, OutOfStock beyond what is free.
    """
    refuse_nothing(quantity)
    if to.pk == balance.place_id:
        raise ValueError("goods cannot be carried to where they stand")
    there, _ = StockBalance.objects.get_or_create(
        place=to, batch_id=balance.batch_id, owner_id=balance.owner_id
    )
    balances = _free_and_lock(balance)
    source, target = balances[balance.pk], balances[there.pk]
    if not replayed([source], trace):
        refuse_expired(source, clock.today())
        change(source, StockMove.Kind.TRANSFER, on_hand=-quantity, **trace)
        change(target, StockMove.Kind.TRANSFER, on_hand=quantity, **trace)
        tell([source])
    return target


def _free_and_lock(balance: StockBalance) -> Balances:
    """All balances of the product, locked and rid of lapsed holds.

    All, because a promise may lie on several of them and lapses as a whole.
    """
    locked = lock(batch__product_id=balance.batch.product_id)
    free_lapsed(locked)
    return locked
