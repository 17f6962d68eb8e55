"""What a person writes down of a product: kept in one shape, refused with a sentence."""

import datetime

import pytest

from catalog.forms.product import FLAGS, ProductForm
from catalog.models import ProductSet

GTIN = "8934567890120"


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def typed(group):
    return {
        "title": "Đường thốt nốt",
        "kind": f"group-{group.pk}",
        "status": "speciality",
        "net_unit": "g",
    }


def facts_of(typed, **more) -> dict:
    form = ProductForm(typed | more)
    assert form.is_valid(), form.errors
    return form.facts()


def errors_of(typed, **more) -> dict:
    return ProductForm(typed | more).errors


def test_the_least_that_has_to_be_known(typed, group):
    facts = facts_of(typed)

    assert (facts["title"], facts["group"], facts["set"]) == ("Đường thốt nốt", group, None)
    assert (facts["parcel_weight_g"], facts["gtin"], facts["allergens"]) == (None, None, None)


def test_a_set_says_its_group(typed, group):
    one = ProductSet.objects.create(group=group, number=4, name="Đường", name_en="Sugar")

    facts = facts_of(typed, kind=f"set-{one.pk}")

    assert (facts["group"], facts["set"]) == (group, one)


@pytest.mark.parametrize("kind", ["", "set-1", "group-x", "group-99999999999999999999"])
def test_a_group_that_is_not_in_the_list_is_refused(typed, kind):
    assert set(errors_of(typed, kind=kind)) == {"kind"}


def test_a_product_of_an_older_list_keeps_its_group(make, typed):
    older = make.group()
    older.rule_set.valid_from = older.rule_set.valid_from.replace(year=2019)
    older.rule_set.save()
    newer = type(older.rule_set).objects.create(
        code="26/2026", instrument="26/2026/QĐ-TTg", valid_from=datetime.date(2026, 5, 22)
    )
    type(older).objects.create(rule_set=newer, identifier="FOOD", name="Thực phẩm", name_en="Food")
    product = make.product(group=older)

    form = ProductForm(typed | {"kind": f"group-{older.pk}"}, product=product)

    assert form.is_valid(), form.errors
    assert form.facts()["group"] == older


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [([], None), (["none"], []), (["fish", "soya"], ["fish", "soya"])],
)
def test_not_asked_is_not_the_same_as_none(typed, ticked, kept):
    assert facts_of(typed, allergens=ticked)["allergens"] == kept


def test_allergens_and_none_contradict_each_other(typed):
    assert set(errors_of(typed, allergens=["none", "fish"])) == {"allergens"}


@pytest.mark.parametrize("written", [GTIN, "893 4567 890120", "893-4567890120"])
def test_a_barcode_is_kept_as_its_digits(typed, written):
    assert facts_of(typed, gtin=written)["gtin"] == GTIN


@pytest.mark.parametrize("written", ["8934567890121", "123", "abc", "2934567890124"])
def test_a_barcode_that_cannot_be_one_is_refused(typed, written):
    assert set(errors_of(typed, gtin=written)) == {"gtin"}


def test_a_barcode_of_another_product_is_refused_and_named(make, typed):
    other = make.product("Trà sen", gtin=GTIN)

    assert "Trà sen" in errors_of(typed, gtin=GTIN)["gtin"][0]
    assert ProductForm(typed | {"gtin": GTIN}, product=other).is_valid()


@pytest.mark.parametrize("written", ["1200", "1.200", "1 200", "1,200"])
def test_grams_are_read_as_people_write_them(typed, written):
    assert facts_of(typed, parcel_weight_g=written)["parcel_weight_g"] == 1_200


@pytest.mark.parametrize("written", ["0", "-1", "1.5", "100.001", "9" * 40, "½", "٣"])
def test_a_weight_that_no_parcel_has_is_refused(typed, written):
    assert set(errors_of(typed, parcel_weight_g=written)) == {"parcel_weight_g"}


@pytest.mark.parametrize("field", ["title", "summary", "storage_en"])
def test_text_that_is_too_long_or_cannot_be_shown_is_refused(typed, field):
    for wrong in ("a" * 201, "a\x00b", "a\u202eb"):
        assert set(errors_of(typed, **{field: wrong})) == {field}


def test_a_form_shows_a_product_as_it_is(make):
    product = make.product(
        title_en="Palm sugar", allergens=[], parcel_weight_g=1_200, is_live=True, gtin=GTIN
    )

    shown = ProductForm(product=product)
    html = str(shown)

    assert 'value="1.200"' in html
    assert 'value="none"' in html and "checked" in html
    assert shown["kind"].initial == f"group-{product.facts.group_id}"


def test_every_flag_says_what_it_changes(db):
    form = ProductForm()

    assert all(form.fields[name].help_text for name in FLAGS)


def test_a_part_of_the_form_gives_a_part_of_the_facts(typed):
    class Story(ProductForm):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            for name in FLAGS:
                del self.fields[name]

    form = Story(typed)

    assert form.is_valid(), form.errors
    assert not set(FLAGS) & set(form.facts())
