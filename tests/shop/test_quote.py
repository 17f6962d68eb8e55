import datetime

import pytest

from catalog.models import StarCertification
from marketplace.kernel import clock
from marketplace.shop import baskets
from marketplace.shop.errors import CannotAdd
from marketplace.shop.models import (
    BasketLineSeen,
    FreshZone,
    OperatorAccount,
    ProvinceRegion,
    VatRate,
)


def codes(problems):
    return [problem.code for problem in problems]


def test_goods_and_sending_make_the_total(shop, make):
    basket = shop.basket((make.on_sale(price=75_000, parcel_weight_g=600), 2))

    shown = shop.quote(basket)

    assert (shown.goods, shown.discount, shown.shipping, shown.total) == (
        150_000,
        0,
        30_000,
        180_000,
    )
    assert shown.ok
    assert shown.vat == 11_111
    assert shown.lines[0].star.stars == 4


def test_each_producer_sends_a_parcel(shop, make):
    basket = shop.basket(make.on_sale(), make.on_sale("Khô cá lóc"))

    shown = shop.quote(basket)

    assert len(shown.parcels) == 2
    assert shown.shipping == 2 * 18_000
    assert [parcel.goods for parcel in shown.parcels] == [75_000, 75_000]


@pytest.mark.parametrize(("where", "price"), [("home", 18_000), ("far", 32_000), ("near", 25_000)])
def test_the_zone_follows_from_both_provinces(shop, make, where, price):
    near = make.commune("Ninh Kiều", "Cần Thơ", province_code="92")
    ProvinceRegion.objects.create(province=near.parent, region="south")
    commune = near if where == "near" else getattr(shop, where)

    shown = shop.quote(shop.basket(make.on_sale()), province=commune.parent)

    assert shown.shipping == price


def test_without_a_province_there_is_no_total(shop, make):
    shown = shop.quote(shop.basket(make.on_sale()), province=None)

    assert shown.total is shown.shipping is None
    assert codes(shown.problems) == ["no_province"]


def test_an_empty_basket_cannot_be_ordered(shop):
    assert codes(shop.quote(shop.basket()).problems) == ["empty"]


def test_a_product_without_weight_cannot_be_sent(shop, make):
    shown = shop.quote(shop.basket(make.on_sale(parcel_weight_g=None)))

    assert codes(shown.problems) == ["no_weight"]
    assert "khối lượng" in str(shown.problems[0])


def test_a_parcel_above_the_last_band_cannot_be_sent(shop, make):
    shown = shop.quote(shop.basket(make.on_sale(parcel_weight_g=5_001)))

    assert codes(shown.problems) == ["too_heavy"]
    assert shown.total is None


def test_the_last_gram_of_a_band_still_has_its_price(shop, make):
    assert shop.quote(shop.basket(make.on_sale(parcel_weight_g=1_000))).shipping == 18_000
    assert shop.quote(shop.basket(make.on_sale(parcel_weight_g=1_001))).shipping == 30_000


@pytest.mark.parametrize("flag", ["is_live", "needs_cold_chain"])
def test_fresh_goods_go_only_where_the_producer_sends_them(shop, make, flag):
    product = make.on_sale(**{flag: True})
    basket = shop.basket(product)

    refused = shop.quote(basket)
    FreshZone.objects.create(producer=product.facts.producer, zone="province")

    assert codes(refused.problems) == ["not_fresh_here"]
    assert shop.quote(basket).ok
    assert codes(shop.quote(basket, province=shop.far.parent).problems) == ["not_fresh_here"]


def test_a_revoked_star_blocks_its_line(shop, make):
    product = make.on_sale()
    basket = shop.basket(product)
    StarCertification.objects.filter(product=product).update(
        status="revoked",
        revocation_reason="voluntary",
        ends_on=clock.today() - datetime.timedelta(days=1),
    )

    shown = shop.quote(basket)

    assert codes(shown.problems) == ["revoked"]
    assert shown.lines[0].star is None


def test_too_many_and_sold_out_are_told_with_what_is_left(shop, make):
    few, none = make.on_sale(quantity=3), make.on_sale("Khô cá lóc", quantity=1)
    basket = shop.basket((few, 3), none)
    few.batches.get().balances.update(held=1)
    none.batches.get().balances.update(held=1)

    shown = shop.quote(basket)

    assert codes(shown.problems) == ["not_enough", "sold_out"]
    assert shown.problems[0].facts == {"left": 2}


def test_a_lower_star_is_shown_and_wants_consent(shop, make):
    product = make.on_sale(stars=5)
    basket = shop.basket(product)
    StarCertification.objects.filter(product=product).update(stars=3)

    shown = shop.quote(basket)

    assert shown.ok
    assert codes(shown.lines[0].notices) == ["lowered"]
    assert shown.needs == {"terms", "lower_star"}


def test_a_changed_price_is_shown(shop, make):
    product = make.on_sale(price=75_000)
    basket = shop.basket(product)
    product.stockrecords.update(price=80_000)

    shown = shop.quote(basket)

    assert shown.lines[0].notices[0].facts == {"before": 75_000, "now": 80_000}
    assert shown.lines[0].amount == 80_000


def test_alcohol_wants_an_age_and_payment_in_advance(shop, make):
    shown = shop.quote(shop.basket(make.on_sale(is_alcohol=True)))

    assert shown.needs_age
    assert shown.methods["cod"].code == "alcohol"
    assert shown.methods["transfer"] is None
    assert shown.lines[0].vat_percent == 10


def test_cash_ends_at_its_ceiling(shop, make):
    at = shop.quote(shop.basket(make.on_sale(price=2_982_000)))
    above = shop.quote(shop.basket(make.on_sale("Sâm", price=2_982_001)))

    assert at.total == 3_000_000
    assert at.methods["cod"] is None
    assert above.methods["cod"].facts == {"ceiling": 3_000_000}


def test_without_an_account_nobody_can_transfer(shop, make):
    OperatorAccount.objects.all().delete()

    shown = shop.quote(shop.basket(make.on_sale()), method="transfer")

    assert codes(shown.problems) == ["no_account"]


def test_the_vat_rate_is_that_of_the_day(shop, make):
    VatRate.objects.filter(kind="standard").update(valid_to=datetime.date(2026, 12, 31))
    VatRate.objects.create(kind="standard", percent=10, valid_from=datetime.date(2027, 1, 1))
    product = make.on_sale(price=110_000)
    basket = shop.basket(product)

    last, first = (
        shop.quote(basket, day=datetime.date(2026, 12, 31)),
        shop.quote(basket, day=datetime.date(2027, 1, 1)),
    )

    assert (last.vat, first.vat) == (8_148, 10_000)
    assert last.hash != first.hash


def test_the_hash_covers_price_star_quantity_and_destination(shop, make):
    product = make.on_sale()
    basket = shop.basket(product)
    hashes = [shop.quote(basket).hash]

    hashes.append(shop.quote(basket, province=shop.far.parent).hash)
    product.stockrecords.update(price=76_000)
    hashes.append(shop.quote(basket).hash)
    StarCertification.objects.filter(product=product).update(stars=3)
    hashes.append(shop.quote(basket).hash)
    baskets.add(shop.again(basket), product)
    hashes.append(shop.quote(basket).hash)

    assert len(set(hashes)) == 5


def test_the_hash_is_the_same_in_every_language_and_for_every_method(shop, make):
    basket = shop.basket(make.on_sale(title_en="Palm sugar"))

    vietnamese, english = shop.quote(basket), shop.quote(basket, language="en", method="cod")

    assert vietnamese.hash == english.hash
    assert (english.lines[0].title, english.lines[0].title_language) == ("Palm sugar", "en")


@pytest.mark.parametrize("lines", [1, 10])
def test_a_quote_asks_as_often_for_ten_lines_as_for_one(
    shop, make, lines, django_assert_num_queries
):
    maker = make.producer()
    products = [make.on_sale(f"Sản phẩm {n}", by=maker) for n in range(lines)]
    basket = shop.again(shop.basket(*products))

    shop.quote(shop.basket())

    with django_assert_num_queries(7):
        shop.quote(basket)


def test_two_clicks_are_two_jars(shop, make):
    product = make.on_sale()
    basket = shop.basket()
    first, second = shop.again(basket), shop.again(basket)

    baskets.add(first, product)
    baskets.add(second, product)

    assert basket.lines.get().quantity == 2


def test_what_the_buyer_was_shown_is_remembered(shop, make):
    basket = shop.basket(make.on_sale(stars=5, price=90_000))

    seen = BasketLineSeen.objects.get(line__basket=basket)

    assert (seen.stars, seen.price) == (5, 90_000)


@pytest.mark.parametrize(
    ("facts", "quantity", "code"),
    [
        ({"is_medicine": True}, 1, "medicine"),
        ({"is_service": True}, 1, "service"),
        ({"status": "hidden"}, 1, "hidden"),
        ({"quantity": 2}, 3, "not_enough"),
        ({"quantity": 600}, 501, "too_many"),
    ],
)
def test_what_may_not_enter_a_basket_does_not(shop, make, facts, quantity, code):
    product = make.on_sale(**facts)
    basket = shop.basket()

    with pytest.raises(CannotAdd) as refusal:
        baskets.add(basket, product, quantity)

    assert refusal.value.problem.code == code
    assert not basket.lines.exists()


def test_a_product_without_a_star_does_not_enter_a_basket(shop, make):
    product = make.product()
    make.stock(product, 5)

    with pytest.raises(CannotAdd) as refusal:
        baskets.add(shop.basket(), product)

    assert refusal.value.problem.code == "no_star"


def test_quantities_are_set_and_zero_takes_a_line_out(shop, make):
    keep, drop = make.on_sale(quantity=5), make.on_sale("Khô cá lóc")
    basket = shop.basket(keep, drop)
    lines = {line.product_id: line.pk for line in basket.lines.all()}

    baskets.set_quantities(basket, {lines[keep.pk]: 4, lines[drop.pk]: 0})

    assert list(basket.lines.values_list("product", "quantity")) == [(keep.pk, 4)]


def test_more_than_there_is_cannot_be_set(shop, make):
    product = make.on_sale(quantity=5)
    basket = shop.basket(product)

    with pytest.raises(CannotAdd) as refusal:
        baskets.set_quantities(basket, {basket.lines.get().pk: 6})

    assert refusal.value.problem.facts == {"left": 5}
    assert basket.lines.get().quantity == 1
