"""Every unit of today and of before July 2025, and finding one by the other's name."""

import datetime
from collections import Counter

import pytest
from django.db import transaction
from django.db.models import Count

from catalog import places
from catalog.models import AdminSuccession, AdminUnit, AdminUnitName, AdminVintage, Place
from catalog.places_load import load_places
from marketplace.kernel.text import fold

DATE = datetime.date
NOW, THEN = places.CURRENT, places.BEFORE


@pytest.fixture(scope="module")
def all_places(django_db_setup, django_db_blocker):
    """Every unit, loaded once for this module and gone after it."""
    with django_db_blocker.unblock():
        load_places()
    yield
    with django_db_blocker.unblock(), transaction.atomic():
        for model in (AdminUnitName, AdminSuccession, AdminUnit, AdminVintage):
            model.objects.all()._raw_delete("default")


@pytest.fixture
def loaded(all_places, db):
    """The places, in a transaction that is rolled back."""


def unit(code, vintage=NOW):
    return AdminUnit.objects.get(vintage=vintage, code=code)


def old_commune(province, district, name):
    """The commune of that address; of a thị trấn and a xã of one name, the thị trấn."""
    return AdminUnit.objects.filter(
        vintage=THEN, name=name, parent__name=district, parent__parent__name=province
    ).earliest("code")


def test_the_lists_are_whole(loaded):
    counted = Counter(AdminUnit.objects.values_list("vintage", "level"))
    today = AdminUnit.objects.filter(vintage=NOW)
    kinds = dict(today.filter(level="commune").values_list("kind").annotate(Count("pk")))
    central = today.filter(level="province", kind="thành phố").count()

    assert counted == {
        (NOW, "province"): 34,
        (NOW, "commune"): 3_321,
        (THEN, "province"): 63,
        (THEN, "district"): 696,
        (THEN, "commune"): 10_035,
    }
    assert kinds == {"xã": 2_611, "phường": 697, "đặc khu": 13}
    assert central == 9
    assert not AdminUnit.objects.filter(parent=None).exclude(level="province").exists()


def test_on_the_first_day_of_the_reform_there_were_2621_communes_and_687_wards(loaded):
    first = DATE(2025, 7, 1)
    changed = {
        row.unit_id: row.kind
        for row in AdminUnitName.objects.filter(valid_from=first).select_related("unit")
    }
    kinds = Counter(
        (row.level, changed.get(row.pk, row.kind)) for row in AdminUnit.objects.filter(vintage=NOW)
    )

    assert kinds == {
        ("province", "tỉnh"): 28,
        ("province", "thành phố"): 6,
        ("commune", "xã"): 2_621,
        ("commune", "phường"): 687,
        ("commune", "đặc khu"): 13,
    }


def test_every_old_unit_became_something(loaded):
    relations = Counter(AdminSuccession.objects.values_list("relation", flat=True))
    lost = AdminUnit.objects.filter(vintage=THEN, successions=None).exclude(level="district")
    unborn = AdminUnit.objects.filter(vintage=NOW, predecessions=None)
    parts = AdminSuccession.objects.filter(is_partial=True)
    islands = AdminSuccession.objects.filter(old__level="district")

    assert relations == {"merged": 9_484, "divided": 1_033, "unchanged": 132, "renamed": 16}
    assert not lost.exists()
    assert not unborn.exists()
    assert parts.count() == relations["divided"]
    assert parts.values("old").distinct().count() == 471
    assert {row.old.name for row in islands} == {
        "Bạch Long Vĩ",
        "Cồn Cỏ",
        "Côn Đảo",
        "Hoàng Sa",
        "Lý Sơn",
    }


def test_loading_again_keeps_every_row_and_mends_a_wrong_one(loaded):
    home = Place.objects.create(commune=unit("30307"))
    before = list(AdminSuccession.objects.values_list("pk", flat=True))
    AdminUnit.objects.filter(code="30307", vintage=NOW).update(name="Long Xuyen")

    load_places()

    home.refresh_from_db()
    assert home.commune.name == "Long Xuyên"
    assert list(AdminSuccession.objects.values_list("pk", flat=True)) == before
    assert AdminUnitName.objects.count() == 14


PROVINCES = {
    "89": "91",
    "91": "91",
    "87": "82",
    "82": "82",
    "12": "12",
    "25": "25",
    "68": "68",
    "67": "68",
    "94": "92",
    "93": "92",
    "95": "96",
    "83": "86",
    "84": "86",
    "35": "37",
    "36": "37",
    "44": "44",
    "06": "19",
}
COMMUNES = {
    ("Đồng Tháp", "Tháp Mười", "Mỹ An"): "30037",
    ("An Giang", "Tri Tôn", "Tri Tôn"): "30544",
    ("An Giang", "Long Xuyên", "Mỹ Long"): "30307",
    ("Đồng Tháp", "Sa Đéc", "Tân Quy Đông"): "29905",
    ("Đồng Tháp", "Cao Lãnh", "Tịnh Thới"): "29869",
    ("Đồng Tháp", "Cao Lãnh", "4"): "29869",
    ("An Giang", "Tịnh Biên", "Nhà Bàng"): "30502",
    ("Kiên Giang", "Phú Quốc", "Dương Đông"): "31078",
    ("An Giang", "Tân Châu", "Châu Phong"): "30403",
    ("Đồng Tháp", "Hồng Ngự", "Long Thuận"): "29992",
    ("An Giang", "Long Xuyên", "Mỹ Khánh"): "30292",
    ("Lai Châu", "Tam Đường", "Tam Đường"): "03390",
    ("Lai Châu", "Tam Đường", "Bình Lư"): "03390",
    ("Lai Châu", "Tam Đường", "Khun Há"): "03430",
    ("Lai Châu", "Tam Đường", "Hồ Thầu"): "03405",
    ("Lai Châu", "Tam Đường", "Thèn Sin"): "03394",
}


def test_what_became_of_the_places_that_sell_here(loaded):
    provinces = {old: [new.code for new in places.current_of(unit(old, THEN))] for old in PROVINCES}
    communes = {
        address: [new.code for new in places.current_of(old_commune(*address))]
        for address in COMMUNES
    }

    assert provinces == {old: [new] for old, new in PROVINCES.items()}
    assert communes == {address: [new] for address, new in COMMUNES.items()}


def test_a_code_means_another_place_in_another_vintage(loaded):
    assert (unit("82", THEN).name, unit("82").name) == ("Tiền Giang", "Đồng Tháp")
    assert (unit("91", THEN).name, unit("91").name) == ("Kiên Giang", "An Giang")
    assert (unit("30307", THEN).name, unit("30307").name) == ("Mỹ Hòa", "Long Xuyên")


def test_a_divided_commune_names_its_larger_part_first_and_says_so(loaded):
    divided = old_commune("Cần Thơ", "Thốt Nốt", "Thốt Nốt")

    assert [new.name for new in places.current_of(divided)] == ["Thốt Nốt", "Thuận Hưng"]
    assert {(row.relation, row.is_partial) for row in divided.successions.all()} == {
        ("divided", True)
    }


def test_a_city_was_a_province_until_the_day_before(loaded):
    dong_nai = unit("75")

    assert places.kind_on(dong_nai, DATE(2026, 4, 29)) == "tỉnh"
    assert places.kind_on(dong_nai, DATE(2026, 4, 30)) == "thành phố"
    assert {code: unit(code).names.get().valid_to for code in ("22", "24", "75")} == {
        "22": DATE(2026, 8, 31),
        "24": DATE(2026, 9, 19),
        "75": DATE(2026, 4, 29),
    }


FOUND = {
    "P. Mỹ Long, TP. Long Xuyên": ["Phường Long Xuyên, tỉnh An Giang"],
    "phuong my long, tp long xuyen, an giang": ["Phường Long Xuyên, tỉnh An Giang"],
    "P. Long Xuyên, An Giang": ["Phường Long Xuyên, tỉnh An Giang"],
    "Số 12 Lê Lợi, P.4, TP. Cao Lãnh, Đồng Tháp": ["Phường Cao Lãnh, tỉnh Đồng Tháp"],
    "30307": ["Phường Long Xuyên, tỉnh An Giang"],
    "82": ["Tỉnh Đồng Tháp"],
    "TP.HCM": ["Thành phố Hồ Chí Minh"],
    "Sài Gòn, TP. HCM": ["Phường Sài Gòn, thành phố Hồ Chí Minh"],
    "Thừa Thiên Huế": ["Thành phố Huế"],
    "Bà Rịa-Vũng Tàu": ["Thành phố Hồ Chí Minh"],
    "Dương Đông": ["Đặc khu Phú Quốc, tỉnh An Giang"],
    "Côn Đảo": ["Đặc khu Côn Đảo, thành phố Hồ Chí Minh"],
    "thị trấn Tri Tôn, huyện Tri Tôn": ["Xã Tri Tôn, tỉnh An Giang"],
    "không có nơi này": [],
    "": [],
    ",,,": [],
    "Long\x00Xuyên": [],
    "Long Xuyên, " * 100: [],
}
FIRST = {
    "Sóc Trăng": "Thành phố Cần Thơ",
    "soc trang": "Thành phố Cần Thơ",
    "Tịnh Biên": "Phường Tịnh Biên, tỉnh An Giang",
    "tinh bien": "Phường Tịnh Biên, tỉnh An Giang",
    "Khánh Hoà": "Tỉnh Khánh Hòa",
    "Khánh Hòa": "Tỉnh Khánh Hòa",
    "khanh hoa": "Tỉnh Khánh Hòa",
    "Qui Nhơn": "Phường Quy Nhơn, tỉnh Gia Lai",
    "Đồng Nai": "Thành phố Đồng Nai",
}


def test_old_and_new_names_with_and_without_marks_find_the_places_of_today(loaded):
    found = {text: [places.full_name(one) for one in places.find(text)] for text in FOUND}
    first = {text: places.full_name(places.find(text)[0]) for text in FIRST}

    assert found == FOUND
    assert first == FIRST


def test_finding_costs_a_few_queries_however_much_is_found(loaded, django_assert_max_num_queries):
    for text in ("Tân Thành", "Phường 1", "P. Mỹ Long, TP. Long Xuyên"):
        with django_assert_max_num_queries(4):
            assert [places.full_name(one) for one in places.find(text)]


def test_provinces_and_communes_stand_in_vietnamese_order(loaded, django_assert_num_queries):
    with django_assert_num_queries(2):
        provinces = places.provinces()
        communes = places.communes_of(unit_of(provinces, "An Giang"))

    names = [province.name for province in provinces]
    assert (len(names), names[:8]) == (
        34,
        [
            "An Giang",
            "Bắc Ninh",
            "Cà Mau",
            "Cao Bằng",
            "Cần Thơ",
            "Đà Nẵng",
            "Đắk Lắk",
            "Điện Biên",
        ],
    )
    assert len(communes) == 102


def unit_of(units, name):
    return next(one for one in units if one.name == name)


def test_names_are_written_in_both_languages(loaded):
    ward = unit("30307")
    numbered = AdminUnit(kind="phường", name="4", parent=ward.parent)

    assert places.full_name(ward) == "Phường Long Xuyên, tỉnh An Giang"
    assert places.full_name(ward, "en") == "Long Xuyen Ward, An Giang Province"
    assert places.full_name(numbered, "en") == "Ward 4, An Giang Province"


def test_names_are_folded_as_search_folds_them(loaded):
    wrong = [
        one.name
        for one in AdminUnit.objects.filter(vintage=NOW)
        if one.folded_name != fold(one.name)
    ]

    assert wrong == []
    assert unit("01").name_en == "Hanoi"
    assert unit("48").name_en == "Da Nang"
