"""What a product costs and whether it may be bought, for Oscar's basket and order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from oscar.apps.partner import availability, prices
from oscar.apps.partner import strategy as oscar

from catalog.certification import Star
from catalog.selling import Block, standing_of
from marketplace.kernel import clock
from marketplace.kernel.money import whole
from showrooms import stock

__all__ = ["Asked", "InForce", "Selector"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the register and the ledger answered about one product."""

    star: Star | None
    block: Block | None
    available: int


class OnShelf(availability.Base):
    """Available as far as the ledger holds goods and nothing stands against the product."""

    def __init__(self, asked: Asked):
        self.num_available = 0 if asked.block else asked.available
        self.code = "instock" if self.num_available else "outofstock"

    def is_purchase_permitted(self, quantity):
        if quantity <= self.num_available:
            return True, ""
        return False, _("There are not enough of this product.")


class InForce(oscar.Structured):
    """Prices are whole dong with VAT inside; what is on sale is asked once per basket.

    Oscar is told a tax of 0: it adds taxes, the shop only says how much is inside. Oscar asks
    line by line, so the first line asked for loads the answers for all lines of its basket.
    """

    def __init__(self, request=None, day=None):
        super().__init__(request)
        self.day = day or clock.today()
        self._asked: dict[int, Asked] = {}

    def ask(self, ids: Iterable[int]) -> dict[int, Asked]:
        """What is known of these products; loads those not asked for yet, in one go."""
        ids = set(ids)
        if unknown := ids - self._asked.keys():
            there = stock.available(unknown, self.day, stock.SHIP)
            self._asked |= {
                pk: Asked(standing.star, standing.block, there[pk])
                for pk, standing in standing_of(unknown, self.day).items()
            }
        return {pk: self._asked[pk] for pk in ids}

    def fetch_for_line(self, line, stockrecord=None):
        self.ask(other.product_id for other in line.basket.all_lines())
        return self.fetch_for_product(line.product, line.stockrecord)

    def select_stockrecord(self, product):
        return product.stockrecords.first()

    def pricing_policy(self, product, stockrecord):
        if not stockrecord or stockrecord.price is None:
            return prices.Unavailable()
        whole(stockrecord.price)
        return prices.TaxInclusiveFixedPrice(
            currency=stockrecord.price_currency, excl_tax=stockrecord.price, tax=0
        )

    def availability_policy(self, product, stockrecord):
        return OnShelf(self.ask([product.pk])[product.pk])

    def parent_pricing_policy(self, product, children_stock):
        return prices.Unavailable()

    def parent_availability_policy(self, product, children_stock):
        return availability.Unavailable()


class Selector(oscar.Selector):
    """One strategy for everybody."""

    def strategy(self, request=None, user=None, day=None, **kwargs):
        return InForce(request, day)
