from django.conf import settings
from django.db import models
from oscar.apps.catalogue.models import Product

from marketplace.kernel import clock
from marketplace.kernel.fields import DongField


class PriceChange(models.Model):
    """One change of what a product costs. Append-only; written only by marketplace.shop.pricing."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="price_changes")
    before = DongField(null=True)
    after = DongField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.product}: {self.before} → {self.after}"
