"""Ten presses and one order; two buyers and one jar; one buyer and too many orders."""

from collections import Counter
from functools import partial

from oscar.apps.order.models import Order

from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import baskets, ordering
from marketplace.shop.audit import broken
from marketplace.shop.errors import CannotOrder, TooManyUnpaid
from marketplace.shop.models import BuyerKey, OrderDetails
from marketplace.shop.ordering import placing
from showrooms.models import Hold, StockBalance
from tests.shop.conftest import Shop

from .at_once import at_once

PRESSES = 10


def press(shop, basket, shown, buyer):
    return partial(shop.place, basket, shown=shown, buyer=buyer)


def test_ten_presses_are_one_order(shared):
    shop = Shop(shared)
    basket = shop.basket(shared.on_sale(quantity=50))
    shown, buyer = shop.quote(basket), shop.buyer()

    orders = at_once([press(shop, basket, shown, buyer)] * PRESSES)

    assert len(set(orders)) == 1
    assert Order.objects.count() == 1
    assert StockBalance.objects.get().held == 1
    assert OutboxItem.objects.filter(kind="order_message").count() == 1
    assert broken() == []


def test_without_taking_the_basket_each_press_is_an_order(shared, monkeypatch):
    shop = Shop(shared)
    basket = shop.basket(shared.on_sale(quantity=50))
    shown = shop.quote(basket)
    monkeypatch.setattr(placing, "_take", lambda basket: True)

    at_once([press(shop, basket, shown, shop.buyer()) for _ in range(3)])

    assert Order.objects.count() == 3


def test_ten_buyers_and_one_jar_are_one_order(shared):
    shop = Shop(shared)
    product = shared.on_sale(quantity=1)
    jobs = []
    for _ in range(PRESSES):
        basket = shop.basket(product)
        jobs.append(press(shop, basket, shop.quote(basket), shop.buyer()))

    outcomes = at_once(jobs)

    said = Counter(type(outcome) for outcome in outcomes)
    assert said == {Order: 1, CannotOrder: PRESSES - 1}
    assert Hold.objects.filter(state="open").count() == 1
    assert broken() == []


def test_one_phone_places_three_unpaid_orders_of_ten(shared):
    shop = Shop(shared)
    product = shared.on_sale(quantity=50)
    jobs = []
    for _ in range(PRESSES):
        basket = shop.basket(product)
        buyer = shop.buyer(phone="+84912345678")
        jobs.append(press(shop, basket, shop.quote(basket), buyer))

    said = Counter(type(outcome) for outcome in at_once(jobs))

    assert said == {Order: 3, TooManyUnpaid: PRESSES - 3}
    assert OrderDetails.objects.count() == 3
    assert BuyerKey.objects.exists()
    assert broken() == []


def test_two_clicks_at_once_are_two_jars(shared):
    shop = Shop(shared)
    product = shared.on_sale(quantity=50)
    basket = shop.basket(product)
    again = [shop.again(basket) for _ in range(PRESSES)]

    outcomes = at_once([partial(baskets.add, one, product) for one in again])

    assert not [said for said in outcomes if isinstance(said, Exception)]
    assert basket.lines.get().quantity == 1 + PRESSES


def test_a_payment_and_a_cancellation_at_once_leave_no_money_behind(shared):
    shop = Shop(shared)
    order = shop.order(shared.on_sale(), method="transfer")

    at_once([partial(shop.pay, order), partial(ordering.cancel, order, because="Đổi ý")])

    order.refresh_from_db()
    assert order.status == "cancelled"
    assert sum(refund.amount for refund in order.refunds_due.all()) == order.details.total
    assert StockBalance.objects.get().held == 0
    assert broken() == []
