"""A producer is told how the centre has decided, in the own language."""

import pytest
from django.urls import reverse

from catalog import proposals
from catalog.proposals import Consent
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem


@pytest.fixture
def people(make):
    return [
        make.user("producer", phone="+84912000111"),
        make.user("producer", email="kha@example.org", language="en"),
    ]


@pytest.fixture
def waiting(make, people):
    producer = make.producer(members=people)
    product = make.product("Đường thốt nốt", by=producer)
    draft = proposals.propose(producer=producer, kind="change", product=product, by=people[0])
    proposals.keep(draft, {"summary": "Nấu bằng củi"})
    return proposals.submit(draft, by=people[0])


def told(kind: str) -> str:
    """What the one message of a kind says."""
    queue.drain()
    return OutboxItem.objects.get(kind=kind).payload["text"]


def test_each_person_is_told_of_an_acceptance_once(make, waiting):
    proposals.accept(waiting, Consent(waiting.version), by=make.user("officer"))

    text = told("sms")

    # With its address it is too long for an SMS with marks.
    assert "Duong thot not" in text
    assert reverse("producer_proposal", args=[waiting.pk]) in text
    assert OutboxItem.objects.filter(kind__in=["sms", "email"]).count() == 2


def test_the_words_of_the_officer_travel_with_what_is_sent_back(make, waiting):
    said = "Ảnh hơi tối, xin chụp lại ngoài trời."
    proposals.return_with_comment(
        waiting, version=waiting.version, comment=said, by=make.user("officer")
    )

    mail = told("email")

    assert said in mail
    assert "Please correct" in OutboxItem.objects.get(kind="email").payload["subject"]
    assert f"/en/producer/proposals/{waiting.pk}/" in mail


def test_a_second_run_of_the_handler_writes_nothing_twice(make, waiting):
    proposals.accept(waiting, Consent(waiting.version), by=make.user("officer"))
    queue.drain()

    OutboxItem.objects.filter(kind="proposal_message").update(done_at=None)
    queue.drain()

    assert OutboxItem.objects.filter(kind__in=["sms", "email"]).count() == 2
