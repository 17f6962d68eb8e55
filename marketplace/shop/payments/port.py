import datetime
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from marketplace.shop.problems import Problem

OFFERED = (
    "marketplace.shop.payments.cod.CashOnDelivery",
    "marketplace.shop.payments.transfer.Transfer",
)


@dataclass(frozen=True)
class Instructions:
    """What the buyer does next to pay.

    kind: "cash" (amount to have ready) or "transfer" (account, purpose, deadline, and qr: the
    text of the code to draw). amount: whole dong still to pay.
    """

    kind: str
    amount: int
    account: object = None
    purpose: str = ""
    qr: str = ""
    deadline: datetime.datetime | None = None


class Method(Protocol):
    """One way to pay. waits: whether parcels wait until the money is there."""

    code: str
    waits: bool

    def why_not(self, quote, *, day) -> Problem | None:
        """Why this quote cannot be paid so on this day, or None. Constant queries."""

    def start(self, order, *, quote, now: datetime.datetime):
        """The PaymentAttempt the order waits for, not yet saved; None when it need not wait."""

    def instructions(self, order) -> Instructions | None:
        """What the buyer does next; None when there is nothing to do."""


@cache
def _named(paths: tuple[str, ...]) -> dict[str, Method]:
    found = [import_string(path)() for path in paths]
    return {method.code: method for method in found}


def methods() -> dict[str, Method]:
    """Code -> method, in the order in which buyers see them."""
    return _named(tuple(getattr(settings, "PAYMENT_METHODS", OFFERED)))


def by_code(code: str) -> Method:
    """Raises KeyError for a code that is not offered."""
    return methods()[code]


def why_not(quote, *, day: datetime.date) -> dict[str, Problem | None]:
    """Code -> None, or why this quote cannot be paid so."""
    return {code: method.why_not(quote, day=day) for code, method in methods().items()}
