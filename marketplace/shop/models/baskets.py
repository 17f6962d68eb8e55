from django.db import models

from marketplace.kernel.fields import DongField


class BasketLineSeen(models.Model):
    """What the buyer was shown when a product entered the basket.

    Written only by marketplace.shop.baskets; the quote compares it with today.
    """

    line = models.OneToOneField(
        "basket.Line", models.CASCADE, primary_key=True, related_name="seen"
    )
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    price = DongField()

    def __str__(self):
        return f"{self.line_id}: {self.stars}, {self.price}"
