"""What a producer should see to before a day comes: certificates and batches that end."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from catalog.models import StarCertification
from showrooms.models import StockBalance

# A new assessment takes months; a jar is sold in weeks.
CERTIFICATE_DAYS, BATCH_DAYS = 180, 30


@dataclass(frozen=True, slots=True)
class Chore:
    """Something that ends: kind "certificate" or "batch". `left`: days, negative when over."""

    kind: str
    title: str
    day: date
    left: int
    lot: str = ""
    quantity: int = 0


def chores_of(producer, today: date) -> list[Chore]:
    """Certificates that end within half a year and goods in store near their date; soonest first.

    Two queries. A certificate that ended is a chore for half a year more.
    """
    found = [*_certificates(producer, today), *_batches(producer, today)]
    return sorted(found, key=lambda chore: chore.day)


def _certificates(producer, today: date):
    span = timedelta(days=CERTIFICATE_DAYS)
    rows = (
        StarCertification.objects.filter(product__facts__producer=producer, status="valid")
        .annotate(last=Coalesce("extended_until", "valid_until"))
        .filter(last__range=(today - span, today + span))
        .select_related("product")
    )
    for row in rows:
        yield Chore("certificate", row.product.title, row.last, (row.last - today).days)


def _batches(producer, today: date):
    rows = StockBalance.objects.filter(
        Q(batch__best_before__lte=today + timedelta(days=BATCH_DAYS)),
        owner=producer,
        place__producer=producer,
        on_hand__gt=0,
    ).select_related("batch__product")
    for row in rows:
        batch = row.batch
        yield Chore(
            "batch",
            batch.product.title,
            batch.best_before,
            (batch.best_before - today).days,
            batch.lot,
            row.on_hand,
        )
