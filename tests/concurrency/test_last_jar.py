"""Fifty sellers and one jar: first the trap, then the door."""

import threading
import uuid
from collections import Counter

import pytest
from django.db import connection

from marketplace.kernel import clock
from showrooms import stock
from showrooms.models import Hold, StockBalance, StockMove
from showrooms.stock import promises

from .at_once import at_once

SELLERS = 50


@pytest.fixture
def jar(shared):
    product = shared.product("Mật ong bạc hà")
    return shared.stock(product, 1)


def careful(jar):
    """Sell the jar through the door."""
    product_id, place, day = jar.batch.product_id, jar.place, clock.today()

    def sell():
        stock.hold(
            kind="race", ref=uuid.uuid4(), product_id=product_id, quantity=1, place=place, day=day
        )
        return "sold"

    return sell


def careless(jar, sellers):
    """Look, and then write: everybody has looked before anybody writes."""
    everybody_looked = threading.Barrier(sellers)

    def sell():
        balance = StockBalance.objects.get(pk=jar.pk)
        everybody_looked.wait()
        if balance.on_hand - balance.held < 1:
            raise stock.OutOfStock(jar.batch.product_id, 1, 0)
        StockBalance.objects.filter(pk=jar.pk).update(held=balance.held + 1)
        return "sold"

    return sell


def tally(outcomes) -> Counter:
    """How many sold, and what the others were told."""
    return Counter(said if said == "sold" else type(said) for said in outcomes)


def ledger_adds_up(jar) -> bool:
    jar.refresh_from_db()
    moves = StockMove.objects.filter(balance=jar)
    held = Hold.objects.filter(balance=jar, state="open")
    return (
        jar.on_hand == sum(move.on_hand_change for move in moves)
        and jar.held == sum(move.held_change for move in moves)
        and jar.held == sum(hold.quantity for hold in held)
    )


def test_look_then_write_sells_the_jar_to_everybody(jar):
    outcomes = at_once([careless(jar, sellers=SELLERS)] * SELLERS)

    assert tally(outcomes) == {"sold": SELLERS}


@pytest.mark.parametrize("_run", range(3))
def test_the_door_sells_the_jar_once(jar, _run):
    outcomes = at_once([careful(jar)] * SELLERS)

    assert tally(outcomes) == {"sold": 1, stock.OutOfStock: SELLERS - 1}
    assert ledger_adds_up(jar)
    assert (jar.on_hand, jar.held) == (1, 1)


def test_without_its_lock_the_door_still_sells_the_jar_once(jar, monkeypatch):
    """The UPDATE that looks and takes at once is enough by itself."""

    def only_read(**which):
        rows = StockBalance.objects.filter(**which).select_related("batch")
        return {balance.pk: balance for balance in rows}

    monkeypatch.setattr(promises, "lock", only_read)

    outcomes = at_once([careful(jar)] * SELLERS)

    assert tally(outcomes) == {"sold": 1, stock.OutOfStock: SELLERS - 1}
    assert ledger_adds_up(jar)


def test_a_lapsed_promise_is_sold_again_once(jar):
    stock.hold(
        kind="race",
        ref=uuid.uuid4(),
        product_id=jar.batch.product_id,
        quantity=1,
        place=jar.place,
        day=clock.today(),
        deadline=clock.now(),
    )

    outcomes = at_once([careful(jar)] * SELLERS)

    assert tally(outcomes) == {"sold": 1, stock.OutOfStock: SELLERS - 1}
    assert ledger_adds_up(jar)


def test_one_order_pressed_many_times_holds_once(jar):
    ref, day = uuid.uuid4(), clock.today()

    def press():
        (hold,) = stock.hold(
            kind="race",
            ref=ref,
            product_id=jar.batch.product_id,
            quantity=1,
            place=jar.place,
            day=day,
        )
        return hold.pk

    outcomes = at_once([press] * 20)

    assert outcomes == [Hold.objects.get().pk] * 20
    assert ledger_adds_up(jar)


def test_one_delivery_sent_many_times_is_received_once(jar):
    operation = uuid.uuid4()

    def arrive():
        return stock.receive(
            place=jar.place, batch=jar.batch, owner=jar.owner, quantity=10, operation=operation
        ).on_hand

    outcomes = at_once([arrive] * 20)

    assert outcomes == [11] * 20
    assert ledger_adds_up(jar)


def test_one_of_two_counters_learns_that_the_other_was_faster(jar):
    def count(found):
        return lambda: stock.recount(balance=jar, counted=found, expected=1).on_hand

    outcomes = at_once([count(found) for found in range(2, 22)])

    told = [said for said in outcomes if isinstance(said, stock.Recounted)]
    (winner,) = [said for said in outcomes if isinstance(said, int)]
    assert len(told) == 19
    assert {said.balance.on_hand for said in told} == {winner}
    assert ledger_adds_up(jar)


def test_the_databases_are_the_ones_of_production(jar):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW fsync")
            assert cursor.fetchone() == ("on",)
    else:
        assert connection.transaction_mode == "IMMEDIATE"
        assert not connection.is_in_memory_db()
