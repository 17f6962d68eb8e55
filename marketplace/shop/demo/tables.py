"""The tables of the demonstration, read as they stand in data/.

Counts by star, group and legal form are those of An Giang to the end of 2020, of Đồng Tháp in
2020 and of Tam Đường in 2021 (plans of the three localities); every producer, product, price and
date is invented.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Family:
    """What products of one kind have in common. shelf_days: 0 for what does not spoil."""

    key: str
    group: str
    set: str
    unit: str
    shelf_days: str
    storage: str
    allergens: str
    picture: str
    flags: str
    ingredients: str
    ingredients_en: str
    about: str
    about_en: str


@dataclass(frozen=True, slots=True)
class ProducerRow:
    """`key` begins with the letter of the round: A An Giang, D Đồng Tháp, L Tam Đường."""

    key: str
    name: str
    form: str
    commune: str
    province: str


@dataclass(frozen=True, slots=True)
class ProductRow:
    """`stars` is "3", "4" or "4p" (four, put forward for five); `price` in dong."""

    producer: str
    family: str
    title: str
    title_en: str
    stars: str
    price: str
    net: str


def _rows(name: str, kind: type) -> list:
    with (DATA / f"{name}.psv").open(encoding="utf-8", newline="") as file:
        return [kind(**row) for row in csv.DictReader(file, delimiter="|")]


@cache
def families() -> dict[str, Family]:
    return {row.key: row for row in _rows("families", Family)}


@cache
def producers() -> dict[str, ProducerRow]:
    return {row.key: row for row in _rows("producers", ProducerRow)}


@cache
def products() -> list[ProductRow]:
    return _rows("products", ProductRow)
