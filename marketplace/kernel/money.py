"""Money: whole dong, in an int, everywhere.

The dong has no minor unit (ISO 4217 exponent 0 in practice). Rounding happens once per line;
a sum that is shared out always adds up again.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_currency


class FractionOfDong(ValueError):
    """An amount that should have been whole dong was not."""


def whole(amount: Decimal | int) -> int:
    """The amount as an int; raises FractionOfDong rather than lose a part of it."""
    if amount != int(amount):
        raise FractionOfDong(amount)
    return int(amount)


def nearest_dong(amount: Decimal | int) -> Decimal:
    """The amount rounded half up to whole dong, still a Decimal for Oscar's arithmetic."""
    return Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP)


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Parts of the total in proportion to the weights, whole, summing to the total.

    Largest remainder (Hare quota); ties go to the earlier part. Weights are not negative; when
    all are zero the total is shared equally. Raises ValueError for a negative weight or none.
    """
    if not weights or min(weights) < 0:
        raise ValueError("share() wants at least one weight and no negative one")
    if not any(weights):
        weights = [1] * len(weights)
    scale = sum(weights)
    parts = [total * weight // scale for weight in weights]
    remainders = [total * weight % scale for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


@lru_cache(10_000)
def format_dong(amount: int, language: str = "vi") -> str:
    """ "120.000 ₫" in Vietnamese (no-break space), "₫120,000" in English."""
    return format_currency(amount, "VND", locale=language)
