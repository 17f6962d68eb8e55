"""Radar: what ends within months, where, and what products lack."""

import pytest
from dateutil.relativedelta import relativedelta

from catalog import radar, radar_gaps
from catalog.models import Image, PrivateDocument, ProductPhoto
from catalog.radar import Where
from tests.catalog.register import DAY

pytestmark = pytest.mark.django_db


def months(today, count):
    return today + relativedelta(months=count)


@pytest.fixture
def an_giang(make):
    return make.producer("HTX Ba Chúc")


@pytest.fixture
def ha_noi(make):
    return make.producer(
        "HTX Bát Tràng", where=make.commune("Bát Tràng", "Hà Nội", province_code="01")
    )


def found(rows):
    return [row.product.title for row in rows]


def test_a_window_ends_on_its_last_day(make, today):
    for count in radar.WINDOWS:
        make.star(make.product(f"đúng {count}"), valid_until=months(today, count))
        make.star(make.product(f"sau {count}"), valid_until=months(today, count) + DAY)

    assert found(radar.ending(today, months=1)) == ["đúng 1"]
    assert found(radar.ending(today, months=3)) == ["đúng 1", "sau 1", "đúng 3"]
    assert radar.totals(radar.ending(today), today) == (1, 3, 5, 7)


def test_the_last_day_itself_counts_and_the_day_after_does_not(make, today):
    make.star(make.product(), valid_until=today)

    assert radar.ending(today).count() == 1
    assert radar.ending(today + DAY).count() == 0


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, 1),
        ({"extended_until": 20}, 1),
        ({"extended_until": 800}, 0),
        ({"status": "suspended", "review_on": 5}, 0),
        ({"status": "draft"}, 0),
        ({"status": "pending"}, 0),
        ({"status": "voided"}, 0),
        ({"status": "revoked", "ends_on": -1}, 0),
        ({"status": "revoked", "ends_on": 3}, 1),
        ({"status": "superseded", "ends_on": 3}, 0),
        ({"effective_on": 2}, 0),
    ],
)
def test_only_what_is_in_force_and_not_replaced_is_on_the_radar(make, today, fields, counts):
    days = {
        name: today + value * DAY if isinstance(value, int) else value
        for name, value in fields.items()
    }
    make.star(make.product(), **{"valid_until": today + 10 * DAY} | days)

    assert radar.ending(today).count() == counts


def test_a_decision_that_waits_for_its_second_person_is_told(make, today):
    product = make.product()
    make.star(product, valid_until=today + 10 * DAY)
    assert not radar.ending(today).get().successor_waits

    make.star(product, status="pending", effective_on=today)

    assert radar.ending(today).get().successor_waits


def test_figures_by_place_are_the_lengths_of_their_lists(make, today, an_giang, ha_noi):
    for maker, days in ((an_giang, 5), (an_giang, 80), (ha_noi, 300)):
        make.star(make.product(by=maker), valid_until=today + days * DAY)

    rows = radar.ending(today)
    figures = radar.by_place(rows, today, "province")

    assert [(row.of.name, row.counts) for row in figures] == [
        ("An Giang", (1, 2, 2, 2)),
        ("Hà Nội", (0, 0, 0, 1)),
    ]
    for row in figures:
        for window, count in zip(radar.WINDOWS, row.counts, strict=True):
            assert radar.ending(today, Where(province=row.of), window).count() == count
    communes = radar.by_place(radar.ending(today, Where(province=figures[0].of)), today, "commune")
    assert [(row.of.name, row.counts) for row in communes] == [("Long Xuyên", (1, 2, 2, 2))]


def test_figures_by_producer_begin_with_what_ends_first(make, today, an_giang, ha_noi):
    for maker, days in ((an_giang, 80), (an_giang, 20), (ha_noi, 5)):
        make.star(make.product(by=maker), valid_until=today + days * DAY)

    rows = radar.ending(today)
    figures = radar.by_producer(rows, today, radar.makers(rows))

    assert [(row.of, row.counts) for row in figures] == [
        (ha_noi, (1, 1, 1, 1)),
        (an_giang, (1, 2, 2, 2)),
    ]


def test_a_producer_is_found_by_a_part_of_its_name_without_marks(make, today, an_giang, ha_noi):
    for maker in (an_giang, ha_noi):
        make.star(make.product(by=maker), valid_until=today + 5 * DAY)

    assert radar.ending(today, Where(named="bat trang")).count() == 1
    assert radar.ending(today, Where(named="%")).count() == 2
    assert radar.ending(today, Where(producer=an_giang)).count() == 1


# --- what products lack --------------------------------------------------------------------------


def whole(make, title="Mật ong", **facts):
    """A product that lacks nothing."""
    product = make.product(title, title_en="Honey", **facts)
    image = Image.objects.create(title="x", alt_vi="x", file="x.jpg", width=1, height=1)
    ProductPhoto.objects.create(product=product, image=image)
    return product


def lacks(product, today):
    row = radar_gaps.products(today).get(pk=product.pk)
    return [gap for gap in radar_gaps.GAPS if getattr(row, f"lacks_{gap}")]


def test_a_whole_product_lacks_nothing(make, today):
    assert lacks(whole(make), today) == []


def test_a_photo_is_missed(make, today):
    assert lacks(make.product(title_en="Honey"), today) == ["photo"]


@pytest.mark.parametrize("name", ["summary", "ingredients", "storage"])
def test_english_is_missed_where_there_is_vietnamese(make, today, name):
    assert lacks(whole(make, **{name: "có"}), today) == ["english"]
    assert lacks(whole(make, **{name: "có", f"{name}_en": "yes"}), today) == []


def test_a_name_and_a_description_want_english_too(make, today):
    nameless, told = whole(make), whole(make)
    nameless.facts.title_en = ""
    nameless.facts.save()
    told.description = "Mật của rừng tràm."
    told.save()

    assert lacks(nameless, today) == ["english"]
    assert lacks(told, today) == ["english"]


def test_what_is_sent_has_a_weight(make, today):
    assert lacks(whole(make, parcel_weight_g=None), today) == ["weight"]
    assert lacks(whole(make, parcel_weight_g=None, is_service=True), today) == []


def test_a_star_in_force_wants_the_scan_of_its_decision(make, today):
    product = whole(make)
    star = make.star(product)
    assert lacks(product, today) == ["papers"]

    star.decision.scan = PrivateDocument.objects.create(title="86", file="86.pdf")
    star.decision.save()

    assert lacks(product, today) == []


def test_products_are_counted_by_what_they_lack_and_where_they_stand(make, today):
    make.star(whole(make, "có sao"))
    make.star(whole(make, "hết sao"), valid_until=today - DAY)
    whole(make, "tiềm năng", status="candidate", parcel_weight_g=None)
    whole(make, "ẩn", status="hidden", parcel_weight_g=None)

    counts = radar_gaps.counted(radar_gaps.products(today))

    assert counts["", "certified"] == counts["", "speciality"] == counts["", "candidate"] == 1
    assert counts["papers", "certified"] == 1
    assert counts["weight", "candidate"] == counts["any", "candidate"] == 1
    assert counts["any", "speciality"] == 0
    for (gap, kind), count in counts.items():
        assert radar_gaps.products(today, gap=gap, kind=kind).count() == count
