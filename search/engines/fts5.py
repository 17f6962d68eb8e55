"""The embedded engine: SQLite FTS5 in a file of its own, read and written by many processes.

Two indexes over text folded in Python: `ft` holds titles with positions and ranks, `fa` holds
everything without positions and decides what matches. Nothing of Django in it.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from marketplace.kernel.text import fold
from search.query import Doc, EngineDown, Gone, Query, Result
from search.text import asked_words, words

from . import filters, ranking, rows
from .index_file import FINISH, IndexFile
from .reading import Reading, read
from .understanding import understand

# With fewer matches than this a page also shows what fits some of the words.
FEW = 12
MOST_KEPT = 200
# A question that nothing fits.
_NOTHING = '"nothing" AND "0nothing0"'


class Fts5Engine:
    """apply · search · complete · rebuild · stream · health, as every engine has them."""

    name = "fts5"

    def __init__(self, path: str | Path):
        self.file = IndexFile(path)
        self._mine = threading.local()

    def apply(self, changes: Iterable[Doc | Gone]) -> int:
        """Write these; what the index knows newer is left alone. Returns how many were written."""
        with self._telling(), self.file.writer() as connection:
            return sum(rows.apply(connection, change) for change in changes)

    def search(self, query: Query) -> Result:
        """One page with its facets; EngineDown when the file cannot answer."""
        start = time.perf_counter()
        with self._telling():
            found = self._answer(self.file.reader(), query)
        took = (time.perf_counter() - start) * 1000
        return Result(engine=self.name, took_ms=took, **found)

    def complete(self, text: str, kind: str = "product", limit: int = 8) -> list[tuple[str, str]]:
        """(title, English title or "") of documents whose title goes on like this."""
        asked = read(asked_words(text))
        if not asked:
            return []
        found = self._telling_rows(
            """SELECT n.title, n.title_en FROM (
                    SELECT rowid, rank FROM ft WHERE ft MATCH ? ORDER BY rank LIMIT 400) f
                JOIN doc d ON d.id = f.rowid JOIN name n ON n.id = d.id
                WHERE d.kind = ? ORDER BY f.rank, d.freshness DESC""",
            (asked.of(asked.words).begun().in_title(), kind),
        )
        return list(dict.fromkeys(found))[:limit]

    def rebuild(self, docs: Iterable[Doc], since: int | None = None) -> int:
        """Fill a new generation and use it; what was applied since a version is taken over."""
        with self._telling(), self.file.locked("rebuild"):
            side, connection = self.file.new_generation()
            with closing(connection):
                connection.execute("BEGIN")
                number = sum(rows.apply(connection, doc) for doc in docs)
                connection.execute("COMMIT")
                connection.executescript(FINISH)
                with self.file.locked():
                    if since is not None:
                        self._take_over(connection, since)
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    self.file.move_to(side)
        return number

    def stream(self) -> Iterator[tuple[str, int, str]]:
        """(kind, ref, content) of every document, in the order of refs."""
        asked = "SELECT d.kind, d.ref, t.content FROM doc d JOIN txt t USING (id) ORDER BY d.id"
        with self._telling():
            yield from self.file.reader().execute(asked)

    def health(self) -> dict:
        """How many documents there are and how large the file is; EngineDown when it is down."""
        number = self._telling_rows("SELECT count(*) FROM doc")[0][0]
        return {"engine": self.name, "documents": number, "bytes": os.stat(self.file.path).st_size}

    @contextmanager
    def _telling(self):
        """Errors of SQLite as EngineDown; the next question opens the file anew."""
        try:
            yield
        except sqlite3.Error as error:
            self.file.close()
            raise EngineDown(str(error)) from error

    def _telling_rows(self, asked: str, values: tuple = ()) -> list:
        with self._telling():
            return self.file.reader().execute(asked, values).fetchall()

    def _take_over(self, side: sqlite3.Connection, since: int) -> None:
        """Copy what the generation in use learned after the version `since`."""
        try:
            current = self.file.reader()
            learned = current.execute(
                """SELECT id, version FROM doc WHERE version > ?1
                UNION ALL SELECT id, version FROM gone WHERE version > ?1""",
                (since,),
            ).fetchall()
        except (EngineDown, sqlite3.Error):
            return
        side.execute("BEGIN")
        for number, version in learned:
            if version > rows.version_of(side, number):
                rows.copy(current, side, number)
        side.execute("COMMIT")

    def _answer(self, connection: sqlite3.Connection, query: Query) -> dict:
        """_search(), remembered until the file changes."""
        known = self._known(connection, "answers", dict)
        return _kept(
            known,
            (query.text, query.sort, query.page, query.per_page, *_fits(query)),
            partial(self._search, connection, query),
        )

    def _search(self, connection: sqlite3.Connection, query: Query) -> dict:
        typed = read(asked_words(query.text))
        reading = typed and understand(connection, typed, partial(self._words_known, connection))
        match = _NOTHING if typed and not reading else ""
        source = filters.Source(query, reading.anywhere() if reading else match)
        counted = self._counted(connection, source)
        refs = ranking.page(connection, source, reading) if counted["total"] else []
        others = []
        if typed and counted["total"] < FEW and query.page == 1:
            others = ranking.others(connection, source, reading or typed, refs)
        return {
            **counted,
            "refs": tuple(refs),
            "others": tuple(others),
            "corrected": _shown(
                connection, reading, rows.id_of(query.kind, refs[0]) if refs else 0
            ),
        }

    def _counted(self, connection: sqlite3.Connection, source: filters.Source) -> dict:
        """filters.count(), remembered until the file changes: pages of one list share it."""
        known = self._known(connection, "counts", dict)
        key = (source.words, *_fits(source.query))
        return _kept(known, key, partial(filters.count, connection, source))

    def _words_known(self, connection: sqlite3.Connection) -> Mapping[str, int]:
        """The plain words of the index with their frequency."""

        def read_words():
            found = connection.execute("SELECT term, doc FROM vocabulary")
            return {term: number for term, number in found if term.isascii() and term.isalpha()}

        return self._known(connection, "words", read_words)

    def _known(self, connection: sqlite3.Connection, name: str, make: Callable[[], dict]) -> dict:
        """What this thread remembers of the file, made anew when anybody has written to it."""
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        known = getattr(self._mine, name, None)
        if not known or known[0] is not connection or known[1] != version:
            known = (connection, version, make())
            setattr(self._mine, name, known)
        return known[2]


def _fits(query: Query) -> tuple:
    """What decides, beside the words, which documents fit a question."""
    chosen = tuple(sorted((facet, tuple(sorted(of))) for facet, of in query.selected.items()))
    return query.day, query.kind, chosen, query.price_min, query.price_max


def _kept(known: dict, key: tuple, make: Callable[[], dict]) -> dict:
    """What is known under a key, else made; a full memory begins anew."""
    if key not in known:
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = make()
    return known[key]


def _shown(connection: sqlite3.Connection, reading: Reading | None, first: int) -> str:
    """The corrected words with the marks they have in the title of the first that was found."""
    if not (reading and reading.is_corrected):
        return ""
    titles = connection.execute("SELECT title FROM name WHERE id = ?", (first,))
    marked = {fold(word): word for (title,) in titles for word in words(title)}
    return " ".join(marked.get(word.plain, word.plain) for word in reading.words)
