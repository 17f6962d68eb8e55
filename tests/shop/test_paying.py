import uuid
from datetime import timedelta

import pytest

from catalog.models import StarCertification
from marketplace.kernel import clock
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.kernel.outbox.queue import drain
from marketplace.shop import ordering
from marketplace.shop.errors import NotNow, WrongAmount
from marketplace.shop.models import Receipt, RefundDue
from showrooms.models import Hold, StockBalance


def state_of(order):
    order.refresh_from_db()
    return order.status


def refunds(order):
    return list(order.refunds_due.order_by("pk").values_list("reason", "amount"))


def after_the_deadline(order):
    return clock.as_of(order.payment_attempts.get().deadline + timedelta(minutes=1))


def test_the_right_amount_settles(shop):
    order = shop.order(method="transfer")

    shop.pay(order)

    parcel = order.fulfilments.get()
    assert state_of(order) == "placed"
    assert parcel.state == "new"
    assert parcel.became_new_at is not None
    assert order.payment_attempts.get().state == "settled"
    assert Hold.objects.get().deadline is None
    assert not order.refunds_due.exists()


def test_settling_twice_is_settling_once(shop):
    order = shop.order(method="transfer")
    attempt = order.payment_attempts.get()

    assert ordering.settle(attempt)
    assert ordering.settle(attempt)

    assert order.events.filter(verb="paid").count() == 1


def test_too_little_waits_for_the_rest(shop):
    order = shop.order(method="transfer")
    total = order.details.total

    shop.pay(order, total - 1_000)
    short = order.events.get(verb="short")
    waiting = state_of(order)
    shop.pay(order, 1_000)

    assert waiting == "awaiting_payment"
    assert short.facts == {"amount": total - 1_000, "missing": 1_000}
    assert state_of(order) == "placed"
    assert refunds(order) == []


def test_what_is_over_goes_back(shop):
    order = shop.order(method="transfer")

    shop.pay(order, order.details.total + 5_000)

    assert state_of(order) == "placed"
    assert refunds(order) == [("over", 5_000)]


def test_a_second_payment_goes_back(shop):
    order = shop.order(method="transfer")
    shop.pay(order)

    shop.pay(order)

    assert state_of(order) == "placed"
    assert refunds(order) == [("double", order.details.total)]


def test_the_same_line_of_the_statement_counts_once(shop):
    order, operation = shop.order(method="transfer"), uuid.uuid4()

    first = shop.pay(order, operation=operation)
    second = shop.pay(order, operation=operation)

    assert first == second
    assert Receipt.objects.count() == 1
    assert refunds(order) == []


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_receipt(shop, amount):
    order = shop.order(method="transfer")

    with pytest.raises(WrongAmount):
        shop.pay(order, amount)

    assert not Receipt.objects.exists()
    assert state_of(order) == "awaiting_payment"


def test_an_unpaid_order_expires_and_its_goods_are_free(shop):
    order = shop.order(method="transfer")

    with after_the_deadline(order):
        expired = ordering.expire(clock.now())

    assert expired == 1
    assert state_of(order) == "cancelled"
    assert order.fulfilments.get().state == "cancelled"
    assert order.payment_attempts.get().state == "expired"
    assert StockBalance.objects.get().held == 0
    assert OutboxItem.objects.filter(payload__verb="expired").count() == 1


def test_nothing_expires_before_its_deadline_nor_twice(shop):
    order = shop.order(method="transfer")

    assert ordering.expire(clock.now()) == 0
    with after_the_deadline(order):
        assert (ordering.expire(clock.now()), ordering.expire(clock.now())) == (1, 0)


def test_the_outbox_expires_at_the_deadline(shop):
    order = shop.order(method="transfer")
    OutboxItem.objects.exclude(kind="payment_deadline").delete()

    with after_the_deadline(order):
        drain(now=clock.now())

    assert state_of(order) == "cancelled"


def test_a_part_that_came_before_the_deadline_goes_back_after_it(shop):
    order = shop.order(method="transfer")
    shop.pay(order, 10_000)

    with after_the_deadline(order):
        ordering.expire(clock.now())

    assert refunds(order) == [("short", 10_000)]


def test_late_money_revives_the_order_while_goods_are_left(shop):
    order = shop.order(method="transfer")

    with after_the_deadline(order):
        ordering.expire(clock.now())
        shop.pay(order)

    assert state_of(order) == "placed"
    assert order.fulfilments.get().state == "new"
    assert StockBalance.objects.get().held == 1
    assert refunds(order) == []


def test_late_money_goes_back_when_the_goods_went(shop, make):
    product = make.on_sale(quantity=1)
    order = shop.order(product, method="transfer")
    with after_the_deadline(order):
        ordering.expire(clock.now())
        other = shop.order(product)

        shop.pay(order)

    assert state_of(order) == "cancelled"
    assert state_of(other) == "placed"
    assert refunds(order) == [("late", order.details.total)]


def test_money_before_the_sweep_but_after_the_goods_went_goes_back(shop, make):
    product = make.on_sale(quantity=1)
    order = shop.order(product, method="transfer")
    with after_the_deadline(order):
        shop.order(product)

        shop.pay(order)

    assert state_of(order) == "cancelled"
    assert order.payment_attempts.get().state == "expired"
    assert refunds(order) == [("late", order.details.total)]


def test_late_money_goes_back_when_the_star_ended(shop, make):
    order = shop.order(method="transfer")
    with after_the_deadline(order):
        ordering.expire(clock.now())
        StarCertification.objects.update(status="suspended")

        shop.pay(order)

    assert state_of(order) == "cancelled"
    assert refunds(order) == [("late", order.details.total)]


def test_too_little_too_late_goes_back(shop):
    order = shop.order(method="transfer")
    with after_the_deadline(order):
        ordering.expire(clock.now())
        shop.pay(order, 7_000)

    assert state_of(order) == "cancelled"
    assert refunds(order) == [("late", 7_000)]


def test_money_after_a_cancellation_goes_back(shop):
    order = shop.order(method="transfer")
    ordering.cancel(order, because="Đổi ý")

    shop.pay(order)

    assert state_of(order) == "cancelled"
    assert refunds(order) == [("after_cancel", order.details.total)]


def test_a_cancelled_attempt_cannot_be_settled(shop):
    order = shop.order(method="transfer")
    ordering.cancel(order, because="")

    with pytest.raises(NotNow):
        ordering.settle(order.payment_attempts.get())

    assert state_of(order) == "cancelled"


def test_cancelling_frees_the_goods_and_owes_what_was_paid(shop):
    order = shop.order(method="transfer")
    shop.pay(order)

    ordering.cancel(order, because="Đặt nhầm")

    order.details.refresh_from_db()
    assert state_of(order) == "cancelled"
    assert order.details.cancelled_because == "Đặt nhầm"
    assert StockBalance.objects.get().held == 0
    assert refunds(order) == [("cancelled", order.details.total)]
    assert order.details.due == 0


def test_cancelling_ends_when_any_parcel_was_sent(shop, make):
    order = shop.order(make.on_sale(), make.on_sale("Mật ong"))
    parcel, user = order.fulfilments.first(), make.user("producer")
    ordering.confirm(parcel, by=user)
    ordering.send(parcel, carrier="", number="", by=user)

    with pytest.raises(NotNow) as refusal:
        ordering.cancel(order, because="")

    assert refusal.value.state == "sent"
    assert state_of(order) == "placed"
    assert set(order.fulfilments.values_list("state", flat=True)) == {"sent", "new"}


def test_an_order_is_cancelled_once(shop):
    order = shop.order()
    ordering.cancel(order, because="một")

    with pytest.raises(NotNow):
        ordering.cancel(order, because="hai")

    order.details.refresh_from_db()
    assert order.details.cancelled_because == "một"


def test_money_goes_back_once(shop, make):
    order, officer = shop.order(method="transfer"), make.user("officer")
    shop.pay(order, order.details.total + 5_000)
    refund = order.refunds_due.get()

    ordering.pay_back(refund, by=officer, bank_reference="FT123")

    assert (refund.state, refund.paid_by) == (RefundDue.State.PAID, officer)
    with pytest.raises(NotNow):
        ordering.pay_back(refund, by=officer)


def test_refunds_never_exceed_what_came_in(shop, make):
    order, user = (
        shop.order(make.on_sale(), make.on_sale("Mật ong"), method="transfer"),
        make.user(),
    )
    shop.pay(order)
    ordering.decline(order.fulfilments.first(), because="Hết hàng", by=user)

    ordering.cancel(order, because="")

    assert sum(amount for _, amount in refunds(order)) == order.details.total
