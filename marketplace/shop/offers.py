"""Discounts: Oscar's offers and vouchers, shared out in whole dong.

Oscar computes what an offer is worth. The sum is rounded once to whole dong and shared among
the lines it touches, so that the parts are the whole: on the order, in parcels, in refunds.
"""

from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from oscar.apps.offer.applicator import Applicator

from marketplace.kernel.money import nearest_dong, share, whole


def apply(basket) -> None:
    """Apply all offers and the basket's vouchers afresh to the lines in memory."""
    lines = list(basket.all_lines())
    for line in lines:
        line.clear_discount()
    Applicator().apply(basket, basket.owner or AnonymousUser())
    for application in basket.offer_applications:
        _share_out(application, lines)


def _share_out(application, lines) -> None:
    offer = application["offer"]
    parts = [
        (line, index, discount)
        for line in lines
        for index, discount in enumerate(line.discounts.all())
        if discount.offer == offer
    ]
    if not parts:
        return
    total = whole(nearest_dong(application["discount"]))
    application["discount"] = Decimal(total)
    shares = share(total, [whole(nearest_dong(discount.amount)) for _, _, discount in parts])
    for (line, index, discount), amount in zip(parts, shares, strict=True):
        line.replace_discount(index, discount._replace(amount=Decimal(amount)))
