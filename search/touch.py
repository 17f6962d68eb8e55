"""DOOR of PendingChange: say that a document has to be made anew, inside the change itself.

The receivers below insert rows and nothing else; an error of theirs aborts the change.
"""

import uuid
from collections.abc import Iterable

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from oscar.apps.catalogue.models import Product
from oscar.apps.partner.models import StockRecord

from catalog.models import Place, Producer, ProductFacts, ProductPhoto
from catalog.signals import certification_changed
from marketplace.kernel.outbox import queue
from showrooms.models import Showroom
from showrooms.signals import stock_changed

from .models import PendingChange

APPLY = "search"


def touch(kind: str, refs: Iterable[int]) -> None:
    """Leave one pending row for each (kind, ref) and one outbox item, in this transaction."""
    changes = [PendingChange(kind=kind, ref=ref, token=uuid.uuid4()) for ref in sorted(set(refs))]
    if not changes:
        return
    PendingChange.objects.bulk_create(
        changes,
        update_conflicts=True,
        unique_fields=["kind", "ref"],
        update_fields=["token", "touched_at"],
    )
    queue.enqueue(APPLY, str(changes[0].token))


@receiver([certification_changed, stock_changed], dispatch_uid="search.touch.product")
def product_changed(product_id: int, **_):
    touch("product", [product_id])


@receiver([post_save, post_delete], sender=Product, dispatch_uid="search.touch.title")
def title_changed(instance: Product, **_):
    touch("product", [instance.pk])


@receiver([post_save, post_delete], sender=ProductFacts, dispatch_uid="search.touch.facts")
@receiver([post_save, post_delete], sender=StockRecord, dispatch_uid="search.touch.price")
@receiver([post_save, post_delete], sender=ProductPhoto, dispatch_uid="search.touch.photo")
def detail_changed(instance, **_):
    touch("product", [instance.product_id])


@receiver(post_save, sender=Producer, dispatch_uid="search.touch.producer")
def producer_changed(instance: Producer, **_):
    touch("product", instance.products.values_list("pk", flat=True))


@receiver(post_save, sender=Place, dispatch_uid="search.touch.place")
def place_changed(instance: Place, created: bool, **_):
    if not created:
        facts = ProductFacts.objects.filter(producer__place=instance)
        touch("product", facts.values_list("pk", flat=True))


@receiver(post_save, sender=Showroom, dispatch_uid="search.touch.showroom")
def showroom_changed(instance: Showroom, created: bool, **_):
    if not created:
        facts = ProductFacts.objects.filter(product__batches__balances__place__showroom=instance)
        touch("product", facts.values_list("pk", flat=True))
