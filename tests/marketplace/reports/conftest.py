"""Two provinces, and reports about them that are counted at once."""

import datetime

import pytest

from marketplace.reports import counting
from marketplace.reports.counting import Scope, plan
from marketplace.reports.models import Report

from .provinces import BEFORE, Provinces


@pytest.fixture
def provinces(make) -> Provinces:
    return Provinces(make)


@pytest.fixture
def counted(db):
    """A function that plans a report, counts it and gives it back."""

    def count(area=None, *, geography=None, forms="six", first=(2020, 1, 1), last=(2020, 12, 31)):
        report = plan(
            Scope(
                kind="free",
                starts_on=datetime.date(*first),
                ends_on=datetime.date(*last),
                geography=geography or (area.vintage_id if area else BEFORE),
                forms=forms,
                area=area,
            )
        )
        counting.count(report.counts.get())
        return Report.objects.get(pk=report.pk)

    return count


@pytest.fixture
def figures(counted):
    """The counted figures of a report; same arguments."""

    def of(*args, **kwargs) -> dict:
        return counted(*args, **kwargs).counts.get().figures

    return of
