from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product
from oscar.apps.offer.models import ConditionalOffer

from catalog.models import Producer
from marketplace.kernel import clock
from marketplace.kernel.fields import DongField


class OfferTerms(models.Model):
    """What a discount of ours is beyond Oscar's row. Written only by marketplace.shop.discounts.

    Days are days in Hà Nội, both included. Uses are orders that were not cancelled.
    """

    class Scope(models.TextChoices):
        ALL = "all", _("all goods")
        PRODUCER = "producer", _("all goods of one producer")
        PRODUCTS = "products", _("some products")

    class Payer(models.TextChoices):
        CENTRE = "centre", _("the centre")
        PRODUCER = "producer", _("the producer")

    offer = models.OneToOneField(
        ConditionalOffer, models.PROTECT, primary_key=True, related_name="terms"
    )
    scope = models.CharField(max_length=10, choices=Scope.choices)
    producer = models.ForeignKey(
        Producer, models.PROTECT, null=True, blank=True, related_name="offers"
    )
    products = models.ManyToManyField(Product, blank=True, related_name="+")
    minimum = DongField(default=0)
    payer = models.CharField(max_length=10, choices=Payer.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    max_uses = models.PositiveIntegerField(null=True, blank=True)
    max_uses_per_phone = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("discount")
        verbose_name_plural = _("discounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="offer_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(payer="centre") | Q(producer__isnull=False),
                name="who_pays_is_known",
            ),
        ]

    def __str__(self):
        return self.offer.name
