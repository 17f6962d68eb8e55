import datetime

import pytest
from django.urls import reverse
from oscar.apps.voucher.models import Voucher

from catalog.models import StarCertification
from marketplace.forks.basket.models import Basket, Line
from marketplace.kernel import clock
from showrooms.models import StockBalance
from tests import buying


def lines() -> dict[str, int]:
    return dict(Line.objects.values_list("product__title", "quantity"))


def set_to(client, quantity, **more):
    line = Line.objects.get()
    return client.post("/basket/", {f"quantity-{line.pk}": quantity, **more})


def test_a_product_is_put_in_by_a_plain_form(client, shop):
    answer = buying.put(client, shop.make.on_sale("Mật ong"), 2)

    assert (answer.status_code, answer["Location"]) == (302, "/basket/")
    assert lines() == {"Mật ong": 2}


def test_without_a_quantity_it_is_one(client, shop):
    client.post("/basket/add/", {"product": shop.make.on_sale("Mật ong").pk})

    assert lines() == {"Mật ong": 1}


def test_with_htmx_the_page_stays_and_the_header_is_told(client, shop):
    told = {"product": shop.make.on_sale("Mật ong").pk}

    answer = client.post("/basket/add/", told, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Trigger"]) == (200, "basket-changed")
    assert "Mật ong" in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)
def test_another_site_puts_nothing_in(client, shop, headers):
    told = {"product": shop.make.on_sale().pk}

    answer = client.post("/basket/add/", told, headers=headers)

    assert answer.status_code == 403
    assert not Basket.objects.exists()


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}]
)
def test_a_cached_page_of_ours_needs_no_token(shop, client, headers):
    strict = type(client)(enforce_csrf_checks=True)

    answer = strict.post("/basket/add/", {"product": shop.make.on_sale().pk}, headers=headers)

    assert answer.status_code == 302


def test_an_english_page_marks_a_name_that_is_only_vietnamese(client, shop):
    product = shop.make.on_sale("Mắm <cá> lóc")

    page = client.post("/en/basket/add/", {"product": product.pk}, follow=True).content.decode()

    assert '<span lang="vi">Mắm &lt;cá&gt; lóc</span> is in your basket.' in page


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", "1", "½", "home"]
)
def test_the_way_back_stays_on_the_site(client, shop, away):
    told = {"product": shop.make.on_sale().pk, "next": away}

    assert client.post("/basket/add/", told)["Location"] == "/basket/"


def test_the_way_back_is_kept_when_it_is_ours(client, shop):
    told = {"product": shop.make.on_sale().pk, "next": "/products/?page=2"}

    assert client.post("/basket/add/", told)["Location"] == "/products/?page=2"


@pytest.mark.parametrize("product", ["", "abc", "-1", "0", "99999999", "9" * 400, "²"])
def test_what_is_no_product_is_not_found(client, shop, product):
    answer = client.post("/basket/add/", {"product": product})

    assert answer.status_code == 404
    assert not Basket.objects.exists()


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "x", "501", "9" * 400])
def test_a_quantity_that_cannot_be_is_explained(client, shop, quantity):
    product = shop.make.on_sale("Mật ong")

    answer = buying.put(client, product, quantity)

    assert answer["Location"] == product.get_absolute_url()
    assert "Mật ong" in buying.text_of(client.get("/basket/")) or answer.cookies["messages"]
    assert lines() == {}


def _expired(make):
    product = make.on_sale("Trà")
    StarCertification.objects.update(valid_until="2024-01-01", effective_on="2021-01-01")
    return product


@pytest.mark.parametrize(
    "made",
    [
        _expired,
        lambda make: make.on_sale("Trà", is_medicine=True),
        lambda make: make.on_sale("Trà", is_service=True),
        lambda make: make.on_sale("Trà", status="hidden"),
        lambda make: make.on_sale("Trà", quantity=0),
    ],
    ids=["expired", "medicine", "service", "hidden", "sold out"],
)
def test_what_may_not_be_sold_is_refused_with_a_reason(client, shop, made):
    product = made(shop.make)

    answer = client.post("/basket/add/", {"product": product.pk}, headers={"HX-Request": "true"})

    assert "notice--error" in answer.content.decode()
    assert lines() == {}


def test_more_than_there_are_is_refused(client, shop):
    product = shop.make.on_sale("Mật ong", quantity=3)
    buying.put(client, product, 2)

    buying.put(client, product, 2)

    assert lines() == {"Mật ong": 2}


def test_an_empty_basket_shows_the_way_to_the_goods(client, db):
    page = client.get("/basket/").content.decode()

    assert 'href="/products/"' in page
    assert "basket-form" not in page


def test_lines_stand_below_who_sends_them(client, shop):
    first, second = shop.make.producer("HTX Một"), shop.make.producer("HTX Hai")
    for title, maker in (("A", first), ("B", second), ("C", first)):
        buying.put(client, shop.make.on_sale(title, by=maker))

    parcels = client.get("/basket/?province=91").context["parcels"]

    assert [(parcel.producer, [row["line"].title for row in rows]) for parcel, rows in parcels] == [
        ("HTX Một", ["A", "C"]),
        ("HTX Hai", ["B"]),
    ]


def test_quantity_and_province_are_set_without_javascript(client, shop):
    buying.put(client, shop.make.on_sale("Mật ong", price=50_000))

    answer = set_to(client, "3", province="01")

    assert answer["Location"] == "/basket/"
    assert lines() == {"Mật ong": 3}
    assert client.get("/basket/").context["quote"].total == 150_000 + 58_000


def test_going_on_keeps_what_was_changed(client, shop):
    buying.put(client, shop.make.on_sale("Mật ong"))

    answer = set_to(client, "2", province="91", do="checkout")

    assert answer["Location"] == "/checkout/"
    assert lines() == {"Mật ong": 2}


@pytest.mark.parametrize("quantity", ["", "-1", "x", "1.5", "501", "9" * 400])
def test_a_wrong_quantity_is_said_at_its_line(client, shop, quantity):
    buying.put(client, shop.make.on_sale("Mật ong"))

    answer = set_to(client, quantity)

    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert lines() == {"Mật ong": 1}


def test_zero_takes_a_line_out(client, shop):
    buying.put(client, shop.make.on_sale())

    set_to(client, "0")

    assert lines() == {}


def test_remove_takes_out_only_a_line_of_this_basket(client, shop):
    buying.put(client, shop.make.on_sale("Mật ong"))
    other = type(client)()
    buying.put(other, shop.make.on_sale("Khô"))
    mine, foreign = Line.objects.order_by("pk")

    for line in (foreign.pk, "x", "²", "9" * 5000):
        client.post("/basket/remove/", {"line": line})
    client.post("/basket/remove/", {"line": mine.pk})

    assert lines() == {"Khô": 1}


def test_a_line_whose_goods_were_sold_says_so(client, shop):
    buying.put(client, shop.make.on_sale())
    StockBalance.objects.update(held=10)

    answer = client.get("/basket/?province=91")

    assert [row["problem"].code for row in answer.context["obstacles"]] == ["sold_out"]
    assert "line--blocked" in answer.content.decode()


def test_a_lower_star_is_told_in_stars(client, shop):
    buying.put(client, shop.make.on_sale(stars=4))
    StarCertification.objects.update(stars=3)

    words = buying.text_of(client.get("/en/basket/"))

    assert "had 4 stars when you chose it and has 3 now" in words


def test_a_voucher_that_takes_nothing_off_says_so(client, shop):
    buying.put(client, shop.make.on_sale())
    Voucher.objects.create(
        name="TET",
        code="TET2027",
        usage=Voucher.MULTI_USE,
        start_datetime=clock.now(),
        end_datetime=clock.now() + datetime.timedelta(days=1),
    )

    answer = client.post("/basket/voucher/", {"code": "tet2027"}, follow=True)

    assert answer.context["vouchers"] == [("TET2027", False)]
    assert "chưa giảm giá" in buying.text_of(answer)


def test_codes_of_vouchers_cannot_be_guessed_all_night(client, shop, monkeypatch):
    monkeypatch.setattr("marketplace.shop.views.basket.CODES_PER_ADDRESS", 2)
    buying.put(client, shop.make.on_sale())

    statuses = [client.post("/basket/voucher/", {"code": f"TET{n}"}).status_code for n in range(3)]

    assert statuses == [422, 422, 429]


def test_only_wrong_codes_count(client, shop, monkeypatch):
    monkeypatch.setattr("marketplace.shop.views.basket.CODES_PER_ADDRESS", 2)
    buying.put(client, shop.make.on_sale())
    Voucher.objects.create(
        name="TET2027",
        code="TET2027",
        start_datetime=clock.now() - datetime.timedelta(days=1),
        end_datetime=clock.now() + datetime.timedelta(days=1),
    )
    tried = ["TET2027", "TET2027", "NOPE", "TET2027", "NOPE2", "NOPE3"]

    statuses = [client.post("/basket/voucher/", {"code": code}).status_code for code in tried]

    assert statuses == [302, 302, 422, 302, 422, 429]


def test_a_voucher_nobody_knows_is_explained(client, shop):
    buying.put(client, shop.make.on_sale())

    answer = client.post("/basket/voucher/", {"code": "TẾT2027"})

    assert answer.status_code == 422
    assert answer.context["voucher_form"].errors["code"]


def test_the_price_of_sending_and_the_ways_to_pay_are_told(client, shop):
    buying.put(client, shop.make.on_sale())

    words = buying.text_of(client.get("/basket/"))

    for fact in ("18.000 ₫", "58.000 ₫", "3.000.000 ₫", "VietQR"):
        assert fact in words


BASKET_QUERIES = 12


def test_basket_asks_the_same_for_one_line_and_for_ten(client, shop, django_assert_num_queries):
    for number in range(10):
        buying.put(client, shop.make.on_sale(f"Món {number}"))
        if number == 0:
            client.get("/basket/?province=91")  # tables and names are read once a minute
        if number in (0, 9):
            with django_assert_num_queries(BASKET_QUERIES):
                client.get("/basket/?province=91")


def test_the_basket_is_kept_by_no_cache(client, shop):
    buying.put(client, shop.make.on_sale())

    assert client.get(reverse("basket"))["Cache-Control"] == "private, no-store"
