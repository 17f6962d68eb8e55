"""DOOR of what the operator sets, each for a day to come: account, shipping, texts, limits, VAT.

A version holds from its first day until the day before the next one begins; what was ordered
under it stays as it was. Each act stands in Wagtail's log with who did it.
"""

import datetime
from datetime import timedelta

from django.db import models, transaction
from wagtail.log_actions import log

from cms.models import Operator
from marketplace.kernel import clock

from . import tables
from .errors import Begun, InThePast, LeavesGap, Overlaps
from .models import LegalText, OperatorAccount, PaymentLimit, ShippingBand, VatRate

# The rows that follow one another in time: of one kind where there are kinds.
KINDS = {LegalText: "kind", VatRate: "kind"}
DAY = timedelta(days=1)


@transaction.atomic
def write_operator(*, by, **facts) -> Operator:
    """Enter who runs the marketplace. The foot of every page shows it within a minute."""
    operator = Operator.load()
    for name, value in facts.items():
        setattr(operator, name, value)
    operator.save()
    log(operator, "wagtail.edit", user=by)
    return operator


@transaction.atomic
def open_account(*, valid_from: datetime.date, by, **account) -> OperatorAccount:
    """Let buyers transfer to this account from a day on; the one before ends the day before.

    account: bank (BIN), bank_name, number, holder. Raises InThePast, Overlaps.
    """
    _make_room(OperatorAccount.objects.all(), valid_from, may_pause=True)
    return _enter(OperatorAccount(valid_from=valid_from, **account), by)


@transaction.atomic
def set_bands(
    prices: dict[str, list[tuple[int, int]]], *, valid_from: datetime.date, by
) -> list[ShippingBand]:
    """Replace the whole table of shipping prices from a day on.

    prices: zone -> [(up to g, dong)]. Raises InThePast, Overlaps, LeavesGap.
    """
    _make_room(ShippingBand.objects.all(), valid_from)
    fresh = ShippingBand.objects.bulk_create(
        ShippingBand(zone=zone, up_to_g=up_to, price=price, valid_from=valid_from)
        for zone, rows in prices.items()
        for up_to, price in rows
    )
    log(fresh[0], "wagtail.create", user=by)
    _refresh()
    return fresh


@transaction.atomic
def publish_text(kind: str, *, body_vi: str, body_en: str, valid_from: datetime.date, by):
    """A new version of a legal text from a day on; orders keep the one they agreed to.

    A second version for the same day takes the first one's place for orders to come.
    Raises InThePast.
    """
    if valid_from < clock.today():
        raise InThePast(valid_from)
    same_day = LegalText.objects.filter(kind=kind, version__startswith=valid_from.isoformat())
    number = same_day.count() + 1
    version = valid_from.isoformat() + (f".{number}" if number > 1 else "")
    text = LegalText(
        kind=kind, version=version, valid_from=valid_from, body_vi=body_vi, body_en=body_en
    )
    return _enter(text, by)


@transaction.atomic
def set_limits(*, valid_from: datetime.date, by, **limits) -> PaymentLimit:
    """The limits of unpaid orders from a day on. Raises InThePast, Overlaps."""
    _make_room(PaymentLimit.objects.all(), valid_from)
    return _enter(PaymentLimit(valid_from=valid_from, **limits), by)


@transaction.atomic
def set_vat(kind: str, *, percent: int, instrument: str, valid_from: datetime.date, by) -> VatRate:
    """The VAT of a kind of goods from a day on. Raises InThePast, Overlaps, LeavesGap."""
    _make_room(VatRate.objects.filter(kind=kind), valid_from)
    rate = VatRate(kind=kind, percent=percent, instrument=instrument, valid_from=valid_from)
    return _enter(rate, by)


@transaction.atomic
def withdraw(version, *, by) -> None:
    """Take back a version that has not begun; the one before it holds on. Raises Begun."""
    if version.valid_from <= clock.today():
        raise Begun(version.valid_from)
    line = line_of(version)
    log(version, "wagtail.delete", user=by, deleted=True)
    if isinstance(version, LegalText):
        line.filter(pk=version.pk).delete()
        return
    line.filter(valid_from=version.valid_from).delete()
    if _ends(line):
        before = line.filter(valid_to=version.valid_from - DAY)
        before.update(valid_to=version.valid_to)
    _refresh()


def line_of(version) -> models.QuerySet:
    """The versions that follow one another, of which this is one."""
    kind = KINDS.get(type(version))
    return type(version).objects.filter(**{kind: getattr(version, kind)} if kind else {})


def _ends(line: models.QuerySet) -> bool:
    return any(field.name == "valid_to" for field in line.model._meta.fields)


def _make_room(line: models.QuerySet, day: datetime.date, *, may_pause=False) -> None:
    """Let what holds end the day before `day`."""
    today = clock.today()
    if day < today:
        raise InThePast(day)
    one_at_a_time()
    rows = list(line)
    later = [row.valid_from for row in rows if row.valid_from >= day]
    if later:
        raise Overlaps(min(later))
    if not rows or not _ends(line):
        return
    ends = [row.valid_to for row in rows]
    since = day if None in ends else max(max(ends) + DAY, today)
    if day > since and not may_pause:
        raise LeavesGap(since)
    line.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=day)).update(valid_to=day - DAY)


def one_at_a_time() -> None:
    """Two officers with two tables wait for each other here, and the second sees the first."""
    list(Operator.objects.select_for_update().filter(pk=Operator.load().pk))


def _enter(row, by):
    row.save()
    log(row, "wagtail.create", user=by)
    _refresh()
    return row


def _refresh() -> None:
    transaction.on_commit(tables.forget)
