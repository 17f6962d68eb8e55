"""A guest buys: from a product to an order, with plain forms, in both languages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.apps.order.models import Order

from marketplace.shop.models import OrderDetails
from tests import buying
from tests.reading import codes_in
from tests.shop.conftest import Shop


@pytest.fixture
def shop(make):
    return Shop(make)


def test_a_guest_orders_in_four_requests_and_sixty_queries(client, shop):
    first, second = shop.make.on_sale("Mật ong"), shop.make.on_sale("Khô cá lóc")
    four_requests(type(client)(), shop, first)  # what is read once a minute is read

    with CaptureQueriesContext(connection) as asked:
        placed = four_requests(client, shop, second)

    assert placed["Location"].startswith("/orders/")
    queries = [row["sql"] for row in asked.captured_queries if "SAVEPOINT" not in row["sql"]]
    assert len(queries) <= 60, len(queries)


def four_requests(client, shop, product):
    buying.put(client, product)
    client.get("/checkout/?province=91")
    return buying.place(client, buying.review(client, shop))


def test_a_guest_pays_on_delivery_and_follows_the_order(client, shop):
    placed = buying.buy(client, shop, shop.make.on_sale("Mật ong", price=120_000))

    page = client.get(placed["Location"])
    words = buying.text_of(page)

    order = Order.objects.get()
    for fact in (order.number, "Mật ong", "138.000 ₫", "0912 345 678", "Long Xuyên"):
        assert fact in words
    assert order.status == "placed"


def test_a_guest_pays_by_transfer_with_the_code_on_the_page(client, shop):
    placed = buying.buy(client, shop, shop.make.on_sale(price=120_000), method="transfer")

    page = client.get(placed["Location"])
    picture = client.get(placed["Location"].replace("/?k=", "/qr.png?k="))

    order = Order.objects.get()
    [told] = codes_in(picture.content)
    assert told == page.context["todo"].qr
    assert "5406138000" in told
    assert order.number in told
    for fact in ("0011012345678", "138.000 ₫", order.number):
        assert fact in buying.text_of(page)
    assert '<svg class="qr"' in page.content.decode() or 'class="qr"' in page.content.decode()


def test_an_english_visitor_reads_english_and_the_order_keeps_it(client, shop):
    product = shop.make.on_sale("Đường thốt nốt", title_en="Palm sugar")
    client.post("/en/basket/add/", {"product": product.pk})
    shown = client.post("/en/checkout/review/", buying.typed(shop))
    placed = client.post("/en/checkout/place/", buying.hidden(shown))

    page = client.get(placed["Location"])

    assert placed["Location"].startswith("/en/orders/")
    assert "Palm sugar" in buying.text_of(page)
    assert "₫93,000" in buying.text_of(page)
    assert OrderDetails.objects.get().language == "en"


def test_a_signed_in_buyer_finds_the_orders_again(client, shop):
    client.force_login(shop.make.user())
    placed = buying.buy(client, shop, shop.make.on_sale())
    order = Order.objects.get()

    mine = client.get("/orders/mine/")

    assert order.number in buying.text_of(mine)
    assert client.get(placed["Location"].split("?")[0]).status_code == 200


def test_a_guest_takes_the_order_back(client, shop):
    placed = buying.buy(client, shop, shop.make.on_sale())
    cancel = placed["Location"].replace("/?k=", "/cancel/?k=")

    asked = client.get(cancel)
    still = Order.objects.get().status
    client.post(cancel)

    assert asked.status_code == 200
    assert still == "placed"
    assert Order.objects.get().status == "cancelled"
