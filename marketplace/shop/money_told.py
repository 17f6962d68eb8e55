"""What became of a buyer's transfer, in a sentence for the buyer's page."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.kernel.money import format_dong

from .models import PaymentAttempt, RefundDue
from .transfers import METHOD, standing

Reason = RefundDue.Reason
# Money that goes back, and for which standing of the transfer.
GOES_BACK = {
    "over": Reason.OVER,
    "double": Reason.DOUBLE,
    "late": Reason.LATE,
    "short_ended": Reason.SHORT,
    "after_cancel": Reason.AFTER_CANCEL,
    "cancelled_back": Reason.CANCELLED,
}


def sentence_about(order) -> str:
    """The sentence; empty where nothing is out of the ordinary. Three queries for a transfer."""
    if order.details.payment_method != METHOD:
        return ""
    attempts = PaymentAttempt.objects.filter(order=order, method=METHOD)
    attempt = attempts.prefetch_related("receipts", "order__refunds_due").order_by("pk").last()
    if attempt is None:
        return ""
    code = standing(attempt)
    came = sum(receipt.amount for receipt in attempt.receipts.all())
    words = {
        "came": _dong(came),
        "missing": _dong(max(attempt.amount - came, 0)),
        "back": _dong(_back(attempt, GOES_BACK.get(code))),
    }
    return _sentences().get(code, "") % words


def _back(attempt, reason) -> int:
    refunds = attempt.order.refunds_due.all()
    return sum(refund.amount for refund in refunds if refund.reason == reason)


def _sentences() -> dict[str, str]:
    return {
        "short": _(
            "%(came)s have come, less than the order costs. Please transfer the missing "
            "%(missing)s with the same message, or the order ends when its time is over."
        ),
        "over": _("Your order is paid. You transferred %(back)s more than was due; they go back."),
        "double": _("Your order is paid. You transferred twice; the second %(back)s go back."),
        "saved": _("Your money came after the deadline. The goods were still there: it is paid."),
        "late": _(
            "Your money came after the deadline and the order could not be kept. "
            "%(back)s go back to you."
        ),
        "short_ended": _(
            "Not all of the money came before the deadline, so the order ended. "
            "%(back)s go back to you."
        ),
        "after_cancel": _(
            "The order had been cancelled when your money came. %(back)s go back to you."
        ),
        "cancelled_back": _("The order was cancelled after you paid. %(back)s go back to you."),
    }


def _dong(amount: int) -> str:
    return format_dong(amount, get_language() or "vi")
