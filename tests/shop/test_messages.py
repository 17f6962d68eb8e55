"""Messages: in the buyer's language, once, and never in the way of an order."""

import datetime

import pytest
import time_machine
from django.core import mail

from catalog.models import StarCertification
from marketplace.kernel import clock
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import handlers, ordering
from marketplace.shop.errors import CertificationEnded
from marketplace.shop.messages import sms
from marketplace.shop.models import Fulfilment
from tests.services.sms_double import closed_port, gateway
from tests.services.smtp_double import mail_server_that_knows_nobody


@pytest.fixture
def texts(settings):
    """A gateway that takes everything, as a list of (to, text)."""
    with gateway() as server:
        settings.SMS_URL = server.url
        yield server


@pytest.fixture
def person(make):
    return make.user("producer", phone="+84901234567")


@pytest.fixture
def product(make, person):
    return make.on_sale(by=make.producer("HTX Ba Chúc", members=[person]), price=100_000)


@pytest.fixture
def by_mail(shop):
    return shop.buyer(email="binh@example.org", full_name="Trần Văn Bình")


@pytest.fixture
def by_phone(shop):
    return shop.buyer(phone="+84912000111")


def drain():
    while queue.drain():
        pass


def mails_to(address):
    return [letter for letter in mail.outbox if letter.to == [address]]


def sms_to(server, number):
    return [message["text"] for message in server.sent.values() if message["to"] == number]


def html_of(letter):
    return letter.alternatives[0].content


def test_an_order_is_confirmed_by_mail_with_its_secret_link(shop, product, by_mail, texts):
    order = shop.order(product, buyer=by_mail)

    drain()

    (letter,) = mails_to("binh@example.org")
    link = f"http://localhost:8000/orders/{order.number}/?k={order.details.secret}"
    assert order.number in letter.subject
    assert "Trần Văn Bình" in letter.body
    assert link in letter.body
    assert link in html_of(letter)
    assert "118.000 ₫" in letter.body.replace("\u00a0", " ")


def test_a_mail_fetches_nothing_from_elsewhere(shop, product, by_mail, texts):
    shop.order(product, buyer=by_mail, method="transfer")

    drain()

    html = html_of(mails_to("binh@example.org")[0])
    assert 'src="cid:qr"' in html
    assert 'src="http' not in html
    assert "<script" not in html
    assert "<link" not in html


def test_a_transfer_is_asked_for_with_account_code_and_deadline(shop, product, by_mail, texts):
    order = shop.order(product, buyer=by_mail, method="transfer")

    drain()

    (letter,) = mails_to("binh@example.org")
    for part in ("0011012345678", order.number, "118.000"):
        assert part in letter.body
    picture = letter.attachments[0]
    assert picture.get_content_type() == "image/png"
    assert picture["Content-ID"] == "<qr>"


def test_who_gave_no_mail_gets_a_short_message(shop, product, by_phone, texts):
    order = shop.order(product, buyer=by_phone)

    drain()

    (text,) = sms_to(texts, "+84912000111")
    assert text.isascii()
    assert len(text) <= 160
    assert text.startswith(f"OCOP: da nhan don {order.number}")
    assert text.endswith(f"/orders/{order.number}/?k={order.details.secret}")
    assert mail.outbox == []


def test_letters_speak_the_language_of_the_order(shop, product, by_mail, texts):
    order = shop.order(product, buyer=by_mail, language="en")

    drain()

    (letter,) = mails_to("binh@example.org")
    assert letter.subject == f"We have your order {order.number}"
    assert f"/en/orders/{order.number}/" in letter.body
    assert 'lang="en"' in html_of(letter)


def test_the_producer_hears_of_the_order_and_nothing_of_the_buyer(
    shop, product, by_mail, texts, person
):
    order = shop.order(product, buyer=by_mail)

    drain()

    (text,) = sms_to(texts, person.phone)
    assert order.number in text
    assert f"/producer/orders/{order.fulfilments.get().pk}/" in text
    assert "Binh" not in text
    assert order.details.secret not in text


def test_an_unpaid_order_is_not_announced_until_the_money_is_there(
    shop, product, by_mail, texts, person
):
    order = shop.order(product, buyer=by_mail, method="transfer")
    drain()
    assert sms_to(texts, person.phone) == []

    shop.pay(order)
    drain()

    assert len(sms_to(texts, person.phone)) == 1
    assert len(mails_to("binh@example.org")) == 2


def test_a_handler_that_runs_twice_sends_once(shop, product, by_mail, texts, person):
    shop.order(product, buyer=by_mail)
    drain()
    asked = OutboxItem.objects.get(kind="order_message")

    handlers.order_message(asked.payload)
    handlers.order_message(asked.payload)
    drain()

    assert len(mails_to("binh@example.org")) == 1
    assert len(sms_to(texts, person.phone)) == 1


STEPS = {
    "confirm": {},
    "send": {"carrier": "GHN", "number": "GH99"},
    "deliver": {},
}


def test_every_step_is_told(shop, product, by_mail, texts, person):
    parcel = shop.order(product, buyer=by_mail).fulfilments.get()

    for door, facts in STEPS.items():
        getattr(ordering, door)(parcel, by=person, **facts)
    drain()

    told = mails_to("binh@example.org")
    assert len(told) == 4
    assert any("GH99" in letter.body for letter in told)
    assert all("%(" not in letter.body + letter.subject for letter in told)


def test_a_declined_parcel_is_explained_with_its_reason(shop, product, by_mail, texts, person):
    parcel = shop.order(product, buyer=by_mail).fulfilments.get()

    ordering.decline(parcel, because="Hàng đã hết", by=person)
    drain()

    letter = mails_to("binh@example.org")[-1]
    assert "Hàng đã hết" in letter.body


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("amount", [-40_000, 40_000])
def test_too_little_and_too_much_are_told(shop, product, by_mail, texts, amount, language):
    order = shop.order(product, buyer=by_mail, method="transfer", language=language)

    shop.pay(order, order.details.total + amount)
    drain()

    subjects = " ".join(letter.subject + letter.body for letter in mails_to("binh@example.org"))
    assert ("40.000" if language == "vi" else "40,000") in subjects


def test_a_cancelled_order_is_called_off_at_the_producer(shop, product, by_mail, texts, person):
    order = shop.order(product, buyer=by_mail)
    drain()

    ordering.cancel(order, because="Đổi ý")
    drain()

    assert any("dung gui" in text for text in sms_to(texts, person.phone))


def test_a_star_that_ends_is_told_to_who_waits(shop, product, by_mail, texts):
    order = shop.order(product, buyer=by_mail)
    item = order.fulfilments.get().items.get()
    told = {"order": order.pk, "fulfilment": item.fulfilment_id, "verb": "star_changed"}

    for kind in ("expired", "lowered", "suspended", "revoked", "safety", "no_star"):
        handlers.order_message({**told, "item": item.pk, "kind": kind})
    drain()

    letters = [m for m in mails_to("binh@example.org") if item.title in m.body and "sao" in m.body]
    assert len(letters) >= 5


def test_goods_whose_star_does_not_hold_are_reported_to_the_centre(
    shop, make, product, by_mail, texts, person
):
    officer = make.user("officer", email="can@example.org")
    parcel = shop.order(product, buyer=by_mail).fulfilments.get()
    ordering.confirm(parcel, by=person)
    StarCertification.objects.filter(product=product).update(status="suspended")

    with pytest.raises(CertificationEnded):
        ordering.send(parcel, carrier="GHN", number="1", by=person)
    drain()

    (letter,) = mails_to(officer.email)
    assert parcel.order.number in letter.subject


def test_english_letters_name_the_goods_in_english(shop, make, texts, by_mail):
    shop.order(make.on_sale("Mật ong", title_en="Honey"), buyer=by_mail, language="en")

    drain()

    (letter,) = mails_to("binh@example.org")
    assert "1 × Honey" in letter.body


# --- late confirmation ---------------------------------------------------------------------------


def later(hours):
    return time_machine.travel(clock.now() + datetime.timedelta(hours=hours), tick=False)


def test_the_producer_is_reminded_after_a_day_and_the_centre_told_after_two(
    shop, make, product, by_mail, texts, person
):
    officer = make.user("officer", email="can@example.org")
    order = shop.order(product, buyer=by_mail)
    drain()

    with later(23):
        drain()
    assert len(sms_to(texts, person.phone)) == 1

    with later(25):
        drain()
    assert len(sms_to(texts, person.phone)) == 2
    assert mails_to(officer.email) == []

    with later(49):
        drain()
    (letter,) = mails_to(officer.email)
    assert order.number in letter.subject
    assert "/office/late/" in letter.body


def test_who_confirmed_is_not_reminded(shop, product, by_mail, texts, person):
    parcel = shop.order(product, buyer=by_mail).fulfilments.get()
    drain()
    ordering.confirm(parcel, by=person)

    with later(50):
        drain()

    assert len(sms_to(texts, person.phone)) == 1


# --- what goes wrong on the way ------------------------------------------------------------------


def test_a_mail_server_that_is_down_fails_no_order(shop, product, by_mail, texts, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()

    order = shop.order(product, buyer=by_mail)
    drain()

    waiting = OutboxItem.objects.get(kind="email")
    assert Fulfilment.objects.get(order=order).state == Fulfilment.State.NEW
    assert (waiting.attempts, waiting.done_at, waiting.dead_at) == (1, None, None)
    assert "ConnectionRefusedError" in waiting.last_error

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with later(1):
        drain()
    assert len(mails_to("binh@example.org")) == 1


def test_an_address_that_does_not_exist_is_given_up(settings, db):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    queue.enqueue("email", "k", {"to": "x@example.org", "subject": "s", "text": "t"})

    with mail_server_that_knows_nobody() as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        drain()

    item = OutboxItem.objects.get()
    assert item.dead_at
    assert "no such address" in item.last_error


def test_a_gateway_that_fails_gets_the_same_key_again(texts, db):
    texts.mood = "lost"
    queue.enqueue("sms", "k", {"to": "+84912000111", "text": "Xin chào", "key": "k"})
    drain()
    assert OutboxItem.objects.get().done_at is None

    texts.mood = "well"
    with later(1):
        drain()

    assert (texts.requests, len(texts.sent)) == (2, 1)
    assert OutboxItem.objects.get().done_at


@pytest.mark.parametrize("mood", ["failing", "slow"])
def test_a_gateway_in_trouble_is_asked_again_later(texts, db, mood, monkeypatch):
    monkeypatch.setattr(sms, "READ_SECONDS", 0.2)
    texts.mood = mood

    with pytest.raises(sms.SmsNotSent) as trouble:
        sms.send(to="+84912000111", text="x", key="k")

    assert not isinstance(trouble.value, sms.SmsRefused)


def test_a_gateway_that_is_away_is_named_without_its_address(settings):
    settings.SMS_URL = f"http://user:secret@127.0.0.1:{closed_port()}/messages"

    with pytest.raises(sms.SmsNotSent) as trouble:
        sms.send(to="+84912000111", text="x", key="k")

    assert "secret" not in str(trouble.value)


def test_a_number_that_the_gateway_refuses_is_given_up(texts, db):
    queue.enqueue("sms", "k", {"to": "12", "text": "x"})
    drain()

    assert texts.refused == ["malformed"]
    assert OutboxItem.objects.get().dead_at


def test_without_a_gateway_the_message_is_printed(settings, capsys):
    settings.SMS_URL = ""

    sms.send(to="+84912000111", text="Xin chào", key="k")

    assert capsys.readouterr().out == "SMS +84912000111: Xin chào\n"


@pytest.mark.parametrize(
    ("text", "fitted"),
    [
        ("Đơn hàng của bạn", "Đơn hàng của bạn"),
        ("Đ" * 70, "Đ" * 70),
        ("Đơn hàng " * 8, "Don hang " * 8),
        ("đ" * 300, "d" * 160),
        ("120.000\u00a0₫ " * 8, ("120.000 d " * 8)),
    ],
)
def test_a_long_message_loses_its_marks(text, fitted):
    assert sms.fit(text) == fitted


def test_only_texts_of_our_own_are_printed_in_html(shop, product, texts):
    buyer = shop.buyer(email="binh@example.org", full_name="<b>Bình</b> %(code)s")
    shop.order(product, buyer=buyer)

    drain()

    html = html_of(mails_to("binh@example.org")[0])
    assert "<b>Bình" not in html
    assert "&lt;b&gt;Bình" in html
