"""/accounts/invitation/: from a code on paper to the first page of one's work."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user
from django.urls import reverse

from marketplace.kernel.accounts.models import User
from marketplace.people import doors
from marketplace.people.models import Invitation

pytestmark = pytest.mark.django_db
START = "/accounts/invitation/"
OPEN = "/accounts/invitation/open/"
NEW_PASSWORD = "duong-thot-not-26"


@pytest.fixture(autouse=True)
def strict(settings):
    settings.OFFICERS_NEED_SECOND_FACTOR = True


def type_code(client, code, contact="0912 345 678", **more):
    return client.post(START, {"code": code, "contact": contact}, **more)


def app_shows(secret: str) -> str:
    now = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(secret, now))


def test_from_paper_to_the_producers_desk(client, make, coded):
    maker = make.producer("HTX Tri Tôn")
    _, code = coded(producers=(maker,))

    assert type_code(client, code.lower().replace("-", " "))["Location"] == OPEN
    page = client.get(OPEN).content.decode()
    assert "Chào Lê Văn Tư" in page
    assert "HTX Tri Tôn" in page
    answer = client.post(OPEN, {"full_name": "Lê Văn Tư", "password": NEW_PASSWORD}, follow=True)

    assert answer.redirect_chain[-1][0] == "/producer/"
    assert get_user(client).phone == "+84912345678"
    client.logout()
    client.post("/accounts/login/", {"login": "0912345678", "password": NEW_PASSWORD})
    assert get_user(client).is_authenticated


def test_the_office_opens_with_an_app_only(client, coded):
    _, code = coded(roles=("officer",))
    type_code(client, code)
    secret = client.get(OPEN).context["secret"]

    wrong = client.post(
        OPEN, {"full_name": "Lê Văn Tư", "password": NEW_PASSWORD, "totp": "000000"}
    )
    assert wrong.status_code == 422
    assert not User.objects.filter(phone="+84912345678").exists()
    assert client.get(OPEN).context["secret"] == secret
    right = client.post(
        OPEN, {"full_name": "Lê Văn Tư", "password": NEW_PASSWORD, "totp": app_shows(secret)}
    )

    assert right["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(right["Location"]).status_code == 200
    assert client.get("/office/").status_code == 200


@pytest.mark.parametrize("nonsense", ["½½½", "٣٣٣٣٣٣", "-1", "1e5", "🍚🍚", "a" * 10_000])
def test_nonsense_in_the_second_step_is_told_beside_its_field(client, coded, nonsense):
    _, code = coded(roles=("officer",))
    type_code(client, code)

    answer = client.post(OPEN, dict.fromkeys(["full_name", "password", "totp"], nonsense))

    assert answer.status_code == 422
    assert "totp" in answer.context["form"].errors
    assert not User.objects.filter(phone="+84912345678").exists()


def test_a_secret_of_ones_own_sets_up_nothing(client, coded):
    _, code = coded(roles=("officer",))
    type_code(client, code)
    client.get(OPEN)
    mine = totp.generate_totp_secret()

    client.post(
        OPEN,
        {"full_name": "x", "password": NEW_PASSWORD, "totp": app_shows(mine), "secret": mine},
    )

    assert not User.objects.filter(phone="+84912345678").exists()


@pytest.mark.parametrize(
    ("password", "said"), [("123", "quá ngắn"), ("1234567890123", "chỉ có chữ số"), ("", "")]
)
def test_a_weak_password_is_refused_and_the_code_stays_good(client, coded, password, said):
    invitation, code = coded()
    type_code(client, code)

    answer = client.post(OPEN, {"full_name": "Lê Văn Tư", "password": password})

    assert answer.status_code == 422
    assert answer.context["form"].errors["password"]
    invitation.refresh_from_db()
    assert invitation.state == "open"
    assert not User.objects.filter(phone="+84912345678").exists()


@pytest.mark.parametrize("contact", ["0987 654 321", "tu@example.org", "tu", ""])
def test_code_and_contact_belong_together(client, coded, contact):
    _, code = coded()

    answer = type_code(client, code, contact)

    assert answer.status_code == 422
    assert client.get(OPEN)["Location"] == START


def test_without_a_code_the_second_page_leads_back_to_the_first(client):
    assert client.get(OPEN)["Location"] == START
    assert client.post(OPEN, {"password": NEW_PASSWORD})["Location"] == START


def test_a_code_that_was_replaced_meanwhile_closes_the_second_page(client, coded, officer):
    invitation, code = coded()
    type_code(client, code)

    doors.print_code(invitation, by=officer)

    assert client.post(OPEN, {"full_name": "x", "password": NEW_PASSWORD})["Location"] == START
    assert not User.objects.filter(phone="+84912345678").exists()


def test_a_used_code_says_so(client, coded):
    _, code = coded()
    type_code(client, code)
    client.post(OPEN, {"full_name": "Lê Văn Tư", "password": NEW_PASSWORD})
    client.logout()

    answer = type_code(client, code)

    assert "Mã này đã được dùng" in answer.content.decode()


def test_both_steps_change_the_session_key(client, coded):
    _, code = coded()
    client.get(START)

    type_code(client, code)
    first = client.session.session_key
    client.post(OPEN, {"full_name": "Lê Văn Tư", "password": NEW_PASSWORD})

    assert client.session.session_key != first


def test_the_pages_are_kept_by_no_cache_and_found_by_no_search_engine(client, coded):
    answer = client.get(START)

    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_it_speaks_english_too(client, coded):
    page = client.get(f"/en{START}").content.decode()

    assert "I was given a one-time code" in page


def test_many_wrong_tries_have_to_wait(client, coded):
    _, code = coded()

    for _ in range(15):
        type_code(client, "K7QM-4TXD-9HPA-3CNE")

    answer = type_code(client, code)
    assert "Thử quá nhiều lần" in answer.content.decode()
    assert client.get(OPEN)["Location"] == START


def test_the_page_without_a_code_asks_nothing_of_the_database(client, django_assert_num_queries):
    client.get(START)

    with django_assert_num_queries(0):
        client.get(START)


def test_an_invitation_of_a_removed_person_opens_nothing(client, make, officer):
    keeper = make.user("keeper", phone="+84912345678")
    invitation = doors.reset_factors(keeper, by=officer, reason="mất máy")
    code = doors.print_code(invitation, by=officer)

    doors.remove(keeper, by=officer, reason="thôi việc")

    assert "đã bị thu hồi" in type_code(client, code).content.decode()
    assert Invitation.objects.get().state == "withdrawn"
