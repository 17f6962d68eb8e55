"""Sums that disagree are told with both numbers, and keep a report from being final."""

import datetime

import pytest
from django.utils import translation

from catalog.sales_channels import Channel, Sale, _channels, sells
from marketplace.reports import closing, counting, typed, words
from marketplace.reports.checks import contradictions
from marketplace.reports.errors import Contradicts, RegisterMoved
from marketplace.reports.models import Snapshot, TypedFigure

from .provinces import TODAY

YEAR = {"starts_on": datetime.date(2020, 1, 1), "ends_on": datetime.date(2020, 12, 31)}


@pytest.fixture
def sound(provinces):
    """Đồng Tháp 2020 as it was: nothing in it contradicts anything."""
    provinces.dong_thap()
    return provinces


def state(provinces, code, value, **fields):
    row = TypedFigure(
        area=provinces.old["Đồng Tháp"],
        code=code,
        value=value,
        source="Kế hoạch",
        **(YEAR | fields),
    )
    typed.enter(row, by=None)


def parts_of_a_round_make_more_than_the_whole(provinces):
    provinces.round_of_dong_thap(entered_upgrade=18)


def producers_of_a_round_do_not_add_up(provinces):
    provinces.round_of_dong_thap(producers_returning=12)


def more_reached_than_entered(provinces):
    provinces.round_of_dong_thap(
        entered=120, entered_first=103, reached_3=65, reached_4=34, two_stars=22
    )


def a_round_is_typed_twice(provinces):
    for _ in range(2):
        provinces.round_of_dong_thap(reached_3=None, reached_4=None, two_stars=None)


def a_number_below_nought(provinces):
    state(provinces, "press", -100)


def the_minutes_reach_what_the_register_does_not_have(provinces):
    provinces.round_of_dong_thap(reached_3=66)


def the_register_has_more_than_entered(provinces):
    provinces.round_of_dong_thap(
        entered=90,
        entered_first=73,
        reached_3=None,
        reached_4=None,
        two_stars=None,
    )


def a_paper_states_another_total(provinces):
    state(provinces, "stated_certified", 100)


def a_range_runs_backwards(provinces):
    state(provinces, "target_new", 8, up_to=6)


def a_share_above_everything(provinces):
    state(provinces, "target_share", 180)


def two_certificates_of_one_product(provinces):
    first = provinces.decision("Đồng Tháp").certifications.order_by("pk").first()
    provinces.certify(first.product, "4", day=datetime.date(2020, 12, 20), status="superseded")


def a_product_whose_producer_nobody_knows(provinces):
    product = provinces.make.product("Món lạ")
    product.facts.delete()
    provinces.certify(product)


def a_producer_who_is_on_no_old_map(provinces):
    lost = provinces.make.commune("Xã Lạ", "Đồng Tháp", province_code="82")
    maker = provinces.make.producer("Nhà lạ", where=lost)
    provinces.certify(provinces.make.product("Món lạ", by=maker, group=provinces.groups["FOOD"]))


PLANTED = {
    parts_of_a_round_make_more_than_the_whole: ("round_parts", 130, 131),
    producers_of_a_round_do_not_add_up: ("round_producers", 56, 55),
    more_reached_than_entered: ("round_outcome", 120, 121),
    a_round_is_typed_twice: ("round_twice", 2, 1),
    a_number_below_nought: ("negative", -100, 0),
    the_minutes_reach_what_the_register_does_not_have: ("reached", 66, 65),
    the_register_has_more_than_entered: ("entered", 90, 99),
    a_paper_states_another_total: ("stated", 100, 99),
    a_range_runs_backwards: ("range", 8, 6),
    a_share_above_everything: ("share", 180, 100),
    two_certificates_of_one_product: ("twice", 100, 99),
    a_product_whose_producer_nobody_knows: ("unplaced", 100, 99),
    a_producer_who_is_on_no_old_map: ("unplaced", 100, 99),
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_each_planted_contradiction_blocks_the_final_report(sound, counted, plant):
    plant(sound)
    report = counted(sound.old["Đồng Tháp"])

    with pytest.raises(Contradicts) as refusal:
        closing.close(report, by=None)

    found = refusal.value.contradictions
    assert PLANTED[plant] in [tuple(one[:3]) for one in found]
    assert not Snapshot.objects.exists()
    _, first, second = PLANTED[plant]
    for language in ("vi", "en"):
        with translation.override(language):
            told = [words.sentence(one) for one in found]
            assert any(words.number(first) in one and words.number(second) in one for one in told)


def test_the_sound_report_is_made_final(sound, counted):
    sound.round_of_dong_thap()

    closing.close(counted(sound.old["Đồng Tháp"]), by=None)

    assert Snapshot.objects.get().figures["closing"]["products"] == 99


def test_the_beginning_is_what_the_report_before_ended_with(sound, counted):
    area = sound.old["Đồng Tháp"]
    closing.close(counted(area), by=None)
    # Recorded later, in force before: the next report begins with one more.
    late = sound.make.product(
        "Món ghi muộn", by=sound.producer("Nhà muộn", "jsc", "Sa Đéc"), group=sound.groups["FOOD"]
    )
    sound.certify(late, "4")

    told = counted(area, first=(2021, 1, 1), last=(2021, 6, 30)).counts.get().figures

    assert [tuple(one) for one in contradictions(told)] == [
        ("previous", 34, 35, "4"),
        ("previous", 99, 100, "products"),
    ]


def test_what_is_told_for_the_whole_country_knows_every_group_form_and_place(sound, figures):
    a_product_whose_producer_nobody_knows(sound)

    found = contradictions(figures(geography=TODAY))

    assert {one.code: one[1:3] for one in found} == {
        "groups": (100, 99),
        "forms": (100, 99),
        "places": (100, 99),
    }


@pytest.fixture
def channel():
    """A function that opens a channel for one test: its sales, and the sum it claims."""

    def opened(*amounts, total):
        def sales(first, last):
            for number, (product, amount) in enumerate(amounts):
                maker = product.facts.producer_id
                yield Sale(f"B{number}", first, product.pk, product.title, maker, 1, amount, None)

        sells(Channel("fair", "Hội chợ", sales, lambda first, last: total))

    yield opened
    del _channels["fair"]


def test_a_channel_whose_sales_are_not_its_sum(sound, channel, figures, today):
    product = sound.decision("Đồng Tháp").certifications.first().product
    channel((product, 50_000), (product, -60_000), total=90_000)

    found = contradictions(figures(sound.old["Đồng Tháp"]))

    assert ("channel", -10_000, 90_000, "fair") in [tuple(one) for one in found]
    assert "negative" in [one.code for one in found]


def test_changes_that_do_not_lead_from_beginning_to_end(sound, figures):
    told = figures(sound.old["Đồng Tháp"])
    told["opening"]["products"] = 3

    assert [tuple(one) for one in contradictions(told)] == [("balance", 102, 99, "")]


def test_what_is_typed_after_the_count_has_to_be_counted(sound, counted):
    report = counted(sound.old["Đồng Tháp"])
    state(sound, "press", -1)

    with pytest.raises(RegisterMoved):
        closing.close(report, by=None)

    counting.count(counting.ask(report))
    with pytest.raises(Contradicts):
        closing.close(report, by=None)
