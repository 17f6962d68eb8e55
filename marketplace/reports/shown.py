"""Which figures of a report are shown: a final version, or the draft that is being made."""

from dataclasses import dataclass
from datetime import datetime

from .lines import Line, unpack
from .models import Count, Report, Snapshot


@dataclass(frozen=True, slots=True)
class Shown:
    """One version of a report, or its draft (version None). figures: None before a first count."""

    report: Report
    figures: dict | None
    counted_at: datetime | None
    row: Count | Snapshot | None
    version: int | None = None

    def lines(self) -> list[Line]:
        """The records behind the figures; read only when asked for."""
        return unpack(self.row.lines) if self.row else []


def shown(report: Report, version: int | None = None) -> Shown | None:
    """The version asked for; without one the draft while there is one, else the newest version.

    None when there is no such version.
    """
    drafts = report.counts.defer("lines").filter(figures__isnull=False)
    draft = None if version else drafts.order_by("pk").last()
    if draft:
        return Shown(report, draft.figures, draft.counted_at, draft)
    versions = report.snapshots.defer("lines").order_by("version")
    final = versions.filter(version=version).first() if version else versions.last()
    if final:
        return Shown(report, final.figures, final.counted_at, final, final.version)
    return None if version else Shown(report, None, None, None)
