"""The tables of An Giang and Đồng Tháp, to the unit, on the old map and on today's."""

import pytest

from marketplace.reports.checks import contradictions
from marketplace.reports.models import Report

from .provinces import BEFORE, TODAY


@pytest.fixture
def both(provinces):
    provinces.an_giang()
    provinces.dong_thap()
    provinces.rounds_of_an_giang()
    provinces.round_of_dong_thap()
    return provinces


def area_on(provinces, name, geography):
    return (provinces.old if geography == BEFORE else provinces.today)[name]


def stars(row: dict) -> tuple[int, ...]:
    return tuple(row[star] for star in ("3", "4", "4p", "5"))


def column(rows: dict, name: str) -> dict[str, int]:
    return {key: row[name] for key, row in rows.items() if row[name]}


@pytest.mark.parametrize("geography", [BEFORE, TODAY])
def test_an_giang_to_the_end_of_2020(both, figures, geography):
    area = area_on(both, "An Giang", geography)

    told = figures(area, forms=Report.Forms.THREE, first=(2018, 1, 1))

    assert sum(row["entered"] for row in told["rounds"]) == 49
    assert told["awards"]["all"]["products"] == told["closing"]["products"] == 42
    assert stars(told["closing"]) == (26, 11, 5, 0)
    assert column(told["groups"], "products") == {
        "FOOD": 33,
        "BEVERAGE": 7,
        "HERBAL": 1,
        "HANDICRAFT": 1,
    }
    assert column(told["forms"], "of_3_4") == {"household": 12, "enterprise": 13, "cooperatives": 3}
    assert column(told["forms"], "of_4p") == {"enterprise": 2}
    assert contradictions(told) == []


@pytest.mark.parametrize("geography", [BEFORE, TODAY])
def test_dong_thap_in_2020(both, figures, geography):
    told = figures(area_on(both, "Đồng Tháp", geography), forms=Report.Forms.SIX)

    minutes = told["rounds"][0]
    assert minutes["entered"] == 130 == minutes["entered_first"] + minutes["entered_upgrade"]
    assert (minutes["entered_first"], minutes["entered_upgrade"]) == (113, 17)
    assert minutes["two_stars"] == 22
    assert told["awards"]["all"]["products"] == 99
    assert stars(told["awards"]["all"]) == stars(told["closing"]) == (65, 34, 0, 0)
    assert column(told["groups"], "products") == {
        "FOOD": 83,
        "BEVERAGE": 1,
        "HERBAL": 5,
        "HANDICRAFT": 7,
        "TOURISM": 3,
    }
    assert column(told["forms"], "producers") == {
        "cooperatives": 4,
        "private": 2,
        "joint_stock": 5,
        "limited": 12,
        "establishment": 15,
        "business_households": 4,
    }
    assert contradictions(told) == []


def test_the_old_map_names_districts_and_todays_communes(both, figures):
    then = figures(both.old["An Giang"])
    now = figures(both.today["An Giang"])

    assert [name for _code, name, _en in then["frame"]["places"]] == [
        "thành phố Long Xuyên",
        "thành phố Tịnh Biên",
    ]
    assert [name for _code, name, _en in now["frame"]["places"]] == [
        "phường Long Xuyên",
        "phường Tịnh Biên",
    ]
    assert column(then["places"], "products") != {}
    assert sum(column(then["places"], "products").values()) == 42


def test_what_joined_a_province_counts_on_todays_map_alone(both, figures):
    neighbour = both.producer("Nước mắm Rạch Giá", "cooperative", "Rạch Giá")
    made = both.make.product("Nước mắm", by=neighbour, group=both.groups["FOOD"])
    both.certify(made, "4", province="An Giang")

    counted = {
        name: figures(area)["closing"]["products"]
        for name, area in {
            "An Giang then": both.old["An Giang"],
            "Kiên Giang then": both.old["Kiên Giang"],
            "An Giang now": both.today["An Giang"],
        }.items()
    }

    assert counted == {"An Giang then": 42, "Kiên Giang then": 1, "An Giang now": 43}


@pytest.mark.parametrize(
    ("geography", "rows"), [(BEFORE, {"89": 42, "87": 99}), (TODAY, {"91": 42, "82": 99})]
)
def test_the_whole_register_is_told_by_province(both, figures, geography, rows):
    told = figures(geography=geography)

    assert column(told["places"], "products") == rows
    assert told["closing"]["products"] == 141
    assert contradictions(told) == []


def test_the_cells_of_the_cube_add_up_to_every_table(both, figures):
    told = figures(both.today["Đồng Tháp"])

    assert sum(count for *_, count in told["cube"]) == 99
    food = sum(count for _star, group, _form, _place, count in told["cube"] if group == "FOOD")
    assert food == told["groups"]["FOOD"]["products"]


def test_an_empty_register_is_told_with_every_group_at_nought(provinces, figures):
    told = figures(provinces.old["An Giang"])

    assert told["closing"]["products"] == 0
    assert len(told["frame"]["groups"]) == 6
    assert contradictions(told) == []
