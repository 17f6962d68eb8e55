"""What the outbox does with messages. Every handler may run twice; see shop.messages."""

import hashlib
import json
import smtplib

from django.db import transaction
from django.utils import translation
from oscar.apps.order.models import Order

from catalog.models import ProposalEvent
from marketplace.kernel.outbox.queue import GiveUp, enqueue, handles

from . import (
    desk,
    endings,  # noqa: F401 - it has handlers of its own
)
from .messages import desks, mail, office_phrases, proposals, sms
from .messages.buyer import News, letter_about
from .messages.letter import post
from .models import Fulfilment, OrderEvent, RefundDue

State = Fulfilment.State


@handles("order_message")
@transaction.atomic
def order_message(payload):
    """Tell the buyer, and the producers and officers whom it concerns.

    Effects: "email" and "sms" items, "unconfirmed" items for parcels that are new.
    """
    order = Order.objects.select_related("details").get(pk=payload["order"])
    news = News(order, payload["verb"], _parcel(payload), _facts(payload))
    key = _key_of(payload)
    details = order.details
    with translation.override(details.language):
        letter = letter_about(news)
        if letter:
            post(letter, key=f"{key}:buyer", email=details.email, phone=details.phone)
    _tell_producers(order)
    _tell_what_officers_did(news, key)
    _tell_officers(news, key)


@handles("unconfirmed")
@transaction.atomic
def unconfirmed(payload):
    """Remind whoever has to act, if the parcel still waits as it did when this was asked."""
    parcel = _all_of_a_parcel().get(pk=payload["fulfilment"])
    if parcel.state != State.NEW or _since(parcel) != payload["since"]:
        return
    key = f"unconfirmed:{parcel.pk}:{payload['since']}:{payload['who']}"
    if payload["who"] == "producer":
        desks.tell_producer("please_confirm", parcel, key=key)
    else:
        desks.tell_officers("nobody_confirms", parcel.order, parcel, key=key)


@handles("proposal_message")
@transaction.atomic
def proposal_message(payload):
    """Tell a producer how the centre has decided on a proposal."""
    events = ProposalEvent.objects.select_related("proposal__producer", "proposal__product__facts")
    proposals.tell_producer(events.get(pk=payload["event"]))


@handles("email")
def email(payload):
    """Send one mail: {"to", "subject", "text"} and perhaps "html", "qr", "key"."""
    try:
        mail.send(**{"key": _digest(payload), **payload})
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _words in refused.recipients.values()]
        if all(500 <= code < 600 for code in codes):
            raise GiveUp("the mail server knows no such address") from None
        raise


@handles("sms")
def text_message(payload):
    """Send one SMS: {"to", "text"} and perhaps "key"; a text that is too long loses its marks."""
    key = payload.get("key") or _digest(payload)
    try:
        sms.send(to=payload["to"], text=sms.fit(payload["text"]), key=key)
    except sms.SmsRefused as refused:
        raise GiveUp(str(refused)) from None


def _tell_producers(order) -> None:
    """New parcels are announced once, each time they become new; cancelled ones are called off."""
    for parcel in _all_of_a_parcel().filter(order=order, became_new_at__isnull=False):
        since = _since(parcel)
        if parcel.state == State.NEW:
            desks.tell_producer("new_order", parcel, key=f"new:{parcel.pk}:{since}")
            _watch(parcel, since)
        elif parcel.state == State.CANCELLED:
            desks.tell_producer("called_off", parcel, key=f"off:{parcel.pk}:{since}")


def _tell_what_officers_did(news: News, key: str) -> None:
    """Producers who may have printed a slip, or been stopped by a star, learn what changed."""
    case = office_phrases.TO_PRODUCERS.get(news.verb)
    seen = [State.CONFIRMED] if news.verb == "recipient_changed" else [State.NEW, State.CONFIRMED]
    parcels = _all_of_a_parcel().filter(order=news.order, state__in=seen)
    for parcel in parcels if case else ():
        if news.parcel is None or parcel.pk == news.parcel.pk:
            desks.tell_producer(case, parcel, key=f"{key}:{parcel.pk}")


def _watch(parcel: Fulfilment, since: str) -> None:
    for who, after in (("producer", desk.LATE), ("centre", desk.VERY_LATE)):
        enqueue(
            "unconfirmed",
            f"{parcel.pk}:{since}:{who}",
            {"fulfilment": parcel.pk, "since": since, "who": who},
            not_before=parcel.became_new_at + after,
        )


def _tell_officers(news: News, key: str) -> None:
    if news.verb == "star_stopped" and news.parcel:
        desks.tell_officers("star_stopped", news.order, news.parcel, key=f"{key}:centre")
    due = RefundDue.objects.filter(order=news.order, state=RefundDue.State.DUE)
    for refund in due.values_list("pk", flat=True):
        desks.tell_officers("pay_it_back", news.order, key=f"refund:{refund}")


def _all_of_a_parcel():
    parcels = Fulfilment.objects.select_related("order__details", "producer")
    return parcels.prefetch_related("items")


def _parcel(payload) -> Fulfilment | None:
    pk = payload.get("fulfilment")
    return _all_of_a_parcel().get(pk=pk) if pk else None


def _facts(payload) -> dict:
    """The facts of the event, with what the message itself carries beside its references."""
    event = OrderEvent.objects.filter(pk=payload.get("event")).first()
    said = {name: payload[name] for name in ("item", "kind") if name in payload}
    return {**(event.facts if event else {}), **said}


def _key_of(payload) -> str:
    """One key for one piece of news: its event, or all that it says."""
    return f"event:{payload['event']}" if payload.get("event") else _digest(payload)


def _since(parcel: Fulfilment) -> str:
    return parcel.became_new_at.isoformat()


def _digest(payload) -> str:
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()[:32]
