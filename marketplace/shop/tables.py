"""The dated tables that every quote reads, read once a minute.

They change by rows that are entered for a day to come, so a minute of age changes nothing
that is in force; what one process shows late is shown again as a changed quote, never charged.
"""

import datetime
from dataclasses import dataclass
from functools import partial

from django.core.cache import cache

from marketplace.kernel import clock

from . import limits, shipping, vat
from .models import OperatorAccount, PaymentLimit

SECONDS = 60


@dataclass(frozen=True)
class Tables:
    """What holds on one day: shipping, VAT percents by kind, limits, the account or None."""

    bands: shipping.Bands
    percents: dict[str, int]
    limit: PaymentLimit
    account: OperatorAccount | None


def of(day: datetime.date) -> Tables:
    """The tables of a day. No query while they are kept."""
    return cache.get_or_set(f"shop-tables:{day}", partial(_read, day), SECONDS)


def forget() -> None:
    """Read today's tables anew in this process; others follow within a minute."""
    cache.delete(f"shop-tables:{clock.today()}")


def _read(day: datetime.date) -> Tables:
    account = shipping.in_force(OperatorAccount, day).last()
    return Tables(shipping.bands(day), vat.rates(day), limits.on(day), account)
