"""/office/orders/: every order, on the screen and as a file."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from catalog import sheets
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import desk_orders
from marketplace.shop.forms.office_orders import METHODS, ORDER_STATES, PARCEL_STATES, OrderFilter

PER_PAGE = 50
WRITERS = {"xlsx": sheets.as_xlsx, "csv": sheets.as_csv}
TONES = {"completed": "good", "cancelled": "", "awaiting_payment": "warning", "placed": "warning"}


@officer_required
@require_safe
def order_list(request):
    """The orders that fit the filters, the newest first."""
    form = OrderFilter(request.GET, label_suffix="")
    found = desk_orders.found(form.asked)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [_row(details) for details in page],
        "query": request.GET.urlencode(),
    }
    return render(request, "office/orders.html", context)


@officer_required
@require_safe
def order_file(request, kind):
    """All orders that the filters show, as a file. kind: "xlsx" or "csv"."""
    asked = OrderFilter(request.GET).asked
    rows = desk_orders.with_money(desk_orders.found(asked))
    name = f"ocop-orders-{clock.today():%Y-%m-%d}"
    return WRITERS[kind](name, _heads(), (_cells(details) for details in rows))


def _row(details) -> dict:
    parcels = [
        (parcel.producer.trade_name, PARCEL_STATES[parcel.state])
        for parcel in details.order.fulfilments.all()
    ]
    return {
        "details": details,
        "state": ORDER_STATES[details.order.status],
        "tone": TONES[details.order.status],
        "method": METHODS[details.payment_method],
        "parcels": parcels,
    }


def _heads() -> list[str]:
    return [
        _("Order code"),
        _("Placed on"),
        _("State"),
        _("Paid by"),
        _("Name"),
        _("Mobile number"),
        _("Address"),
        _("Commune"),
        _("Province"),
        pgettext("of a certificate", "Producer"),
        _("Parcels"),
        _("Shipping"),
        _("Total"),
        _("Received"),
        _("To be paid back"),
        _("Paid back"),
        _("Cancelled because"),
    ]


def _cells(details) -> list:
    parcels = details.order.fulfilments.all()
    commune = details.commune
    return [
        details.order.number,
        clock.day_of(details.placed_at),
        str(ORDER_STATES[details.order.status]),
        str(METHODS[details.payment_method]),
        details.full_name,
        details.phone,
        details.street,
        commune.name if commune else "",
        commune.parent.name if commune and commune.parent else "",
        "; ".join(parcel.producer.trade_name for parcel in parcels),
        "; ".join(str(PARCEL_STATES[parcel.state]) for parcel in parcels),
        sum(parcel.shipping for parcel in parcels),
        details.total,
        details.came,
        details.owed_back,
        details.paid_back,
        details.cancelled_because,
    ]
