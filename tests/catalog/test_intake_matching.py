"""Which producer a name means."""

import pytest

from catalog.intake.errors import Unsure
from catalog.intake.matching import Producers, distance, is_near, take_apart

CODE, OTHER_CODE = "0101248141", "0100109106"


@pytest.mark.parametrize(
    ("name", "core", "form"),
    [
        ("Công ty TNHH MTV Ba Tre", "ba tre", "llc_single"),
        ("CÔNG TY TNHH BA TRE", "ba tre", "llc_multi"),
        ("Cty CP Ba Tre", "ba tre", "jsc"),
        ("Công ty cổ phần Ba Tre", "ba tre", "jsc"),
        ("HTX Xoài Tịnh Thới", "xoai tinh thoi", "cooperative"),
        ("Hợp tác xã Xoài Tịnh Thới", "xoai tinh thoi", "cooperative"),
        ("Cơ sở Nem Cô Hoàng", "nem co hoang", "production_establishment"),
        ("Công ty TNHH SX-TM-DV Sen Quê", "san xuat thuong mai dich vu sen que", "llc_multi"),
        ("Công ty TNHH SX & TM Sen Quê", "san xuat thuong mai sen que", "llc_multi"),
        ("Ba Tre", "ba tre", None),
        ("Hợp tác xã", "hop tac xa", None),
    ],
)
def test_words_of_the_legal_form_do_not_count(name, core, form):
    assert take_apart(name) == (core, form)


@pytest.mark.parametrize(
    ("one", "other", "letters"), [("", "", 0), ("sen", "sên", 1), ("tre", "tree", 1), ("ab", "", 2)]
)
def test_distance(one, other, letters):
    assert distance(one, other) == distance(other, one) == letters


def test_other_numbers_are_other_names():
    assert is_near("nong san so 1", "nong san xo 1")
    assert not is_near("nong san so 1", "nong san so 2")


def asked(name, code=None):
    with pytest.raises(Unsure) as doubt:
        Producers().find(name, code)
    return doubt.value.question, set(doubt.value.candidates)


def test_a_producer_is_found_by_any_of_its_names(make):
    made = make.producer(
        "Khánh Thu",
        legal_name="Công ty TNHH MTV SX-TM-DV Khánh Thu",
        legal_form="llc_single",
        former_names=["Cơ sở mắm Bà Thu"],
    )
    known = Producers()

    for name in ("KHÁNH THU", "Cty CP Khánh Thu", "Công ty SX TM DV Khánh Thu"):
        assert known.find(name).pk == made.pk
    assert known.find("Mắm Bà Thu").pk == made.pk
    assert known.find("Ngọc Phụng") is None


def test_the_tax_code_decides_between_two_of_one_name(make):
    make.producer("HTX Đoàn Kết", tax_code=OTHER_CODE)
    made = make.producer("HTX Đoàn Kết", tax_code=CODE)

    assert Producers().find("Hợp tác xã Đoàn Kết", CODE).pk == made.pk


def test_several_of_one_name_are_a_question(make):
    both = {make.producer("HTX Đoàn Kết").pk, make.producer("HTX Đoàn Kết").pk}

    assert asked("HTX Đoàn Kết") == ("several", both)


def test_a_misspelt_name_is_a_question_and_no_match(make):
    made = make.producer("HTX Xoài Tịnh Thới")

    assert asked("HTX Soài Tịnh Thới") == ("near", {made.pk})


def test_a_company_and_a_cooperative_of_one_name_are_two(make):
    made = make.producer("HTX Hòa Hưng")

    assert asked("Công ty TNHH Hòa Hưng") == ("form", {made.pk})


def test_a_tax_code_of_another_name_is_a_question(make):
    owner, named = make.producer("HTX Sen Quê", tax_code=CODE), make.producer("HTX Bích Chi")

    assert asked("HTX Bích Chi", CODE) == ("tax_code", {owner.pk, named.pk})


def test_a_name_with_another_tax_code_is_a_question(make):
    made = make.producer("HTX Sen Quê", tax_code=CODE)

    assert asked("HTX Sen Quê", OTHER_CODE) == ("tax_code", {made.pk})
