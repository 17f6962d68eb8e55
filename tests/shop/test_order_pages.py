import datetime

import pytest
import time_machine

from marketplace.kernel import clock
from marketplace.shop import lookup, ordering
from marketplace.shop.models import LookupCount
from tests import buying


def link(order) -> str:
    return f"/orders/{order.number}/?k={order.details.secret}"


def test_the_secret_link_opens_the_order(client, shop):
    assert client.get(link(shop.order())).status_code == 200


@pytest.mark.parametrize("key", ["", "x", "ế", "a" * 5000])
def test_a_wrong_key_and_an_absent_order_are_answered_alike(client, shop, key):
    order = shop.order()

    for path in ("", "cancel/", "qr.png"):
        foreign = client.get(f"/orders/{order.number}/{path}", {"k": key})
        absent = client.get(f"/orders/NOSUCHNO/{path}", {"k": key})
        assert (foreign.status_code, absent.status_code) == (404, 404)
        assert order.number not in foreign.content.decode().replace(f"/orders/{order.number}/", "")


def test_another_buyer_does_not_see_it(client, shop):
    make = shop.make
    owner = make.user()
    order = shop.place(shop.basket(make.on_sale(), owner=owner), user=owner)
    client.force_login(make.user())

    assert client.get(f"/orders/{order.number}/").status_code == 404
    assert client.post(f"/orders/{order.number}/cancel/").status_code == 404
    assert order.number not in client.get("/orders/mine/").content.decode()


def test_the_key_does_not_travel_and_is_kept_nowhere(client, shop):
    answer = client.get(link(shop.order()))

    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_code_and_number_lead_to_the_order(client, shop):
    order = shop.order(buyer=shop.buyer(phone="+84912345678"))
    spaced = f" {order.number[:4].lower()} {order.number[4:]} "

    answer = client.post("/orders/", {"code": spaced, "phone": "0912.345.678"})

    assert answer["Location"] == link(order)


def test_a_wrong_code_and_a_wrong_number_are_answered_alike(client, shop):
    order = shop.order(buyer=shop.buyer(phone="+84912345678"))

    wrong_number = client.post("/orders/", {"code": order.number, "phone": "0987654321"})
    wrong_code = client.post("/orders/", {"code": "NOSUCHNO", "phone": "0912345678"})

    assert wrong_number.status_code == wrong_code.status_code == 422
    errors = [answer.context["form"].errors for answer in (wrong_number, wrong_code)]
    assert errors[0] == errors[1]


@pytest.mark.parametrize(
    "told", [{}, {"code": "x" * 10_000, "phone": "1" * 10_000}, {"code": "\u202e", "phone": "ế"}]
)
def test_nonsense_is_explained(client, db, told):
    answer = client.post("/orders/", told)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"code", "phone"}


def test_guessing_a_number_ends_after_a_few_tries(client, shop):
    order = shop.order(buyer=shop.buyer(phone="+84912345678"))
    for number in range(lookup.PER_CODE):
        guess = {"code": order.number, "phone": f"098765432{number}"}
        client.post("/orders/", guess, REMOTE_ADDR=f"10.0.0.{number}")

    right = {"code": order.number, "phone": "0912345678"}
    answer = client.post("/orders/", right, REMOTE_ADDR="10.0.0.99")

    assert answer.status_code == 429


def test_one_address_cannot_try_many_codes(client, shop):
    for number in range(lookup.PER_ADDRESS):
        client.post("/orders/", {"code": f"CODE{number}", "phone": "0912345678"})

    answer = client.post("/orders/", {"code": "CODE99", "phone": "0912345678"})

    assert answer.status_code == 429


def test_counting_keeps_no_code_number_or_address(client, shop):
    client.post("/orders/", {"code": "SECRETCODE", "phone": "0912345678"})

    kept = " ".join(LookupCount.objects.values_list("who", flat=True))

    assert "SECRET" not in kept
    assert "127.0.0.1" not in kept


def test_cancelling_asks_first_and_then_cancels(client, shop):
    order = shop.order()
    cancel = link(order).replace("/?k=", "/cancel/?k=")

    client.get(cancel)
    order.refresh_from_db()
    before = order.status
    answer = client.post(cancel)
    order.refresh_from_db()

    assert (before, order.status) == ("placed", "cancelled")
    assert answer["Location"] == link(order)


def test_a_sent_parcel_cannot_be_cancelled(client, shop):
    order = shop.order()
    parcel, by = order.fulfilments.get(), shop.make.user()
    ordering.confirm(parcel, by=by)
    ordering.send(parcel, carrier="Bưu điện", number="VN123", by=by)

    answer = client.post(link(order).replace("/?k=", "/cancel/?k="))
    page = client.get(answer["Location"])
    order.refresh_from_db()

    assert order.status == "placed"
    assert "VN123" in buying.text_of(page)
    assert "/cancel/" not in page.content.decode()


def test_the_page_tells_each_step(client, shop):
    order = shop.order()
    parcel, by = order.fulfilments.get(), shop.make.user()
    words = [buying.text_of(client.get(link(order)))]
    ordering.confirm(parcel, by=by)
    words.append(buying.text_of(client.get(link(order))))
    ordering.send(parcel, carrier="Bưu điện", number="VN123", by=by)
    words.append(buying.text_of(client.get(link(order))))
    ordering.deliver(parcel, by=by)
    words.append(buying.text_of(client.get(link(order))))

    assert len(set(words)) == 4


def test_a_declined_parcel_says_why(client, shop):
    order = shop.order(method="transfer")
    shop.pay(order)
    parcel = order.fulfilments.get()
    ordering.decline(parcel, because="Hết nguyên liệu", by=shop.make.user())

    words = buying.text_of(client.get(link(order)))

    assert "Hết nguyên liệu" in words
    assert "93.000 ₫" in words


def test_a_paid_order_shows_no_code_any_more(client, shop):
    order = shop.order(method="transfer")
    shop.pay(order)

    page = client.get(link(order))

    assert page.context["qr"] == ""
    assert client.get(link(order).replace("/?k=", "/qr.png?k=")).status_code == 404


def test_half_the_money_leaves_the_rest_in_the_code(client, shop):
    order = shop.order(method="transfer")
    shop.pay(order, amount=50_000)

    todo = client.get(link(order)).context["todo"]

    assert todo.amount == 43_000
    assert "540543000" in todo.qr


def test_a_star_that_ended_is_told(client, shop):
    order = shop.order()
    order.fulfilments.get().items.get().certification.__class__.objects.update(status="suspended")

    assert client.get(link(order)).context["story"].stars


def test_the_order_page_asks_the_same_for_one_parcel_and_for_three(
    client, shop, django_assert_num_queries
):
    small = shop.order()
    large = shop.order(*(shop.make.on_sale(f"Món {number}") for number in range(3)))

    client.get(link(small))  # the footer is read once in a while

    for order in (small, large):
        with django_assert_num_queries(ORDER_QUERIES):
            client.get(link(order))


ORDER_QUERIES = 9


def test_my_orders_want_a_login(client, db):
    assert client.get("/orders/mine/")["Location"].startswith("/accounts/login/")


def test_a_guest_may_put_the_order_into_a_new_account(client, shop):
    order = shop.order(buyer=shop.buyer(full_name="Lê Văn Tư", phone="+84912345678"))
    assert f"/orders/{order.number}/keep/" in client.get(link(order)).content.decode()

    answer = client.post(link(order).replace("/?", "/keep/?"))
    form = client.get(answer["Location"]).content.decode()
    client.force_login(user := shop.make.user())

    assert answer["Location"].startswith("/accounts/signup/")
    assert 'value="Lê Văn Tư"' in form
    assert 'value="0912 345 678"' in form
    order.refresh_from_db()
    assert order.user == user
    assert "/keep/" not in client.get(link(order)).content.decode()


def test_a_cancelled_order_is_not_offered_for_keeping(client, shop):
    order = shop.order()

    ordering.cancel(order, because="")

    assert "/keep/" not in client.get(link(order)).content.decode()


def test_who_sits_down_at_the_browser_later_gets_no_foreign_order(client, shop):
    order = shop.order()
    client.post(link(order).replace("/?", "/keep/?"))

    with time_machine.travel(clock.now() + datetime.timedelta(minutes=61), tick=False):
        client.force_login(shop.make.user())

    order.refresh_from_db()
    assert order.user is None


def test_nobody_takes_an_order_out_of_another_account(client, shop):
    owner = shop.make.user()
    order = shop.place(shop.basket(shop.make.on_sale(), owner=owner), user=owner)
    client.force_login(shop.make.user())

    client.post(link(order).replace("/?", "/keep/?"))

    order.refresh_from_db()
    assert order.user == owner
