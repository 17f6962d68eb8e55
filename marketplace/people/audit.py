"""What must always hold of people, for `manage.py audit`. Reads only."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from catalog.models import ProducerMember
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import KEEPER, PRODUCER
from marketplace.shop.audit import checks
from showrooms.models import KeeperPost

from .models import Act, Invitation

State, Verb = Invitation.State, Act.Verb
ON_OR_OFF = {Verb.DISABLED: False, Verb.REMOVED: False, Verb.ENABLED: True}


@checks
def invitations() -> Iterator[str]:
    """What was accepted has its line in the log; nobody who is switched off has a code."""
    accepted = Act.objects.filter(invitation=OuterRef("pk"), verb=Verb.ACCEPTED)
    for row in Invitation.objects.filter(~Exists(accepted), state=State.ACCEPTED):
        yield f"invitation {row.pk} was accepted without a line in the log"
    for row in Invitation.objects.filter(Exists(accepted)).exclude(state=State.ACCEPTED):
        yield f"invitation {row.pk} is {row.state}; its log says that it was accepted"
    for row in Invitation.objects.filter(state=State.OPEN, user__is_active=False):
        yield f"invitation {row.pk} is open for somebody who is switched off"


@checks
def codes_awaited() -> Iterator[str]:
    """Whoever comes in by a code alone has an invitation for one."""
    waiting = Invitation.objects.filter(user=OuterRef("pk"), state=State.OPEN)
    for person in User.objects.filter(~Exists(waiting), is_active=True, needs_code=True):
        yield f"person {person.pk} waits for a code and has no invitation"


@checks
def on_and_off() -> Iterator[str]:
    """An account is on or off as the last line of the log about that says."""
    last = {}
    acts = Act.objects.filter(verb__in=ON_OR_OFF).order_by("pk")
    for whom, verb in acts.values_list("whom", "verb"):
        last[whom] = ON_OR_OFF[verb]
    for person in User.objects.filter(pk__in=last).order_by("pk"):
        if person.is_active != last[person.pk]:
            word = "on" if person.is_active else "off"
            yield f"person {person.pk} is switched {word}; the log says otherwise"


@checks
def ties() -> Iterator[str]:
    """Whoever acts for a producer or keeps a showroom has the role that opens the page."""
    for model, role in ((ProducerMember, PRODUCER), (KeeperPost, KEEPER)):
        without = model.objects.exclude(Q(user__groups__name=role) | Q(user__is_superuser=True))
        for tie in without.order_by("pk"):
            yield f"person {tie.user_id} is tied to a place without the role of {role}"
