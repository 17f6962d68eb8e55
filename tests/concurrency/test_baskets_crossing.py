"""Baskets with the same goods in opposite order never wait for each other in a circle."""

import random
import threading
import uuid

import pytest
from django.db import OperationalError, transaction
from django.db.models import Sum

from marketplace.kernel import clock
from showrooms import stock
from showrooms.models import Hold, StockBalance

from .at_once import at_once

WORKERS, ROUNDS = 8, 15


@pytest.fixture
def pantry(shared):
    """Three products of one producer, two batches each, 40 pieces a batch."""
    maker = shared.producer()
    products = [shared.product(f"Hàng {n}", by=maker) for n in range(3)]
    for product in products:
        shared.stock(product, 40)
        shared.stock(product, 40)
    return products


def shopper(pantry, number):
    """Baskets in an order of one's own, half of them given up again, half carried away."""
    chance, day, place = random.Random(number), clock.today(), pantry[0].facts.producer.store
    refused = []

    def shop():
        for _ in range(ROUNDS):
            goods = chance.sample(pantry, len(pantry))
            wants = [
                stock.Want("race", uuid.uuid4(), p.pk, chance.randint(1, 5), place) for p in goods
            ]
            try:
                stock.hold_all(wants, day=day)
            except stock.OutOfStock as error:
                refused.append(error)
                continue
            for want in chance.sample(wants, len(wants)):
                if chance.random() < 0.5:
                    stock.release(kind="race", ref=want.ref)
                else:
                    stock.issue(kind="race", ref=want.ref, day=day)
        return "done"

    return shop


def test_baskets_in_any_order_all_come_through(pantry):
    outcomes = at_once([shopper(pantry, number) for number in range(WORKERS)])

    assert outcomes == ["done"] * WORKERS
    issued = Hold.objects.filter(state="issued").aggregate(n=Sum("quantity"))["n"]
    left = StockBalance.objects.aggregate(n=Sum("on_hand"), held=Sum("held"))
    assert left == {"n": 240 - issued, "held": 0}
    assert not StockBalance.objects.exclude(pk__in=balances_that_add_up()).exists()


def balances_that_add_up():
    told = StockBalance.objects.annotate(
        moved=Sum("moves__on_hand_change"), promised=Sum("moves__held_change")
    )
    return [b.pk for b in told if (b.moved, b.promised) == (b.on_hand, b.held)]


@pytest.mark.postgres
def test_crossing_updates_without_an_order_do_deadlock(pantry):
    """The trap: each took its first row and wants the other's. SQLite has one writer at a time."""
    first, second = StockBalance.objects.order_by("pk")[:2]
    both_hold_one = threading.Barrier(2)

    def take(one, other):
        with transaction.atomic():
            StockBalance.objects.filter(pk=one.pk).update(held=1)
            both_hold_one.wait()
            StockBalance.objects.filter(pk=other.pk).update(held=1)

    outcomes = at_once([lambda: take(first, second), lambda: take(second, first)])

    assert sorted(type(said) for said in outcomes if said) == [OperationalError]
