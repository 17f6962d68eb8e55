"""Ends of certificates, announced once a day; what was missed is told with the days truly left."""

import datetime
from itertools import groupby

from django.db import transaction

from catalog import radar_notices
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import daily, enqueue, handles

from .messages import endings

# Nobody is woken by a message that can wait.
MORNING = datetime.time(8)


@daily("endings")
@transaction.atomic
def announce() -> None:
    """Give every notice that is due today.

    Effects: the notices, one "ending_notice" item for each producer and one "ending_digest" item
    for the centre, to be written in the morning.
    """
    today = clock.today()
    morning = datetime.datetime.combine(today, MORNING, clock.HANOI)
    notices = radar_notices.give(today)
    for kind, together in _letters(notices):
        ids = [notice.pk for notice in together]
        enqueue(kind, str(ids[0]), {"notices": ids}, not_before=morning)


def _letters(notices):
    """(kind, notices) of each item: one for each producer, one for all."""
    by_maker = sorted(notices, key=_maker)
    for _producer, together in groupby(by_maker, _maker):
        yield "ending_notice", list(together)
    if notices:
        yield "ending_digest", notices


def _maker(notice) -> int:
    return notice.certification.product.facts.producer_id


@handles("ending_notice")
@transaction.atomic
def tell_producer(payload):
    """Tell a producer's people, unless the end or its threshold has changed since the night."""
    if notices := radar_notices.still_true(payload["notices"], clock.today()):
        endings.tell_producer(notices, key=f"ending:{payload['notices'][0]}")


@handles("ending_digest")
@transaction.atomic
def tell_officers(payload):
    """Tell the officers, all in one message."""
    if notices := radar_notices.still_true(payload["notices"], clock.today()):
        endings.tell_officers(notices, key=f"endings:{payload['notices'][0]}")
