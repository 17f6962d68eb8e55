from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.kernel import money

AMOUNTS = st.integers(min_value=0, max_value=10**12)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40)


@settings(max_examples=10_000, deadline=None)
@given(AMOUNTS, WEIGHTS)
def test_parts_are_whole_and_sum_to_the_whole(total, weights):
    parts = money.share(total, weights)

    assert len(parts) == len(weights)
    assert sum(parts) == total
    assert all(isinstance(part, int) and part >= 0 for part in parts)


@settings(max_examples=2_000, deadline=None)
@given(AMOUNTS, WEIGHTS)
def test_no_part_is_a_whole_dong_away_from_its_fair_share(total, weights):
    scale = sum(weights) or len(weights)
    fair = weights if sum(weights) else [1] * len(weights)

    for part, weight in zip(money.share(total, weights), fair, strict=True):
        assert abs(part * scale - total * weight) < scale


def test_a_tie_goes_to_the_earlier_part():
    assert money.share(10, [1, 1, 1]) == [4, 3, 3]


def test_weights_of_nothing_share_equally():
    assert money.share(7, [0, 0]) == [4, 3]


def test_nothing_weighs_less_than_nothing():
    with pytest.raises(ValueError, match="no negative"):
        money.share(10, [3, -1])


def test_sharing_wants_somebody_to_share_with():
    with pytest.raises(ValueError, match="at least one"):
        money.share(10, [])


@pytest.mark.parametrize("amount", [Decimal("120000"), Decimal("120000.00"), 120000])
def test_whole_dong_are_an_int(amount):
    assert money.whole(amount) == 120000
    assert type(money.whole(amount)) is int


@pytest.mark.parametrize("amount", [Decimal("0.5"), Decimal("119999.99"), Decimal("-0.01")])
def test_a_fraction_of_a_dong_is_an_error(amount):
    with pytest.raises(money.FractionOfDong):
        money.whole(amount)


@pytest.mark.parametrize(
    ("amount", "rounded"), [("0.5", "1"), ("1.5", "2"), ("2.49", "2"), ("-0.5", "-1")]
)
def test_rounding_goes_half_up(amount, rounded):
    assert money.nearest_dong(Decimal(amount)) == Decimal(rounded)


def test_vietnamese_writes_dots_and_the_sign_behind_a_no_break_space():
    assert money.format_dong(120_000) == "120.000\u00a0₫"
    assert money.format_dong(0) == "0\u00a0₫"
    assert money.format_dong(1_234_567_890) == "1.234.567.890\u00a0₫"


def test_english_writes_the_sign_in_front():
    assert money.format_dong(120_000, "en") == "₫120,000"
