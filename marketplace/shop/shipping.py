"""What sending a parcel costs: dated bands, by weight and zone.

The zone follows from the province where the producer is and the province where the goods go:
the same province, the same region (north, centre, south), or across the country.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from .models import FreshZone, ProvinceRegion, ShippingBand

Zone = ShippingBand.Zone


@dataclass(frozen=True)
class Bands:
    """The price table of one day.

    prices: zone -> [(up to g, dong)], lightest first. regions: province id -> region.
    """

    prices: dict[str, list[tuple[int, int]]]
    regions: dict[int, str]

    def zone(self, origin_id: int, destination_id: int) -> str:
        """The zone between two provinces; across the country when a region is unknown."""
        if origin_id == destination_id:
            return Zone.PROVINCE
        here, there = self.regions.get(origin_id), self.regions.get(destination_id)
        return Zone.REGION if here and here == there else Zone.COUNTRY

    def price(self, zone: str, weight_g: int) -> int | None:
        """What a parcel of this weight costs, dong; None above the last band."""
        rows = self.prices.get(zone, [])
        return next((price for up_to, price in rows if weight_g <= up_to), None)

    def dearest(self, weight_g: int) -> int | None:
        """The most that a parcel of this weight costs, wherever it goes, dong.

        None where it is too heavy for one of the zones.
        """
        prices = [self.price(zone, weight_g) for zone in Zone]
        return None if None in prices else max(prices)


def bands(day: datetime.date) -> Bands:
    """The bands valid on a day. Two queries."""
    regions = ProvinceRegion.objects.values_list("province_id", "region")
    return Bands(_prices(day), dict(regions))


def _prices(day: datetime.date) -> dict[str, list[tuple[int, int]]]:
    prices: dict[str, dict[int, int]] = {}
    for band in in_force(ShippingBand, day):
        prices.setdefault(band.zone, {})[band.up_to_g] = band.price
    return {zone: sorted(rows.items()) for zone, rows in prices.items()}


def fresh_zones(producer_ids) -> set[tuple[int, str]]:
    """(producer id, zone) pairs to which live and chilled goods may go. One query."""
    rows = FreshZone.objects.filter(producer_id__in=set(producer_ids))
    return set(rows.values_list("producer_id", "zone"))


def in_force(model, day: datetime.date):
    """Rows of a dated table valid on a day, the latest begun last."""
    ended = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return model.objects.filter(ended, valid_from__lte=day).order_by("valid_from", "pk")
