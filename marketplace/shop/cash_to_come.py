"""Cash that carriers took at the door and have not handed over, summed up."""

from dataclasses import dataclass
from datetime import datetime

from . import desk_queues


@dataclass(frozen=True)
class CarrierSum:
    """What one carrier holds for one producer: parcels, whole dong, since when."""

    carrier: str
    producer: str
    parcels: int
    amount: int
    oldest: datetime


def by_carrier(now: datetime) -> list[CarrierSum]:
    """Who holds how much for whom, the oldest first. Two queries."""
    held = {}
    for parcel in desk_queues.cash(now):
        held.setdefault((parcel.carrier, parcel.producer), []).append(parcel)
    return [
        CarrierSum(
            carrier,
            producer.trade_name,
            len(parcels),
            sum(parcel.due for parcel in parcels),
            parcels[0].since,
        )
        for (carrier, producer), parcels in held.items()
    ]
