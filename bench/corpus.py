"""A believable shop, made of names by a seed: the truth against which search is judged."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from .names import (
    COMMUNES,
    FAMILIES,
    GIVEN,
    MERGED_INTO,
    NAMES,
    QUALIFIERS,
    STORIES,
)

SEED = 20250701
FIRST_DAY = datetime.date(2024, 1, 1)


@dataclass(frozen=True)
class Maker:
    """An invented producer in a commune of an old province."""

    id: int
    name: str
    commune: str
    old_province: str

    @property
    def province(self) -> str:
        return MERGED_INTO.get(self.old_province, self.old_province)


@dataclass(frozen=True)
class Item:
    """What is true of one invented product; search sees only what a document says of it."""

    id: int
    title: str
    title_en: str
    story: str
    group: str
    maker: Maker
    price: int
    stars: int
    certified_on: datetime.date
    in_stock: bool


def items(count: int, seed: int = SEED) -> Iterator[Item]:
    """The same `count` products for the same seed."""
    dice = random.Random(seed)
    kinds = [line.split("|") for line in NAMES.strip().splitlines()]
    homes = sorted({home for kind in kinds for home in kind[3].split(", ")})
    makers = _makers(dice, homes, per_home=max(3, count // 200))
    for number in range(1, count + 1):
        name, english, group, provinces, price = kinds[(number - 1) % len(kinds)]
        maker = dice.choice(makers[dice.choice(provinces.split(", "))])
        qualifier = dice.choice(QUALIFIERS) if dice.random() < 0.7 else ""
        yield Item(
            id=number,
            title=f"{name} {qualifier}".strip(),
            title_en=english if dice.random() < 0.7 else "",
            story=" ".join(dice.sample(STORIES, 4)),
            group=group,
            maker=maker,
            price=round(int(price) * dice.uniform(0.7, 1.4), -3),
            stars=dice.choice([0, 3, 3, 3, 3, 4, 4, 5]),
            certified_on=FIRST_DAY + datetime.timedelta(days=dice.randrange(700)),
            in_stock=dice.random() < 0.8,
        )


def _makers(dice: random.Random, homes: list[str], per_home: int) -> dict[str, list[Maker]]:
    made: dict[str, list[Maker]] = {}
    for home in homes:
        for _ in range(per_home):
            number = sum(map(len, made.values())) + 1
            commune = dice.choice(COMMUNES)
            person = f"{dice.choice(FAMILIES)} {dice.choice(('Thị', 'Văn'))} {dice.choice(GIVEN)}"
            name = dice.choice(
                (
                    f"HTX Nông nghiệp {commune}",
                    f"Hộ kinh doanh {person}",
                    f"Cơ sở {person}",
                    f"Công ty TNHH {commune} Xanh",
                )
            )
            made.setdefault(home, []).append(Maker(number, name, commune, home))
    return made
