"""What the doors of this package refuse with. Errors carry objects; views find words."""


class PeopleError(Exception):
    """The base of every refusal of this package; nothing was changed."""


class ActRefused(PeopleError):
    """A door to `person` stayed shut."""

    def __init__(self, person):
        super().__init__(str(person.pk))
        self.person = person


class OwnAccount(ActRefused):
    """Nobody acts upon themselves: another officer does."""


class NotAnOfficer(ActRefused):
    """`person` wanted to act and is no officer any more."""


class OutOfReach(ActRefused):
    """`person` holds all rights: only somebody who holds them too may act upon them."""


class LastOfficer(ActRefused):
    """Without `person` nobody could enter the office."""


class NoChange(ActRefused):
    """`person` stands already as the door would leave them."""


class SomebodyElses(ActRefused):
    """The phone or e-mail belongs to `person`."""


class OwnMeans(ActRefused):
    """`person` enters the office, and changes phone and e-mail without help."""


class InvitationRefused(PeopleError):
    """A door of `invitation` stayed shut."""

    def __init__(self, invitation):
        super().__init__(str(invitation.pk))
        self.invitation = invitation


class AlreadyInvited(InvitationRefused):
    """An invitation to the same phone or e-mail is open."""


class Closed(InvitationRefused):
    """The invitation is no longer open."""


class SecondOfficerNeeded(InvitationRefused):
    """Whoever asked for it cannot confirm it too."""


class CannotWithdraw(InvitationRefused):
    """Without this code the person could never come in again: write a new one instead."""


class CodeRefused(PeopleError):
    """A one-time code opens nothing. why: one of "wrong", "used", "withdrawn", "expired",
    "unconfirmed", "taken" (the phone or e-mail has an account)."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why
