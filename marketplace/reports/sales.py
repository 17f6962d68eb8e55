"""What was sold in a period, as lines, and what each channel says it was in all."""

from typing import NamedTuple

from catalog.models import Producer, ProductFacts
from catalog.sales_channels import Sale, channels

from .lines import Line
from .maps import NOWHERE, Geography, Spot
from .models import Report


def read_sales(report: Report, geography: Geography) -> tuple[list[Line], dict[str, list[int]]]:
    """The sales of the area's producers, and of each channel [dong by its sales, dong in all]."""
    makers = _makers(geography)
    groups = dict(ProductFacts.objects.values_list("product_id", "group__identifier"))
    lines, sums = [], {}
    for channel in channels():
        counted = 0
        for sale in channel.sales(report.starts_on, report.ends_on):
            counted += sale.amount
            maker = makers.get(sale.producer_id, NOBODY)
            if report.area_id in (None, maker.spot.province):
                lines.append(_line(channel.key, sale, maker, groups.get(sale.product_id, "")))
        sums[channel.key] = [counted, channel.total(report.starts_on, report.ends_on)]
    return lines, sums


class Maker(NamedTuple):
    name: str
    form: str
    spot: Spot


NOBODY = Maker("", "", NOWHERE)


def _makers(geography: Geography) -> dict[int, Maker]:
    rows = Producer.objects.values_list(
        "pk", "legal_name", "legal_form", "place__commune_id", "place__legacy_commune_id"
    )
    return {pk: Maker(name, form, geography.spot(*where)) for pk, name, form, *where in rows}


def _line(channel: str, sale: Sale, maker: Maker, group: str) -> Line:
    return Line(
        kind="sale",
        product_id=sale.product_id,
        product=sale.title,
        producer_id=sale.producer_id,
        producer=maker.name,
        form=maker.form,
        group=group,
        star=str(sale.stars or ""),
        place=maker.spot.code,
        change=channel,
        mark="star" if sale.stars else "",
        paper=sale.reference,
        day=sale.sold_on.isoformat(),
        until="",
        quantity=sale.quantity,
        amount=sale.amount,
    )
