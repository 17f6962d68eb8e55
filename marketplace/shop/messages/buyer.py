"""What the buyer is told at each step of an order, in the order's language."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.apps.order.models import Order

from marketplace.kernel.clock import HANOI
from marketplace.kernel.money import format_dong
from marketplace.shop import payments
from marketplace.shop.models import Fulfilment, FulfilmentItem

from .goods import counted, titled
from .letter import Letter
from .links import order_url
from .office_phrases import PHRASES as OFFICE_PHRASES
from .office_phrases import about_account
from .phrases import PHRASES, REASONS, Phrase


@dataclass(frozen=True)
class News:
    """What happened: the verb of ordering, with the facts of its event."""

    order: Order
    verb: str
    parcel: Fulfilment | None = None
    facts: dict = field(default_factory=dict)


def letter_about(news: News) -> Letter | None:
    """The letter to the buyer in the active language; None for what is not the buyer's news."""
    build = (PHRASES | OFFICE_PHRASES).get(_case(news))
    if build is None:
        return None
    todo = _to_pay(news.order) if news.verb in ("placed", "short") else None
    words = _words_of(news, todo)
    phrase: Phrase = build()
    lines = [line % words for line in phrase.lines]
    if news.facts.get("back"):
        lines.append(_back() % words)
    if news.facts.get("back") or news.verb in ("over", "goes_back"):
        lines.append(about_account(getattr(news.order, "refund_account", None)))
    transfer = todo is not None and todo.kind == "transfer"
    return Letter(
        subject=phrase.subject % words,
        greeting=_("Dear %(name)s,") % {"name": news.order.details.full_name},
        lines=tuple(lines),
        short=f"OCOP: {phrase.short % words}",
        facts=_account(todo) if transfer else _goods(news),
        qr=todo.qr if transfer else "",
        url=order_url(news.order),
        action=_("Open my order"),
    )


def _case(news: News) -> str:
    """The key of the phrase: some verbs say different things in different cases."""
    if news.verb == "placed":
        return f"placed_{news.facts.get('method', news.order.details.payment_method)}"
    if news.verb == "cancelled" and news.facts.get("for_buyer"):
        return "cancelled_for_you"
    if news.verb == "star_changed":
        return f"star_{news.facts.get('kind', 'expired')}"
    if news.verb == "sent" and news.parcel and news.order.details.payment_method == "cod":
        return "sent_cod"
    return news.verb


def _to_pay(order):
    return payments.by_code(order.details.payment_method).instructions(order)


def _words_of(news: News, todo) -> dict:
    facts, parcel = news.facts, news.parcel
    return {
        "code": news.order.number,
        "total": _dong(news.order.details.due),
        "amount": _dong(facts.get("amount", 0)),
        "missing": _dong(facts.get("missing", 0)),
        "back": _dong(facts.get("back", 0)),
        "deadline": _moment(todo.deadline) if todo and todo.deadline else "",
        "because": facts.get("because", ""),
        "producer": parcel.producer.trade_name if parcel else "",
        "cash": _dong(parcel.due) if parcel else "",
        "carrier": facts.get("carrier", ""),
        "number": facts.get("number", ""),
        "bank": facts.get("bank", ""),
        "last": facts.get("last", ""),
        "goods": _titles(news),
        "reason": str(REASONS.get(facts.get("reason"), "")),
    }


def _titles(news: News) -> str:
    """The goods the news is about: one item, those of its event, or what of a parcel is sent."""
    if "item" in news.facts:
        item = FulfilmentItem.objects.filter(pk=news.facts["item"]).first()
        return titled(item) if item else ""
    if titles := news.facts.get("items"):
        return ", ".join(titles)
    items = news.parcel.items.all() if news.parcel else ()
    sent = [item for item in items if item.state not in FulfilmentItem.VOID]
    return ", ".join(map(counted, sent or items))


def _goods(news: News) -> tuple[tuple[str, str], ...]:
    """What was ordered, once, in the first letter."""
    if news.verb != "placed":
        return ()
    items = FulfilmentItem.objects.filter(fulfilment__order=news.order).order_by("pk")
    shipping = sum(parcel.shipping for parcel in news.order.fulfilments.all())
    return (
        *((counted(item), _dong(item.amount)) for item in items),
        (_("Shipping"), _dong(shipping)),
        (_("Total"), _dong(news.order.details.due)),
    )


def _account(todo) -> tuple[tuple[str, str], ...]:
    return (
        (_("Amount"), _dong(todo.amount)),
        (_("Bank"), todo.account.bank_name),
        (_("Account number"), todo.account.number),
        (_("Account holder"), todo.account.holder),
        (_("Purpose (please copy)"), todo.purpose),
        (_("Pay until"), _moment(todo.deadline)),
    )


def _back() -> str:
    return _("We pay %(back)s back to you.")


def _dong(amount: int) -> str:
    return format_dong(amount, get_language() or "vi")


def _moment(moment) -> str:
    return date_format(timezone.localtime(moment, HANOI), "H:i d/m/Y")
