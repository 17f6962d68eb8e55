"""What the register answers about a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from oscar.apps.catalogue.models import Product

from catalog.models import IssuingAuthority, ProductFacts, ProductStatus, StarCertification

from .validity import LAST_DAY, last_day

Status = StarCertification.Status
# A superseded or revoked certificate still answers for the days on which it was in force.
COUNTED = (Status.VALID, Status.SUPERSEDED, Status.REVOKED)


@dataclass(frozen=True, slots=True)
class Star:
    """The stars of one product on one day, with what proves them.

    `valid_until` is the last day in force, inclusive, with any extension or early end.
    """

    stars: int
    certification_id: int
    decision_number: str
    decided_on: date
    authority: IssuingAuthority
    effective_on: date
    valid_until: date
    is_potential_five_star: bool

    @classmethod
    def of(cls, certification: StarCertification) -> "Star":
        decision = certification.decision
        return cls(
            stars=certification.stars,
            certification_id=certification.pk,
            decision_number=decision.number,
            decided_on=decision.decided_on,
            authority=decision.authority,
            effective_on=certification.effective_on,
            valid_until=last_day(certification),
            is_potential_five_star=certification.is_potential_five_star,
        )


def in_force(day: date):
    """The certifications in force on a day: at most one for each product."""
    return StarCertification.objects.alias(last_day=LAST_DAY).filter(
        status__in=COUNTED, effective_on__lte=day, last_day__gte=day
    )


def stars_of(ids: Iterable[int], day: date) -> dict[int, Star]:
    """The stars of these products on a day, in one query; products without a star are absent."""
    rows = in_force(day).filter(product_id__in=list(ids)).select_related("decision__authority")
    return {row.product_id: Star.of(row) for row in rows}


def stars_on(product: Product, day: date) -> Star | None:
    """The star of one product on a day, or None."""
    return stars_of([product.pk], day).get(product.pk)


def may_be_sold(product: Product, day: date) -> bool:
    """Whether the product can be ordered on the web: a star in force and nothing against it.

    Medicine may be shown, not sold; a service cannot be sent; a suspended star is none.
    """
    sellable = ProductFacts.objects.filter(
        product=product, is_medicine=False, is_service=False
    ).exclude(status=ProductStatus.HIDDEN)
    return sellable.exists() and in_force(day).filter(product=product).exists()


def days_left(star: Star, day: date) -> int:
    """Days from `day` to the last day in force: 0 on the last day itself."""
    return (star.valid_until - day).days
