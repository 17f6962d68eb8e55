"""Orders and baskets that hang on a product's certificate."""

from django.utils.translation import gettext as _
from oscar.apps.order.models import Order

from catalog.consequences import MOST_NAMED, Consequence, tells
from marketplace.forks.basket.models import Basket

from .models import Fulfilment, FulfilmentItem


@tells
def open_orders(product_id: int) -> list[Consequence]:
    """Orders with this product that did not leave yet, the oldest first."""
    orders = Order.objects.filter(
        fulfilments__state__in=Fulfilment.OPEN,
        fulfilments__items__product=product_id,
        fulfilments__items__state=FulfilmentItem.State.ACTIVE,
    )
    codes = list(orders.order_by("pk").values_list("number", flat=True).distinct())
    return [Consequence(_("Open orders"), len(codes), tuple(codes[:MOST_NAMED]))]


@tells
def open_baskets(product_id: int) -> list[Consequence]:
    """Baskets; whose they are is nobody's business here."""
    baskets = Basket.objects.filter(status=Basket.OPEN, lines__product=product_id)
    return [Consequence(_("Baskets"), baskets.distinct().count())]
