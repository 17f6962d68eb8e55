from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.models import Page, Site

from marketplace.kernel.addresses import in_language
from marketplace.kernel.fields import CleanCharField, CleanTextField


class HomePage(Page):
    """What editors say on the front page; the view of the shop puts products beside it."""

    heading = CleanCharField(_("heading"), max_length=90)
    lead = CleanTextField(_("lead"), max_length=300, blank=True)
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    notice = CleanCharField(_("notice"), max_length=200, blank=True)

    content_panels = [
        # Wagtail's own panel of the title writes the slug, which is not asked for here.
        FieldPanel("title"),
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("notice"),
    ]
    # A page of the shop's own view: nothing to schedule, to close off, or to promote.
    promote_panels = []
    settings_panels = []
    private_page_options = []
    max_count_per_parent = 1
    subpage_types = []

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_url_parts(self, request=None):
        """The front page of its language; Wagtail serves no pages here."""
        site = Site.objects.filter(is_default_site=True).first()
        path = in_language("/", self.locale.language_code)
        return site and (site.pk, settings.SITE_URL, path)


class Operator(BaseGenericSetting):
    """Who runs this marketplace: what Decree 52/2013 wants every page to say."""

    class PlatformKind(models.TextChoices):
        OWN_SALES = "own", _("e-commerce website of a seller")
        EXCHANGE = "exchange", _("online marketplace")

    shop_name = CleanCharField(_("name of the shop"), max_length=60, default="Chợ quê có sao")
    platform_kind = models.CharField(
        _("kind of platform"),
        max_length=10,
        choices=PlatformKind.choices,
        default=PlatformKind.EXCHANGE,
    )
    legal_name = CleanCharField(_("operated by"), max_length=200, blank=True)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    registration = CleanCharField(_("registration with the ministry"), max_length=120, blank=True)
    address = CleanCharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=16, blank=True, help_text="+84 …")
    email = models.EmailField(_("e-mail"), blank=True)
    complaints = CleanCharField(_("how complaints are answered"), max_length=300, blank=True)
    complaints_en = CleanCharField(
        _("how complaints are answered (English)"), max_length=300, blank=True
    )

    class Meta:
        verbose_name = _("operator of the marketplace")

    def __str__(self):
        return self.shop_name
