from oscar.apps.basket.abstract_models import AbstractLine

from marketplace.kernel.money import nearest_dong


class Line(AbstractLine):
    """A basket line whose discount is a whole number of dong."""

    def discount(self, discount_value, affected_quantity, incl_tax=True, offer=None):
        super().discount(nearest_dong(discount_value), affected_quantity, incl_tax, offer)


from oscar.apps.basket.models import *  # noqa: E402, F403
