"""A final report and a typed round, for the walks over every address."""

import datetime

from marketplace.reports import closing, counting, typed
from marketplace.reports.models import AssessmentRound, Report


def final_report(by=None) -> Report:
    """Of the year before last, for the whole register."""
    year = datetime.date.today().year - 2
    scope = counting.Scope(
        kind=Report.Kind.YEAR,
        starts_on=datetime.date(year, 1, 1),
        ends_on=datetime.date(year, 12, 31),
        geography=Report.Map.TODAY,
        forms=Report.Forms.SIX,
    )
    report = counting.plan(scope, by=by)
    counting.count(report.counts.get())
    closing.close(report, by=by)
    return report


def typed_round(area, by=None) -> AssessmentRound:
    row = AssessmentRound(
        area=area,
        name="Đợt 1",
        held_on=datetime.date(2026, 4, 20),
        entered=7,
        source="Biên bản (minh họa)",
    )
    return typed.enter(row, by=by)
