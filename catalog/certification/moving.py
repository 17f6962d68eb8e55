"""How every door of the register moves a row: lock, look, change, log, tell."""

from django.db import IntegrityError, transaction

from catalog import errors
from catalog.models import CertificationEvent, StarCertification
from catalog.signals import certification_changed


def rows_of(product_id: int) -> dict[int, StarCertification]:
    """Every certification of a product by id, freshly read and locked, oldest first."""
    rows = (
        StarCertification.objects.select_for_update(of=("self",))
        .filter(product_id=product_id)
        .select_related("decision")
        .order_by("effective_on", "pk")
    )
    return {row.pk: row for row in rows}


def locked(certification: StarCertification, door: str, *allowed: str) -> StarCertification:
    """The row as the database has it now, if the door opens from its state.

    All certifications of the product are locked, in one order, so that two doors of one
    product come one after the other. Raises WrongState.
    """
    row = rows_of(certification.product_id)[certification.pk]
    if row.status not in allowed:
        raise errors.WrongState(row, door=door)
    return row


def enter(certification: StarCertification, *, by) -> StarCertification:
    """Insert a new certification with its first event. Raises AlreadyRecorded."""
    try:
        with transaction.atomic():
            certification.save(force_insert=True)
    except IntegrityError as error:
        known = StarCertification.objects.exclude(status=StarCertification.Status.VOIDED).filter(
            product_id=certification.product_id, decision_id=certification.decision_id
        )
        if twin := known.first():
            raise errors.AlreadyRecorded(twin) from error
        raise
    log(certification, "record", by=by)
    return certification


def change(row: StarCertification, door: str, **fields) -> None:
    """Write the new state if the old one still stands. Raises WrongState.

    SQLite ignores the row lock, so the state looked at is part of the statement.
    """
    same = StarCertification.objects.filter(pk=row.pk, status=row.status)
    if not same.update(**fields):
        raise errors.WrongState(row, door=door)
    for name, value in fields.items():
        setattr(row, name, value)


def log(row: StarCertification, verb: str, *, before: str = "", by=None, **facts) -> None:
    """Append the event and tell those who listen, inside the door's transaction."""
    CertificationEvent.objects.create(
        certification=row, verb=verb, before=before, after=row.status, by=by, **facts
    )
    certification_changed.send(StarCertification, product_id=row.product_id)
