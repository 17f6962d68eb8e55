"""What news of producers means for the shelves."""

from django.dispatch import receiver

from catalog.signals import producer_registered

from .models import StockPlace


@receiver(producer_registered, dispatch_uid="showrooms.open_store")
def open_store(*, producer, **_signal) -> None:
    """Give a new producer the store that its goods stand in, once."""
    StockPlace.objects.get_or_create(
        producer=producer,
        defaults={"kind": StockPlace.Kind.PRODUCER_STORE, "name": producer.trade_name},
    )
