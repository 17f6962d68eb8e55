"""Fork of oscar.apps.basket.

Why: a discount on a line is rounded to whole dong, once per line; Oscar leaves fractions.
"""

from oscar.apps.basket.apps import BasketConfig as OscarBasketConfig


class BasketConfig(OscarBasketConfig):
    name = "marketplace.forks.basket"
