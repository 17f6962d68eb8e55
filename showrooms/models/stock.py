import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product

from catalog.models import Producer
from marketplace.kernel import append_only, clock
from marketplace.kernel.fields import CleanCharField

from .places import StockPlace


class Batch(models.Model):
    """Goods of one product made together: lot (số lô), production and best-before date."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="batches")
    lot = CleanCharField(_("lot"), max_length=40)
    made_on = models.DateField(_("made on"), null=True, blank=True)
    best_before = models.DateField(_("best before"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "lot"], name="lot_once_a_product"),
            models.CheckConstraint(
                condition=Q(made_on__isnull=True)
                | Q(best_before__isnull=True)
                | Q(best_before__gte=F("made_on")),
                name="best_before_follows_made_on",
            ),
        ]

    def __str__(self):
        return f"{self.product} · {self.lot}"

    def is_good_on(self, day: datetime.date) -> bool:
        """Whether the goods may still leave that day: the best-before date is the last one."""
        return self.best_before is None or self.best_before >= day


class StockBalance(models.Model):
    """How many of one batch of one owner stand in one place: the running sum of its moves.

    Written only by showrooms.stock. `held` are promised to somebody: 0 <= held <= on_hand.
    """

    place = models.ForeignKey(StockPlace, models.PROTECT, related_name="balances")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="balances")
    owner = models.ForeignKey(Producer, models.PROTECT, related_name="balances")
    on_hand = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "batch", "owner"], name="one_balance"),
            models.CheckConstraint(condition=Q(held__lte=F("on_hand")), name="held_is_on_hand"),
        ]

    def __str__(self):
        return f"{self.place} · {self.batch}: {self.on_hand} ({self.held})"

    @property
    def free(self) -> int:
        """On hand and promised to nobody."""
        return self.on_hand - self.held


@append_only.protect
class StockMove(models.Model):
    """One change of one balance. Append-only; written only by showrooms.stock.

    (operation, balance) is unique, so a replayed operation changes nothing.
    """

    class Kind(models.TextChoices):
        RECEIVE = "receive", _("received")
        HOLD = "hold", _("held")
        RELEASE = "release", _("released")
        ISSUE = "issue", _("issued")
        GIVE_BACK = "give_back", _("given back")
        RECOUNT = "recount", _("recounted")
        WRITE_OFF = "write_off", _("written off")
        TRANSFER = "transfer", _("transferred")

    operation = models.UUIDField(default=uuid.uuid4)
    balance = models.ForeignKey(StockBalance, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on_hand_change = models.IntegerField(default=0)
    held_change = models.IntegerField(default=0)
    reason = CleanCharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operation", "balance"], name="operation_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.on_hand_change:+d}/{self.held_change:+d}"


class Hold(models.Model):
    """Goods of one balance promised to somebody until a deadline.

    `kind` and `ref` say for whom and mean nothing here: ("order", uuid of a fulfilment item).
    An open hold past its deadline has lapsed and is released by the next hold() on the product.
    A hold without a deadline stands until it is released or issued. `given_back` of an issued
    hold's goods have returned to the shelf. Written only by showrooms.stock.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        RELEASED = "released", _("released")
        ISSUED = "issued", _("issued")

    kind = models.CharField(max_length=20)
    ref = models.UUIDField()
    balance = models.ForeignKey(StockBalance, models.PROTECT, related_name="holds")
    quantity = models.PositiveIntegerField()
    given_back = models.PositiveIntegerField(default=0)
    deadline = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            # What was released may be held again for the same purpose.
            models.UniqueConstraint(
                fields=["kind", "ref", "balance"],
                condition=~Q(state="released"),
                name="hold_once_a_balance",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="hold_holds_something"),
            models.CheckConstraint(
                condition=Q(given_back=0) | Q(state="issued", given_back__lte=F("quantity")),
                name="only_issued_goods_come_back",
            ),
        ]
        indexes = [
            models.Index(fields=["deadline"], name="open_holds", condition=Q(state="open")),
        ]

    def __str__(self):
        return f"{self.kind} {self.ref}: {self.quantity}"
