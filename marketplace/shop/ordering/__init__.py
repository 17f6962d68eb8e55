"""DOOR of orders: every change of an order, its payment and its parcels.

Each door is one transaction, locks the order first, moves a state by a conditional UPDATE,
leaves OrderEvents and asks the outbox for an "order_message". A door that is closed raises
NotNow and changes nothing. Which door opens in which state: `states.py`.

Verbs of events: placed, paid, short, over, goes_back, expired, cancelled, paid_back, confirmed,
declined, items_declined, taken_out, sent, star_stopped, sent_anyway, delivered, refused,
taken_back, cash_received, completed, recipient_changed, account_given, and star_changed where the
register changed. All but cash_received and completed go out as messages {"order", "verb",
"fulfilment", "event"}; what happened stands in the event's facts.
"""

from .buyer import Buyer
from .changing import RECIPIENT, change_recipient, give_account, look_at, seen
from .deciding import refund_stopped, send_anyway, stopped
from .declining import decline, take_out
from .fulfilling import cash_received, confirm, deliver, refuse, send, take_back
from .keeping import keep_for
from .paying import cancel, expire, pay_back, receive_transfer, settle
from .placing import place, placed_from
from .stars import StarEnded, stars_ended_since
from .states import is_open

__all__ = [
    "RECIPIENT",
    "Buyer",
    "StarEnded",
    "cancel",
    "cash_received",
    "change_recipient",
    "confirm",
    "decline",
    "deliver",
    "expire",
    "give_account",
    "is_open",
    "keep_for",
    "look_at",
    "pay_back",
    "place",
    "placed_from",
    "receive_transfer",
    "refund_stopped",
    "refuse",
    "seen",
    "send",
    "send_anyway",
    "settle",
    "stars_ended_since",
    "stopped",
    "take_back",
    "take_out",
]
