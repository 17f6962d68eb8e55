"""What happened to the certificates of a period, each once and under its own name."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import certification
from catalog.models import StarCertification
from marketplace.reports.checks import contradictions
from marketplace.reports.lines import unpack


def day(month, number, year=2025):
    return datetime.date(year, month, number)


@pytest.fixture
def maker(provinces):
    return provinces.producer("HTX Sen", "cooperative", "Sa Đéc")


@pytest.fixture
def award(provinces, maker, make):
    """A function that takes a product through the doors: star, day, the certificate before."""
    clerk, verifier = make.user("officer"), make.user("officer")

    def given(title_or_product, stars, on, *, after=None, until=None):
        product = title_or_product
        if isinstance(product, str):
            product = make.product(product, by=maker, group=provinces.groups["FOOD"])
        row = certification.record(
            product,
            decision=provinces.decision("Đồng Tháp", on),
            award=certification.Award(stars=stars, valid_until=until),
            by=clerk,
        )
        certification.submit(row, by=clerk)
        if after:
            certification.supersede(after, row, by=verifier)
        else:
            certification.verify(row, by=verifier)
        return StarCertification.objects.get(pk=row.pk)

    return given


def revoke(row, on, by=None):
    certification.revoke(
        row, reason="not_re_evaluated", document="17/QĐ-UBND", effective_on=on, by=by
    )


@pytest.fixture
def a_year(award):
    """2025: one of each kind, and what happened before and after it."""
    award("Mới", 3, day(3, 1))
    for title, before, after in (("Nâng", 3, 4), ("Hạ", 4, 3), ("Lại", 4, 4)):
        first = award(title, before, day(5, 1, 2023))
        award(first.product, after, day(6, 2), after=first)
    lapsed = award("Trễ", 3, day(2, 1, 2022))
    award(lapsed.product, 3, day(9, 1), after=lapsed)
    award("Hết hạn", 3, day(4, 1, 2022))
    revoke(award("Hết hạn rồi thu hồi", 3, day(3, 1, 2022)), day(11, 3))
    revoke(award("Thu hồi", 4, day(5, 1, 2024)), day(10, 1))
    revoke(award("Thu hồi sau", 3, day(1, 5, 2022), until=day(12, 30, 2024)), day(2, 21))
    award("Năm sau", 3, day(1, 10, 2026))
    award("Đứng yên", 4, day(8, 1, 2023))


def names(report, kind, change) -> set[str]:
    lines = unpack(report.counts.get().lines)
    return {line.product for line in lines if (line.kind, line.change) == (kind, change)}


def test_each_change_is_told_under_its_name(a_year, provinces, counted):
    report = counted(provinces.today["Đồng Tháp"], first=(2025, 1, 1), last=(2025, 12, 31))

    assert {
        change: names(report, kind, change)
        for kind, change in (
            ("award", "new"),
            ("award", "upgraded"),
            ("award", "lowered"),
            ("award", "renewed"),
            ("end", "revoked"),
            ("end", "expired"),
            ("end", "revoked_late"),
        )
    } == {
        "new": {"Mới"},
        "upgraded": {"Nâng"},
        "lowered": {"Hạ"},
        "renewed": {"Lại", "Trễ"},
        "revoked": {"Thu hồi"},
        "expired": {"Hết hạn", "Trễ", "Hết hạn rồi thu hồi"},
        "revoked_late": {"Thu hồi sau", "Hết hạn rồi thu hồi"},
    }


def test_beginning_and_changes_lead_to_the_end(a_year, provinces, figures):
    told = figures(provinces.today["Đồng Tháp"], first=(2025, 1, 1), last=(2025, 12, 31))

    assert (told["opening"]["products"], told["closing"]["products"]) == (8, 6)
    assert told["gap"] == 1
    assert contradictions(told) == []


@pytest.mark.parametrize(
    ("last", "products"), [((2025, 2, 28), 7), ((2025, 4, 1), 7), ((2025, 4, 2), 6)]
)
def test_the_last_day_of_a_certificate_still_counts(a_year, provinces, figures, last, products):
    told = figures(provinces.today["Đồng Tháp"], first=(2025, 1, 1), last=last)

    assert told["closing"]["products"] == products


def test_a_suspended_star_is_none(award, provinces, figures, today):
    row = award("Tạm dừng", 4, day(3, 1))
    certification.suspend(row, reason="kiểm tra", review_on=today, by=None)

    told = figures(provinces.today["Đồng Tháp"], first=(2025, 1, 1), last=(2025, 12, 31))

    assert told["closing"]["products"] == 0
    assert contradictions(told) == []


def test_counting_asks_as_often_for_99_products_as_for_one(
    provinces, maker, award, counted, django_assert_num_queries
):
    award("Một món", 3, day(3, 1, 2020))
    area = provinces.old["Đồng Tháp"]
    with CaptureQueriesContext(connection) as asked:
        counted(area)
    provinces.dong_thap()

    with django_assert_num_queries(len(asked)):
        counted(area, last=(2020, 12, 30))
