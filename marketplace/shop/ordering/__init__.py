"""DOOR of orders: every change of an order, its payment and its parcels.

Each door is one transaction, locks the order first, moves a state by a conditional UPDATE,
leaves OrderEvents and asks the outbox for an "order_message". A door that is closed raises
NotNow and changes nothing. Which door opens in which state: `states.py`.

Verbs of events: placed, paid, short, over, goes_back, expired, cancelled, paid_back, confirmed,
declined, items_declined, sent, star_stopped, delivered, refused, taken_back, cash_received,
completed, and star_changed where the register changed. All but cash_received and completed
go out as messages {"order", "verb", "fulfilment", "event"}; what happened stands in the event's
facts.
"""

from .buyer import Buyer
from .fulfilling import cash_received, confirm, decline, deliver, refuse, send, take_back
from .keeping import keep_for
from .paying import cancel, expire, pay_back, receive_transfer, settle
from .placing import place, placed_from
from .stars import StarEnded, stars_ended_since
from .states import is_open

__all__ = [
    "Buyer",
    "StarEnded",
    "cancel",
    "cash_received",
    "confirm",
    "decline",
    "deliver",
    "expire",
    "is_open",
    "keep_for",
    "pay_back",
    "place",
    "placed_from",
    "receive_transfer",
    "refuse",
    "send",
    "settle",
    "stars_ended_since",
    "take_back",
]
