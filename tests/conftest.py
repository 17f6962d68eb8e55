"""What every test stands on: Wagtail's first rows, a day, and makers of things."""

import datetime
from importlib import import_module

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from pytest_django.plugin import DjangoDbBlocker

from marketplace.kernel import append_only, clock, memory

from . import making


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker: DjangoDbBlocker):
    """The rows that Wagtail's and Django's migrations would have made."""
    with django_db_blocker.unblock():
        making.first_rows()


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_ledgers():
    """Django empties every table after a transactional test; post_migrate arms them again."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def disarm_and_flush(operations, statements):
        append_only.disarm(operations.connection)
        return flush(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", disarm_and_flush)
        yield


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    memory.forget()


@pytest.fixture
def today() -> datetime.date:
    return clock.today()


@pytest.fixture
def make(db):
    """The makers of tests.making, with the database at hand."""
    # A transactional test before this one has emptied every table.
    making.first_rows()
    return making


@pytest.fixture
def full_text_table(db):
    """On SQLite, the table that Wagtail searches is virtual, and only its migration makes it."""
    if connection.vendor != "sqlite":
        return
    made = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        for operation in made.operations[-1].database_operations:
            cursor.execute(operation.sql)
