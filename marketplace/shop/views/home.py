"""The front page."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog.certification.asks import in_force
from catalog.models import Producer, ProductStatus
from catalog.reference import current_groups
from cms.front import front_page
from marketplace.kernel import clock
from marketplace.kernel.page_cache import cacheable_page
from marketplace.shop import structured_data
from showrooms.cards import cards

NEWEST = 8
MAKERS = 6


@cacheable_page
@require_safe
def home(request):
    """Editors' words, the products certified last, groups, makers, and what a star means."""
    day, language = clock.today(), get_language()
    facts = {
        "page": front_page(language),
        "newest": cards(_certified_last(day), day, language),
        "groups": current_groups(),
        "producers": _makers(),
        "structured": structured_data.site(),
    }
    return render(request, "shop/home.html", facts)


def _certified_last(day) -> list[int]:
    rows = in_force(day).exclude(product__facts__status=ProductStatus.HIDDEN)
    return list(rows.order_by("-effective_on", "-pk").values_list("product", flat=True)[:NEWEST])


def _makers():
    shown = ~Q(products__status=ProductStatus.HIDDEN)
    makers = Producer.objects.filter(is_active=True).annotate(
        things=Count("products", filter=shown)
    )
    with_place = makers.select_related("place__commune__parent", "photo")
    return with_place.prefetch_related("photo__renditions").order_by("-things", "pk")[:MAKERS]
