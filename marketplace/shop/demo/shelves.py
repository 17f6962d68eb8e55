"""Batches in the producers' stores: two a product, and a few shelves with a story."""

from datetime import date, timedelta

from catalog.models import ProductFacts
from showrooms import stock
from showrooms.models import Batch, StockBalance, StockPlace

# Every 25th product is sold out, so that the page which says so can be seen.
SOLD_OUT_EVERY = 25
ON_THE_SHELF = 12


def fill_stores(goods: list, *, today: date) -> int:
    """Receive batches of every product that can stand on a shelf; returns how many pieces."""
    pieces = 0
    facts = ProductFacts.objects.select_related("producer__store").in_bulk([g.pk for g in goods])
    for number, product in enumerate(goods):
        known = facts[product.pk]
        if known.is_service or number % SOLD_OUT_EVERY == SOLD_OUT_EVERY - 1:
            continue
        for batch, quantity in _batches(product, known, number, today):
            stock.receive(
                place=known.producer.store,
                batch=batch,
                owner=known.producer,
                quantity=quantity,
                reason="minh họa",
            )
            pieces += quantity
    return pieces


def fill_showroom(shelf: StockPlace, by) -> None:
    """Send a few pieces of some products from their stores to a showroom's shelf."""
    stores = StockBalance.objects.filter(place__kind=StockPlace.Kind.PRODUCER_STORE)
    for balance in stores.order_by("pk")[:: len(stores) // ON_THE_SHELF]:
        stock.transfer(balance=balance, quantity=2, to=shelf, by=by, reason="minh họa")


def _batches(product, facts, number: int, today: date):
    """The older batch and the newer one, in pieces."""
    life = facts.shelf_life_days
    for turn, (age, quantity) in enumerate(((0.55, 6 + number % 9), (0.1, 12 + number % 17))):
        made_on = today - timedelta(days=int(age * (life or 200)))
        batch = Batch.objects.create(
            product=product,
            lot=f"{made_on:%y%m%d}-{turn + 1}",
            made_on=made_on,
            best_before=made_on + timedelta(days=life) if life else None,
        )
        yield batch, quantity
