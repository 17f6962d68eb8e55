from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.models import Order

from marketplace.kernel import clock
from marketplace.kernel.fields import CleanTextField, DongField


class LegalText(models.Model):
    """One dated version of a text the buyer agrees to or may read."""

    class Kind(models.TextChoices):
        TERMS = "terms", _("terms of sale")
        PRIVACY = "privacy", _("privacy")
        DELIVERY = "delivery", _("delivery and returns")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    body_vi = CleanTextField()
    body_en = CleanTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="legal_text_version"),
        ]

    def __str__(self):
        return f"{self.kind} {self.version}"


class Consent(models.Model):
    """What a buyer agreed to, in which wording (law 91/2025/QH15: no default consent)."""

    class Purpose(models.TextChoices):
        TERMS = "terms", _("terms of sale")
        AGE = "age", _("18 years or older")
        LOWER_STAR = "lower_star", _("the star is lower than shown before")

    order = models.ForeignKey(Order, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    text = models.ForeignKey(LegalText, models.PROTECT, null=True, blank=True, related_name="+")
    wording = CleanTextField(blank=True)
    given_at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return f"{self.order.number} {self.purpose}"


class PaymentLimit(models.Model):
    """The ceiling for cash orders and how many unpaid orders one person may have, dated."""

    cash_ceiling = DongField(help_text="Highest total of a cash order, whole dong.")
    open_orders_per_phone = models.PositiveSmallIntegerField()
    open_orders_per_address = models.PositiveSmallIntegerField()
    transfer_hours = models.PositiveSmallIntegerField(help_text="Time to pay by transfer.")
    valid_from = models.DateField(unique=True)

    def __str__(self):
        return f"{self.valid_from}: {self.cash_ceiling}"
