"""DOOR of FreshZone: how far a producer sends live and chilled goods."""

from collections.abc import Iterable

from django.db import transaction

from catalog.models import Producer
from catalog.registration import note

from .models import FreshZone


def zones_of(producer: Producer) -> list[str]:
    """The zones to which a producer sends fresh goods, in a steady order."""
    return sorted(FreshZone.objects.filter(producer=producer).values_list("zone", flat=True))


@transaction.atomic
def send_fresh_to(producer: Producer, zones: Iterable[str], *, by) -> bool:
    """Let the producer's fresh goods go to these zones and to no other; whether that is new.

    Effects: FreshZone, one FactsChange of the producer.
    """
    Producer.objects.select_for_update().get(pk=producer.pk)
    before, after = zones_of(producer), sorted(set(zones))
    if before == after:
        return False
    FreshZone.objects.filter(producer=producer).exclude(zone__in=after).delete()
    FreshZone.objects.bulk_create(
        FreshZone(producer=producer, zone=zone) for zone in after if zone not in before
    )
    note(producer, {"fresh_zones": [before, after]}, by=by)
    return True
