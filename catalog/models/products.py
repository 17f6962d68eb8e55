from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product

from catalog.barcodes import validate_gtin
from marketplace.kernel.fields import CleanCharField, CleanTextField

from .certifications import ProductGroup, ProductSet
from .producers import Producer


class ProductStatus(models.TextChoices):
    """What people decided. That a product is *certified* is asked of the register, per day."""

    SPECIALITY = "speciality", _("local speciality")
    CANDIDATE = "candidate", _("potential product")
    HIDDEN = "hidden", _("hidden")


class Allergen(models.TextChoices):
    """The groups of Codex CXS 1-1985, 4.2.1.4, and molluscs."""

    GLUTEN = "gluten", _("cereals with gluten")
    CRUSTACEANS = "crustaceans", _("crustaceans")
    EGGS = "eggs", _("eggs")
    FISH = "fish", _("fish")
    PEANUTS = "peanuts", _("peanuts")
    SOYA = "soya", _("soya")
    MILK = "milk", _("milk")
    NUTS = "nuts", _("tree nuts")
    SESAME = "sesame", _("sesame")
    SULPHITES = "sulphites", _("sulphites")
    MOLLUSCS = "molluscs", _("molluscs")


class ProductFacts(models.Model):
    """What is known of a product beside Oscar's title, description and price.

    Title and description of Oscar's product are Vietnamese. Flags each have an effect, see
    catalog.selling.
    """

    class Unit(models.TextChoices):
        GRAM = "g", _("g")
        MILLILITRE = "ml", _("ml")
        PIECE = "piece", _("pieces")

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="facts")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="products")
    group = models.ForeignKey(ProductGroup, models.PROTECT, related_name="products")
    set = models.ForeignKey(
        ProductSet, models.PROTECT, null=True, blank=True, related_name="products"
    )
    status = models.CharField(
        max_length=12, choices=ProductStatus.choices, default=ProductStatus.SPECIALITY
    )
    title_en = CleanCharField(_("name (English)"), max_length=160, blank=True)
    summary = CleanCharField(_("in one sentence"), max_length=200, blank=True)
    summary_en = CleanCharField(_("in one sentence (English)"), max_length=200, blank=True)
    description_en = CleanTextField(_("description (English)"), blank=True)
    net_content = models.PositiveIntegerField(_("net content"), null=True, blank=True)
    net_unit = models.CharField(max_length=6, choices=Unit.choices, default=Unit.GRAM)
    parcel_weight_g = models.PositiveIntegerField(
        _("weight with packaging, g"), null=True, blank=True
    )
    ingredients = CleanTextField(_("ingredients"), blank=True)
    ingredients_en = CleanTextField(_("ingredients (English)"), blank=True)
    # None: the producer was not asked. An empty list: asked, and there are none.
    allergens = models.JSONField(null=True, blank=True, default=None)
    storage = CleanCharField(_("storage"), max_length=200, blank=True)
    storage_en = CleanCharField(_("storage (English)"), max_length=200, blank=True)
    shelf_life_days = models.PositiveIntegerField(_("shelf life, days"), null=True, blank=True)
    gtin = models.CharField(
        _("barcode (GTIN-13)"),
        max_length=13,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_gtin],
    )
    is_alcohol = models.BooleanField(_("alcohol"), default=False)
    is_medicine = models.BooleanField(_("medicine"), default=False)
    is_health_food = models.BooleanField(_("health food"), default=False)
    is_service = models.BooleanField(_("service"), default=False)
    is_live = models.BooleanField(_("live animals or plants"), default=False)
    needs_cold_chain = models.BooleanField(_("kept cold on the way"), default=False)

    class Meta:
        indexes = [models.Index(fields=["producer", "status"], name="facts_by_producer")]
        constraints = [
            models.CheckConstraint(
                condition=Q(parcel_weight_g__isnull=True) | Q(parcel_weight_g__gt=0),
                name="parcel_weighs_something",
            ),
        ]

    def __str__(self):
        return str(self.product)


class ProductPhoto(models.Model):
    """A picture of a product; the first one stands on cards."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, models.PROTECT, related_name="product_photos"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "position"], name="photo_positions"),
        ]

    def __str__(self):
        return f"{self.product} #{self.position}"
