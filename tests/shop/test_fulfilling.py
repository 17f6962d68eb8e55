import uuid
from datetime import timedelta

import pytest

from catalog.models import StarCertification
from catalog.signals import certification_changed
from marketplace.kernel import clock
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import ordering
from marketplace.shop.errors import CertificationEnded, NotNow, WrongAmount
from marketplace.shop.models import Fulfilment, FulfilmentItem
from marketplace.shop.ordering.states import OF_PARCEL
from marketplace.shop.signals import the_star_of_an_item_ends
from showrooms import stock
from showrooms.models import Batch, StockBalance

STATES = Fulfilment.State.values
DOORS = {
    "confirm": lambda parcel, by: ordering.confirm(parcel, by=by),
    "decline": lambda parcel, by: ordering.decline(parcel, because="Hết hàng", by=by),
    "send": lambda parcel, by: ordering.send(parcel, carrier="", number="", by=by),
    "deliver": lambda parcel, by: ordering.deliver(parcel, by=by),
    "refuse": lambda parcel, by: ordering.refuse(parcel, by=by),
    "take_back": lambda parcel, by: ordering.take_back(parcel, to_shelf=False, by=by),
    "cash_received": lambda parcel, by: ordering.cash_received(parcel, amount=1_000, by=by),
}


@pytest.fixture
def keeper(make):
    return make.user("producer")


def shelf():
    return StockBalance.objects.values_list("on_hand", "held").get()


def on_the_way(shop, keeper, *products, **facts):
    order = shop.order(*products, **facts)
    if facts.get("method") == "transfer":
        shop.pay(order)
    for parcel in order.fulfilments.all():
        ordering.confirm(parcel, by=keeper)
        ordering.send(parcel, carrier="Bưu điện", number="VN1", by=keeper)
    return order


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("state", STATES)
def test_every_door_in_every_state(shop, keeper, state, door):
    parcel = shop.order().fulfilments.get()
    Fulfilment.objects.filter(pk=parcel.pk).update(state=state)
    events = parcel.order.events.count()

    if state in OF_PARCEL[door]:
        DOORS[door](parcel, keeper)
        assert parcel.order.events.count() > events
    else:
        with pytest.raises(NotNow) as refusal:
            DOORS[door](parcel, keeper)
        assert refusal.value.state == state
        assert parcel.order.events.count() == events
        assert shelf() == (10, 1)

    parcel.refresh_from_db()
    assert parcel.state == OF_PARCEL[door].get(state, state)


def test_a_parcel_goes_its_way_and_the_order_is_completed(shop, keeper):
    order = on_the_way(shop, keeper)
    parcel = order.fulfilments.get()

    ordering.deliver(parcel, by=keeper)

    order.refresh_from_db()
    parcel.refresh_from_db()
    assert shelf() == (9, 0)
    assert (parcel.state, parcel.carrier, parcel.tracking_number) == (
        "delivered",
        "Bưu điện",
        "VN1",
    )
    assert None not in (parcel.confirmed_at, parcel.sent_at, parcel.delivered_at, parcel.ended_at)
    assert order.status == "completed"


def test_an_order_is_not_completed_before_its_last_parcel(shop, make, keeper):
    order = on_the_way(shop, keeper, make.on_sale(), make.on_sale("Mật ong"))
    first, second = order.fulfilments.all()

    ordering.deliver(first, by=keeper)
    order.refresh_from_db()
    half = order.status
    ordering.deliver(second, by=keeper)
    order.refresh_from_db()

    assert (half, order.status) == ("placed", "completed")


def test_declining_all_frees_the_goods_and_nothing_is_due(shop, keeper):
    order = shop.order()

    ordering.decline(order.fulfilments.get(), because="Hết hàng", by=keeper)

    order.refresh_from_db()
    assert order.status == "cancelled"
    assert order.details.due == 0
    assert shelf() == (10, 0)
    assert order.fulfilments.get().declined_because == "Hết hàng"


def test_declining_one_item_lowers_the_cash_that_is_due(shop, make, keeper):
    maker = make.producer()
    order = shop.order(
        make.on_sale("Trà", by=maker, price=50_000), make.on_sale("Mật", by=maker, price=80_000)
    )
    parcel = order.fulfilments.get()
    honey = parcel.items.get(title="Mật")

    ordering.decline(parcel, items=[honey], because="Hết mật", by=keeper)

    parcel.refresh_from_db()
    assert parcel.state == "new"
    assert parcel.due == 50_000 + parcel.shipping
    assert order.details.total == 130_000 + parcel.shipping
    assert [h.held for h in StockBalance.objects.order_by("pk")] == [1, 0]


def test_declining_one_paid_item_owes_its_part(shop, make, keeper):
    maker = make.producer()
    order = shop.order(
        make.on_sale("Trà", by=maker),
        make.on_sale("Mật", by=maker, price=80_000),
        method="transfer",
    )
    shop.pay(order)
    parcel = order.fulfilments.get()

    ordering.decline(parcel, items=[parcel.items.get(title="Mật")], because="", by=keeper)

    assert [(r.reason, r.amount) for r in order.refunds_due.all()] == [("declined", 80_000)]


def test_declining_the_last_item_gives_the_shipping_back(shop, keeper):
    order = shop.order(method="transfer")
    shop.pay(order)
    parcel = order.fulfilments.get()

    ordering.decline(parcel, items=list(parcel.items.all()), because="", by=keeper)

    assert order.refunds_due.get().amount == order.details.total
    parcel.refresh_from_db()
    assert parcel.state == "declined"


def test_an_item_is_declined_once(shop, make, keeper):
    maker = make.producer()
    order = shop.order(make.on_sale("Trà", by=maker), make.on_sale("Mật", by=maker))
    parcel = order.fulfilments.get()
    item = parcel.items.first()
    ordering.decline(parcel, items=[item], because="", by=keeper)

    with pytest.raises(NotNow):
        ordering.decline(parcel, items=[item], because="", by=keeper)

    parcel.refresh_from_db()
    assert parcel.state == "new"


def test_an_item_of_another_parcel_cannot_be_declined(shop, make, keeper):
    mine, other = shop.order(), shop.order(make.on_sale("Mật"))

    with pytest.raises(NotNow):
        ordering.decline(
            mine.fulfilments.get(),
            items=[other.fulfilments.get().items.get()],
            because="",
            by=keeper,
        )

    assert not FulfilmentItem.objects.filter(state="declined").exists()


@pytest.mark.parametrize("status", ["revoked", "suspended", "voided"])
def test_a_parcel_whose_star_was_taken_is_not_sent(shop, keeper, status):
    parcel = shop.order().fulfilments.get()
    ordering.confirm(parcel, by=keeper)
    yesterday = clock.today() - timedelta(days=1)
    StarCertification.objects.update(status=status, ends_on=yesterday)

    with pytest.raises(CertificationEnded) as refusal:
        ordering.send(parcel, carrier="", number="", by=keeper)

    assert list(refusal.value.items) == list(parcel.items.all())
    parcel.refresh_from_db()
    assert parcel.state == "confirmed"
    assert shelf() == (10, 1)
    assert OutboxItem.objects.filter(payload__verb="star_stopped").count() == 1


@pytest.mark.parametrize("change", ["expired", "lowered"])
def test_a_star_that_expired_or_fell_does_not_stop_an_order(shop, keeper, change):
    parcel = shop.order().fulfilments.get()
    ordering.confirm(parcel, by=keeper)
    if change == "expired":
        StarCertification.objects.update(valid_until=clock.today() - timedelta(days=1))
    else:
        StarCertification.objects.update(stars=3)

    ordering.send(parcel, carrier="", number="", by=keeper)

    parcel.refresh_from_db()
    assert parcel.state == "sent"
    assert parcel.items.get().stars == 4


def test_goods_past_their_date_are_not_sent(shop, keeper):
    parcel = shop.order().fulfilments.get()
    ordering.confirm(parcel, by=keeper)
    Batch.objects.update(best_before=clock.today() - timedelta(days=1))

    with pytest.raises(stock.Expired):
        ordering.send(parcel, carrier="", number="", by=keeper)

    parcel.refresh_from_db()
    assert parcel.state == "confirmed"
    assert shelf() == (10, 1)


@pytest.mark.parametrize(("to_shelf", "left"), [(True, 10), (False, 8)])
def test_refused_goods_come_back_to_the_shelf_or_not(shop, make, keeper, to_shelf, left):
    order = on_the_way(shop, keeper, (make.on_sale(), 2))
    parcel = order.fulfilments.get()
    ordering.refuse(parcel, by=keeper)

    ordering.take_back(parcel, to_shelf=to_shelf, by=keeper)

    order.refresh_from_db()
    assert shelf() == (left, 0)
    assert parcel.items.get().returned == 2
    assert order.status == "completed"


def test_paid_goods_that_came_back_are_owed_by_their_share(shop, make, keeper):
    order = on_the_way(shop, keeper, (make.on_sale(price=33_333), 3), method="transfer")
    parcel = order.fulfilments.get()
    ordering.deliver(parcel, by=keeper)
    item = parcel.items.get()

    ordering.take_back(parcel, quantities={item.pk: 2}, to_shelf=True, by=keeper)

    assert order.refunds_due.get().amount == 66_666
    assert shelf() == (9, 0)


def test_more_than_went_cannot_come_back(shop, keeper):
    order = on_the_way(shop, keeper)
    parcel = order.fulfilments.get()
    ordering.refuse(parcel, by=keeper)

    with pytest.raises(WrongAmount):
        ordering.take_back(parcel, quantities={parcel.items.get().pk: 2}, to_shelf=True, by=keeper)

    parcel.refresh_from_db()
    assert parcel.state == "refused"
    assert shelf() == (9, 0)


def test_cash_is_noted_once_and_never_above_what_is_due(shop, keeper):
    order = on_the_way(shop, keeper)
    parcel = order.fulfilments.get()

    for amount in (0, -1, parcel.due + 1):
        with pytest.raises(WrongAmount):
            ordering.cash_received(parcel, amount=amount, by=keeper)
    ordering.cash_received(parcel, amount=parcel.due, by=keeper)
    with pytest.raises(NotNow):
        ordering.cash_received(parcel, amount=1, by=keeper)

    parcel.refresh_from_db()
    assert parcel.cash_received == order.details.total


def test_a_prepaid_parcel_brings_no_cash(shop, keeper):
    order = on_the_way(shop, keeper, method="transfer")

    with pytest.raises(NotNow):
        ordering.cash_received(order.fulfilments.get(), amount=1_000, by=keeper)

    assert order.fulfilments.get().cash_received is None


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"stars": 3}, "lowered"),
        ({"status": "suspended"}, "suspended"),
        ({"status": "revoked", "revocation_reason": "voluntary"}, "revoked"),
        ({"status": "revoked", "revocation_reason": "food_safety"}, "safety"),
        ({"status": "voided"}, "no_star"),
    ],
)
def test_a_buyer_who_waits_is_told_once_when_the_star_ends(shop, make, change, kind):
    product = make.on_sale()
    order = shop.order(product)
    yesterday = clock.today() - timedelta(days=1)
    ends = {"ends_on": yesterday} if change.get("status") == "revoked" else {}
    StarCertification.objects.update(**change, **ends)

    for _ in range(2):
        certification_changed.send(StarCertification, product_id=product.pk)

    message = OutboxItem.objects.get(payload__verb="star_changed")
    assert (message.payload["order"], message.payload["kind"]) == (order.pk, kind)
    assert [e.kind for e in ordering.stars_ended_since(order, clock.today())] == [kind]


def test_a_buyer_who_waits_is_told_when_the_star_expires(shop, make):
    product = make.product()
    make.stock(product, 5)
    make.star(product, valid_until=clock.today() + timedelta(days=3))
    order = shop.order(product)

    for days in (3, 4, 5):
        with clock.as_of(clock.now() + timedelta(days=days)):
            due = OutboxItem.objects.filter(kind="star_expiry", next_at__lte=clock.now())
            for item in due:
                the_star_of_an_item_ends(item.payload)

    message = OutboxItem.objects.get(payload__verb="star_changed")
    assert (message.payload["order"], message.payload["kind"]) == (order.pk, "expired")


def test_an_extended_star_is_watched_on(shop, make):
    product = make.product()
    make.stock(product, 5)
    star = make.star(product, valid_until=clock.today() + timedelta(days=3))
    shop.order(product)
    later = clock.today() + timedelta(days=30)
    StarCertification.objects.filter(pk=star.pk).update(extended_until=later)

    with clock.as_of(clock.now() + timedelta(days=4)):
        the_star_of_an_item_ends(OutboxItem.objects.get(kind="star_expiry").payload)

    assert OutboxItem.objects.filter(kind="star_expiry").count() == 2
    assert not OutboxItem.objects.filter(payload__verb="star_changed").exists()


def test_nobody_is_told_when_the_star_stands_or_the_parcel_went(shop, make, keeper):
    product = make.on_sale()
    order = on_the_way(shop, keeper, product)
    certification_changed.send(StarCertification, product_id=product.pk)
    StarCertification.objects.update(stars=3)
    certification_changed.send(StarCertification, product_id=product.pk)

    assert not OutboxItem.objects.filter(payload__verb="star_changed").exists()
    assert ordering.stars_ended_since(order, clock.today()) == []


def test_two_producers_of_one_order_do_not_meet(shop, make, keeper):
    order = shop.order(make.on_sale(), make.on_sale("Mật ong"))
    mine, other = order.fulfilments.all()

    ordering.decline(mine, because="Hết", by=keeper)

    other.refresh_from_db()
    order.refresh_from_db()
    assert other.state == "new"
    assert order.status == "placed"
    assert order.details.due == other.due


def test_holds_point_to_items_by_uuid(shop):
    item = shop.order().fulfilments.get().items.get()

    hold = StockBalance.objects.get().holds.get()

    assert (hold.kind, hold.ref) == ("order", item.uuid)
    assert isinstance(item.uuid, uuid.UUID)
