"""Officers with the same form open: one saves, the others are shown what was saved."""

from functools import partial

import pytest

from catalog.models import FactsChange, Producer
from catalog.registration import (
    ChangedMeanwhile,
    change_producer,
    change_product,
    register_producer,
    seen_of,
)
from catalog.tax_codes import clean_tax_code

from .at_once import at_once

FIRM = clean_tax_code("0100109106")


@pytest.fixture
def officer(shared):
    shared.first_rows()
    return shared.user("officer")


def slower(outcomes) -> list[ChangedMeanwhile]:
    return [outcome for outcome in outcomes if isinstance(outcome, ChangedMeanwhile)]


def test_of_eight_who_change_a_product_one_saves(shared, officer):
    product = shared.product(net_content=500)
    seen = seen_of(product)
    saves = [
        partial(change_product, product, by=officer, seen=seen, net_content=number)
        for number in range(1, 9)
    ]

    told = slower(at_once(saves))

    product.facts.refresh_from_db()
    (change,) = FactsChange.objects.all()
    assert len(told) == 7
    assert change.what == {"net_content": [500, product.facts.net_content]}
    assert {tuple(one.before.items()) for one in told} == {(("net_content", 500),)}


def test_of_eight_who_change_a_producer_one_saves(shared, officer):
    maker = shared.producer()
    seen = seen_of(maker)
    saves = [
        partial(change_producer, maker, by=officer, seen=seen, hamlet=f"ấp {number}")
        for number in range(8)
    ]

    told = slower(at_once(saves))

    assert len(told) == 7
    assert FactsChange.objects.count() == 1


def test_a_tax_code_belongs_to_one_of_eight_that_are_entered_at_once(shared, officer):
    enter = partial(
        register_producer,
        legal_name="HTX Sen",
        legal_form="cooperative",
        commune=shared.commune(),
        tax_code=FIRM,
        by=officer,
    )

    outcomes = at_once([enter] * 8)

    assert Producer.objects.count() == 1
    assert sum(isinstance(outcome, Exception) for outcome in outcomes) == 7
