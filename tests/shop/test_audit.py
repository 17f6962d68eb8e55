import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from oscar.apps.catalogue.models import Product
from oscar.apps.order.models import Order, OrderDiscount
from oscar.apps.partner.models import Partner, StockRecord

from catalog.models import ExpiryNotice, Producer
from marketplace.kernel import clock
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import ordering
from marketplace.shop.audit import broken
from marketplace.shop.models import (
    Fulfilment,
    FulfilmentItem,
    OrderDetails,
    PaymentAttempt,
    RefundAccount,
    RefundDue,
)
from showrooms.models import Hold, StockBalance


def sell(shop, make):
    """An order in every state, through the doors."""
    user, product = make.user("producer"), make.on_sale(quantity=50)
    sent, refused, declined, cancelled, paid, expired = (
        shop.order((product, 2), method=method)
        for method in ("cod", "cod", "cod", "cod", "transfer", "transfer")
    )
    ordering.decline(declined.fulfilments.get(), because="Hết", by=user)
    ordering.cancel(cancelled, because="Đổi ý")
    shop.pay(paid)
    for order in (sent, refused, paid):
        parcel = order.fulfilments.get()
        ordering.confirm(parcel, by=user)
        ordering.send(parcel, carrier="", number="", by=user)
    ordering.refuse(refused.fulfilments.get(), by=user)
    ordering.take_back(refused.fulfilments.get(), to_shelf=True, by=user)
    ordering.deliver(paid.fulfilments.get(), by=user)
    with clock.as_of(clock.now() + timedelta(hours=25)):
        ordering.expire(clock.now())
    return paid


def test_doors_break_nothing(shop, make):
    sell(shop, make)
    shop.order()

    assert broken() == []


def test_the_command_says_so(shop, make):
    sell(shop, make)
    out = io.StringIO()

    call_command("audit", stdout=out)

    assert out.getvalue() == "Every promise holds.\n"


BREAKAGES = {
    "on hand": lambda: StockBalance.objects.update(on_hand=99),
    "held": lambda: StockBalance.objects.update(held=1),
    "a hold gone": lambda: Hold.objects.filter(state="issued", given_back=0).update(
        state="released"
    ),
    "an item's amount": lambda: FulfilmentItem.objects.update(amount=1),
    "the shipping": lambda: Fulfilment.objects.update(shipping=1),
    "the total": lambda: OrderDetails.objects.update(total=1),
    "Oscar's total": lambda: Order.objects.update(total_incl_tax=1),
    "a state": lambda: Order.objects.filter(status="completed").update(status="placed"),
    "a parcel": lambda: Fulfilment.objects.filter(state="cancelled").update(state="sent"),
    "an attempt": lambda: PaymentAttempt.objects.update(state="waiting"),
    "a settled attempt": lambda: PaymentAttempt.objects.filter(state="expired").update(
        state="settled"
    ),
    "a refund": lambda: RefundDue.objects.create(
        order=Order.objects.first(), amount=10**9, reason="over"
    ),
    "a snapshot": lambda: FulfilmentItem.objects.update(stars=None),
    "a stuck message": lambda: OutboxItem.objects.create(
        kind="x", key="1", next_at=clock.now() - timedelta(hours=1)
    ),
    "another's stock record": lambda: StockRecord.objects.update(
        partner=Partner.objects.create(name="x", code="x")
    ),
    "counted stock": lambda: StockRecord.objects.update(num_in_stock=1),
    "no stock record": lambda: StockRecord.objects.update(
        product=Product.objects.create(title="x", slug="x", structure="parent")
    ),
    "a dead message": lambda: OutboxItem.objects.create(kind="x", key="1", dead_at=clock.now()),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_every_breakage_is_found(shop, make, breakage):
    sell(shop, make)

    BREAKAGES[breakage]()

    assert broken()
    with pytest.raises(CommandError):
        call_command("audit", stdout=io.StringIO(), stderr=io.StringIO())


def test_text_that_is_not_composed_is_found(make):
    make.producer()
    # Only raw SQL gets past the field.

    table = Producer._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET trade_name = %s", ["Tra\u0300"])  # noqa: S608

    assert broken() == [
        f"catalog.Producer {Producer.objects.get().pk} holds text that is not clean"
    ]


def test_a_notice_that_told_the_wrong_days_is_found(make):
    today = clock.today()
    for left, told in ((30, 30), (20, 30)):
        star = make.star(make.product(), valid_until=today + timedelta(days=left))
        ExpiryNotice.objects.create(
            certification=star, last_day=star.valid_until, threshold=30, days_left=told
        )

    (line,) = broken()

    assert "told 30 days; 20 were left" in line


@pytest.mark.parametrize(
    ("breach", "line"),
    [
        (
            lambda: PaymentAttempt.objects.filter(state="waiting").update(
                deadline=clock.now() - timedelta(hours=1)
            ),
            "waits for money since",
        ),
        (lambda: OrderDetails.objects.update(folded_name="x"), "is found as"),
        (
            lambda: OrderDiscount.objects.create(order=Order.objects.first(), amount=1),
            "discounts gave",
        ),
        (
            lambda: RefundAccount.objects.create(order=Order.objects.first()),
            "has an account and no refund",
        ),
    ],
)
def test_what_breaks_at_the_desk_is_told(shop, breach, line):
    shop.order(method="transfer")
    assert broken() == []

    breach()

    assert any(line in said for said in broken())
