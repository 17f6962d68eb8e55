"""What the lists of people and of acts find."""

import re

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from catalog.models import ProducerMember
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import BUYER
from marketplace.kernel.text import fold, slug
from showrooms.models import KeeperPost

from .models import Act, Invitation

_NOT_DIGIT = re.compile(r"\D")
FEWEST_DIGITS = 3
STATES = {
    "active": Q(is_active=True, needs_code=False),
    "waiting": Q(is_active=True, needs_code=True),
    "off": Q(is_active=False),
}


def people() -> QuerySet[User]:
    """Everybody, with all that a line of the list says: a query, and four for all lines."""
    return User.objects.prefetch_related(
        "groups",
        "producer_memberships__producer",
        "keeper_posts__showroom",
        "authenticator_set",
    ).order_by("folded_name", "pk")


def found(asked: dict) -> QuerySet[User]:
    """The people who fit the filters. asked: cleaned data of forms.PeopleFilter.

    Who only buys is listed when asked for by name or role: the office has no other business
    with them.
    """
    rows = people()
    words, role = asked.get("q", ""), asked.get("role", "")
    if words:
        rows = rows.filter(named(words))
    if role:
        rows = rows.filter(
            Exists(User.groups.through.objects.filter(user=OuterRef("pk"), group__name=role))
        )
    elif not words:
        rows = rows.filter(_works_with_us())
    if state := asked.get("state"):
        rows = rows.filter(STATES[state])
    return rows


def named(words: str) -> Q:
    """By name without regard to marks, by e-mail, by phone, by producer or showroom."""
    told = Q(folded_name__contains=fold(words)) | Q(email__icontains=words)
    digits = _NOT_DIGIT.sub("", words).removeprefix("84").lstrip("0")
    if len(digits) >= FEWEST_DIGITS:
        told |= Q(phone__contains=digits)
    if place := slug(words):
        members = ProducerMember.objects.filter(user=OuterRef("pk"), producer__slug__contains=place)
        posts = KeeperPost.objects.filter(user=OuterRef("pk"), showroom__slug__contains=place)
        told |= Exists(members) | Exists(posts)
    return told


def invitations() -> QuerySet[Invitation]:
    """All invitations, what is open first, then the newest."""
    rows = Invitation.objects.select_related("user", "invited_by", "confirmed_by")
    closed = Case(When(state=Invitation.State.OPEN, then=0), default=1)
    return rows.order_by(closed, "-invited_at", "-pk")


def waiting_for(officer: User) -> QuerySet[Invitation]:
    """The invitations that wait for a second officer, and this one may be it."""
    waiting = Invitation.objects.filter(
        state=Invitation.State.OPEN, needs_second=True, confirmed_by=None
    )
    mine = Q(invited_by=officer) | Q(user=officer, user__isnull=False)
    return waiting.exclude(mine).select_related("invited_by").order_by("pk")


def acts(asked: dict) -> QuerySet[Act]:
    """The log, newest first. asked: cleaned data of forms.LogFilter."""
    rows = Act.objects.select_related("by", "whom", "invitation").order_by("-at", "-pk")
    if verb := asked.get("verb"):
        rows = rows.filter(verb=verb)
    if asked.get("since"):
        rows = rows.filter(at__date__gte=asked["since"])
    if words := asked.get("q"):
        rows = rows.filter(_tells_of(words))
    return rows


def _tells_of(words: str) -> Q:
    folded = fold(words)
    return (
        Q(by__folded_name__contains=folded)
        | Q(whom__folded_name__contains=folded)
        | Q(invitation__full_name__icontains=words)
        | Q(reason__icontains=words)
    )


def _works_with_us() -> Q:
    roles = User.groups.through.objects.filter(user=OuterRef("pk")).exclude(group__name=BUYER)
    return Exists(roles) | Q(is_superuser=True) | Q(is_active=False)
