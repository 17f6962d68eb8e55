"""What producers and the centre are told."""

from django.contrib.auth import get_user_model
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.kernel.accounts.roles import OFFICER
from marketplace.kernel.money import format_dong
from marketplace.shop import desk
from marketplace.shop.models import Fulfilment

from .letter import Letter, post
from .links import late_url, parcel_url, refunds_url


def tell_producer(letter: Letter, parcel: Fulfilment, *, key: str) -> None:
    """One message to each person of the producer, by SMS before mail; else to its telephone."""
    people = get_user_model().objects.filter(
        producer_memberships__producer=parcel.producer, is_active=True
    )
    for person in people.order_by("pk"):
        reach = {"phone": person.phone} if person.phone else {"email": person.email}
        post(letter, key=f"{key}:{person.pk}", **reach)
    if not people:
        post(letter, key=key, phone=parcel.producer.phone)


def tell_officers(letter: Letter, *, key: str) -> None:
    """One message to each officer, by mail before SMS."""
    officers = get_user_model().objects.filter(groups__name=OFFICER, is_active=True)
    for person in officers.order_by("pk"):
        post(letter, key=f"{key}:{person.pk}", email=person.email or "", phone=person.phone or "")


def new_order(parcel: Fulfilment) -> Letter:
    """To the producer: an order to confirm. Says nothing of the buyer."""
    words = _words(parcel)
    return Letter(
        subject=_("New order %(code)s") % words,
        lines=(
            _("Somebody ordered from you: %(goods)s.") % words,
            _("The buyer pays %(total)s. Please confirm within a day.") % words,
        ),
        short="OCOP: " + _("new order %(code)s, %(total)s. Please confirm:") % words,
        url=parcel_url(parcel),
        action=_("Look and confirm"),
    )


def called_off(parcel: Fulfilment) -> Letter:
    """To the producer: do not send it."""
    words = _words(parcel)
    return Letter(
        subject=_("Order %(code)s was cancelled. Do not send it.") % words,
        lines=(_("Order %(code)s was cancelled. Do not send it.") % words,),
        short="OCOP: " + _("order %(code)s was cancelled, do not send it.") % words,
        url=parcel_url(parcel),
        action=_("Open the order"),
    )


def please_confirm(parcel: Fulfilment) -> Letter:
    """To the producer, after a day."""
    words = _words(parcel)
    return Letter(
        subject=_("Order %(code)s still waits for you") % words,
        lines=(
            _("The buyer has waited for a day: %(goods)s.") % words,
            _("Please confirm it, or say that you cannot send it."),
        ),
        short="OCOP: " + _("order %(code)s has waited for a day. Please confirm:") % words,
        url=parcel_url(parcel),
        action=_("Look and confirm"),
    )


def nobody_confirms(parcel: Fulfilment) -> Letter:
    """To the officers, after two days."""
    words = _words(parcel)
    return Letter(
        subject=_("%(producer)s has not confirmed order %(code)s for two days") % words,
        lines=(_("Please call the producer. Waiting since %(since)s.") % words,),
        short="OCOP: " + _("%(producer)s has not confirmed order %(code)s.") % words,
        url=late_url(),
        action=_("All late orders"),
    )


def star_stopped(parcel: Fulfilment) -> Letter:
    """To the officers: a producer wanted to send goods whose star does not hold."""
    words = _words(parcel)
    return Letter(
        subject=_("Order %(code)s: a star does not hold, nothing was sent") % words,
        lines=(
            _("%(producer)s wanted to send: %(goods)s.") % words,
            _("A star certificate was revoked or suspended. Decide, and call producer and buyer."),
        ),
        short="OCOP: " + _("order %(code)s was stopped: a star does not hold.") % words,
        url=late_url(),
        action=_("Open the office"),
    )


def pay_it_back(order) -> Letter:
    """To the officers: money of a buyer has to go back."""
    words = {"code": order.number}
    return Letter(
        subject=_("Money of order %(code)s has to go back to the buyer") % words,
        lines=(_("Call the buyer for the account, pay it back, then note it in the office."),),
        short="OCOP: " + _("money of order %(code)s has to go back.") % words,
        url=refunds_url(),
        action=_("All refunds"),
    )


def _words(parcel: Fulfilment) -> dict:
    since = parcel.became_new_at
    return {
        "code": parcel.order.number,
        "producer": parcel.producer.trade_name,
        "goods": ", ".join(str(item) for item in desk.active_items(parcel)),
        "total": format_dong(parcel.due, get_language() or "vi"),
        "since": date_format(since, "H:i d/m/Y") if since else "",
    }
