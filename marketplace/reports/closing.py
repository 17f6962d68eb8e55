"""DOOR of Snapshot: make a report final. What is final never changes."""

import hashlib
import json

from django.db import transaction
from django.db.models import OuterRef, Subquery

from marketplace.kernel import clock

from .checks import contradictions
from .counting import drop_drafts, mark_of
from .errors import Contradicts, NotCounted, NotOver, ReasonNeeded, RegisterMoved
from .models import Count, Report, Snapshot


@transaction.atomic
def close(report: Report, *, by, reason: str = "") -> Snapshot:
    """Freeze the counted figures with the records behind them.

    The first time it is version 1; later it is a correction and says why.
    Effects: a Snapshot; the counts of the report go. Raises NotOver (the period has days to
    come), NotCounted, RegisterMoved (since the count), Contradicts, ReasonNeeded (of a
    correction).
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    if held.ends_on > clock.today():
        raise NotOver(held.ends_on)
    counted = held.counts.order_by("pk").last()
    if counted is None or counted.state != Count.State.DONE:
        raise NotCounted(held)
    if counted.mark != mark_of(held):
        raise RegisterMoved(held)
    if found := contradictions(counted.figures):
        raise Contradicts(found)
    return _freeze(held, counted, by=by, reason=reason.strip())


def _freeze(report: Report, counted: Count, *, by, reason: str) -> Snapshot:
    last = report.snapshots.order_by("version").last()
    if last and not reason:
        raise ReasonNeeded(report)
    made = Snapshot.objects.create(
        report=report,
        version=last.version + 1 if last else 1,
        reason=reason if last else "",
        figures=counted.figures,
        lines=bytes(counted.lines),
        digest=digest(counted.figures, counted.lines),
        counted_at=counted.counted_at,
        closed_by=by,
    )
    drop_drafts(report)
    return made


def digest(figures: dict, lines: bytes) -> str:
    """SHA-256 over figures and lines, the same however the database keeps them."""
    told = json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode() + bytes(lines)).hexdigest()


def altered() -> list[Snapshot]:
    """Final reports that no longer are what was frozen: none, while the database is sound."""
    return [
        row
        for row in Snapshot.objects.select_related("report").iterator(chunk_size=5)
        if row.digest != digest(row.figures, row.lines)
    ]


def finals():
    """The newest version of every final report, the latest period first, without the records."""
    newest = Snapshot.objects.filter(report=OuterRef("report")).order_by("-version")
    return (
        Snapshot.objects.filter(pk=Subquery(newest.values("pk")[:1]))
        .select_related("report__area")
        .defer("lines")
        .order_by("-report__ends_on", "-report__starts_on", "-pk")
    )
