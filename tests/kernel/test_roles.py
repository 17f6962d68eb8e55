import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page

from marketplace.kernel.accounts import roles

pytestmark = pytest.mark.django_db
ENTER = "wagtailadmin.access_admin"


def test_the_four_groups_stand_alone(make):
    for name in roles.STRANGERS:
        Group.objects.create(name=name)

    roles.ensure_groups()

    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)


def test_making_the_groups_again_changes_nothing(make):
    roles.ensure_groups()
    before = set(Group.objects.get(name="officer").permissions.values_list("pk", flat=True))

    roles.ensure_groups()

    assert set(Group.objects.get(name="officer").permissions.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    ("role", "enters"),
    [("officer", True), ("keeper", False), ("producer", False), ("buyer", False)],
)
def test_only_officers_enter_wagtail(make, role, enters):
    assert make.user(role).has_perm(ENTER) is enters


def test_officers_edit_pages_and_pictures(make):
    officer = make.user("officer")
    home = Page.objects.get(depth=2)

    assert home.permissions_for_user(officer).can_edit()
    assert home.permissions_for_user(officer).can_publish()
    assert officer.has_perm("catalog.view_starcertification")


@pytest.mark.parametrize(
    "written_by_a_door",
    [
        "catalog.change_starcertification",
        "showrooms.change_stockbalance",
        "showrooms.delete_stockmove",
        "order.change_order",
        "shop.change_paymentattempt",
    ],
)
def test_what_a_door_owns_no_group_may_edit(make, written_by_a_door):
    people = [make.user(role) for role in roles.ROLES]

    assert not any(person.has_perm(written_by_a_door) for person in people)


def test_a_superuser_holds_every_role(make):
    boss = make.user(is_superuser=True)

    assert roles.roles_of(boss) == list(roles.ROLES)


def test_somebody_inactive_holds_none(make):
    assert roles.roles_of(make.user("officer", is_active=False)) == []


@roles.producer_required
def page(request):
    return HttpResponse("orders")


def ask(rf, user):
    request = rf.get("/producer/?page=2")
    request.user = user
    return page(request)


def test_a_page_of_a_role_opens_for_it_and_is_kept_by_no_cache(rf, make):
    answer = ask(rf, make.user("producer"))

    assert answer.content == b"orders"
    assert "no-store" in answer["Cache-Control"]


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client, rf, make):
    anonymous = client.get("/accounts/login/").wsgi_request.user

    answer = ask(rf, anonymous)

    assert answer["Location"] == "/accounts/login/?next=/producer/%3Fpage%3D2"


@pytest.mark.parametrize("role", ["buyer", "keeper", "officer"])
def test_another_role_is_refused(rf, make, role):
    with pytest.raises(PermissionDenied):
        ask(rf, make.user(role))


@pytest.mark.parametrize(
    ("held", "page"),
    [
        (["officer", "producer", "buyer"], "/office/"),
        (["producer", "keeper"], "/counter/"),
        (["buyer", "producer"], "/producer/"),
        (["buyer"], "/orders/mine/"),
        ([], "/orders/mine/"),
    ],
)
def test_each_person_lands_on_the_page_of_the_first_role(client, make, held, page):
    client.force_login(make.user(*held))

    assert client.get("/accounts/landing/")["Location"] == page


def test_a_stranger_lands_on_the_sign_in_page(client):
    assert client.get("/accounts/landing/")["Location"].startswith("/accounts/login/")


def test_the_account_page_leads_to_every_role(client, make):
    client.force_login(make.user("officer", "producer"))

    shown = client.get("/accounts/").content.decode()

    for name in ("wagtailadmin_home", "producer_home", "my_orders"):
        assert f'href="{reverse(name)}"' in shown
    assert "/counter/" not in shown
