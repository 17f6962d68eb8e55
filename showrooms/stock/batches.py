"""The door through which a new batch comes on a producer's shelf."""

import datetime
from typing import Unpack

from django.db import transaction
from oscar.apps.catalogue.models import Product

from catalog.models import Producer
from marketplace.kernel import clock
from showrooms.errors import Expired, LotTaken
from showrooms.models import Batch, StockBalance, StockMove

from .ledger import Trace
from .shelves import receive


@transaction.atomic
def receive_batch(
    *,
    owner: Producer,
    product: Product,
    quantity: int,
    lot: str = "",
    made_on: datetime.date | None = None,
    best_before: datetime.date | None = None,
    **trace: Unpack[Trace],
) -> StockBalance:
    """Open a batch and put it in its producer's store; a blank lot gets a number of ours.

    Raises LotTaken when the product has the lot, Expired when its date is past already.
    """
    # Two calls for one product wait for each other: the next number is nobody else's.
    Product.objects.select_for_update().get(pk=product.pk)
    before = StockMove.objects.filter(operation=trace.get("operation")).select_related("balance")
    if trace.get("operation") and before:
        return before[0].balance
    lot = lot or _next_lot(product, made_on or clock.today())
    if Batch.objects.filter(product=product, lot=lot).exists():
        raise LotTaken(product, lot)
    batch = Batch(product=product, lot=lot, made_on=made_on, best_before=best_before)
    if not batch.is_good_on(clock.today()):
        raise Expired(batch, clock.today())
    batch.save()
    return receive(place=owner.store, batch=batch, owner=owner, quantity=quantity, **trace)


def _next_lot(product: Product, day: datetime.date) -> str:
    """ "261122-2": the second batch of that day, as short as a stamp on a jar wants it."""
    stamp = f"{day:%y%m%d}"
    taken = set(product.batches.filter(lot__startswith=stamp).values_list("lot", flat=True))
    return next(lot for n in range(1, len(taken) + 2) if (lot := f"{stamp}-{n}") not in taken)
