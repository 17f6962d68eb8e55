"""/producer/certificates/: how long the own stars last, and what to do now."""

import pytest
from django.urls import reverse
from django.utils import translation

from catalog.certification import Phase
from catalog.models import ExpiryNotice
from catalog.producer_certificates import certificate_cards
from tests.catalog.register import DAY


@pytest.fixture
def farmer(make):
    return make.user("producer")


@pytest.fixture
def maker(make, farmer):
    return make.producer(members=[farmer])


def page(client, person=None):
    if person:
        client.force_login(person)
    return client.get(reverse("producer_certificates"))


def test_the_most_urgent_certificate_comes_first(make, maker, today):
    for title, days in {"Còn lâu": 500, "Sắp hết": 40, "Gần hết": 12, "Đã hết": -3}.items():
        make.star(make.product(title, by=maker), valid_until=today + days * DAY)
    make.product("Chưa có sao", by=maker)

    cards = certificate_cards(maker, today, "vi")

    assert [(str(card.title), card.phase, card.days_left) for card in cards] == [
        ("Đã hết", Phase.EXPIRED, -3),
        ("Gần hết", Phase.EXPIRING, 12),
        ("Sắp hết", Phase.EXPIRING, 40),
        ("Còn lâu", Phase.CURRENT, 500),
        ("Chưa có sao", None, None),
    ]
    assert [card.tone for card in cards] == ["error", "warning", "warning", "info", "info"]


def test_the_last_month_asks_for_more_haste_than_the_last_quarter(make, maker, today):
    for days in (30, 31):
        make.star(make.product(by=maker), valid_until=today + days * DAY)

    with translation.override("en"):
        soon, later = certificate_cards(maker, today, "en")

    assert soon.to_do.startswith("Hand in your file this week.")
    assert later.to_do.startswith("Prepare your file")


def test_a_product_shows_the_certificate_that_counts_today(make, maker, today):
    product = make.product(by=maker)
    make.star(product, 3, status="superseded", ends_on=today)
    make.star(product, 4, effective_on=today + DAY)

    assert [card.star.stars for card in certificate_cards(maker, today, "vi")] == [3]
    assert [card.star.stars for card in certificate_cards(maker, today + DAY, "vi")] == [4]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "suspended", "review_on": 5}, "looked at again by"),
        ({"status": "revoked", "ends_on": -1, "revocation_document": "58/QĐ-UBND"}, "58/QĐ-UBND"),
        ({"valid_until": -1, "extended_until": 9, "extension_document": "7/CV"}, "7/CV"),
        ({"effective_on": 1}, "count from"),
        ({"valid_until": -1}, "no longer order"),
    ],
)
def test_each_phase_says_what_to_do(make, maker, today, fields, said):
    days = {
        name: today + value * DAY if isinstance(value, int) else value
        for name, value in fields.items()
    }
    make.star(make.product(by=maker), **days)

    with translation.override("en"):
        (card,) = certificate_cards(maker, today, "en")

    assert said in card.to_do


def test_a_producer_sees_own_certificates_only(client, make, maker, farmer, today):
    row = make.star(make.product("Đường thốt nốt", by=maker))
    make.star(make.product("Mật ong rừng", by=make.producer("HTX khác")))

    answer = page(client, farmer)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Đường thốt nốt" in shown
    assert row.decision.number in shown
    assert "Mật ong rừng" not in shown


@pytest.mark.parametrize("count", [1, 10])
def test_the_page_costs_the_same_for_any_number_of_products(
    client, make, maker, farmer, django_assert_max_num_queries, count
):
    for number in range(count):
        make.star(make.product(f"Trà {number}", by=maker))
    client.force_login(farmer)

    with django_assert_max_num_queries(9):
        assert page(client).status_code == 200


def test_a_stranger_signs_in_first(client):
    assert page(client).status_code == 302


@pytest.mark.parametrize("role", ["buyer", "keeper", "officer"])
def test_other_roles_are_refused(client, make, role):
    assert page(client, make.user(role)).status_code == 403


def test_a_producer_of_nothing_is_told_so(client, make):
    assert page(client, make.user("producer")).status_code == 403


def test_it_says_how_to_renew_when_it_is_time(client, make, maker, farmer, today):
    for title, days in {"Còn lâu": 500, "Sắp hết": 40}.items():
        make.star(make.product(title, by=maker), valid_until=today + days * DAY)

    soon, later = certificate_cards(maker, today, "vi")
    shown = page(client, farmer).content.decode()

    assert len(soon.steps) == 3
    assert later.steps == ()
    assert shown.count("Cách xin quyết định mới") == 1
    assert reverse("producer_proposal_certificate") in shown


def test_it_says_when_the_end_was_announced(make, maker, today):
    row = make.star(make.product(by=maker), valid_until=today + 40 * DAY)
    assert certificate_cards(maker, today, "vi")[0].told_on is None

    ExpiryNotice.objects.create(
        certification=row, last_day=row.valid_until, threshold=60, days_left=40
    )

    assert certificate_cards(maker, today, "vi")[0].told_on == today
