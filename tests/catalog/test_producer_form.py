"""What a person writes down of a producer: the tax code, the names, and where it is."""

import datetime

import pytest

from catalog.forms.places import asking
from catalog.forms.producer import ProducerForm
from catalog.models import AdminSuccession, AdminUnit, AdminVintage

FIRM = "0100109106"


@pytest.fixture
def long_xuyen(make):
    return make.commune("Long Xuyên")


@pytest.fixture
def my_long(make, long_xuyen):
    """A ward of before July 2025 that went into Long Xuyên."""
    then = AdminVintage.objects.create(key="VN-2024", valid_from=datetime.date(2020, 1, 1))
    old = AdminUnit.objects.create(
        vintage=then,
        code="30283",
        level="commune",
        kind="phường",
        name="Mỹ Long",
        folded_name="my long",
        valid_from=then.valid_from,
    )
    AdminSuccession.objects.create(old=old, new=long_xuyen, relation="merged")
    return old


@pytest.fixture
def typed(long_xuyen):
    return {
        "legal_form": "cooperative",
        "legal_name": "Hợp tác xã Sen Quê",
        "province": str(long_xuyen.parent_id),
        "commune": str(long_xuyen.pk),
        "is_active": "on",
    }


def facts_of(typed, **more) -> dict:
    form = ProducerForm(typed | more)
    assert form.is_valid(), form.errors
    return form.facts()


def errors_of(typed, **more) -> dict:
    return ProducerForm(typed | more).errors


def test_the_least_that_has_to_be_known(typed, long_xuyen):
    facts = facts_of(typed)

    assert (facts["commune"], facts["tax_code"], facts["phone"]) == (long_xuyen, None, "")
    assert facts["trade_name"] == "Hợp tác xã Sen Quê"
    assert facts["former_names"] == [] and facts["is_active"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [(FIRM, FIRM), ("0100109106001", f"{FIRM}-001"), ("0100.109.106", FIRM), ("", None)],
)
def test_a_tax_code_is_kept_in_one_shape(typed, written, kept):
    assert facts_of(typed, tax_code=written)["tax_code"] == kept


@pytest.mark.parametrize("written", ["0100109107", "123", "abc"])
def test_a_tax_code_that_cannot_be_one_is_refused(typed, written):
    assert set(errors_of(typed, tax_code=written)) == {"tax_code"}


def test_a_tax_code_of_another_producer_is_refused_and_named(make, typed):
    other = make.producer("HTX Thốt nốt", tax_code=FIRM)

    assert "HTX Thốt nốt" in errors_of(typed, tax_code=FIRM)["tax_code"][0]
    assert ProducerForm(typed | {"tax_code": FIRM}, producer=other).is_valid()


def test_former_names_are_a_line_each(typed):
    facts = facts_of(typed, former_names="Cơ sở  Sen \r\n\nTổ hợp tác Sen\nCơ sở Sen")

    assert facts["former_names"] == ["Cơ sở Sen", "Tổ hợp tác Sen"]


@pytest.mark.parametrize(
    ("written", "kept"), [("0296 3 852 963", "+842963852963"), ("0912345678", "+84912345678")]
)
def test_a_landline_is_a_telephone_too(typed, written, kept):
    assert facts_of(typed, phone=written)["phone"] == kept


@pytest.mark.parametrize("written", ["12", "a\x00", "+1 202 555 0100"])
def test_what_nobody_can_call_is_refused(typed, written):
    assert set(errors_of(typed, phone=written)) == {"phone"}


def test_a_commune_of_another_province_is_refused(make, typed):
    elsewhere = make.commune("Cao Lãnh", "Đồng Tháp", province_code="82")

    assert set(errors_of(typed, commune=str(elsewhere.pk))) == {"commune"}


def test_a_province_alone_offers_its_communes(make, typed, long_xuyen):
    make.commune("Cao Lãnh", "Đồng Tháp", province_code="82")
    begun = asking(ProducerForm, typed | {"commune": "", "show_communes": ""})

    form = ProducerForm(initial=begun)

    assert list(form.communes) == [str(long_xuyen.pk)]
    assert not form.errors and form["legal_name"].value() == "Hợp tác xã Sen Quê"


@pytest.mark.parametrize("written", ["P. Mỹ Long", "my long", "Long Xuyên"])
def test_an_old_name_finds_the_place_of_today(typed, my_long, long_xuyen, written):
    posted = typed | {"province": "", "commune": "", "old_name": written, "find_place": ""}

    form = ProducerForm(initial=asking(ProducerForm, posted))

    assert form["commune"].value() == str(long_xuyen.pk)
    assert form["province"].value() == str(long_xuyen.parent_id)


def test_a_place_that_was_found_may_be_chosen(typed, my_long, long_xuyen):
    assert facts_of(typed, old_name="Mỹ Long")["commune"] == long_xuyen


def test_the_address_of_the_certificate_stays(make, typed):
    maker = make.producer()
    maker.place.as_written = "xã Tri Tôn, huyện Tri Tôn"
    maker.place.save()

    form = ProducerForm(typed | {"as_written": "elsewhere"}, producer=maker)

    assert form.is_valid(), form.errors
    assert form.facts()["as_written"] == "xã Tri Tôn, huyện Tri Tôn"


def test_a_form_shows_a_producer_as_it_is(make):
    maker = make.producer(former_names=["Cơ sở A", "Cơ sở B"], phone="+84912345678")

    form = ProducerForm(producer=maker)

    assert form["former_names"].value() == "Cơ sở A\nCơ sở B"
    assert form["phone"].value() == "0912 345 678"
    assert form["commune"].value() == str(maker.place.commune_id)
