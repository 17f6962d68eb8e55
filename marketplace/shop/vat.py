"""The VAT inside a price. Rates are dated: 8 % until 31 December 2026, 10 % after."""

import datetime

from .models import VatRate
from .shipping import in_force


def rates(day: datetime.date) -> dict[str, int]:
    """Percent per kind of goods on a day; a kind without a rate is absent. One query."""
    return {rate.kind: rate.percent for rate in in_force(VatRate, day)}


def kind_of(facts) -> str:
    """Alcohol is under excise tax and never had the lower rate."""
    return VatRate.Kind.EXCISE if facts.is_alcohol else VatRate.Kind.STANDARD


def inside(amount: int, percent: int) -> int:
    """How much VAT an amount of whole dong holds, rounded half up to whole dong."""
    gross = 100 + percent
    return (2 * amount * percent + gross) // (2 * gross)
