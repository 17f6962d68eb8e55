"""Discounts and vouchers of the centre: their days, goods, limits and uses."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.apps.voucher.models import Voucher

from marketplace.kernel import clock
from marketplace.shop import baskets, discounts, offer_uses, ordering
from marketplace.shop.discounts import Discount
from marketplace.shop.errors import (
    CannotOrder,
    InThePast,
    NotNow,
    Taken,
    TouchesAnother,
    VoucherRefused,
)
from marketplace.shop.models import OfferTerms

DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer(make):
    return make.user("officer")


@pytest.fixture
def opened(officer):
    """Open a discount of 10 % for everybody, today and a week on, unless told otherwise."""

    def made(**facts):
        today = clock.today()
        facts = {
            "name": "Tuần lễ OCOP",
            "scope": "all",
            "payer": "centre",
            "first_day": today,
            "last_day": today + 7 * DAY,
        } | facts
        if "dong" not in facts:
            facts.setdefault("percent", 10)
        return discounts.open_discount(Discount(**facts), by=officer)

    return made


def test_everybody_gets_ten_percent(shop, make, opened):
    opened()

    shown = shop.quote(shop.basket(make.on_sale(price=75_000)))

    assert (shown.goods, shown.discount) == (75_000, 7_500)


@pytest.mark.parametrize(("price", "off"), [(99_000, 0), (100_000, 20_000)])
def test_dong_off_from_a_minimum_on(shop, make, opened, price, off):
    opened(dong=20_000, minimum=100_000)

    assert shop.quote(shop.basket(make.on_sale(price=price))).discount == off


def test_only_goods_of_the_producer_count(shop, make, opened):
    maker = make.producer("HTX Mật")
    opened(scope="producer", producer=maker, payer="producer")
    honey = make.on_sale("Mật ong", by=maker, price=100_000)

    shown = shop.quote(shop.basket(honey, make.on_sale(price=50_000)))

    assert [line.discount for line in shown.lines] == [10_000, 0]


def test_what_the_producer_sells_later_counts_too(shop, make, opened):
    maker = make.producer("HTX Mật")
    opened(scope="producer", producer=maker)

    later = make.on_sale("Phấn hoa", by=maker, price=100_000)

    assert shop.quote(shop.basket(later)).discount == 10_000


def test_only_the_named_products_count(shop, make, opened):
    named, other = make.on_sale("Mật ong", price=100_000), make.on_sale(price=50_000)
    opened(scope="products", products=(named.pk,))

    assert shop.quote(shop.basket(named, other)).discount == 10_000


def test_a_minimum_counts_the_touched_goods_alone(shop, make, opened):
    named, other = make.on_sale("Mật ong", price=60_000), make.on_sale(price=90_000)
    opened(scope="products", products=(named.pk,), minimum=100_000)

    assert shop.quote(shop.basket(named, other)).discount == 0
    assert shop.quote(shop.basket((named, 2))).discount == 12_000


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (7, True), (8, False)])
def test_a_discount_holds_from_its_first_day_to_its_last(opened, days, holds):
    terms = opened(first_day=clock.today() + 3 * DAY, last_day=clock.today() + 10 * DAY)

    assert (terms in discounts.holding_on(terms.first_day + days * DAY)) == holds


def test_tomorrows_discount_takes_nothing_off_today(shop, make, opened):
    opened(first_day=clock.today() + DAY)

    assert shop.quote(shop.basket(make.on_sale())).discount == 0


def test_one_article_gets_one_discount_the_voucher_first(shop, make, opened):
    opened()
    opened(name="Tết", code="TET2027", percent=20)
    basket = shop.basket(make.on_sale(price=100_000))

    baskets.use_voucher(basket, "tet2027")

    assert shop.quote(basket).discount == 20_000


# --- refusals -----------------------------------------------------------------------------------


def test_nothing_begins_in_the_past(opened):
    with pytest.raises(InThePast):
        opened(first_day=clock.today() - DAY)

    assert not OfferTerms.objects.exists()


def test_a_code_is_given_once(opened):
    opened(code="TET2027")

    with pytest.raises(Taken) as refusal:
        opened(name="Khác", code="tet2027")

    assert refusal.value.field == "code"
    assert Voucher.objects.count() == OfferTerms.objects.count() == 1


def test_two_discounts_for_everybody_never_touch_the_same_goods(make, opened):
    maker = make.producer("HTX Mật")
    honey = make.on_sale("Mật ong", by=maker)
    first = opened(scope="producer", producer=maker)
    days = {"first_day": first.last_day, "last_day": first.last_day + DAY}

    for wanted in (
        {"scope": "all"},
        {"scope": "producer", "producer": maker},
        {"scope": "products", "products": (honey.pk,)},
    ):
        with pytest.raises(TouchesAnother) as refusal:
            opened(name="Khác", **wanted, **days)
        assert refusal.value.offer == first

    assert OfferTerms.objects.count() == 1


def test_other_goods_other_days_and_vouchers_may_stand_beside(make, opened):
    maker = make.producer("HTX Mật")
    first = opened(scope="producer", producer=maker)
    after = first.last_day + DAY

    opened(name="Khác", scope="producer", producer=make.producer("HTX Trà"))
    opened(name="Sản phẩm khác", scope="products", products=(make.on_sale("Trà gừng").pk,))
    opened(name="Mã", code="TET2027")
    opened(name="Sau", first_day=after, last_day=after)

    assert OfferTerms.objects.count() == 5


# --- limits -------------------------------------------------------------------------------------


def with_code(shop, product, **facts):
    basket = shop.basket(product)
    baskets.use_voucher(basket, "TET2027")
    return shop.place(basket, **facts)


def test_a_voucher_is_used_as_often_as_it_may_be(shop, make, opened):
    terms = opened(code="TET2027", max_uses=1)
    product = make.on_sale()
    late = shop.basket(product)
    baskets.use_voucher(late, "TET2027")
    with_code(shop, product)

    with pytest.raises(VoucherRefused) as refusal:
        baskets.use_voucher(shop.basket(product), "TET2027")

    assert refusal.value.problem.code == "voucher_used_up"
    assert shop.quote(late).discount == 0
    assert offer_uses.counted([terms.pk]) == {terms.pk: (1, 7_500)}


def test_a_cancelled_order_gives_its_use_back(shop, make, opened):
    terms = opened(code="TET2027", max_uses=1)
    product = make.on_sale()

    ordering.cancel(with_code(shop, product), because="")

    assert offer_uses.counted([terms.pk]) == {}
    assert with_code(shop, product).discounts.count() == 1


def test_one_telephone_uses_it_once(shop, make, opened):
    opened(code="TET2027", max_uses_per_phone=1)
    product, same = make.on_sale(), shop.buyer()
    with_code(shop, product, buyer=same)

    with pytest.raises(CannotOrder) as refusal:
        with_code(shop, product, buyer=same)

    assert [problem.code for problem in refusal.value.problems] == ["voucher_phone"]
    assert with_code(shop, product).discounts.count() == 1


def test_ended_now_means_now(shop, make, opened, officer):
    terms = opened(code="TET2027")
    basket = shop.basket(make.on_sale())
    baskets.use_voucher(basket, "TET2027")
    kept = with_code(shop, make.on_sale("Mật ong"))

    discounts.end_now(terms, by=officer)

    assert shop.quote(basket).discount == 0
    assert kept.discounts.count() == 1
    with pytest.raises(VoucherRefused):
        baskets.use_voucher(shop.basket(), "TET2027")
    with pytest.raises(NotNow):
        discounts.end_now(terms, by=officer)


def test_ten_lines_ask_no_more_than_one(shop, make, opened):
    maker = make.producer("HTX Mật")
    opened(scope="producer", producer=maker, max_uses=100)
    goods = [make.on_sale(f"Mật ong {n}", by=maker) for n in range(10)]
    # The tables of the day are read once.
    shop.quote(shop.basket())
    asked = []

    for basket in (shop.basket(goods[0]), shop.basket(*goods)):
        with CaptureQueriesContext(connection) as queries:
            assert shop.quote(basket).discount
        asked.append(len(queries))

    assert asked[0] == asked[1]
