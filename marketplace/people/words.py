"""What is shown of people and of acts upon them, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import BUYER, KEEPER, OFFICER, PRODUCER, ROLES

from . import doors
from .models import Act, Invitation

ROLE_NAMES = {
    OFFICER: pgettext_lazy("role", "officer"),
    KEEPER: pgettext_lazy("role", "showroom keeper"),
    PRODUCER: pgettext_lazy("role", "producer's person"),
    BUYER: pgettext_lazy("role", "buyer"),
}
FACTORS = {
    "totp": gettext_lazy("authenticator app"),
    "webauthn": gettext_lazy("passkey"),
    "recovery_codes": gettext_lazy("recovery codes"),
}
FACTS = {
    "name": gettext_lazy("name"),
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "active": gettext_lazy("switched on"),
    "needs_code": gettext_lazy("waits for a code"),
    "roles": gettext_lazy("roles"),
    "producers": gettext_lazy("Producers"),
    "showrooms": gettext_lazy("Showrooms"),
    "factors": gettext_lazy("second factors"),
    "list": gettext_lazy("list"),
    "rows": gettext_lazy("rows"),
}
LISTS = {"people": gettext_lazy("people"), "log": gettext_lazy("log of acts")}


def roles_of(person: User) -> list[str]:
    """The names of the roles a person holds, from prefetched groups."""
    held = {group.name for group in person.groups.all()}
    names = [str(ROLE_NAMES[role]) for role in ROLES if role in held]
    return [_("all rights"), *names] if person.is_superuser else names


def factors_of(person: User) -> list[str]:
    """Which second factors stand, each once."""
    kinds = {factor.type for factor in person.authenticator_set.all()}
    return [str(word) for kind, word in FACTORS.items() if kind in kinds]


def state_of(person: User) -> tuple[str, str]:
    """(word, tone) of an account: may it be used?"""
    if not person.is_active:
        return _("switched off"), "bad"
    if person.needs_code:
        return _("waits for a one-time code"), "warning"
    return _("in use"), "good"


def state_of_invitation(invitation: Invitation) -> tuple[str, str]:
    """(word, tone) of an invitation today."""
    why = doors.why_closed(invitation)
    if not why:
        return (
            (pgettext("invitation", "open"), "good")
            if invitation.digest
            else (_("no code written yet"), "warning")
        )
    return {
        "used": (_("accepted"), "good"),
        "withdrawn": (_("withdrawn"), "bad"),
        "expired": (_("ended without being used"), "warning"),
        "unconfirmed": (_("waits for a second officer"), "warning"),
    }[why]


def changes(act: Act) -> list[tuple[str, str, str]]:
    """(what, before, after) of everything an act changed that can be read."""
    names = [name for name in FACTS if name in act.before or name in act.after]
    return [
        (str(FACTS[name]), _said(name, act.before.get(name)), _said(name, act.after.get(name)))
        for name in names
        if act.before.get(name) or act.after.get(name) or name in ("active", "needs_code")
    ]


def one_line(act: Act) -> str:
    """The changes of an act for a cell: "roles: – → buyer; phone: …678 → …210"."""
    return "; ".join(f"{what}: {was or '–'} → {now or '–'}" for what, was, now in changes(act))


def _said(name: str, value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        known = {"roles": ROLE_NAMES, "factors": FACTORS}.get(name, {})
        return ", ".join(str(known.get(one, one)) for one in value)
    if name == "list":
        return str(LISTS.get(value, value or ""))
    return "" if value is None else str(value)
