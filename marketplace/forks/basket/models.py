from oscar.apps.basket.abstract_models import AbstractLine

from marketplace.kernel.money import nearest_dong


class Line(AbstractLine):
    """A basket line whose discount is a whole number of dong."""

    def discount(self, discount_value, affected_quantity, incl_tax=True, offer=None):
        super().discount(nearest_dong(discount_value), affected_quantity, incl_tax, offer)

    def replace_discount(self, index, discount):
        """Put another amount in the place of a discount that was already given."""
        self.discounts.all()[index] = discount
        # The registry remembers its sums.
        self.discounts._discount_incl_tax = self.discounts._discount_excl_tax = None


from oscar.apps.basket.models import *  # noqa: E402, F403
