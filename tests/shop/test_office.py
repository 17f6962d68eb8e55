"""The officers' pages: transfers are ticked off once, late parcels and dead letters are seen."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import ensure_groups
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop.models import Fulfilment, PaymentAttempt, Receipt, RefundDue


@pytest.fixture
def officer(make, client):
    ensure_groups()
    person = make.user("officer", full_name="Lê Văn Cán")
    client.force_login(person)
    return person


@pytest.fixture
def order(shop, make):
    return shop.order(make.on_sale(price=100_000), method="transfer")


@pytest.fixture
def attempt(order):
    return order.payment_attempts.get()


def received(paid, operation=None, **facts):
    today = clock.today()
    return {
        "amount": str(paid),
        "received_on": today.isoformat(),
        "bank_reference": "FT26",
        "operation": str(operation or uuid.uuid4()),
    } | facts


def page(attempt):
    return reverse("office_transfer", args=[attempt.pk])


PAGES = ["office_transfers", "office_refunds", "office_late", "office_outbox"]


@pytest.mark.parametrize("name", PAGES)
def test_officers_read_the_pages_in_wagtails_admin(client, officer, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert "wagtailadmin/base.html" in [template.name for template in answer.templates]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["buyer", "keeper", "producer"])
def test_nobody_else_does(client, make, role, name):
    ensure_groups()
    client.force_login(make.user(role))

    assert client.get(reverse(name)).status_code in (302, 403)


@pytest.mark.parametrize("role", [None, "buyer", "producer", "keeper"])
def test_nobody_else_ticks_off_money(client, make, attempt, role):
    ensure_groups()
    if role:
        client.force_login(make.user(role))

    answer = client.post(page(attempt), received(attempt.amount))

    assert answer.status_code in (302, 403)
    assert not Receipt.objects.exists()


def test_the_menu_leads_to_them_in_vietnamese(client, officer):
    shown = client.get(reverse("office_transfers")).content.decode()

    assert "Chuyển khoản" in shown
    assert reverse("office_late") in shown


def test_the_form_is_filled_in_with_what_is_missing(client, officer, attempt, shop, order):
    shop.pay(order, 40_000)

    form = client.get(page(attempt)).context["form"]

    assert form.initial["amount"] == f"{attempt.amount - 40_000:,}".replace(",", ".")
    assert form.initial["received_on"] == clock.today()


def test_the_right_amount_sends_the_order_to_its_producer(client, officer, attempt):
    client.post(page(attempt), received(attempt.amount))

    attempt.refresh_from_db()
    receipt = Receipt.objects.get()
    assert attempt.state == PaymentAttempt.State.SETTLED
    assert (receipt.amount, receipt.by, receipt.bank_reference) == (attempt.amount, officer, "FT26")
    assert Fulfilment.objects.get().state == Fulfilment.State.NEW


def test_a_double_click_is_one_receipt(client, officer, attempt):
    told = received(attempt.amount)

    for _click in range(2):
        client.post(page(attempt), told)

    assert Receipt.objects.count() == 1
    assert not RefundDue.objects.exists()


def explained(client, attempt):
    return client.get(page(attempt)).context["row"]["explained"]


@pytest.mark.parametrize(
    ("apart", "words"), [(-1_000, "Còn thiếu 1.000"), (5_000, "thừa 5.000"), (0, "Đã đủ tiền")]
)
def test_what_came_is_explained(client, officer, attempt, apart, words):
    client.post(page(attempt), received(attempt.amount + apart))

    assert words in explained(client, attempt).replace("\u00a0", " ")


def test_money_that_comes_twice_is_owed_back(client, officer, attempt):
    client.post(page(attempt), received(attempt.amount))
    client.post(page(attempt), received(attempt.amount))

    refund = RefundDue.objects.get()
    assert (refund.amount, refund.reason) == (attempt.amount, RefundDue.Reason.DOUBLE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"amount": "-5"},
        {"amount": "abc"},
        {"received_on": "2999-01-01"},
        {"received_on": "2001-01-01"},
        {"received_on": "x"},
        {"operation": "x"},
        {"bank_reference": "x" * 61},
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(client, officer, attempt, wrong):
    answer = client.post(page(attempt), received(attempt.amount, **wrong))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == list(wrong)
    assert not Receipt.objects.exists()


def test_an_absent_transfer_is_404(client, officer):
    assert client.get(reverse("office_transfer", args=[99_999])).status_code == 404


def test_a_code_finds_an_old_transfer(client, officer, attempt, order):
    long_ago = clock.now() - datetime.timedelta(days=90)
    PaymentAttempt.objects.filter(pk=attempt.pk).update(created_at=long_ago, state="expired")

    hidden = client.get(reverse("office_transfers")).context["rows"]
    found = client.get(reverse("office_transfers"), {"q": order.number}).context["rows"]

    assert hidden == []
    assert [row["attempt"] for row in found] == [attempt]


def test_the_list_asks_the_same_with_one_and_ten(client, officer, shop, make):
    product = make.on_sale(quantity=50)
    shop.order(product, method="transfer")
    client.get(reverse("office_transfers"))

    with CaptureQueriesContext(connection) as with_one:
        client.get(reverse("office_transfers"))
    for _number in range(9):
        shop.order(product, method="transfer")
    with CaptureQueriesContext(connection) as with_ten:
        client.get(reverse("office_transfers"))

    assert len(with_ten) == len(with_one) <= 15


def test_a_refund_is_noted_once(client, officer, shop, order):
    shop.pay(order)
    shop.pay(order)
    refund = RefundDue.objects.get()
    url = reverse("office_refund", args=[refund.pk])

    for _click in range(2):
        assert client.post(url, {"bank_reference": "FT99"}).status_code == 302

    refund.refresh_from_db()
    assert (refund.state, refund.bank_reference, refund.paid_by) == ("paid", "FT99", officer)
    assert order.events.filter(verb="paid_back").count() == 1


def test_only_parcels_older_than_two_days_are_late(client, officer, shop, make):
    old, young = (shop.order(make.on_sale()).fulfilments.get() for _number in range(2))
    for parcel, hours in ((old, 49), (young, 47)):
        since = clock.now() - datetime.timedelta(hours=hours)
        Fulfilment.objects.filter(pk=parcel.pk).update(became_new_at=since)

    page = client.get(reverse("office_late")).context["page"]

    assert list(page) == [old]


@pytest.fixture
def dead(db):
    queue.enqueue("email", "lost", {"to": "binh@example.org", "text": "a secret link"})
    OutboxItem.objects.update(dead_at=clock.now(), attempts=10, last_error="Refused")
    return OutboxItem.objects.get()


def test_dead_letters_are_listed_without_what_they_say(client, officer, dead):
    shown = client.get(reverse("office_outbox")).content.decode()

    assert "lost" in shown
    assert "Refused" in shown
    assert "secret" not in shown
    assert "binh@" not in shown


def test_a_dead_letter_is_tried_again(client, officer, dead):
    url = reverse("office_outbox_retry", args=[dead.pk])

    assert client.get(url).status_code == 405
    for _click in range(2):
        assert client.post(url).status_code == 302

    dead.refresh_from_db()
    assert (dead.dead_at, dead.attempts) == (None, 0)
