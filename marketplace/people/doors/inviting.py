"""Asking somebody in: the invitation and the life of its one-time code."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from catalog.models import Producer
from marketplace.kernel import clock
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import OFFICER
from marketplace.kernel.outbox.queue import enqueue
from marketplace.people import codes
from marketplace.people.errors import (
    AlreadyInvited,
    CannotWithdraw,
    Closed,
    NoChange,
    OwnAccount,
    SecondOfficerNeeded,
    SomebodyElses,
)
from marketplace.people.models import VALIDITY, Act, Invitation
from showrooms.models import Showroom

from . import telling
from .acts import note, shortened
from .guards import acting, second_is_there, within_reach

Verb = Act.Verb
State, Kind = Invitation.State, Invitation.Kind


@dataclass(frozen=True)
class Guest:
    """Who is asked in, and for what. phone: E.164. roles beside those that follow from ties."""

    full_name: str
    email: str | None = None
    phone: str | None = None
    language: str = "vi"
    roles: tuple[str, ...] = ()
    producers: tuple[Producer, ...] = ()
    showrooms: tuple[Showroom, ...] = ()


@transaction.atomic
def invite(guest: Guest, *, by: User, reason: str = "") -> Invitation:
    """Ask somebody in who has no account yet. A code is written by print_code or send_code.

    Effects: an open invitation of 14 days, a line in the log; one for the office waits for a
    second officer, where there is one, and the others are told. Raises NotAnOfficer,
    SomebodyElses (they have an account), AlreadyInvited.
    """
    acting(by)
    _refuse_known(guest)
    into_the_office = OFFICER in guest.roles
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                full_name=guest.full_name,
                email=guest.email,
                phone=guest.phone,
                language=guest.language,
                roles=sorted(guest.roles),
                invited_by=by,
                expires_at=clock.now() + VALIDITY,
                needs_second=into_the_office and second_is_there(by),
            )
    except IntegrityError as error:
        raise AlreadyInvited(_open_ones(guest).first()) from error
    invitation.producers.set(guest.producers)
    invitation.showrooms.set(guest.showrooms)
    note(Verb.INVITED, by=by, invitation=invitation, reason=reason, after=_told(guest))
    if into_the_office:
        telling.officers_of_act(Verb.INVITED, invitation, by=by, invitation=invitation)
    return invitation


@transaction.atomic
def offer_office(person: User, *, by: User, reason: str) -> Invitation:
    """Make somebody who has an account an officer: by a code, a new password and an app.

    Effects: an open invitation of 14 days which waits for a second officer, where there is one;
    a line in the log; the other officers are told. Raises NoChange when the person is an
    officer or switched off, AlreadyInvited and what guards.within_reach raises.
    """
    person = within_reach(person, by=by)
    if not person.is_active or person.groups.filter(name=OFFICER).exists():
        raise NoChange(person)
    if waiting := Invitation.objects.filter(user=person, state=State.OPEN).first():
        raise AlreadyInvited(waiting)
    invitation = open_for(person, Kind.OFFICE, by=by, roles=[OFFICER])
    note(Verb.OFFICE_OFFERED, by=by, whom=person, invitation=invitation, reason=reason)
    telling.officers_of_act(Verb.OFFICE_OFFERED, person, by=by, invitation=invitation)
    return invitation


@transaction.atomic
def print_code(invitation: Invitation, *, by: User) -> str:
    """A new code for paper; it is told here once and nowhere again.

    Effects: the former code opens nothing any more, 14 new days, a line in the log. Raises
    Closed, NotAnOfficer, OwnAccount.
    """
    _to_act_upon(invitation, by)
    code = codes.new_code()
    _renew(invitation, digest=codes.digest(code))
    note(Verb.CODE_PRINTED, by=by, whom=invitation.user, invitation=invitation)
    return code


@transaction.atomic
def send_code(invitation: Invitation, *, by: User) -> None:
    """Have a new code written and sent by e-mail, else by SMS.

    Effects: the former code opens nothing any more, 14 new days, a line in the log, an
    "invitation" item in the outbox, which draws the code when it sends it. Raises Closed,
    NotAnOfficer, OwnAccount.
    """
    _to_act_upon(invitation, by)
    _renew(invitation, digest=None)
    serial = Invitation.objects.get(pk=invitation.pk).serial
    note(Verb.CODE_SENT, by=by, whom=invitation.user, invitation=invitation)
    payload = {"invitation": invitation.pk, "serial": serial}
    enqueue("invitation", f"{invitation.pk}:{serial}", payload)


@transaction.atomic
def code_to_send(pk: int, serial: int) -> tuple[Invitation, str] | None:
    """The code for a message that is about to go; None where it was sent, or asked for anew.

    Effects: the code's digest, 14 new days. A second try draws another code, so that no
    message that went astray opens anything.
    """
    waiting = Invitation.objects.filter(
        pk=pk, serial=serial, sent_serial__lt=serial, state=State.OPEN
    )
    code = codes.new_code()
    if not waiting.update(digest=codes.digest(code), expires_at=clock.now() + VALIDITY):
        return None
    return waiting.get(), code


def code_was_sent(pk: int, serial: int) -> None:
    """Note that the message of this serial is on its way, so that it is not sent again."""
    Invitation.objects.filter(pk=pk, sent_serial__lt=serial).update(sent_serial=serial)


@transaction.atomic
def confirm(invitation: Invitation, *, by: User) -> None:
    """Agree, as a second officer, that the code may open what it leads to.

    Effects: confirmed_by, a line in the log. Raises SecondOfficerNeeded for whoever asked for
    it, OwnAccount for whom it is about, Closed, NotAnOfficer.
    """
    acting(by)
    if invitation.invited_by_id == by.pk:
        raise SecondOfficerNeeded(invitation)
    if invitation.user_id == by.pk:
        raise OwnAccount(by)
    waiting = Invitation.objects.filter(
        pk=invitation.pk, state=State.OPEN, needs_second=True, confirmed_by=None
    )
    if not waiting.update(confirmed_by=by):
        raise Closed(invitation)
    note(Verb.CONFIRMED, by=by, whom=invitation.user, invitation=invitation)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, reason: str = "") -> None:
    """Take an invitation back. Effects: its code opens nothing, a line in the log.

    Raises CannotWithdraw for a lost second factor, Closed, NotAnOfficer, OwnAccount.
    """
    _to_act_upon(invitation, by)
    if invitation.kind == Kind.RECOVERY:
        raise CannotWithdraw(invitation)
    if not close(Q(pk=invitation.pk), by=by, reason=reason):
        raise Closed(invitation)


def close(which: Q, *, by: User, reason: str = "") -> int:
    """Withdraw every open invitation of `which`, each with its line in the log; how many.

    For doors that have locked what they need.
    """
    closed = 0
    for row in Invitation.objects.filter(which, state=State.OPEN).order_by("pk"):
        still = Invitation.objects.filter(pk=row.pk, state=State.OPEN)
        if still.update(state=State.WITHDRAWN, closed_at=clock.now()):
            note(Verb.WITHDRAWN, by=by, whom=row.user, invitation=row, reason=reason)
            closed += 1
    return closed


def open_for(person: User, kind: str, *, by: User, roles=()) -> Invitation:
    """The invitation of somebody who has an account, for doors that write their own line.

    One that leads into the office waits for a second officer, where there is one.
    """
    into_the_office = OFFICER in roles or person.groups.filter(name=OFFICER).exists()
    return Invitation.objects.create(
        kind=kind,
        user=person,
        full_name=str(person),
        email=person.email,
        phone=person.phone,
        language=person.language,
        roles=list(roles),
        invited_by=by,
        expires_at=clock.now() + VALIDITY,
        needs_second=(into_the_office or person.is_superuser) and second_is_there(by, person),
    )


def _to_act_upon(invitation: Invitation, by: User) -> None:
    if invitation.user_id:
        within_reach(invitation.user, by=by)
    else:
        acting(by)


def _renew(invitation: Invitation, **fields) -> None:
    """One statement looks and writes: what was accepted a moment ago stays so."""
    is_open = Invitation.objects.filter(pk=invitation.pk, state=State.OPEN)
    if not is_open.update(serial=F("serial") + 1, expires_at=clock.now() + VALIDITY, **fields):
        raise Closed(invitation)
    invitation.refresh_from_db()


def _refuse_known(guest: Guest) -> None:
    if person := User.objects.filter(_same(guest)).first():
        raise SomebodyElses(person)


def _open_ones(guest: Guest):
    return Invitation.objects.filter(_same(guest), state=State.OPEN, kind=Kind.ACCOUNT)


def _same(guest: Guest) -> Q:
    """Whoever has the e-mail or the phone of the guest."""
    same = Q(pk=None)
    if guest.email:
        same |= Q(email__iexact=guest.email)
    if guest.phone:
        same |= Q(phone=guest.phone)
    return same


def _told(guest: Guest) -> dict:
    return {
        "name": guest.full_name,
        "phone": shortened(guest.phone),
        "email": shortened(guest.email),
        "roles": sorted(guest.roles),
        "producers": [f"{one} #{one.pk}" for one in guest.producers],
        "showrooms": [f"{one} #{one.pk}" for one in guest.showrooms],
    }
