"""Using a one-time code: once, by whom it was written for, in its days."""

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q
from django.utils.crypto import constant_time_compare

from marketplace.kernel import clock
from marketplace.kernel.accounts.languages import choose_language
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import BUYER, OFFICER
from marketplace.people import codes
from marketplace.people.errors import CodeRefused
from marketplace.people.models import Act, Invitation
from marketplace.shop.lookup import TooManyTries, may_ask

from . import telling
from .acts import note, standing
from .belonging import bind, give

State, Kind = Invitation.State, Invitation.Kind
# Somebody at the centre's counter mistypes a few times; somebody who guesses tries for ever.
PER_ADDRESS = 30
PER_CONTACT = 15


def find(*, code: str, contact: str, address: str) -> Invitation:
    """The open invitation of a code. contact: e-mail in lower case or phone in E.164.

    Effects: counts the try, for the address and for the contact. Raises TooManyTries, and
    CodeRefused: "wrong" for whatever was wrong, more only to whoever knows code and contact.
    """
    for who, limit in ((f"address {address}", PER_ADDRESS), (f"contact {contact}", PER_CONTACT)):
        if not may_ask(f"invitation {who}", limit):
            raise TooManyTries
    digests = codes.digests(codes.tidy(code))
    invitation = Invitation.objects.filter(digest__in=digests).select_related("user").first()
    known = (invitation.email or "-", invitation.phone or "-") if invitation else ("-", "-")
    # Both are compared also when there is no invitation, so that the time tells nothing.
    fits = [constant_time_compare(one.lower(), contact) for one in known]
    if invitation is None or not any(fits):
        raise CodeRefused("wrong")
    if why := why_closed(invitation):
        raise CodeRefused(why)
    return invitation


def why_closed(invitation: Invitation) -> str:
    """Why its code opens nothing now, as CodeRefused says it; "" when it does."""
    if invitation.state != State.OPEN:
        return "used" if invitation.state == State.ACCEPTED else "withdrawn"
    if invitation.expires_at <= clock.now():
        return "expired"
    if invitation.needs_second and not invitation.confirmed_by_id:
        return "unconfirmed"
    return ""


def asks_for_app(invitation: Invitation) -> bool:
    """Whether the code leads into the office, so that a second factor has to stand first."""
    if invitation.user_id:
        mine = invitation.user.groups.filter(name=OFFICER).exists()
        return mine or OFFICER in invitation.roles or invitation.user.is_superuser
    return OFFICER in invitation.roles


@transaction.atomic
def accept(invitation: Invitation, *, full_name: str, password: str, totp_secret: str = "") -> User:
    """Use the code: the account is made or opened, with this password.

    totp_secret: of an authenticator app whose code was checked; wanted where asks_for_app().
    Effects: the invitation is used up, by one of those who try at once; an account with
    verified contact and all that was promised, or, of somebody known, a new password, no old
    second factor and no old session; a line in the log; for the office a message to the other
    officers. Raises CodeRefused.
    """
    if asks_for_app(invitation) and not totp_secret:
        raise ValueError("the office opens with a second factor only")
    _use_up(invitation)
    person = _reopened(invitation) if invitation.user_id else _made(invitation, full_name)
    before = standing(person)
    person.set_password(password)
    person.needs_code = False
    person.session_epoch += 1
    person.save()
    _keep_promises(invitation, person)
    if totp_secret:
        TOTP.activate(person, totp_secret)
        RecoveryCodes.activate(person)
    Invitation.objects.filter(pk=invitation.pk).update(user=person, state=State.ACCEPTED)
    after = {name: value for name, value in standing(person).items() if value != before[name]}
    note(Act.Verb.ACCEPTED, by=person, whom=person, invitation=invitation, after=after)
    if asks_for_app(invitation):
        telling.officers_of_act(Act.Verb.ACCEPTED, person, by=person)
    return person


def _use_up(invitation: Invitation) -> None:
    """One statement looks and takes: of two who come at once with the code, one goes on."""
    now = clock.now()
    usable = Invitation.objects.filter(
        Q(needs_second=False) | Q(confirmed_by__isnull=False),
        pk=invitation.pk,
        digest=invitation.digest or "-",
        state=State.OPEN,
        closed_at=None,
        expires_at__gt=now,
    )
    if not usable.update(closed_at=now):
        raise CodeRefused(why_closed(Invitation.objects.get(pk=invitation.pk)) or "used")


def _made(invitation: Invitation, full_name: str) -> User:
    _clear_squatters(invitation)
    try:
        with transaction.atomic():
            return User.objects.create_user(
                invitation.email,
                phone=invitation.phone,
                full_name=full_name,
                language=invitation.language,
            )
    except IntegrityError as error:
        raise CodeRefused("taken") from error


def _clear_squatters(invitation: Invitation) -> None:
    """Take away accounts that somebody began with this contact and never proved to be theirs."""
    unproved = User.objects.filter(last_login=None)
    squatters = []
    if invitation.phone:
        squatters += unproved.filter(phone=invitation.phone, phone_verified=False)
    if invitation.email:
        proved = EmailAddress.objects.filter(verified=True).values("user")
        squatters += unproved.filter(email__iexact=invitation.email).exclude(pk__in=proved)
    for person in squatters:
        try:
            person.delete()
        except ProtectedError as error:
            raise CodeRefused("taken") from error


def _reopened(invitation: Invitation) -> User:
    person = User.objects.select_for_update().get(pk=invitation.user_id)
    if not person.is_active:
        raise CodeRefused("withdrawn")
    person.authenticator_set.all().delete()
    return person


def _keep_promises(invitation: Invitation, person: User) -> None:
    give(person, BUYER)
    for role in invitation.roles:
        give(person, role)
    for place in (*invitation.producers.all(), *invitation.showrooms.all()):
        bind(person, place)
    choose_language(person, person.language)
