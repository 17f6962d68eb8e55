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

    def rows(
        self, *, skip: Iterable[str] = (), price: bool = True, stars: bool = False
    ) -> tuple[str, list]:
        """FROM and WHERE with their values, without the choices in the facets to skip.

        stars: join the stars of the day as `s` even where none were chosen.
        """
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
        if stars or ("star" in self.query.selected and "star" not in skip):
            start = f"{start} LEFT JOIN star s ON s.doc = d.id AND s.since <= ? AND s.until >= ?"
            values = [self.day, self.day, *values]
        return f"FROM {start} WHERE {' AND '.join(where)}", values

    @property
    def day(self) -> int:
        return self.query.day.toordinal()

    def _price(self, where: list, values: list) -> None:
        for bound, test in ((self.query.price_min, ">="), (self.query.price_max, "<=")):
            if bound is not None:
                where.append(f"d.price {test} ?")
                values.append(bound)


def count(connection: sqlite3.Connection, source: Source) -> dict:
    """Total, facets and prices of a Result; each facet as if nothing were chosen in it."""
    query = source.query
    total, counts, prices = _together(connection, source)
    if query.price_min is not None or query.price_max is not None:
        prices = _prices(connection, source)
    counts["producer"] = _alone(connection, source, "producer")
    counts["showroom"] = _showrooms(connection, source)
    if query.selected.get("province") or query.selected.get("commune"):
        counts["commune"] = _alone(connection, source, "commune")
    facets = {
        facet: _choices(found, query.selected.get(facet, frozenset()))
        for facet, found in counts.items()
    }
    return {"total": total, "facets": facets, "prices": prices}


def _prices(connection: sqlite3.Connection, source: Source) -> tuple[int, int] | None:
    rows, values = source.rows(price=False)
    found = connection.execute(f"SELECT min(d.price), max(d.price) {rows}", values).fetchone()
    return None if found[0] is None else found


def _together(connection: sqlite3.Connection, source: Source) -> tuple[int, dict, tuple | None]:
    rows, values = source.rows(skip=TOGETHER, stars=True)
    columns = ", ".join(COLUMNS[facet] for facet in TOGETHER)
    asked = f"SELECT count(*), min(d.price), max(d.price), {columns} {rows} GROUP BY {columns}"
    total, prices, counts = 0, [], {facet: Counter() for facet in TOGETHER}
    chosen = {facet: source.query.selected.get(facet) for facet in TOGETHER}
    for number, lowest, highest, *keys in connection.execute(asked, values):
        named = dict(zip(TOGETHER, map(str, keys), strict=True))
        missed = [
            facet for facet in TOGETHER if chosen[facet] and named[facet] not in chosen[facet]
        ]
        if not missed:
            total += number
            prices += [lowest, highest]
        for facet in TOGETHER:
            if missed in ([], [facet]):
                counts[facet][named[facet]] += number
    known = [price for price in prices if price is not None]
    return total, counts, (min(known), max(known)) if known else None


def _alone(connection: sqlite3.Connection, source: Source, facet: str) -> Counter:
    rows, values = source.rows(skip=(facet,))
    column = COLUMNS[facet]
    return Counter(dict(connection.execute(f"SELECT {column}, count(*) {rows} GROUP BY 1", values)))


def _showrooms(connection: sqlite3.Connection, source: Source) -> Counter:
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM room)").fetchone()[0]:
        return Counter()
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
