from django.conf import settings
from django.db import models
from django.db.models import Q
from oscar.apps.catalogue.models import Product

from marketplace.kernel import append_only, clock

from .producers import Producer


@append_only.protect
class FactsChange(models.Model):
    """Who entered or changed what of a producer or a product. Append-only.

    Written only by catalog.registration. `what` holds, by the name of the field, [before, after]
    as JSON; a reference to another row is its id. Prices have a history of their own.
    """

    producer = models.ForeignKey(Producer, models.PROTECT, null=True, related_name="changes")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="facts_changes")
    is_entry = models.BooleanField(default=False)
    what = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(producer__isnull=False, product__isnull=True)
                | Q(producer__isnull=True, product__isnull=False),
                name="a_change_has_one_subject",
            ),
        ]

    def __str__(self):
        return f"{self.producer or self.product}: {', '.join(self.what)}"
