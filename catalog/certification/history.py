"""What a product's certificates have been: the rows of the product page's history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product

from catalog.models import StarCertification
from marketplace.kernel import clock

from .asks import COUNTED, Star
from .validity import EXPIRING_DAYS, last_day

Status = StarCertification.Status


class Phase(TextChoices):
    """What the calendar says of a certificate; never stored."""

    NOT_YET = "not_yet", _("not yet in force")
    CURRENT = "current", _("in force")
    EXPIRING = "expiring", _("expiring soon")
    EXTENDED = "extended", _("extended")
    EXPIRED = "expired", _("expired")
    SUPERSEDED = "superseded", _("replaced by a newer decision")
    REVOKED = "revoked", _("revoked")
    SUSPENDED = "suspended", _("suspended")


_WHEN_OVER = {Status.SUPERSEDED: Phase.SUPERSEDED, Status.REVOKED: Phase.REVOKED}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One certificate as the history shows it: its star, its phase, and why it ended."""

    star: Star
    phase: Phase
    outcome: str
    reason: str
    document: str


def phase_on(certification: StarCertification, day: date) -> Phase:
    """Where a verified certificate stands on a day."""
    last = last_day(certification)
    if certification.status == Status.SUSPENDED:
        return Phase.SUSPENDED
    if day > last or last < certification.effective_on:
        return _WHEN_OVER.get(certification.status, Phase.EXPIRED)
    if day < certification.effective_on:
        return Phase.NOT_YET
    if day > certification.valid_until:
        return Phase.EXTENDED
    if certification.status == Status.SUPERSEDED:
        return Phase.CURRENT
    return Phase.EXPIRING if (last - day).days <= EXPIRING_DAYS else Phase.CURRENT


def history_of(product: Product, day: date | None = None) -> list[HistoryRow]:
    """Every certificate the product ever had, the newest first, in one query."""
    return history(certificates_of([product.pk])[product.pk], day or clock.today())


def certificates_of(ids: Iterable[int]) -> dict[int, list[StarCertification]]:
    """The verified certificates of each of these products, the newest first, in one query."""
    found: dict[int, list[StarCertification]] = {pk: [] for pk in ids}
    for row in _verified().filter(product__in=list(found)):
        found[row.product_id].append(row)
    return found


@cache
def _verified():
    rows = StarCertification.objects.filter(status__in=[*COUNTED, Status.SUSPENDED])
    return rows.select_related("decision").order_by("-effective_on", "-pk")


def history(certificates: Iterable[StarCertification], day: date) -> list[HistoryRow]:
    """The rows of the history, in the order given."""
    return [_row(certification, day) for certification in certificates]


def _row(certification: StarCertification, day: date) -> HistoryRow:
    return HistoryRow(
        star=Star.of(certification),
        phase=phase_on(certification, day),
        outcome=certification.get_outcome_display(),
        reason=certification.get_revocation_reason_display(),
        document=certification.revocation_document or certification.extension_document,
    )
