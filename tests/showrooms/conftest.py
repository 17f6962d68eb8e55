"""Short words for the tests of stock."""

import uuid

import pytest

from showrooms import stock


@pytest.fixture
def promise(today):
    """Promise pieces of a product from its producer's store; gives the reference."""

    def hold(product, quantity, *, ref=None, place=None, day=None, deadline=None):
        ref = ref or uuid.uuid4()
        stock.hold(
            kind="order",
            ref=ref,
            product_id=product.pk,
            quantity=quantity,
            place=place or product.facts.producer.store,
            day=day or today,
            deadline=deadline,
        )
        return ref

    return hold


@pytest.fixture
def counts():
    """(on hand, held) of a balance, as the database has it now."""

    def read(balance):
        balance.refresh_from_db()
        return balance.on_hand, balance.held

    return read
