"""Why a door of this package refused, as a sentence that says what to do."""

from django.utils.translation import gettext as _

from . import errors


def sentence(refused: errors.PeopleError) -> str:
    """The words for a refusal, in the language of the page."""
    if isinstance(refused, errors.CodeRefused):
        return _CODE[refused.why]()
    return next((say() for kind, say in _WORDS.items() if isinstance(refused, kind)), "")


_WORDS = {
    errors.OwnAccount: lambda: _("This is about yourself: ask another officer to do it."),
    errors.NotAnOfficer: lambda: _("You are no officer any more. Nothing was changed."),
    errors.OutOfReach: lambda: _(
        "This person holds all rights. Only somebody who holds them too can change anything here."
    ),
    errors.LastOfficer: lambda: _(
        "This is the last officer. Make somebody else an officer first: nobody could enter."
    ),
    errors.NoChange: lambda: _("Nothing was changed: it is so already."),
    errors.SomebodyElses: lambda: _("Somebody else has this phone or e-mail already."),
    errors.OwnMeans: lambda: _(
        "Officers change their own phone and e-mail, below “My account”. "
        "If that is not possible any more, reset the second factors."
    ),
    errors.AlreadyInvited: lambda: _("An invitation is open already: write a new code for that."),
    errors.Closed: lambda: _("Somebody was quicker: this invitation is closed by now."),
    errors.SecondOfficerNeeded: lambda: _(
        "You asked for this yourself. Another officer has to confirm."
    ),
    errors.CannotWithdraw: lambda: _(
        "Without a code this person can never come in again. Write a new code instead, "
        "or switch the account off."
    ),
}

_CODE = {
    "wrong": lambda: _(
        "Code and phone or e-mail do not fit together. Compare both with the paper or message."
    ),
    "used": lambda: _("This code was used already. Sign in with your password."),
    "withdrawn": lambda: _("This code was withdrawn. Ask the trade promotion centre."),
    "expired": lambda: _("The days of this code are over. Ask the centre for a new one."),
    "unconfirmed": lambda: _(
        "A second officer of the centre still has to confirm this code. Try again later."
    ),
    "taken": lambda: _(
        "There is an account with this phone or e-mail already. Sign in with it, and ask the "
        "centre to open it for your work."
    ),
}
