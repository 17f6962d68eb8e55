"""The order desk's pages: every order is found, shown, exported and acted on."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import ensure_groups
from marketplace.kernel.outbox import queue
from marketplace.shop import ordering
from marketplace.shop.models import (
    FormerRecipient,
    Fulfilment,
    LookedAt,
    OrderDetails,
    RefundAccount,
    StarWaiver,
)


@pytest.fixture
def officer(make, client):
    ensure_groups()
    person = make.user("officer", full_name="Lê Văn Cán")
    client.force_login(person)
    return person


def codes(answer) -> list[str]:
    return [row["details"].order.number for row in answer.context["rows"]]


def url_of(order, act=""):
    name, args = (
        ("office_order_act", [order.number, act]) if act else ("office_order", [order.number])
    )
    return reverse(name, args=args)


def act_on(parcel, act):
    return reverse("office_parcel_act", args=[parcel.pk, act])


# --- the list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        {"q": "hanh"},
        {"q": "Nguyễn thị HẠNH"},
        {"q": "0912 000 111"},
        {"q": "+84912000111"},
        {"producer": "thot not"},
        {"state": "awaiting_payment"},
        {"parcel": "waiting"},
        {"method": "transfer"},
    ],
)
def test_an_order_is_found(client, officer, shop, make, query):
    shop.order(make.on_sale("Mật ong", by=make.producer("HTX Mật")))
    buyer = shop.buyer(full_name="Nguyễn Thị Hạnh", phone="+84912000111")
    wanted = shop.order(make.on_sale(), buyer=buyer, method="transfer")

    assert codes(client.get(reverse("office_orders"), query)) == [wanted.number]
    by_code = client.get(reverse("office_orders"), {"q": wanted.number[:5].lower()})
    assert wanted.number in codes(by_code)


def test_a_period_counts_days_in_hanoi(client, officer, shop):
    order = shop.order()
    late = clock.now().astimezone(clock.HANOI).replace(hour=23, minute=59)
    OrderDetails.objects.update(placed_at=late)
    today, day = clock.day_of(late), timedelta(days=1)

    def found(**span):
        return codes(client.get(reverse("office_orders"), span))

    assert found(since=today, until=today) == [order.number]
    assert found(since=today + day) == found(until=today - day) == []


def test_what_cannot_be_read_of_a_filter_is_told_and_left_out(client, officer, shop):
    shop.order()

    answer = client.get(reverse("office_orders"), {"since": "x", "state": "y", "page": "-3"})

    assert len(codes(answer)) == 1
    assert set(answer.context["form"].errors) == {"since", "state"}


def test_the_list_asks_the_same_for_one_and_ten(client, officer, shop, make):
    product = make.on_sale(quantity=50)
    shop.order(product)
    client.get(reverse("office_orders"))
    asked = []

    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("office_orders"))
        asked.append(len(queries))
        for _number in range(9):
            shop.order(product)

    assert asked[0] == asked[1] <= 13


def test_a_file_holds_the_list_and_no_formula(client, officer, shop):
    evil = shop.buyer(full_name="=HYPERLINK(1)", street="@SUM(1)")
    order = shop.order(buyer=evil, method="transfer")
    shop.pay(order, 40_000)

    text = client.get(reverse("office_orders_csv")).content.decode("utf-8-sig")
    book = client.get(reverse("office_orders_xlsx"), {"q": order.number})

    line = list(csv.reader(io.StringIO(text)))[1]
    sheet = load_workbook(io.BytesIO(book.content)).active
    cells = [cell.value for cell in sheet[2]]
    assert line[0] == cells[0] == order.number
    assert line[4] == cells[4] == "'=HYPERLINK(1)"
    assert line[6] == "'@SUM(1)"
    assert (cells[12], cells[13]) == (order.details.total, 40_000)
    assert sheet.max_row == 2


# --- one order ----------------------------------------------------------------------------------


def test_the_page_shows_goods_money_history_and_messages(client, officer, shop, make):
    order = shop.order(
        make.on_sale(price=100_000), method="transfer", buyer=shop.buyer(email="b@example.org")
    )
    shop.pay(order)
    shop.pay(order)
    queue.drain(limit=1000)

    shown = client.get(url_of(order))

    money = shown.context["money"]
    assert (money["came"], money["owed"]) == (2 * order.details.total, order.details.total)
    assert [event.verb for event, _words in shown.context["events"]] == [
        "placed",
        "paid",
        "goes_back",
    ]
    assert {letter["payload__to"] for letter in shown.context["letters"]} >= {"b@example.org"}
    lot = order.fulfilments.get().items.get().product.batches.get().lot
    assert lot in shown.content.decode()
    assert shown.context["consents"].get().text.version == "1"


def test_the_page_asks_the_same_for_one_parcel_and_three(client, officer, shop, make):
    asked = []
    for count in (1, 1, 3):
        makers = [make.producer(f"HTX {count} {n}") for n in range(count)]
        order = shop.order(*(make.on_sale(by=maker) for maker in makers))
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of(order))
        asked.append(len(queries))

    assert asked[1] == asked[2] <= 26


@pytest.mark.parametrize("code", ["NOPE", "x" * 60])
def test_an_absent_order_is_404(client, officer, code):
    assert client.get(reverse("office_order", args=[code])).status_code == 404


# --- acts ---------------------------------------------------------------------------------------


def test_an_officer_leads_a_parcel_to_its_end(client, officer, shop):
    order = shop.order()
    parcel = order.fulfilments.get()
    steps = [
        ("confirm", {}),
        ("send", {"way": "VNPost", "number": "VN1"}),
        ("delivered", {}),
        ("cash", {"amount": str(parcel.due)}),
    ]

    for act, typed in steps:
        parcel.refresh_from_db()
        assert client.get(act_on(parcel, act)).context["open"]
        answer = client.post(act_on(parcel, act), typed | {"seen": parcel.state})
        assert answer.status_code == 302

    parcel.refresh_from_db()
    order.refresh_from_db()
    assert (parcel.state, parcel.cash_received, order.status) == (
        "delivered",
        parcel.due,
        "completed",
    )
    assert {event.by for event in order.events.exclude(verb__in=["placed", "completed"])} == {
        officer
    }


def test_goods_that_were_refused_come_back(client, officer, shop):
    parcel = shop.order().fulfilments.get()
    ordering.confirm(parcel, by=officer)
    ordering.send(parcel, carrier="Bưu điện", number="", by=officer)
    client.post(act_on(parcel, "refused"), {"seen": "sent"})
    item = parcel.items.get()

    client.post(
        act_on(parcel, "returned"), {"seen": "refused", f"item_{item.pk}": 1, "to_shelf": "yes"}
    )

    assert Fulfilment.objects.get().state == "returned"


def test_an_old_screen_changes_nothing(client, officer, shop):
    parcel = shop.order().fulfilments.get()
    ordering.confirm(parcel, by=officer)

    answer = client.post(act_on(parcel, "take-out"), {"seen": "new", "because": "x"}, follow=True)

    assert Fulfilment.objects.get().state == "confirmed"
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("take-out", {"goods": []}),
        ("take-out", {"because": ""}),
        ("take-out", {"because": "x" * 151}),
        ("decline", {"reason": ""}),
        ("send", {"way": "x"}),
    ],
)
def test_what_is_missing_is_asked_beside_its_field(client, officer, shop, act, typed):
    parcel = shop.order().fulfilments.get()
    if act == "send":
        ordering.confirm(parcel, by=officer)
    parcel.refresh_from_db()
    good = {"goods": [parcel.items.get().pk], "because": "Đổi ý", "seen": parcel.state}
    events = parcel.order.events.count()

    answer = client.post(act_on(parcel, act), good | typed)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert parcel.order.events.count() == events


def test_goods_are_taken_out_from_the_page(client, officer, shop):
    parcel = shop.order().fulfilments.get()
    item = parcel.items.get()

    client.post(
        act_on(parcel, "take-out"), {"seen": "new", "goods": [item.pk], "because": "Khách đổi ý"}
    )

    item.refresh_from_db()
    assert item.state == "cancelled"
    assert parcel.order.events.get(verb="taken_out").facts["because"] == "Khách đổi ý"


@pytest.mark.parametrize(("reason", "waivers"), [("voluntary", 1), ("food_safety", 0)])
def test_a_stopped_parcel_is_decided_on_the_page(client, officer, shop, make, reason, waivers):
    product = make.on_sale()
    parcel = shop.order(product).fulfilments.get()
    product.certifications.update(
        status="revoked", revocation_reason=reason, ends_on=clock.today() - timedelta(days=1)
    )
    assert client.get(reverse("office_stars")).context["page"].object_list[0].needs_decision

    client.post(act_on(parcel, "send-anyway"), {"seen": "new", "because": "Chỉ là giấy tờ"})

    assert StarWaiver.objects.count() == waivers
    client.post(act_on(parcel, "refund"), {"seen": "new", "because": "Sao bị thu hồi"})
    assert Fulfilment.objects.get().state == ("new" if waivers else "cancelled")


def test_cash_that_cannot_be_is_refused(client, officer, shop):
    parcel = shop.order().fulfilments.get()
    Fulfilment.objects.update(state="delivered")

    answer = client.post(
        act_on(parcel, "cash"), {"seen": "delivered", "amount": str(parcel.due + 1)}
    )

    assert "amount" in answer.context["form"].errors
    assert Fulfilment.objects.get().cash_received is None


@pytest.mark.parametrize("act", ["recipient", "cancel", "account"])
def test_what_is_closed_offers_no_button(client, officer, shop, act):
    order = shop.order()
    order.fulfilments.update(state="delivered")

    answer = client.get(url_of(order, act))

    assert not answer.context["open"]
    assert "office-form" not in answer.content.decode()


def test_an_address_is_changed_from_the_page(client, officer, shop):
    order = shop.order()
    form = client.get(url_of(order, "recipient")).context["form"]
    typed = {
        "full_name": "Đỗ Thị Bé",
        "phone": "0912 345 678",
        "commune": order.details.commune_id,
        "street": "9 Lê Lợi",
        "note": "",
        "because": "Khách gọi điện",
        "seen": form.initial["seen"],
    }

    assert client.post(url_of(order, "recipient"), typed).status_code == 302
    again = client.post(url_of(order, "recipient"), typed | {"street": "10 Lê Lợi"})

    details = OrderDetails.objects.get()
    assert (details.full_name, details.phone) == ("Đỗ Thị Bé", "+84912345678")
    assert again.context["form"].non_field_errors()
    assert (details.street, FormerRecipient.objects.count()) == ("9 Lê Lợi", 1)
    assert "Khách gọi điện" in client.get(url_of(order)).content.decode()


def test_another_province_is_no_choice(client, officer, shop):
    order = shop.order()
    form = client.get(url_of(order, "recipient")).context["form"]

    assert shop.far not in form.fields["commune"].queryset


def test_an_order_is_cancelled_with_a_reason(client, officer, shop):
    order = shop.order()

    assert client.post(url_of(order, "cancel"), {"because": ""}).status_code == 200
    order.refresh_from_db()
    assert order.status == "placed"
    client.post(url_of(order, "cancel"), {"because": "Khách đặt nhầm"})

    assert OrderDetails.objects.get().cancelled_because == "Khách đặt nhầm"


def test_an_officer_notes_the_account(client, officer, shop):
    order = shop.order(method="transfer")
    shop.pay(order)
    shop.pay(order)

    client.post(
        url_of(order, "account"),
        {"bank": "Agribank", "number": "0011223344", "holder": "TRAN VAN BINH"},
    )

    assert RefundAccount.objects.get().by == officer
    assert "0011223344" in client.get(reverse("office_refunds")).content.decode()


# --- the desk -----------------------------------------------------------------------------------


def test_the_desk_and_the_front_page_tell_what_waits(client, officer, shop):
    parcel = shop.order().fulfilments.get()
    Fulfilment.objects.update(became_new_at=clock.now() - timedelta(days=3))

    desk = client.get(reverse("office_desk"))

    counts = {found["waiting"].code: found["waiting"].count for found in desk.context["queues"]}
    assert counts["late"] == 1
    assert sum(counts.values()) == 1
    front = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("office_queue", args=["late"]) in front
    assert act_on(parcel, "confirm") in client.get(reverse("office_late")).content.decode()


@pytest.mark.parametrize("code", ["late", "unsent", "on_the_way", "cash", "returns", "declined"])
def test_every_list_opens(client, officer, shop, code):
    shop.order()
    Fulfilment.objects.update(
        state={"unsent": "confirmed", "on_the_way": "sent", "cash": "delivered"}.get(code, "new"),
        became_new_at=clock.now() - timedelta(days=30),
    )

    assert client.get(reverse("office_queue", args=[code])).status_code == 200


def test_an_unknown_list_is_404(client, officer):
    assert client.get(reverse("office_queue", args=["nope"])).status_code == 404


def test_cash_is_summed_by_carrier(client, officer, shop):
    for carrier in ("GHN", "GHN", "VNPost"):
        order = shop.order()
        order.fulfilments.update(
            state="delivered", carrier=carrier, delivered_at=clock.now() - timedelta(days=2)
        )
    url = reverse("office_queue", args=["cash"])

    shown = client.get(url)
    only = client.get(url, {"carrier": "GHN"})

    assert sum(held.parcels for held in shown.context["sums"]) == 3
    assert only.context["page"].paginator.count == 2


def test_declined_goods_are_ticked_off_once(client, officer, shop):
    parcel = shop.order().fulfilments.get()
    ordering.decline(parcel, because="Hết hàng", by=officer)
    event = parcel.order.events.get(verb="declined")
    url = reverse("office_looked_at", args=[event.pk])

    assert client.get(url).status_code == 405
    for _click in range(2):
        assert client.post(url).status_code == 302

    assert LookedAt.objects.get().by == officer
    placed = parcel.order.events.get(verb="placed")
    assert client.post(reverse("office_looked_at", args=[placed.pk])).status_code == 404
