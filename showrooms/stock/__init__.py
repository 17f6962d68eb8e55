"""The door of stock: what stands where, and to whom it is promised.

Every door runs in one transaction, is all or nothing, leaves a StockMove for each balance it
changes and sends `stock_changed` for each product. Balances are locked in the order of their
key, so two doors never wait in a circle; each count then changes by one UPDATE that looks and
takes at once, so the answer does not rest on the lock (SQLite has none).

A replay changes nothing: hold, keep, release and issue know their (kind, ref); the other doors
take the caller's `operation`. Every door that takes goods first sets free what has lapsed.
Goods past their best-before date leave by write_off() only.
"""

from showrooms.errors import (
    CountBelowHeld,
    Expired,
    LotTaken,
    NothingHeld,
    NotIssued,
    OutOfStock,
    Recounted,
)

from .asks import SHIP, OnShelf, available, best_before_of, shelf
from .batches import receive_batch
from .promises import Want, give_back, hold, hold_all, issue, keep, release
from .shelves import receive, recount, transfer, write_off

__all__ = [
    "SHIP",
    "CountBelowHeld",
    "Expired",
    "LotTaken",
    "NotIssued",
    "NothingHeld",
    "OnShelf",
    "OutOfStock",
    "Recounted",
    "Want",
    "available",
    "best_before_of",
    "give_back",
    "hold",
    "hold_all",
    "issue",
    "keep",
    "receive",
    "receive_batch",
    "recount",
    "release",
    "shelf",
    "transfer",
    "write_off",
]
