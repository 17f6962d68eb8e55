"""A producer's day on a phone: an order arrives, is confirmed, packed, sent, delivered, paid."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.kernel.outbox import queue
from marketplace.shop.models import Fulfilment, PriceChange
from tests import buying
from tests.making import PASSWORD
from tests.services.sms_double import gateway
from tests.shop.conftest import Shop


@pytest.fixture
def shop(make):
    return Shop(make)


@pytest.fixture
def person(make):
    return make.user("producer", email="ba@example.org", phone="+84901234567", email_verified=True)


@pytest.fixture
def product(make, person):
    producer = make.producer("HTX Ba Chúc", members=[person])
    return make.on_sale("Mật ong", by=producer, price=120_000, quantity=5)


@pytest.fixture
def phone(person):
    signed_in = Client()
    signed_in.force_login(person)
    return signed_in


def press(client, page, ending, **typed):
    """Press the button of the form on a page whose address ends so; returns the next page."""
    forms = re.findall(r'<form[^>]*action="([^"]*)"', page.content.decode())
    (action,) = {action for action in forms if action.endswith(ending)}
    return client.post(action, typed, follow=True)


def words(page):
    return page.content.decode().replace("\u00a0", " ")


def drain():
    while queue.drain():
        pass


def test_from_the_message_to_the_money(client, phone, shop, product, settings):
    with gateway() as texts:
        settings.SMS_URL = texts.url
        buying.buy(client, shop, product)
        drain()
        (told,) = (m["text"] for m in texts.sent.values() if m["to"] == "+84901234567")
    page = phone.get(re.search(r"http://localhost:8000(\S+)", told)[1])
    assert "0912 345 678" not in words(page)

    page = press(phone, page, "/confirm/")
    assert "0912 345 678" in words(page)
    parcel = Fulfilment.objects.get()
    slip = phone.get(reverse("producer_order_slip", args=[parcel.pk]))
    assert slip.content.startswith(b"%PDF")

    page = press(phone, page, "/send/", way="GHN", number="GH123")
    assert product.batches.get().balances.get().on_hand == 4
    page = press(phone, page, "/delivered/")
    assert "Bên vận chuyển đang giữ 138.000 ₫" in words(page)
    page = phone.post(
        reverse("producer_order_cash", args=[parcel.pk]), {"amount": "138.000"}, follow=True
    )

    parcel.refresh_from_db()
    assert "Bạn đã nhận 138.000 ₫" in words(page)
    assert (parcel.state, parcel.cash_received) == (Fulfilment.State.DELIVERED, 138_000)
    assert parcel.order.details.order.status == "completed"
    assert "0912 345 678" not in words(page)


def test_a_price_changes_in_three_taps(phone, product):
    home = phone.get(reverse("producer_home"))
    (tab,) = set(re.findall(r'href="(/producer/products/)"', words(home)))

    page = press(phone, phone.get(tab), f"/{product.pk}/price/", price="130.000", seen="120000")

    assert "130.000 ₫" in words(page)
    assert PriceChange.objects.get().after == 130_000


def test_what_does_not_exist_any_more_is_declined(client, phone, shop, product):
    buying.buy(client, shop, product)
    parcel = Fulfilment.objects.get()
    url = reverse("producer_order_decline", args=[parcel.pk])
    assert "goods" in phone.get(url).context["form"].fields

    phone.post(url, {"goods": [parcel.items.get().pk], "reason": "sold_out"})
    drain()

    parcel.refresh_from_db()
    assert parcel.state == Fulfilment.State.DECLINED
    assert product.batches.get().balances.get().held == 0


def test_a_producer_who_signs_in_lands_on_the_orders(client, person, product):
    answer = client.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )

    assert answer.redirect_chain[-1][0] == reverse("producer_home")
    assert answer.status_code == 200
