"""Doors to an account that exists: roles, ties, second factors, sessions, the end."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user
from django.core import mail
from django.urls import reverse

from marketplace.kernel.accounts.models import User
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.people import doors, errors
from marketplace.people.models import Act, Invitation
from marketplace.shop.audit import broken
from tests.making import PASSWORD

pytestmark = pytest.mark.django_db


def fresh(person) -> User:
    return User.objects.get(pk=person.pk)


def roles(person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def last_act() -> Act:
    return Act.objects.order_by("pk").last()


def told(kind="email") -> list[str]:
    return sorted(item.payload["to"] for item in OutboxItem.objects.filter(kind=kind))


@pytest.fixture
def keeper(make):
    return make.user("keeper", email="giu@example.org")


def test_a_tie_brings_its_role_and_is_written_down(make, officer, keeper):
    maker = make.producer("HTX Tri Tôn")

    doors.tie(keeper, maker, by=officer, reason="làm thêm")

    assert roles(keeper) == {"keeper", "producer"}
    assert [tie.producer for tie in keeper.producer_memberships.all()] == [maker]
    act = last_act()
    assert (act.verb, act.by, act.whom, act.reason) == ("tied", officer, keeper, "làm thêm")
    assert act.before == {"roles": ["keeper"], "producers": []}
    assert act.after["producers"] == [f"HTX Tri Tôn #{maker.pk}"]


def test_a_tie_that_is_there_changes_nothing_and_leaves_no_line(make, officer, keeper):
    room = make.showroom(keepers=[keeper])

    with pytest.raises(errors.NoChange):
        doors.tie(keeper, room, by=officer)

    assert not Act.objects.exists()


def test_with_the_last_tie_the_role_goes(make, officer, keeper):
    first, other = make.showroom("Sa Đéc", keepers=[keeper]), make.showroom("Phú Quốc")
    doors.tie(keeper, other, by=officer)

    doors.untie(keeper, first, by=officer)
    assert roles(keeper) == {"keeper"}
    doors.untie(keeper, other, by=officer)

    assert roles(keeper) == set()
    assert not keeper.keeper_posts.exists()
    with pytest.raises(errors.NoChange):
        doors.untie(keeper, other, by=officer)


def test_taking_a_role_takes_its_ties(make, officer, keeper):
    make.showroom(keepers=[keeper])

    doors.take_role(keeper, "keeper", by=officer, reason="nghỉ việc")

    assert (roles(keeper), keeper.keeper_posts.count()) == (set(), 0)
    with pytest.raises(errors.NoChange):
        doors.take_role(keeper, "keeper", by=officer, reason="nghỉ việc")
    assert broken() == []


def test_the_office_is_not_a_role_to_be_given_by_hand(officer, keeper):
    with pytest.raises(ValueError, match="officer"):
        doors.give_role(keeper, "officer", by=officer)

    assert roles(keeper) == {"keeper"}


def test_nobody_acts_upon_themselves(make, officer, second):
    own = {
        "take": lambda: doors.take_role(officer, "officer", by=officer, reason="x"),
        "give": lambda: doors.give_role(officer, "keeper", by=officer),
        "tie": lambda: doors.tie(officer, make.producer(), by=officer),
        "reset": lambda: doors.reset_factors(officer, by=officer, reason="x"),
        "disable": lambda: doors.disable(officer, by=officer, reason="x"),
        "remove": lambda: doors.remove(officer, by=officer, reason="x"),
    }

    for act in own.values():
        with pytest.raises(errors.OwnAccount):
            act()

    assert roles(officer) == {"officer"}
    assert not Act.objects.exists()


def test_the_last_officer_stays(make, officer):
    boss = make.user(is_superuser=True)

    for end in (
        lambda: doors.take_role(officer, "officer", by=boss, reason="x"),
        lambda: doors.disable(officer, by=boss, reason="x"),
        lambda: doors.remove(officer, by=boss, reason="x"),
    ):
        with pytest.raises(errors.LastOfficer):
            end()

    assert roles(officer) == {"officer"}
    assert fresh(officer).is_active
    assert not Act.objects.exists()


def test_who_holds_all_rights_is_out_of_an_officers_reach(make, officer):
    boss = make.user(is_superuser=True)

    with pytest.raises(errors.OutOfReach):
        doors.reset_factors(boss, by=officer, reason="x")

    assert fresh(boss).check_password(PASSWORD)


@pytest.mark.parametrize("role", ["keeper", "producer", "buyer"])
def test_only_officers_act(make, role, keeper):
    with pytest.raises(errors.NotAnOfficer):
        doors.disable(keeper, by=make.user(role), reason="x")

    assert fresh(keeper).is_active


@pytest.mark.parametrize(
    "end",
    [
        lambda person, by: doors.sign_out(person, by=by),
        lambda person, by: doors.reset_factors(person, by=by, reason="mất máy"),
        lambda person, by: doors.disable(person, by=by, reason="nghỉ"),
        lambda person, by: doors.remove(person, by=by, reason="nghỉ"),
    ],
    ids=["sign out", "reset", "disable", "remove"],
)
def test_sessions_end_at_once(client, officer, keeper, end):
    client.force_login(keeper)
    assert get_user(client) == keeper

    end(keeper, officer)

    assert not get_user(client).is_authenticated


def test_an_officer_ends_their_own_sessions_elsewhere_too(client, officer):
    client.force_login(officer)

    doors.sign_out(officer, by=officer)

    assert not get_user(client).is_authenticated
    assert last_act().verb == "signed_out"


def test_after_a_reset_only_the_code_opens(client, officer, keeper):
    TOTP.activate(keeper, generate_totp_secret())

    invitation = doors.reset_factors(keeper, by=officer, reason="mất máy")

    assert not Authenticator.objects.filter(user=keeper).exists()
    client.post("/accounts/login/", {"login": keeper.email, "password": PASSWORD})
    assert not get_user(client).is_authenticated
    code = doors.print_code(invitation, by=officer)
    found = doors.find(code=code, contact=keeper.email, address="198.51.100.7")
    doors.accept(found, full_name="", password="mot-hai-ba-bon")
    answer = client.post("/accounts/login/", {"login": keeper.email, "password": "mot-hai-ba-bon"})
    assert answer["Location"] == reverse("landing")
    assert get_user(client) == keeper
    assert roles(keeper) == {"keeper", "buyer"}
    assert broken() == []


def test_whoever_waits_for_a_code_is_led_to_it_though_a_password_was_set(client, officer, keeper):
    doors.reset_factors(keeper, by=officer, reason="mất máy")
    person = fresh(keeper)
    person.set_password(PASSWORD)
    person.save()

    answer = client.post("/accounts/login/", {"login": keeper.email, "password": PASSWORD})

    assert answer["Location"] == reverse("invitation")
    assert not get_user(client).is_authenticated


def test_a_sign_in_by_code_that_had_begun_before_the_reset_ends_there(client, officer, keeper):
    client.post(reverse("account_request_login_code"), {"email": keeper.email})
    (letter,) = mail.outbox
    code = next(word for word in letter.body.split() if word == word.upper() and "-" in word)

    doors.reset_factors(keeper, by=officer, reason="mất máy")
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert answer["Location"] == reverse("invitation")
    assert not get_user(client).is_authenticated


def test_a_reset_is_told_to_the_person(officer, keeper):
    doors.reset_factors(keeper, by=officer, reason="mất máy")

    assert told() == [keeper.email]


def test_an_officers_reset_waits_for_a_second_officer_and_is_told(make, officer, second):
    third = make.user("officer", email="ba@example.org")

    invitation = doors.reset_factors(third, by=officer, reason="mất máy")
    code = doors.print_code(invitation, by=officer)

    assert told() == sorted([third.email, second.email])
    with pytest.raises(errors.CodeRefused, match="unconfirmed"):
        doors.find(code=code, contact="ba@example.org", address="198.51.100.7")
    with pytest.raises(errors.SecondOfficerNeeded):
        doors.confirm(invitation, by=officer)
    doors.confirm(invitation, by=second)
    assert doors.find(code=code, contact="ba@example.org", address="198.51.100.7")
    with pytest.raises(errors.Closed):
        doors.confirm(invitation, by=second)


def test_where_there_are_two_the_other_ones_reset_needs_nobody_else(officer, second):
    invitation = doors.reset_factors(second, by=officer, reason="mất máy")

    assert not invitation.needs_second


def test_a_code_that_was_out_is_replaced_by_a_reset(officer, keeper):
    first = doors.reset_factors(keeper, by=officer, reason="mất máy")
    code = doors.print_code(first, by=officer)

    second = doors.reset_factors(keeper, by=officer, reason="mất giấy")

    with pytest.raises(errors.CodeRefused, match="withdrawn"):
        doors.find(code=code, contact=keeper.email, address="198.51.100.7")
    assert list(Invitation.objects.filter(state="open")) == [second]
    with pytest.raises(errors.CannotWithdraw):
        doors.withdraw(second, by=officer)


def test_who_is_switched_off_keeps_roles_and_comes_back_with_them(make, officer, keeper):
    room = make.showroom(keepers=[keeper])

    doors.disable(keeper, by=officer, reason="nghỉ thai sản")
    with pytest.raises(errors.NoChange):
        doors.disable(keeper, by=officer, reason="nghỉ thai sản")
    assert broken() == []
    doors.enable(keeper, by=officer)

    person = fresh(keeper)
    assert (person.is_active, roles(person)) == (True, {"keeper"})
    assert [post.showroom for post in person.keeper_posts.all()] == [room]
    assert broken() == []


def test_switched_on_again_while_a_code_was_awaited_gives_a_new_one(officer, keeper):
    doors.reset_factors(keeper, by=officer, reason="mất máy")
    doors.disable(keeper, by=officer, reason="nghỉ")
    assert not Invitation.objects.filter(state="open").exists()

    invitation = doors.enable(keeper, by=officer)

    assert (invitation.kind, invitation.user) == ("recovery", keeper)
    assert broken() == []


def test_whoever_is_removed_keeps_a_name_in_the_records_and_nothing_else(make, officer, keeper):
    make.showroom(keepers=[keeper])
    TOTP.activate(keeper, generate_totp_secret())

    doors.remove(keeper, by=officer, reason="thôi việc")

    person = fresh(keeper)
    assert (person.is_active, roles(person), person.has_usable_password()) == (False, set(), False)
    assert not person.keeper_posts.exists()
    assert not Authenticator.objects.filter(user=person).exists()
    assert last_act().verb == "removed"
    assert broken() == []


def test_a_removed_officers_invitations_are_withdrawn_and_the_others_told(
    officer, second, coded, make
):
    invitation, _ = coded()
    third = make.user("officer", email="ba@example.org")

    doors.remove(officer, by=second, reason="thôi việc")

    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"
    assert told() == [third.email]
    assert list(invitation.acts.order_by("pk").values_list("verb", "by"))[-1] == (
        "withdrawn",
        second.pk,
    )


def test_the_office_opens_to_somebody_known_by_code_app_and_second_officer(officer, second, keeper):
    invitation = doors.offer_office(keeper, by=officer, reason="kế toán mới")
    code = doors.print_code(invitation, by=officer)
    doors.confirm(invitation, by=second)
    found = doors.find(code=code, contact=keeper.email, address="198.51.100.7")

    with pytest.raises(ValueError, match="second factor"):
        doors.accept(found, full_name="", password="mot-hai-ba-bon")
    assert roles(keeper) == {"keeper"}
    doors.accept(found, full_name="", password="mot-hai-ba-bon", totp_secret=generate_totp_secret())

    assert roles(keeper) == {"keeper", "buyer", "officer"}
    kinds = set(Authenticator.objects.filter(user=keeper).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    with pytest.raises(errors.NoChange):
        doors.offer_office(keeper, by=officer, reason="lần nữa")


def test_where_nobody_else_is_an_officer_the_first_one_makes_the_second(officer, keeper):
    invitation = doors.offer_office(keeper, by=officer, reason="người thứ hai")

    assert not invitation.needs_second


def test_a_contact_is_corrected_verified_and_the_former_one_told(client, officer, keeper):
    client.force_login(keeper)
    facts = {"full_name": "Trần Giữ", "phone": "+84987654321", "email": None}

    doors.correct(keeper, facts, by=officer, reason="đổi số")

    person = fresh(keeper)
    assert (person.full_name, person.folded_name) == ("Trần Giữ", "tran giu")
    assert (person.phone, person.phone_verified, person.email) == ("+84987654321", True, None)
    assert not person.emailaddress_set.exists()
    assert not get_user(client).is_authenticated
    assert told() == ["giu@example.org"]
    assert last_act().after["phone"] == "…321"
    assert "+84987654321" not in str(last_act().after)


def test_a_contact_of_somebody_else_is_refused(make, officer, keeper):
    make.user(phone="+84987654321")
    facts = {"full_name": "Trần Giữ", "phone": "+84987654321", "email": keeper.email}

    with pytest.raises(errors.SomebodyElses):
        doors.correct(keeper, facts, by=officer, reason="đổi số")

    assert fresh(keeper).phone is None
    assert not Act.objects.exists()


def test_officers_change_their_own_contact(officer, second):
    facts = {"full_name": "X", "phone": "+84987654321", "email": None}

    with pytest.raises(errors.OwnMeans):
        doors.correct(second, facts, by=officer, reason="x")

    assert fresh(second).phone is None


def test_an_audit_sees_what_was_changed_past_the_doors(make, officer, keeper):
    doors.disable(keeper, by=officer, reason="nghỉ")
    User.objects.filter(pk=keeper.pk).update(is_active=True)
    User.objects.filter(pk=officer.pk).update(needs_code=True)
    make.producer(members=[officer])
    Invitation.objects.create(
        state="accepted",
        user=keeper,
        phone="+84912345678",
        invited_by=officer,
        expires_at=officer.date_joined,
    )

    lines = "\n".join(broken())

    for said in ("the log says otherwise", "waits for a code", "without the role", "accepted"):
        assert said in lines
