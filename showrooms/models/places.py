from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Place, Producer
from marketplace.kernel.fields import CleanCharField


class Showroom(models.Model):
    """A display and sales point (điểm giới thiệu và bán sản phẩm OCOP): a public place."""

    class Kind(models.TextChoices):
        CENTRE = "centre", _("centre")
        STORE = "store", _("store")
        KIOSK = "kiosk", _("kiosk")
        CORNER = "corner", _("corner")

    slug = models.SlugField(max_length=120, unique=True)
    name = CleanCharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.STORE)
    place = models.ForeignKey(Place, models.PROTECT, related_name="showrooms")
    phone = models.CharField(max_length=16, blank=True)
    is_open = models.BooleanField(default=True)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/showrooms/{self.slug}/"


class KeeperPost(models.Model):
    """Who keeps which showroom."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="keeper_posts")
    showroom = models.ForeignKey(Showroom, models.CASCADE, related_name="keepers")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "showroom"], name="keeper_once"),
        ]

    def __str__(self):
        return f"{self.user} · {self.showroom}"


class StockPlace(models.Model):
    """A shelf: a producer's store, a showroom, a fair stand, or goods on the way."""

    class Kind(models.TextChoices):
        PRODUCER_STORE = "store", _("producer's store")
        SHOWROOM = "showroom", _("showroom")
        FAIR = "fair", _("fair")
        TRANSIT = "transit", _("on the way")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = CleanCharField(max_length=160)
    producer = models.OneToOneField(
        Producer, models.PROTECT, null=True, blank=True, related_name="store"
    )
    showroom = models.OneToOneField(
        Showroom, models.PROTECT, null=True, blank=True, related_name="shelf"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="store", producer__isnull=False, showroom__isnull=True)
                | Q(kind="showroom", producer__isnull=True, showroom__isnull=False)
                | Q(kind__in=["fair", "transit"], producer__isnull=True, showroom__isnull=True),
                name="shelf_belongs_where_its_kind_says",
            ),
        ]

    def __str__(self):
        return self.name
