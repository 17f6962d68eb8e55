"""How often discounts were used: by orders that were not cancelled, which are the truth."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet, Sum
from oscar.apps.order.models import OrderDiscount

from .errors import CannotOrder
from .models import OfferTerms, OrderDetails
from .problems import Problem


def uses() -> QuerySet[OrderDiscount]:
    """Every use of a discount."""
    return OrderDiscount.objects.exclude(order__status=OrderDetails.State.CANCELLED)


def counted(offers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Offer id -> (orders, whole dong given); an unused one is absent. One query."""
    rows = uses().filter(offer_id__in=list(offers)).order_by().values("offer_id")
    found = rows.annotate(orders=Count("order", distinct=True), given=Sum("amount"))
    return {row["offer_id"]: (row["orders"], int(row["given"])) for row in found}


def used_up(terms: Iterable[OfferTerms]) -> set[int]:
    """The discounts that were used as often as they may be. One query, or none."""
    limited = {row.pk: row.max_uses for row in terms if row.max_uses is not None}
    if not limited:
        return set()
    found = counted(limited)
    return {pk for pk, most in limited.items() if found.get(pk, (0, 0))[0] >= most}


def refuse_beyond(basket, phone: str) -> None:
    """Raise CannotOrder when a discount of the basket may not be used once more, with this phone.

    Inside placing: two orders that want the last use wait for each other here.
    """
    applied = {application["offer"].pk for application in basket.offer_applications}
    limited = OfferTerms.objects.select_for_update().filter(offer__in=applied)
    terms = [row for row in limited.order_by("pk") if row.max_uses or row.max_uses_per_phone]
    if used_up(terms):
        raise CannotOrder([Problem("voucher_used_up")])
    for row in terms:
        if row.max_uses_per_phone and _by_phone(row, phone) >= row.max_uses_per_phone:
            raise CannotOrder([Problem("voucher_phone", {"most": row.max_uses_per_phone})])


def _by_phone(terms: OfferTerms, phone: str) -> int:
    same = uses().filter(offer_id=terms.pk, order__details__phone=phone)
    return same.values("order").distinct().count()
