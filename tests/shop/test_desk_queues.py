"""Nothing waits unseen: every state that is not final stands on a desk, or within its time."""

from datetime import timedelta

import pytest

from marketplace.kernel import clock
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import desk_queues, ordering
from marketplace.shop.models import (
    Fulfilment,
    FulfilmentItem,
    OrderDetails,
    PaymentAttempt,
    RefundDue,
)
from marketplace.shop.ordering.states import ENDED, OF_ORDER, OF_PARCEL

Parcel, Whole = Fulfilment.State, OrderDetails.State
AGES = ("became_new_at", "confirmed_at", "sent_at", "delivered_at")
# Where a parcel is seen that has been in a state for longer than any parcel should.
SEEN = {
    Parcel.WAITING: {"transfers"},
    Parcel.NEW: {"late"},
    Parcel.CONFIRMED: {"unsent"},
    Parcel.SENT: {"on_the_way"},
    Parcel.REFUSED: {"returns"},
    Parcel.DELIVERED: {"cash"},
}
FINAL = set(Parcel) - set(SEEN)


@pytest.fixture
def officer(make):
    return make.user("officer")


def holding() -> set[str]:
    """The queues in which something stands."""
    return {found.code for found in desk_queues.summaries(clock.now()) if found.count}


def an_order(shop, state, *, age):
    """An order whose one parcel has been in a state for so long."""
    waits = state == Parcel.WAITING
    order = shop.order(method="transfer" if waits else "cod")
    since = clock.now() - age
    order.fulfilments.update(state=state, **dict.fromkeys(AGES, since))
    return order


@pytest.mark.parametrize("state", Parcel)
def test_every_state_of_a_parcel_is_seen_when_it_lasts(shop, state):
    an_order(shop, state, age=timedelta(days=60))

    assert holding() == SEEN.get(state, set())


@pytest.mark.parametrize("state", desk_queues.NORMAL)
def test_within_its_normal_time_nobody_has_to_look(shop, state):
    an_order(shop, state, age=desk_queues.NORMAL[state] - timedelta(minutes=1))

    assert holding() == set()


def test_only_what_no_door_leads_out_of_is_final():
    """A parcel may still come back after it was delivered; that is the buyer's wish, no wait."""
    leads_on = {
        before
        for door, moves in OF_PARCEL.items()
        if door not in ("take_back", "cash_received", "revive")
        for before, after in moves.items()
        if before != after
    }

    assert leads_on | {Parcel.REFUSED} == set(SEEN) - {Parcel.DELIVERED}
    assert set(ENDED) == FINAL | {Parcel.DELIVERED}


def test_every_order_that_is_not_over_has_a_parcel_or_money_that_is_seen(shop):
    """Orders have no queue of their own: what is not over waits for money or for a parcel."""
    open_states = {before for moves in OF_ORDER.values() for before in moves} - {Whole.CANCELLED}

    assert open_states == {Whole.AWAITING_PAYMENT, Whole.PLACED}
    shop.order(method="transfer")
    assert holding() == {"transfers"}


def test_a_delivered_parcel_that_was_paid_before_is_over(shop):
    order = an_order(shop, Parcel.WAITING, age=timedelta(days=60))
    shop.pay(order)
    order.fulfilments.update(state=Parcel.DELIVERED)

    assert holding() == set()


def test_cash_that_came_is_over(shop, officer):
    order = an_order(shop, Parcel.DELIVERED, age=timedelta(days=60))
    parcel = order.fulfilments.get()

    ordering.cash_received(parcel, amount=parcel.due, by=officer)

    assert holding() == set()


@pytest.mark.parametrize(
    ("state", "deadline", "came", "seen"),
    [
        ("waiting", 1, 0, {"transfers"}),
        ("waiting", 1, 1_000, {"short"}),
        ("waiting", -1, 0, {"unended"}),
        ("waiting", -1, 1_000, {"unended"}),
        ("waiting", None, 0, {"unended"}),
        ("settled", -1, 0, set()),
        ("expired", -1, 0, set()),
        ("cancelled", -1, 0, set()),
    ],
)
def test_every_state_of_a_payment(shop, state, deadline, came, seen):
    order = shop.order(method="transfer")
    if came:
        shop.pay(order, came)
    at = None if deadline is None else clock.now() + timedelta(hours=deadline)
    PaymentAttempt.objects.update(state=state, deadline=at)
    order.fulfilments.update(state=Parcel.CANCELLED)

    assert holding() == seen
    assert set(PaymentAttempt.State.values) == {
        "waiting",
        "settled",
        "expired",
        "cancelled",
    }


@pytest.mark.parametrize(("state", "seen"), [("due", {"refunds"}), ("paid", set())])
def test_every_state_of_a_refund(shop, state, seen):
    order = an_order(shop, Parcel.CANCELLED, age=timedelta(days=1))
    RefundDue.objects.create(order=order, amount=1, reason="over", state=state, paid_at=clock.now())

    assert holding() == seen
    assert set(RefundDue.State.values) == {"due", "paid"}


def test_every_state_of_an_item_is_final_or_of_its_parcel(shop, officer):
    """Items wait with their parcel; one that was declined waits until somebody looked at it."""
    assert set(FulfilmentItem.State.values) == {"active", "declined", "returned", "cancelled"}
    parcel = shop.order().fulfilments.get()
    ordering.decline(parcel, because="Hết hàng", by=officer)

    assert holding() == {"declined"}
    event = parcel.order.events.get(verb="declined")
    assert [ordering.look_at(event, by=officer) for _click in range(2)] == [True, False]
    assert holding() == set()


def test_letters_that_nobody_got_are_seen(db):
    queue.enqueue("email", "lost", {})
    OutboxItem.objects.update(dead_at=clock.now())

    assert holding() == {"letters"}


@pytest.mark.parametrize(
    ("change", "decides"),
    [
        ({"status": "suspended"}, True),
        ({"status": "voided"}, True),
        ({"status": "revoked", "revocation_reason": "food_safety"}, True),
        ({"valid_until": clock.today() - timedelta(days=1)}, False),
    ],
)
def test_orders_touched_by_a_star_are_seen(shop, make, officer, change, decides):
    product = make.on_sale()
    order = shop.order(product)
    ends = {"ends_on": clock.today() - timedelta(days=1)} if "revocation_reason" in change else {}
    product.certifications.update(**change, **ends)

    found = desk_queues.stars_ended()

    assert [(row.parcel.order_id, row.needs_decision) for row in found] == [(order.pk, decides)]
    assert holding() == ({"stars"} if decides else set())


def test_a_decision_takes_it_off_the_desk(shop, make, officer):
    product = make.on_sale()
    parcel = shop.order(product).fulfilments.get()
    product.certifications.update(status="suspended")

    ordering.send_anyway(parcel, because="Chỉ là giấy tờ", by=officer)

    assert holding() == set()
    assert [row.waived for row in desk_queues.stars_ended()] == [True]


def test_the_oldest_row_tells_its_age(shop):
    for days in (3, 9, 5):
        an_order(shop, Parcel.NEW, age=timedelta(days=days))

    late = next(f for f in desk_queues.summaries(clock.now()) if f.code == "late")

    assert late.count == 3
    assert clock.now() - late.oldest >= timedelta(days=9)


def test_the_desk_asks_the_same_for_one_and_for_many(shop, make, django_assert_num_queries):
    product = make.on_sale(quantity=50)
    with django_assert_num_queries(len(desk_queues.QUEUES) + 1):
        desk_queues.summaries(clock.now())
    shop.order(product)
    product.certifications.update(status="suspended")
    asked = len(desk_queues.QUEUES) + 6
    with django_assert_num_queries(asked):
        desk_queues.summaries(clock.now())
    for _number in range(4):
        product.certifications.update(status="valid")
        shop.order(product)
    product.certifications.update(status="suspended")
    with django_assert_num_queries(asked):
        desk_queues.summaries(clock.now())
