"""The records behind the figures: one line for each thing counted, packed small.

A line is what a list shows when a number is opened, so it holds words beside keys. `kind`:
"opening" and "closing" (a star in force on that day), "award" (a certificate of the period),
"end" (a star that ended or was revoked in it), "sale". `change`: new, upgraded, lowered,
renewed; revoked, revoked_late (it had expired before), expired; of a sale its channel.
`mark`: "gap" of an award after days without a star; "star" of a sale with one.
"""

import json
import zlib
from collections.abc import Iterable
from typing import NamedTuple

UNKNOWN = ""
# In an address, where an empty value means that nothing was chosen.
UNKNOWN_IN_ADDRESS = "-"
STARS = ("3", "4", "4p", "5")


class Line(NamedTuple):
    """`day` and `until` are ISO dates; `star` one of STARS; `place` a code of the frame."""

    kind: str
    product_id: int
    product: str
    producer_id: int | None
    producer: str
    form: str
    group: str
    star: str
    place: str
    change: str
    mark: str
    paper: str
    day: str
    until: str
    quantity: int
    amount: int


def pack(lines: Iterable[Line]) -> bytes:
    return zlib.compress(json.dumps(list(lines), ensure_ascii=False).encode(), 6)


def unpack(packed: bytes) -> list[Line]:
    rows = json.loads(zlib.decompress(bytes(packed))) if packed else []
    return [Line._make(row) for row in rows]


def matching(lines: Iterable[Line], asked: dict[str, Iterable[str]]) -> list[Line]:
    """The lines whose named columns hold one of the values asked for."""
    wanted = {name: frozenset(values) for name, values in asked.items()}
    return [
        line
        for line in lines
        if all(getattr(line, name) in values for name, values in wanted.items())
    ]
