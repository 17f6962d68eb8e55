"""Making an order of a basket: all of it in one transaction, or nothing."""

import datetime
from decimal import Decimal
from typing import Required, TypedDict, Unpack

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import override
from oscar.apps.address.models import Country
from oscar.apps.order.models import Order, ShippingAddress
from oscar.apps.order.utils import OrderCreator
from oscar.core.prices import Price

from marketplace.forks.basket.models import Basket
from marketplace.forks.partner.strategy import Selector
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import enqueue
from marketplace.shop import codes, limits, payments
from marketplace.shop.errors import CannotOrder, OverCashCeiling, QuoteChanged
from marketplace.shop.models import (
    Consent,
    Fulfilment,
    FulfilmentItem,
    LegalText,
    OrderDetails,
)
from marketplace.shop.problems import Problem
from marketplace.shop.quote import Quote, quote
from showrooms import stock
from showrooms.models import StockPlace

from .buyer import Buyer
from .telling import tell

HOLD = "order"
State = OrderDetails.State


class Context(TypedDict, total=False):
    language: Required[str]
    day: datetime.date | None
    user: object


class ByParcel:
    """What Oscar wants to know of a way to send; shipping offers are not made."""

    code, name = "parcel", "parcel"

    def discount(self, basket):
        return Decimal(0)


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
    limits.refuse_too_many(buyer.phone, address, now_true.limit)
    way = payments.by_code(method)
    order = _create(basket, now_true, buyer, way, context.get("user") or basket.owner)
    order.details = OrderDetails.objects.create(
        order=order,
        language=language,
        full_name=buyer.full_name,
        phone=buyer.phone,
        email=buyer.email,
        commune=buyer.commune,
        street=buyer.street,
        note=buyer.note,
        payment_method=method,
        address_key=address,
        quote_hash=quote_hash,
        total=now_true.total,
        placed_at=clock.now(),
    )
    attempt = way.start(order, quote=now_true, now=clock.now())
    _agree(order, consents, day, language)
    _hold(_pack(order, now_true, waits=way.waits), day, attempt)
    if attempt:
        enqueue(
            "payment_deadline",
            str(attempt.key),
            {"attempt": attempt.pk},
            not_before=attempt.deadline,
        )
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


def _create(basket, now_true: Quote, buyer: Buyer, way, user) -> Order:
    """Oscar's order, its lines, discounts and the use of vouchers."""
    guest = {} if user else {"guest_email": buyer.email}
    try:
        return OrderCreator().place_order(
            basket,
            total=_price(now_true.total),
            shipping_method=ByParcel(),
            shipping_charge=_price(now_true.shipping),
            user=user or AnonymousUser(),
            shipping_address=_address(buyer),
            order_number=codes.new_code(),
            status=State.AWAITING_PAYMENT if way.waits else State.PLACED,
            **guest,
        )
    except ValueError as used_meanwhile:
        # A single-use voucher that another order took while this one waited for its row.
        raise CannotOrder([Problem("voucher_used")], now_true) from used_meanwhile


def _price(amount: int) -> Price:
    return Price("VND", excl_tax=Decimal(amount), incl_tax=Decimal(amount))


def _address(buyer: Buyer) -> ShippingAddress:
    """A copy for Oscar; the true address is OrderDetails."""
    country, _ = Country.objects.get_or_create(
        iso_3166_1_a2="VN", defaults={"name": "Viet Nam", "printable_name": "Việt Nam"}
    )
    return ShippingAddress.objects.create(
        last_name=buyer.full_name,
        line1=buyer.street,
        line3=str(buyer.commune),
        line4=str(buyer.commune.parent),
        phone_number=buyer.phone,
        notes=buyer.note,
        country=country,
    )


def _agree(order, consents, day, language) -> None:
    """Keep what was agreed to, in which wording."""
    terms = LegalText.objects.filter(kind=LegalText.Kind.TERMS, valid_from__lte=day)
    text = terms.order_by("valid_from").last()
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


def _pack(order, now_true: Quote, *, waits: bool) -> list[FulfilmentItem]:
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
    of_product = {line.product_id: line for line in order.lines.all()}
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


def _hold(items: list[FulfilmentItem], day, attempt) -> None:
    """Promise the goods: for good, or until the money has to be there."""
    try:
        stock.hold_all(wants(items), day=day, deadline=attempt and attempt.deadline)
    except stock.OutOfStock as short:
        raise CannotOrder([Problem("not_enough", {"left": short.available})]) from short


def wants(items) -> list[stock.Want]:
    """What the items want of the stores of their producers. One query."""
    owners = {item.fulfilment.producer_id for item in items}
    stores = {store.producer_id: store for store in StockPlace.objects.filter(producer__in=owners)}
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
