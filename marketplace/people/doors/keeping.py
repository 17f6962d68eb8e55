"""An account that exists: its second factors, its sessions, its contact, its end."""

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import Q

from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import OFFICER, ROLES, has_role
from marketplace.people.errors import NoChange, OwnMeans, SomebodyElses
from marketplace.people.models import Act, Invitation

from . import belonging, telling
from .acts import note, noted
from .guards import acting, refuse_last_officer, within_reach
from .inviting import close, open_for

Verb = Act.Verb


@transaction.atomic
def reset_factors(person: User, *, by: User, reason: str) -> Invitation:
    """Give a person a new beginning who lost telephone, passkey or password.

    Effects: second factors and password go, every session ends, the account opens only by the
    code of the invitation that is returned (a code that was out before is worth nothing), a
    line in the log, a message to the person, and for an officer to the other officers, one of
    whom has to confirm. Raises NoChange for who is switched off, and what guards.within_reach
    raises.
    """
    person = within_reach(person, by=by)
    if not person.is_active:
        raise NoChange(person)
    with noted(Verb.FACTORS_RESET, person, by=by, reason=reason):
        Authenticator.objects.filter(user=person).delete()
        person.set_unusable_password()
        person.needs_code = True
        _end_sessions(person, "password", "needs_code")
    close(Q(user=person), by=by)
    invitation = open_for(person, Invitation.Kind.RECOVERY, by=by)
    telling.person_of_reset(person, invitation)
    if has_role(person, OFFICER):
        telling.officers_of_act(Verb.FACTORS_RESET, person, by=by, invitation=invitation)
    return invitation


@transaction.atomic
def sign_out(person: User, *, by: User, reason: str = "") -> None:
    """End every session of a person; also one's own. Effects: the sessions, a line in the log.

    Raises NotAnOfficer, OutOfReach.
    """
    person = acting(by) if by.pk == person.pk else within_reach(person, by=by)
    with noted(Verb.SIGNED_OUT, person, by=by, reason=reason):
        _end_sessions(person)


@transaction.atomic
def disable(person: User, *, by: User, reason: str) -> None:
    """Switch an account off; roles and ties stay for the day on which it is switched on again.

    Effects: nobody signs in, every session ends, open invitations to the person or by them are
    withdrawn, a line in the log, for an officer a message to the others. Raises LastOfficer,
    NoChange and what guards.within_reach raises.
    """
    person = within_reach(person, by=by)
    refuse_last_officer(person)
    with noted(Verb.DISABLED, person, by=by, reason=reason):
        _switch_off(person)
    close(Q(user=person) | Q(invited_by=person), by=by)
    _tell_if_officer(Verb.DISABLED, person, by)


@transaction.atomic
def enable(person: User, *, by: User, reason: str = "") -> Invitation | None:
    """Switch an account on again.

    Effects: it opens, old sessions stay ended, a line in the log, for an officer a message to
    the others. Whoever waited for a code when it was switched off gets a new invitation, which
    is returned. Raises NoChange and what guards.within_reach raises.
    """
    person = within_reach(person, by=by)
    with noted(Verb.ENABLED, person, by=by, reason=reason):
        if person.is_active:
            raise NoChange(person)
        person.is_active = True
        person.save(update_fields=["is_active"])
    _tell_if_officer(Verb.ENABLED, person, by)
    return open_for(person, Invitation.Kind.RECOVERY, by=by) if person.needs_code else None


@transaction.atomic
def remove(person: User, *, by: User, reason: str) -> None:
    """Let a person go for good: the account stays in the records and opens no more.

    Effects: those of disable(), and every role, tie and second factor goes. Raises LastOfficer,
    NoChange and what guards.within_reach raises.
    """
    person = within_reach(person, by=by)
    refuse_last_officer(person)
    was_officer = has_role(person, OFFICER)
    with noted(Verb.REMOVED, person, by=by, reason=reason):
        for role in ROLES:
            belonging.take(person, role)
        Authenticator.objects.filter(user=person).delete()
        person.set_unusable_password()
        if person.is_active:
            _switch_off(person, "password")
        else:
            person.save(update_fields=["password"])
    close(Q(user=person) | Q(invited_by=person), by=by)
    if was_officer:
        telling.officers_of_act(Verb.REMOVED, person, by=by)


@transaction.atomic
def correct(person: User, facts: dict, *, by: User, reason: str) -> None:
    """Correct name, phone and e-mail. facts: full_name, phone (E.164 or None), email (or None).

    Effects: the account, a line in the log; with a new contact every session ends, what the
    office wrote counts as verified, and the former phone or e-mail is told. Raises OwnMeans for
    somebody of the office, SomebodyElses, NoChange and what guards.within_reach raises.
    """
    person = within_reach(person, by=by)
    if person.is_superuser or person.groups.filter(name=OFFICER).exists():
        raise OwnMeans(person)
    _refuse_taken(person, facts)
    former = (person.email, person.phone)
    with noted(Verb.CORRECTED, person, by=by, reason=reason):
        for name, value in facts.items():
            setattr(person, name, value)
        person.phone_verified = bool(person.phone)
        if (person.email, person.phone) != former:
            telling.former_contact(person, *former)
            person.session_epoch += 1
        try:
            person.save()
            _write_address(person)
        except IntegrityError as error:
            raise SomebodyElses(person) from error


@transaction.atomic
def exported(what: str, count: int, *, by: User) -> None:
    """Note that a list left the house. Effects: a line in the log. Raises NotAnOfficer."""
    note(Verb.EXPORTED, by=acting(by), after={"list": what, "rows": count})


def _refuse_taken(person: User, facts: dict) -> None:
    same = Q(pk=None)
    if facts.get("email"):
        same |= Q(email__iexact=facts["email"])
    if facts.get("phone"):
        same |= Q(phone=facts["phone"])
    if other := User.objects.filter(same).exclude(pk=person.pk).first():
        raise SomebodyElses(other)


def _write_address(person: User) -> None:
    person.emailaddress_set.exclude(email=person.email or "").delete()
    if person.email:
        person.emailaddress_set.update_or_create(
            email=person.email, defaults={"verified": True, "primary": True}
        )


def _switch_off(person: User, *also: str) -> None:
    if not person.is_active:
        raise NoChange(person)
    person.is_active = False
    _end_sessions(person, "is_active", *also)


def _end_sessions(person: User, *also: str) -> None:
    person.session_epoch += 1
    person.save(update_fields=["session_epoch", *also])


def _tell_if_officer(verb: str, person: User, by: User) -> None:
    if person.groups.filter(name=OFFICER).exists():
        telling.officers_of_act(verb, person, by=by)
