"""What became of a transfer, in an officer's words."""

from django.utils.translation import gettext as _

from marketplace.shop.models import PaymentAttempt
from marketplace.shop.transfers import standing

from .order_words import dong

TONES = {"paid": "good", "saved": "good", "awaited": "warning", "ended": "", "cancelled": ""}


def tone(attempt: PaymentAttempt) -> str:
    """ "good", "warning", "bad", or nothing for what needs no eye."""
    return TONES.get(standing(attempt), "bad")


def explained(attempt: PaymentAttempt) -> str:
    """What became of a transfer, and what follows, in a sentence. Needs `difference`."""
    return _sentences()[standing(attempt)] % {"apart": dong(abs(attempt.difference))}


def _sentences() -> dict[str, str]:
    return {
        "awaited": _("Nothing has come in yet."),
        "short": _("%(apart)s is still missing; the order waits for it."),
        "paid": _("Paid. The producers were told."),
        "saved": _("Paid after the deadline; the goods were still free. The producers were told."),
        "over": _("%(apart)s too much came in; it is listed under refunds."),
        "double": _("Paid twice: %(apart)s too much came in; it is listed under refunds."),
        "late": _("Came after the deadline, the order had ended; it is listed under refunds."),
        "short_ended": _("Not all came before the deadline; what came is listed under refunds."),
        "after_cancel": _("Came after the order was cancelled; it is listed under refunds."),
        "cancelled_back": _("Paid, then cancelled; it is listed under refunds."),
        "ended": _("Nothing came in before the deadline; the order was cancelled."),
        "cancelled": _("The order was cancelled before anything came in."),
    }
