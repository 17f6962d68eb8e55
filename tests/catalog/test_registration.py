"""Producers and products come with all they cannot do without."""

import pytest
from django.core.exceptions import ValidationError
from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import Partner, StockRecord

from catalog.models import Place, Producer
from catalog.registration import register_producer, register_product
from showrooms.models import StockPlace


def test_a_producer_has_its_partner_its_place_and_its_store(make):
    made = register_producer(
        legal_name="HTX Sen Quê", legal_form="cooperative", commune=make.commune()
    )

    made.refresh_from_db()
    assert (made.trade_name, made.slug, made.tax_code) == ("HTX Sen Quê", "htx-sen-que", None)
    assert made.partner.name == "HTX Sen Quê"
    assert made.store.kind == StockPlace.Kind.PRODUCER_STORE


def test_two_producers_of_one_name_have_two_addresses(make):
    slugs = [
        register_producer(
            legal_name="HTX Sen Quê", legal_form="cooperative", commune=make.commune()
        ).slug
        for _ in range(2)
    ]

    assert slugs == ["htx-sen-que", "htx-sen-que-2"]


@pytest.mark.parametrize(
    "wrong", [{"tax_code": "123"}, {"legal_form": "guild"}, {"legal_name": "a\x00b"}]
)
def test_a_refused_producer_leaves_nothing(make, wrong):
    facts = {"legal_name": "HTX Sen Quê", "legal_form": "cooperative", "commune": make.commune()}

    with pytest.raises(ValidationError):
        register_producer(**facts | wrong)

    assert [m.objects.count() for m in (Producer, Partner, Place, StockPlace)] == [0, 0, 0, 0]


def test_a_product_has_its_price_and_its_facts(make):
    producer = make.producer()

    made = register_product(
        producer=producer, title="Trà sen", price=75_000, group=make.group(), net_content=100
    )

    record = StockRecord.objects.get(product=made)
    assert (record.price, record.partner, record.num_in_stock) == (75_000, producer.partner, None)
    assert (made.facts.producer, made.facts.net_content) == (producer, 100)
    assert not made.get_product_class().track_stock


@pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "a\u202eb"}, {"gtin": "123"}])
def test_a_refused_product_leaves_nothing(make, wrong):
    facts = {"producer": make.producer(), "title": "Trà sen", "group": make.group()}

    with pytest.raises(ValidationError):
        register_product(**facts | wrong)

    assert (Product.objects.count(), StockRecord.objects.count()) == (0, 0)
