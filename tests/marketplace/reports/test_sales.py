"""Web orders as a report counts them, and another channel beside them."""

import datetime

import pytest

from catalog.sales_channels import Channel, Sale, _channels, sells
from marketplace.kernel import clock
from marketplace.reports.sales_channels import kept_of, web_sales, web_total
from marketplace.shop.models import Fulfilment, FulfilmentItem
from tests.shop.conftest import Shop

from .provinces import TODAY


@pytest.fixture
def shop(make) -> Shop:
    return Shop(make)


@pytest.fixture
def order(make, shop, provinces):
    """A function that sells one product of Đồng Tháp for cash on delivery."""
    maker = provinces.producer("HTX Sen", "cooperative", "Sa Đéc")

    def placed(title="Hạt sen sấy", quantity=2):
        product = make.on_sale(title, by=maker, group=provinces.groups["FOOD"])
        return shop.place(shop.basket((product, quantity)), method="cod")

    return placed


def test_an_order_counts_on_its_day_with_the_star_it_had(order, today, figures, provinces):
    placed = order()
    amount = FulfilmentItem.objects.get().amount

    told = figures(
        provinces.today["Đồng Tháp"],
        first=(today.year, 1, 1),
        last=(today.year, today.month, today.day),
    )

    assert told["sales"] == {
        "web": {"purchases": 1, "quantity": 2, "amount": amount, "certified": amount}
    }
    assert told["said"] == {"web": [amount, amount]}
    (sale,) = web_sales(today, today)
    assert (sale.reference, sale.sold_on, sale.stars) == (placed.number, today, 4)


def test_the_day_is_that_of_hanoi(order, today):
    placed = order()
    late = datetime.datetime.combine(today, datetime.time(23, 59, 59), clock.HANOI)
    details = placed.details
    details.placed_at = late
    details.save()

    assert len(list(web_sales(today, today))) == 1
    assert not list(web_sales(today + datetime.timedelta(days=1), today + datetime.timedelta(9)))


@pytest.mark.parametrize("state", ["waiting", "declined", "cancelled", "refused"])
def test_what_was_not_sold_does_not_count(order, today, state):
    order()
    Fulfilment.objects.update(state=state)

    assert list(web_sales(today, today)) == []
    assert web_total(today, today) == 0


def test_what_came_back_is_taken_off(order, today):
    order(quantity=3)
    item = FulfilmentItem.objects.get()
    FulfilmentItem.objects.update(returned=1)

    (sale,) = web_sales(today, today)

    assert (sale.quantity, sale.amount) == (2, kept_of(item.amount, 3, 1))
    assert web_total(today, today) == sale.amount < item.amount


@pytest.mark.parametrize(
    ("amount", "quantity", "returned", "kept"),
    [(100, 3, 0, 100), (100, 3, 1, 67), (100, 3, 3, 0), (1, 2, 1, 0), (0, 1, 0, 0)],
)
def test_what_is_kept_is_whole(amount, quantity, returned, kept):
    assert kept_of(amount, quantity, returned) == kept


def test_another_package_adds_its_channel(order, today, figures, provinces):
    order()
    product = FulfilmentItem.objects.get().product

    def counter(first, last):
        maker = product.facts.producer_id
        yield Sale("Q1", today, product.pk, product.title, maker, 1, 75_000, None)

    sells(Channel("counter", "Bán tại quầy", counter, lambda first, last: 75_000))
    try:
        told = figures(geography=TODAY, first=(today.year, 1, 1), last=(today.year, 12, 31))
    finally:
        del _channels["counter"]

    assert told["sales"]["counter"] == {
        "purchases": 1,
        "quantity": 1,
        "amount": 75_000,
        "certified": 0,
    }
    assert told["sales"].keys() == {"counter", "web"}
