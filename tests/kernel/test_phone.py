import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel import phone


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "091.234.5678",
        "+84 912 345 678",
        "84912345678",
        "(0912) 345-678",
    ],
)
def test_a_mobile_is_read_however_it_is_typed(typed):
    assert phone.parse(typed) == "+84912345678"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0912",
        "091234567890",
        "02963852963",
        "+1 202 555 0100",
        "0912345678 ext 5",
        "hanh@example.org",
        "\x00",
        "０９１２x",
    ],
)
def test_anything_else_is_no_mobile(typed):
    with pytest.raises(phone.NotAMobile):
        phone.parse(typed)


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_the_reader(typed):
    with contextlib.suppress(phone.NotAMobile):
        assert phone.parse(typed).startswith("+84")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("+84912345678", "0912 345 678"), ("+14155550100", "+1 415-555-0100"), ("?", "?"), ("", "")],
)
def test_a_number_is_shown_as_it_is_read_aloud(stored, shown):
    assert phone.display(stored) == shown


@pytest.mark.parametrize(
    ("typed", "kept"), [("0296 3 852 963", "+842963852963"), ("0912345678", "+84912345678")]
)
def test_a_desk_may_have_a_landline(typed, kept):
    assert phone.parse_any(typed) == kept


@pytest.mark.parametrize("typed", ["", "12", "+1 202 555 0100", "0912345678 ext 5", "\x00"])
def test_what_is_no_vietnamese_number_is_refused(typed):
    with pytest.raises(phone.NotANumber):
        phone.parse_any(typed)
