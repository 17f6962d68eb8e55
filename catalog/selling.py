"""What may enter a basket, and what a buyer must be told.

What law and sense ask of a kind of goods (domain.md 2.2):
medicine is shown, not sold; a service cannot be sent; alcohol wants a statement of age and
payment in advance; health food carries its notice; live and chilled goods go only where the
producer says they can.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .certification.asks import Star, holds, star_among
from .certification.history import certificates_of
from .certification.validity import last_day
from .models import ProductFacts, ProductStatus, StarCertification

Status = StarCertification.Status


@dataclass(frozen=True, slots=True)
class Block:
    """Why a product may not enter a basket.

    code: hidden, medicine, service, no_star, not_yet, expired, revoked, safety or suspended.
    date: not_yet - the first day; expired - the last day; revoked and safety - the first day
    without the star; suspended - the day of review; else None.
    """

    code: str
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one product stands on a day: its star, and what keeps it out of a basket."""

    star: Star | None
    block: Block | None


def standing_of(ids: Iterable[int], day: datetime.date) -> dict[int, Standing]:
    """The standing of each of these products on a day, in two queries.

    A product that does not exist, or whose producer works no more, is hidden.
    """
    known = ProductFacts.objects.filter(pk__in=set(ids)).select_related("producer")
    facts = {row.product_id: row for row in known}
    return {
        pk: Standing(star_among(rows, day), block_of(facts.get(pk), rows[::-1], day))
        for pk, rows in certificates_of(ids).items()
    }


def why_not(ids: Iterable[int], day: datetime.date) -> dict[int, Block]:
    """What stands against each of these products; one that may be bought is absent."""
    found = standing_of(ids, day)
    return {pk: standing.block for pk, standing in found.items() if standing.block}


def star_blocks(ids: Iterable[int], day: datetime.date) -> dict[int, Block]:
    """As why_not(), of the star alone: a product that is hidden too is stopped by its star."""
    found = {pk: _star_block(rows[::-1], day) for pk, rows in certificates_of(ids).items()}
    return {pk: block for pk, block in found.items() if block}


def block_of(
    facts: ProductFacts | None, rows: list[StarCertification], day: datetime.date
) -> Block | None:
    """What stands against one product. rows: its verified certificates, oldest first."""
    star = _star_block(rows, day)
    if star and star.code == "safety":
        return star
    if facts is None or facts.status == ProductStatus.HIDDEN or not facts.producer.is_active:
        return Block("hidden")
    if facts.is_medicine:
        return Block("medicine")
    if facts.is_service:
        return Block("service")
    return star


def notices(facts: ProductFacts) -> list[str]:
    """Codes of what the buyer must be told: alcohol, health_food, medicine, live, cold.

    alcohol: a statement of age, and payment in advance.
    """
    said = {
        "alcohol": facts.is_alcohol,
        "health_food": facts.is_health_food,
        "medicine": facts.is_medicine,
        "live": facts.is_live,
        "cold": facts.needs_cold_chain,
    }
    return [code for code, holds in said.items() if holds]


def _star_block(rows: list[StarCertification], day: datetime.date) -> Block | None:
    if not rows:
        return Block("no_star")
    if any(holds(row, day) for row in rows):
        return None
    return _ended(rows[-1], day)


def _ended(row: StarCertification, day: datetime.date) -> Block:
    """Why the newest certificate does not hold today."""
    if row.status == Status.SUSPENDED:
        return Block("suspended", row.review_on)
    if row.status == Status.REVOKED:
        safety = row.revocation_reason in StarCertification.SAFETY_REASONS
        return Block("safety" if safety else "revoked", last_day(row) + datetime.timedelta(days=1))
    if day < row.effective_on:
        return Block("not_yet", row.effective_on)
    return Block("expired", last_day(row))
