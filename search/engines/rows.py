"""One document as rows of the embedded index."""

import sqlite3

from search.query import KINDS, Doc, Gone
from search.text import exact, folded, sort_bytes, words

from .reading import IN_TITLE

# Within this many days the newest do not always come first, so that what one producer entered
# in one hour does not fill the first page.
MIX_DAYS = 90
_KNUTH = 2_654_435_761
_OWN = (("doc", "id"), ("name", "id"), ("star", "doc"), ("room", "doc"))


def id_of(kind: str, ref: int) -> int:
    """One number for (kind, ref), the same in every generation."""
    return ref * len(KINDS) + KINDS.index(kind)


def ref_of(number: int) -> tuple[str, int]:
    """The (kind, ref) of a number made by id_of."""
    ref, kind = divmod(number, len(KINDS))
    return KINDS[kind], ref


def apply(connection: sqlite3.Connection, change: Doc | Gone) -> bool:
    """Write or remove one document; False when the index knows something newer."""
    number = id_of(change.kind, change.ref)
    if change.version < version_of(connection, number):
        return False
    remove(connection, number)
    connection.execute("DELETE FROM gone WHERE id = ?", (number,))
    if isinstance(change, Gone):
        connection.execute("INSERT INTO gone VALUES(?, ?)", (number, change.version))
    else:
        add(connection, number, change)
    return True


def version_of(connection: sqlite3.Connection, number: int) -> int:
    """The version that is known of a document, also of one that is gone; 0 for a stranger."""
    known = connection.execute(
        "SELECT version FROM doc WHERE id = ?1 UNION ALL SELECT version FROM gone WHERE id = ?1",
        (number,),
    ).fetchone()
    return known[0] if known else 0


def add(connection: sqlite3.Connection, number: int, doc: Doc) -> None:
    """Insert a document that is not there."""
    connection.execute(
        f"INSERT INTO doc VALUES({_places('n' * 13)})",
        (
            number,
            doc.kind,
            doc.ref,
            doc.version,
            doc.shown_until.toordinal(),
            doc.stock_until.toordinal() if doc.stock_until else 0,
            doc.published.toordinal(),
            doc.published.toordinal() + (doc.ref * _KNUTH >> 8) % MIX_DAYS,
            doc.price,
            doc.group,
            doc.province,
            doc.commune,
            doc.producer,
        ),
    )
    connection.execute(
        "INSERT INTO name VALUES(?, ?, ?, ?)",
        (number, sort_bytes(doc.title), doc.title, doc.title_en),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO star VALUES(?, ?, ?, ?)",
        [
            (number, star.since.toordinal(), star.until.toordinal(), star.stars)
            for star in doc.stars
        ],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO room VALUES(?, ?, ?)",
        [(number, room.showroom, room.until.toordinal()) for room in doc.showrooms],
    )
    _add_text(connection, number, (*_texts(doc), doc.content()))


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Delete a document; nothing happens when it is not there."""
    texts = connection.execute(
        "SELECT plain, marked, english, names, everything FROM txt WHERE id = ?", (number,)
    ).fetchone()
    if texts is None:
        return
    for index, columns, values in _indexed(texts):
        connection.execute(
            f"INSERT INTO {index}({index}, rowid, {columns}) "
            f"VALUES('delete', ?, {_places(values)})",
            (number, *values),
        )
    for table, column in _OWN + (("txt", "id"),):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608


def copy(source: sqlite3.Connection, target: sqlite3.Connection, number: int) -> None:
    """Make the target say of one document what the source says."""
    remove(target, number)
    target.execute("DELETE FROM gone WHERE id = ?", (number,))
    for table, column in _OWN + (("gone", "id"),):
        for row in source.execute(f"SELECT * FROM {table} WHERE {column} = ?", (number,)):  # noqa: S608
            target.execute(f"INSERT INTO {table} VALUES({_places(row)})", row)
    texts = source.execute("SELECT * FROM txt WHERE id = ?", (number,)).fetchone()
    if texts:
        _add_text(target, number, texts[1:])


def _texts(doc: Doc) -> tuple[str, str, str, str, str]:
    title = words(doc.title)
    plain, english, names = folded(doc.title), folded(doc.title_en), folded(doc.names)
    everything = dict.fromkeys(f"{plain} {english} {names} {folded(doc.body)}".split())
    everything.update(dict.fromkeys(map(exact, words(f"{doc.title} {doc.names} {doc.body}"))))
    everything.update(dict.fromkeys(IN_TITLE + word for word in plain.split()))
    return plain, " ".join(map(exact, title)), english, names, " ".join(everything)


def _add_text(connection: sqlite3.Connection, number: int, texts: tuple) -> None:
    connection.execute(f"INSERT INTO txt VALUES({_places('n' * 7)})", (number, *texts))
    for index, columns, values in _indexed(texts):
        connection.execute(
            f"INSERT INTO {index}(rowid, {columns}) VALUES(?, {_places(values)})",
            (number, *values),
        )


def _indexed(texts: tuple) -> tuple:
    """Which texts each of the three indexes holds."""
    return (
        ("ft", "plain, marked, english", texts[:3]),
        ("fn", "names", texts[3:4]),
        ("fa", "everything", texts[4:5]),
    )


def _places(values) -> str:
    return ",".join("?" * len(values))
