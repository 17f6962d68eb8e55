"""What a person belongs to, and what role follows from it."""

from django.contrib.auth.models import Group
from django.db import transaction

from catalog.models import Producer, ProducerMember
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import BUYER, KEEPER, OFFICER, PRODUCER
from marketplace.people.errors import NoChange
from marketplace.people.models import Act
from showrooms.models import KeeperPost, Showroom

from . import telling
from .acts import noted
from .guards import refuse_last_officer, within_reach

Verb = Act.Verb
# What may be given by hand; the office opens by a one-time code, see inviting.offer_office.
GIVEN = (BUYER, KEEPER, PRODUCER)


@transaction.atomic
def tie(person: User, place: Producer | Showroom, *, by: User, reason: str = "") -> None:
    """Let a person act for a producer, or keep a showroom.

    Effects: a tie, the role that goes with it, a line in the log. Raises NoChange and what
    guards.within_reach raises.
    """
    person = within_reach(person, by=by)
    with noted(Verb.TIED, person, by=by, reason=reason):
        bind(person, place)


@transaction.atomic
def untie(person: User, place: Producer | Showroom, *, by: User, reason: str = "") -> None:
    """Take a tie away.

    Effects: the tie goes, with the last one of its kind the role, a line in the log. Raises
    NoChange and what guards.within_reach raises.
    """
    person = within_reach(person, by=by)
    with noted(Verb.UNTIED, person, by=by, reason=reason):
        if not _ties(person, place).delete()[0]:
            raise NoChange(person)
        left = ProducerMember if isinstance(place, Producer) else KeeperPost
        if not left.objects.filter(user=person).exists():
            person.groups.remove(_group(_role_of(place)))


@transaction.atomic
def give_role(person: User, role: str, *, by: User, reason: str = "") -> None:
    """Give one of GIVEN. Effects: the role, a line in the log.

    Raises NoChange and what guards.within_reach raises.
    """
    if role not in GIVEN:
        raise ValueError(role)
    person = within_reach(person, by=by)
    with noted(Verb.ROLE_GIVEN, person, by=by, reason=reason):
        give(person, role)


@transaction.atomic
def take_role(person: User, role: str, *, by: User, reason: str) -> None:
    """Take a role, also that of an officer.

    Effects: the role and the ties that go with it, a line in the log; with the office, every
    session ends and the other officers are told. Raises LastOfficer, NoChange and what
    guards.within_reach raises.
    """
    person = within_reach(person, by=by)
    if role == OFFICER:
        refuse_last_officer(person)
    with noted(Verb.ROLE_TAKEN, person, by=by, reason=reason):
        if not person.groups.filter(name=role).exists():
            raise NoChange(person)
        take(person, role)
        if role == OFFICER:
            person.session_epoch += 1
            person.save(update_fields=["session_epoch"])
            telling.officers_of_act(Verb.ROLE_TAKEN, person, by=by)


def bind(person: User, place: Producer | Showroom) -> None:
    """The tie and its role, without a line in the log: for doors that write one."""
    if isinstance(place, Producer):
        ProducerMember.objects.get_or_create(user=person, producer=place)
    else:
        KeeperPost.objects.get_or_create(user=person, showroom=place)
    give(person, _role_of(place))


def give(person: User, role: str) -> None:
    person.groups.add(_group(role))


def take(person: User, role: str) -> None:
    person.groups.remove(_group(role))
    if role == PRODUCER:
        person.producer_memberships.all().delete()
    elif role == KEEPER:
        person.keeper_posts.all().delete()


def _ties(person: User, place):
    if isinstance(place, Producer):
        return ProducerMember.objects.filter(user=person, producer=place)
    return KeeperPost.objects.filter(user=person, showroom=place)


def _role_of(place) -> str:
    return PRODUCER if isinstance(place, Producer) else KEEPER


def _group(role: str) -> Group:
    return Group.objects.get(name=role)
