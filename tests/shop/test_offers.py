"""Oscar's offers and vouchers, in whole dong; the parts are always the whole."""

from datetime import timedelta
from decimal import Decimal

import pytest
from oscar.apps.offer.models import Benefit, Condition, ConditionalOffer, Range
from oscar.apps.voucher.models import Voucher

from marketplace.kernel import clock
from marketplace.shop import baskets
from marketplace.shop.errors import CannotOrder, VoucherRefused
from marketplace.shop.models import FulfilmentItem


def offer(kind, value, *, offer_type=ConditionalOffer.SITE, name="Tuần lễ OCOP"):
    everything = Range.objects.create(name=f"Tất cả {name}", includes_all_products=True)
    return ConditionalOffer.objects.create(
        name=name,
        slug=name,
        offer_type=offer_type,
        condition=Condition.objects.create(range=everything, type=Condition.COUNT, value=1),
        benefit=Benefit.objects.create(range=everything, type=kind, value=value),
    )


def voucher(code="TET2027", usage=Voucher.MULTI_USE, *, value=10_000, days=7):
    made = Voucher.objects.create(
        name=code,
        code=code,
        usage=usage,
        start_datetime=clock.now() - timedelta(days=1),
        end_datetime=clock.now() + timedelta(days=days),
    )
    made.offers.add(offer(Benefit.FIXED, value, offer_type=ConditionalOffer.VOUCHER, name=code))
    return made


def parts_are_the_whole(order):
    items = FulfilmentItem.objects.filter(fulfilment__order=order)
    lines = order.lines.all()
    goods = sum(item.amount for item in items)
    return (
        goods == sum(line.line_price_incl_tax for line in lines)
        and goods + order.shipping_incl_tax == order.details.total == order.total_incl_tax
        and sum(line.line_price_before_discounts_incl_tax for line in lines) - goods
        == sum(discount.amount for discount in order.discounts.all())
        == sum(d.amount for line in lines for d in line.discounts.all())
    )


def test_seven_percent_leaves_no_fraction(shop, make):
    basket = shop.basket(make.on_sale(price=15_555), make.on_sale("Mật ong", price=33_333))
    offer(Benefit.PERCENTAGE, 7)

    shown = shop.quote(basket)
    order = shop.place(basket)

    assert [line.amount for line in shown.lines] == [14_466, 31_000]
    assert (shown.goods, shown.discount) == (48_888, 3_422)
    assert shown.total == 45_466 + shown.shipping
    assert parts_are_the_whole(order)


@pytest.mark.parametrize("value", [1, 7, 10_000, 99_999])
def test_a_fixed_amount_is_shared_out_to_the_last_dong(shop, make, value):
    basket = shop.basket(
        *(make.on_sale(f"Trà {n}", price=33_333) for n in range(3)),
    )
    offer(Benefit.FIXED, value)

    shown = shop.quote(basket)

    assert shown.discount == value
    assert max(x.discount for x in shown.lines) - min(x.discount for x in shown.lines) <= 1
    assert parts_are_the_whole(shop.place(basket))


def test_a_discount_is_never_more_than_the_goods(shop, make):
    basket = shop.basket(make.on_sale(price=20_000))
    offer(Benefit.FIXED, 50_000)

    shown = shop.quote(basket)

    assert (shown.goods, shown.discount, shown.total) == (20_000, 20_000, shown.shipping)


def test_the_discount_of_an_offer_is_in_the_hash(shop, make):
    basket = shop.basket(make.on_sale())
    before = shop.quote(basket).hash

    offer(Benefit.PERCENTAGE, 5)

    assert shop.quote(basket).hash != before


def test_vat_is_inside_what_is_paid(shop, make):
    basket = shop.basket(make.on_sale(price=108_000))
    offer(Benefit.PERCENTAGE, 50)

    assert shop.quote(basket).vat == 4_000


def test_a_voucher_is_used_with_its_order(shop, make):
    basket = shop.basket(make.on_sale(), make.on_sale("Mật ong", price=33_333))
    code = voucher()

    baskets.use_voucher(basket, " tet2027 ")
    order = shop.place(basket)

    code.refresh_from_db()
    assert order.discounts.get().amount == Decimal(10_000)
    assert (code.num_orders, order.discounts.get().voucher_code) == (1, "TET2027")
    assert parts_are_the_whole(order)


def test_a_voucher_for_one_use_is_used_once(shop, make):
    product = make.on_sale()
    voucher(usage=Voucher.SINGLE_USE)
    first, second = shop.basket(product), shop.basket(product)
    baskets.use_voucher(first, "TET2027")
    baskets.use_voucher(second, "TET2027")
    shown = shop.quote(second)
    shop.place(first)

    with pytest.raises(VoucherRefused):
        baskets.use_voucher(shop.basket(product), "TET2027")
    assert shop.quote(second).discount == 0
    assert shop.quote(second).hash != shown.hash


@pytest.mark.parametrize(
    ("typed", "days", "code"),
    [("NOPE", 7, "voucher_unknown"), ("TET2027", -0.5, "voucher_not_now")],
)
def test_a_voucher_that_is_not_good_is_refused(shop, typed, days, code):
    voucher(days=days)
    basket = shop.basket()

    with pytest.raises(VoucherRefused) as refusal:
        baskets.use_voucher(basket, typed)

    assert refusal.value.problem.code == code
    assert not basket.vouchers.exists()


def test_a_voucher_can_be_taken_off(shop, make):
    voucher()
    basket = shop.basket(make.on_sale())
    baskets.use_voucher(basket, "TET2027")

    baskets.drop_voucher(basket, "tet2027")

    assert shop.quote(basket).discount == 0


def test_no_voucher_is_used_by_an_order_that_fails(shop, make):
    code = voucher()
    basket = shop.basket(make.on_sale())
    baskets.use_voucher(basket, "TET2027")

    with pytest.raises(CannotOrder):
        shop.place(basket, consents=set())

    code.refresh_from_db()
    assert code.num_orders == 0
