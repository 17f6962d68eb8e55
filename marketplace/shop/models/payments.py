import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.models import Order

from marketplace.kernel import append_only, clock
from marketplace.kernel.fields import CleanCharField, DongField

from .orders import Fulfilment


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
    created_at = models.DateTimeField(default=clock.now)
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


@append_only.protect
class Receipt(models.Model):
    """Money that came in for an attempt, as an officer read it in the bank statement.

    Append-only; written only by marketplace.shop.ordering.
    """

    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="receipts")
    operation = models.UUIDField(default=uuid.uuid4, unique=True)
    amount = DongField()
    received_on = models.DateField()
    bank_reference = CleanCharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return f"{self.attempt}: {self.amount}"


class RefundDue(models.Model):
    """Money of a buyer that has to go back, and whether it went.

    Written only by marketplace.shop.ordering. Per order the sum never exceeds what came in.
    """

    class Reason(models.TextChoices):
        OVER = "over", _("more was paid than was due")
        DOUBLE = "double", _("paid twice")
        LATE = "late", _("paid after the deadline")
        SHORT = "short", _("too little was paid before the deadline")
        AFTER_CANCEL = "after_cancel", _("paid after the order was cancelled")
        CANCELLED = "cancelled", _("the order was cancelled")
        DECLINED = "declined", _("the producer declined goods")
        RETURNED = "returned", _("goods came back")
        REMOVED = "removed", _("goods were taken out of the order")
        STAR = "star", _("the star of goods does not hold any more")

    class State(models.TextChoices):
        DUE = "due", _("to be paid back")
        PAID = "paid", _("paid back")

    order = models.ForeignKey(Order, models.PROTECT, related_name="refunds_due")
    fulfilment = models.ForeignKey(
        Fulfilment, models.PROTECT, null=True, blank=True, related_name="refunds_due"
    )
    amount = DongField()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    state = models.CharField(max_length=5, choices=State.choices, default=State.DUE)
    created_at = models.DateTimeField(default=clock.now)
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    bank_reference = CleanCharField(max_length=60, blank=True)

    class Meta:
        verbose_name_plural = "refunds due"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_something"),
            models.CheckConstraint(
                condition=Q(state="due") | Q(paid_at__isnull=False), name="paid_back_some_day"
            ),
        ]

    def __str__(self):
        return f"{self.order.number}: {self.amount} ({self.reason})"


class OperatorAccount(models.Model):
    """The bank account to which buyers transfer, in a span of days.

    Written only by marketplace.shop.house_rules.
    """

    bank = models.CharField(max_length=6, help_text="The bank's BIN, six digits.")
    bank_name = CleanCharField(max_length=80)
    number = models.CharField(max_length=19)
    holder = CleanCharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("bank account")
        constraints = [
            models.UniqueConstraint(fields=["valid_from"], name="one_account_per_day"),
        ]

    def __str__(self):
        return f"{self.bank_name} {self.number}"
