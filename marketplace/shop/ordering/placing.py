"""Making an order of a basket: all of it in one transaction, or nothing."""

import datetime
from typing import Required, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import override
from oscar.apps.order.models import Order

from marketplace.forks.basket.models import Basket
from marketplace.forks.partner.strategy import Selector
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import enqueue
from marketplace.kernel.text import fold
from marketplace.shop import limits, offer_uses, payments
from marketplace.shop.errors import CannotOrder, OverCashCeiling, QuoteChanged
from marketplace.shop.models import (
    Consent,
    Fulfilment,
    FulfilmentItem,
    LegalText,
    OrderDetails,
    PaymentAttempt,
)
from marketplace.shop.problems import Problem
from marketplace.shop.quote import Quote, quote
from showrooms import stock
from showrooms.models import StockPlace

from . import oscar_order
from .buyer import Buyer
from .stars import watch
from .telling import tell

HOLD = "order"
State = OrderDetails.State


class Context(TypedDict, total=False):
    language: Required[str]
    day: datetime.date | None
    user: object


@transaction.atomic(durable=True)
def place(
    basket,
    *,
    quote_hash: str,
    buyer: Buyer,
    method: str,
    consents: set[str],
    **context: Unpack[Context],
) -> Order:
    """Order what is in the basket, as it was shown.

    Effects: an order with its parcels, held goods, consents, a payment attempt where the method
    waits for money, events and messages; the basket is submitted. Pressed again with the same
    basket it gives the same order. context: language, day (today), user (the basket's owner).
    Raises CannotOrder, QuoteChanged, OverCashCeiling, TooManyUnpaid; then nothing was done.
    """
    if not _take(basket):
        return placed_from(basket.pk)
    day, language = context.get("day") or clock.today(), context["language"]
    now_true = _quote(basket, buyer, day, language)
    _refuse(now_true, quote_hash, method, consents)
    address = limits.address_key(buyer.commune.pk, buyer.street)
    limits.refuse_too_many(buyer.phone, address, now_true.tables.limit)
    offer_uses.refuse_beyond(basket, buyer.phone)
    way = payments.by_code(method)
    order, lines = oscar_order.create(
        basket,
        now_true,
        buyer,
        status=State.AWAITING_PAYMENT if way.waits else State.PLACED,
        user=context.get("user") or basket.owner,
    )
    _describe(order, now_true, buyer, language=language, method=method, address_key=address)
    attempt = _await_money(way.start(order, quote=now_true, now=clock.now()))
    _agree(order, consents, day, language)
    items = _pack(order, lines, now_true, waits=way.waits)
    _hold(items, now_true, day, attempt)
    for item in items:
        watch(item, item.stars_valid_until)
    tell(order, "placed", by=order.user, method=method)
    return order


def placed_from(basket_id: int | None) -> Order:
    """The order that was made of a basket. Raises CannotOrder when there is none."""
    order = basket_id and Order.objects.filter(basket_id=basket_id).first()
    if not order:
        raise CannotOrder([Problem("empty")])
    return order


def _take(basket) -> bool:
    """Submit the basket, once: the second of two presses waits here and then finds it taken."""
    open_basket = Basket.open.filter(pk=basket.pk)
    return bool(open_basket.update(status=Basket.SUBMITTED, date_submitted=clock.now()))


def _quote(basket, buyer, day, language) -> Quote:
    basket.strategy = Selector().strategy(day=day)
    return quote(basket, day=day, language=language, province=buyer.commune.parent)


def _refuse(now_true: Quote, quote_hash, method, consents) -> None:
    if not now_true.ok:
        raise CannotOrder(now_true.problems, now_true)
    if now_true.hash != quote_hash:
        raise QuoteChanged(now_true)
    if missing := now_true.needs - set(consents):
        raise CannotOrder([Problem(f"{purpose}_missing") for purpose in sorted(missing)], now_true)
    problem = now_true.methods.get(method, Problem("unknown_method"))
    if problem and problem.code == "over_ceiling":
        raise OverCashCeiling(now_true.total, problem.facts["ceiling"])
    if problem:
        raise CannotOrder([problem], now_true)


def _describe(order, now_true: Quote, buyer: Buyer, **facts) -> None:
    """What the order knows beyond Oscar's row."""
    order.details = OrderDetails.objects.create(
        order=order,
        full_name=buyer.full_name,
        folded_name=fold(buyer.full_name),
        phone=buyer.phone,
        email=buyer.email,
        commune=buyer.commune,
        street=buyer.street,
        note=buyer.note,
        payment_method=facts.pop("method"),
        quote_hash=now_true.hash,
        total=now_true.total,
        placed_at=clock.now(),
        **facts,
    )


def _await_money(attempt: PaymentAttempt | None) -> PaymentAttempt | None:
    """Save the attempt, and look again at its deadline."""
    if attempt:
        attempt.save()
        key, payload = str(attempt.key), {"attempt": attempt.pk}
        enqueue("payment_deadline", key, payload, not_before=attempt.deadline)
    return attempt


def _agree(order, consents, day, language) -> None:
    """Keep what was agreed to, in which wording."""
    terms = LegalText.objects.filter(kind=LegalText.Kind.TERMS, valid_from__lte=day)
    text = terms.order_by("valid_from", "pk").last()
    purposes = [purpose for purpose in Consent.Purpose if purpose in consents]
    with override(language):
        Consent.objects.bulk_create(
            Consent(
                order=order,
                purpose=purpose,
                wording=str(purpose.label),
                text=text if purpose == Consent.Purpose.TERMS else None,
            )
            for purpose in purposes
        )


def _pack(order, lines, now_true: Quote, *, waits: bool) -> list[FulfilmentItem]:
    """One parcel per producer, and what lies in each with what is true today."""
    state = Fulfilment.State.WAITING if waits else Fulfilment.State.NEW
    parcels = Fulfilment.objects.bulk_create(
        Fulfilment(
            order=order,
            producer_id=parcel.producer_id,
            state=state,
            shipping=parcel.shipping,
            weight_g=parcel.weight_g,
            became_new_at=None if waits else order.details.placed_at,
        )
        for parcel in now_true.parcels
    )
    of_product = {line.product_id: line for line in lines}
    return FulfilmentItem.objects.bulk_create(
        _item(fulfilment, of_product[line.product_id], line)
        for fulfilment, parcel in zip(parcels, now_true.parcels, strict=True)
        for line in parcel.lines
    )


def _item(fulfilment, order_line, line) -> FulfilmentItem:
    return FulfilmentItem(
        fulfilment=fulfilment,
        order_line=order_line,
        product_id=line.product_id,
        title=line.row.product.title,
        title_en=line.row.product.facts.title_en,
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.amount,
        vat=line.vat,
        vat_percent=line.vat_percent,
        certification_id=line.star.certification_id,
        stars=line.star.stars,
        decision_number=line.star.decision_number,
        stars_valid_until=line.star.valid_until,
    )


def _hold(items: list[FulfilmentItem], now_true: Quote, day, attempt) -> None:
    """Promise the goods: for good, or until the money has to be there."""
    producers = [line.row.product.facts.producer for line in now_true.lines]
    stores = {producer.pk: producer.store for producer in producers}
    try:
        stock.hold_all(wants(items, stores), day=day, deadline=attempt and attempt.deadline)
    except stock.OutOfStock as short:
        raise CannotOrder([Problem("not_enough", {"left": short.available})]) from short


def wants(items, stores: dict[int, StockPlace]) -> list[stock.Want]:
    """What the items want of the stores of their producers, by producer id."""
    return [
        stock.Want(
            kind=HOLD,
            ref=item.uuid,
            product_id=item.product_id,
            quantity=item.quantity,
            place=stores[item.fulfilment.producer_id],
        )
        for item in items
    ]
