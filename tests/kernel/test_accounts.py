"""Signing in and up: by phone or e-mail, without telling who has an account."""

import re
import statistics
import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.urls import reverse

from marketplace.kernel.accounts.models import User
from marketplace.kernel.outbox.models import OutboxItem
from tests.making import PASSWORD

pytestmark = pytest.mark.django_db
PHONE = "+84912345678"
SIGN_IN = "/accounts/login/"
SIGN_UP = "/accounts/signup/"


def sign_in(client, login, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": login, "password": password}, **more)


def signed_in(client) -> User | None:
    user = get_user(client)
    return user if user.is_authenticated else None


@pytest.mark.parametrize(
    "typed", ["0912345678", "0912 345 678", "+84912345678", "HANH@example.org", "hanh@example.org "]
)
def test_phone_and_email_open_the_same_account_however_typed(client, make, typed):
    hanh = make.user("buyer", email="hanh@example.org", phone=PHONE)

    answer = sign_in(client, typed)

    assert answer["Location"] == "/accounts/landing/"
    assert signed_in(client) == hanh


def test_a_person_may_have_only_a_phone(client, make):
    person = User.objects.create_user(None, PASSWORD, phone=PHONE, full_name="Lê Văn Tư")

    sign_in(client, "0912345678")

    assert signed_in(client) == person


def test_the_session_key_changes_at_sign_in(client, make):
    make.user(email="hanh@example.org")
    client.get("/accounts/login/?next=/basket/")
    before = client.session.session_key or ""

    sign_in(client, "hanh@example.org")

    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("known", "unknown"),
    [("hanh@example.org", "nobody@example.org"), ("0912345678", "0987654321")],
)
def test_a_wrong_password_and_an_unknown_login_read_the_same(client, make, known, unknown):
    make.user(email="hanh@example.org", phone=PHONE)

    wrong, absent = (
        sign_in(client, login, "wrong-password").content.decode() for login in (known, unknown)
    )

    def without_tokens(page):
        return re.sub(r'(csrf\w+"? value=|value=)"[^"]*"', "", page)

    assert without_tokens(wrong) == without_tokens(absent)
    assert "chưa đúng" in wrong


@pytest.mark.slow
def test_a_wrong_password_and_an_unknown_login_cost_the_same_work(client, make, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    make.user(email="hanh@example.org")

    def work(login):
        start = time.process_time()
        sign_in(client, login, "wrong-password")
        return time.process_time() - start

    turns = [(work("hanh@example.org"), work("nobody@example.org")) for _ in range(15)]

    known, unknown = (statistics.median(column) for column in zip(*turns, strict=True))
    assert abs(known - unknown) / max(known, unknown) < 0.1


def test_a_login_that_is_neither_is_explained_beside_the_field(client):
    page = sign_in(client, "hanh").content.decode()

    assert "Hãy nhập số di động hoặc địa chỉ e-mail." in page


def test_somebody_who_left_cannot_sign_in(client, make):
    make.user(email="hanh@example.org", is_active=False)

    sign_in(client, "hanh@example.org")

    assert signed_in(client) is None


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_signing_in_never_leads_off_the_site(client, make, elsewhere):
    make.user(email="hanh@example.org")

    answer = client.post(
        SIGN_IN, {"login": "hanh@example.org", "password": PASSWORD, "next": elsewhere}
    )

    assert answer["Location"] == "/accounts/landing/"


def join(client, contact, **fields):
    return client.post(
        SIGN_UP, {"full_name": "Lê  Văn Tư", "contact": contact, "password1": PASSWORD, **fields}
    )


def test_signing_up_by_phone_sends_a_code_to_it(client):
    answer = join(client, "0912 345 678")

    person = User.objects.get()
    assert (person.phone, person.phone_verified, person.email) == (PHONE, False, None)
    assert person.full_name == "Lê Văn Tư"
    assert [group.name for group in person.groups.all()] == ["buyer"]
    assert answer["Location"] == reverse("account_verify_phone")
    assert signed_in(client) is None
    sms = OutboxItem.objects.get(kind="sms").payload
    assert sms["to"] == PHONE

    code = re.match(r"(\S+) la ma", sms["text"])[1]
    client.post(answer["Location"], {"code": code})

    person.refresh_from_db()
    assert person.phone_verified
    assert signed_in(client) == person


def test_a_wrong_code_opens_nothing(client):
    answer = join(client, "0912 345 678")

    client.post(answer["Location"], {"code": "000000"})

    assert signed_in(client) is None
    assert not User.objects.get().phone_verified


def test_signing_up_by_email_sends_a_code_to_it(client, django_capture_on_commit_callbacks):
    answer = join(client, "Tu@Example.org")

    person = User.objects.get()
    assert (person.email, person.phone) == ("tu@example.org", None)
    assert answer["Location"] == reverse("account_email_verification_sent")
    code = re.search(r"^[A-Z0-9-]{6,9}$", mail.outbox[0].body, re.MULTILINE)[0]
    client.post(answer["Location"], {"code": code})

    assert EmailAddress.objects.get().verified
    assert signed_in(client) == person


@pytest.mark.parametrize("contact", ["0912345678", "hanh@example.org"])
def test_signing_up_again_looks_as_the_first_time_and_makes_nobody(client, make, contact):
    make.user(email="hanh@example.org", phone=PHONE)
    fresh = {"0912345678": "0987654321", "hanh@example.org": "tu@example.org"}[contact]

    known = join(client, contact)
    assert User.objects.count() == 1
    client.logout()
    unknown = join(client, fresh)

    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]


def test_the_owner_of_a_number_hears_that_it_has_an_account(client, make):
    make.user(phone=PHONE)

    join(client, "0912345678")

    assert "da co tai khoan" in OutboxItem.objects.get(kind="sms").payload["text"]


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        ("0296 385 2963", "Hãy nhập số di động Việt Nam"),
        ("hanh", "Hãy nhập số di động Việt Nam"),
        ("hanh@", "Hãy nhập địa chỉ e-mail đúng"),
        ("", "Hãy điền mục này"),
    ],
)
def test_a_contact_that_cannot_be_reached_is_refused(client, contact, why):
    page = join(client, contact)

    assert page.status_code == 200
    assert why in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123"])
def test_a_weak_password_is_refused(client, password):
    assert join(client, "0912345678", password1=password).status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"phone": "", "email": ""}, {"phone": " "}])
def test_a_code_is_not_sent_to_nowhere(client, sent):
    answer = client.post("/accounts/login/code/", sent)

    assert answer.status_code == 200
    assert "Hãy nhập số di động hoặc địa chỉ e-mail." in answer.content.decode()
    assert not OutboxItem.objects.exists()


def test_a_code_signs_in_who_forgot_the_password(client, make):
    person = make.user(phone=PHONE)

    answer = client.post(reverse("account_request_login_code"), {"phone": "0912 345 678"})
    code = OutboxItem.objects.get(kind="sms").payload["text"].split()[0]
    client.post(answer["Location"], {"code": code})

    assert signed_in(client) == person


def test_a_reset_for_an_unknown_address_looks_as_for_a_known_one(client, make):
    make.user(email="hanh@example.org")

    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("hanh@example.org", "nobody@example.org")
    )

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_ten_wrong_passwords_close_an_account_for_every_address(client, make, settings):
    make.user(email="hanh@example.org")
    for n in range(10):
        sign_in(client, "hanh@example.org", "wrong-password", REMOTE_ADDR=f"10.0.0.{n}")

    page = sign_in(client, "hanh@example.org", REMOTE_ADDR="10.0.0.99").content.decode()

    assert "quá nhiều lần" in page
    assert signed_in(client) is None


def test_six_wrong_passwords_from_one_address_close_it_for_that_account(client, make, settings):
    settings.AXES_ENABLED = True
    hanh = make.user(email="hanh@example.org", phone=PHONE)
    for login in ["hanh@example.org"] * 6:
        answer = sign_in(client, login, "wrong-password", REMOTE_ADDR="10.0.0.1")

    assert answer.status_code == 429
    assert sign_in(client, "hanh@example.org", REMOTE_ADDR="10.0.0.1").status_code == 429
    assert (
        "Sign in with a code"
        in client.post(
            "/en" + SIGN_IN,
            {"login": "hanh@example.org", "password": PASSWORD},
            REMOTE_ADDR="10.0.0.1",
        ).content.decode()
    )
    sign_in(client, "hanh@example.org", REMOTE_ADDR="10.0.0.2")
    assert signed_in(client) == hanh


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_request_login_code", "account_reset_password"],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_doors_are_open_in_both_languages(client, name, prefix):
    page = client.get(prefix + reverse(name))

    assert page.status_code == 200
    assert f'<html lang="{"en" if prefix else "vi"}">' in page.content.decode()


OWN_PAGES = ["account", "account_email", "account_change_phone", "account_change_password"]


@pytest.mark.parametrize("name", [*OWN_PAGES, "account_logout", "mfa_index", "mfa_list_webauthn"])
def test_ones_own_account_can_be_seen_and_changed(client, make, name):
    make.user("buyer", email="hanh@example.org", phone=PHONE)
    sign_in(client, "hanh@example.org")

    assert client.get(reverse(name)).status_code == 200


def test_signing_out_takes_a_post(client, make):
    client.force_login(make.user())

    client.get(reverse("account_logout"))
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert signed_in(client) is None
