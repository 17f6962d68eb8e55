"""Orders on the web: what buyers paid or owe for goods that were not declined and not returned."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from catalog.sales_channels import Channel, Sale, sells
from marketplace.kernel.clock import HANOI, day_of
from marketplace.kernel.money import share
from marketplace.shop.models import Fulfilment, FulfilmentItem

State = Fulfilment.State
# Not paid yet, never sent, or refused at the door: nothing was sold.
NOT_SOLD = (State.WAITING, State.REFUSED, *Fulfilment.VOID)
_PLACED = "fulfilment__order__details__placed_at"


def sold(starts_on: date, ends_on: date):
    """The items of orders placed in these days, by the day in Hà Nội."""
    since = datetime.combine(starts_on, time(), HANOI)
    until = datetime.combine(ends_on + timedelta(days=1), time(), HANOI)
    return FulfilmentItem.objects.filter(
        state=FulfilmentItem.State.ACTIVE,
        **{f"{_PLACED}__gte": since, f"{_PLACED}__lt": until},
    ).exclude(fulfilment__state__in=NOT_SOLD)


def web_sales(starts_on: date, ends_on: date) -> Iterator[Sale]:
    rows = sold(starts_on, ends_on).order_by(_PLACED, "pk")
    columns = "fulfilment__order__number", _PLACED, "product_id", "title"
    columns += "fulfilment__producer_id", "quantity", "returned", "amount", "stars"
    for code, at, product, title, producer, count, back, paid, stars in rows.values_list(*columns):
        kept = kept_of(paid, count, back)
        yield Sale(code, day_of(at), product, title, producer, count - back, kept, stars)


def web_total(starts_on: date, ends_on: date) -> int:
    rows = sold(starts_on, ends_on)
    whole = rows.filter(returned=0).aggregate(sum=Sum("amount"))["sum"] or 0
    partly = rows.filter(returned__gt=0).values_list("amount", "quantity", "returned")
    return whole + sum(kept_of(*row) for row in partly)


def kept_of(amount: int, quantity: int, returned: int) -> int:
    """What is left of an amount when some of the pieces came back, whole dong."""
    return share(amount, [returned, quantity - returned])[1]


sells(Channel("web", _("Web orders"), web_sales, web_total))
