"""One code, many hands; two officers who remove each other."""

from functools import partial

import pytest

from marketplace.kernel.accounts.models import User
from marketplace.people import doors
from marketplace.people.doors import Guest
from marketplace.people.models import Act, Invitation

from .at_once import at_once

GUEST = Guest("Lê Văn Tư", email="tu@example.org", phone="+84912345678")


@pytest.fixture
def coded(shared):
    shared.first_rows()
    officer = shared.user("officer")
    invitation = doors.invite(GUEST, by=officer)
    doors.print_code(invitation, by=officer)
    return Invitation.objects.get(pk=invitation.pk)


def refused(outcomes) -> list[str]:
    return sorted(type(one).__name__ for one in outcomes if isinstance(one, Exception))


def test_a_look_and_a_save_use_a_code_twice(coded):
    """The trap: both looked before either wrote."""
    looked = [Invitation.objects.get(pk=coded.pk) for _ in range(2)]

    def careless(seen, number):
        if seen.state == "open":
            person = User.objects.create_user(f"nguoi{number}@example.org", None)
            Invitation.objects.filter(pk=seen.pk).update(state="accepted", user=person)

    assert at_once([partial(careless, *one) for one in zip(looked, (1, 2), strict=True)]) == [
        None,
        None,
    ]
    assert User.objects.filter(email__startswith="nguoi").count() == 2


def test_of_ten_who_use_a_code_at_once_one_gets_the_account(coded):
    use = partial(doors.accept, coded, full_name="Lê Văn Tư", password="thot-not-2026")

    outcomes = at_once([use] * 10)

    assert refused(outcomes) == ["CodeRefused"] * 9
    assert User.objects.filter(phone=GUEST.phone).count() == 1
    assert Act.objects.filter(verb="accepted").count() == 1


def test_a_new_code_and_the_use_of_the_old_one_leave_one_truth(coded):
    use = partial(doors.accept, coded, full_name="Lê Văn Tư", password="thot-not-2026")
    officers_own = Invitation.objects.get(pk=coded.pk)
    write = partial(doors.print_code, officers_own, by=coded.invited_by)

    outcomes = at_once([use, write])

    assert refused(outcomes) in (["CodeRefused"], ["Closed"])
    accepted = Invitation.objects.get(pk=coded.pk).state == "accepted"
    assert User.objects.filter(phone=GUEST.phone).exists() is accepted


def test_one_guest_is_invited_once(shared):
    shared.first_rows()
    officers = [shared.user("officer") for _ in range(6)]

    outcomes = at_once([partial(doors.invite, GUEST, by=one) for one in officers])

    assert refused(outcomes) == ["AlreadyInvited"] * 5
    assert Invitation.objects.count() == 1


def test_two_officers_who_remove_each_other_leave_one(shared):
    shared.first_rows()
    one, other = shared.user("officer"), shared.user("officer")

    outcomes = at_once(
        [
            partial(doors.remove, one, by=other, reason="x"),
            partial(doors.remove, other, by=one, reason="x"),
        ]
    )

    assert refused(outcomes) == ["NotAnOfficer"]
    assert User.objects.filter(groups__name="officer", is_active=True).count() == 1
