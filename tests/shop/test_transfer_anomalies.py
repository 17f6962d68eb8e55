"""Money that is short, over, double, late or after cancelling: a state, a sentence, a refund."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from marketplace.kernel import clock
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import ordering
from marketplace.shop.audit import broken
from marketplace.shop.messages.office_phrases import about_account
from marketplace.shop.models import RefundAccount, RefundDue
from marketplace.shop.money_told import sentence_about
from marketplace.shop.transfers import standing, with_sums
from marketplace.shop.views.office.transfer_words import explained
from showrooms.models import StockBalance

PRICE = 100_000


def short(shop, order):
    shop.pay(order, 40_000)


def paid(shop, order):
    shop.pay(order)


def over(shop, order):
    shop.pay(order, order.details.total + 5_000)


def double(shop, order):
    shop.pay(order)
    shop.pay(order)


def ended(shop, order):
    ordering.expire(order.payment_attempts.get().deadline)


def short_ended(shop, order):
    short(shop, order)
    ended(shop, order)


def saved(shop, order):
    with clock.as_of(order.payment_attempts.get().deadline + datetime.timedelta(hours=1)):
        ended(shop, order)
        shop.pay(order)


def late(shop, order):
    ended(shop, order)
    StockBalance.objects.update(on_hand=0)
    shop.pay(order)


def late_and_short(shop, order):
    ended(shop, order)
    shop.pay(order, 40_000)


def cancelled(shop, order):
    ordering.cancel(order, because="")


def after_cancel(shop, order):
    cancelled(shop, order)
    shop.pay(order)


def cancelled_back(shop, order):
    shop.pay(order)
    cancelled(shop, order)


def twice_after_cancel(shop, order):
    cancelled_back(shop, order)
    shop.pay(order)


# What happens -> the standing, what goes back (None: all that came), whether the buyer is told.
CASES = {
    short: ("short", 0, True),
    paid: ("paid", 0, False),
    over: ("over", 5_000, True),
    double: ("double", PRICE + 18_000, True),
    ended: ("ended", 0, False),
    short_ended: ("short_ended", 40_000, True),
    saved: ("saved", 0, True),
    late: ("late", PRICE + 18_000, True),
    late_and_short: ("late", 40_000, True),
    cancelled: ("cancelled", 0, False),
    after_cancel: ("after_cancel", PRICE + 18_000, True),
    cancelled_back: ("cancelled_back", PRICE + 18_000, True),
    twice_after_cancel: ("after_cancel", 2 * (PRICE + 18_000), True),
}


@pytest.fixture
def order(shop, make):
    return shop.order(
        make.on_sale(price=PRICE), method="transfer", buyer=shop.buyer(email="binh@example.org")
    )


@pytest.mark.parametrize("happens", CASES, ids=lambda happens: happens.__name__)
def test_each_is_a_state_with_a_sentence_and_its_money_back(shop, order, happens):
    expected, back, is_told = CASES[happens]

    happens(shop, order)

    order.refresh_from_db()
    attempt = with_sums().get()
    assert standing(attempt) == expected
    assert sum(refund.amount for refund in RefundDue.objects.all()) == back
    assert bool(sentence_about(order)) == is_told
    assert explained(attempt)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("happens", CASES, ids=lambda happens: happens.__name__)
def test_the_page_says_it_in_both_languages(client, shop, order, happens, language):
    happens(shop, order)
    order.refresh_from_db()
    with translation.override(language):
        sentence = sentence_about(order)
        url = f"{reverse('order', args=[order.number])}?k={order.details.secret}"

    answer = client.get(url)

    assert answer.context["story"].money == sentence
    assert not sentence or sentence in answer.content.decode()


def mails() -> list[str]:
    queue.drain(limit=1000)
    sent = OutboxItem.objects.filter(kind="email", key__endswith=":buyer").order_by("pk")
    return [item.payload["text"] for item in sent]


@pytest.mark.parametrize("happens", [over, double, late, after_cancel])
def test_the_message_asks_for_the_account_until_it_is_given(shop, order, happens):
    with translation.override("vi"):
        asks = about_account(None)
    happens(shop, order)
    assert asks in mails()[-1]

    ordering.give_account(order, bank_name="Agribank", number="0011223344", holder="TRAN VAN BINH")
    shop.pay(order)

    assert asks not in mails()[-1]
    assert "…3344" in mails()[-1]
    assert "0011223344" not in "".join(mails())


def test_every_case_leaves_sound_books(shop, make):
    for happens in (short, over, double, short_ended, saved, after_cancel, twice_after_cancel):
        happens(shop, shop.order(make.on_sale(price=PRICE), method="transfer"))

    OutboxItem.objects.update(done_at=clock.now())
    assert broken() == []


# --- the account, on the buyer's page -----------------------------------------------------------


@pytest.fixture
def page(shop, order):
    double(shop, order)
    url = reverse("order_refund_account", args=[order.number])
    return f"{url}?k={order.details.secret}"


GIVEN = {"bank": "Agribank", "number": "0011 2233 44", "holder": "TRAN VAN BINH"}


def test_the_order_page_asks_for_the_account(client, order, page):
    shown = client.get(f"{reverse('order', args=[order.number])}?k={order.details.secret}")

    assert shown.context["asks_account"]
    assert "refund-account" in shown.content.decode()


def test_a_buyer_writes_the_account_and_is_never_asked_again(client, order, page):
    answer = client.post(page, GIVEN)

    assert answer.status_code == 302
    account = RefundAccount.objects.get()
    assert (account.bank_name, account.number) == ("Agribank", "0011223344")
    shown = client.get(answer.url)
    assert not shown.context["asks_account"]
    assert "0011223344" not in client.get(page).content.decode()


def test_a_second_account_changes_nothing(client, order, page):
    client.post(page, GIVEN)

    client.post(page, GIVEN | {"number": "9999 8888"})

    assert RefundAccount.objects.get().number == "0011223344"


@pytest.mark.parametrize(
    "wrong",
    [
        {"bank": ""},
        {"bank": "x"},
        {"bank": "other"},
        {"number": ""},
        {"number": "12"},
        {"number": "1" * 20},
        {"number": "12;34"},
        {"holder": ""},
        {"holder": "x" * 121},
        {"holder": "\u202eTRAN"},
    ],
)
def test_what_cannot_be_an_account_is_refused_beside_its_field(client, page, wrong):
    answer = client.post(page, GIVEN | wrong)

    assert answer.status_code == 422
    assert len(answer.context["form"].errors) == 1
    assert not RefundAccount.objects.exists()


def test_without_the_link_there_is_no_page(client, order, page):
    foreign = reverse("order_refund_account", args=[order.number])

    assert client.get(foreign).status_code == client.post(foreign, GIVEN).status_code == 404
    assert not RefundAccount.objects.exists()


def test_no_account_is_asked_for_when_nothing_is_due(client, order):
    url = reverse("order_refund_account", args=[order.number])

    answer = client.post(f"{url}?k={order.details.secret}", GIVEN)

    assert answer.status_code == 302
    assert not RefundAccount.objects.exists()
