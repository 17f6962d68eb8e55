"""What an officer changes for the buyer: to whom and where it goes, where money goes back to."""

import hashlib

from django.db import IntegrityError, transaction

from marketplace.kernel import clock
from marketplace.kernel.text import fold
from marketplace.shop.errors import AlreadyKnown, ChangedMeanwhile, NotNow, OtherProvince
from marketplace.shop.limits import address_key
from marketplace.shop.models import (
    FormerRecipient,
    Fulfilment,
    LookedAt,
    OrderDetails,
    OrderEvent,
    RefundAccount,
    RefundDue,
)

from .states import ENDED
from .telling import locked, tell

RECIPIENT = ("full_name", "phone", "commune", "street", "note")


def seen(details: OrderDetails) -> str:
    """What a form remembers of the recipient it showed, for change_recipient()."""
    shown = [str(getattr(details, name)) for name in RECIPIENT]
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:32]


@transaction.atomic
def change_recipient(order, *, as_seen: str, because: str, by, **wanted) -> list[str]:
    """Change to whom and where an order goes, until any of it is sent; returns what changed.

    wanted: all of RECIPIENT; the commune stays in its province, since sending was paid for it.
    as_seen: seen() of what was on the screen. Effects: what stood there before is kept, the
    buyer is told, and producers who may have printed it. Raises NotNow, ChangedMeanwhile,
    OtherProvince.
    """
    order = locked(order.pk)
    details = order.details
    _refuse_sent(order)
    if seen(details) != as_seen:
        raise ChangedMeanwhile(details)
    before = {name: getattr(details, name) for name in RECIPIENT}
    changed = [name for name in RECIPIENT if before[name] != wanted[name]]
    if not changed:
        return []
    if before["commune"] and wanted["commune"].parent_id != before["commune"].parent_id:
        raise OtherProvince(before["commune"].parent)
    FormerRecipient.objects.create(order=order, by=by, because=because, **before)
    _write(order, wanted)
    tell(order, "recipient_changed", by=by, because=because, changed=changed)
    return changed


@transaction.atomic
def give_account(order, *, bank_name: str, number: str, holder: str, by=None) -> RefundAccount:
    """Note where money of an order goes back to, once; the buyer is told that it was noted.

    by: the officer, who may also correct it; None for the buyer. Raises NotNow when nothing is
    due back, AlreadyKnown when the buyer gives a second one.
    """
    order = locked(order.pk)
    if not order.refunds_due.filter(state=RefundDue.State.DUE).exists():
        raise NotNow(RefundDue.State.PAID)
    given = {"bank_name": bank_name, "number": number, "holder": holder}
    given |= {"by": by, "given_at": clock.now()}
    known = RefundAccount.objects.filter(order=order).first()
    if known and by is None:
        raise AlreadyKnown(known)
    account, _ = RefundAccount.objects.update_or_create(order=order, defaults=given)
    tell(order, "account_given", by=by, bank=bank_name, last=number[-4:], corrected=bool(known))
    return account


@transaction.atomic
def look_at(event: OrderEvent, *, by) -> bool:
    """An officer has seen to what happened; False when somebody had before."""
    try:
        with transaction.atomic():
            LookedAt.objects.create(event=event, by=by, at=clock.now())
    except IntegrityError:
        return False
    return True


def _refuse_sent(order) -> None:
    states = set(order.fulfilments.values_list("state", flat=True))
    if left := states - {*Fulfilment.OPEN, *Fulfilment.VOID}:
        raise NotNow(min(left))
    if states <= set(ENDED):
        raise NotNow(order.status)


def _write(order, wanted: dict) -> None:
    OrderDetails.objects.filter(pk=order.pk).update(
        **wanted,
        folded_name=fold(wanted["full_name"]),
        address_key=address_key(wanted["commune"].pk, wanted["street"]),
    )
    # Oscar's copy follows.
    copy = order.shipping_address
    if copy:
        type(copy).objects.filter(pk=copy.pk).update(
            last_name=wanted["full_name"],
            line1=wanted["street"],
            line3=str(wanted["commune"]),
            line4=str(wanted["commune"].parent),
            phone_number=wanted["phone"],
            notes=wanted["note"],
        )
