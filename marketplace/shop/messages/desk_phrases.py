"""The sentences of what producers and the centre are told. Each is built on call."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .phrases import Phrase


@dataclass(frozen=True)
class DeskPhrase(Phrase):
    """A phrase with the words of the link that it leads to."""

    action: str


def new_order() -> DeskPhrase:
    """To the producer: an order to confirm. Says nothing of the buyer."""
    return DeskPhrase(
        _("New order %(code)s"),
        (
            _("Somebody ordered from you: %(goods)s."),
            _("The buyer pays %(total)s. Please confirm within a day."),
        ),
        _("new order %(code)s, %(total)s. Please confirm:"),
        _("Look and confirm"),
    )


def called_off() -> DeskPhrase:
    """To the producer: do not send it."""
    return DeskPhrase(
        _("Order %(code)s was cancelled. Do not send it."),
        (_("Order %(code)s was cancelled. Do not send it."),),
        _("order %(code)s was cancelled, do not send it."),
        _("Open the order"),
    )


def please_confirm() -> DeskPhrase:
    """To the producer, after a day."""
    return DeskPhrase(
        _("Order %(code)s still waits for you"),
        (
            _("The buyer has waited for a day: %(goods)s."),
            _("Please confirm it, or say that you cannot send it."),
        ),
        _("order %(code)s has waited for a day. Please confirm:"),
        _("Look and confirm"),
    )


def nobody_confirms() -> DeskPhrase:
    """To the officers, after two days."""
    return DeskPhrase(
        _("%(producer)s has not confirmed order %(code)s for two days"),
        (_("Please call the producer. Waiting since %(since)s."),),
        _("%(producer)s has not confirmed order %(code)s."),
        _("All late orders"),
    )


def star_stopped() -> DeskPhrase:
    """To the officers: a producer wanted to send goods whose star does not hold."""
    return DeskPhrase(
        _("Order %(code)s: a star does not hold, nothing was sent"),
        (
            _("%(producer)s wanted to send: %(goods)s."),
            _("A star certificate was revoked or suspended. Decide, and call producer and buyer."),
        ),
        _("order %(code)s was stopped: a star does not hold."),
        _("Open the office"),
    )


def pay_it_back() -> DeskPhrase:
    """To the officers: money of a buyer has to go back."""
    return DeskPhrase(
        _("Money of order %(code)s has to go back to the buyer"),
        (_("The buyer was asked for the account. Pay it back, then note it in the office."),),
        _("money of order %(code)s has to go back."),
        _("All refunds"),
    )


PHRASES: dict[str, Callable[[], DeskPhrase]] = {
    build.__name__: build
    for build in (new_order, called_off, please_confirm, nobody_confirms, star_stopped, pay_it_back)
}
