"""DOOR of OutboxItem: ask for something inside the fact's transaction, do it after the commit.

Every item is handled at least once: a worker that dies between handling and marking leaves the
item to the next one when its lease ends. Handlers therefore have to be idempotent.
"""

import logging
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F, Q

from marketplace.kernel import clock

from .models import OutboxItem

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 10
FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(hours=6)
KEPT_WHEN_DONE = timedelta(days=30)
POLL_SECONDS = 2

log = logging.getLogger(__name__)
wake = threading.Event()
_handlers: dict[str, Callable[[dict], None]] = {}
_chores: dict[str, Callable[[], None]] = {}


class GiveUp(Exception):
    """Raised by a handler that knows no later attempt can succeed: the item dies at once."""


def handles(kind: str):
    """Register a function(payload) as the one handler of a kind."""

    def register(handler: Callable[[dict], None]):
        known = _handlers.setdefault(kind, handler)
        if (known.__module__, known.__qualname__) != (handler.__module__, handler.__qualname__):
            raise ValueError(f"{kind!r} is handled by {known.__module__}.{known.__qualname__}")
        return handler

    return register


def daily(chore: str):
    """Register a function() that a worker calls on every day in Hà Nội on which one is awake.

    At least once and, as every handler, perhaps again. A day without a worker is not made up
    for: the chore itself looks at what was missed.
    """

    def register(function: Callable[[], None]):
        _chores[chore] = function
        return function

    return register


def enqueue(
    kind: str, key: str, payload: dict | None = None, *, not_before: datetime | None = None
) -> None:
    """Write one item in the caller's transaction and wake the worker when it commits.

    The same kind and key again is a no-op, also after the item was handled.
    """
    item = OutboxItem(kind=kind, key=key, payload=payload or {})
    item.next_at = not_before or item.next_at
    OutboxItem.objects.bulk_create([item], ignore_conflicts=True)
    transaction.on_commit(wake.set)


def drain(limit: int = 100, now: datetime | None = None) -> int:
    """Take up to `limit` due items, one after the other; returns how many were taken."""
    taken = 0
    while taken < limit and (item := _claim(now or clock.now())):
        _attempt(item, now)
        taken += 1
    return taken


def work(stop_event: threading.Event) -> None:
    """Drain until told to stop; the item at hand is finished first.

    Setting `wake` after `stop_event` makes the end immediate instead of within POLL_SECONDS.
    """
    day = None
    while not stop_event.is_set():
        wake.clear()
        day = _day_begun(day)
        if not _drain_one():
            wake.wait(POLL_SECONDS)


def begin_day() -> None:
    """Ask for the chores of today; again on the same day is a no-op."""
    for chore in _chores:
        enqueue("daily", f"{chore}:{clock.today()}", {"chore": chore})


@handles("daily")
def do_chore(payload: dict) -> None:
    """Do one chore of the day."""
    _chores[payload["chore"]]()


@daily("sweep")
def sweep(now: datetime | None = None) -> int:
    """Delete what was handled more than KEPT_WHEN_DONE ago; returns how many rows went."""
    before = (now or clock.now()) - KEPT_WHEN_DONE
    return OutboxItem.objects.filter(done_at__lt=before).delete()[0]


def dismiss(kind: str) -> int:
    """Mark the items of a kind that are due as done without doing them; returns how many."""
    due = OutboxItem.objects.filter(kind=kind, done_at=None, dead_at=None, next_at__lte=clock.now())
    return due.update(done_at=clock.now(), lease_until=None)


def revive(item: OutboxItem) -> bool:
    """Give a dead letter a new life from its first attempt; False when it is not dead."""
    dead = OutboxItem.objects.filter(pk=item.pk, dead_at__isnull=False, done_at=None)
    alive = dead.update(dead_at=None, attempts=0, next_at=clock.now(), lease_until=None)
    transaction.on_commit(wake.set)
    return bool(alive)


def _day_begun(day: date | None) -> date | None:
    """Ask for the day's chores when `day` is over; returns the day that has begun."""
    today = clock.today()
    if day == today:
        return day
    close_old_connections()
    try:
        begin_day()
    except DatabaseError:
        log.exception("The outbox cannot reach its database; it will try again")
        return day
    return today


def _drain_one() -> int:
    close_old_connections()
    try:
        return drain(limit=1)
    except DatabaseError:
        log.exception("The outbox cannot reach its database; it will try again")
        return 0


def _waiting(now: datetime):
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return OutboxItem.objects.filter(free, done_at=None, dead_at=None, next_at__lte=now)


def _claim(now: datetime) -> OutboxItem | None:
    """The next due item under a lease of ours, or None.

    Several workers may read the same candidates; the UPDATE looks and takes at once, so only
    one of them gets each. The attempt is counted before it is made: an item that kills its
    worker does not live for ever.
    """
    candidates = _waiting(now).order_by("next_at", "pk").values_list("pk", flat=True)
    for pk in candidates[:20]:
        mine = _waiting(now).filter(pk=pk)
        if mine.update(lease_until=now + LEASE, attempts=F("attempts") + 1):
            return OutboxItem.objects.get(pk=pk)
    return None


def _attempt(item: OutboxItem, now: datetime | None) -> None:
    try:
        if item.attempts > MAX_ATTEMPTS:
            raise GiveUp("its worker died at every attempt")
        _handlers[item.kind](item.payload)
    except Exception as error:
        log.exception("Outbox item %s failed at attempt %s", item, item.attempts)
        _postpone(item, error, now or clock.now())
    else:
        OutboxItem.objects.filter(pk=item.pk).update(
            done_at=now or clock.now(), lease_until=None, last_error=""
        )


def _postpone(item: OutboxItem, error: Exception, now: datetime) -> None:
    """Put the item back for a later attempt, or bury it; only under the lease it was taken with."""
    told = f"{type(error).__name__}: {error}"[:2000]
    hopeless = isinstance(error, GiveUp) or item.attempts >= MAX_ATTEMPTS
    delay = min(FIRST_DELAY * 2 ** (item.attempts - 1), LONGEST_DELAY)
    OutboxItem.objects.filter(pk=item.pk, lease_until=item.lease_until).update(
        lease_until=None,
        last_error=told.replace("\x00", ""),
        next_at=now + delay,
        dead_at=now if hopeless else None,
    )
