"""The sentences of the letters to buyers. Each is built on call: words follow the language."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Phrase:
    """Subject and paragraphs of a mail, and the same in few words for an SMS."""

    subject: str
    lines: tuple[str, ...]
    short: str


def placed_cod() -> Phrase:
    return Phrase(
        _("We have your order %(code)s"),
        (
            _("Thank you. The producers were told and will confirm, most of them within a day."),
            _("You pay %(total)s in cash when the goods come, nothing before."),
        ),
        _("order %(code)s is placed, pay %(total)s at the door."),
    )


def placed_transfer() -> Phrase:
    return Phrase(
        _("Please pay for order %(code)s"),
        (
            _("Thank you. Your goods are kept for you until %(deadline)s."),
            _(
                "Transfer exactly this amount with exactly this purpose. "
                "When the money is there the producers send your goods."
            ),
        ),
        _("please pay %(total)s for order %(code)s by %(deadline)s."),
    )


def paid() -> Phrase:
    return Phrase(
        _("Your money for order %(code)s is here"),
        (_("We have received %(amount)s. The producers were told and will send your goods."),),
        _("%(amount)s received for order %(code)s. Thank you."),
    )


def short() -> Phrase:
    return Phrase(
        _("%(missing)s is still missing for order %(code)s"),
        (
            _("We have received %(amount)s, thank you. It is less than the order costs."),
            _("Please transfer the rest, %(missing)s, until %(deadline)s."),
        ),
        _("order %(code)s: %(missing)s is still missing, please pay by %(deadline)s."),
    )


def over() -> Phrase:
    return Phrase(
        _("You paid too much for order %(code)s"),
        (_("Your order is paid. %(amount)s was too much and goes back to you."),),
        _("order %(code)s is paid; %(amount)s too much goes back to you."),
    )


def goes_back() -> Phrase:
    return Phrase(
        _("Your money for order %(code)s goes back to you"),
        (
            _("We have received your money, but %(reason)s."),
            _("%(amount)s goes back to you."),
        ),
        _("order %(code)s: %(reason)s. %(amount)s goes back to you."),
    )


def paid_back() -> Phrase:
    return Phrase(
        _("We have paid you back"),
        (_("We have transferred %(amount)s of order %(code)s back to you."),),
        _("%(amount)s of order %(code)s was paid back to you."),
    )


def expired() -> Phrase:
    return Phrase(
        _("Order %(code)s has ended without payment"),
        (
            _("The time to pay is over, so the order was cancelled and the goods are free again."),
            _("You owe nothing. You are welcome to order again."),
        ),
        _("order %(code)s was not paid in time and is cancelled."),
    )


def cancelled() -> Phrase:
    return Phrase(
        _("Order %(code)s is cancelled"),
        (_("The order was cancelled; nothing will be sent and you owe nothing."),),
        _("order %(code)s is cancelled."),
    )


def confirmed() -> Phrase:
    return Phrase(
        _("%(producer)s is packing your order %(code)s"),
        (_("%(producer)s has confirmed: %(goods)s."),),
        _("%(producer)s is packing your order %(code)s."),
    )


def declined() -> Phrase:
    return Phrase(
        _("%(producer)s cannot send your goods"),
        (
            _("We are sorry: %(goods)s of order %(code)s cannot be sent."),
            _("The producer's reason: %(because)s"),
            _("You do not pay for these goods nor for sending them."),
        ),
        _("sorry, %(producer)s cannot send order %(code)s: %(because)s."),
    )


def items_declined() -> Phrase:
    return Phrase(
        _("A part of order %(code)s cannot be sent"),
        (
            _("We are sorry: %(producer)s cannot send %(goods)s. The rest is sent."),
            _("The producer's reason: %(because)s"),
            _("You do not pay for what is not sent."),
        ),
        _("a part of order %(code)s cannot be sent: %(goods)s."),
    )


def sent() -> Phrase:
    return Phrase(
        _("Your parcel of order %(code)s is on its way"),
        (
            _("%(producer)s has sent: %(goods)s."),
            _("Sent with: %(carrier)s %(number)s"),
        ),
        _("order %(code)s is on its way. %(carrier)s %(number)s."),
    )


def sent_cod() -> Phrase:
    plain = sent()
    return Phrase(
        plain.subject,
        (*plain.lines, _("Please have %(cash)s ready for whoever brings it.")),
        _("order %(code)s is on its way, have %(cash)s ready. %(carrier)s %(number)s."),
    )


def delivered() -> Phrase:
    return Phrase(
        _("Your parcel of order %(code)s has arrived"),
        (
            _("%(producer)s says that this was delivered: %(goods)s."),
            _("If something is wrong with it, open the order and call us."),
        ),
        _("order %(code)s was delivered."),
    )


def refused() -> Phrase:
    return Phrase(
        _("Your parcel of order %(code)s goes back"),
        (_("The parcel of %(producer)s was not taken at the door and goes back."),),
        _("the parcel of order %(code)s goes back to the producer."),
    )


def taken_back() -> Phrase:
    return Phrase(
        _("Goods of order %(code)s came back"),
        (_("%(producer)s has the goods again."),),
        _("the goods of order %(code)s are back with the producer."),
    )


def star_expired() -> Phrase:
    return _star(
        _("The star certificate of %(goods)s has ended since you ordered."),
        _("Your order stands. You may cancel it free of charge until it is sent."),
    )


def star_lowered() -> Phrase:
    return _star(
        _("%(goods)s has fewer stars than when you ordered."),
        _("Your order stands. You may cancel it free of charge until it is sent."),
    )


def star_stopped() -> Phrase:
    return _star(
        _("The star certificate of %(goods)s does not hold at the moment."),
        _("It will not be sent before the trade promotion centre has decided. We will tell you."),
    )


def star_safety() -> Phrase:
    return _star(
        _("%(goods)s was withdrawn for safety reasons."),
        _("It will not be sent. You pay nothing for it; what you have paid goes back to you."),
    )


def _star(what: str, then: str) -> Phrase:
    return Phrase(
        _("News about the star of your order %(code)s"),
        (what, then),
        _("order %(code)s: the star of %(goods)s has changed."),
    )


PHRASES: dict[str, Callable[[], Phrase]] = {
    build.__name__: build
    for build in (
        placed_cod,
        placed_transfer,
        paid,
        short,
        over,
        goes_back,
        paid_back,
        expired,
        cancelled,
        confirmed,
        declined,
        items_declined,
        sent,
        sent_cod,
        delivered,
        refused,
        taken_back,
        star_expired,
        star_lowered,
        star_safety,
    )
} | dict.fromkeys(("star_suspended", "star_revoked", "star_no_star"), star_stopped)

# Why money goes back, inside a sentence: RefundDue.Reason -> words.
REASONS = {
    "double": gettext_lazy("the order had been paid before"),
    "late": gettext_lazy("it came after the deadline and the order could not be kept"),
    "after_cancel": gettext_lazy("the order had been cancelled"),
    "over": gettext_lazy("it was more than was due"),
    "short": gettext_lazy("it was not all of it before the deadline"),
}
