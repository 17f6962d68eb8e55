import datetime

import pytest

from catalog import reference
from catalog.certification import doubts, stars_on
from catalog.models import (
    AdminUnit,
    AdminVintage,
    IssuingAuthority,
    ProductGroup,
    ProductSet,
    RuleSet,
)

DATE = datetime.date


@pytest.fixture
def loaded(db):
    reference.load_reference()


def test_five_rule_sets_follow_each_other_without_a_gap(loaded):
    sets = list(RuleSet.objects.order_by("valid_from"))

    assert [one.instrument for one in sets] == [
        "1048/QĐ-TTg",
        "781/QĐ-TTg",
        "148/QĐ-TTg",
        "1489/QĐ-TTg",
        "26/2026/QĐ-TTg",
    ]
    for earlier, later in zip(sets, sets[1:], strict=False):
        assert earlier.valid_to + datetime.timedelta(days=1) == later.valid_from
    assert sets[-1].valid_to is None
    assert "unchecked" in sets[-1].note


def test_each_rule_set_has_six_groups_but_not_the_same(loaded):
    groups = {
        rule_set.code: list(rule_set.groups.values_list("identifier", flat=True))
        for rule_set in RuleSet.objects.all()
    }
    first = ["FOOD", "BEVERAGE", "HERBAL", "TEXTILE", "HANDICRAFT", "TOURISM"]
    second = ["FOOD", "BEVERAGE", "HERBAL", "HANDICRAFT", "ORNAMENTAL", "TOURISM"]

    assert groups == {
        "1048/2019": first,
        "781/2020": first,
        "148/2023": second,
        "1489/2025": second,
        "26/2026": second,
    }


def test_the_newest_list_has_26_sets_each_with_its_ministry(loaded):
    sets = list(ProductSet.objects.order_by("number"))
    by_group = {group.identifier: group.sets.count() for group in reference.current_groups()}

    assert [one.number for one in sets] == list(range(1, 27))
    assert all(one.ministry.startswith("Bộ ") and one.name_en for one in sets)
    assert by_group == {
        "FOOD": 13,
        "BEVERAGE": 4,
        "HERBAL": 3,
        "HANDICRAFT": 2,
        "ORNAMENTAL": 3,
        "TOURISM": 1,
    }


def test_loading_again_changes_nothing(loaded):
    held = [list(model.objects.values()) for model in (RuleSet, ProductGroup, ProductSet)]

    reference.load_reference()

    assert held == [list(model.objects.values()) for model in (RuleSet, ProductGroup, ProductSet)]
    assert IssuingAuthority.objects.filter(level="central").count() == 2


@pytest.mark.parametrize(
    ("day", "instrument"),
    [
        (DATE(2019, 8, 21), "1048/QĐ-TTg"),
        (DATE(2023, 2, 23), "781/QĐ-TTg"),
        (DATE(2023, 2, 24), "148/QĐ-TTg"),
        (DATE(2025, 7, 6), "1489/QĐ-TTg"),
        (DATE(2030, 1, 1), "26/2026/QĐ-TTg"),
    ],
)
def test_a_decision_falls_under_the_rules_of_its_day(loaded, day, instrument):
    assert reference.rule_set_on(day).instrument == instrument


def test_before_august_2019_there_were_no_rules(loaded):
    with pytest.raises(RuleSet.DoesNotExist):
        reference.rule_set_on(DATE(2019, 8, 20))


def test_a_province_recognises_once_and_a_commune_never(make):
    ward = make.commune("Tân Châu")

    committee = reference.peoples_committee(ward.parent)

    assert committee.name == "UBND tỉnh An Giang"
    assert (committee.level, committee.unit) == ("province", ward.parent)
    assert reference.peoples_committee(ward.parent) == committee
    with pytest.raises(ValueError, match="Tân Châu"):
        reference.peoples_committee(ward)


def test_a_committee_is_called_as_it_was_on_its_day(make):
    city = make.commune("Biên Hòa", "Đồng Nai", province_code="75").parent
    city.kind = "thành phố"
    city.names.create(kind="tỉnh", name="Đồng Nai", valid_to=DATE(2026, 4, 29))

    names = [
        reference.peoples_committee(city, day=day).name
        for day in (DATE(2026, 4, 29), DATE(2026, 4, 30), None)
    ]

    assert names == ["UBND tỉnh Đồng Nai", *["UBND thành phố Đồng Nai"] * 2]


def test_a_decision_of_a_district_that_is_gone_still_proves_its_stars(make, loaded, today):
    since = DATE(2024, 1, 1)
    before = AdminVintage.objects.create(key="VN-2024", valid_from=since)
    province = AdminUnit.objects.create(
        vintage=before, code="83", level="province", kind="tỉnh", name="Bến Tre", valid_from=since
    )
    district = AdminUnit.objects.create(
        vintage=before,
        code="838",
        level="district",
        kind="huyện",
        name="Mỏ Cày Bắc",
        parent=province,
        valid_from=since,
    )
    decision = make.decision(
        authority=reference.peoples_committee(district), decided_on=DATE(2024, 11, 12)
    )
    product = make.product()
    row = make.star(
        product,
        3,
        decision=decision,
        effective_on=DATE(2024, 11, 12),
        valid_until=DATE(2027, 11, 12),
    )

    assert stars_on(product, DATE(2026, 11, 22)).authority.name == (
        "UBND huyện Mỏ Cày Bắc, tỉnh Bến Tre"
    )
    assert doubts(row) == []
