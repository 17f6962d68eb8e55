"""Discounts: Oscar's offers and vouchers, shared out in whole dong.

Oscar computes what an offer is worth. The sum is rounded once to whole dong and shared among
the lines it touches, so that the parts are the whole: on the order, in parcels, in refunds.
"""

from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from oscar.apps.offer.applicator import Applicator

from catalog.models import ProductFacts
from marketplace.kernel import clock
from marketplace.kernel.money import nearest_dong, share, whole

from . import offer_uses
from .models import OfferTerms

Scope = OfferTerms.Scope


def apply(basket) -> None:
    """Apply all offers and the basket's vouchers afresh to the lines in memory."""
    lines = list(basket.all_lines())
    for line in lines:
        line.clear_discount()
    Applied().apply(basket, basket.owner or AnonymousUser())
    for application in basket.offer_applications:
        _share_out(application, lines)


class Applied(Applicator):
    """Oscar's applicator with the offers of ours that hold today and are not used up."""

    def get_offers(self, basket, user=None, request=None):
        """Sets on each offer of ours `goods`: which products in the basket it touches."""
        offers = super().get_offers(basket, user, request)
        found = OfferTerms.objects.filter(offer__in=offers).prefetch_related("products")
        terms = {row.pk: row for row in found}
        over = offer_uses.used_up(terms.values())
        makers = _makers(basket, terms.values())
        kept = []
        for offer in offers:
            own = terms.get(offer.pk)
            if own and (own.pk in over or not holds(own, clock.today())):
                continue
            if own:
                offer.goods = _goods(own, makers)
            kept.append(offer)
        return kept


def holds(terms: OfferTerms, day) -> bool:
    """Whether a discount holds on a day, as far as we know today."""
    if terms.ended_at and day >= clock.day_of(terms.ended_at):
        return False
    return terms.first_day <= day <= terms.last_day


def _makers(basket, terms) -> dict[int, int | None]:
    """Product -> producer for what is in the basket; producers only where an offer asks."""
    ids = [line.product_id for line in basket.all_lines()]
    if not any(row.scope == Scope.PRODUCER for row in terms):
        return dict.fromkeys(ids)
    return dict(ProductFacts.objects.filter(pk__in=ids).values_list("pk", "producer"))


def _goods(terms: OfferTerms, makers: dict) -> set[int]:
    if terms.scope == Scope.PRODUCTS:
        return {product.pk for product in terms.products.all()}
    if terms.scope == Scope.PRODUCER:
        return {pk for pk, maker in makers.items() if maker == terms.producer_id}
    return set(makers)


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
