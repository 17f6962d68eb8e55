"""The days a report is about."""

from datetime import date

from catalog.places_load import REFORM

from .models import Report


def span(kind: str, year: int, half: int = 1) -> tuple[date, date]:
    """First and last day, inclusive, of a year or one of its halves."""
    if kind == Report.Kind.YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    return (
        (date(year, 1, 1), date(year, 6, 30))
        if half == 1
        else (date(year, 7, 1), date(year, 12, 31))
    )


def map_on(day: date) -> str:
    """The map that held on a day; it is what a report offers first."""
    return Report.Map.TODAY if day >= REFORM else Report.Map.BEFORE
