"""What the queues of the desk are called, and where each is worked off."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Name:
    """A queue in words. page: the URL name of its own page; none for the list of the desk.

    acts: the acts of parcel_acts offered beside each parcel.
    """

    label: str
    what: str
    page: str = ""
    acts: tuple[str, ...] = field(default=())

    def url(self, code: str) -> str:
        return reverse(self.page) if self.page else reverse("office_queue", args=[code])


NAMES = {
    "late": Name(
        _("Late confirmations"),
        _("Nobody has confirmed these for more than 48 hours. Call the producer."),
        acts=("confirm", "decline"),
    ),
    "declined": Name(
        _("Declined goods"),
        _("A producer declined these. Speak with the buyer if need be, then tick it off."),
    ),
    "unsent": Name(
        _("Confirmed, not sent"),
        _("Confirmed more than three days ago and not sent. Call the producer."),
        acts=("send", "take-out"),
    ),
    "on_the_way": Name(
        _("Long on the way"),
        _("Sent more than ten days ago. Ask the carrier or the buyer what became of it."),
        acts=("delivered", "refused"),
    ),
    "transfers": Name(
        _("Transfers to tick"),
        _("Compare with the bank statement. Tick off each transfer when the money is there."),
        "office_transfers",
    ),
    "short": Name(
        _("Transfers that are short"),
        _("A part of the money came; the buyer was asked for the rest."),
        "office_transfers",
    ),
    "unended": Name(
        _("Past their time to pay"),
        _("These should have ended by themselves: the worker does not run. Tell your technician."),
        "office_transfers",
    ),
    "cash": Name(
        _("Cash to come from carriers"),
        _("Handed over against cash that has not come yet."),
        acts=("cash", "returned"),
    ),
    "returns": Name(
        _("Goods on their way back"),
        _("Not taken at the door. When the goods are back, note how many came."),
        acts=("returned",),
    ),
    "refunds": Name(
        _("Refunds due"), _("Money of buyers that has not gone back yet."), "office_refunds"
    ),
    "letters": Name(
        _("Messages not delivered"),
        _("Tried several times and given up. Remove the cause, then try again."),
        "office_outbox",
    ),
    "stars": Name(
        _("Orders whose star ended"),
        _("The star was revoked or suspended after the order: decide whether it may be sent."),
        "office_stars",
    ),
}
