"""Which reading of the typed words the index can answer: as typed, unfinished, misspelt."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, product

from . import speller
from .reading import Reading, Word

MOST_GUESSES = 40


def understand(
    connection: sqlite3.Connection, typed: Reading, vocabulary: Callable[[], Mapping[str, int]]
) -> Reading | None:
    """The first reading that has documents; None when even one slip of the finger finds none.

    Titles are asked first: words that stand in titles are what people look for, the same words
    strewn over a story mostly are not.
    """
    readings = (typed, typed.begun(), typed.unmarked(), typed.unmarked().begun())
    for asked in (_in_title, _anywhere):
        for reading in readings:
            if asked(connection, reading):
                return reading
    return _corrected(connection, typed.unmarked(), vocabulary())


def _in_title(connection: sqlite3.Connection, reading: Reading, most: int = 1) -> int:
    return _count(connection, "ft", reading.in_title(), most)


def _anywhere(connection: sqlite3.Connection, reading: Reading, most: int = 1) -> int:
    return _count(connection, "fa", reading.anywhere(), most)


def _count(connection: sqlite3.Connection, table: str, words: str, most: int) -> int:
    asked = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"  # noqa: S608
    return connection.execute(asked, (words, most)).fetchone()[0]


def _corrected(
    connection: sqlite3.Connection, typed: Reading, vocabulary: Mapping[str, int]
) -> Reading | None:
    """The correction that finds most: of the unknown words, else of any one word.

    A word that the index knows is doubted only where its correction stands in a title with all
    the others: who types a place that has nothing shall not be led to another one.
    """
    for asked, doubt in ((_in_title, _unknown), (_in_title, _any_one), (_anywhere, _unknown)):
        counted = [(asked(connection, guess, 200), guess) for guess in doubt(typed, vocabulary)]
        number, best = max(counted, key=lambda pair: pair[0], default=(0, None))
        if number:
            return best
    return None


def _unknown(typed: Reading, vocabulary: Mapping[str, int]) -> Iterator[Reading]:
    ways = [
        [(word.plain,)] if word.plain in vocabulary else speller.near(word.plain, vocabulary)
        for word in typed.words
    ]
    if all(
        len(way) == 1 and way[0] == (word.plain,)
        for way, word in zip(ways, typed.words, strict=True)
    ):
        return iter(())
    return (_spelt(typed, choice) for choice in islice(product(*ways), MOST_GUESSES))


def _any_one(typed: Reading, vocabulary: Mapping[str, int]) -> Iterator[Reading]:
    plain = [(word.plain,) for word in typed.words]
    for position, word in enumerate(typed.words):
        for way in speller.near(word.plain, vocabulary):
            yield _spelt(typed, [*plain[:position], way, *plain[position + 1 :]])


def _spelt(typed: Reading, choice) -> Reading:
    parts = [part for way in choice for part in way]
    return replace(typed.of(map(Word, parts)), is_corrected=True)
