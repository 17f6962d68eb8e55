"""DOOR of what no system counts: rounds of evaluation, targets, training, stated figures.

Rows are added, never changed: a correction names the row it replaces, and so does a withdrawal.
"""

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from catalog.models import AdminSuccession, AdminUnit
from catalog.places import BEFORE

from .errors import AlreadyReplaced
from .models import AssessmentRound, Report, TypedFigure
from .models.typed import Typed

_ABOUT_TYPING = {"id", "at", "by", "by_id", "replaces", "replaces_id", "withdrawn"}


@transaction.atomic
def enter(row: Typed, *, by, replaces: Typed | None = None) -> Typed:
    """Write down a new row, or one that takes the place of another.

    Raises AlreadyReplaced when somebody corrected that one in the meantime.
    """
    row.by, row.replaces = by, replaces
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if replaces and type(row).objects.filter(replaces=replaces).exists():
            raise AlreadyReplaced(replaces) from error
        raise
    return row


def withdraw(row: Typed, *, by, source: str) -> Typed:
    """Take a row out of every figure, saying why in `source`; it stays readable.

    Raises AlreadyReplaced.
    """
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in _ABOUT_TYPING
    }
    gone = type(row)(**{**kept, "source": source}, withdrawn=True)
    return enter(gone, by=by, replaces=row)


def standing(model: type[Typed]) -> models.QuerySet:
    """The rows that hold: not replaced, not withdrawn."""
    return model.objects.filter(replaced_by=None, withdrawn=False).select_related(
        "area__parent", "by", "replaces"
    )


def rounds_of(report: Report) -> list[AssessmentRound]:
    """The rounds held in the period, in the area or in what it was made of."""
    rows = standing(AssessmentRound).filter(_inside(report))
    return list(rows.filter(held_on__range=(report.starts_on, report.ends_on)))


def targets_of(report: Report) -> list[TypedFigure]:
    """The targets that the last day of the period belongs to."""
    rows = standing(TypedFigure).filter(_inside(report), code__startswith="target_")
    return list(rows.filter(starts_on__lte=report.ends_on, ends_on__gte=report.ends_on))


def stated_of(report: Report) -> list[TypedFigure]:
    """What a paper states for the very end of the period."""
    rows = standing(TypedFigure).filter(_inside(report), code__startswith="stated_")
    return list(rows.filter(ends_on=report.ends_on))


def activities_of(report: Report) -> list[TypedFigure]:
    """Classes, press, fairs: what lies wholly inside the period."""
    rows = standing(TypedFigure).filter(_inside(report))
    counted = ~Q(code__startswith="target_") & ~Q(code__startswith="stated_")
    return list(rows.filter(counted, starts_on__gte=report.starts_on, ends_on__lte=report.ends_on))


def last_typed() -> str:
    """Changes whenever a row is entered."""
    pks = [model.objects.order_by("pk").last() for model in (AssessmentRound, TypedFigure)]
    return "-".join(str(row.pk if row else 0) for row in pks)


def _inside(report: Report) -> Q:
    """Rows of the report's area; on today's map also those of the provinces it was made of."""
    if report.area_id is None:
        return Q()
    if report.geography == BEFORE:
        return Q(area=report.area_id)
    before = AdminSuccession.objects.filter(new=report.area_id, old__level=AdminUnit.Level.PROVINCE)
    return Q(area=report.area_id) | Q(area__in=before.values("old"))


def areas() -> models.QuerySet:
    """The provinces a row may be about: of both maps, today's first."""
    return (
        AdminUnit.objects.filter(level=AdminUnit.Level.PROVINCE)
        .select_related("vintage")
        .order_by("-vintage", "folded_name")
    )
