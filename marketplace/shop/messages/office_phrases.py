"""The sentences about what an officer did with an order: to its buyer, and to its producers."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .desk_phrases import DeskPhrase
from .phrases import Phrase


def cancelled_for_you() -> Phrase:
    return Phrase(
        _("Order %(code)s is cancelled"),
        (
            _("The trade promotion centre cancelled the order for you: %(because)s"),
            _("Nothing will be sent and you owe nothing."),
        ),
        _("order %(code)s is cancelled: %(because)s"),
    )


def taken_out() -> Phrase:
    return Phrase(
        _("A part of order %(code)s is not sent"),
        (
            _("The trade promotion centre took this out of your order: %(goods)s."),
            _("The reason: %(because)s"),
            _("You do not pay for what is not sent."),
        ),
        _("%(goods)s of order %(code)s is not sent: %(because)s"),
    )


def sent_anyway() -> Phrase:
    return Phrase(
        _("News about the star of your order %(code)s"),
        (
            _("The trade promotion centre has looked at %(goods)s: it may be sent to you."),
            _("The reason: %(because)s"),
            _("You may still cancel it free of charge until it is sent."),
        ),
        _("order %(code)s: %(goods)s may be sent."),
    )


def recipient_changed() -> Phrase:
    return Phrase(
        _("The delivery details of order %(code)s have changed"),
        (
            _("The trade promotion centre changed for you to whom or where the order goes."),
            _("The reason: %(because)s"),
            _("Please open the order and look whether it is right; if not, call us."),
        ),
        _("the delivery details of order %(code)s have changed, please look:"),
    )


def account_given() -> Phrase:
    return Phrase(
        _("Your account for order %(code)s was noted"),
        (
            _("Your money goes back to %(bank)s, account …%(last)s."),
            _("If this was not you, call us at once; it is not paid before we have looked."),
        ),
        _("order %(code)s: money goes back to %(bank)s …%(last)s. Not you? Call us."),
    )


def part_called_off() -> DeskPhrase:
    """To the producer: a part of what was ordered is not to be sent."""
    return DeskPhrase(
        _("A part of order %(code)s is not to be sent"),
        (
            _("The trade promotion centre took goods out of it. Please send only: %(goods)s."),
            _("A packing slip that you printed does not hold any more."),
        ),
        _("order %(code)s has changed, send only: %(goods)s."),
        _("Open the order"),
    )


def goes_elsewhere() -> DeskPhrase:
    """To the producer, who may have printed the old address."""
    return DeskPhrase(
        _("Order %(code)s goes to another address"),
        (
            _("The buyer's name, number, address or note has changed."),
            _("Please print the packing slip again before you send it."),
        ),
        _("the address of order %(code)s has changed, print the slip again."),
        _("Open the order"),
    )


def may_be_sent() -> DeskPhrase:
    """To the producer whom a star had stopped."""
    return DeskPhrase(
        _("You may send order %(code)s"),
        (_("The trade promotion centre has decided: %(goods)s may be sent."),),
        _("you may send order %(code)s."),
        _("Open the order"),
    )


PHRASES: dict[str, Callable[[], Phrase]] = {
    build.__name__: build
    for build in (cancelled_for_you, taken_out, sent_anyway, recipient_changed, account_given)
}
DESK_PHRASES: dict[str, Callable[[], DeskPhrase]] = {
    build.__name__: build for build in (part_called_off, goes_elsewhere, may_be_sent)
}
# What an officer did -> what a producer reads whose parcel is still here.
TO_PRODUCERS = {
    "taken_out": "part_called_off",
    "recipient_changed": "goes_elsewhere",
    "sent_anyway": "may_be_sent",
}


def about_account(account) -> str:
    """What follows where money goes back: where it goes, or that the buyer tells it once."""
    if account is None:
        return _("Please open the order and write there to which account we may pay it.")
    return _("It goes to the account that you gave us: %(bank)s %(number)s.") % {
        "bank": account.bank_name,
        "number": account.masked,
    }
