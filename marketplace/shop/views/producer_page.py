"""The page of one producer."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog.models import Producer, ProductStatus
from catalog.texts import text
from marketplace.kernel import clock
from marketplace.kernel.page_cache import cacheable_page
from showrooms.cards import cards

ON_A_PAGE = 24


@cacheable_page(query=["page"])
@require_safe
def producer_page(request, slug):
    """Who they are, where they are, and what they make."""
    maker = _find(slug)
    if maker is None:
        raise Http404
    language = get_language()
    things = maker.products.exclude(status=ProductStatus.HIDDEN).order_by("-pk")
    page = Paginator(things.values_list("pk", flat=True), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    facts = {
        "producer": maker,
        "introduction": text(maker.introduction, maker.introduction_en, language),
        "page": page,
        "cards": cards(list(page), clock.today(), language),
    }
    return render(request, "shop/producer.html", facts)


def _find(slug) -> Producer | None:
    makers = Producer.objects.filter(slug=slug, is_active=True).select_related(
        "photo", "place__commune__parent", "place__legacy_commune__parent__parent"
    )
    return makers.prefetch_related("photo__renditions").first()
