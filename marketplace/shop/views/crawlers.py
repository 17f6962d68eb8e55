"""What crawlers ask for: which addresses there are, and which to leave alone."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from oscar.apps.catalogue.models import Product

from catalog.models import Producer, ProductStatus
from marketplace.kernel.addresses import in_language

CLOSED = ("/basket/", "/checkout/", "/orders/", "/accounts/", "/producer/", "/fragments/")


class _InBothLanguages(Sitemap):
    i18n = alternates = x_default = True
    limit = 5_000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def location(self, item) -> str:
        return in_language(self.path(item), get_language())

    def path(self, item) -> str:
        return item.get_absolute_url()


class PageMap(_InBothLanguages):
    def items(self):
        return ["/", "/products/", "/delivery/", "/terms/", "/privacy/"]

    def path(self, item) -> str:
        return item


class ProductMap(_InBothLanguages):
    def items(self):
        shown = Product.objects.filter(facts__isnull=False)
        return shown.exclude(facts__status=ProductStatus.HIDDEN).order_by("pk")

    def lastmod(self, item):
        return item.date_updated

    def get_latest_lastmod(self):
        return self.items().order_by().aggregate(last=Max("date_updated"))["last"]


class ProducerMap(_InBothLanguages):
    def items(self):
        return Producer.objects.filter(is_active=True).order_by("pk")


SITEMAPS = {"pages": PageMap, "products": ProductMap, "producers": ProducerMap}


@require_safe
def robots(request):
    """robots.txt: personal pages are of no use to a crawler."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix}{path}" for path in CLOSED for prefix in ("", "/en")]
    lines += ["Disallow: /office/", "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
