import datetime
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.core.management import call_command
from django.db import transaction

from marketplace.kernel import clock
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def seen(monkeypatch) -> list:
    """What the handler of "note" was given; other kinds are unknown for the test."""
    monkeypatch.setattr(queue, "_handlers", {"daily": queue.do_chore})
    monkeypatch.setattr(queue, "_chores", {})
    # The transaction of the test lives on the connection that a worker would renew.
    monkeypatch.setattr(queue, "close_old_connections", lambda: None)
    given = []
    queue.handles("note")(given.append)
    return given


def test_an_item_is_handled_once_and_kept_as_done(seen):
    queue.enqueue("note", "a", {"order": 7})

    assert queue.drain() == 1
    assert queue.drain() == 0
    assert seen == [{"order": 7}]
    assert OutboxItem.objects.get().done_at is not None


def test_the_same_kind_and_key_again_is_a_no_op_even_when_done(seen):
    queue.enqueue("note", "a", {"first": True})
    queue.enqueue("note", "a", {"first": False})
    queue.drain()
    queue.enqueue("note", "a", {"first": False})
    queue.drain()

    assert seen == [{"first": True}]


def test_the_same_key_of_another_kind_is_another_item(seen):
    queue.handles("letter")(seen.append)
    queue.enqueue("note", "a")
    queue.enqueue("letter", "a")

    assert queue.drain() == 2


def test_what_is_rolled_back_was_never_asked_for(seen):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue.enqueue("note", "a")
        1 / 0  # noqa: B018

    assert queue.drain() == 0
    assert not OutboxItem.objects.exists()


def test_the_worker_is_woken_by_the_commit_not_before(django_capture_on_commit_callbacks):
    queue.wake.clear()
    with django_capture_on_commit_callbacks(execute=True):
        queue.enqueue("note", "a")
        assert not queue.wake.is_set()

    assert queue.wake.is_set()


def test_an_item_waits_for_its_time(seen):
    queue.enqueue("note", "later", not_before=clock.now() + 5 * MINUTE)

    assert queue.drain() == 0
    assert queue.drain(now=clock.now() + 6 * MINUTE) == 1


def test_the_limit_leaves_the_rest_for_the_next_time():
    for key in "abc":
        queue.enqueue("note", key)

    assert queue.drain(limit=2) == 2
    assert OutboxItem.objects.filter(done_at=None).count() == 1


def failing(payload):
    raise ConnectionError("the mail server is down")


def test_a_failure_comes_back_with_growing_delay():
    queue.handles("mail")(failing)
    queue.enqueue("mail", "a")
    now, delays = clock.now(), []

    for _ in range(4):
        queue.drain(now=now)
        item = OutboxItem.objects.get()
        delays.append((item.next_at - now).total_seconds())
        now = item.next_at

    assert delays == [15, 30, 60, 120]
    assert item.last_error == "ConnectionError: the mail server is down"
    assert item.dead_at is None


def test_a_failing_item_does_not_hold_up_the_others(seen):
    queue.handles("mail")(failing)
    queue.enqueue("mail", "a")
    queue.enqueue("note", "b")

    assert queue.drain() == 2
    assert len(seen) == 1


def test_after_the_last_attempt_the_item_is_a_dead_letter():
    queue.handles("mail")(failing)
    queue.enqueue("mail", "a")
    now = clock.now()

    for _ in range(queue.MAX_ATTEMPTS):
        now += queue.LONGEST_DELAY
        assert queue.drain(now=now) == 1

    assert OutboxItem.objects.get().dead_at == now
    assert queue.drain(now=now + queue.LONGEST_DELAY) == 0


def test_a_dead_letter_can_be_given_a_new_life(seen):
    queue.enqueue("note", "a")
    OutboxItem.objects.update(dead_at=clock.now(), attempts=10)

    assert queue.revive(OutboxItem.objects.get())
    assert queue.drain() == 1
    assert not queue.revive(OutboxItem.objects.get())


def test_a_handler_may_give_up_at_once():
    @queue.handles("sms")
    def refuse(payload):
        raise queue.GiveUp("the gateway says: no such number")

    queue.enqueue("sms", "a")
    queue.drain()

    assert OutboxItem.objects.get().dead_at is not None


def test_a_kind_nobody_handles_waits_for_the_release_that_brings_its_handler(seen):
    queue.enqueue("unknown", "a")
    queue.drain()

    assert OutboxItem.objects.get().done_at is None
    queue.handles("unknown")(seen.append)
    assert queue.drain(now=clock.now() + MINUTE) == 1
    assert len(seen) == 1


def test_a_worker_that_died_before_marking_leaves_the_item_to_the_next(seen):
    queue.enqueue("note", "a", {"n": 1})
    item = queue._claim(clock.now())
    queue._handlers["note"](item.payload)  # handled; here the process is killed

    assert queue.drain() == 0
    assert queue.drain(now=clock.now() + queue.LEASE + MINUTE) == 1
    assert seen == [{"n": 1}, {"n": 1}]


def test_an_item_that_kills_every_worker_does_not_live_for_ever(seen):
    queue.enqueue("note", "a")
    now = clock.now()
    for _ in range(queue.MAX_ATTEMPTS):
        assert queue._claim(now)
        now += queue.LEASE + MINUTE

    queue.drain(now=now)

    assert seen == []
    assert OutboxItem.objects.get().dead_at == now


def test_a_late_worker_does_not_postpone_what_another_one_holds():
    queue.enqueue("note", "a")
    late = queue._claim(clock.now())
    later = clock.now() + queue.LEASE + MINUTE
    holder = queue._claim(later)

    queue._postpone(late, ConnectionError("late"), later)

    item = OutboxItem.objects.get()
    assert item.lease_until == holder.lease_until
    assert item.last_error == ""


def test_one_kind_has_one_handler():
    with pytest.raises(ValueError, match="'note' is handled by"):
        queue.handles("note")(failing)


def test_sweeping_takes_only_what_was_done_long_ago():
    for key in ("old", "new", "open"):
        queue.enqueue("note", key)
    long_ago = clock.now() - queue.KEPT_WHEN_DONE - MINUTE
    OutboxItem.objects.filter(key="old").update(done_at=long_ago)
    OutboxItem.objects.filter(key="new").update(done_at=clock.now())

    assert queue.sweep() == 1
    assert set(OutboxItem.objects.values_list("key", flat=True)) == {"new", "open"}


def test_the_loop_ends_when_it_is_told_to(monkeypatch):
    stop = threading.Event()
    drained = iter([1, 1, 0])

    def drain_one():
        left = next(drained)
        if not left:
            stop.set()
            queue.wake.set()
        return left

    monkeypatch.setattr(queue, "_drain_one", drain_one)
    queue.work(stop)

    assert next(drained, None) is None


def test_the_command_drains_what_is_due_and_ends(seen, capsys):
    queue.enqueue("note", "a")

    call_command("work", "--once")

    assert len(seen) == 1
    assert capsys.readouterr().out == "1 items taken.\n"


def test_a_chore_is_done_once_on_each_day():
    done = []
    queue.daily("tidy")(lambda: done.append(clock.today()))
    moment = clock.now()

    for hours in (0, 1, 24, 25, 96):
        with clock.as_of(moment + datetime.timedelta(hours=hours)):
            queue.begin_day()
            queue.drain()

    first = clock.day_of(moment)
    assert sorted(set(done)) == sorted(done)
    assert done[0] == first
    assert done[-1] == clock.day_of(moment + datetime.timedelta(hours=96))


def test_a_chore_that_fails_is_done_again_later():
    results = iter([RuntimeError("away"), None])
    done = []

    @queue.daily("tidy")
    def tidy():
        if error := next(results):
            raise error
        done.append(1)

    queue.begin_day()
    queue.drain()
    assert done == []
    queue.drain(now=clock.now() + MINUTE)

    assert done == [1]


def test_a_worker_begins_each_day_by_itself(monkeypatch):
    stop = threading.Event()
    turns = iter([1, 1, 1])
    done = []
    queue.daily("tidy")(lambda: done.append(clock.today()))

    def drain_one():
        queue.drain()
        if not next(turns, 0):
            stop.set()
        queue.wake.set()
        return 0

    monkeypatch.setattr(queue, "_drain_one", drain_one)
    queue.work(stop)

    assert done == [clock.today()]


@pytest.mark.slow
def test_sigterm_ends_the_command_in_order(tmp_path):
    settings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "marketplace.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "manage.py", "migrate", "outbox", "-v0"]
    subprocess.run(command, env=settings, check=True)
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"], env=settings, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout.readline() == "Draining the outbox.\n"

    worker.send_signal(signal.SIGTERM)

    assert worker.communicate(timeout=30)[0] == "Stopped; nothing was left half-done.\n"
    assert worker.returncode == 0
