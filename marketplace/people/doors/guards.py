"""Who may act upon whom. Doors to people open one after the other."""

from django.contrib.auth.models import Group

from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import OFFICER, has_role
from marketplace.people.errors import LastOfficer, NotAnOfficer, OutOfReach, OwnAccount


def acting(by: User) -> User:
    """The officer as they are now. Raises NotAnOfficer.

    Effects: the officers' group is locked until the door closes, so that two officers who
    remove each other take turns, and the second one finds the door shut.
    """
    Group.objects.select_for_update(no_key=True).get(name=OFFICER)
    found = User.objects.get(pk=by.pk)
    if not has_role(found, OFFICER):
        raise NotAnOfficer(by)
    return found


def within_reach(person: User, *, by: User) -> User:
    """The person as they are now, locked. Raises NotAnOfficer, OwnAccount, OutOfReach."""
    officer = acting(by)
    if officer.pk == person.pk:
        raise OwnAccount(person)
    found = User.objects.select_for_update().get(pk=person.pk)
    if found.is_superuser and not officer.is_superuser:
        raise OutOfReach(found)
    return found


def officers():
    """Everybody who can enter the office today by role, without those who wait for a code."""
    return User.objects.filter(groups__name=OFFICER, is_active=True, needs_code=False)


def refuse_last_officer(person: User) -> None:
    """Raises LastOfficer when nobody else holds the role. Under the lock of acting()."""
    is_one = officers().filter(pk=person.pk).exists()
    if is_one and not officers().exclude(pk=person.pk).exists():
        raise LastOfficer(person)


def second_is_there(*others: User | None) -> bool:
    """Whether some officer besides these could look at it too."""
    return officers().exclude(pk__in=[one.pk for one in others if one]).exists()
