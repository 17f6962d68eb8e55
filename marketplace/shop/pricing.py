"""The door of prices: what a product costs, and who changed it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import StockRecord

from marketplace.kernel import money

from .models import PriceChange

HIGHEST = 1_000_000_000
# Half as much again, or half: what a forgotten or doubled zero looks like.
SUSPICIOUS_PERCENT = 50


class PriceError(Exception):
    """A price that cannot be set; carries what was there and what was wanted."""

    def __init__(self, before: int | None, wanted: int):
        super().__init__(before, wanted)
        self.before, self.wanted = before, wanted


class NotAPrice(PriceError):
    """Not above zero, or above any price a product here could have."""


class SuspiciousPrice(PriceError):
    """More than 50 % away from the price before: somebody has to say it is meant."""


class PriceMoved(PriceError):
    """The price is no longer the one that was shown to whoever changes it."""


@dataclass(frozen=True)
class Price:
    """What a product cost before and costs now, whole dong."""

    before: int | None
    after: int


@transaction.atomic
def change_price(product: Product, *, price: int, by, seen: int | None = None, meant=False):
    """Sell the product for `price` whole dong from now on; returns a Price.

    Effects: StockRecord.price, saved so that the search hears of it, and one PriceChange. The
    same price again changes nothing. Baskets show the new price; placed orders keep theirs.
    seen: the price that was on the screen; another one now raises PriceMoved.
    meant: without it a change of more than 50 % raises SuspiciousPrice.
    """
    record = StockRecord.objects.select_for_update().get(product=product)
    before = None if record.price is None else money.whole(record.price)
    if not 0 < price <= HIGHEST:
        raise NotAPrice(before, price)
    if seen is not None and before not in (seen, price):
        raise PriceMoved(before, price)
    if before == price:
        return Price(before, price)
    if before and not meant and abs(price - before) * 100 > before * SUSPICIOUS_PERCENT:
        raise SuspiciousPrice(before, price)
    record.price = Decimal(price)
    record.save(update_fields=["price", "date_updated"])
    PriceChange.objects.create(product=product, before=before, after=price, by=by)
    return Price(before, price)
