"""What a question leaves over: conditions on the narrow table, and counts per facet."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from search.query import Choice, Query

# One pass over the matches answers these three; the others are asked one by one.
TOGETHER = ("star", "group", "province")
COLUMNS = {
    "star": "coalesce(s.stars, 0)",
    "group": 'd."group"',
    "province": "d.province",
    "commune": "d.commune",
    "producer": "d.producer",
}
MOST_CHOICES = 60


@dataclass(frozen=True)
class Source:
    """Where the matches of a question come from: every document, or those with these words."""

    query: Query
    words: str = ""

    def rows(self, *, skip: Iterable[str] = (), price: bool = True) -> tuple[str, list]:
        """FROM and WHERE with their values, without the choices in the facets to skip."""
        start = "fa JOIN doc d ON d.id = fa.rowid" if self.words else "doc d"
        where, values = ["d.kind = ?", "d.shown_until >= ?"], [self.query.kind, self.day]
        if self.words:
            where, values = ["fa MATCH ?", *where], [self.words, *values]
        if price:
            self._price(where, values)
        for facet, chosen in self.query.selected.items():
            if chosen and facet not in skip:
                where.append(_chosen(facet, len(chosen)))
                values += [*sorted(chosen), *([self.day] if facet == "showroom" else [])]
        join = "LEFT JOIN star s ON s.doc = d.id AND s.since <= ? AND s.until >= ?"
        return (
            f"FROM {start} {join} WHERE {' AND '.join(where)}",
            [self.day, self.day, *values],
        )

    @property
    def day(self) -> int:
        return self.query.day.toordinal()

    def _price(self, where: list, values: list) -> None:
        for bound, test in ((self.query.price_min, ">="), (self.query.price_max, "<=")):
            if bound is not None:
                where.append(f"d.price {test} ?")
                values.append(bound)


def count(connection: sqlite3.Connection, source: Source) -> tuple[int, dict]:
    """The total, and each facet counted as if nothing were chosen in it."""
    total, counts = _together(connection, source)
    counts["producer"] = _alone(connection, source, "producer")
    counts["showroom"] = _showrooms(connection, source)
    if source.query.selected.get("province") or source.query.selected.get("commune"):
        counts["commune"] = _alone(connection, source, "commune")
    chosen = source.query.selected
    return total, {
        facet: _choices(found, chosen.get(facet, frozenset())) for facet, found in counts.items()
    }


def prices(connection: sqlite3.Connection, source: Source) -> tuple[int, int] | None:
    """The lowest and the highest price of what is left before the price filter."""
    rows, values = source.rows(price=False)
    found = connection.execute(f"SELECT min(d.price), max(d.price) {rows}", values).fetchone()
    return None if found[0] is None else found


def _together(connection: sqlite3.Connection, source: Source) -> tuple[int, dict]:
    rows, values = source.rows(skip=TOGETHER)
    columns = ", ".join(COLUMNS[facet] for facet in TOGETHER)
    found = connection.execute(
        f"SELECT count(*), {columns} {rows} GROUP BY {columns}",
        values,
    )
    total, counts = 0, {facet: Counter() for facet in TOGETHER}
    chosen = {facet: source.query.selected.get(facet) for facet in TOGETHER}
    for number, *keys in found:
        named = dict(zip(TOGETHER, map(str, keys), strict=True))
        missed = [
            facet for facet in TOGETHER if chosen[facet] and named[facet] not in chosen[facet]
        ]
        total += 0 if missed else number
        for facet in TOGETHER:
            if missed in ([], [facet]):
                counts[facet][named[facet]] += number
    return total, counts


def _alone(connection: sqlite3.Connection, source: Source, facet: str) -> Counter:
    rows, values = source.rows(skip=(facet,))
    column = COLUMNS[facet]
    return Counter(dict(connection.execute(f"SELECT {column}, count(*) {rows} GROUP BY 1", values)))


def _showrooms(connection: sqlite3.Connection, source: Source) -> Counter:
    rows, values = source.rows(skip=("showroom",))
    asked = f"""SELECT r.showroom, count(*) FROM room r
        WHERE r.until >= ? AND r.doc IN (SELECT d.id {rows}) GROUP BY 1"""  # noqa: S608
    return Counter(dict(connection.execute(asked, [source.day, *values])))


def _choices(counts: Counter, chosen: frozenset[str]) -> tuple[Choice, ...]:
    """The most frequent values, and every chosen one even where it counts nothing."""
    known = {value: number for value, number in counts.items() if value not in ("", "0")}
    most = sorted(known, key=lambda value: (-known[value], value))[:MOST_CHOICES]
    missing = [value for value in sorted(chosen) if value not in most]
    return tuple(Choice(value, known.get(value, 0), value in chosen) for value in most + missing)


def _chosen(facet: str, number: int) -> str:
    places = ",".join("?" * number)
    if facet == "showroom":
        return f"d.id IN (SELECT doc FROM room WHERE showroom IN ({places}) AND until >= ?)"  # noqa: S608
    if facet == "star":
        return f"CAST(coalesce(s.stars, 0) AS TEXT) IN ({places})"
    return f"{COLUMNS[facet]} IN ({places})"
