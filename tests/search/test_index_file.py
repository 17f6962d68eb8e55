"""The file of the embedded engine: several processes, rebuilds under way, a broken file."""

import multiprocessing
import os
import threading

import pytest

from search.engines.fts5 import Fts5Engine
from search.query import EngineDown, Gone, Query

from .docs import DAY, doc


def write_fifty(path, first):
    engine = Fts5Engine(path)
    for ref in range(first, first + 50):
        engine.apply([doc(ref)])


def test_two_processes_write_and_nothing_is_lost(engine):
    processes = [
        multiprocessing.get_context("spawn").Process(
            target=write_fifty, args=(engine.file.path, first)
        )
        for first in (1, 101)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0, 0]
    assert engine.search(Query(day=DAY, text="thốt nốt")).total == 100


def test_a_rebuild_takes_over_what_changes_meanwhile(engine):
    engine.apply([doc(1, "Cũ"), doc(2, "Bỏ đi"), doc(9, "Ma")])

    def read_while_others_write():
        yield doc(1, "Cũ", version=11)
        yield doc(2, "Bỏ đi", version=11)
        engine.apply(
            [doc(1, "Mới", version=12), Gone("product", 2, 12), doc(3, "Thêm", version=13)]
        )

    engine.rebuild(read_while_others_write(), since=10)

    titles = {ref: content for _, ref, content in engine.stream()}
    assert sorted(titles) == [1, 3]
    assert '"Mới"' in titles[1]


def test_readers_answer_while_the_index_is_replaced(engine):
    engine.apply([doc(ref) for ref in range(1, 40)])
    stop, totals = threading.Event(), set()

    def read():
        while not stop.is_set():
            totals.add(engine.search(Query(day=DAY, text="thốt nốt")).total)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(5):
        engine.rebuild(doc(ref) for ref in range(1, 40))
    stop.set()
    reader.join()

    assert totals == {39}


def test_a_rebuild_leaves_one_generation(engine):
    engine.rebuild([doc(1)])
    engine.rebuild([doc(1)])

    generations = {name.split("-wal")[0].split("-shm")[0] for name in _numbered(engine)}
    assert generations == {os.readlink(engine.file.path)}


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(engine, find):
    engine.apply([doc(1)])

    def breaks():
        yield doc(2)
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        engine.rebuild(breaks())

    assert find() == [1]
    assert not [name for name in os.listdir(engine.file.path.parent) if name.endswith(".link")]


def test_a_missing_or_broken_file_is_told(tmp_path):
    engine = Fts5Engine(tmp_path / "search.sqlite3")
    with pytest.raises(EngineDown):
        engine.search(Query(day=DAY))
    with pytest.raises(EngineDown):
        engine.apply([doc(1)])

    (tmp_path / "search.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(EngineDown):
        engine.search(Query(day=DAY))

    assert engine.rebuild([doc(1)]) == 1
    assert engine.search(Query(day=DAY)).total == 1


def _numbered(engine) -> list[str]:
    names = os.listdir(engine.file.path.parent)
    return [name for name in names if name.startswith("search.sqlite3.1")]
