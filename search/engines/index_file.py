"""The file of the embedded engine: generations behind one symbolic link, readers, one writer.

The path is a link to the generation in use. A rebuild fills a new generation beside it and
moves the link over in one step; who still reads the old one keeps its open file. Writers of
all processes wait for each other on a lock file, so no change goes into a generation that has
just been replaced.
"""

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from search.query import EngineDown

MAKE = 2
WAIT_SECONDS = 20
SCHEMA = """
CREATE TABLE doc(
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref INTEGER NOT NULL, version INTEGER NOT NULL,
    shown_until INTEGER NOT NULL, stock_until INTEGER NOT NULL, published INTEGER NOT NULL,
    freshness INTEGER NOT NULL, price INTEGER, "group" TEXT NOT NULL,
    province TEXT NOT NULL, commune TEXT NOT NULL, producer TEXT NOT NULL);
CREATE TABLE name(
    id INTEGER PRIMARY KEY, sort BLOB NOT NULL, title TEXT NOT NULL, title_en TEXT NOT NULL);
CREATE TABLE txt(
    id INTEGER PRIMARY KEY, plain TEXT NOT NULL, marked TEXT NOT NULL, english TEXT NOT NULL,
    names TEXT NOT NULL, everything TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE star(
    doc INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
    stars INTEGER NOT NULL, PRIMARY KEY(doc, since)) WITHOUT ROWID;
CREATE TABLE room(
    doc INTEGER NOT NULL, showroom TEXT NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY(doc, showroom)) WITHOUT ROWID;
CREATE TABLE gone(id INTEGER PRIMARY KEY, version INTEGER NOT NULL);
CREATE VIRTUAL TABLE ft USING fts5(
    plain, marked, english, content='txt', content_rowid='id',
    tokenize='unicode61 remove_diacritics 0', prefix='1 2 3');
CREATE VIRTUAL TABLE fn USING fts5(
    names, content='txt', content_rowid='id', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE fa USING fts5(
    everything, content='txt', content_rowid='id',
    tokenize='unicode61 remove_diacritics 0', detail=none, columnsize=0);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(fa, row);
"""
FINISH = """
INSERT INTO ft(ft) VALUES('optimize');
INSERT INTO fn(fn) VALUES('optimize');
INSERT INTO fa(fa) VALUES('optimize');
ANALYZE;
PRAGMA wal_checkpoint(TRUNCATE);
"""


class IndexFile:
    """Connections to whatever generation the path leads to at the moment."""

    def __init__(self, path: str | Path):
        self.path = Path(path)
        self._mine = threading.local()

    def reader(self) -> sqlite3.Connection:
        """This thread's connection to the generation in use; EngineDown when there is none."""
        mark = self._mark()
        if getattr(self._mine, "mark", None) != mark:
            self.close()
            self._mine.connection, self._mine.mark = self._open_newest(mark)
        return self._mine.connection

    def close(self) -> None:
        """Close this thread's connection; a forked child leaves its parent's alone."""
        connection = self._mine.__dict__.pop("connection", None)
        mark = self._mine.__dict__.pop("mark", None)
        if connection and mark[-1] == os.getpid():
            connection.close()

    @contextmanager
    def writer(self) -> Iterator[sqlite3.Connection]:
        """A transaction in the generation in use; nobody else writes or replaces meanwhile."""
        with self.locked(), closing(self._open(self.path.resolve())) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def locked(self, purpose: str = "lock") -> Iterator[None]:
        """The right to write in any process, until the block ends."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(f"{self.path}.{purpose}", "w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def new_generation(self) -> tuple[Path, sqlite3.Connection]:
        """An empty index beside the one in use."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        side = self.path.with_name(f"{self.path.name}.{time.time_ns()}-{os.getpid()}")
        connection = self._connect(side, "rwc")
        connection.executescript(SCHEMA + f"PRAGMA user_version={MAKE};")
        return side, connection

    def move_to(self, side: Path) -> None:
        """Lead the path to a finished generation and drop the others. Call it locked."""
        link = self.path.with_name(f"{side.name}.link")
        link.symlink_to(side.name)
        os.replace(link, self.path)
        for other in self.path.parent.glob(f"{self.path.name}.[0-9]*"):
            if not other.name.startswith(side.name):
                other.unlink(missing_ok=True)

    def _open_newest(self, mark: tuple) -> tuple[sqlite3.Connection, tuple]:
        """Open what the path leads to; once more when it was replaced at this very moment."""
        try:
            return self._open(self.path.resolve(), "PRAGMA query_only=ON"), mark
        except EngineDown:
            if self._mark() == mark:
                raise
            return self._open_newest(self._mark())

    def _mark(self) -> tuple:
        try:
            found = os.stat(self.path)
        except OSError as error:
            raise EngineDown(f"There is no search index at {self.path}") from error
        return found.st_dev, found.st_ino, os.getpid()

    def _open(self, path: Path, pragma: str = "") -> sqlite3.Connection:
        try:
            connection = self._connect(path, "rw")
            connection.execute(pragma)
            make = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            raise EngineDown(f"The search index cannot be read: {error}") from error
        if make != MAKE:
            connection.close()
            raise EngineDown(f"The search index is of make {make}, wanted is {MAKE}")
        return connection

    def _connect(self, path: Path, mode: str) -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, WAIT_SECONDS, isolation_level=None, uri=True)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA mmap_size=268435456")
        return connection
