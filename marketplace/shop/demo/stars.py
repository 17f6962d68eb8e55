"""Certificates of the demonstration, relative to the day of loading.

Of every 148 first certificates 118 are in force for long, 11 end within 90 days, 10 have ended,
5 were followed by a newer one and 4 were revoked. The doors of the register write them, so each
has its history and its second person.
"""

from datetime import date, timedelta
from itertools import groupby

from dateutil.relativedelta import relativedelta

from catalog import certification
from catalog.models import IssuingAuthority, RuleSet, StarCertification

from .tables import producers, products

MONTHS = 36
ENDING, ENDED, FOLLOWED, REVOKED = 11, 10, 5, 4
REASONS = ("not_re_evaluated", "not_re_evaluated", "ceased_operation", "food_safety")


def states(count: int) -> list[str]:
    """What became of each product's first certificate, spread over the table."""
    fates = ["ending"] * ENDING + ["ended"] * ENDED + ["followed"] * FOLLOWED
    fates += ["revoked"] * REVOKED
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
    if fate in ("followed", "revoked"):
        return today - timedelta(days=760)
    # Decisions come in rounds, so a handful of days serve them all.
    return today - timedelta(days=(95, 210, 330, 450, 590)[number % 5])


def make_stars(goods: list, *, today: date, clerk, verifier) -> list[StarCertification]:
    """Record, submit and verify a first certificate for every product, then what followed."""
    fates = states(len(goods))
    rows = [
        (products()[i], goods[i], fates[i], _decided_on(fates[i], i, today))
        for i in range(len(goods))
    ]
    made = []
    in_round = sorted(rows, key=lambda row: (_province(row[0]), row[3]))
    for (province, day), same in groupby(in_round, lambda row: (_province(row[0]), row[3])):
        decision = _decision(province, day, number=100 + len(made))
        for row, product, fate, _ in same:
            made.append(_issue(product, row, decision, clerk, verifier))
            _what_followed(made[-1], fate, today, clerk, verifier)
    return made


def _province(row) -> str:
    return producers()[row.producer].province


def _decision(province: str, day: date, number: int):
    authority, _ = IssuingAuthority.objects.get_or_create(
        name=f"UBND tỉnh {province}",
        defaults={"name_en": f"People's Committee of {province}", "level": "province"},
    )
    rules = RuleSet.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    return certification.enter_decision(
        authority=authority,
        number=f"{number}/QĐ-UBND (minh họa)",
        decided_on=day,
        rule_set=rules,
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
    if fate == "followed":
        day = today - timedelta(days=40)
        newer = certification.record(
            issued.product,
            decision=_decision(issued.decision.authority.name.removeprefix("UBND tỉnh "), day, 90),
            award=certification.Award(stars=4 if issued.stars == 3 else 3),
            by=clerk,
        )
        certification.submit(newer, by=clerk)
        certification.supersede(issued, newer, by=verifier)
    elif fate == "revoked":
        done = StarCertification.objects.filter(status=StarCertification.Status.REVOKED).count()
        certification.revoke(
            issued,
            reason=REASONS[done % len(REASONS)],
            document="17/QĐ-UBND (minh họa)",
            effective_on=today - timedelta(days=60),
            by=verifier,
        )
