"""Producers and officers read their messages in the language that each of them chose."""

import pytest

from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop.messages.letter import Letter
from marketplace.shop.messages.readers import officers, producers_people, tell
from marketplace.shop.models import RefundDue


@pytest.fixture
def people(make):
    return [
        make.user("producer", phone="+84901234567"),
        make.user("producer", email="emma@example.org", language="en"),
        make.user("producer", email="away@example.org", is_active=False),
    ]


@pytest.fixture
def maker(make, people):
    return make.producer("HTX Ba Chúc", members=people, phone="+84900000009")


def written(kind):
    return {item.payload["to"]: item.payload for item in OutboxItem.objects.filter(kind=kind)}


def drain():
    while queue.drain():
        pass


def test_each_of_a_producers_people_is_reached_once(maker, people):
    first, second, _away = people

    assert [(r.phone, r.email, r.language) for r in producers_people(maker)] == [
        (first.phone, "", "vi"),
        ("", second.email, "en"),
    ]


def test_a_producer_without_people_is_reached_at_its_telephone(make):
    alone = make.producer(phone="+84900000009")

    assert [(r.phone, r.language) for r in producers_people(alone)] == [("+84900000009", "vi")]
    assert producers_people(make.producer("HTX không số")) == []


def test_the_same_message_is_written_in_each_readers_language(shop, make, maker):
    product = make.on_sale("Mật ong", by=maker, title_en="Honey")
    order = shop.order(product)

    drain()

    mail = written("email")["emma@example.org"]
    assert mail["subject"] == f"New order {order.number}"
    assert "1 × Honey" in mail["text"]
    assert "/en/producer/orders/" in mail["text"]
    text = written("sms")["+84901234567"]["text"]
    assert "/en/" not in text
    assert order.number in text


def test_officers_are_written_to_in_their_languages(shop, make):
    make.user("officer", email="ha@example.org")
    make.user("officer", email="ann@example.org", language="en")
    order = shop.order(method="transfer")
    shop.pay(order, order.details.total + 40_000)

    drain()

    mails = written("email")
    assert RefundDue.objects.get().order == order
    assert "has to go back to the buyer" in mails["ann@example.org"]["subject"]
    assert "has to go back" not in mails["ha@example.org"]["subject"]


def test_who_was_told_is_not_told_again(maker):
    def write():
        return Letter("s", ("l",), "OCOP: l", "http://localhost/", "a")

    for _ in range(2):
        tell(producers_people(maker), write, key="k")
        tell(officers(), write, key="k")

    assert OutboxItem.objects.count() == 2
