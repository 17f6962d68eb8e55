"""The life of an order in the buyer's words: what happens next, parcel by parcel, what happened."""

import datetime
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.kernel import clock
from marketplace.kernel.money import format_dong

from .models import Fulfilment, FulfilmentItem, OrderDetails, OrderEvent, RefundDue
from .money_told import GOES_BACK, sentence_about
from .ordering import StarEnded, stars_ended_since
from .ordering.states import OF_ORDER, OF_PARCEL

Parcel, Whole, Item = Fulfilment.State, OrderDetails.State, FulfilmentItem.State
# A producer who has not answered is reminded after a day.
ANSWERS_WITHIN = datetime.timedelta(hours=24)
UNTOLD = ("cash_received", "completed")
CASES = {
    "goes_back": ("reason", ("double", "late", "after_cancel")),
    "cancelled": ("for_buyer", ("True",)),
}


@dataclass(frozen=True)
class ParcelStory:
    """One parcel: what lies in it, where it stands and what comes next."""

    fulfilment: Fulfilment
    items: list[dict]
    standing: str
    next: str
    pay_at_door: int


@dataclass(frozen=True)
class Story:
    """All an order page tells. events: (moment, sentence), the oldest first.

    owes: money has to go back that did not yet. money: what became of a transfer that did not
    come as it should, or empty.
    """

    headline: str
    parcels: list[ParcelStory]
    events: list[tuple[datetime.datetime, str]]
    refunds: list[str]
    owes: bool
    money: str
    stars: list[str]
    may_cancel: bool


def story_of(order, language: str) -> Story:
    """What the buyer reads, in the active language.

    Constant queries for an order that comes with `details`, `fulfilments__items` and
    `fulfilments__producer`.
    """
    parcels = sorted(order.fulfilments.all(), key=lambda parcel: parcel.pk)
    events = order.events.select_related("fulfilment__producer")
    told = [(event.at, _happened(event)) for event in events if event.verb not in UNTOLD]
    refunds = list(order.refunds_due.order_by("pk"))
    money = sentence_about(order)
    return Story(
        headline=_headline(order.status, {parcel.state for parcel in parcels}),
        parcels=[_parcel(parcel, order.details, language) for parcel in parcels],
        events=[(at, sentence) for at, sentence in told if sentence],
        refunds=[_refund(refund) for refund in refunds if not (money and _is_told(refund))],
        owes=any(refund.state == RefundDue.State.DUE for refund in refunds),
        money=money,
        stars=[_star(ended, language) for ended in stars_ended_since(order, clock.today())],
        may_cancel=may_cancel(order, parcels),
    )


def may_cancel(order, parcels) -> bool:
    """Until a parcel was sent, the buyer may take the whole order back."""
    still_here = all(parcel.state in OF_PARCEL["cancel"] for parcel in parcels)
    return order.status in OF_ORDER["cancel"] and still_here


def title_of(item: FulfilmentItem, language: str) -> str:
    return (language == "en" and item.title_en) or item.title


def _headline(status: str, states: set[str]) -> str:
    if status == Whole.AWAITING_PAYMENT:
        return _("Your order waits for your transfer")
    if status == Whole.CANCELLED:
        return _("This order is cancelled")
    if status == Whole.COMPLETED:
        return _("This order is complete")
    if Parcel.SENT in states:
        return _("Your order is on its way")
    return _("Thank you, your order is placed")


def _parcel(parcel: Fulfilment, details: OrderDetails, language: str) -> ParcelStory:
    cash = details.payment_method == OrderDetails.Method.COD
    coming = parcel.state in (*Fulfilment.OPEN, Parcel.SENT)
    return ParcelStory(
        fulfilment=parcel,
        items=[_item(item, language) for item in parcel.items.all()],
        standing=_standing(parcel),
        next=_next(parcel),
        pay_at_door=parcel.due if cash and coming else 0,
    )


def _item(item: FulfilmentItem, language: str) -> dict:
    title = title_of(item, language)
    return {
        "title": title,
        "lang": "vi" if title == item.title else language,
        "quantity": item.quantity,
        "amount": item.amount,
        "stars": item.stars,
        "decision": item.decision_number,
        "valid_until": item.stars_valid_until,
        "gone": item.state != Item.ACTIVE and item.get_state_display(),
    }


def _standing(parcel: Fulfilment) -> str:
    return {
        Parcel.WAITING: _("Waits for your transfer"),
        Parcel.NEW: _("The producer has been told"),
        Parcel.CONFIRMED: _("Being packed"),
        Parcel.SENT: _("On its way"),
        Parcel.DELIVERED: _("Delivered"),
        Parcel.REFUSED: _("Not accepted at the door"),
        Parcel.RETURNED: _("Came back to the producer"),
        Parcel.DECLINED: _("Cannot be sent"),
        Parcel.CANCELLED: _("Cancelled"),
    }[parcel.state]


def _next(parcel: Fulfilment) -> str:
    if parcel.state == Parcel.WAITING:
        return _("The producer starts as soon as your money has come.")
    if parcel.state == Parcel.NEW:
        by = (parcel.became_new_at or clock.now()) + ANSWERS_WITHIN
        return _("The producer confirms by %(moment)s, else we remind them.") % {
            "moment": moment(by)
        }
    if parcel.state == Parcel.CONFIRMED:
        return _("When it is sent you see the carrier and the number here.")
    if parcel.state == Parcel.SENT:
        return _("The carrier calls you before delivering.")
    if parcel.state == Parcel.DELIVERED:
        return _("If something is not right, see delivery and returns.")
    if parcel.state == Parcel.DECLINED:
        return _("The reason: %(because)s") % {"because": parcel.declined_because}
    return ""


def moment(at: datetime.datetime) -> str:
    """ "10:15, 23/11/2026", Hà Nội time."""
    return formats.date_format(at.astimezone(clock.HANOI), "H:i, d/m/Y")


def _happened(event: OrderEvent) -> str:
    sentence = {
        "placed": _("You placed the order."),
        "paid": _("Your transfer of %(amount)s has come."),
        "short": _("%(amount)s have come, %(missing)s are still missing."),
        "over": _("%(amount)s more than was due have come; they go back to you."),
        "goes_back": _("%(amount)s have come and go back to you."),
        "goes_back double": _("%(amount)s have come a second time and go back to you."),
        "goes_back late": _("%(amount)s came after the deadline and go back to you."),
        "goes_back after_cancel": _("%(amount)s came after the cancelling and go back to you."),
        "expired": _("The money did not come in time. The order was cancelled."),
        "cancelled": _("The order was cancelled."),
        "cancelled True": _("We cancelled the order for you: %(because)s"),
        "taken_out": _("%(items)s were taken out of the order: %(because)s"),
        "sent_anyway": _("We looked at the star that ended: %(items)s may be sent."),
        "recipient_changed": _("We changed the delivery details for you: %(because)s"),
        "account_given": _("The account for paying back was noted: %(bank)s …%(last)s"),
        "paid_back": _("%(amount)s were paid back to you."),
        "confirmed": _("%(producer)s confirmed and packs your goods."),
        "declined": _("%(producer)s cannot send: %(because)s"),
        "items_declined": _("%(producer)s cannot send %(items)s: %(because)s"),
        "sent": _sent(event.facts.get("number")),
        "star_stopped": _("%(producer)s may not send now: a star ended. An officer decides."),
        "star_changed": _("The star of a product in this order changed."),
        "delivered": _("The parcel of %(producer)s was delivered."),
        "refused": _("The parcel of %(producer)s was not accepted at the door."),
        "taken_back": _("The parcel of %(producer)s came back."),
    }.get(_case(event), "")
    return sentence % _Facts(event) if sentence else ""


def _case(event: OrderEvent) -> str:
    """The key of the sentence: some verbs say more when their facts are known."""
    fact, told = CASES.get(event.verb, ("", ()))
    value = str(event.facts.get(fact, ""))
    return f"{event.verb} {value}" if value in told else event.verb


def _sent(number: str | None) -> str:
    if number:
        return _("%(producer)s sent the parcel with %(carrier)s, number %(number)s.")
    return _("%(producer)s sent the parcel with %(carrier)s.")


class _Facts(dict):
    """The facts of an event as words; one that is missing leaves a dash, never an error."""

    def __init__(self, event: OrderEvent):
        facts = {name: _shown(name, value) for name, value in event.facts.items()}
        if event.fulfilment:
            facts["producer"] = event.fulfilment.producer.trade_name
        super().__init__(facts)

    def __missing__(self, name: str) -> str:
        return "–"


def _shown(name: str, value) -> str:
    if name in ("amount", "missing", "back"):
        return _dong(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _refund(refund: RefundDue) -> str:
    facts = {"amount": _dong(refund.amount), "reason": refund.get_reason_display()}
    if refund.state == RefundDue.State.PAID:
        return _("%(amount)s were paid back (%(reason)s).") % facts
    return _("%(amount)s go back to you (%(reason)s).") % facts


def _is_told(refund: RefundDue) -> bool:
    """Whether the sentence about the transfer says it already."""
    return refund.state == RefundDue.State.DUE and refund.reason in GOES_BACK.values()


def _star(ended: StarEnded, language: str) -> str:
    facts = {"title": title_of(ended.item, language), "stars": ended.star and ended.star.stars}
    if ended.kind == "lowered":
        return _("%(title)s has %(stars)s stars now. You may cancel until it is sent.") % facts
    if ended.kind == "expired":
        return _("The star of %(title)s has expired. You may cancel until it is sent.") % facts
    if ended.kind == "safety":
        return _("%(title)s was withdrawn for safety and is not sent. Money goes back.") % facts
    return _("The star of %(title)s does not hold now. It is not sent; an officer decides.") % facts


def _dong(amount: int) -> str:
    return format_dong(amount, get_language() or "vi")
