"""The packing slip: what goes into the parcel, from which lot, to whom, for how much cash."""

import io
import json
from functools import cache
from pathlib import Path

import segno
import typst
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.kernel import clock, phone
from marketplace.kernel.money import format_dong
from showrooms.models import Hold

from . import desk
from .models import Fulfilment

State = Fulfilment.State
# Goods are held, then issued, under the uuid of the item.
HOLD_KIND = "order"


@cache
def _design() -> bytes:
    return Path(__file__).with_name("packing_slip.typ").read_bytes()


def may_be_printed(parcel: Fulfilment) -> bool:
    """Whether the buyer's address is the producer's business and goods are to be packed."""
    return parcel.state in (State.CONFIRMED, State.SENT)


def slip(parcel: Fulfilment) -> bytes:
    """A PDF of A6, in the active language, with a QR code of the order's code.

    The fonts are the ones inside typst; no font of the machine is looked at.
    """
    code = io.BytesIO()
    segno.make(parcel.order.number, error="m", micro=False).save(code, kind="svg", border=0)
    facts = json.dumps(_facts(parcel))
    return typst.compile(
        {"main": _design(), "code.svg": code.getvalue()},
        font_paths=[],
        ignore_system_fonts=True,
        sys_inputs={"slip": facts},
    )


def lots_of(parcel: Fulfilment) -> dict:
    """From which lots each item is to be taken: {uuid: [(lot, best before or None, quantity)]}."""
    items = {item.uuid for item in desk.active_items(parcel)}
    found = {}
    for hold in (
        Hold.objects.filter(kind=HOLD_KIND, ref__in=items)
        .exclude(state=Hold.State.RELEASED)
        .select_related("balance__batch")
        .order_by("balance__batch__best_before", "balance__batch__lot")
    ):
        batch = hold.balance.batch
        found.setdefault(hold.ref, []).append((batch.lot, batch.best_before, hold.quantity))
    return found


def _facts(parcel: Fulfilment) -> dict:
    to, sender = desk.recipient_of(parcel), parcel.producer
    lots = lots_of(parcel)
    return {
        "language": get_language() or "vi",
        "words": _words(),
        "code": parcel.order.number,
        "sender": sender.trade_name,
        "sender_phone": phone.display(sender.phone),
        "name": to.full_name,
        "phone": phone.display(to.phone),
        "street": to.street,
        "commune": to.commune,
        "note": to.note,
        "cash": _dong(parcel.due) if desk.is_cash(parcel) else "",
        "printed": date_format(clock.today(), "d/m/Y"),
        "items": [_item(item, lots.get(item.uuid, [])) for item in desk.active_items(parcel)],
    }


def _item(item, lots) -> dict:
    return {
        "quantity": item.quantity,
        "title": item.title,
        "lots": [_lot(*lot, alone=len(lots) == 1) for lot in lots],
    }


def _lot(lot, best_before, quantity, *, alone: bool) -> str:
    said = _("lot %s") % lot
    if best_before:
        said += " · " + _("best before %s") % date_format(best_before, "d/m/Y")
    return said if alone else f"{quantity} × {said}"


def _words() -> dict:
    return {
        "order": _("Order"),
        "from": _("From"),
        "to": _("To"),
        "goods": _("In the parcel"),
        "collect": _("Collect in cash"),
        "paid": _("Paid. Collect nothing."),
        "note": _("Note"),
        "printed": _("Printed"),
    }


def _dong(amount: int) -> str:
    return format_dong(amount, get_language() or "vi")
