"""What is coming: the certificates that end within months, by place and by producer.

Asks only; every figure is the length of a list that `ending` gives.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from marketplace.kernel.text import slug, sort_key

from .certification.asks import in_force
from .models import AdminUnit, Producer, StarCertification

Status = StarCertification.Status
# Months; each window holds the nearer ones.
WINDOWS = (1, 3, 6, 12)
_MAKER = "product__facts__producer"
_COMMUNE = f"{_MAKER}__place__commune"
_PLACES = {"commune": _COMMUNE, "province": f"{_COMMUNE}__parent"}


@dataclass(frozen=True, slots=True)
class Where:
    """Whose products are asked about. named: a part of a producer's name, marks do not matter.

    A place is the producer's; a commune says more than its province.
    """

    province: AdminUnit | None = None
    commune: AdminUnit | None = None
    producer: Producer | None = None
    named: str = ""

    def filters(self, maker: str) -> dict:
        """The filters of rows that reach their producer by this name."""
        at = f"{maker}__place__commune"
        asked = {
            maker: self.producer,
            at: self.commune,
            f"{at}__parent": None if self.commune else self.province,
            f"{maker}__slug__contains": slug(self.named),
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Figures:
    """How many certificates end within each of WINDOWS, at one place or producer."""

    of: AdminUnit | Producer
    counts: tuple[int, ...]


def last_day_within(day: date, months: int) -> date:
    """The last day of a window of calendar months that begins on a day."""
    return day + relativedelta(months=months)


def ending(
    day: date, where: Where | None = None, months: int = max(WINDOWS)
) -> QuerySet[StarCertification]:
    """Certificates in force on a day that end within so many months, what ends first on top.

    One that a verified newer decision replaces is left out: the stars go on. Annotated with
    `last_day` and `successor_waits`: a newer decision is entered and nobody has verified it yet.
    """
    newer = StarCertification.objects.filter(
        product=OuterRef("product"),
        status__in=[Status.DRAFT, Status.PENDING],
        effective_on__gt=OuterRef("effective_on"),
    )
    return (
        in_force(day)
        .filter(product__facts__isnull=False, last_day__lte=last_day_within(day, months))
        .filter(**(where or Where()).filters(_MAKER))
        .exclude(status=Status.SUPERSEDED)
        .annotate(last_day=F("last_day"), successor_waits=Exists(newer))
        .select_related(f"{_COMMUNE}__parent", "decision__authority")
        .order_by("last_day", "pk")
    )


def totals(rows: QuerySet[StarCertification], day: date) -> tuple[int, ...]:
    """How many of the rows of `ending` end within each of WINDOWS; one query."""
    found = rows.order_by().aggregate(**_counts(day))
    return tuple(found[_name(months)] for months in WINDOWS)


def by_place(rows: QuerySet[StarCertification], day: date, level: str) -> list[Figures]:
    """The rows of `ending` by "province" or "commune", in Vietnamese order; two queries."""
    found = dict(_grouped(rows, day, _PLACES[level]))
    units = AdminUnit.objects.select_related("parent").in_bulk(found)
    figures = [Figures(units[pk], counts) for pk, counts in found.items() if pk in units]
    return sorted(figures, key=lambda row: (sort_key(row.of.name), row.of.code))


def makers(rows: QuerySet[StarCertification]) -> QuerySet:
    """The ids of the producers of the rows of `ending`; whose certificate ends first on top."""
    first = rows.order_by().values(_MAKER).annotate(first=Min("last_day"))
    return first.order_by("first", _MAKER).values_list(_MAKER, flat=True)


def by_producer(rows: QuerySet[StarCertification], day: date, ids: Iterable[int]) -> list[Figures]:
    """The rows of `ending` of these producers, in the order given; two queries."""
    ids = list(ids)
    found = dict(_grouped(rows.filter(**{f"{_MAKER}__in": ids}), day, _MAKER))
    known = Producer.objects.select_related("place__commune__parent").in_bulk(ids)
    return [Figures(known[pk], found[pk]) for pk in ids if pk in found]


def _grouped(rows, day: date, by: str):
    grouped = rows.order_by().values_list(by).annotate(**_counts(day))
    return ((pk, tuple(counts)) for pk, *counts in grouped)


def _counts(day: date) -> dict[str, Count]:
    return {
        _name(months): Count("pk", filter=Q(last_day__lte=last_day_within(day, months)))
        for months in WINDOWS
    }


def _name(months: int) -> str:
    return f"within_{months}"
