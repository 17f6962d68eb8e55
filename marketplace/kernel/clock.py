"""Time as the law counts it: days in Hà Nội.

A certificate's last day, a batch's best-before date and the price of a day all end at midnight
in Asia/Ho_Chi_Minh, whatever the server's clock is set to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_as_of: ContextVar[datetime | None] = ContextVar("as_of", default=None)


def now() -> datetime:
    """This moment, aware; inside as_of(), the moment that was given there."""
    return _as_of.get() or timezone.now()


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let the rules believe that it is this moment: to look ahead, or to build a past.

    Holds for the running thread or task alone.
    """
    token = _as_of.set(moment)
    try:
        yield
    finally:
        _as_of.reset(token)


def today() -> date:
    """The day in Hà Nội."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in Hà Nội on which an aware moment falls."""
    return moment.astimezone(HANOI).date()


def seconds_to_midnight() -> int:
    """Whole seconds until the next day begins in Hà Nội, at least 1."""
    moment = now().astimezone(HANOI)
    midnight = datetime.combine(moment.date() + timedelta(days=1), time(), HANOI)
    return max(1, int((midnight - moment).total_seconds()))
