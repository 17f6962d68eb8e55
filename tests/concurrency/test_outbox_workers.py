"""Several workers drain one outbox: under its lease, every item is handled by one of them."""

import collections
import threading

import pytest

from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem

from .at_once import at_once

ITEMS, WORKERS = 60, 4


def race_for_all(monkeypatch) -> tuple[list, collections.Counter]:
    """What each worker took, and how often each item was handled."""
    handled, lock = collections.Counter(), threading.Lock()

    def count(payload):
        with lock:
            handled[payload["n"]] += 1

    monkeypatch.setattr(queue, "_handlers", {"note": count})
    for n in range(ITEMS):
        queue.enqueue("note", str(n), {"n": n})
    return at_once([lambda: queue.drain(limit=ITEMS)] * WORKERS), handled


def assert_each_once(taken, handled):
    assert sum(taken) == ITEMS
    assert handled == dict.fromkeys(range(ITEMS), 1)
    assert OutboxItem.objects.filter(done_at=None).count() == 0


def test_workers_never_handle_the_same_item(shared, monkeypatch):
    assert_each_once(*race_for_all(monkeypatch))


@pytest.mark.postgres
def test_workers_never_handle_the_same_item_on_postgresql(shared, monkeypatch):
    for _ in range(5):
        OutboxItem.objects.all().delete()
        assert_each_once(*race_for_all(monkeypatch))
