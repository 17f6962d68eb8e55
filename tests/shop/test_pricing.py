"""The door of prices, and its page: three taps, a second look at the zeros."""

import pytest
from django.urls import reverse
from oscar.apps.partner.models import StockRecord

from catalog.models import ProductFacts
from marketplace.kernel.form_fields import DongFormField
from marketplace.shop.models import PriceChange
from marketplace.shop.pricing import NotAPrice, PriceMoved, SuspiciousPrice, change_price


@pytest.fixture
def person(make):
    return make.user("producer")


@pytest.fixture
def product(make, person):
    return make.on_sale(by=make.producer(members=[person]), price=75_000)


@pytest.fixture
def desk(client, person):
    client.force_login(person)
    return client


def price_of(product) -> int:
    return int(StockRecord.objects.get(product=product).price)


def url(product):
    return reverse("producer_price", args=[product.pk])


def test_a_change_is_kept_with_who_and_from_what(product, person):
    change_price(product, price=80_000, by=person)

    change = PriceChange.objects.get()
    assert price_of(product) == 80_000
    assert (change.before, change.after, change.by) == (75_000, 80_000, person)


def test_the_same_price_again_leaves_no_trace(product, person):
    change_price(product, price=75_000, by=person)

    assert not PriceChange.objects.exists()


@pytest.mark.parametrize("price", [0, -1, 1_000_000_001])
def test_what_is_no_price_is_refused(product, person, price):
    with pytest.raises(NotAPrice):
        change_price(product, price=price, by=person)

    assert price_of(product) == 75_000


@pytest.mark.parametrize("price", [37_499, 112_501, 750_000])
def test_a_step_over_half_wants_a_second_yes(product, person, price):
    with pytest.raises(SuspiciousPrice) as refused:
        change_price(product, price=price, by=person)
    assert (refused.value.before, refused.value.wanted) == (75_000, price)
    assert price_of(product) == 75_000

    change_price(product, price=price, by=person, meant=True)
    assert price_of(product) == price


@pytest.mark.parametrize("price", [37_500, 112_500])
def test_a_step_of_exactly_half_is_believed(product, person, price):
    change_price(product, price=price, by=person)

    assert price_of(product) == price


def test_a_price_that_moved_meanwhile_is_not_overwritten(product, person):
    change_price(product, price=80_000, by=person)

    with pytest.raises(PriceMoved):
        change_price(product, price=70_000, seen=75_000, by=person)

    assert price_of(product) == 80_000


def test_a_double_tap_changes_the_price_once(desk, product):
    for _tap in range(2):
        answer = desk.post(url(product), {"price": "80.000", "seen": "75000"})
        assert answer.status_code == 302

    assert PriceChange.objects.count() == 1


def test_a_big_step_is_asked_once_more_on_the_page(desk, product):
    asked = desk.post(url(product), {"price": "750.000", "seen": "75000"})
    assert asked.status_code == 200
    assert "900 %" in asked.content.decode()
    assert price_of(product) == 75_000

    desk.post(url(product), {"price": "750000", "seen": "75000", "meant": "true"})
    assert price_of(product) == 750_000


@pytest.mark.parametrize("typed", ["", "abc", "0", "-5", "75.5", "7,50", "1e5", "٣", "9" * 40])
def test_what_cannot_be_a_price_is_explained_and_kept(desk, product, typed):
    answer = desk.post(url(product), {"price": typed, "seen": "75000"})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert price_of(product) == 75_000


@pytest.mark.parametrize("typed", ["80.000", "80000", "80 000", "80,000", "80.000 ₫", "80.000đ"])
def test_dong_are_read_as_people_write_them(typed):
    assert DongFormField().clean(typed) == 80_000


def test_somebody_elses_product_is_as_absent_as_none(desk, make):
    foreign = make.on_sale(by=make.producer("HTX khác"), price=75_000)

    for address in (url(foreign), reverse("producer_price", args=[foreign.pk + 999])):
        assert desk.post(address, {"price": "80.000"}).status_code == 404
    assert price_of(foreign) == 75_000


def test_the_list_says_why_something_is_not_on_sale(desk, make, product):
    producer = product.facts.producer
    without_star = make.product("Cốm", by=producer)
    make.stock(without_star, 3)
    make.on_sale("Rượu nếp", by=producer, quantity=0)

    rows = desk.get(reverse("producer_products")).context["products"]

    told = {row["product"].title: (row["on_sale"], bool(row["because"])) for row in rows}
    assert told == {
        "Đường thốt nốt": (True, False),
        "Cốm": (False, True),
        "Rượu nếp": (False, True),
    }


def test_the_english_desk_names_goods_in_english_and_marks_the_others(desk, product):
    before = desk.get("/en/producer/products/").content.decode()
    ProductFacts.objects.filter(product=product).update(title_en="Palm sugar")

    after = desk.get("/en/producer/products/").content.decode()

    address = f"/en{product.get_absolute_url()}"
    assert f'<h2 lang="vi"><a href="{address}">{product.title}</a>' in before
    assert f'<h2><a href="{address}">Palm sugar</a>' in after
