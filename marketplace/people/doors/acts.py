"""How every door of this package leaves its line in the log."""

from contextlib import contextmanager

from allauth.mfa.models import Authenticator

from marketplace.kernel.accounts.models import User
from marketplace.people.errors import NoChange
from marketplace.people.models import Act, Invitation


def note(verb: str, *, by: User, whom=None, invitation: Invitation | None = None, **facts) -> Act:
    """Add one line. facts: before, after, reason."""
    return Act.objects.create(verb=verb, by=by, whom=whom, invitation=invitation, **facts)


@contextmanager
def noted(verb: str, person: User, *, by: User, reason: str = ""):
    """Note what the block changes of the person. Raises NoChange where it changes nothing."""
    before = standing(person)
    yield
    after = standing(User.objects.get(pk=person.pk))
    changed = [name for name in before if before[name] != after[name]]
    if not changed:
        raise NoChange(person)
    note(
        verb,
        by=by,
        whom=person,
        reason=reason,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def standing(person: User) -> dict:
    """All that a door may change of a person, as it is written into the log; four queries."""
    producers = person.producer_memberships.select_related("producer").order_by("producer_id")
    posts = person.keeper_posts.select_related("showroom").order_by("showroom_id")
    factors = Authenticator.objects.filter(user=person).order_by("type")
    return {
        "name": person.full_name,
        "phone": shortened(person.phone),
        "email": shortened(person.email),
        "active": person.is_active,
        "needs_code": person.needs_code,
        "sessions": person.session_epoch,
        "roles": sorted(person.groups.values_list("name", flat=True)),
        "producers": [f"{tie.producer} #{tie.producer_id}" for tie in producers],
        "showrooms": [f"{tie.showroom} #{tie.showroom_id}" for tie in posts],
        "factors": list(factors.values_list("type", flat=True)),
    }


def shortened(contact: str | None) -> str:
    """Enough to know it again, too little to use it: "…678", "h…@example.org"."""
    if not contact:
        return ""
    name, at, host = contact.rpartition("@")
    return f"{name[:1]}…{at}{host}" if at else f"…{contact[-3:]}"
