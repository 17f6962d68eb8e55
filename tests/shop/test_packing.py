"""The packing slip: right data, Vietnamese letters, a code that can be scanned."""

import pytest
from django.urls import reverse
from django.utils import translation

from marketplace.shop import ordering, packing
from tests.reading import codes_in, page_of, words_of


@pytest.fixture
def person(make):
    return make.user("producer")


@pytest.fixture
def parcel(shop, make, person):
    producer = make.producer("HTX Ẩm thực Ỷ Lữ", members=[person], phone="+84901234567")
    product = make.product("Đường thốt nốt sệt", by=producer, price=60_000)
    make.star(product)
    make.stock(product, 1, lot="L2611A")
    make.stock(product, 9, lot="L2612B")
    buyer = shop.buyer(full_name="Nguyễn Thị Ngọc Ỹ", phone="+84912000111", note="#show *x*")
    return shop.order((product, 3), buyer=buyer).fulfilments.get()


@pytest.fixture
def confirmed(parcel, person):
    ordering.confirm(parcel, by=person)
    parcel.refresh_from_db()
    return parcel


def test_the_slip_says_what_to_pack_from_which_lot_and_how_much_to_collect(confirmed):
    with translation.override("vi"):
        shown = words_of(packing.slip(confirmed))

    for part in (
        confirmed.order.number,
        "Nguyễn Thị Ngọc Ỹ",
        "0912 000 111",
        "HTX Ẩm thực Ỷ Lữ",
        "Đường thốt nốt sệt",
        "L2611A",
        "L2612B",
        "#show *x*",
        "Thu hộ tiền mặt",
        "210.000 ₫",
    ):
        assert part in shown


def test_the_slip_speaks_english_too(confirmed):
    with translation.override("en"):
        shown = words_of(packing.slip(confirmed))

    assert "Collect in cash" in shown
    assert "₫210,000" in shown


def test_a_paid_parcel_collects_nothing(shop, make, person):
    product = make.on_sale(by=make.producer(members=[person]))
    order = shop.order(product, method="transfer")
    shop.pay(order)
    parcel = order.fulfilments.get()
    ordering.confirm(parcel, by=person)
    parcel.refresh_from_db()

    with translation.override("vi"):
        shown = words_of(packing.slip(parcel))

    assert "Không thu thêm" in shown
    assert "Thu hộ" not in shown


def test_the_code_can_be_scanned(confirmed):
    scanned = codes_in(page_of(packing.slip(confirmed)))

    assert confirmed.order.number in scanned


def test_the_lots_are_those_that_are_held_first_expired_first(confirmed):
    item = confirmed.items.get()

    lots = packing.lots_of(confirmed)[item.uuid]

    assert [(lot, quantity) for lot, _day, quantity in lots] == [("L2611A", 1), ("L2612B", 2)]


def test_a_long_order_runs_over_several_pages(shop, make, person):
    producer = make.producer(members=[person])
    products = [make.on_sale(f"Đặc sản số {n} " * 5, by=producer, price=9_000) for n in range(8)]
    parcel = shop.order(*products).fulfilments.get()
    ordering.confirm(parcel, by=person)
    parcel.refresh_from_db()

    shown = words_of(packing.slip(parcel))

    assert all(f"Đặc sản số {n}" in shown for n in range(8))
    assert "2/2" in shown


def test_before_confirming_there_is_no_slip(client, person, parcel):
    client.force_login(person)

    answer = client.get(reverse("producer_order_slip", args=[parcel.pk]))

    assert answer.status_code == 302


def test_the_slip_is_a_pdf_with_the_orders_code_as_its_name(client, person, confirmed):
    client.force_login(person)

    answer = client.get(reverse("producer_order_slip", args=[confirmed.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert f"{confirmed.order.number}.pdf" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
