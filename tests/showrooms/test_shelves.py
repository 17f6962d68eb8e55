"""Goods come, are counted, move and are lost; each refusal leaves everything as it was."""

import datetime
import uuid

import pytest

from marketplace.kernel import clock
from showrooms import stock
from showrooms.models import Batch, StockBalance

DAY = datetime.timedelta(days=1)


@pytest.fixture
def honey(make):
    return make.product("Mật ong bạc hà")


@pytest.fixture
def balance(make, honey):
    return make.stock(honey, 5)


def test_goods_received_stand_on_the_shelf(make, honey, today):
    batch = Batch.objects.create(product=honey, lot="A")
    showroom, person = make.showroom(), make.user("keeper")

    first = stock.receive(
        place=showroom.shelf, batch=batch, owner=honey.facts.producer, quantity=4, by=person
    )
    second = stock.receive(
        place=showroom.shelf, batch=batch, owner=honey.facts.producer, quantity=3, reason="Chuyến 2"
    )

    assert first == second
    assert second.on_hand == 7
    assert [(m.on_hand_change, m.by, m.reason) for m in first.moves.order_by("pk")] == [
        (4, person, ""),
        (3, None, "Chuyến 2"),
    ]


def test_one_delivery_received_twice_counts_once(balance, counts):
    operation = uuid.uuid4()

    for _ in range(2):
        stock.receive(
            place=balance.place,
            batch=balance.batch,
            owner=balance.owner,
            quantity=4,
            operation=operation,
        )

    assert counts(balance) == (9, 0)


def test_goods_of_two_owners_on_one_shelf_are_counted_apart(make, balance):
    other = make.producer("Cơ sở khác")

    theirs = stock.receive(place=balance.place, batch=balance.batch, owner=other, quantity=2)

    assert theirs != balance
    assert StockBalance.objects.count() == 2


@pytest.mark.parametrize("counted", [0, 3, 5, 9])
def test_a_count_becomes_what_is_on_hand_and_leaves_its_move(balance, counted, counts):
    stock.recount(balance=balance, counted=counted, expected=5)

    assert counts(balance) == (counted, 0)
    assert balance.moves.get(kind="recount").on_hand_change == counted - 5


def test_a_count_of_goods_that_moved_is_refused(balance, counts):
    with pytest.raises(stock.Recounted) as refusal:
        stock.recount(balance=balance, counted=9, expected=4)

    assert (refusal.value.balance.on_hand, refusal.value.expected) == (5, 4)
    assert counts(balance) == (5, 0)


def test_a_count_below_what_is_promised_is_refused(balance, honey, promise, counts):
    promise(honey, 3)

    with pytest.raises(stock.CountBelowHeld) as refusal:
        stock.recount(balance=balance, counted=2, expected=5)

    assert (refusal.value.balance.held, refusal.value.counted) == (3, 2)
    assert counts(balance) == (5, 3)


def test_a_lapsed_promise_does_not_stand_against_a_count(balance, honey, promise, counts):
    promise(honey, 3, deadline=clock.now())

    stock.recount(balance=balance, counted=2, expected=5)

    assert counts(balance) == (2, 0)


def test_a_promise_over_two_batches_lapses_as_a_whole(make, balance, honey, promise, counts):
    second = make.stock(honey, 5)
    ref = promise(honey, 8, deadline=clock.now())

    stock.recount(balance=balance, counted=5, expected=5)

    assert (counts(balance), counts(second)) == ((5, 0), (5, 0))
    with pytest.raises(stock.NothingHeld):
        stock.keep(kind="order", ref=ref)


def test_expired_goods_leave_by_write_off(make, honey, today, counts):
    balance = make.stock(honey, 5, best_before=today - DAY)

    stock.write_off(balance=balance, quantity=5, by=make.user("producer"), reason="expired")

    assert counts(balance) == (0, 0)


def test_promised_goods_are_not_written_off(balance, honey, promise, counts):
    promise(honey, 3)

    with pytest.raises(stock.OutOfStock) as refusal:
        stock.write_off(balance=balance, quantity=3)

    assert refusal.value.available == 2
    assert counts(balance) == (5, 3)


def test_goods_carried_to_a_showroom_are_there_and_not_here(make, balance, counts):
    shelf, operation = make.showroom().shelf, uuid.uuid4()

    for _ in range(2):
        there = stock.transfer(balance=balance, quantity=2, to=shelf, operation=operation)

    assert counts(balance) == (3, 0)
    assert counts(there) == (2, 0)
    assert (there.batch, there.owner) == (balance.batch, balance.owner)
    assert {move.operation for move in there.moves.all()} == {operation}


def test_expired_goods_are_not_carried_anywhere(make, honey, today, counts):
    balance = make.stock(honey, 5, best_before=today - DAY)

    with pytest.raises(stock.Expired):
        stock.transfer(balance=balance, quantity=1, to=make.showroom().shelf)

    assert counts(balance) == (5, 0)
    assert StockBalance.objects.count() == 1


def test_promised_goods_are_not_carried_away(make, balance, honey, promise, counts):
    promise(honey, 4)

    with pytest.raises(stock.OutOfStock):
        stock.transfer(balance=balance, quantity=2, to=make.showroom().shelf)

    assert counts(balance) == (5, 4)


def test_goods_are_not_carried_to_where_they_stand(balance):
    with pytest.raises(ValueError, match="where they stand"):
        stock.transfer(balance=balance, quantity=1, to=balance.place)


@pytest.mark.parametrize("quantity", [0, -3])
def test_doors_move_whole_pieces(make, balance, counts, quantity):
    shelf = make.showroom().shelf
    doors = [
        lambda: stock.receive(
            place=balance.place, batch=balance.batch, owner=balance.owner, quantity=quantity
        ),
        lambda: stock.write_off(balance=balance, quantity=quantity),
        lambda: stock.transfer(balance=balance, quantity=quantity, to=shelf),
    ]
    for door in doors:
        with pytest.raises(ValueError, match="whole pieces"):
            door()

    assert counts(balance) == (5, 0)


def test_a_new_batch_stands_in_its_producers_store(honey, today):
    maker = honey.facts.producer

    balance = stock.receive_batch(
        owner=maker, product=honey, quantity=4, made_on=today - 3 * DAY, best_before=today + DAY
    )

    assert (balance.place, balance.owner, balance.on_hand) == (maker.store, maker, 4)
    assert balance.batch.lot == f"{today - 3 * DAY:%y%m%d}-1"


def test_a_lot_that_stands_is_refused(balance, honey):
    with pytest.raises(stock.LotTaken):
        stock.receive_batch(
            owner=honey.facts.producer, product=honey, quantity=1, lot=balance.batch.lot
        )

    assert Batch.objects.count() == 1


def test_a_batch_past_its_date_does_not_come_in(honey, today):
    with pytest.raises(stock.Expired):
        stock.receive_batch(
            owner=honey.facts.producer, product=honey, quantity=1, best_before=today - DAY
        )

    assert not Batch.objects.exists()


# --- asks -----------------------------------------------------------------------------------


def test_available_counts_what_could_be_promised(make, honey, today, promise):
    make.stock(honey, 5, best_before=today + DAY)
    make.stock(honey, 4, best_before=today - DAY)
    tea = make.product("Chè Shan")
    promise(honey, 2)
    promise(honey, 1, deadline=clock.now())

    assert stock.available([honey.pk, tea.pk], today, stock.SHIP) == {honey.pk: 3, tea.pk: 0}
    assert stock.available([honey.pk], today + 2 * DAY, stock.SHIP) == {honey.pk: 0}


def test_each_scope_has_its_own_goods(make, honey, today):
    make.stock(honey, 5)
    shelf, other = make.showroom().shelf, make.producer("Cơ sở khác").store
    make.stock(honey, 3, place=shelf)
    make.stock(honey, 2, place=other)

    assert stock.available([honey.pk], today, stock.SHIP) == {honey.pk: 5}
    assert stock.available([honey.pk], today, shelf) == {honey.pk: 3}


def test_the_date_is_that_of_the_batch_that_leaves_next(make, honey, today, promise):
    make.stock(honey, 5, best_before=today + 9 * DAY)
    make.stock(honey, 2, best_before=today + DAY)
    make.stock(honey, 2, best_before=today - DAY)

    assert stock.best_before_of([honey.pk], today, stock.SHIP) == {honey.pk: today + DAY}

    promise(honey, 2)
    assert stock.best_before_of([honey.pk], today, stock.SHIP) == {honey.pk: today + 9 * DAY}


def test_a_date_comes_before_none(make, honey, today):
    never = make.stock(honey, 1, lot="A")
    never.batch.best_before = None
    never.batch.save()
    make.stock(honey, 1, lot="B", best_before=today + DAY)

    assert stock.shelf([honey.pk], today, stock.SHIP) == {honey.pk: stock.OnShelf(2, today + DAY)}


@pytest.mark.parametrize("many", [1, 40])
def test_asks_take_one_query(make, today, many, django_assert_num_queries):
    maker = make.producer()
    products = [make.product(f"Hàng {n}", by=maker) for n in range(many)]
    for product in products:
        make.stock(product, 5)

    with django_assert_num_queries(1):
        found = stock.available([product.pk for product in products], today, stock.SHIP)

    assert set(found.values()) == {5}
