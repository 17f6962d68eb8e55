"""The catalogue, its search and what is offered while somebody types."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.page_cache import cacheable_page
from showrooms.cards import cards

from . import asking, catalogue, service
from .facet_names import FacetNames
from .query import PER_PAGE, Query, Result

SUGGESTIONS = 8


@cacheable_page(query=asking.PARAMETERS)
@require_safe
def products(request):
    """Products that fit the words and the choices of the address, 24 a page."""
    names = FacetNames()
    asked = asking.understand(request.GET, clock.today(), names.known)
    result = service.search(asked.query)
    page = Paginator(range(result.total), PER_PAGE).get_page(asked.query.page)
    if page.number != asked.query.page:
        raise Http404("no such page")
    ignored = [catalogue.PARAMETER_TITLES[name] for name in asked.ignored]
    facts = {**_answer(asked.query, result, names), "ignored": ignored, "page": page}
    # What the back button asks for is the whole page, though htmx asks.
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "search/products.html", facts)
    changes = render(request, "search/changes.html", facts)
    changes["HX-Push-Url"] = catalogue.address(asked.query)
    return changes


@require_safe
def search(request):
    """The old address of searching: the catalogue answers."""
    asked = asking.understand(request.GET, clock.today(), lambda facet, values: values)
    return redirect(catalogue.address(asked.query), permanent=True)


@cache_control(public=True, max_age=60)
@require_safe
def suggest(request):
    """Titles that go on as the text begins: options for htmx, else {"suggestions": […]}."""
    text = request.GET.get("q", "")[: asking.LONGEST_TEXT]
    english = get_language() == "en"
    titles = [(english and title_en) or title for title, title_en in service.complete(text)]
    titles = list(dict.fromkeys(titles))[:SUGGESTIONS]
    if request.htmx:
        return render(request, "search/suggestions.html", {"titles": titles})
    return JsonResponse({"suggestions": titles}, json_dumps_params={"ensure_ascii": False})


def _answer(query: Query, result: Result, names: FacetNames) -> dict:
    shown = cards([*result.refs, *result.others], query.day, get_language())
    return {
        "query": query,
        "result": result,
        "cards": [card for card in shown if card.id in result.refs],
        "others": [card for card in shown if card.id in result.others],
        "facets": catalogue.facets(result, names),
        "chips": catalogue.chips(query, names),
        "sorts": catalogue.sorts(query),
        "plain_url": catalogue.address(replace(query, selected={}, price_min=None, price_max=None)),
        "is_plain": not asking.parameters(query),
    }
