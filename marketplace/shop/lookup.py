"""Finding an order without an account: its code and the telephone number given with it."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from oscar.apps.order.models import Order

from marketplace.kernel import clock

from .models import LookupCount

# A family behind one address asks a few times; somebody who guesses asks thousands of times.
PER_ADDRESS = 20
PER_CODE = 10
_KEPT = datetime.timedelta(days=1)


class TooManyTries(Exception):
    """This address, or people asking for this code, have to wait until the next hour."""


def find(*, code: str, phone: str, address: str) -> Order | None:
    """The order with this code and this number (E.164); None for a wrong code or number alike.

    Effects: counts the try, for the address and for the code. Raises TooManyTries.
    """
    if not may_ask(f"address {address}", PER_ADDRESS) or not may_ask(f"code {code}", PER_CODE):
        raise TooManyTries
    order = Order.objects.filter(number=code).select_related("details").first()
    # A number is compared also when there is no order, so that the time tells nothing.
    expected = order.details.phone if order and hasattr(order, "details") else "-"
    return order if constant_time_compare(expected, phone) and expected != "-" else None


def may_ask(who: str, limit: int) -> bool:
    """Whether somebody may try once more in this hour; the try is counted.

    who: what is counted, kept as a keyed digest only.
    """
    count = _count_of(who)
    # One statement looks and counts: a hundred at once are counted a hundred times.
    return bool(
        LookupCount.objects.filter(pk=count.pk, tries__lt=limit).update(tries=F("tries") + 1)
    )


def forget_try(who: str) -> None:
    """Take back one try of this hour that may_ask() counted: it was no guess."""
    LookupCount.objects.filter(pk=_count_of(who).pk, tries__gt=0).update(tries=F("tries") - 1)


@transaction.atomic
def _count_of(who: str) -> LookupCount:
    """The count of somebody in this hour; old counts go."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    digest = salted_hmac("marketplace.shop.lookup", who, algorithm="sha256").hexdigest()
    count, made = LookupCount.objects.get_or_create(who=digest, hour=hour)
    if made:
        LookupCount.objects.filter(hour__lt=hour - _KEPT).delete()
    return count
