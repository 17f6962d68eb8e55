"""The parts of a cacheable page that belong to one reader."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@require_GET
@never_cache
def header_state(request):
    """Name, number of things in the basket and waiting messages, fetched after the page."""
    basket = request.basket
    facts = {
        "count": basket.num_items if basket.pk else 0,
        "signed_in": request.user.get_short_name() if request.user.is_authenticated else "",
    }
    return render(request, "shop/header_state.html", facts)
