"""One order as the desk sees it: goods, money, what happened, who was told, what can be done."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from oscar.apps.order.models import Order

from catalog import places
from marketplace.kernel.accounts.roles import officer_required
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop.forms.office_orders import METHODS, ORDER_STATES, PARCEL_STATES
from marketplace.shop.models import Fulfilment, Receipt, RefundAccount
from marketplace.shop.ordering.placing import HOLD
from marketplace.shop.transfers import with_sums
from showrooms.models import Hold

from . import order_acts, order_words, parcel_acts
from .transfer_words import explained

LETTERS = ("email", "sms")


@officer_required
@require_safe
def order(request, code):
    """All that is known of an order, in a constant number of queries."""
    orders = Order.objects.select_related("details__commune__parent", "user")
    orders = orders.prefetch_related("fulfilments__items", "fulfilments__producer", "refunds_due")
    found = get_object_or_404(orders, number=code, details__isnull=False)
    parcels = sorted(found.fulfilments.all(), key=lambda parcel: parcel.pk)
    for parcel in parcels:
        parcel.order = found
    events = list(found.events.select_related("by", "fulfilment__producer", "looked_at__by"))
    context = {
        "order": found,
        "details": found.details,
        "state": ORDER_STATES[found.status],
        "method": METHODS[found.details.payment_method],
        "address": _address(found.details),
        "parcels": _parcels(parcels),
        "money": _money(found, parcels),
        "events": [(event, order_words.happened(event)) for event in events],
        "letters": _letters(events, parcels),
        "former": found.former_recipients.select_related("by", "commune__parent"),
        "consents": found.consents.select_related("text"),
        "acts": order_acts.open_acts(found),
    }
    return render(request, "office/order.html", context)


def _address(details) -> str:
    commune = places.full_name(details.commune, "vi") if details.commune else ""
    return ", ".join(filter(None, [details.street, commune]))


def _parcels(parcels: list[Fulfilment]) -> list[dict]:
    items = [item for parcel in parcels for item in parcel.items.all()]
    stopped, holds = parcel_acts.stopped_items(parcels), _holds(items)
    return [_parcel(parcel, stopped, holds) for parcel in parcels]


def _parcel(parcel: Fulfilment, stopped: set[int], holds: dict) -> dict:
    items = list(parcel.items.all())
    is_stopped = any(item.pk in stopped for item in items)
    return {
        "parcel": parcel,
        "state": PARCEL_STATES[parcel.state],
        "money": order_words.money_of(parcel),
        "items": [(item, holds.get(item.uuid, []), item.pk in stopped) for item in items],
        "acts": parcel_acts.open_acts(parcel, is_stopped=is_stopped),
    }


def _holds(items) -> dict:
    """What the stock ledger promised or gave for each item, by its uuid."""
    rows = Hold.objects.filter(kind=HOLD, ref__in=[item.uuid for item in items])
    found = {}
    for hold in rows.select_related("balance__batch", "balance__place").order_by("pk"):
        found.setdefault(hold.ref, []).append(hold)
    return found


def _money(found, parcels) -> dict:
    """What was ordered, what is due now, what came and what went back; whole dong."""
    attempts = list(with_sums().filter(order=found).order_by("pk"))
    receipts = Receipt.objects.filter(attempt__order=found).select_related("by").order_by("pk")
    came = sum(attempt.received for attempt in attempts)
    cash = sum(parcel.cash_received or 0 for parcel in parcels)
    refunds = sorted(found.refunds_due.all(), key=lambda refund: refund.pk)
    return {
        "ordered": found.details.total,
        "due": sum(parcel.due for parcel in parcels),
        "came": came + cash,
        "paid_back": sum(refund.amount for refund in refunds if refund.state == "paid"),
        "owed": sum(refund.amount for refund in refunds if refund.state == "due"),
        "attempts": [(attempt, explained(attempt)) for attempt in attempts],
        "receipts": receipts,
        "refunds": refunds,
        "account": RefundAccount.objects.filter(order=found).select_related("by").first(),
    }


def _letters(events, parcels):
    """Messages about the order that the outbox still knows: whom they reach, not what they say."""
    keys = Q(key__in=[f"event:{event.pk}:buyer" for event in events])
    for parcel in parcels:
        for case in ("new", "off", "unconfirmed"):
            keys |= Q(key__startswith=f"{case}:{parcel.pk}:")
    found = OutboxItem.objects.filter(keys, kind__in=LETTERS).order_by("created_at", "pk")
    return found.values("pk", "kind", "key", "created_at", "done_at", "dead_at", "payload__to")
