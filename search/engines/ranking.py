"""The order of a page, and what stands beside a short one."""

import sqlite3
from dataclasses import replace
from itertools import pairwise

from .filters import Source
from .reading import Reading

MOST_OTHERS = 12
_CANDIDATES = 60
# The shop's own signals order what fits equally well; they never outweigh a word.
_SCORE = "(1 + 0.02 * max(coalesce(s.stars, 2) - 2, 0) + 0.02 * (d.stock_until >= {day}))"
_BROWSE = "d.stock_until >= {day} DESC, d.freshness DESC, d.id"
_ORDERS = {
    "newest": "d.published DESC, d.id DESC",
    "price": "d.price IS NULL, d.price, d.id",
    "-price": "d.price IS NULL, d.price DESC, d.id",
    "name": "n.sort, d.id",
}
# First what has every word in its title, then what has some of them there or in its names.
_RANKED = """
WITH whole AS MATERIALIZED ({tiers}),
     part AS MATERIALIZED (
        SELECT id, sum(rank) AS rank FROM (
            SELECT rowid AS id, rank FROM ft WHERE ft MATCH ?
            UNION ALL SELECT rowid, rank FROM fn WHERE fn MATCH ?) GROUP BY id)
SELECT d.ref {rows}
ORDER BY coalesce(w.tier, 9), coalesce(w.rank, p.rank, 0) * {score}, {browse} LIMIT ? OFFSET ?
"""
_TIER = "SELECT rowid AS id, rank, {number} AS tier FROM ft WHERE ft MATCH ?"
_JOINS = "LEFT JOIN whole w ON w.id = d.id LEFT JOIN part p ON p.id = d.id"
_FROM_TITLES = "FROM ft JOIN doc d ON d.id = ft.rowid JOIN txt t ON t.id = d.id"


def page(connection: sqlite3.Connection, source: Source, reading: Reading | None) -> list[int]:
    """The refs of one page, in an order that is the same for every page."""
    query = source.query
    limit = [query.per_page, (query.page - 1) * query.per_page]
    if reading and query.sort not in _ORDERS:
        rows, values = source.rows(stars=True)
        tiers = _exclusive(reading.title_tiers())
        values = [*tiers, reading.partly_in_title(), reading.in_names(), *values]
        asked = _ranked(rows, len(tiers), source.day)
    else:
        rows, values = source.rows()
        if query.sort == "name":
            rows = rows.replace(" WHERE ", " JOIN name n ON n.id = d.id WHERE ", 1)
        order = _ORDERS.get(query.sort, _BROWSE).format(day=source.day)
        asked = f"SELECT d.ref {rows} ORDER BY {order} LIMIT ? OFFSET ?"
    return [ref for (ref,) in connection.execute(asked, values + limit)]


def _exclusive(tiers: list[str]) -> list[str]:
    """Each tier without what the one before it holds already."""
    rest = [f"({tier}) NOT ({before})" for before, tier in pairwise(tiers)]
    return [tiers[0], *rest]


def _ranked(rows: str, tiers: int, day: int) -> str:
    union = " UNION ALL ".join(_TIER.format(number=number) for number in range(tiers))
    return _RANKED.format(
        tiers=union,
        rows=rows.replace(" WHERE ", f" {_JOINS} WHERE ", 1),
        score=_SCORE.format(day=day),
        browse=_BROWSE.format(day=day),
    )


def others(
    connection: sqlite3.Connection, source: Source, reading: Reading, known: list[int]
) -> list[int]:
    """Refs of what has at least half of the words in its title, best first."""
    rows, values = replace(source, words="").rows(stars=True)
    asked = f"""SELECT d.ref, t.plain {rows.replace("FROM doc d", _FROM_TITLES, 1)}
        AND ft MATCH ? ORDER BY ft.rank * {_SCORE}, {_BROWSE} LIMIT ?"""
    found = connection.execute(
        asked.format(day=source.day),
        [*values, reading.partly_in_title(), _CANDIDATES + len(known)],
    )
    enough = (len(reading.groups) + 1) // 2
    fitting = [
        ref for ref, title in found if ref not in known and _covered(title, reading) >= enough
    ]
    return fitting[:MOST_OTHERS]


def _covered(title: str, reading: Reading) -> int:
    there = set(title.split())
    return sum(any(set(words) <= there for words in _ways(group)) for group in reading.groups)


def _ways(group) -> list[list[str]]:
    return [[word.plain for word in group.words]]
