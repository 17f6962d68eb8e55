import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product
from oscar.apps.order.models import Line, Order

from catalog.models import AdminUnit, Producer, StarCertification
from marketplace.kernel import append_only, clock
from marketplace.kernel.fields import CleanCharField, CleanTextField, DongField


def new_secret() -> str:
    """An unguessable part of an address: 128 bits."""
    return secrets.token_urlsafe(16)


class OrderDetails(models.Model):
    """What an order knows beyond Oscar's row. Written only by marketplace.shop.ordering.

    `Order.number` is the random public code and `Order.status` one of State.
    """

    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("waiting for your payment")
        PLACED = "placed", _("placed")
        COMPLETED = "completed", _("completed")
        CANCELLED = "cancelled", _("cancelled")

    class Method(models.TextChoices):
        COD = "cod", _("cash on delivery")
        TRANSFER = "transfer", _("bank transfer (VietQR)")

    order = models.OneToOneField(Order, models.PROTECT, primary_key=True, related_name="details")
    secret = models.CharField(max_length=32, unique=True, default=new_secret)
    language = models.CharField(max_length=5, default="vi")
    full_name = CleanCharField(_("full name"), max_length=120)
    folded_name = models.CharField(max_length=120, blank=True, db_index=True)
    phone = models.CharField(_("mobile phone"), max_length=16, db_index=True, help_text="E.164")
    email = models.EmailField(_("e-mail"), blank=True)
    commune = models.ForeignKey(AdminUnit, models.PROTECT, null=True, blank=True, related_name="+")
    street = CleanCharField(_("house number, street or hamlet"), max_length=200, blank=True)
    note = CleanTextField(_("note for the sender"), max_length=500, blank=True)
    payment_method = models.CharField(max_length=20, choices=Method.choices)
    address_key = models.CharField(max_length=64, db_index=True, default="")
    quote_hash = models.CharField(max_length=64)
    total = DongField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = CleanCharField(max_length=200, blank=True)
    placed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "order details"

    def __str__(self):
        return self.order.number

    @property
    def due(self) -> int:
        """What the buyer owes for what is not declined or cancelled, whole dong."""
        return sum(fulfilment.due for fulfilment in self.order.fulfilments.all())


class Fulfilment(models.Model):
    """What one producer sends for one order. Written only by marketplace.shop.ordering."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for payment")
        NEW = "new", _("waiting for the producer")
        CONFIRMED = "confirmed", _("confirmed, being packed")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", _("delivered")
        REFUSED = "refused", _("refused at the door")
        RETURNED = "returned", _("returned")
        DECLINED = "declined", _("declined by the producer")
        CANCELLED = "cancelled", _("cancelled")

    OPEN = (State.WAITING, State.NEW, State.CONFIRMED)
    # Nothing is owed for what never left.
    VOID = (State.DECLINED, State.CANCELLED)

    order = models.ForeignKey(Order, models.PROTECT, related_name="fulfilments")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="fulfilments")
    state = models.CharField(max_length=12, choices=State.choices)
    shipping = DongField(help_text="What the buyer pays for sending, whole dong.")
    weight_g = models.PositiveIntegerField(default=0)
    carrier = CleanCharField(_("carrier"), max_length=60, blank=True)
    tracking_number = CleanCharField(_("tracking number"), max_length=60, blank=True)
    declined_because = CleanCharField(max_length=200, blank=True)
    became_new_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cash_received = DongField(null=True, blank=True)
    cash_received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "producer"], name="one_parcel_per_producer"),
            models.CheckConstraint(
                condition=Q(cash_received__isnull=True) | Q(cash_received_at__isnull=False),
                name="cash_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["producer", "state"], name="producer_desk")]

    def __str__(self):
        return f"{self.order.number} · {self.producer}"

    @property
    def goods(self) -> int:
        """What the buyer pays for the goods that are not void, whole dong."""
        void = FulfilmentItem.VOID
        return sum(item.amount for item in self.items.all() if item.state not in void)

    @property
    def due(self) -> int:
        """Goods and sending; 0 when all of it was declined or cancelled."""
        return 0 if self.state in self.VOID else self.goods + self.shipping


class FulfilmentItem(models.Model):
    """Goods of one line in one fulfilment, with what was true when they were bought.

    `uuid` is what holds in the stock ledger refer to. `amount` is what the buyer pays for the
    item, discounts shared in, whole dong.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        DECLINED = "declined", _("declined")
        RETURNED = "returned", _("returned")
        CANCELLED = "cancelled", _("cancelled")

    # Not sent: the producer declined it, or it was taken out of the order.
    VOID = (State.DECLINED, State.CANCELLED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    fulfilment = models.ForeignKey(Fulfilment, models.PROTECT, related_name="items")
    order_line = models.ForeignKey(Line, models.PROTECT, related_name="fulfilment_items")
    product = models.ForeignKey(Product, models.PROTECT, related_name="fulfilment_items")
    title = CleanCharField(max_length=255)
    title_en = CleanCharField(max_length=255, blank=True)
    quantity = models.PositiveIntegerField()
    unit_price = DongField(default=0)
    amount = DongField()
    vat = DongField(null=True, blank=True, help_text="Inside the amount.")
    vat_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(default=0, help_text="How many came back.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    certification = models.ForeignKey(
        StarCertification, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    decision_number = CleanCharField(max_length=60, blank=True)
    stars_valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="item_is_something"),
            models.CheckConstraint(
                condition=Q(returned__lte=F("quantity")), name="only_what_went_comes_back"
            ),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.title}"


@append_only.protect
class OrderEvent(models.Model):
    """One step in the life of an order; what the timeline shows. Append-only."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="events")
    fulfilment = models.ForeignKey(
        Fulfilment, models.PROTECT, null=True, blank=True, related_name="events"
    )
    verb = models.CharField(max_length=30)
    facts = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.order.number} {self.verb}"
