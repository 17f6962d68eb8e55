"""What is final stays as it was, whatever happens afterwards."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from catalog import certification
from marketplace.kernel.outbox import queue
from marketplace.reports import audit, closing, counting, handlers
from marketplace.reports.errors import NotCounted, NotOver, ReasonNeeded, RegisterMoved
from marketplace.reports.models import Count, Snapshot
from marketplace.reports.shown import shown


@pytest.fixture
def report(provinces, counted):
    provinces.dong_thap()
    return counted(provinces.old["Đồng Tháp"])


@pytest.fixture
def final(report, make):
    closing.close(report, by=make.user("officer"))
    return report


def take_a_star_away(provinces):
    row = provinces.decision("Đồng Tháp").certifications.first()
    certification.revoke(
        row,
        reason="food_safety",
        document="17/QĐ-UBND",
        effective_on=datetime.date(2020, 12, 10),
        by=None,
    )


def count_again(report):
    counting.count(counting.ask(report))


def test_later_changes_of_the_register_do_not_alter_it(final, provinces):
    before = shown(final)
    take_a_star_away(provinces)

    after = shown(final)

    assert after.figures == before.figures
    assert after.figures["closing"]["products"] == 99
    assert len([line for line in after.lines() if line.kind == "closing"]) == 99


@pytest.mark.parametrize(
    "change",
    [
        lambda: Snapshot.objects.update(figures={}),
        lambda: Snapshot.objects.update(version=7),
        lambda: Snapshot.objects.all().delete(),
    ],
    ids=["figures", "version", "delete"],
)
def test_the_database_refuses_to_change_or_remove_it(final, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()

    assert Snapshot.objects.get().figures["closing"]["products"] == 99
    assert closing.altered() == []


def test_a_correction_is_a_new_version_and_says_why(final, provinces):
    take_a_star_away(provinces)
    count_again(final)
    with pytest.raises(ReasonNeeded):
        closing.close(final, by=None, reason="  ")

    closing.close(final, by=None, reason="Thu hồi được báo muộn")

    versions = Snapshot.objects.order_by("version")
    assert [(made.version, made.reason) for made in versions] == [
        (1, ""),
        (2, "Thu hồi được báo muộn"),
    ]
    assert [made.figures["closing"]["products"] for made in versions] == [99, 98]
    assert shown(final, 1).figures["closing"]["products"] == 99
    assert closing.finals().get().version == 2


def test_a_correction_in_the_making_is_not_public(final, provinces):
    take_a_star_away(provinces)
    count_again(final)

    assert shown(final).version is None
    assert closing.finals().get().figures["closing"]["products"] == 99


def test_figures_older_than_the_register_are_not_made_final(report, provinces):
    take_a_star_away(provinces)

    with pytest.raises(RegisterMoved):
        closing.close(report, by=None)

    assert not Snapshot.objects.exists()


def test_a_period_with_days_to_come_is_not_final(report):
    with time_machine.travel(datetime.date(2020, 12, 30)), pytest.raises(NotOver):
        closing.close(report, by=None)

    assert not Snapshot.objects.exists()


def test_nothing_counted_is_nothing_final(final):
    with pytest.raises(NotCounted):
        closing.close(final, by=None, reason="Không có gì")


def test_one_count_at_a_time(report):
    first = counting.ask(report)

    assert counting.ask(report) == first
    assert Count.objects.filter(state="waiting").count() == 1


def test_the_worker_counts_what_was_asked_for_once(report):
    row = counting.ask(report)
    while queue.drain():
        pass
    row.refresh_from_db()
    told = row.counted_at

    handlers.count({"count": row.pk})
    handlers.count({"count": 987_654})

    row.refresh_from_db()
    assert (row.state, row.done <= row.of, row.counted_at) == ("done", True, told)
    assert Count.objects.count() == 1


def test_a_count_that_runs_twice_tells_the_same(report):
    row = report.counts.get()
    before = row.figures

    counting.count(row)

    row.refresh_from_db()
    assert row.figures == before


def test_the_audit_finds_what_was_forged(final, provinces):
    assert list(audit.final_reports()) == []

    forged = Snapshot.objects.get()
    forged.pk, forged.version = None, 2
    forged.figures["closing"]["products"] = 1000
    forged.save(force_insert=True)

    told = list(audit.final_reports())
    assert f"final report {final.pk}, version 2, is not what was frozen" in told
    assert len(told) > 1
