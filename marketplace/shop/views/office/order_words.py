"""What happened to an order, in an officer's words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.kernel.money import format_dong
from marketplace.shop import desk
from marketplace.shop.models import Fulfilment, OrderEvent

AMOUNTS = ("amount", "missing", "back", "due")


def happened(event: OrderEvent) -> str:
    """What an event says."""
    return _sentences().get(event.verb, event.verb) % _Facts(event)


def _sentences() -> dict[str, str]:
    return {
        "placed": _("Placed by the buyer"),
        "paid": _("Paid: %(amount)s"),
        "short": _("%(amount)s came, %(missing)s are missing"),
        "over": _("%(amount)s too much came; they go back"),
        "goes_back": _("%(amount)s came and go back"),
        "expired": _("Not paid in time; cancelled"),
        "cancelled": _("Cancelled: %(because)s"),
        "paid_back": _("%(amount)s paid back"),
        "confirmed": _("Confirmed"),
        "declined": _("All declined: %(because)s"),
        "items_declined": _("Declined %(items)s: %(because)s"),
        "taken_out": _("Taken out %(items)s: %(because)s"),
        "sent": _("Sent with %(carrier)s %(number)s"),
        "star_stopped": _("Sending stopped: a star does not hold"),
        "sent_anyway": _("May be sent all the same, %(items)s: %(because)s"),
        "delivered": _("Delivered"),
        "refused": _("Not taken at the door"),
        "taken_back": _("Goods came back; %(back)s go back to the buyer"),
        "cash_received": _("Cash came: %(amount)s of %(due)s"),
        "completed": _("Complete"),
        "recipient_changed": _("Delivery details changed: %(because)s"),
        "account_given": _("Account for paying back: %(bank)s …%(last)s"),
    }


class _Facts(dict):
    """The facts of an event as words; one that is missing leaves a dash, never an error."""

    def __init__(self, event: OrderEvent):
        super().__init__({name: _shown(name, value) for name, value in event.facts.items()})

    def __missing__(self, name: str) -> str:
        return "–"


def _shown(name: str, value) -> str:
    if name in AMOUNTS:
        return dong(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def money_of(parcel: Fulfilment) -> str:
    """Who holds what the buyer pays for a parcel."""
    return {
        "nobody": _("no money"),
        "buyer": _("the buyer, still to be paid"),
        "carrier": _("the carrier"),
        "producer": _("the producer"),
        "centre": _("the centre"),
        "refund": _("the centre, to be paid back"),
    }[desk.holder_of_money(parcel)]


def dong(amount: int) -> str:
    return format_dong(amount, get_language() or "vi")
