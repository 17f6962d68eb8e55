import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel import text
from marketplace.kernel.fields import CleanCharField, refuse_controls


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đường thốt nốt", "duong thot not"),
        ("MẬT ONG U MINH HẠ", "mat ong u minh ha"),
        ("Nước mắm Phú Quốc", "nuoc mam phu quoc"),
        (unicodedata.normalize("NFD", "Khô cá lóc"), "kho ca loc"),
    ],
)
def test_folding_takes_every_mark_off(written, folded):
    assert text.fold(written) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(written):
    assert text.fold(text.fold(written)) == text.fold(written)


@given(st.text(alphabet="aăâđêôơưáàảãạấầẩẫậ ĐỀ", max_size=30))
def test_both_forms_of_a_text_are_stored_alike_and_found_alike(written):
    apart = unicodedata.normalize("NFD", written)

    assert text.nfc(apart) == text.nfc(written)
    assert text.fold(apart) == text.fold(written)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Đường thốt nốt Tri Tôn (500 g)", "duong-thot-not-tri-ton-500-g"),
        ("  Cốm -- dẹp  ", "com-dep"),
        ("₫₫₫", ""),
    ],
)
def test_slugs_keep_letters_digits_and_single_hyphens(written, slug):
    assert text.slug(written) == slug


def test_letters_sort_as_in_a_vietnamese_dictionary():
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")

    backwards = letters[::-1]

    assert sorted(backwards, key=text.sort_key) == letters


def test_tones_come_after_letters_in_their_order():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]

    backwards = tones[::-1]

    assert sorted(backwards, key=text.sort_key) == tones


def test_a_letter_weighs_more_than_a_tone():
    assert sorted(["mạc", "mai", "ma", "máy"], key=text.sort_key) == ["ma", "mạc", "mai", "máy"]


def test_names_sort_word_by_word_and_digits_first():
    names = ["Đồng Tháp", "An Giang", "Ấp Bắc", "Dầu Tiếng", "3 Tháng 2", "An Phú"]

    assert sorted(names, key=text.sort_key) == [
        "3 Tháng 2",
        "An Giang",
        "An Phú",
        "Ấp Bắc",
        "Dầu Tiếng",
        "Đồng Tháp",
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_sorted(one, other):
    assert (text.sort_key(one) < text.sort_key(other)) in (True, False)


@pytest.mark.parametrize("bad", ["a\x00b", "abc\u202exyz", "\u2066x", "\ud800"])
def test_characters_that_cannot_be_shown_are_refused(bad):
    with pytest.raises(ValidationError):
        refuse_controls(bad)


def test_a_clean_field_composes_what_it_is_given():
    field = CleanCharField(max_length=20)

    assert field.to_python(unicodedata.normalize("NFD", "Ấp")) == "Ấp"
    assert field.get_prep_value(unicodedata.normalize("NFD", "Ấp")) == "Ấp"
