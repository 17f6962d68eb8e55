import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.models import Order

from marketplace.kernel.fields import CleanCharField, DongField


class PaymentAttempt(models.Model):
    """One try to pay an order. Written only by marketplace.shop.ordering and its gateways."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SETTLED = "settled", _("settled")
        EXPIRED = "expired", _("expired")
        CANCELLED = "cancelled", _("cancelled")

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="payment_attempts")
    method = models.CharField(max_length=20)
    amount = DongField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    reference = models.CharField(max_length=25, blank=True, help_text="What the transfer says.")
    deadline = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=["waiting", "settled"]),
                name="one_living_attempt",
            ),
        ]

    def __str__(self):
        return f"{self.order.number} {self.method} {self.amount}"


class Receipt(models.Model):
    """Money that came in for an attempt, as an officer read it in the bank statement."""

    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="receipts")
    operation = models.UUIDField(default=uuid.uuid4, unique=True)
    amount = DongField()
    received_on = models.DateField()
    bank_reference = CleanCharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.attempt}: {self.amount}"
