"""What producers and the centre are told of orders: one shape, whoever reads it."""

from functools import partial

from django.utils.formats import date_format
from django.utils.translation import get_language
from oscar.apps.order.models import Order

from marketplace.kernel.money import format_dong
from marketplace.shop import desk
from marketplace.shop.models import Fulfilment

from .desk_phrases import PHRASES
from .goods import counted
from .letter import Letter
from .links import late_url, parcel_url, refunds_url, stars_url
from .office_phrases import DESK_PHRASES
from .readers import officers, producers_people, tell

# Where officers see to it; all else is late.
PAGES = {"star_stopped": stars_url, "pay_it_back": refunds_url}


def tell_producer(case: str, parcel: Fulfilment, *, key: str) -> None:
    """Tell the producer's people of their parcel. case: a name of desk_phrases."""
    write = partial(_letter, case, parcel.order, parcel, partial(parcel_url, parcel))
    tell(producers_people(parcel.producer), write, key=key)


def tell_officers(case: str, order: Order, parcel: Fulfilment | None = None, *, key: str) -> None:
    """Tell the officers of an order or of one of its parcels. case: a name of desk_phrases."""
    url = PAGES.get(case, late_url)
    tell(officers(), partial(_letter, case, order, parcel, url), key=key)


def _letter(case: str, order: Order, parcel: Fulfilment | None, url) -> Letter:
    phrase, words = (PHRASES | DESK_PHRASES)[case](), _words(order, parcel)
    return Letter(
        subject=phrase.subject % words,
        lines=tuple(line % words for line in phrase.lines),
        short=f"OCOP: {phrase.short % words}",
        url=url(),
        action=phrase.action,
    )


def _words(order: Order, parcel: Fulfilment | None) -> dict:
    words = {"code": order.number}
    if parcel is None:
        return words
    since = parcel.became_new_at
    return words | {
        "producer": parcel.producer.trade_name,
        "goods": ", ".join(map(counted, desk.active_items(parcel))),
        "total": format_dong(parcel.due, get_language() or "vi"),
        "since": date_format(since, "H:i d/m/Y") if since else "",
    }
