"""The doors to a person as officers see them: name, what follows, what is asked, when shown."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import OFFICER

from . import doors
from .forms import doors as forms
from .models import Invitation


@dataclass(frozen=True)
class Door:
    """effect: what follows, told before the button. serious: takes something away.

    act(person, read, by) may give an invitation, whose page comes next.
    """

    name: str
    label: Promise
    effect: Promise
    form: type[forms.DoorForm]
    act: Callable
    shown: Callable[[User], bool]
    serious: bool = False
    upon_oneself: bool = False


def open_doors(person: User, by: User) -> list[Door]:
    """Those that make sense for the person now; the door itself decides again."""
    oneself = person.pk == by.pk
    return [
        door for door in DOORS.values() if door.shown(person) and (door.upon_oneself or not oneself)
    ]


def _holds(person: User, role: str) -> bool:
    return any(group.name == role for group in person.groups.all())


def _is_tied(person: User) -> bool:
    return bool(person.producer_memberships.all() or person.keeper_posts.all())


def _lacks(person: User) -> bool:
    return person.is_active and not all(_holds(person, role) for role in doors.GIVEN)


def _may_join(person: User) -> bool:
    waiting = any(one.state == Invitation.State.OPEN for one in person.invitations.all())
    return person.is_active and not _holds(person, OFFICER) and not waiting


def _tie(person, read, by) -> None:
    for place in filter(None, (read["producer"], read["showroom"])):
        doors.tie(person, place, by=by, reason=read["reason"])


def _untie(person, read, by) -> None:
    doors.untie(person, read["place"], by=by, reason=read["reason"])


def _correct(person, read, by) -> None:
    reason = read.pop("reason")
    doors.correct(person, read, by=by, reason=reason)


def _plain(door: Callable) -> Callable:
    """A door that takes what its form read by the same names."""
    return lambda person, read, by: door(person, **read, by=by)


def _is_on(person: User) -> bool:
    return person.is_active


_ALL = (
    Door(
        "tie",
        _("Tie to a producer or showroom"),
        _("The person works there from now on; the role follows."),
        forms.TieForm,
        _tie,
        _is_on,
    ),
    Door(
        "untie",
        _("Untie"),
        _("The person sees nothing of that place any more. With the last place the role goes."),
        forms.UntieForm,
        _untie,
        _is_tied,
        serious=True,
    ),
    Door(
        "give",
        _("Give a role"),
        _("The pages of the role open at the next click."),
        forms.GiveForm,
        _plain(doors.give_role),
        _lacks,
    ),
    Door(
        "take",
        _("Take a role"),
        _("The pages of the role close at once, and the ties that go with it are taken too."),
        forms.TakeForm,
        _plain(doors.take_role),
        lambda person: bool(person.groups.all()),
        serious=True,
    ),
    Door(
        "office",
        _("Make an officer"),
        _(
            "The person gets a one-time code, chooses a new password and sets up an "
            "authenticator app. Another officer has to confirm; everybody of the office is told."
        ),
        forms.ReasonForm,
        _plain(doors.offer_office),
        _may_join,
    ),
    Door(
        "correct",
        _("Correct name, phone, e-mail"),
        _("What you write counts as verified. A replaced phone or e-mail is told of it."),
        forms.CorrectForm,
        _correct,
        lambda person: not (person.is_superuser or _holds(person, OFFICER)),
    ),
    Door(
        "reset",
        _("Reset second factors"),
        _(
            "Password, app and passkeys are taken away and every session ends. The person comes "
            "in again with a one-time code, which you hand over. Make sure who is asking."
        ),
        forms.ReasonForm,
        _plain(doors.reset_factors),
        _is_on,
        serious=True,
    ),
    Door(
        "sign-out",
        _("Sign out everywhere"),
        _("Every session ends; the password stays. For a lost or sold telephone."),
        forms.DoorForm,
        _plain(doors.sign_out),
        _is_on,
        upon_oneself=True,
    ),
    Door(
        "disable",
        _("Switch off"),
        _("Nobody signs in with this account until it is switched on again. Roles and ties stay."),
        forms.ReasonForm,
        _plain(doors.disable),
        _is_on,
        serious=True,
    ),
    Door(
        "enable",
        _("Switch on"),
        _("The account may be used again, with the roles and ties it has."),
        forms.DoorForm,
        _plain(doors.enable),
        lambda person: not person.is_active,
    ),
    Door(
        "remove",
        _("Remove for good"),
        _(
            "Roles, ties, second factors and password go, and the account is switched off. "
            "It is not deleted: orders, ledgers and the log go on naming it."
        ),
        forms.ReasonForm,
        _plain(doors.remove),
        lambda person: person.is_active or bool(person.groups.all()),
        serious=True,
    ),
)
DOORS = {door.name: door for door in _ALL}
