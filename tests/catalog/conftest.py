import pytest

from tests.catalog.register import Officers


@pytest.fixture
def officers(make):
    return Officers()


@pytest.fixture
def product(make):
    return make.product()
