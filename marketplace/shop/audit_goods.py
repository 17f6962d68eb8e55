"""What must always hold of producers and products."""

from collections.abc import Iterator

from django.db.models import Count, F, Q
from oscar.apps.partner.models import StockRecord

from catalog.models import Producer, ProductFacts


def stock_records() -> Iterator[str]:
    """A product has one stock record, of its own producer, which counts nothing."""
    counted = ProductFacts.objects.annotate(records=Count("product__stockrecords"))
    for facts in counted.exclude(records=1):
        yield f"product {facts.pk} has {facts.records} stock records"
    ours = StockRecord.objects.filter(product__facts__isnull=False)
    for record in ours.exclude(partner=F("product__facts__producer__partner")):
        yield f"product {record.product_id} has the stock record of another producer"
    for record in ours.filter(Q(num_in_stock__isnull=False) | Q(num_allocated__gt=0)):
        yield f"product {record.product_id} counts stock in Oscar's record"


def stores() -> Iterator[str]:
    """Every producer has the store that its goods stand in."""
    for producer in Producer.objects.filter(store__isnull=True):
        yield f"producer {producer.pk} has no store"


def kinds() -> Iterator[str]:
    """The set of a product is one of its group."""
    for facts in ProductFacts.objects.filter(set__isnull=False).exclude(set__group=F("group")):
        yield f"product {facts.pk} stands in a set of another group"
