from django.apps import AppConfig


class ShopConfig(AppConfig):
    """The web shop: basket, checkout, orders, payment, and the producer's portal."""

    name = "marketplace.shop"
    label = "shop"

    def ready(self):
        from . import signals  # noqa: F401, PLC0415 - receivers need the models
