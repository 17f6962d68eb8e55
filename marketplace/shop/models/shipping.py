from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import AdminUnit, Producer
from marketplace.kernel.fields import DongField


class ProvinceRegion(models.Model):
    """In which shipping region a province of today lies."""

    class Region(models.TextChoices):
        NORTH = "north", _("North")
        CENTRE = "centre", _("Centre")
        SOUTH = "south", _("South")

    province = models.OneToOneField(AdminUnit, models.PROTECT, related_name="shipping_region")
    region = models.CharField(max_length=10, choices=Region.choices)

    def __str__(self):
        return f"{self.province} · {self.region}"


class ShippingBand(models.Model):
    """What sending a parcel up to a weight costs, per zone, in a span of days.

    The zone follows from where the parcel starts and where it goes.
    """

    class Zone(models.TextChoices):
        PROVINCE = "province", _("within the province")
        REGION = "region", _("within the region")
        COUNTRY = "country", _("across the country")

    zone = models.CharField(max_length=10, choices=Zone.choices)
    up_to_g = models.PositiveIntegerField()
    price = DongField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["zone", "up_to_g"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "up_to_g", "valid_from"], name="one_price_per_band"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="band_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.zone} ≤ {self.up_to_g} g: {self.price}"


class FreshZone(models.Model):
    """A zone to which a producer sends live or chilled goods; others are refused."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="fresh_zones")
    zone = models.CharField(max_length=10, choices=ShippingBand.Zone.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["producer", "zone"], name="fresh_zone_once"),
        ]

    def __str__(self):
        return f"{self.producer} · {self.zone}"


class VatRate(models.Model):
    """The VAT inside a price, per kind of goods, in a span of days. Percent."""

    class Kind(models.TextChoices):
        STANDARD = "standard", _("standard")
        EXCISE = "excise", _("goods under excise tax, such as alcohol")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    percent = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    instrument = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="one_rate_per_day"),
        ]

    def __str__(self):
        return f"{self.kind} {self.percent} %"
