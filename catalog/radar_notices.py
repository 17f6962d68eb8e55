"""DOOR of ExpiryNotice: which ends of certificates have to be announced, each exactly once.

The authority reminds a producer at least 30 days before the end (148/QĐ-TTg); this house does so
120, 90, 60, 30 and 7 days before. Whoever asks late is told the threshold passed last and the
days that are truly left, never the ones missed before it. Only a valid certificate in force is
announced: a suspended star is announced when it comes back, and one that is revoked or has a
verified successor never again.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef
from django.db.models.functions import Coalesce

from .certification.validity import LAST_DAY
from .models import ExpiryNotice, StarCertification

Status = StarCertification.Status
THRESHOLDS = (120, 90, 60, 30, 7)
# An end that passed while no worker was awake is told for so long; older ones are history.
TOLD_AFTERWARDS = timedelta(days=30)
_NEVER = max(THRESHOLDS) + 1


def threshold_of(days_left: int) -> int | None:
    """The threshold passed last with so many days left; None before the first."""
    passed = [days for days in THRESHOLDS if days_left <= days]
    return min(passed) if passed else None


def due(day: date) -> list[ExpiryNotice]:
    """The notices that have to be given on a day, unsaved, what ends first on top; two queries.

    On the last day itself 0 days are left.
    """
    span = day - TOLD_AFTERWARDS, day + timedelta(days=max(THRESHOLDS))
    rows = (
        StarCertification.objects.annotate(last_day=LAST_DAY)
        .filter(status=Status.VALID, effective_on__lte=day, last_day__range=span)
        .filter(product__facts__isnull=False)
        .select_related("product__facts")
        .order_by("last_day", "pk")
    )
    nearest = _given(span)
    return [
        ExpiryNotice(
            certification=row, last_day=row.last_day, threshold=passed, days_left=days_left
        )
        for row in rows
        if (passed := threshold_of(days_left := (row.last_day - day).days))
        < nearest.get((row.pk, row.last_day), _NEVER)
    ]


def _given(span: tuple[date, date]) -> dict[tuple[int, date], int]:
    """The nearest threshold announced of each (certificate, last day) in a span of days."""
    rows = (
        ExpiryNotice.objects.filter(last_day__range=span)
        .order_by()
        .values_list("certification", "last_day")
        .annotate(nearest=Min("threshold"))
    )
    return {(pk, last_day): nearest for pk, last_day, nearest in rows}


@transaction.atomic
def give(day: date) -> list[ExpiryNotice]:
    """Write down every notice that is due on a day; returns them, to be sent now.

    Effects: one row for each certificate. Whoever does the same at the same time is refused by
    the database (IntegrityError) and finds nothing due the next time.
    """
    return ExpiryNotice.objects.bulk_create(due(day))


def still_true(notices: Iterable[int], day: date) -> list[ExpiryNotice]:
    """Of notices by id, those to be told on a day, what ends first on top; one query.

    Left out are certificates that end otherwise by now, and notices that a nearer threshold has
    overtaken: that one is told instead. `successor_waits`: a newer decision is entered and
    nobody has verified it yet.
    """
    newer = StarCertification.objects.filter(
        product=OuterRef("certification__product"),
        status__in=[Status.DRAFT, Status.PENDING],
        effective_on__gt=OuterRef("certification__effective_on"),
    )
    ends_now = Coalesce("certification__extended_until", "certification__valid_until")
    rows = (
        ExpiryNotice.objects.filter(
            pk__in=list(notices), certification__status__in=[Status.VALID, Status.SUSPENDED]
        )
        .alias(ends_now=ends_now)
        .filter(ends_now=F("last_day"))
        .annotate(successor_waits=Exists(newer))
        .select_related("certification__product__facts__producer")
        .order_by("last_day", "certification__product__title", "pk")
    )
    return [row for row in rows if row.threshold == threshold_of((row.last_day - day).days)]
