"""Races need a database that several connections really share."""

import contextlib
import sqlite3

import pytest
from django.db import connection, connections

from tests import making


@pytest.fixture
def shared(transactional_db, tmp_path):
    """The makers, over a database that threads can share.

    On SQLite the test database lives in memory, where connections lock whole tables: a copy
    of it in a file takes its place, opened with the very options of production.
    """
    if connection.vendor != "sqlite":
        yield making
        return
    with _instead(connections["default"], tmp_path / "shop.sqlite3"):
        yield making


@contextlib.contextmanager
def _instead(memory, file):
    memory.ensure_connection()
    with contextlib.closing(sqlite3.connect(file)) as copy:
        memory.connection.backup(copy)
    settings = connections.databases["default"]
    name = settings["NAME"]
    settings["NAME"] = str(file)
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = name
        connections["default"] = memory
