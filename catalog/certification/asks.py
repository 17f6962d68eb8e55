"""What the register answers about a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from oscar.apps.catalogue.models import Product

from catalog.known import authorities
from catalog.models import IssuingAuthority, ProductFacts, ProductStatus, StarCertification

from .validity import LAST_DAY, last_day

Status = StarCertification.Status
# A superseded or revoked certificate still answers for the days on which it was in force.
_COLUMNS = (
    *("product_id", "stars", "pk", "decision__number", "decision__decided_on"),
    *("decision__authority", "effective_on", LAST_DAY, "is_potential_five_star"),
)
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
            authority=_authority(decision.authority_id),
            effective_on=certification.effective_on,
            valid_until=last_day(certification),
            is_potential_five_star=certification.is_potential_five_star,
        )


def _authority(pk: int) -> IssuingAuthority:
    return authorities([pk])[pk]


def in_force(day: date):
    """The certifications in force on a day: at most one for each product."""
    return _counted().filter(effective_on__lte=day, last_day__gte=day)


@cache
def _counted():
    return StarCertification.objects.alias(last_day=LAST_DAY).filter(status__in=COUNTED)


def stars_of(ids: Iterable[int], day: date) -> dict[int, Star]:
    """The stars of these products on a day, in one query; products without a star are absent."""
    rows = in_force(day).filter(product_id__in=list(ids)).values_list(*_COLUMNS)
    return {
        pk: Star(stars, certification, number, decided_on, _authority(authority), *rest)
        for pk, stars, certification, number, decided_on, authority, *rest in rows
    }


def star_among(certificates: Iterable[StarCertification], day: date) -> Star | None:
    """The star of the product whose certificates these are, on a day, or None. No query."""
    return next((Star.of(row) for row in certificates if holds(row, day)), None)


def holds(row: StarCertification, day: date) -> bool:
    """Whether a certificate is in force on a day, as in_force() asks it of the database."""
    return row.status in COUNTED and row.effective_on <= day <= last_day(row)


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
