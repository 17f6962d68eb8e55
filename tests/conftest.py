"""What every test stands on: Wagtail's first rows, a day, and makers of things."""

import datetime

import pytest
from django.core.cache import cache
from pytest_django.plugin import DjangoDbBlocker

from marketplace.kernel import clock

from . import making


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker: DjangoDbBlocker):
    """The rows that Wagtail's and Django's migrations would have made."""
    with django_db_blocker.unblock():
        making.first_rows()


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def today() -> datetime.date:
    return clock.today()


@pytest.fixture
def make(db):
    """The makers of tests.making, with the database at hand."""
    return making
