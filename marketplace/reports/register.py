"""What the register tells a report: one query over the certificates, one pass over its rows."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import (
    DateField,
    F,
    Min,
    OuterRef,
    PositiveSmallIntegerField,
    Subquery,
    Window,
)
from django.db.models.functions import Coalesce, Lag, Lead

from catalog.certification.asks import COUNTED, in_force
from catalog.certification.validity import LAST_DAY
from catalog.models import CertificationEvent, StarCertification

from .lines import Line
from .maps import NOWHERE, Geography, Spot
from .models import Report

Status = StarCertification.Status
A_DAY = timedelta(days=1)
CHUNK = 5_000
_PRODUCER = "product__facts__producer"


class Certificate(NamedTuple):
    """One certificate with its neighbours; the fields are those of the query below."""

    product_id: int
    product: str
    producer_id: int | None
    producer: str | None
    form: str | None
    group: str | None
    commune_id: int | None
    legacy_id: int | None
    stars: int
    is_potential: bool
    status: str
    paper: str
    first: date
    last: date
    printed: date
    revoked_on: date | None
    stars_before: int | None
    last_before: date | None
    next_first: date | None

    @property
    def star(self) -> str:
        return f"{self.stars}{'p' if self.is_potential else ''}"


def certificates() -> Iterator[Certificate]:
    """Every certificate that was in force on some day, oldest first within its product."""
    by_product = {"partition_by": F("product_id"), "order_by": [F("effective_on"), F("pk")]}
    revoked = CertificationEvent.objects.filter(certification=OuterRef("pk"), verb="revoke")
    rows = (
        StarCertification.objects.annotate(
            last=LAST_DAY,
            printed=Coalesce("extended_until", "valid_until"),
            revoked_on=Subquery(
                revoked.order_by()
                .values("certification")
                .annotate(on=Min("effective_on"))
                .values("on"),
                output_field=DateField(),
            ),
        )
        .filter(status__in=COUNTED, last__gte=F("effective_on"))
        .annotate(
            stars_before=Window(
                Lag("stars", output_field=PositiveSmallIntegerField()), **by_product
            ),
            last_before=Window(Lag("last", output_field=DateField()), **by_product),
            next_first=Window(Lead("effective_on", output_field=DateField()), **by_product),
        )
        .order_by("product_id", "effective_on", "pk")
    )
    columns = (
        "product_id product__title {0}_id {0}__legal_name {0}__legal_form "
        "product__facts__group__identifier {0}__place__commune_id {0}__place__legacy_commune_id "
        "stars is_potential_five_star status decision__number effective_on last printed "
        "revoked_on stars_before last_before next_first"
    )
    named = columns.format(_PRODUCER).split()
    return map(Certificate._make, rows.values_list(*named).iterator(chunk_size=CHUNK))


def how_many() -> int:
    """How many rows certificates() will give, about."""
    return StarCertification.objects.filter(status__in=COUNTED).count()


@dataclass
class Reading:
    """What one pass over the register gives.

    lines: of the report's area. seen: products with a star at the end, in all areas.
    unplaced: how many of those may lie in the area and are not found on its map. twice: how
    many of the area have two certificates in force at the end.
    """

    lines: list[Line] = field(default_factory=list)
    seen: int = 0
    unplaced: int = 0
    twice: int = 0


def read(
    report: Report, geography: Geography, step: Callable[[int], None] = lambda done: None
) -> Reading:
    """Sort every certificate into the lines of a report. step: told how many rows are done."""
    reading, held = Reading(), Counter()
    for done, row in enumerate(certificates(), 1):
        spot = geography.spot(row.commune_id, row.legacy_id)
        is_held = row.first <= report.ends_on <= row.last
        reading.seen += is_held
        if report.area_id in (None, spot.province):
            reading.lines += _lines(report, row, spot)
            held[row.product_id] += is_held
        elif is_held and spot is NOWHERE:
            reading.unplaced += _may_lie_in(geography, row)
        if done % CHUNK == 0:
            step(done)
    reading.twice = sum(count > 1 for count in held.values())
    return reading


def in_the_register(day: date) -> int:
    """Products with a star on a day, as the register itself answers."""
    return in_force(day).values("product_id").distinct().count()


def _may_lie_in(geography: Geography, row: Certificate) -> bool:
    return row.producer_id is None or geography.may_lie_in(row.commune_id)


def _lines(report: Report, row: Certificate, spot: Spot) -> Iterator[Line]:
    before = report.starts_on - A_DAY
    if row.first <= before <= row.last:
        yield _line("opening", row, spot)
    if row.first <= report.ends_on <= row.last:
        yield _line("closing", row, spot)
    if report.starts_on <= row.first <= report.ends_on:
        yield _line("award", row, spot, change=_award(row), mark=_gap(row))
    for change in _ends(report, row):
        yield _line("end", row, spot, change=change)


def _award(row: Certificate) -> str:
    if row.stars_before is None:
        return "new"
    if row.stars == row.stars_before:
        return "renewed"
    return "upgraded" if row.stars > row.stars_before else "lowered"


def _gap(row: Certificate) -> str:
    late = row.last_before is not None and row.first > row.last_before + A_DAY
    return "gap" if late else ""


def _ends(report: Report, row: Certificate) -> Iterator[str]:
    """How the star ended in the period, and what was decided in it about one that had ended."""
    gone = row.last + A_DAY
    followed = row.next_first is not None and row.next_first <= gone
    taken = row.status == Status.REVOKED and row.last < row.printed
    if report.starts_on <= gone <= report.ends_on and not followed:
        yield "revoked" if taken else "expired"
    late = row.status == Status.REVOKED and not taken
    if late and row.revoked_on and report.starts_on <= row.revoked_on <= report.ends_on:
        yield "revoked_late"


def _line(kind: str, row: Certificate, spot: Spot, change: str = "", mark: str = "") -> Line:
    return Line(
        kind=kind,
        product_id=row.product_id,
        product=row.product,
        producer_id=row.producer_id,
        producer=row.producer or "",
        form=row.form or "",
        group=row.group or "",
        star=row.star,
        place=spot.code,
        change=change,
        mark=mark,
        paper=row.paper,
        day=row.first.isoformat(),
        until=row.last.isoformat(),
        quantity=0,
        amount=0,
    )
