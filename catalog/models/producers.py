from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.models import Partner

from catalog.tax_codes import validate_tax_code
from marketplace.kernel.fields import CleanCharField, CleanTextField

from .places import Place


class LegalForm(models.TextChoices):
    COOPERATIVE = "cooperative", _("cooperative")
    COOPERATIVE_UNION = "cooperative_union", _("union of cooperatives")
    COOPERATIVE_GROUP = "cooperative_group", _("cooperative group")
    LLC_SINGLE = "llc_single", _("single-member limited company")
    LLC_MULTI = "llc_multi", _("limited company")
    JSC = "jsc", _("joint-stock company")
    PRIVATE_ENTERPRISE = "private_enterprise", _("private enterprise")
    BUSINESS_HOUSEHOLD = "business_household", _("business household")
    PRODUCTION_ESTABLISHMENT = "production_establishment", _("production establishment")
    FARM = "farm", _("farm")
    COMMUNITY_GROUP = "community_group", _("community group")
    OTHER = "other", _("other")


class Producer(models.Model):
    """A holder of certificates (chủ thể OCOP), with its one Oscar partner.

    The tax code is the real key where there is one; the same producer is written in several
    ways, so former and other names are kept.
    """

    partner = models.OneToOneField(Partner, models.PROTECT, related_name="producer")
    slug = models.SlugField(max_length=120, unique=True)
    legal_form = models.CharField(max_length=30, choices=LegalForm.choices)
    legal_name = CleanCharField(_("legal name"), max_length=200)
    trade_name = CleanCharField(_("trade name"), max_length=120)
    former_names = models.JSONField(default=list, blank=True)
    tax_code = models.CharField(
        _("tax code"),
        max_length=14,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_tax_code],
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="producers")
    phone = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    introduction = CleanTextField(_("introduction"), blank=True)
    introduction_en = CleanTextField(_("introduction (English)"), blank=True)
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    is_active = models.BooleanField(default=True)
    is_invented = models.BooleanField(
        default=False, help_text="Demonstration data; every page about it says so."
    )

    def __str__(self):
        return self.trade_name

    def get_absolute_url(self):
        return f"/producers/{self.slug}/"


class ProducerMember(models.Model):
    """Who may act for a producer in /producer/."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="producer_memberships"
    )
    producer = models.ForeignKey(Producer, models.CASCADE, related_name="members")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "producer"], name="member_once"),
        ]

    def __str__(self):
        return f"{self.user} · {self.producer}"
