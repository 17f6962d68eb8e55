"""Oscar's conditions and benefits for our discounts: which goods they touch is asked once.

Oscar asks its Range line by line; ours read `offer.goods`, the ids of the products in the basket
that the offer touches, which marketplace.shop.offers has set on it.
"""

from oscar.apps.offer.benefits import AbsoluteDiscountBenefit, PercentageDiscountBenefit
from oscar.apps.offer.conditions import unit_price
from oscar.apps.offer.models import Condition


class MinimumOfGoods(Condition):
    """The goods that an offer touches cost at least `value` dong."""

    name = "minimum of goods"

    class Meta:
        proxy = True

    def is_satisfied(self, offer, basket) -> bool:
        prices = (
            unit_price(offer, line) * int(line.quantity_without_offer_discount(offer))
            for line in basket.all_lines()
            if line.product_id in offer.goods
        )
        return sum(prices) >= max(self.value, 1)


class _OfGoods:
    def get_applicable_lines(self, offer, basket, range=None):
        """The lines an offer touches with their price, the cheapest first."""
        lines = [
            (unit_price(offer, line), line)
            for line in basket.all_lines()
            if line.product_id in offer.goods and self.can_apply_benefit(line)
        ]
        return sorted((pair for pair in lines if pair[0]), key=lambda pair: pair[0])


class PercentOffGoods(_OfGoods, PercentageDiscountBenefit):
    """Percent off the goods that an offer touches."""

    name = "percent off goods"

    class Meta:
        proxy = True


class DongOffGoods(_OfGoods, AbsoluteDiscountBenefit):
    """Dong off the goods that an offer touches, once."""

    name = "dong off goods"

    class Meta:
        proxy = True
