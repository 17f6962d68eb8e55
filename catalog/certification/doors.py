"""The doors of one certificate. Those that join two stand in `succession`."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from oscar.apps.catalogue.models import Product

from catalog import errors
from catalog.models import (
    IssuingAuthority,
    PrivateDocument,
    RecognitionDecision,
    RuleSet,
    StarCertification,
)
from marketplace.kernel import clock

from .moving import change, enter, locked, log
from .succession import predecessor_without, second_person
from .validity import LONGEST_REVIEW_DAYS, last_day, last_day_of_validity

Evidence = StarCertification.Evidence
Reason = StarCertification.RevocationReason
Status = StarCertification.Status


@dataclass(frozen=True, slots=True)
class Award:
    """What a decision gives one product.

    `effective_on` is the day of the decision and `valid_until` (inclusive) 36 months after it,
    unless the certificate says otherwise.
    """

    stars: int
    evidence: str = Evidence.A
    effective_on: date | None = None
    valid_until: date | None = None
    score: Decimal | None = None
    is_potential_five_star: bool = False


@transaction.atomic
def enter_decision(
    *,
    authority: IssuingAuthority,
    number: str,
    decided_on: date,
    rule_set: RuleSet,
    is_invented: bool = False,
) -> RecognitionDecision:
    """The decision with this number and day of this authority, written once."""
    decision, _ = RecognitionDecision.objects.get_or_create(
        authority=authority,
        number=number,
        decided_on=decided_on,
        defaults={"rule_set": rule_set, "is_invented": is_invented},
    )
    return decision


@transaction.atomic
def attach_scan(decision: RecognitionDecision, scan: PrivateDocument) -> None:
    """Put the scan with the decision; a later one takes its place, and the old file stays."""
    decision.scan = scan
    decision.save(update_fields=["scan"])


@transaction.atomic
def record(
    product: Product, *, decision: RecognitionDecision, award: Award, by=None
) -> StarCertification:
    """Write down what a decision gives a product, as a draft.

    Effects: a certification with status draft, its first event.
    Refuses: NotAnAward, AlreadyRecorded (the product already stands under this decision),
    WrongDay (the last day would come before the first).
    """
    _check(award)
    certification = StarCertification(
        product=product,
        decision=decision,
        stars=award.stars,
        score=award.score,
        is_potential_five_star=award.is_potential_five_star,
        evidence=award.evidence,
        effective_on=award.effective_on or decision.decided_on,
        valid_until=award.valid_until or last_day_of_validity(decision.decided_on),
        recorded_by=by,
    )
    if certification.valid_until < certification.effective_on:
        raise errors.WrongDay(certification, day=certification.valid_until)
    return enter(certification, by=by)


def _check(award: Award) -> None:
    if award.stars not in (3, 4, 5) or (award.is_potential_five_star and award.stars != 4):
        raise errors.NotAnAward(award)
    if award.evidence not in Evidence:
        raise errors.NotAnAward(award)


@transaction.atomic
def submit(certification: StarCertification, *, by=None) -> None:
    """Hand a draft to the second person.

    Effects: draft -> pending, an event.
    Refuses: WrongState; Incomplete (no decision number, or decided on a day still to come).
    """
    row = locked(certification, "submit", Status.DRAFT)
    missing = [
        name
        for name, absent in {
            "number": not row.decision.number.strip(),
            "decided_on": row.decision.decided_on > clock.today(),
        }.items()
        if absent
    ]
    if missing:
        raise errors.Incomplete(row, missing=missing)
    change(row, "submit", status=Status.PENDING)
    log(row, "submit", before=Status.DRAFT, by=by)


@transaction.atomic
def reject(certification: StarCertification, *, reason: str, by=None) -> None:
    """Send a pending certification away for good.

    Effects: pending -> voided, an event with the reason. Refuses: WrongState, ReasonNeeded.
    """
    row = locked(certification, "reject", Status.PENDING)
    _want(reason, errors.ReasonNeeded, row)
    change(row, "reject", status=Status.VOIDED)
    log(row, "reject", before=Status.PENDING, by=by, reason=reason)


@transaction.atomic
def suspend(
    certification: StarCertification,
    *,
    reason: str,
    review_on: date,
    by=None,
    document: str = "",
    scan: PrivateDocument | None = None,
) -> None:
    """Take the star off sale while the authority inspects.

    Effects: valid -> suspended with a day of review, an event with the paper, if there is one.
    Refuses: WrongState; ReasonNeeded; WrongDay (review in the past or later than in 30 days).
    """
    row = locked(certification, "suspend", Status.VALID)
    _want(reason, errors.ReasonNeeded, row)
    today = clock.today()
    if not today <= review_on <= today + timedelta(days=LONGEST_REVIEW_DAYS):
        raise errors.WrongDay(row, day=review_on)
    change(row, "suspend", status=Status.SUSPENDED, review_on=review_on)
    told = {"reason": reason, "document": document, "scan": scan, "effective_on": today}
    log(row, "suspend", before=Status.VALID, by=by, **told)


@transaction.atomic
def resume(
    certification: StarCertification,
    *,
    reason: str = "",
    by=None,
    document: str = "",
    scan: PrivateDocument | None = None,
) -> None:
    """Give the star back after an inspection that found nothing.

    Effects: suspended -> valid, the day of review is cleared, an event. Refuses: WrongState.
    """
    row = locked(certification, "resume", Status.SUSPENDED)
    change(row, "resume", status=Status.VALID, review_on=None)
    told = {"reason": reason, "document": document, "scan": scan, "effective_on": clock.today()}
    log(row, "resume", before=Status.SUSPENDED, by=by, **told)


@transaction.atomic
def revoke(
    certification: StarCertification,
    *,
    reason: str,
    document: str,
    effective_on: date,
    by=None,
    scan: PrivateDocument | None = None,
) -> None:
    """Write down that the authority took the stars away from `effective_on` on.

    Often news of a certificate that had expired: the day it ended stays.
    Effects: valid or suspended -> revoked; the last day in force is the day before, at the
    latest; an event with the scan, if there is one.
    Refuses: WrongState; ReasonNeeded (not one of RevocationReason); DocumentNeeded; WrongDay (a
    suspended star would come back until a day still to come).
    """
    row = locked(certification, "revoke", Status.VALID, Status.SUSPENDED)
    if reason not in Reason:
        raise errors.ReasonNeeded(row)
    _want(document, errors.DocumentNeeded, row)
    before = row.status
    if before == Status.SUSPENDED and effective_on > clock.today():
        raise errors.WrongDay(row, day=effective_on)
    change(
        row,
        "revoke",
        status=Status.REVOKED,
        revocation_reason=reason,
        revocation_document=document,
        ends_on=min(last_day(row), effective_on - timedelta(days=1)),
        review_on=None,
    )
    told = {"reason": reason, "document": document, "scan": scan, "effective_on": effective_on}
    log(row, "revoke", before=before, by=by, **told)


@transaction.atomic
def extend(
    certification: StarCertification,
    *,
    until: date,
    document: str,
    by=None,
    scan: PrivateDocument | None = None,
) -> None:
    """Let a certificate run on, on the authority's paper and never without.

    Effects: `extended_until` (inclusive), an event; the state stays valid.
    Refuses: WrongState; DocumentNeeded; WrongDay (not later than what already holds).
    """
    row = locked(certification, "extend", Status.VALID)
    _want(document, errors.DocumentNeeded, row)
    if until <= last_day(row):
        raise errors.WrongDay(row, day=until)
    change(row, "extend", status=Status.VALID, extended_until=until, extension_document=document)
    told = {"document": document, "scan": scan, "effective_on": until}
    log(row, "extend", before=Status.VALID, by=by, **told)


@transaction.atomic
def void(certification: StarCertification, *, reason: str, by) -> None:
    """Take out a record that is wrong in our data; a right one may then be recorded.

    Effects: any state -> voided; a certificate that it had superseded is as if it had never
    been; an event for each.
    Refuses: WrongState (already voided); ReasonNeeded; SecondPersonNeeded.
    """
    row = locked(certification, "void", *(set(Status) - {Status.VOIDED}))
    _want(reason, errors.ReasonNeeded, row)
    second_person(row, by)
    before = row.status
    change(row, "void", status=Status.VOIDED, superseded_by=None)
    log(row, "void", before=before, by=by, reason=reason)
    predecessor_without(row, by=by)


def _want(text: str, refusal: type[errors.CertificationRefused], row: StarCertification) -> None:
    if not text.strip():
        raise refusal(row)
