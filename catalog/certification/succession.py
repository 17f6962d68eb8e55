"""The doors that look at more than one certificate of a product: verify and supersede."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from catalog import errors
from catalog.models import StarCertification

from .asks import COUNTED
from .moving import change, locked, log, rows_of
from .validity import last_day

Evidence = StarCertification.Evidence
Outcome = StarCertification.Outcome
Status = StarCertification.Status
UNFINISHED = (Status.VALID, Status.SUSPENDED)


@transaction.atomic
def verify(certification: StarCertification, *, by) -> None:
    """Let a second person confirm that the decision says so.

    A certificate older than one already verified takes its place before it: it is superseded at
    once, and answers only for its own days.
    Effects: pending -> valid (or superseded, see above), `verified_by`, an event.
    Refuses: WrongState; SecondPersonNeeded; WeakEvidence; AlreadyCertified (an unfinished older
    one: supersede it); Overlaps (an older one was still in force on the first day).
    """
    row = _proved(certification, "verify", by)
    older, newer = _neighbours(row)
    _refuse_overlap(row, older)
    change(row, "verify", verified_by=by, **(_closed_by(row, newer) if newer else _VALID))
    log(row, "verify", before=Status.PENDING, by=by, effective_on=row.effective_on)


@transaction.atomic
def supersede(old: StarCertification, successor: StarCertification, *, by) -> None:
    """Replace a valid certificate by the pending one of a newer decision, in one step.

    The outcome (renewed, raised, lowered) follows from the stars. A certificate that had
    already expired keeps its last day, so that the gap stays visible.
    Effects: old -> superseded, its last day at the latest the day before the successor's first;
    successor pending -> valid, verified by `by`; an event for each.
    Refuses: WrongState (of either); SecondPersonNeeded and WeakEvidence (of the successor);
    Overlaps (another product's, or not later than the old one).
    """
    ended = locked(old, "supersede", Status.VALID)
    row = _proved(successor, "supersede", by)
    if row.product_id != ended.product_id or row.effective_on <= ended.effective_on:
        raise errors.Overlaps(row, other=ended)
    change(ended, "supersede", **_closed_by(ended, row))
    log(ended, "supersede", before=Status.VALID, by=by, effective_on=row.effective_on)
    change(row, "supersede", verified_by=by, **_VALID)
    log(row, "verify", before=Status.PENDING, by=by, effective_on=row.effective_on)


@transaction.atomic
def verify_all(rows: Iterable[StarCertification], *, by) -> int:
    """Verify these certificates, all or none; each replaces the valid one before it.

    Effects: those of `supersede` where the product holds a valid certificate that began earlier,
    else those of `verify`. Gives how many there were.
    Refuses: LinesRefused, with what stands against each line.
    """
    refused, count = [], 0
    for row in rows:
        try:
            with transaction.atomic():
                _verify_or_replace(row, by)
        except errors.CertificationRefused as refusal:
            refused.append((row, refusal))
        count += 1
    if refused:
        raise errors.LinesRefused(refused)
    return count


def against_all(rows: Iterable[StarCertification], *, by) -> list[tuple]:
    """What `verify_all` would refuse: (row, refusal) of each line. It is tried and taken back."""
    try:
        with transaction.atomic():
            verify_all(rows, by=by)
            transaction.set_rollback(True)
    except errors.LinesRefused as told:
        return told.refused
    return []


def current_before(row: StarCertification) -> StarCertification | None:
    """The valid certificate of the product that this one would replace."""
    before = StarCertification.objects.filter(
        product_id=row.product_id, status=Status.VALID, effective_on__lt=row.effective_on
    )
    return before.select_related("decision").first()


def _verify_or_replace(row: StarCertification, by) -> None:
    current = current_before(row)
    if current:
        supersede(current, row, by=by)
    else:
        verify(row, by=by)


def second_person(row: StarCertification, by) -> None:
    """Raise SecondPersonNeeded unless somebody other than the recorder acts."""
    if by is None or by.pk == row.recorded_by_id:
        raise errors.SecondPersonNeeded(row)


def predecessor_without(voided: StarCertification, *, by) -> None:
    """Put the certificate that a voided one had superseded back where it would be without it."""
    ended = StarCertification.objects.filter(superseded_by=voided).first()
    if ended is None:
        return
    _, newer = _neighbours(ended)
    fields = _closed_by(ended, newer) if newer else {**_VALID, "superseded_by": None}
    change(ended, "void", **fields)
    log(ended, "restore", before=Status.SUPERSEDED, by=by)


_VALID = {"status": Status.VALID, "ends_on": None, "outcome": ""}


def _proved(certification: StarCertification, door: str, by) -> StarCertification:
    row = locked(certification, door, Status.PENDING)
    second_person(row, by)
    if row.evidence not in (Evidence.A, Evidence.B1):
        raise errors.WeakEvidence(row)
    return row


def _neighbours(row: StarCertification):
    """The verified certificates before this one, and the first after it (or None)."""
    verified = [
        other
        for other in rows_of(row.product_id).values()
        if other.pk != row.pk and other.status in (*COUNTED, Status.SUSPENDED)
    ]
    older = [other for other in verified if other.effective_on <= row.effective_on]
    newer = [other for other in verified if other.effective_on > row.effective_on]
    return older, newer[0] if newer else None


def _refuse_overlap(row: StarCertification, older: list[StarCertification]) -> None:
    for other in older:
        if other.status in UNFINISHED:
            raise errors.AlreadyCertified(row, current=other)
        if last_day(other) >= row.effective_on:
            raise errors.Overlaps(row, other=other)


def _closed_by(row: StarCertification, newer: StarCertification) -> dict:
    """The fields of a certificate that a newer one ends."""
    printed = row.extended_until or row.valid_until
    taken = StarCertification.objects.filter(superseded_by=newer).exclude(pk=row.pk).exists()
    return {
        "status": Status.SUPERSEDED,
        "ends_on": min(printed, newer.effective_on - timedelta(days=1)),
        "outcome": _outcome(row.stars, newer.stars),
        "superseded_by": None if taken else newer,
    }


def _outcome(before: int, after: int) -> str:
    if after == before:
        return Outcome.RENEWED
    return Outcome.UPGRADED if after > before else Outcome.DOWNGRADED
