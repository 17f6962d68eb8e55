"""DOOR of orders: every change of an order, its payment and its parcels.

Each door is one transaction, locks the order first, moves a state by a conditional UPDATE,
leaves OrderEvents and asks the outbox for an "order_message". A door that is closed raises
NotNow and changes nothing. Which door opens in which state: `states.py`.
"""

from .buyer import Buyer

__all__ = ["Buyer"]


def place(basket, *, quote_hash, buyer, method, consents, language, day=None, user=None):
    raise NotImplementedError


def placed_from(basket_id):
    raise NotImplementedError


def receive_transfer(attempt, *, amount, received_on, by, bank_reference="", operation=None):
    raise NotImplementedError


def settle(attempt):
    raise NotImplementedError


def expire(now):
    raise NotImplementedError


def cancel(order, *, because, by=None):
    raise NotImplementedError


def pay_back(refund, *, by, bank_reference=""):
    raise NotImplementedError


def confirm(fulfilment, *, by):
    raise NotImplementedError


def decline(fulfilment, *, because, by, items=None):
    raise NotImplementedError


def send(fulfilment, *, carrier, number, by):
    raise NotImplementedError


def deliver(fulfilment, *, by):
    raise NotImplementedError


def refuse(fulfilment, *, by):
    raise NotImplementedError


def take_back(fulfilment, *, to_shelf, by, quantities=None):
    raise NotImplementedError


def cash_received(fulfilment, *, amount, by):
    raise NotImplementedError
