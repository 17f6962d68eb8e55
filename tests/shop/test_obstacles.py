"""Why a product cannot be ordered: the list in the database says what the shop itself says."""

import datetime

import pytest
from django.db.models import Q
from oscar.apps.partner.models import StockRecord

from catalog.models import Image, ProductFacts, ProductPhoto
from catalog.selling import why_not
from marketplace.forks.basket.models import Line
from marketplace.kernel import clock
from marketplace.shop.fresh_zones import send_fresh_to
from marketplace.shop.models import FreshZone, ShippingBand
from marketplace.shop.obstacles import BLOCKS, CODES, codes_of, products_with_obstacles

AGO = datetime.timedelta(days=400)


def stocked(make, **facts):
    product = make.product("Trà", **facts)
    make.stock(product, 5)
    return product


def planted(make, code):
    """A product against which nothing but `code` stands."""
    today = clock.today()
    ended = {"effective_on": today - AGO, "valid_until": today - datetime.timedelta(days=1)}
    of_star = {
        "not_yet": {"effective_on": today + datetime.timedelta(days=1)},
        "expired": ended,
        "revoked": {"status": "revoked", "ends_on": today - datetime.timedelta(days=1)},
        "suspended": {"status": "suspended"},
    }
    if code == "no_star":
        return stocked(make)
    if code in of_star:
        product = stocked(make)
        make.star(product, **of_star[code])
        return product
    facts = {
        "hidden": {"status": "hidden"},
        "medicine": {"is_medicine": True},
        "service": {"is_service": True},
        "no_weight": {"parcel_weight_g": None},
        "too_heavy": {"parcel_weight_g": 5_001},
        "no_fresh_zone": {"is_live": True},
    }.get(code, {})
    product = make.on_sale(**facts)
    if code == "inactive":
        type(product.facts.producer).objects.update(is_active=False)
    elif code == "no_price":
        StockRecord.objects.filter(product=product).update(price=None)
    elif code == "no_stock":
        product.batches.update(best_before=today - datetime.timedelta(days=1))
    elif code == "no_tariff":
        ShippingBand.objects.all().delete()
    return product


def shown(product):
    return products_with_obstacles(clock.today()).get(pk=product.pk)


def can_be_ordered(shop, product) -> bool:
    """What the checkout answers, also for what no basket would take."""
    basket = shop.basket(shop.make.on_sale("Đang bán"))
    record = StockRecord.objects.get(product=product)
    Line.objects.filter(basket=basket).update(product=product, stockrecord=record)
    return shop.quote(basket).ok


@pytest.mark.parametrize("code", BLOCKS)
def test_each_reason_stands_alone_and_the_checkout_agrees(shop, make, code):
    product = planted(make, code)

    found = shown(product)

    assert codes_of(found, BLOCKS) == [code]
    assert not found.is_on_sale
    assert not can_be_ordered(shop, product)


def test_what_can_be_ordered_has_no_reason(shop, make):
    product = make.on_sale(title_en="Palm sugar")
    ProductPhoto.objects.create(
        product=product,
        image=Image.objects.bulk_create([Image(title="a", file="a.jpg", width=1, height=1)])[0],
    )

    found = shown(product)

    assert (codes_of(found), found.is_on_sale, found.dong) == ([], True, 75_000)
    assert can_be_ordered(shop, product)


def test_a_poor_page_stops_nobody(shop, make):
    found = shown(make.on_sale())

    assert codes_of(found) == ["no_photo", "no_english"]
    assert found.is_on_sale


def test_fresh_goods_are_on_sale_once_the_producer_says_how_far(shop, make):
    product = make.on_sale(needs_cold_chain=True)
    assert codes_of(shown(product), BLOCKS) == ["no_fresh_zone"]

    send_fresh_to(product.facts.producer, ["province"], by=make.user("officer"))

    assert shown(product).is_on_sale
    assert can_be_ordered(shop, product)


def test_how_far_fresh_goods_go_is_kept_with_who_said_so(make):
    maker, officer = make.producer(), make.user("officer")

    assert send_fresh_to(maker, ["region", "province"], by=officer)
    assert not send_fresh_to(maker, ["province", "region"], by=officer)
    send_fresh_to(maker, ["province"], by=officer)

    assert list(FreshZone.objects.values_list("zone", flat=True)) == ["province"]
    assert [change.what["fresh_zones"] for change in maker.changes.all()] == [
        [["province", "region"], ["province"]],
        [[], ["province", "region"]],
    ]


def test_the_reasons_of_stars_are_those_of_the_register(shop, make):
    today = clock.today()
    products = {code: planted(make, code) for code in ("no_star", "expired", "revoked", "hidden")}

    blocks = why_not([product.pk for product in products.values()], today)

    assert {code: blocks[product.pk].code for code, product in products.items()} == {
        code: code for code in products
    }


def test_a_thousand_products_are_asked_at_once(shop, make, django_assert_num_queries):
    for _number in range(3):
        make.on_sale()

    with django_assert_num_queries(3):
        found = list(products_with_obstacles(clock.today()).filter(~Q(is_on_sale=False)))

    assert len(found) == 3 == ProductFacts.objects.count()
    assert set(CODES) > set(BLOCKS)
