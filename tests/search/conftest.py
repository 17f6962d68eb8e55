"""An engine of its own for every test, and documents in few words."""

import shutil

import pytest

from search import service
from search.engines.fts5 import Fts5Engine
from search.query import Query

from .docs import DAY, doc


@pytest.fixture
def engine(tmp_path):
    made = Fts5Engine(tmp_path / "search.sqlite3")
    made.rebuild([])
    return made


@pytest.fixture
def put(engine):
    """put(*titles, **fields): documents numbered on from 1, written at once."""
    count = iter(range(1, 10_000))

    def put(*titles, **fields):
        docs = [doc(next(count), title, **fields) for title in titles]
        engine.apply(docs)
        return [one.ref for one in docs]

    return put


@pytest.fixture
def find(engine):
    """find(text, **fields of Query): the titles' refs in order."""

    def find(text="", **asked):
        return list(engine.search(Query(day=asked.pop("day", DAY), text=text, **asked)).refs)

    return find


@pytest.fixture
def site_index(settings, tmp_path):
    """The index of the installation, in a place of its own; nothing is in it yet."""
    settings.SEARCH_PATH = str(tmp_path / "site" / "search.sqlite3")
    yield service
    shutil.rmtree(tmp_path / "site", ignore_errors=True)
