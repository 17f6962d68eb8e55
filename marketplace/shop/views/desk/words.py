"""What the states of a parcel and of its money are called on the producer's pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from marketplace.shop import desk
from marketplace.shop.models import Fulfilment

State = Fulfilment.State
TABS = {
    "new": pgettext_lazy("orders", "New"),
    "to_send": gettext_lazy("To send"),
    "on_the_way": gettext_lazy("On the way"),
    "unpaid": gettext_lazy("Not paid yet"),
    "ended": gettext_lazy("Ended"),
}
STATES = {
    State.WAITING: gettext_lazy("The buyer has not paid yet. Do not send."),
    State.NEW: gettext_lazy("Waiting for you to confirm"),
    State.CONFIRMED: gettext_lazy("Confirmed. Pack and send it."),
    State.SENT: gettext_lazy("On the way to the buyer"),
    State.DELIVERED: gettext_lazy("Delivered"),
    State.REFUSED: gettext_lazy("The buyer did not take it. It is on its way back."),
    State.RETURNED: gettext_lazy("Came back to you"),
    State.DECLINED: gettext_lazy("You declined this order"),
    State.CANCELLED: gettext_lazy("Cancelled"),
}
# A tone for the eye; the words beside it carry the meaning.
TONES = {
    State.NEW: "new",
    State.CONFIRMED: "doing",
    State.SENT: "doing",
    State.DELIVERED: "good",
    State.REFUSED: "bad",
}


def money_sentence(parcel: Fulfilment, amount: str) -> str:
    """Who holds the parcel's money; amount: what the buyer pays, as it is written."""
    sentences = {
        "nobody": _("No money changes hands."),
        "buyer": _("The buyer pays %(amount)s at the door. Whoever delivers collects it.")
        if desk.is_cash(parcel)
        else _("The buyer has not paid the %(amount)s yet."),
        "carrier": _("The carrier holds %(amount)s for you. Mark it here when it reaches you."),
        "producer": _("You have received %(amount)s."),
        "centre": _("Paid. The trade promotion centre holds %(amount)s for you."),
        "refund": _("The trade promotion centre pays the buyer back."),
    }
    return sentences[desk.holder_of_money(parcel)] % {"amount": amount}
