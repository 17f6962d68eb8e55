"""What a door of this package refuses. Errors carry things; views find the words."""

import datetime
from uuid import UUID


class StockError(Exception):
    """A door of showrooms.stock refused; nothing changed."""


class OutOfStock(StockError):
    """Fewer goods are free than were wanted."""

    def __init__(self, product_id: int, wanted: int, available: int):
        super().__init__(product_id, wanted, available)
        self.product_id, self.wanted, self.available = product_id, wanted, available


class Expired(StockError):
    """The goods are past their best-before date; only a write-off takes them away."""

    def __init__(self, batch, day: datetime.date):
        super().__init__(batch, day)
        self.batch, self.day = batch, day


class NothingHeld(StockError):
    """No open hold stands for this purpose: it lapsed, was released, or never was."""

    def __init__(self, kind: str, ref: UUID):
        super().__init__(kind, ref)
        self.kind, self.ref = kind, ref


class NotIssued(StockError):
    """More goods were to come back than had left and not yet returned."""

    def __init__(self, kind: str, ref: UUID, wanted: int, left: int):
        super().__init__(kind, ref, wanted, left)
        self.kind, self.ref, self.wanted, self.left = kind, ref, wanted, left


class Recounted(StockError):
    """Somebody else moved the goods while they were being counted: `balance` is as it is now."""

    def __init__(self, balance, expected: int):
        super().__init__(balance, expected)
        self.balance, self.expected = balance, expected


class CountBelowHeld(StockError):
    """Fewer goods were counted than are promised to buyers."""

    def __init__(self, balance, counted: int):
        super().__init__(balance, counted)
        self.balance, self.counted = balance, counted


class LotTaken(StockError):
    """The product has a batch with this lot already."""

    def __init__(self, product, lot: str):
        super().__init__(product, lot)
        self.product, self.lot = product, lot
