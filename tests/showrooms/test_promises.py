"""Goods are promised, kept, set free, handed over and given back: all of them, or none."""

import datetime
import uuid

import pytest

from marketplace.kernel import clock
from showrooms import stock
from showrooms.models import Hold, StockMove
from showrooms.signals import stock_changed

DAY = datetime.timedelta(days=1)


@pytest.fixture
def honey(make):
    return make.product("Mật ong bạc hà")


def ago(**how_long):
    return clock.now() - datetime.timedelta(**how_long)


def test_what_expires_first_is_promised_first(make, honey, today, promise, counts):
    never = make.stock(honey, 5, lot="A")
    never.batch.best_before = None
    never.batch.save()
    later = make.stock(honey, 5, lot="B", best_before=today + 90 * DAY)
    soon = make.stock(honey, 5, lot="C", best_before=today + 2 * DAY)

    promise(honey, 12)

    assert [counts(b) for b in (soon, later, never)] == [(5, 5), (5, 5), (5, 2)]


def test_goods_leave_until_their_last_day_and_not_after(make, honey, today, promise):
    make.stock(honey, 5, best_before=today)

    promise(honey, 1)

    with pytest.raises(stock.OutOfStock) as refusal:
        promise(honey, 1, day=today + DAY)
    assert (refusal.value.wanted, refusal.value.available) == (1, 0)


def test_more_than_there_is_takes_nothing(make, honey, promise, counts):
    balance = make.stock(honey, 5)
    promise(honey, 3)

    with pytest.raises(stock.OutOfStock) as refusal:
        promise(honey, 3)

    error = refusal.value
    assert (error.product_id, error.wanted, error.available) == (honey.pk, 3, 2)
    assert counts(balance) == (5, 3)
    assert balance.moves.count() == 2


def test_a_basket_short_of_one_product_takes_nothing(make, honey, today, counts):
    tea = make.product("Chè Shan", by=honey.facts.producer)
    balance = make.stock(honey, 5)
    make.stock(tea, 1)
    place = honey.facts.producer.store
    wants = [
        stock.Want("order", uuid.uuid4(), honey.pk, 2, place),
        stock.Want("order", uuid.uuid4(), tea.pk, 2, place),
    ]

    with pytest.raises(stock.OutOfStock) as refusal:
        stock.hold_all(wants, day=today)

    assert refusal.value.product_id == tea.pk
    assert counts(balance) == (5, 0)
    assert not Hold.objects.exists()


def test_goods_of_another_shelf_are_not_touched(make, honey, promise):
    make.stock(honey, 5, place=make.showroom().shelf)

    with pytest.raises(stock.OutOfStock):
        promise(honey, 1)


def test_a_replayed_promise_is_the_same_promise(make, honey, promise, counts):
    balance = make.stock(honey, 5)
    ref = promise(honey, 2)

    promise(honey, 2, ref=ref)

    assert counts(balance) == (5, 2)
    assert Hold.objects.count() == 1


def test_a_lapsed_promise_makes_room_for_the_next(make, honey, promise, counts):
    balance = make.stock(honey, 5)
    lapsed = promise(honey, 5, deadline=ago(seconds=1))

    promise(honey, 4)

    assert counts(balance) == (5, 4)
    assert Hold.objects.get(ref=lapsed).state == "released"


def test_a_promise_not_yet_due_makes_no_room(make, honey, promise):
    make.stock(honey, 5)
    promise(honey, 5, deadline=clock.now() + DAY)

    with pytest.raises(stock.OutOfStock):
        promise(honey, 1)


def test_a_refusal_lets_nothing_lapse(make, honey, promise, counts):
    balance = make.stock(honey, 5)
    lapsed = promise(honey, 3, deadline=ago(seconds=1))

    with pytest.raises(stock.OutOfStock):
        promise(honey, 6)

    assert counts(balance) == (5, 3)
    assert Hold.objects.get(ref=lapsed).state == "open"


def test_what_is_kept_does_not_lapse(make, honey, promise):
    make.stock(honey, 5)
    ref = promise(honey, 5, deadline=ago(seconds=1))

    (hold,) = stock.keep(kind="order", ref=ref)

    assert hold.deadline is None
    with pytest.raises(stock.OutOfStock):
        promise(honey, 1)


def test_what_has_lapsed_cannot_be_kept_but_held_again(make, honey, promise, counts):
    balance = make.stock(honey, 5)
    ref = promise(honey, 5, deadline=ago(seconds=1))
    other = promise(honey, 1)

    with pytest.raises(stock.NothingHeld):
        stock.keep(kind="order", ref=ref)

    stock.release(kind="order", ref=other)
    promise(honey, 4, ref=ref)
    assert counts(balance) == (5, 4)


def test_released_goods_are_free_and_releasing_twice_changes_nothing(make, honey, promise, counts):
    balance = make.stock(honey, 5)
    ref = promise(honey, 2)

    assert len(stock.release(kind="order", ref=ref)) == 1
    assert stock.release(kind="order", ref=ref) == []
    assert counts(balance) == (5, 0)


def test_issued_goods_have_left_and_issuing_twice_changes_nothing(
    make, honey, today, promise, counts
):
    balance = make.stock(honey, 5)
    ref = promise(honey, 2, deadline=clock.now() + DAY)
    person = make.user("producer")

    first = stock.issue(kind="order", ref=ref, day=today, by=person)
    again = stock.issue(kind="order", ref=ref, day=today, by=person)

    assert first == again
    assert counts(balance) == (3, 0)
    assert balance.moves.get(kind="issue").by == person


def test_expired_goods_are_not_handed_over(make, honey, today, promise, counts):
    balance = make.stock(honey, 5, best_before=today)
    fresh = make.stock(honey, 5, best_before=today + 9 * DAY)
    ref = promise(honey, 7)

    with pytest.raises(stock.Expired) as refusal:
        stock.issue(kind="order", ref=ref, day=today + DAY)

    assert refusal.value.batch == balance.batch
    assert (counts(balance), counts(fresh)) == ((5, 5), (5, 2))


@pytest.mark.parametrize("released", [True, False])
def test_what_is_not_held_cannot_be_issued(make, honey, today, promise, counts, released):
    balance = make.stock(honey, 5)
    ref = promise(honey, 2) if released else uuid.uuid4()
    stock.release(kind="order", ref=ref)

    with pytest.raises(stock.NothingHeld):
        stock.issue(kind="order", ref=ref, day=today)

    assert counts(balance) == (5, 0)


def test_the_same_reference_of_another_kind_is_another_promise(make, honey, today, promise):
    make.stock(honey, 5)
    ref = promise(honey, 2)

    with pytest.raises(stock.NothingHeld):
        stock.issue(kind="pickup", ref=ref, day=today)


@pytest.fixture
def issued(make, honey, today, promise):
    """Seven pieces of two batches, handed over."""
    soon = make.stock(honey, 5, best_before=today + DAY)
    later = make.stock(honey, 5, best_before=today + 9 * DAY)
    ref = promise(honey, 7)
    stock.issue(kind="order", ref=ref, day=today)
    return ref, soon, later


def test_everything_comes_back_to_where_it_left(issued, counts):
    ref, soon, later = issued

    stock.give_back(kind="order", ref=ref)
    stock.give_back(kind="order", ref=ref)

    assert (counts(soon), counts(later)) == ((5, 0), (5, 0))


def test_a_part_comes_back(issued, counts):
    ref, soon, later = issued

    stock.give_back(kind="order", ref=ref, quantities=6)

    assert (counts(soon), counts(later)) == ((5, 0), (4, 0))


def test_a_part_comes_back_by_batch(issued, counts):
    ref, soon, later = issued

    stock.give_back(kind="order", ref=ref, quantities={later.pk: 1})

    assert (counts(soon), counts(later)) == ((0, 0), (4, 0))


@pytest.mark.parametrize("too_much", [8, "by batch"])
def test_no_more_comes_back_than_is_out(issued, counts, too_much):
    ref, soon, later = issued
    quantities = {soon.pk: 6} if too_much == "by batch" else too_much

    with pytest.raises(stock.NotIssued):
        stock.give_back(kind="order", ref=ref, quantities=quantities)

    assert (counts(soon), counts(later)) == ((0, 0), (3, 0))


def test_the_same_return_counts_once(issued, counts):
    ref, soon, later = issued
    operation = uuid.uuid4()

    for _ in range(2):
        stock.give_back(kind="order", ref=ref, quantities=2, operation=operation)

    assert (counts(soon), counts(later)) == ((2, 0), (3, 0))


def test_what_never_left_cannot_come_back(make, honey, promise, counts):
    balance = make.stock(honey, 5)
    ref = promise(honey, 2)

    with pytest.raises(stock.NotIssued):
        stock.give_back(kind="order", ref=ref)

    assert counts(balance) == (5, 2)


@pytest.mark.parametrize("quantity", [0, -1])
def test_nothing_and_less_cannot_be_promised(make, honey, promise, quantity):
    make.stock(honey, 5)

    with pytest.raises(ValueError, match="whole pieces"):
        promise(honey, quantity)


def test_two_wants_for_one_purpose_are_a_mistake(make, honey, today):
    want = stock.Want("order", uuid.uuid4(), honey.pk, 1, honey.facts.producer.store)

    with pytest.raises(ValueError, match="same purpose"):
        stock.hold_all([want, want], day=today)


def test_news_is_told_inside_the_transaction_and_its_error_undoes_the_door(
    make, honey, promise, counts
):
    balance = make.stock(honey, 5)

    def break_down(*, product_id, **_signal):
        raise RuntimeError(product_id)

    stock_changed.connect(break_down)
    try:
        with pytest.raises(RuntimeError, match=str(honey.pk)):
            promise(honey, 2)
    finally:
        stock_changed.disconnect(break_down)

    assert counts(balance) == (5, 0)
    assert StockMove.objects.count() == 1


def test_news_is_told_once_a_product(make, honey, promise):
    make.stock(honey, 1)
    make.stock(honey, 1)
    told = []

    def listen(*, product_id, **_signal):
        told.append(product_id)

    stock_changed.connect(listen)
    try:
        promise(honey, 2)
    finally:
        stock_changed.disconnect(listen)

    assert told == [honey.pk]


def test_ten_products_are_held_in_few_queries(make, today, django_assert_max_num_queries):
    maker = make.producer()
    wants = []
    for n in range(10):
        product = make.product(f"Hàng {n}", by=maker)
        make.stock(product, 5)
        wants.append(stock.Want("order", uuid.uuid4(), product.pk, 2, maker.store))

    # Three a piece (count, move, hold), the rest once; receivers of the news come on top.
    with django_assert_max_num_queries(5 + 10 * 3 + 10 * 2):
        stock.hold_all(wants, day=today)
