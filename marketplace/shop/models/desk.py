"""What the officers' desk adds to an order. All written only by marketplace.shop.ordering."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.models import Order

from catalog.models import AdminUnit
from marketplace.kernel import append_only, clock
from marketplace.kernel.fields import CleanCharField, CleanTextField

from .orders import FulfilmentItem, OrderEvent


class RefundAccount(models.Model):
    """Where the money of an order goes back to; asked of the buyer once.

    by: the officer who was told it on the telephone, None when the buyer wrote it.
    """

    order = models.OneToOneField(
        Order, models.PROTECT, primary_key=True, related_name="refund_account"
    )
    bank_name = CleanCharField(_("bank"), max_length=80)
    number = models.CharField(_("account number"), max_length=19)
    holder = CleanCharField(_("account holder"), max_length=120)
    given_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self):
        return f"{self.bank_name} {self.masked}"

    @property
    def masked(self) -> str:
        """The last four signs, for pages and messages that others may see too."""
        return f"…{self.number[-4:]}"


class FormerRecipient(models.Model):
    """To whom and where an order went until somebody changed it."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="former_recipients")
    full_name = CleanCharField(max_length=120)
    phone = models.CharField(max_length=16)
    commune = models.ForeignKey(AdminUnit, models.PROTECT, null=True, blank=True, related_name="+")
    street = CleanCharField(max_length=200, blank=True)
    note = CleanTextField(max_length=500, blank=True)
    until = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    because = CleanCharField(max_length=200)

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self):
        return f"{self.order.number} {self.full_name}"


@append_only.protect
class StarWaiver(models.Model):
    """An officer lets goods be sent although their star stopped them. Append-only.

    kind: what stopped them, a code of catalog.selling.Block; never "safety".
    """

    item = models.ForeignKey(FulfilmentItem, models.PROTECT, related_name="waivers")
    kind = models.CharField(max_length=12)
    because = CleanCharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "kind"], name="waived_once"),
            models.CheckConstraint(condition=~Q(kind="safety"), name="safety_is_not_waived"),
        ]

    def __str__(self):
        return f"{self.item}: {self.kind}"


@append_only.protect
class LookedAt(models.Model):
    """An officer saw to something that happened with an order. Append-only."""

    event = models.OneToOneField(
        OrderEvent, models.PROTECT, primary_key=True, related_name="looked_at"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return str(self.event)
