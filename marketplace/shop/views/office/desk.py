"""/office/desk/: what waits, how much of it and since when; and the lists behind it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import cash_to_come, desk_queues
from marketplace.shop.forms.office_orders import PARCEL_STATES

from .desk_words import NAMES
from .order_words import happened
from .parcel_acts import ACTS

PER_PAGE = 50
# Queues of parcels; the others have pages of their own.
OF_PARCELS = ("late", "unsent", "on_the_way", "cash", "returns")


@officer_required
@require_safe
def desk(request):
    """Every queue, what waits longest marked; the empty ones stand last."""
    return render(request, "office/desk.html", {"queues": queues()})


def queues() -> list[dict]:
    """Every queue in words with its count, oldest row and address. Constant queries."""
    found = desk_queues.summaries(clock.now())
    shown = [
        {
            "waiting": waiting,
            "name": NAMES[waiting.code],
            "url": NAMES[waiting.code].url(waiting.code),
        }
        for waiting in found
    ]
    return sorted(shown, key=lambda queue: not queue["waiting"].count)


@officer_required
@require_safe
def queue(request, code):
    """One queue of parcels or of declined goods, the oldest first."""
    if code == "declined":
        return declined(request)
    if code not in OF_PARCELS:
        raise Http404
    rows = desk_queues.QUEUES[code](clock.now())
    carrier = request.GET.get("carrier", "")[:60] if code == "cash" else ""
    if carrier:
        rows = rows.filter(carrier=carrier)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "name": NAMES[code],
        "code": code,
        "page": page,
        "states": PARCEL_STATES,
        "acts": [(act, ACTS[act].label) for act in NAMES[code].acts],
        "carrier": carrier,
        "sums": cash_to_come.by_carrier(clock.now()) if code == "cash" else (),
    }
    return render(request, "office/queue.html", context)


@officer_required
@require_safe
def late(request):
    """The address of late confirmations that stands in messages."""
    return queue(request, "late")


def declined(request):
    """Goods that producers declined and nobody has ticked off."""
    rows = desk_queues.declined(clock.now())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "name": NAMES["declined"],
        "page": page,
        "rows": [(event, happened(event)) for event in page],
    }
    return render(request, "office/declined.html", context)


@officer_required
@require_safe
def stars(request):
    """Orders, still here, with goods whose star ended or fell; what needs a decision first."""
    page = Paginator(desk_queues.stars_ended(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"name": NAMES["stars"], "page": page}
    return render(request, "office/stars_ended.html", context)


class DeskPanel(Component):
    """What waits, on the front page of the office; empty queues are left out."""

    name = "desk"
    template_name = "office/desk_panel.html"
    order = 5

    def get_context_data(self, parent_context):
        return {"queues": [found for found in queues() if found["waiting"].count]}
