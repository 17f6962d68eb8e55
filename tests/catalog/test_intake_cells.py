"""What a cell may say, in all the ways in which people write it."""

import datetime
import unicodedata
from decimal import Decimal

import pytest

from catalog.intake import BadCell, cells
from catalog.intake.reading import Broken, Formula

DAY = datetime.date(2025, 2, 21)


@pytest.mark.parametrize(
    "value",
    [
        "21/02/2025",
        "21/2/2025",
        " 21-02-2025 ",
        "21.02.2025",
        "2025-02-21",
        "2025-02-21 00:00:00",
        datetime.datetime(2025, 2, 21),
        DAY,
        45709,
        45709.0,
        "45709",
    ],
)
def test_a_day_is_read_however_it_is_written(value):
    assert cells.day(value) == DAY


@pytest.mark.parametrize(
    "value", ["02/21/2025", "30/02/2025", "21/02/25", "hôm nay", 7, "1/1/1899"]
)
def test_what_is_no_day_is_refused(value):
    with pytest.raises(BadCell):
        cells.day(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [(75000, 75000), (75000.0, 75000), ("75.000 đ", 75000), ("75,000", 75000), ("500 g", 500)],
)
def test_whole_numbers(value, number):
    assert cells.whole(value) == number


@pytest.mark.parametrize("value", [0, -5, 75000.5, "75.00", "bảy mươi", "1" * 13, True])
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(BadCell):
        cells.whole(value)


@pytest.mark.parametrize("value", [4, 4.0, "4", "4 sao", "4 SAO", "4*", "★★★★", "4 ★"])
def test_stars(value):
    assert cells.stars(value) == 4


@pytest.mark.parametrize("value", [2, 6, "4,5", "bốn", "★★", "3-4 sao"])
def test_what_is_no_star_is_refused(value):
    with pytest.raises(BadCell):
        cells.stars(value)


@pytest.mark.parametrize(("value", "points"), [("84,5", "84.5"), (84.5, "84.5"), (100, "100")])
def test_points(value, points):
    assert cells.score(value) == Decimal(points)


@pytest.mark.parametrize("value", ["NaN", "101", "-1", "84.555", "cao"])
def test_what_is_no_score_is_refused(value):
    with pytest.raises(BadCell):
        cells.score(value)


def test_text_is_composed_and_in_one_line():
    assert cells.text(unicodedata.normalize("NFD", "  Đường\n thốt  nốt ")) == "Đường thốt nốt"


def test_the_letter_that_only_looks_vietnamese_is_made_so():
    assert cells.text("86/QÐ-UBND") == "86/QĐ-UBND"


def test_a_number_in_a_cell_of_text_has_no_decimals():
    assert cells.text(86.0) == "86"


def test_an_apostrophe_of_our_own_lists_goes_away():
    assert cells.text("'=1+1") == "=1+1"


@pytest.mark.parametrize(
    "value", [Formula("=1+1"), Broken("#REF!"), "a\x00b", "a\u202eb", "x" * 201]
)
def test_cells_that_nobody_typed_are_refused(value):
    with pytest.raises(BadCell):
        cells.text(value)


def test_a_nought_that_a_spreadsheet_took_comes_back():
    assert cells.tax_code(101248141) == "0101248141"


@pytest.mark.parametrize("value", ["0101248142", "12345", 101248142])
def test_a_wrong_tax_code_is_refused(value):
    with pytest.raises(BadCell):
        cells.tax_code(value)


def test_a_phone_number_may_have_lost_its_nought():
    assert cells.mobile(912345678) == "+84912345678"


@pytest.mark.parametrize(
    ("value", "answer"), [("x", True), ("Có", True), (1, True), ("không", False)]
)
def test_yes_and_no(value, answer):
    assert cells.yes(value) is answer
