"""DOOR of Report and Count: say what is to be told, count it, count it again.

A count runs in the outbox and notes how far it is, so that a page can show it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from catalog.models import AdminUnit, CertificationEvent
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import enqueue

from . import register, tally, typed
from .lines import pack
from .maps import Geography
from .models import Count, Report, Snapshot
from .sales import read_sales

State = Count.State
KIND = "report_count"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about; see Report."""

    kind: str
    starts_on: date
    ends_on: date
    geography: str
    forms: str
    area: AdminUnit | None = None


@transaction.atomic
def plan(scope: Scope, *, by=None) -> Report:
    """The report of this scope, and its first count asked for; an equal one is taken up again.

    Effects: a Report unless there is one, a Count, an outbox item.
    """
    report, _ = Report.objects.get_or_create(
        starts_on=scope.starts_on,
        ends_on=scope.ends_on,
        area=scope.area,
        geography=scope.geography,
        forms=scope.forms,
        defaults={"kind": scope.kind, "made_by": by},
    )
    ask(report)
    return report


@transaction.atomic
def ask(report: Report) -> Count:
    """Have the figures counted; while one count is under way no second one is begun.

    Effects: a Count, an outbox item.
    """
    Report.objects.select_for_update().get(pk=report.pk)
    running = report.counts.filter(state__in=(State.WAITING, State.COUNTING)).first()
    if running:
        return running
    made = Count.objects.create(report=report)
    enqueue(KIND, str(made.pk), {"count": made.pk})
    return made


def count(row: Count) -> None:
    """Count the figures of a report; a second call counts them anew.

    Effects: `done` moves on while it runs; then figures, lines and state, and older counts of
    the report go. Runs outside any transaction, so that its progress is seen.
    """
    report = row.report
    mine = Count.objects.filter(pk=row.pk)
    mine.update(state=State.COUNTING, done=0, of=register.how_many())
    mark, moment = mark_of(report), clock.now()
    try:
        figures, lines = _counted(report, lambda done: mine.update(done=done))
    except Exception:
        mine.update(state=State.FAILED)
        raise
    mine.update(state=State.DONE, figures=figures, lines=pack(lines), mark=mark, counted_at=moment)
    report.counts.filter(pk__lt=row.pk).delete()


def drop_drafts(report: Report) -> None:
    """Forget the counts of a report that was made final."""
    report.counts.all().delete()


def mark_of(report: Report) -> str:
    """Changes with every act in the register, every typed row, every other final report."""
    event = CertificationEvent.objects.order_by("pk").last()
    others = Snapshot.objects.exclude(report=report).order_by("pk").values_list("pk", flat=True)
    return f"{event.pk if event else 0}-{typed.last_typed()}-{others.last() or 0}"


def _counted(report: Report, step) -> tuple[dict, list]:
    geography = Geography(report)
    reading = register.read(report, geography, step)
    sales, said = read_sales(report, geography)
    lines = reading.lines + sales
    figures = tally.figures(report, lines, geography)
    figures |= {"register": tally.register_says(report, reading), "said": said}
    return figures | {"before": _before(report)}, lines


def _before(report: Report) -> dict | None:
    """What the final report that ended the day before this one begins told at its end."""
    earlier = Snapshot.objects.filter(
        report__area=report.area_id,
        report__geography=report.geography,
        report__ends_on=report.starts_on - timedelta(days=1),
    )
    found = earlier.order_by("-closed_at", "-pk").values_list("figures", flat=True).first()
    return found and found["closing"]
