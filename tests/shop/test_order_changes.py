"""What an officer does for a buyer: change, take out, cancel, note an account, decide on stars."""

from datetime import timedelta

import pytest

from marketplace.kernel import clock
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import ordering
from marketplace.shop.audit import broken
from marketplace.shop.errors import (
    AlreadyKnown,
    CertificationEnded,
    ChangedMeanwhile,
    NotNow,
    OtherProvince,
    SafetyStop,
)
from marketplace.shop.models import (
    FormerRecipient,
    Fulfilment,
    FulfilmentItem,
    OrderDetails,
    RefundAccount,
    RefundDue,
    StarWaiver,
)
from marketplace.shop.ordering.states import OF_PARCEL
from showrooms.models import StockBalance

STATES = Fulfilment.State.values
ACCOUNT = {"bank_name": "Agribank", "number": "0011223344", "holder": "TRAN VAN BINH"}


@pytest.fixture
def officer(make):
    return make.user("officer")


def told(kind="sms"):
    queue.drain(limit=1000)
    return " | ".join(item.payload.get("text", "") for item in OutboxItem.objects.filter(kind=kind))


def two_of_one_maker(shop, make, **facts):
    maker = make.producer()
    honey = make.on_sale("Mật ong", by=maker, price=50_000)
    return shop.order(make.on_sale(by=maker, price=100_000), honey, **facts)


# --- taking goods out -----------------------------------------------------------------------


def test_goods_are_taken_out_of_an_order_and_the_rest_is_sent(shop, make, officer):
    order = two_of_one_maker(shop, make, method="transfer")
    shop.pay(order)
    parcel = order.fulfilments.get()
    gone = parcel.items.get(title="Mật ong")

    ordering.take_out(parcel, items=[gone], because="Khách đổi ý", by=officer)

    parcel.refresh_from_db()
    gone.refresh_from_db()
    refund = RefundDue.objects.get()
    assert (gone.state, parcel.state) == ("cancelled", "new")
    assert (refund.amount, refund.reason) == (50_000, RefundDue.Reason.REMOVED)
    assert parcel.due == 100_000 + parcel.shipping
    assert StockBalance.objects.get(batch__product__title="Mật ong").held == 0
    assert order.events.get(verb="taken_out").by == officer
    assert broken() == []


def test_taking_out_the_last_goods_cancels_the_order_with_its_shipping(shop, make, officer):
    order = shop.order(make.on_sale(price=100_000), method="transfer")
    shop.pay(order)
    parcel = order.fulfilments.get()

    ordering.take_out(parcel, because="Khách đổi ý", by=officer)

    order.refresh_from_db()
    assert (order.status, order.fulfilments.get().state) == ("cancelled", "cancelled")
    assert RefundDue.objects.get().amount == order.details.total
    assert broken() == []


def test_nothing_is_paid_back_for_what_was_not_paid(shop, make, officer):
    order = two_of_one_maker(shop, make)
    parcel = order.fulfilments.get()

    ordering.take_out(parcel, items=[parcel.items.first()], because="Khách đổi ý", by=officer)

    assert not RefundDue.objects.exists()


@pytest.mark.parametrize("state", STATES)
def test_goods_are_taken_out_until_they_are_sent(shop, officer, state):
    parcel = shop.order().fulfilments.get()
    Fulfilment.objects.filter(pk=parcel.pk).update(state=state)

    if state in OF_PARCEL["take_out"]:
        ordering.take_out(parcel, because="Khách đổi ý", by=officer)
        return
    with pytest.raises(NotNow):
        ordering.take_out(parcel, because="Khách đổi ý", by=officer)
    assert parcel.items.get().state == FulfilmentItem.State.ACTIVE
    assert not parcel.order.events.filter(verb="taken_out").exists()


def test_the_same_goods_are_taken_out_once(shop, make, officer):
    order = two_of_one_maker(shop, make, method="transfer")
    shop.pay(order)
    parcel = order.fulfilments.get()
    item = parcel.items.first()
    ordering.take_out(parcel, items=[item], because="Khách đổi ý", by=officer)

    with pytest.raises(NotNow):
        ordering.take_out(parcel, items=[item], because="Khách đổi ý", by=officer)

    assert RefundDue.objects.count() == 1


def test_buyer_and_producer_hear_of_it(shop, make, officer):
    order = two_of_one_maker(shop, make)
    parcel = order.fulfilments.get()

    ordering.take_out(parcel, items=[parcel.items.first()], because="Khách đổi ý", by=officer)

    keys = {item.key for item in OutboxItem.objects.filter(kind="order_message")}
    told()
    event = order.events.get(verb="taken_out")
    assert f"event:{event.pk}" in keys
    assert OutboxItem.objects.filter(key=f"event:{event.pk}:buyer").exists()


# --- to whom and where ----------------------------------------------------------------------


def moved(order, **wanted):
    facts = {name: getattr(order.details, name) for name in ordering.RECIPIENT}
    return facts | wanted


def change(order, officer, *, as_seen=None, **wanted):
    details = OrderDetails.objects.get(pk=order.pk)
    return ordering.change_recipient(
        order,
        as_seen=as_seen or ordering.seen(details),
        because="Khách gọi điện",
        by=officer,
        **moved(order, **wanted),
    )


def test_an_address_is_changed_and_the_old_one_kept(shop, officer):
    order = shop.order()
    before = order.details.street

    assert change(order, officer, street="9 Lê Lợi", full_name="Đỗ Thị Bé") == [
        "full_name",
        "street",
    ]

    details = OrderDetails.objects.get(pk=order.pk)
    former = FormerRecipient.objects.get()
    order.refresh_from_db()
    assert (details.street, details.folded_name) == ("9 Lê Lợi", "do thi be")
    assert (former.street, former.because, former.by) == (before, "Khách gọi điện", officer)
    assert order.shipping_address.line1 == "9 Lê Lợi"
    assert order.events.get(verb="recipient_changed").facts["changed"] == ["full_name", "street"]


def test_no_address_stands_in_the_event(shop, officer):
    order = shop.order()

    change(order, officer, street="9 Lê Lợi")

    assert "Lê Lợi" not in str(order.events.get(verb="recipient_changed").facts)


def test_nothing_new_is_nothing_done(shop, officer):
    order = shop.order()

    assert change(order, officer) == []
    assert not FormerRecipient.objects.exists()


@pytest.mark.parametrize("state", sorted(set(STATES) - {"waiting", "new", "confirmed"}))
def test_an_address_changes_until_the_goods_are_sent(shop, officer, state):
    order = shop.order()
    order.fulfilments.update(state=state)

    with pytest.raises(NotNow):
        change(order, officer, street="9 Lê Lợi")

    assert not FormerRecipient.objects.exists()
    assert OrderDetails.objects.get().street != "9 Lê Lợi"


def test_of_two_officers_the_second_sees_that_something_changed(shop, officer):
    order = shop.order()
    as_seen = ordering.seen(order.details)
    change(order, officer, street="9 Lê Lợi")

    with pytest.raises(ChangedMeanwhile):
        change(order, officer, as_seen=as_seen, street="10 Lê Lợi")

    assert OrderDetails.objects.get().street == "9 Lê Lợi"


def test_an_order_stays_in_its_province(shop, officer):
    order = shop.order()

    with pytest.raises(OtherProvince):
        change(order, officer, commune=shop.far)

    assert OrderDetails.objects.get().commune == shop.home


def test_only_producers_who_pack_it_hear_of_a_new_address(shop, make, officer):
    order = shop.order(make.on_sale(), make.on_sale("Mật ong", by=make.producer("HTX Mật")))
    packed = order.fulfilments.order_by("pk").first()
    ordering.confirm(packed, by=officer)
    OutboxItem.objects.update(done_at=clock.now())

    change(order, officer, street="9 Lê Lợi")
    told()

    event = order.events.get(verb="recipient_changed")
    keys = OutboxItem.objects.filter(key__startswith=f"event:{event.pk}:")
    assert {item.key.split(":")[2] for item in keys} <= {"buyer", str(packed.pk)}


# --- cancelling for the buyer ---------------------------------------------------------------


def test_an_officer_cancels_with_a_reason_that_the_buyer_reads(shop, officer):
    order = shop.order(buyer=shop.buyer(email="binh@example.org"))

    ordering.cancel(order, because="Khách đặt nhầm", by=officer, for_buyer=True)

    assert order.events.get(verb="cancelled").by == officer
    assert "Khách đặt nhầm" in told("email")


# --- where money goes back to ---------------------------------------------------------------


@pytest.fixture
def owed(shop):
    order = shop.order(method="transfer")
    shop.pay(order)
    shop.pay(order)
    return order


def test_a_buyer_gives_an_account_once(owed):
    ordering.give_account(owed, **ACCOUNT)

    with pytest.raises(AlreadyKnown):
        ordering.give_account(owed, **(ACCOUNT | {"number": "999988887777"}))

    account = RefundAccount.objects.get()
    assert (account.number, account.by) == ("0011223344", None)
    assert owed.events.filter(verb="account_given").count() == 1


def test_an_officer_may_correct_it(owed, officer):
    ordering.give_account(owed, **ACCOUNT)

    ordering.give_account(owed, by=officer, **(ACCOUNT | {"number": "999988887777"}))

    account = RefundAccount.objects.get()
    assert (account.number, account.by) == ("999988887777", officer)


def test_no_account_is_asked_for_when_nothing_goes_back(shop):
    with pytest.raises(NotNow):
        ordering.give_account(shop.order(), **ACCOUNT)

    assert not RefundAccount.objects.exists()


def test_the_events_hold_the_end_of_the_number_only(owed):
    ordering.give_account(owed, **ACCOUNT)

    facts = owed.events.get(verb="account_given").facts
    assert (facts["last"], "0011223344" in str(facts)) == ("3344", False)


# --- stars ----------------------------------------------------------------------------------


@pytest.fixture
def stopped(shop, make, officer):
    """An order that its producer may not send: status and reason of the star are given."""

    def made(status="suspended", reason="", method="transfer"):
        product = make.on_sale(price=100_000)
        order = shop.order(product, method=method)
        if method == "transfer":
            shop.pay(order)
        parcel = order.fulfilments.get()
        ordering.confirm(parcel, by=officer)
        ends = {"ends_on": clock.today() - timedelta(days=1)} if status == "revoked" else {}
        product.certifications.update(status=status, revocation_reason=reason, **ends)
        return parcel

    return made


@pytest.mark.parametrize(
    ("status", "reason"), [("suspended", ""), ("revoked", "voluntary"), ("voided", "")]
)
def test_an_officer_lets_goods_be_sent_all_the_same(stopped, officer, status, reason):
    parcel = stopped(status, reason)
    with pytest.raises(CertificationEnded):
        ordering.send(parcel, carrier="Bưu điện", number="", by=officer)

    ordering.send_anyway(parcel, because="Chỉ là giấy tờ", by=officer)
    ordering.send(parcel, carrier="Bưu điện", number="", by=officer)

    assert Fulfilment.objects.get().state == "sent"
    assert StarWaiver.objects.get().because == "Chỉ là giấy tờ"


def test_what_is_not_safe_is_never_sent(stopped, officer):
    parcel = stopped("revoked", "food_safety")

    with pytest.raises(SafetyStop):
        ordering.send_anyway(parcel, because="Chỉ là giấy tờ", by=officer)

    assert not StarWaiver.objects.exists()
    with pytest.raises(CertificationEnded):
        ordering.send(parcel, carrier="Bưu điện", number="", by=officer)


def test_a_hidden_product_is_stopped_by_its_star_too(stopped, officer):
    parcel = stopped("revoked", "food_safety")
    item = parcel.items.get()
    type(item.product.facts).objects.filter(pk=item.product_id).update(status="hidden")

    with pytest.raises(CertificationEnded):
        ordering.send(parcel, carrier="Bưu điện", number="", by=officer)


def test_a_worse_reason_stops_what_was_let_go(stopped, officer):
    parcel = stopped("suspended")
    ordering.send_anyway(parcel, because="Chỉ là giấy tờ", by=officer)
    parcel.items.get().product.certifications.update(
        status="revoked",
        revocation_reason="food_safety",
        ends_on=clock.today() - timedelta(days=1),
    )

    with pytest.raises(CertificationEnded):
        ordering.send(parcel, carrier="Bưu điện", number="", by=officer)


def test_what_nothing_stops_needs_no_decision(shop, officer):
    parcel = shop.order().fulfilments.get()

    for door in (ordering.send_anyway, ordering.refund_stopped):
        with pytest.raises(NotNow):
            door(parcel, because="…", by=officer)


@pytest.mark.parametrize("reason", ["voluntary", "food_safety"])
def test_stopped_goods_are_paid_back(stopped, officer, reason):
    parcel = stopped("revoked", reason)

    ordering.refund_stopped(parcel, because="Sao bị thu hồi", by=officer)

    refund = RefundDue.objects.get()
    assert (refund.amount, refund.reason) == (parcel.order.details.total, RefundDue.Reason.STAR)
    assert Fulfilment.objects.get().state == "cancelled"
    assert broken() == []
