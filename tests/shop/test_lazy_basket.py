"""The basket of a request: built when it is touched, kept in a cookie, merged at login."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.signing import Signer
from django.http import HttpResponse

from marketplace.forks.basket.middleware import LazyBasket
from marketplace.forks.basket.models import Basket
from marketplace.shop import baskets

COOKIE = settings.OSCAR_BASKET_COOKIE_OPEN


def ask(rf, view, *, user=None, cookie=None):
    request = rf.get("/")
    request.user = user or AnonymousUser()
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    if cookie:
        request.COOKIES[COOKIE] = cookie
    return LazyBasket(view)(request)


def put(product, quantity=1):
    def view(request):
        baskets.add(request.basket, product, quantity)
        return HttpResponse()

    return view


def look(seen):
    def view(request):
        seen.append([(line.product_id, line.quantity) for line in request.basket.all_lines()])
        return HttpResponse()

    return view


def test_a_page_that_does_not_look_builds_nothing(rf, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = ask(rf, lambda request: HttpResponse())

    assert not response.cookies
    assert "Vary" not in response


def test_looking_at_an_empty_basket_makes_no_row_and_no_cookie(rf, db):
    response = ask(rf, look([]))

    assert not response.cookies
    assert response["Vary"] == "Cookie"
    assert not Basket.objects.exists()


def test_a_guest_finds_the_basket_again(rf, make):
    product, seen = make.on_sale(), []

    response = ask(rf, put(product, 2))
    cookie = response.cookies[COOKIE]
    ask(rf, look(seen), cookie=cookie.value)

    assert seen == [[(product.pk, 2)]]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "private" in response["Cache-Control"]


def test_a_cookie_that_was_tampered_with_is_dropped(rf, make):
    seen = []
    ask(rf, put(make.on_sale()))

    response = ask(rf, look(seen), cookie=f"{Basket.objects.get().pk}:forged")

    assert seen == [[]]
    assert response.cookies[COOKIE]["max-age"] == 0


def test_the_basket_of_an_order_is_no_longer_the_guests(rf, make, shop):
    basket, seen = shop.basket(make.on_sale()), []
    shop.place(basket)

    ask(rf, look(seen), cookie=Signer().sign(basket.pk))

    assert seen == [[]]


def test_signing_in_merges_the_guests_basket(rf, make):
    honey, tea, seen = make.on_sale("Mật ong"), make.on_sale("Trà"), []
    buyer = make.user("buyer")
    ask(rf, put(honey), user=buyer)
    cookie = ask(rf, put(tea, 3)).cookies[COOKIE].value

    response = ask(rf, look(seen), user=buyer, cookie=cookie)

    assert sorted(seen[0]) == [(honey.pk, 1), (tea.pk, 3)]
    assert response.cookies[COOKIE]["max-age"] == 0
    assert Basket.open.count() == 1


@pytest.mark.parametrize("lines", [1, 10])
def test_oscar_gets_all_its_answers_at_once(make, shop, lines, django_assert_num_queries):
    maker = make.producer()
    basket = shop.basket(*(make.on_sale(f"Trà {n}", by=maker) for n in range(lines)))

    with django_assert_num_queries(6):
        prices = [line.unit_price_incl_tax for line in basket.all_lines()]

    assert prices == [75_000] * lines
