"""What these doors tell: the other officers, and whoever an act is about."""

from functools import partial

from marketplace.kernel.accounts.models import User
from marketplace.people import letters
from marketplace.people.models import Invitation
from marketplace.shop.messages.readers import Reader, officers, tell


def officers_of_act(verb: str, whom: User | Invitation, *, by: User, invitation=None) -> None:
    """Tell every officer but the one who acted and the one it is about.

    whom: a person, or an invitation of nobody yet. Effects: messages in the outbox, once for
    each act.
    """
    concerned = {f":{one.pk}" for one in (by, whom) if isinstance(one, User)}
    others = [reader for reader in officers() if reader.mark not in concerned]
    write = partial(letters.of_act, verb, whom, by, invitation)
    tell(others, write, key=_key(f"people:{verb}", whom, invitation))


def person_of_reset(person: User, invitation: Invitation) -> None:
    """Tell the person themselves: if it was not asked for, they should call at once."""
    write = partial(letters.of_reset, person)
    tell([_reader(person)], write, key=f"people:reset:{invitation.pk}")


def former_contact(person: User, email: str | None, phone: str | None) -> None:
    """Tell the phone or e-mail that has just been replaced. Before the account is saved."""
    reader = Reader(":former", person.language, email or "", phone or "")
    key = f"people:contact:{person.pk}:{person.session_epoch}"
    tell([reader], partial(letters.of_contact, person), key=key)


def _reader(person: User) -> Reader:
    return Reader(f":{person.pk}", person.language, person.email or "", person.phone or "")


def _key(name: str, whom, invitation) -> str:
    """One act, one key: an invitation has its number, an account ends its sessions each time."""
    if invitation:
        return f"{name}:invitation:{invitation.pk}"
    return f"{name}:{whom.pk}:{whom.session_epoch}"
