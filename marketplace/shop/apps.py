from django.apps import AppConfig


class ShopConfig(AppConfig):
    """The web shop: basket, checkout, orders, payment, and the producer's portal."""

    name = "marketplace.shop"
    label = "shop"
