"""Shelves where a product stands when its certificate changes."""

from django.db.models import Sum
from django.utils.translation import gettext as _

from catalog.consequences import MOST_NAMED, Consequence, tells

from .models import StockBalance


@tells
def shelves(product_id: int) -> list[Consequence]:
    """Every place that holds goods, with how many."""
    balances = StockBalance.objects.filter(batch__product=product_id, on_hand__gt=0)
    places = balances.values("place__name").annotate(pieces=Sum("on_hand"))
    named = [f"{row['place__name']} ({row['pieces']})" for row in places.order_by("place__name")]
    return [Consequence(_("Places that hold the goods"), len(named), tuple(named[:MOST_NAMED]))]
