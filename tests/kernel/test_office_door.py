"""The office: officers only, with a second factor where the settings ask for one."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user
from django.urls import NoReverseMatch, reverse

from tests.making import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(make):
    return make.user("officer", email="ha@example.org")


def code_for(secret: str) -> str:
    """What an authenticator app shows now."""
    now = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(secret, now))


def sign_in_and_prove_it(client):
    client.post("/accounts/login/", {"login": "ha@example.org", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.fixture
def strict(settings):
    settings.OFFICERS_NEED_SECOND_FACTOR = True


def test_an_officer_enters(client, officer):
    client.force_login(officer)

    assert client.get("/office/").status_code == 200


@pytest.mark.parametrize("address", ["/office/", "/office/pages/", "/office/sprite/", "/office/x/"])
def test_a_stranger_is_asked_to_sign_in_at_our_door(client, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("role", ["buyer", "keeper", "producer"])
def test_everybody_else_is_refused(client, make, role):
    client.force_login(make.user(role, is_staff=True))

    assert client.get("/office/").status_code == 403
    assert client.get("/office/pages/").status_code == 403


def test_wagtails_own_doors_lead_to_ours(client):
    signing_in = client.get("/office/login/?next=/office/pages/")

    assert signing_in["Location"] == "/accounts/login/?next=/office/pages/"
    for address in ("/office/password_reset/", "/office/password_reset/confirm/a/b-c/"):
        assert client.get(address)["Location"] == "/accounts/password/reset/"


def test_wagtails_door_takes_no_password(client, officer):
    client.post("/office/login/", {"username": "ha@example.org", "password": PASSWORD})

    assert not get_user(client).is_authenticated


def test_without_a_second_factor_an_officer_is_led_to_set_one_up(client, officer, strict):
    client.force_login(officer)

    answer = client.get("/office/pages/", follow=True)

    assert answer.redirect_chain == [("/accounts/2fa/", 302)]
    assert "lớp xác thực thứ hai" in answer.content.decode()


def test_a_second_factor_opens_the_office(client, officer, strict):
    totp.TOTP.activate(officer, totp.generate_totp_secret())
    client.force_login(officer)

    assert client.get("/office/").status_code == 200


def test_the_second_factor_is_asked_for_at_sign_in(client, officer, strict):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(officer, secret)

    answer = client.post("/accounts/login/", {"login": "ha@example.org", "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not get_user(client).is_authenticated

    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    assert not get_user(client).is_authenticated

    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert get_user(client) == officer


def test_an_officer_sets_up_an_app_and_gets_recovery_codes(client, officer, strict):
    sign_in_and_prove_it(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})

    kinds = set(Authenticator.objects.filter(user=officer).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert client.get("/office/").status_code == 200


def test_a_second_factor_is_set_up_only_by_who_knows_the_password(client, officer):
    client.force_login(officer)

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_passkeys_can_be_added(client, officer):
    sign_in_and_prove_it(client)

    page = client.get(reverse("mfa_add_webauthn")).content.decode()

    assert '"challenge"' in page
    assert "Tên khóa truy cập này" in page


@pytest.mark.parametrize(
    "address", ["/office/choose-page/chosen-multiple/?id=abc", "/office/pages/?p=0&ordering=%FF"]
)
def test_nonsense_in_an_address_is_a_bad_request_not_an_error(client, officer, address):
    client.force_login(officer)

    assert client.get(address).status_code in (200, 400, 404)


def test_what_should_not_exist_does_not():
    for name in ("admin:index", "wagtailadmin_api_v3:pages:listing", "wagtailapi:pages:listing"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
