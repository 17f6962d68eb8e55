import datetime

import pytest
from oscar.apps.order.models import Order

from catalog.models import StarCertification
from marketplace.forks.basket.models import Basket
from marketplace.kernel import clock
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop import ordering
from marketplace.shop.errors import CannotOrder, OverCashCeiling, QuoteChanged, TooManyUnpaid
from marketplace.shop.models import Consent, Fulfilment, FulfilmentItem, OrderDetails
from showrooms.models import Hold, StockBalance


def nothing_happened(basket):
    return (
        not Order.objects.exists()
        and not Hold.objects.exists()
        and not OrderDetails.objects.exists()
        and not OutboxItem.objects.filter(kind="order_message").exists()
        and not StockBalance.objects.filter(held__gt=0).exists()
        and Basket.objects.get(pk=basket.pk).status == Basket.OPEN
    )


def test_a_cash_order_is_placed_at_once(shop, make):
    product = make.on_sale(price=75_000)
    buyer = shop.buyer(email="binh@example.org", note="Gọi trước khi giao")

    order = shop.place(shop.basket((product, 2)), buyer=buyer)

    details, parcel = order.details, order.fulfilments.get()
    item = parcel.items.get()
    assert order.status == "placed"
    assert parcel.state == Fulfilment.State.NEW
    assert (details.total, parcel.shipping, item.amount, item.quantity) == (
        180_000,
        30_000,
        150_000,
        2,
    )
    assert order.total_incl_tax == 180_000
    assert order.guest_email == "binh@example.org"
    assert order.shipping_address.last_name == "Trần Văn Bình"
    assert (item.stars, item.vat, item.vat_percent) == (4, 11_111, 8)
    assert item.decision_number == product.certifications.get().decision.number
    assert not order.payment_attempts.exists()


def test_a_transfer_order_waits_and_holds_its_goods_until_the_deadline(shop, make):
    order = shop.order(method="transfer")

    attempt, hold = order.payment_attempts.get(), Hold.objects.get()
    assert order.status == "awaiting_payment"
    assert order.fulfilments.get().state == Fulfilment.State.WAITING
    assert (attempt.amount, attempt.reference) == (order.details.total, order.number)
    assert hold.deadline == attempt.deadline
    assert OutboxItem.objects.get(kind="payment_deadline").next_at == attempt.deadline


def test_goods_of_a_cash_order_are_held_without_a_deadline(shop):
    shop.order()

    assert Hold.objects.get().deadline is None


def test_the_code_is_eight_letters_that_nobody_confuses(shop):
    code = shop.order().number

    assert len(code) == 8
    assert not set(code) & set("0O1IL5S2Z8BUV")


def test_every_producer_gets_a_parcel_and_the_parts_are_the_whole(shop, make):
    maker = make.producer()
    order = shop.order(
        (make.on_sale(by=maker), 3), make.on_sale("Mật ong", by=maker), make.on_sale("Trà")
    )

    parcels = list(order.fulfilments.all())
    items = FulfilmentItem.objects.filter(fulfilment__order=order)
    assert len(parcels) == 2
    assert order.details.total == sum(i.amount for i in items) + sum(p.shipping for p in parcels)
    assert order.details.due == order.details.total


def test_consents_are_kept_with_their_wording(shop, make):
    order = shop.order(make.on_sale(is_alcohol=True), method="transfer")

    terms, age = order.consents.order_by("-purpose")
    assert (terms.purpose, terms.text.version) == (Consent.Purpose.TERMS, "1")
    assert (age.purpose, age.wording) == (Consent.Purpose.AGE, "đã đủ 18 tuổi")


def test_a_signed_in_buyer_owns_the_order(shop, make):
    buyer = make.user("buyer")

    order = shop.place(shop.basket(make.on_sale(), owner=buyer))

    assert order.user == buyer


def test_the_same_basket_pressed_again_is_the_same_order(shop, make):
    basket = shop.basket(make.on_sale())
    shown, buyer = shop.quote(basket), shop.buyer()
    first = shop.place(basket, shown=shown, buyer=buyer)

    second = shop.place(basket, shown=shown, buyer=buyer)

    assert first == second
    assert Order.objects.count() == OrderDetails.objects.count() == 1
    assert StockBalance.objects.get().held == 1


def test_an_empty_basket_places_nothing(shop):
    with pytest.raises(CannotOrder) as refusal:
        shop.order_of = shop.place(shop.basket())

    assert refusal.value.problems[0].code == "empty"
    assert not Order.objects.exists()


@pytest.mark.parametrize("change", ["price", "star", "quantity", "shipping"])
def test_what_changed_since_it_was_shown_is_shown_again(shop, make, change):
    product = make.on_sale(stars=4)
    basket = shop.basket(product)
    shown, buyer = shop.quote(basket), shop.buyer()
    if change == "price":
        product.stockrecords.update(price=75_001)
    elif change == "star":
        StarCertification.objects.update(stars=5)
    elif change == "quantity":
        basket.lines.update(quantity=2)
    else:
        buyer = shop.buyer(commune=shop.far)

    with pytest.raises(QuoteChanged) as refusal:
        shop.place(basket, shown=shown, buyer=buyer)

    assert refusal.value.quote.hash != shown.hash
    assert nothing_happened(basket)


def test_a_star_that_ended_meanwhile_stops_the_order(shop, make):
    basket = shop.basket(make.on_sale())
    shown = shop.quote(basket)
    yesterday = clock.today() - datetime.timedelta(days=1)
    StarCertification.objects.update(valid_until=yesterday)

    with pytest.raises(CannotOrder) as refusal:
        shop.place(basket, shown=shown)

    assert refusal.value.problems[0].code == "expired"
    assert refusal.value.quote.lines[0].problem.code == "expired"
    assert nothing_happened(basket)


def test_goods_that_went_meanwhile_stop_the_order(shop, make):
    product = make.on_sale(quantity=1)
    basket = shop.basket(product)
    shown = shop.quote(basket)
    StockBalance.objects.update(on_hand=0)

    with pytest.raises(CannotOrder):
        shop.place(basket, shown=shown)

    assert nothing_happened(basket)


@pytest.mark.parametrize(
    ("consents", "missing"), [(set(), ["age", "terms"]), ({"terms"}, ["age"]), ({"age"}, ["terms"])]
)
def test_no_consent_no_order(shop, make, consents, missing):
    basket = shop.basket(make.on_sale(is_alcohol=True))

    with pytest.raises(CannotOrder) as refusal:
        shop.place(basket, method="transfer", consents=consents)

    assert [problem.code for problem in refusal.value.problems] == [f"{m}_missing" for m in missing]
    assert nothing_happened(basket)


def test_a_lower_star_wants_its_own_consent(shop, make):
    basket = shop.basket(make.on_sale(stars=5))
    StarCertification.objects.update(stars=3)

    with pytest.raises(CannotOrder):
        shop.place(basket, consents={"terms"})

    assert nothing_happened(basket)
    assert shop.place(basket, consents={"terms", "lower_star"}).consents.count() == 2


@pytest.mark.parametrize("method", ["card", "", "cod\x00"])
def test_an_unknown_method_places_nothing(shop, make, method):
    basket = shop.basket(make.on_sale())

    with pytest.raises(CannotOrder) as refusal:
        shop.place(basket, method=method)

    assert refusal.value.problems[0].code == "unknown_method"
    assert nothing_happened(basket)


def test_alcohol_is_not_sold_against_cash(shop, make):
    basket = shop.basket(make.on_sale(is_alcohol=True))

    with pytest.raises(CannotOrder):
        shop.place(basket, method="cod")

    assert nothing_happened(basket)


def test_an_order_above_the_cash_ceiling_is_refused(shop, make):
    basket = shop.basket(make.on_sale(price=3_000_000))

    with pytest.raises(OverCashCeiling) as refusal:
        shop.place(basket)

    assert (refusal.value.total, refusal.value.ceiling) == (3_018_000, 3_000_000)
    assert nothing_happened(basket)


def test_one_phone_has_three_unpaid_orders_at_most(shop, make):
    product = make.on_sale(quantity=9)
    for _ in range(3):
        shop.place(shop.basket(product), buyer=shop.buyer(phone="+84912345678"))
    basket = shop.basket(product)

    with pytest.raises(TooManyUnpaid) as refusal:
        shop.place(basket, buyer=shop.buyer(phone="+84912345678"))

    assert refusal.value.kind == "phone"
    assert Order.objects.count() == 3
    assert Basket.objects.get(pk=basket.pk).status == Basket.OPEN


def test_one_address_has_five_unpaid_orders_at_most_however_it_is_written(shop, make):
    product = make.on_sale(quantity=9)
    for street in ("40/1 Trần Thị Nhượng", "40/1 tran thi nhuong", "40/1  TRẦN Thị Nhượng") * 2:
        placed = Order.objects.count()
        if placed < 5:
            shop.place(shop.basket(product), buyer=shop.buyer(street=street))

    with pytest.raises(TooManyUnpaid) as refusal:
        shop.place(shop.basket(product), buyer=shop.buyer(street="40/1 Tran Thi Nhuong"))

    assert refusal.value.kind == "address"
    assert Order.objects.count() == 5


def test_a_delivered_order_no_longer_counts_as_unpaid(shop, make):
    product, keeper = make.on_sale(quantity=9), make.user("producer")
    orders = [
        shop.place(shop.basket(product), buyer=shop.buyer(phone="+84912345678")) for _ in range(3)
    ]
    parcel = orders[0].fulfilments.get()
    ordering.confirm(parcel, by=keeper)
    ordering.send(parcel, carrier="", number="", by=keeper)
    ordering.deliver(parcel, by=keeper)

    shop.place(shop.basket(product), buyer=shop.buyer(phone="+84912345678"))

    assert Order.objects.count() == 4


def test_the_buyer_and_the_desk_are_told_once(shop):
    order = shop.order()

    message = OutboxItem.objects.get(kind="order_message")
    assert message.payload["verb"] == "placed"
    assert message.payload["order"] == order.pk


@pytest.mark.parametrize(("lines", "queries"), [(1, 42), (3, 52)])
def test_placing_asks_so_often(shop, make, lines, queries, django_assert_max_num_queries):
    maker = make.producer()
    basket = shop.basket(*[make.on_sale(f"Trà {n}", by=maker) for n in range(lines)])
    shown, buyer, again = shop.quote(basket), shop.buyer(), shop.again(basket)

    with django_assert_max_num_queries(queries):
        ordering.place(
            again,
            quote_hash=shown.hash,
            buyer=buyer,
            method="cod",
            consents={"terms"},
            language="vi",
        )
