"""A guest's orders on their way into an account: noted in the session until somebody signs in."""

from datetime import timedelta

from marketplace.kernel import clock
from marketplace.kernel.accounts.forms import SIGN_UP_WITH

from . import ordering

WAITING = "orders_to_keep"
# Whoever sits down at this browser an hour later is not the guest who ordered.
PATIENCE = timedelta(hours=1)


def note(session, order) -> None:
    """Remember the order, and with what its buyer's account may begin."""
    now = clock.now().timestamp()
    session[WAITING] = {**session.get(WAITING, {}), order.number: now}
    session[SIGN_UP_WITH] = {"full_name": order.details.full_name, "contact": order.details.phone}


def keep_noted(session, user) -> int:
    """Put what was noted of late into the account, and forget it; returns how many orders."""
    oldest = (clock.now() - PATIENCE).timestamp()
    session.pop(SIGN_UP_WITH, None)
    noted = session.pop(WAITING, {})
    return ordering.keep_for(user, [number for number, at in noted.items() if at >= oldest])
