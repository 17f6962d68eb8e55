"""The first page of the portal: what waits for the producer, and what soon will."""

from django.core.paginator import Paginator
from django.shortcuts import render

from marketplace.kernel import clock
from marketplace.shop import desk, desk_chores

from . import words
from .access import at_desk
from .shown import shown

# More would push the rest of the page off a small screen; the list has them all.
ON_HOME = 3
PER_PAGE = 20


@at_desk
def home(request, producer):
    """New orders first, then what is to be sent, and what ends soon; five queries."""
    now = clock.now()
    counts = desk.counts_of(producer, now)
    parcels = desk.oldest_first(desk.parcels_of([producer]))
    context = {
        "counts": counts,
        "tabs": _tabs(counts),
        "new": _some(parcels, "new", counts, now),
        "to_send": _some(parcels, "to_send", counts, now),
        "elsewhere": desk.waiting_elsewhere(request.desk_producers, producer),
        "chores": desk_chores.chores_of(producer, clock.today()),
    }
    return render(request, "producer/home.html", context)


@at_desk
def orders(request, producer):
    """The producer's parcels under one of five tabs, a page at a time."""
    now = clock.now()
    tab = request.GET.get("show", "")
    tab = tab if tab in desk.TABS else "new"
    counts = desk.counts_of(producer, now)
    found = desk.parcels_of([producer]).filter(desk.TABS[tab])
    found = found.order_by("-ended_at", "-pk") if tab == "ended" else desk.oldest_first(found)
    pages = Paginator(found, PER_PAGE)
    # What the tab already counted is not counted again.
    pages.count = counts[tab]
    page = pages.get_page(request.GET.get("page"))
    context = {
        "tab": tab,
        "tab_name": words.TABS[tab],
        "tabs": _tabs(counts),
        "page": page,
        "parcels": [shown(parcel, now) for parcel in page],
    }
    return render(request, "producer/orders.html", context)


def _tabs(counts) -> list[tuple]:
    return [(tab, name, counts[tab]) for tab, name in words.TABS.items()]


def _some(parcels, tab: str, counts, now) -> list:
    if not counts[tab]:
        return []
    return [shown(parcel, now) for parcel in parcels.filter(desk.TABS[tab])[:ON_HOME]]
