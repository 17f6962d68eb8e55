"""The producer's portal: own parcels only, no more of the buyer than sending asks."""

import datetime

import pytest
from django.urls import reverse

from marketplace.kernel import clock
from marketplace.shop import ordering
from marketplace.shop.models import Fulfilment
from marketplace.shop.templatetags.desk import tab_of

State = Fulfilment.State
PHONE = "0912 000 111"


@pytest.fixture
def person(make):
    return make.user("producer")


@pytest.fixture
def producer(make, person):
    return make.producer(members=[person])


@pytest.fixture
def desk(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def buyer(shop):
    return shop.buyer(
        full_name="Trần Văn Bình", phone="+84912000111", street="12 Hàng Gai", note="Gọi trước"
    )


@pytest.fixture
def parcel(shop, make, producer, buyer):
    product = make.on_sale(by=producer, price=60_000)
    return shop.order((product, 2), buyer=buyer).fulfilments.get()


def page(parcel, name="producer_order"):
    return reverse(name, args=[parcel.pk])


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def state_of(parcel):
    return Fulfilment.objects.get(pk=parcel.pk).state


def test_home_shows_the_new_order_and_its_goods(desk, parcel):
    shown = text(desk.get(reverse("producer_home")))

    assert parcel.order.number in shown
    assert '2 ×</strong> <span lang="vi">Đường thốt nốt' in shown
    assert page(parcel, "producer_order_confirm") in shown


@pytest.mark.parametrize("secret", ["Trần Văn Bình", PHONE, "+84912000111", "12 Hàng Gai", "Gọi"])
def test_the_buyer_stays_unknown_before_confirming(desk, parcel, secret):
    for url in (reverse("producer_home"), reverse("producer_orders"), page(parcel)):
        assert secret not in text(desk.get(url))


def test_name_phone_and_address_appear_for_sending(desk, parcel, person):
    ordering.confirm(parcel, by=person)

    shown = text(desk.get(page(parcel)))

    assert all(part in shown for part in ("Trần Văn Bình", PHONE, "12 Hàng Gai", "Gọi trước"))


def test_an_unpaid_transfer_is_seen_without_its_buyer(desk, shop, make, producer, buyer):
    order = shop.order(make.on_sale(by=producer), buyer=buyer, method="transfer")
    parcel = order.fulfilments.get()

    listed = text(desk.get(reverse("producer_orders"), {"show": "unpaid"}))
    shown = text(desk.get(page(parcel)))

    assert order.number in listed
    for secret in ("Trần Văn Bình", PHONE, "12 Hàng Gai"):
        assert secret not in listed + shown
    assert page(parcel, "producer_order_confirm") not in shown


def test_the_buyer_is_forgotten_when_the_parcel_has_ended_and_its_cash_came(desk, parcel, person):
    ordering.confirm(parcel, by=person)
    ordering.send(parcel, carrier="GHN", number="X1", by=person)
    ordering.deliver(parcel, by=person)
    assert PHONE in text(desk.get(page(parcel)))

    ordering.cash_received(parcel, amount=parcel.due, by=person)

    assert PHONE not in text(desk.get(page(parcel)))
    assert "Trần Văn Bình" not in text(desk.get(page(parcel)))


ACTIONS = ["confirm", "decline", "send", "delivered", "refused", "returned", "cash"]


@pytest.mark.parametrize("name", ["", "_slip", *(f"_{action}" for action in ACTIONS)])
def test_somebody_elses_parcel_is_as_absent_as_none(client, make, parcel, name):
    stranger = make.user("producer")
    make.producer("HTX khác", members=[stranger])
    client.force_login(stranger)
    url = page(parcel, f"producer_order{name}")
    absent = reverse(f"producer_order{name}", args=[parcel.pk + 1000])

    for method in (client.get, client.post):
        assert method(url).status_code == method(absent).status_code
    assert client.post(url).status_code in (404, 405)
    assert state_of(parcel) == State.NEW


def test_parts_of_an_order_that_others_send_are_not_shown(desk, shop, make, producer):
    mine, other = make.on_sale("Mật ong", by=producer), make.on_sale("Khô cá lóc")
    order = shop.order(mine, other)
    parcel = order.fulfilments.get(producer=producer)

    shown = text(desk.get(page(parcel)))

    assert "Mật ong" in shown
    assert "Khô cá lóc" not in shown


@pytest.mark.parametrize("roles", [(), ("buyer",), ("keeper",), ("officer",)])
def test_other_roles_do_not_enter(client, make, parcel, roles):
    client.force_login(make.user(*roles))

    assert client.get(reverse("producer_home")).status_code == 403
    assert client.post(page(parcel, "producer_order_confirm")).status_code == 403
    assert state_of(parcel) == State.NEW


def test_a_stranger_is_asked_to_sign_in(client, parcel):
    answer = client.get(page(parcel))

    assert answer.status_code == 302
    assert "next=" in answer["Location"]


def test_a_producer_without_a_firm_is_told_whom_to_ask(client, make):
    client.force_login(make.user("producer"))

    answer = client.get(reverse("producer_home"))

    assert answer.status_code == 403
    assert "producer/nobody.html" in [template.name for template in answer.templates]


def test_confirming_twice_does_no_harm(desk, parcel):
    first = desk.post(page(parcel, "producer_order_confirm"))
    second = desk.post(page(parcel, "producer_order_confirm"), follow=True)

    assert first.status_code == 302
    assert second.status_code == 200
    assert state_of(parcel) == State.CONFIRMED
    assert parcel.order.events.filter(verb="confirmed").count() == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_an_address_opened_by_get_changes_nothing(desk, parcel, action):
    desk.get(page(parcel, f"producer_order_{action}"))

    assert state_of(parcel) == State.NEW


@pytest.mark.parametrize("action", ["delivered", "refused"])
def test_an_action_out_of_its_turn_is_refused_calmly(desk, parcel, action):
    answer = desk.post(page(parcel, f"producer_order_{action}"), follow=True)

    assert answer.status_code == 200
    assert len(list(answer.context["messages"])) == 1
    assert state_of(parcel) == State.NEW


def test_declining_all_needs_a_reason(desk, parcel):
    item = parcel.items.get()

    answer = desk.post(page(parcel, "producer_order_decline"), {"goods": [item.pk]})

    assert answer.status_code == 200
    assert "reason" in answer.context["form"].errors
    assert state_of(parcel) == State.NEW


def test_another_reason_wants_words(desk, parcel):
    told = {"goods": [parcel.items.get().pk], "reason": "other"}

    answer = desk.post(page(parcel, "producer_order_decline"), told)

    assert "words" in answer.context["form"].errors
    assert state_of(parcel) == State.NEW


def test_declining_a_part_leaves_the_rest(desk, shop, make, producer):
    sugar = make.on_sale("Đường thốt nốt", by=producer, price=60_000)
    honey = make.on_sale("Mật ong", by=producer, price=90_000)
    parcel = shop.order(sugar, honey).fulfilments.get()
    item = parcel.items.get(product=honey)

    desk.post(page(parcel, "producer_order_decline"), {"goods": [item.pk], "reason": "sold_out"})

    item.refresh_from_db()
    assert (state_of(parcel), item.state) == (State.NEW, "declined")
    assert Fulfilment.objects.get(pk=parcel.pk).goods == 60_000


def test_the_reason_is_written_in_the_buyers_language(desk, shop, make, producer):
    order = shop.order(make.on_sale(by=producer), language="en")
    parcel = order.fulfilments.get()
    told = {"goods": [parcel.items.get().pk], "reason": "sold_out", "words": "Sorry"}

    desk.post(page(parcel, "producer_order_decline"), told)

    parcel.refresh_from_db()
    assert parcel.declined_because == "The goods are sold out. Sorry"


def test_a_carrier_needs_its_number_but_the_producers_own_car_does_not(desk, parcel, person):
    ordering.confirm(parcel, by=person)
    url = page(parcel, "producer_order_send")

    refused = desk.post(url, {"way": "GHN", "number": ""})
    assert "number" in refused.context["send_form"].errors
    assert state_of(parcel) == State.CONFIRMED

    desk.post(url, {"way": "self"})
    assert state_of(parcel) == State.SENT


def test_goods_whose_star_was_revoked_are_not_sent(desk, parcel, person):
    ordering.confirm(parcel, by=person)
    star = parcel.items.get().product.certifications.get()
    type(star).objects.filter(pk=star.pk).update(status="suspended")

    answer = desk.post(page(parcel, "producer_order_send"), {"way": "self"}, follow=True)

    assert state_of(parcel) == State.CONFIRMED
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_refused_goods_come_back_to_the_stock(desk, parcel, person):
    ordering.confirm(parcel, by=person)
    ordering.send(parcel, carrier="GHN", number="X1", by=person)
    desk.post(page(parcel, "producer_order_refused"))
    item = parcel.items.get()
    balance = item.product.batches.get().balances.get()
    assert balance.on_hand == 8

    desk.post(page(parcel, "producer_order_returned"), {f"item_{item.pk}": "2", "to_shelf": "yes"})

    balance.refresh_from_db()
    assert (state_of(parcel), balance.on_hand) == (State.RETURNED, 10)


def test_more_cash_than_was_due_is_refused(desk, parcel, person):
    ordering.confirm(parcel, by=person)
    ordering.send(parcel, carrier="GHN", number="X1", by=person)
    ordering.deliver(parcel, by=person)

    answer = desk.post(page(parcel, "producer_order_cash"), {"amount": "9.000.000"})

    parcel.refresh_from_db()
    assert "amount" in answer.context["form"].errors
    assert parcel.cash_received is None


def test_what_waits_longer_than_a_day_is_called_late(desk, parcel):
    then = clock.now() - datetime.timedelta(hours=25)
    Fulfilment.objects.filter(pk=parcel.pk).update(became_new_at=then)

    answer = desk.get(reverse("producer_home"))

    assert answer.context["counts"]["late"] == 1
    assert answer.context["new"][0].is_late


def test_certificates_and_batches_that_end_soon_are_on_the_home_page(desk, make, producer, today):
    product = make.product(by=producer)
    make.star(product, valid_until=today + datetime.timedelta(days=40))
    make.stock(product, 5, best_before=today + datetime.timedelta(days=9), lot="L9")
    make.stock(product, 5, best_before=today + datetime.timedelta(days=90))

    chores = desk.get(reverse("producer_home")).context["chores"]

    assert [(chore.kind, chore.left, chore.lot) for chore in chores] == [
        ("batch", 9, "L9"),
        ("certificate", 40, ""),
    ]


@pytest.mark.parametrize("count", [1, 10])
@pytest.mark.parametrize("name", ["producer_home", "producer_orders", "producer_products"])
def test_pages_ask_the_same_with_one_and_ten(
    desk, shop, make, producer, django_assert_max_num_queries, name, count
):
    for number in range(count):
        shop.order(make.on_sale(f"Mật ong {number}", by=producer))
    desk.get(reverse(name))

    with django_assert_max_num_queries(QUERIES[name]) as asked:
        desk.get(reverse(name))

    assert len(asked) == QUERIES[name]


# Session, user and roles, and the producers of the frame are four of each.
QUERIES = {"producer_home": 9, "producer_orders": 7, "producer_products": 12}


@pytest.mark.parametrize("asked", ["?show=x&page=abc", "?page=99999999999999999999", "?show=ended"])
def test_nonsense_in_the_list_is_no_error(desk, parcel, asked):
    assert desk.get(reverse("producer_orders") + asked).status_code == 200


def test_the_desk_of_another_of_ones_producers_is_one_tap_away(desk, make, person, producer):
    second = make.producer("HTX thứ hai", members=[person])
    mine = {producer.pk, second.pk}
    assert desk.get(reverse("producer_home")).context["frame"]["producer"].pk in mine

    desk.post(reverse("producer_switch"), {"producer": second.pk})

    assert desk.get(reverse("producer_home")).context["frame"]["producer"] == second


@pytest.mark.parametrize("wanted", ["", "abc", "99999", "²", "9" * 5000])
def test_nobody_switches_to_a_strangers_desk(desk, make, producer, wanted):
    stranger = make.producer("HTX khác")

    for asked in (wanted, stranger.pk):
        assert desk.post(reverse("producer_switch"), {"producer": asked}).status_code == 404


@pytest.mark.parametrize(
    ("name", "tab"),
    [
        ("producer_home", "orders"),
        ("producer_orders", "orders"),
        ("producer_order_decline", "orders"),
        ("producer_products", "products"),
        ("producer_price", "products"),
        ("producer_stock", "stock"),
        ("producer_add_batch", "stock"),
        ("producer_certificates", "certificates"),
        ("producer_switch", ""),
    ],
)
def test_each_page_stands_under_its_tab(name, tab):
    assert tab_of(name) == tab


def test_new_orders_of_ones_other_producer_are_announced(desk, shop, make, person, producer):
    second = make.producer("HTX thứ hai", members=[person])
    shown = desk.get(reverse("producer_home")).context["frame"]["producer"]
    other = second if shown == producer else producer
    shop.order(make.on_sale(by=other))

    assert desk.get(reverse("producer_home")).context["elsewhere"] == [(other, 1)]
