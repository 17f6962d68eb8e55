"""DOOR of invitations, of roles and belonging, and of the log of all acts upon people.

Every function is one act of an officer, or of whoever uses a code; each leaves a line in the
log. What a door raises stands in marketplace.people.errors.
"""

from .accepting import accept, asks_for_app, find, why_closed
from .belonging import GIVEN, give_role, take_role, tie, untie
from .inviting import (
    Guest,
    code_to_send,
    code_was_sent,
    confirm,
    invite,
    offer_office,
    print_code,
    send_code,
    withdraw,
)
from .keeping import correct, disable, enable, exported, remove, reset_factors, sign_out

__all__ = [
    "GIVEN",
    "Guest",
    "accept",
    "asks_for_app",
    "code_to_send",
    "code_was_sent",
    "confirm",
    "correct",
    "disable",
    "enable",
    "exported",
    "find",
    "give_role",
    "invite",
    "offer_office",
    "print_code",
    "remove",
    "reset_factors",
    "send_code",
    "sign_out",
    "take_role",
    "tie",
    "untie",
    "why_closed",
    "withdraw",
]
