"""What a change of a certificate would touch: each package above says its part.

A package keeps the functions that it registers with @tells in `consequences.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Consequence:
    """One kind of thing that hangs on a product: what, how many, and some of them by name."""

    label: str
    count: int
    examples: tuple[str, ...] = ()


# How many are named; the count holds all.
MOST_NAMED = 20
_tellers: list[Callable[[int], list[Consequence]]] = []


def tells(teller: Callable[[int], list[Consequence]]):
    """Register a function of a product's id that reads and changes nothing."""
    _tellers.append(teller)
    return teller


def consequences_of(product_id: int) -> list[Consequence]:
    """All that hangs on a product now; kinds of which there is nothing are listed with 0."""
    return [found for teller in _tellers for found in teller(product_id)]
