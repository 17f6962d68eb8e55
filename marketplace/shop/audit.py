"""What must always hold. Reads only: a broken promise is one line, and nothing is mended."""

import unicodedata
from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Lower

from catalog.models import ExpiryNotice, Image, PrivateDocument, Rendition
from catalog.radar_notices import threshold_of
from marketplace.kernel import clock
from marketplace.kernel.accounts.models import User
from marketplace.kernel.fields import CleanCharField, CleanTextField
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.kernel.text import FORBIDDEN
from showrooms.models import Hold, StockBalance, StockMove

from . import audit_desk, audit_goods, audit_orders, audit_proposals

# Nothing waits longer in the outbox while a worker lives.
OUTBOX_AGE = timedelta(minutes=15)
_of_others = []


def broken() -> list[str]:
    """Every broken promise, one line each; empty when all is well."""
    return [line for check in (*CHECKS, *_of_others) for line in check()]


def checks(check):
    """Register a check of a package above: a function that gives a line for each broken promise."""
    _of_others.append(check)
    return check


def ledger() -> Iterator[str]:
    """Every balance is the sum of its moves, and its promises the sum of the open holds."""
    moves = StockMove.objects.filter(balance=OuterRef("pk")).order_by().values("balance")
    holds = Hold.objects.filter(balance=OuterRef("pk"), state=Hold.State.OPEN).order_by()
    balances = StockBalance.objects.annotate(
        moved=Coalesce(Subquery(moves.annotate(sum=Sum("on_hand_change")).values("sum")), 0),
        promised=Coalesce(Subquery(moves.annotate(sum=Sum("held_change")).values("sum")), 0),
        open=Coalesce(
            Subquery(holds.values("balance").annotate(sum=Sum("quantity")).values("sum")), 0
        ),
    )
    for row in balances.exclude(on_hand=F("moved")):
        yield f"balance {row.pk} has {row.on_hand} on hand; its moves say {row.moved}"
    for row in balances.exclude(held=F("promised")):
        yield f"balance {row.pk} has {row.held} held; its moves say {row.promised}"
    for row in balances.exclude(held=F("open")):
        yield f"balance {row.pk} has {row.held} held; its open holds say {row.open}"
    for row in balances.filter(Q(held__gt=F("on_hand")) | Q(held__lt=0)):
        yield f"balance {row.pk} promises {row.held} of {row.on_hand}"


def outbox() -> Iterator[str]:
    """Nothing is dead, and nothing that is due waits longer than OUTBOX_AGE."""
    waiting = OutboxItem.objects.filter(done_at=None)
    for item in waiting.exclude(dead_at=None):
        yield f"outbox item {item.pk} ({item.kind}) is dead: {item.last_error[:80]}"
    late = clock.now() - OUTBOX_AGE
    for item in waiting.filter(dead_at=None, next_at__lt=late):
        yield f"outbox item {item.pk} ({item.kind}) has waited since {item.next_at}"


def notices() -> Iterator[str]:
    """Every notice of an end told the days that were left, at the threshold passed last."""
    for notice in ExpiryNotice.objects.order_by("pk").iterator(chunk_size=2000):
        left = (notice.last_day - clock.day_of(notice.at)).days
        if (notice.days_left, notice.threshold) != (left, threshold_of(left)):
            yield f"expiry notice {notice.pk} told {notice.days_left} days; {left} were left"


def people() -> Iterator[str]:
    """One person per e-mail, however it is written."""
    shared = User.objects.exclude(email=None).values(lower=Lower("email"))
    for row in shared.annotate(people=Count("pk")).filter(people__gt=1).order_by("lower"):
        yield f"{row['people']} people share the e-mail {row['lower']}"


def texts() -> Iterator[str]:
    """Text is composed (NFC) and free of controls."""
    for model in apps.get_models():
        fields = [f.attname for f in model._meta.concrete_fields if isinstance(f, CLEAN)]
        if fields:
            rows = model._base_manager.values_list("pk", *fields)
            for pk, *values in rows.iterator(chunk_size=2000):
                if any(value and not _is_clean(value) for value in values):
                    yield f"{model._meta.label} {pk} holds text that is not clean"


def files() -> Iterator[str]:
    """Every picture and paper has its file."""
    for model in (Image, Rendition, PrivateDocument):
        for row in model.objects.only("file").iterator(chunk_size=500):
            if not row.file.storage.exists(row.file.name):
                yield f"{model._meta.label} {row.pk} has lost its file {row.file.name}"


CLEAN = (CleanCharField, CleanTextField)
CHECKS = (
    ledger,
    audit_goods.stock_records,
    audit_goods.stores,
    audit_goods.kinds,
    audit_orders.promises,
    audit_orders.sums_of_orders,
    audit_orders.states_of_orders,
    audit_orders.payments,
    audit_orders.refunds,
    audit_orders.snapshots,
    audit_desk.overdue_payments,
    audit_desk.names,
    audit_desk.discounts,
    audit_desk.refund_accounts,
    audit_proposals.states,
    audit_proposals.files,
    audit_proposals.texts,
    outbox,
    notices,
    people,
    texts,
    files,
)


def _is_clean(value: str) -> bool:
    return unicodedata.is_normalized("NFC", value) and not FORBIDDEN.search(value)
