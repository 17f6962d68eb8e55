"""What is typed is never changed: a correction stands beside what it corrects."""

import pytest
from django.db import IntegrityError, transaction

from marketplace.reports import typed
from marketplace.reports.errors import AlreadyReplaced
from marketplace.reports.models import AssessmentRound


@pytest.fixture
def row(provinces, make):
    return provinces.round_of_dong_thap(by=make.user("officer"))


def corrected(row, **numbers):
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "at", "by", "replaces")
    }
    return AssessmentRound(**(kept | numbers))


def test_a_correction_takes_the_place_of_the_row(row, make):
    officer = make.user("officer")

    newer = typed.enter(corrected(row, entered=131), by=officer, replaces=row)

    assert list(typed.standing(AssessmentRound)) == [newer]
    assert (newer.by, newer.replaces) == (officer, row)
    assert AssessmentRound.objects.get(pk=row.pk).entered == 130


def test_a_row_is_corrected_once(row):
    typed.enter(corrected(row, entered=131), by=None, replaces=row)

    with pytest.raises(AlreadyReplaced):
        typed.enter(corrected(row, entered=132), by=None, replaces=row)

    assert typed.standing(AssessmentRound).get().entered == 131


def test_a_withdrawn_row_counts_no_more_and_says_why(row):
    typed.withdraw(row, by=None, source="Nhập nhầm tỉnh")

    assert not typed.standing(AssessmentRound).exists()
    assert AssessmentRound.objects.latest("pk").source == "Nhập nhầm tỉnh"
    assert AssessmentRound.objects.count() == 2


def test_the_database_keeps_what_was_typed(row):
    for change in (
        lambda: AssessmentRound.objects.update(entered=1),
        lambda: AssessmentRound.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()

    assert AssessmentRound.objects.get().entered == 130


def test_todays_province_takes_in_what_it_was_made_of(row, provinces, figures):
    told = {
        name: len(figures(area)["rounds"])
        for name, area in {
            "then": provinces.old["Đồng Tháp"],
            "neighbour then": provinces.old["Tiền Giang"],
            "now": provinces.today["Đồng Tháp"],
        }.items()
    }

    assert told == {"then": 1, "neighbour then": 0, "now": 1}
