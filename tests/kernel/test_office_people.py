"""People as a superuser enters them in the office."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from marketplace.kernel.accounts.models import User
from showrooms import stock
from tests.making import PASSWORD

pytestmark = pytest.mark.django_db
NEW = {"full_name": "Lê Văn Tư", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def boss(client, make):
    person = make.user(is_superuser=True, email="boss@example.org")
    client.force_login(person)
    return person


def add(client, **fields):
    return client.post(reverse("wagtailusers_users:add"), {**NEW, **fields})


def test_a_keeper_is_entered_with_a_phone_alone(client, boss):
    User.objects.create_user(None, PASSWORD, phone="+84987654321")
    keeper = Group.objects.get(name="keeper")

    add(client, phone="0912 345 678", groups=[keeper.pk])

    person = User.objects.get(phone="+84912345678")
    assert (person.full_name, person.email, person.phone_verified) == ("Lê Văn Tư", None, True)
    assert list(person.groups.all()) == [keeper]
    client.logout()
    client.post("/accounts/login/", {"login": "0912345678", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    "fields",
    [{}, {"phone": "0296 385 2963"}, {"email": "BOSS@example.org"}, {"email": "x"}],
)
def test_who_cannot_be_reached_or_is_there_already_is_refused(client, boss, fields):
    assert add(client, **fields).status_code == 200
    assert User.objects.count() == 1


def test_a_person_is_changed(client, boss, make):
    person = make.user("buyer", email="tu@example.org")

    page = client.get(reverse("wagtailusers_users:edit", args=[person.pk]))
    assert 'name="full_name"' in page.content.decode()
    client.post(
        reverse("wagtailusers_users:edit", args=[person.pk]),
        {"full_name": "Lê Thị Năm", "email": "nam@example.org", "is_active": "on"},
    )

    person.refresh_from_db()
    assert (person.full_name, person.email) == ("Lê Thị Năm", "nam@example.org")
    assert person.check_password(PASSWORD)
    assert list(person.emailaddress_set.values_list("email", "verified")) == [
        ("nam@example.org", True)
    ]


def test_an_officer_sees_no_list_of_people(client, make):
    client.force_login(make.user("officer"))

    assert client.get(reverse("wagtailusers_users:index")).status_code == 302
    assert client.get(reverse("wagtailusers_users:add")).status_code == 302


def test_the_account_page_asks_for_one_name_and_no_password(client, make):
    officer = make.user("officer")
    client.force_login(officer)

    page = client.get("/office/account/").content.decode()

    assert 'name="name_email-full_name"' in page
    assert "first_name" not in page
    assert "password" not in page


def test_a_person_named_in_the_ledgers_stays(client, boss, make):
    keeper = make.user("keeper")
    balance = make.on_sale().batches.get().balances.get()
    stock.recount(balance=balance, counted=9, expected=10, by=keeper)

    answer = client.post(f"/office/users/delete/{keeper.pk}/", {"next": "1"}, follow=True)

    assert "hãy khóa tài khoản thay vì xóa" in answer.content.decode()
    assert User.objects.filter(pk=keeper.pk).exists()
