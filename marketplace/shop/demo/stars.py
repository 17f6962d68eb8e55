"""Certificates of the demonstration, relative to the day of loading.

Of every 148 first certificates 118 are in force for long, 11 end within 90 days, 10 have ended,
5 were followed by a newer one, of which one is suspended today, and 4 were revoked. The doors of
the register write them, so each has its history and its second person.
"""

from collections import defaultdict
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from catalog import certification
from catalog.certification.doubts import awarding_level
from catalog.models import IssuingAuthority, StarCertification
from catalog.reference import peoples_committee, rule_set_on

from .tables import products

MONTHS = 36
ENDING, ENDED, PAUSED, FOLLOWED, REVOKED = 11, 10, 1, 4, 4
REVIEW_DAYS = 14
REASONS = ("not_re_evaluated", "not_re_evaluated", "food_safety", "ceased_operation")


def states(count: int) -> list[str]:
    """What became of each product's first certificate, spread over the table."""
    fates = ["ending"] * ENDING + ["ended"] * ENDED
    fates += ["paused"] * PAUSED + ["followed"] * FOLLOWED + ["revoked"] * REVOKED
    spread = ["valid"] * count
    for i, fate in enumerate(fates):
        spread[(i * 5 + 2) % count] = fate
    return spread


def _decided_on(fate: str, number: int, today: date) -> date:
    """The day of the first decision; on it depends when the 36 months end."""
    if fate == "ending":
        return today + timedelta(days=4 + number * 7 % 82) - relativedelta(months=MONTHS)
    if fate == "ended":
        return today - timedelta(days=8 + number * 11 % 190) - relativedelta(months=MONTHS)
    if fate in ("paused", "followed", "revoked"):
        return today - timedelta(days=760)
    # Decisions come in rounds, so a handful of days serve them all; the oldest end within a year.
    return today - timedelta(days=(95, 330, 590, 800, 950)[number % 5])


def make_stars(goods: list, *, today: date, clerk, verifier) -> list[StarCertification]:
    """Record, submit and verify a first certificate for every product, then what followed."""
    fates = states(len(goods))
    rounds = defaultdict(list)
    for number, (row, product, fate) in enumerate(zip(products(), goods, fates, strict=True)):
        day = _decided_on(fate, number, today)
        rounds[_authority(product, int(row.stars[0]), day), day].append((row, product, fate))
    made = []
    for number, ((authority, day), members) in enumerate(rounds.items(), 101):
        decision = _decision(authority, day, number)
        for row, product, fate in members:
            made.append(_issue(product, row, decision, clerk, verifier))
            _what_followed(made[-1], fate, today, clerk, verifier)
    return made


def _authority(product, stars: int, day: date):
    """Who awarded so many stars on that day: from 2023 to July 2025 districts gave three."""
    place = product.facts.producer.place
    if awarding_level(stars, day) == IssuingAuthority.Level.DISTRICT:
        return peoples_committee(place.legacy_commune.parent)
    return peoples_committee(place.commune.parent)


def _decision(authority, day: date, number: int):
    return certification.enter_decision(
        authority=authority,
        number=f"{number}/QĐ-UBND (minh họa)",
        decided_on=day,
        rule_set=rule_set_on(day),
        is_invented=True,
    )


def _issue(product, row, decision, clerk, verifier) -> StarCertification:
    award = certification.Award(
        stars=int(row.stars[0]), is_potential_five_star=row.stars.endswith("p")
    )
    issued = certification.record(product, decision=decision, award=award, by=clerk)
    certification.submit(issued, by=clerk)
    certification.verify(issued, by=verifier)
    return issued


def _what_followed(issued, fate, today, clerk, verifier):
    if fate in ("paused", "followed"):
        newer = _follow(issued, today, clerk, verifier)
        if fate == "paused":
            _pause(newer, today, verifier)
    elif fate == "revoked":
        _revoke(issued, today, verifier)


def _follow(issued, today, clerk, verifier) -> StarCertification:
    day, stars = today - timedelta(days=40), 4 if issued.stars == 3 else 3
    newer = certification.record(
        issued.product,
        decision=_decision(_authority(issued.product, stars, day), day, 90),
        award=certification.Award(stars=stars),
        by=clerk,
    )
    certification.submit(newer, by=clerk)
    certification.supersede(issued, newer, by=verifier)
    return newer


def _pause(newer, today, verifier):
    certification.suspend(
        newer,
        reason="Đoàn kiểm tra lấy mẫu tại cơ sở (minh họa)",
        review_on=today + timedelta(days=REVIEW_DAYS),
        by=verifier,
    )


def _revoke(issued, today, verifier):
    done = StarCertification.objects.filter(status=StarCertification.Status.REVOKED).count()
    certification.revoke(
        issued,
        reason=REASONS[done % len(REASONS)],
        document="17/QĐ-UBND (minh họa)",
        effective_on=today - timedelta(days=60),
        by=verifier,
    )
