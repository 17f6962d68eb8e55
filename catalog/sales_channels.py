"""What was sold, and through which channel: each package that sells tells its part.

A package keeps the functions that it registers with @sells in `sales_channels.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Sale(NamedTuple):
    """Goods of one product that one buyer paid for or owes.

    reference: how the channel names the purchase. amount: whole dong, discounts taken off.
    stars: those the product had when it was sold, None without a star.
    """

    reference: str
    sold_on: date
    product_id: int
    title: str
    producer_id: int
    quantity: int
    amount: int
    stars: int | None


@dataclass(frozen=True, slots=True)
class Channel:
    """label: lazily translated. sales and total are asked for two days, both inclusive.

    total: the whole dong of all its sales, counted without them, for the sums to agree.
    """

    key: str
    label: str
    sales: Callable[[date, date], Iterator[Sale]]
    total: Callable[[date, date], int]


_channels: dict[str, Channel] = {}


def sells(channel: Channel) -> None:
    """Register a channel; the same key again takes the place of the first."""
    _channels[channel.key] = channel


def channels() -> list[Channel]:
    """Every channel, in the order in which they were registered."""
    return list(_channels.values())
